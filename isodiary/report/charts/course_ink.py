"""How the chart of a course is drawn: doses in steps, pauses, days of visits, symptoms as lines.

Of a symptom there are weekly means as lines, single days as points, and its name beside them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from fractions import Fraction

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from isodiary.domain.day import ONE_DAY
from isodiary.domain.values import dataclass
from isodiary.report.charts.course_chart import ChartMark, CourseChart, SymptomLine
from isodiary.report.charts.pencil import DASHES, Axes, Pencil, apart, spread
from isodiary.report.words import mg

MOST_CHANGES = 8
"""So many changes of the plan are named in the plot."""

HATCH = 5
"""Units between the lines that shade a pause."""


@dataclass(frozen=True, slots=True)
class Run:
    """Days in a row with the same amount, before `until`."""

    first: date
    until: date
    amount_ug: int
    open: bool


def runs(chart: CourseChart) -> Iterator[Run]:
    """Yield the recorded days in runs of one amount."""
    run: Run | None = None
    for next_ in _days(chart) if chart.grain_days == 1 else _groups(chart):
        same = run and (run.until, run.amount_ug, run.open)
        if run and same == (next_.first, next_.amount_ug, next_.open):
            run = Run(run.first, next_.until, run.amount_ug, run.open)
            continue
        if run:
            yield run
        run = next_
    if run:
        yield run


def _days(chart: CourseChart) -> Iterator[Run]:
    for day in sorted(day for day in chart.taken_ug if chart.first <= day <= chart.last):
        yield Run(day, day + ONE_DAY, chart.taken_ug[day], day in chart.open_days)


def _groups(chart: CourseChart) -> Iterator[Run]:
    """Yield so many days together with their mean; where nothing is recorded, none."""
    for place in range(0, chart.days, chart.grain_days):
        first = chart.first + timedelta(days=place)
        size = min(chart.grain_days, chart.days - place)
        days = [first + timedelta(days=number) for number in range(size)]
        held = [chart.taken_ug[day] for day in days if day in chart.taken_ug]
        if held:
            yield Run(first, first + timedelta(days=size), sum(held) // len(held), False)


class DoseInk:
    """Draws the dose of a chart."""

    def __init__(self, pencil: Pencil, axes: Axes, chart: CourseChart) -> None:
        self._pencil = pencil
        self._axes = axes
        self._plot = axes.plot
        self._chart = chart

    def pauses(self) -> None:
        """Shade the pauses, and name them where there is room."""
        ink, unit = self._pencil.ink, self._pencil.unit
        for pause in self._chart.pauses:
            left, right = self._axes.x(pause.first), self._axes.x(pause.last + ONE_DAY)
            area = QRectF(QPointF(left, self._plot.top()), QPointF(right, self._plot.bottom()))
            self._pencil.pen(ink.muted, 0.5)
            self._pencil.painter.drawLines(hatched(area, HATCH * unit))
            label = self._pencil.label("pause", 0)
            if label.width + 6 * unit <= area.width():
                x = area.center().x() - label.width / 2
                ground = QRectF(
                    x - 2 * unit,
                    self._plot.bottom() - 17 * unit,
                    label.width + 4 * unit,
                    self._pencil.line_px,
                )
                self._pencil.painter.fillRect(ground, ink.fill)
                self._pencil.say(x, self._plot.bottom() - 8 * unit, label.text, ink.text)

    def amounts(self) -> None:
        """Draw the ground line, a line at each planned dose and its milligrams."""
        chart, pencil = self._chart, self._pencil
        amounts = sorted({Fraction(0), *(step.daily_ug for step in chart.steps)})
        levels = [self._axes.y_of_dose(amount) for amount in amounts]
        places = self._places(levels)
        for amount, level, place in zip(amounts, levels, places, strict=True):
            pencil.pen(pencil.ink.grid, 0.8)
            pencil.line(self._plot.left(), level, self._plot.right(), level)
            if place is not None:
                label = pencil.label(mg(amount) if amount else "0", 0)
                x = self._plot.left() - label.width - 7 * pencil.unit
                pencil.say(x, place + pencil.drop_px, label.text, pencil.ink.text)

    def _places(self, levels: Sequence[float]) -> Sequence[float | None]:
        """Return where to name each amount; where there are too many, some are not named."""
        line_px = self._pencil.line_px
        if len(levels) * line_px <= self._plot.height() / 2:
            return spread(levels, line_px, self._plot.bottom())
        named: list[float | None] = []
        free = self._plot.bottom() + line_px
        for level in levels:
            named.append(level if level <= free - line_px else None)
            free = level if named[-1] is not None else free
        return named

    def taken(self) -> None:
        """Draw the dose as taken; a day of which nothing is recorded stays white.

        A day of which a dose is open has no line on top.
        """
        pencil, axes = self._pencil, self._axes
        areas: list[QRectF] = []
        lines: list[QLineF] = []
        before: Run | None = None
        for run in runs(self._chart):
            left, right = axes.x(run.first), axes.x(run.until)
            top = axes.y_of_dose(run.amount_ug)
            areas.append(QRectF(QPointF(left, top), QPointF(right, self._plot.bottom())))
            if not run.open:
                lines.append(QLineF(left, top, right, top))
            if before and before.until == run.first and not (before.open or run.open):
                lines.append(QLineF(left, axes.y_of_dose(before.amount_ug), left, top))
            before = run
        smooth = QPainter.RenderHint.Antialiasing
        pencil.painter.setRenderHint(smooth, False)  # else seams would show between days
        for area in areas:
            pencil.painter.fillRect(area, pencil.ink.fill)
        pencil.painter.setRenderHint(smooth)
        pencil.pen(pencil.ink.dose, 1.6)
        pencil.painter.drawLines(lines)

    def planned(self) -> None:
        """Draw the planned dose as a thin line, a step where it changed."""
        pencil, axes = self._pencil, self._axes
        lines: list[QLineF] = []
        before: tuple[date, float] | None = None
        for days, amount_ug in self._chart.planned:
            left, right = axes.x(days.first), axes.x(days.last + ONE_DAY)
            y = axes.y_of_dose(amount_ug)
            lines.append(QLineF(left, y, right, y))
            if before and before[0] + ONE_DAY == days.first:
                lines.append(QLineF(left, before[1], left, y))
            before = days.last, y
        pencil.pen(pencil.ink.muted, 0.8)
        pencil.painter.drawLines(lines)

    def changes(self) -> None:
        """Write the planned dose where it changed, just above its height.

        Where there are many changes the scale at the left says it alone.
        """
        pencil = self._pencil
        if len(self._chart.steps) > MOST_CHANGES:
            return
        labels = [
            (pencil.label(step.label, self._axes.x(step.day) + 4 * pencil.unit), step.daily_ug)
            for step in self._chart.steps
        ]
        kept = apart([label for label, _ in labels], 6 * pencil.unit)
        for place, (label, amount_ug) in enumerate(labels):
            if label in kept and label.x + label.width <= self._free(place):
                y = self._axes.y_of_dose(amount_ug) - 5 * pencil.unit
                pencil.say(label.x, y, label.text, pencil.ink.text)

    def _free(self, place: int) -> float:
        """Return how far a step may be named: to the next one if that is higher."""
        step, *later = self._chart.steps[place:]
        if later and later[0].daily_ug > step.daily_ug:
            return self._axes.x(later[0].day)
        return self._plot.right()


def hatched(area: QRectF, gap: float) -> list[QLineF]:
    """Return slanted lines that shade an area, cut at its edges."""
    lines: list[QLineF] = []
    offset = -area.height() + gap
    while offset < area.width():
        left, right = max(offset, 0.0), min(offset + area.height(), area.width())
        lines.append(
            QLineF(
                area.left() + left,
                area.bottom() - (left - offset),
                area.left() + right,
                area.bottom() - (right - offset),
            )
        )
        offset += gap
    return lines


CROWDED = 11
"""Marks closer than this, in units, are drawn as short strokes."""


class MarkInk:
    """Draws the marks of a chart; no word goes beyond `right`."""

    def __init__(self, pencil: Pencil, axes: Axes, chart: CourseChart, right: float) -> None:
        self._pencil = pencil
        self._axes = axes
        self._plot = axes.plot
        self._chart = chart
        self._right = right

    def visits(self) -> None:
        """Draw a dotted line through each day of a visit."""
        pencil, top = self._pencil, self._plot.top()
        end = top + 4 * pencil.unit if self._crowded(self._chart.visits) else self._plot.bottom()
        dots = () if self._crowded(self._chart.visits) else (1, 3)
        for mark in self._chart.visits:
            x = self._axes.x(mark.day)
            pencil.pen(pencil.ink.muted, 1, dots)
            pencil.line(x, top - (4 if not dots else 13) * pencil.unit, x, end)
        self._words(self._chart.visits, 4 * pencil.unit, top - 5 * pencil.unit)

    def labs(self) -> None:
        """Draw a triangle under each day of a blood test."""
        pencil, marks = self._pencil, self._chart.labs
        y = self._plot.bottom() + 8 * pencil.unit
        high = 7.5 * pencil.unit
        places = [self._axes.x(mark.day) + self._axes.day_width / 2 for mark in marks]
        if self._crowded(marks):
            pencil.pen(pencil.ink.text, 1.2)
            pencil.painter.drawLines([QLineF(x, y, x, y + high) for x in places])
        else:
            self._triangles(places, y, high)
        self._words(marks, self._axes.day_width / 2 + 9 * pencil.unit, y + high)

    def _triangles(self, places: Sequence[float], y: float, high: float) -> None:
        painter, half = self._pencil.painter, 4 * self._pencil.unit
        painter.setBrush(self._pencil.ink.text)
        painter.setPen(Qt.PenStyle.NoPen)
        for x in places:
            tip = [QPointF(x, y), QPointF(x + half, y + high), QPointF(x - half, y + high)]
            painter.drawPolygon(QPolygonF(tip))
        painter.setBrush(Qt.BrushStyle.NoBrush)

    def _crowded(self, marks: Sequence[ChartMark]) -> bool:
        room = CROWDED * self._pencil.unit
        return len(marks) > 2 and len(marks) * room > self._plot.width()

    def _words(self, marks: Sequence[ChartMark], shift: float, baseline: float) -> None:
        """Write the words of marks where they fit, the latest first of all."""
        pencil, free = self._pencil, self._right
        for mark in reversed(marks):
            label = pencil.label(mark.label, self._axes.x(mark.day) + shift)
            if label.x + label.width <= free:
                pencil.say(label.x, baseline, label.text, pencil.ink.text)
            free = self._axes.x(mark.day) - 4 * pencil.unit


SAMPLE = 20
"""How long the piece of a line before its name is."""

POINTS_FROM = 5
"""Single days are drawn where a day is at least so many units wide."""

POINT = 3.4
"""The widest point, in units."""


def stretches(line: SymptomLine) -> Iterator[list[tuple[date, Fraction]]]:
    """Yield the weeks of a line that follow each other."""
    stretch: list[tuple[date, Fraction]] = []
    for week in line.weeks:
        if stretch and stretch[-1][0] + timedelta(days=line.grain_days) != week[0]:
            yield stretch
            stretch = []
        stretch.append(week)
    if stretch:
        yield stretch


class SymptomInk:
    """Draws the symptoms of a chart."""

    def __init__(self, pencil: Pencil, axes: Axes, chart: CourseChart) -> None:
        self._pencil = pencil
        self._axes = axes
        self._plot = axes.plot
        self._lines = chart.lines
        self._largest = POINT * pencil.unit

    def scale(self) -> None:
        """Draw the scale of the lines at the right edge."""
        if not self._lines:
            return
        pencil, right = self._pencil, self._plot.right()
        for severity in range(4):
            y = self._axes.y_of_severity(severity)
            pencil.pen(pencil.ink.muted, 0.8)
            pencil.line(right, y, right + 3 * pencil.unit, y)
            x = right + 5 * pencil.unit
            pencil.say(x, y + pencil.drop_px, str(severity), pencil.ink.muted)

    def points(self) -> None:
        """Draw a point for each answered day, those of several symptoms beside each other."""
        if self._axes.day_width < POINTS_FROM * self._pencil.unit:
            return
        for number, line in enumerate(self._lines):
            beside = (number + 1) / (len(self._lines) + 1) * self._axes.day_width
            places = [
                QPointF(self._axes.x(day) + beside, self._axes.y_of_severity(severity))
                for day, severity in line.days
            ]
            colour = QColor(self._colour(number))
            colour.setAlphaF(0.75)
            cap = Qt.PenCapStyle.SquareCap if number % 2 else Qt.PenCapStyle.RoundCap
            width = min(max(self._axes.day_width / 6, 1.8 * self._pencil.unit), self._largest)
            self._pencil.painter.setPen(QPen(colour, width, c=cap))
            self._pencil.painter.drawPoints(places)

    def lines(self) -> None:
        """Draw the weekly means; where a week was not answered the line has a gap."""
        for number, line in enumerate(self._lines):
            self._style(number)
            for stretch in stretches(line):
                half = line.grain_days / 2 * self._axes.day_width
                points = [
                    QPointF(self._axes.x(day) + half, self._axes.y_of_severity(mean))
                    for day, mean in stretch
                ]
                if len(points) == 1:
                    reach = QPointF(half, 0)
                    points = [points[0] - reach, points[0] + reach]
                self._pencil.painter.drawPolyline(QPolygonF([self._inside(p) for p in points]))

    def names_beside(self) -> None:
        """Write each line's name at the height of its end, after a piece of the line."""
        pencil = self._pencil
        ends = [self._axes.y_of_severity(line.weeks[-1][1]) for line in self._lines]
        places = spread(ends, pencil.line_px, self._plot.bottom())
        left = self._plot.right() + 18 * pencil.unit
        for number, y in enumerate(places):
            self._name(number, left, y, 112 - 18)

    def names_above(self, left: float, top: float, width: float, columns: int) -> None:
        """Write the names in rows above the plot."""
        room = width / columns
        for number in range(len(self._lines)):
            row, column = divmod(number, columns)
            y = top + (row + 0.5) * self._pencil.line_px
            self._name(number, left + column * room, y, room / self._pencil.unit - 8)

    def _name(self, number: int, x: float, y: float, room: float) -> None:
        """Write a name after a piece of its line, in so many units."""
        pencil = self._pencil
        self._style(number)
        pencil.line(x, y, x + SAMPLE * pencil.unit, y)
        name = pencil.cut(self._lines[number].label, (room - SAMPLE - 4) * pencil.unit)
        text_x = x + (SAMPLE + 4) * pencil.unit
        pencil.say(text_x, y + pencil.drop_px, name, pencil.ink.text)

    def _style(self, number: int) -> None:
        self._pencil.pen(self._colour(number), 1.5, DASHES[number % len(DASHES)])

    def _colour(self, number: int) -> QColor:
        colours = self._pencil.ink.lines
        return colours[number % len(colours)]

    def _inside(self, point: QPointF) -> QPointF:
        """Return a point on the plot: a week at its edge is shown only in part."""
        return QPointF(min(max(point.x(), self._plot.left()), self._plot.right()), point.y())
