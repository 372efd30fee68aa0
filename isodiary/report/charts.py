"""The chart of a course, drawn with a painter on the screen as on paper.

Nothing is read from the device: lengths are in units that the caller sets, so that a page looks
the same at every resolution.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF

from isodiary.domain.day import ONE_DAY
from isodiary.report.chart_axes import MONTH_STEPS, Axes, Label, apart, month_label, months, spread
from isodiary.report.course_chart import CourseChart, Mark, SymptomLine
from isodiary.report.ink import DASHES, Ink
from isodiary.report.words import mg

WEEK = timedelta(days=7)
LEFT, RIGHT, TOP, BOTTOM = 48, 112, 16, 40
"""Room around the plot, in units: for amounts, for the names of lines, for visits, for days."""

TEXT_UNITS = 10
LINE_HEIGHT = 12.5
SAMPLE = 20
"""How long the piece of a line before its name is."""


def paint_course_chart(
    painter: QPainter, rect: QRectF, chart: CourseChart, ink: Ink, unit_px: float
) -> None:
    """Paint dose, symptoms, visits and blood tests of a course.

    Args:
        painter: Its font's family is used.
        rect: Where to paint.
        chart: What to show.
        ink: What to paint with.
        unit_px: A unit in the painter's coordinates; text is 10 units high, a line 1 to 2.
    """
    plot = rect.adjusted(LEFT * unit_px, TOP * unit_px, -RIGHT * unit_px, -BOTTOM * unit_px)
    axes = Axes(plot=plot, first=chart.first, days=chart.days, top_ug=chart.top_ug)
    painter.save()
    font = QFont(painter.font())
    font.setPixelSize(max(1, round(TEXT_UNITS * unit_px)))
    painter.setFont(font)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _Drawing(painter, axes, chart, ink, unit_px).paint()
    painter.restore()


@dataclass(frozen=True, slots=True)
class _Run:
    """Days in a row with the same amount."""

    first: date
    last: date
    amount_ug: int


def _runs(taken_ug: Mapping[date, int], first: date, last: date) -> Iterator[_Run]:
    """Yield the recorded days in runs of one amount."""
    run: _Run | None = None
    for day in sorted(day for day in taken_ug if first <= day <= last):
        amount = taken_ug[day]
        if run and run.amount_ug == amount and run.last + ONE_DAY == day:
            run = _Run(run.first, day, amount)
            continue
        if run:
            yield run
        run = _Run(day, day, amount)
    if run:
        yield run


def _stretches(line: SymptomLine) -> Iterator[list[tuple[date, Fraction]]]:
    """Yield the weeks of a line that follow each other."""
    stretch: list[tuple[date, Fraction]] = []
    for week in line.weeks:
        if stretch and stretch[-1][0] + WEEK != week[0]:
            yield stretch
            stretch = []
        stretch.append(week)
    if stretch:
        yield stretch


class _Drawing:
    """The chart while it is being painted."""

    def __init__(
        self, painter: QPainter, axes: Axes, chart: CourseChart, ink: Ink, unit: float
    ) -> None:
        self._painter = painter
        self._axes = axes
        self._plot = axes.plot
        self._chart = chart
        self._ink = ink
        self._unit = unit
        self._metrics = QFontMetricsF(painter.font())

    def paint(self) -> None:
        self._amounts()
        self._severities()
        self._dose()
        self._visits()
        self._plan()
        for number, line in enumerate(self._chart.lines):
            self._line(number, line)
        self._names()
        self._labs()
        self._months()

    def _pen(self, colour: QColor, width: float, dashes: Sequence[float] = ()) -> None:
        pen = QPen(colour, width * self._unit)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        if dashes:
            pen.setDashPattern(dashes)
        self._painter.setPen(pen)

    def _say(self, x: float, baseline: float, text: str, colour: QColor) -> None:
        self._painter.setPen(colour)
        self._painter.drawText(QPointF(x, baseline), text)

    def _label(self, text: str, x: float) -> Label:
        return Label(text=text, x=x, width=self._metrics.horizontalAdvance(text))

    def _amounts(self) -> None:
        """Paint the ground line, a line at each planned dose and its milligrams."""
        amounts = sorted({0, *(step.daily_ug for step in self._chart.steps)})
        levels = [self._axes.y_of_dose(amount) for amount in amounts]
        half = self._metrics.capHeight() / 2
        places = spread(levels, LINE_HEIGHT * self._unit, self._plot.bottom())
        for amount, level, place in zip(amounts, levels, places, strict=True):
            self._pen(self._ink.grid, 0.8)
            self._painter.drawLine(QLineF(self._plot.left(), level, self._plot.right(), level))
            label = self._label(mg(amount) if amount else "0", 0)
            x = self._plot.left() - label.width - 7 * self._unit
            self._say(x, place + half, label.text, self._ink.text)

    def _severities(self) -> None:
        """Paint the scale of the lines at the right edge."""
        if not self._chart.lines:
            return
        half = self._metrics.capHeight() / 2
        for severity in range(4):
            y = self._axes.y_of_severity(severity)
            self._pen(self._ink.muted, 0.8)
            self._painter.drawLine(
                QLineF(self._plot.right(), y, self._plot.right() + 3 * self._unit, y)
            )
            self._say(self._plot.right() + 5 * self._unit, y + half, str(severity), self._ink.muted)

    def _dose(self) -> None:
        """Paint the dose as taken; a day on which nothing is recorded stays white."""
        before: _Run | None = None
        for run in _runs(self._chart.taken_ug, self._chart.first, self._chart.last):
            left, right = self._axes.x(run.first), self._axes.x(run.last + ONE_DAY)
            top = self._axes.y_of_dose(run.amount_ug)
            area = QRectF(QPointF(left, top), QPointF(right, self._plot.bottom()))
            self._painter.fillRect(area, self._ink.fill)
            self._pen(self._ink.dose, 1.6)
            self._painter.drawLine(QLineF(left, top, right, top))
            if before and before.last + ONE_DAY == run.first:
                self._painter.drawLine(
                    QLineF(left, self._axes.y_of_dose(before.amount_ug), left, top)
                )
            before = run

    def _visits(self) -> None:
        baseline = self._plot.top() - 5 * self._unit
        marks = [(mark, self._axes.x(mark.day)) for mark in self._chart.visits]
        for _, x in marks:
            self._pen(self._ink.muted, 1, (1, 3))
            self._painter.drawLine(
                QLineF(x, self._plot.top() - 13 * self._unit, x, self._plot.bottom())
            )
        self._marked(self._chart.visits, 4, baseline)

    def _marked(self, marks: Sequence[Mark], shift: float, baseline: float) -> None:
        """Write the words of marks where they fit, the latest first of all."""
        right = self._plot.right() + RIGHT * self._unit
        free = right
        for mark in reversed(marks):
            label = self._label(mark.label, self._axes.x(mark.day) + shift * self._unit)
            if label.x + label.width <= free:
                self._say(label.x, baseline, label.text, self._ink.text)
            free = self._axes.x(mark.day) - shift * self._unit

    def _plan(self) -> None:
        """Write the planned dose where it changed, just above its height."""
        labels = [
            (self._label(step.label, self._axes.x(step.day) + 4 * self._unit), step.daily_ug)
            for step in self._chart.steps
        ]
        kept = apart([label for label, _ in labels], 6 * self._unit)
        for label, amount in labels:
            if label in kept and label.x + label.width <= self._plot.right():
                y = self._axes.y_of_dose(amount) - 5 * self._unit
                self._say(label.x, y, label.text, self._ink.text)

    def _line(self, number: int, line: SymptomLine) -> None:
        """Paint the weeks of a symptom; where one was not answered the line has a gap."""
        self._style(number)
        for stretch in _stretches(line):
            points = [self._point(day, mean) for day, mean in stretch]
            if len(points) == 1:
                reach = QPointF(3.5 * self._axes.day_width, 0)
                points = [points[0] - reach, points[0] + reach]
            self._painter.drawPolyline(QPolygonF(points))

    def _style(self, number: int) -> None:
        colour = self._ink.lines[number % len(self._ink.lines)]
        self._pen(colour, 1.5, DASHES[number % len(DASHES)])

    def _point(self, week: date, mean: Fraction) -> QPointF:
        middle = self._axes.x(week) + 3.5 * self._axes.day_width
        return QPointF(min(middle, self._plot.right()), self._axes.y_of_severity(mean))

    def _names(self) -> None:
        """Write each line's name at the height of its end, after a piece of the line."""
        ends = [self._axes.y_of_severity(line.weeks[-1][1]) for line in self._chart.lines]
        places = spread(ends, LINE_HEIGHT * self._unit, self._plot.bottom())
        left = self._plot.right() + 18 * self._unit
        room = (RIGHT - 18 - SAMPLE - 4) * self._unit
        for number, (line, y) in enumerate(zip(self._chart.lines, places, strict=True)):
            self._style(number)
            self._painter.drawLine(QLineF(left, y, left + SAMPLE * self._unit, y))
            name = self._metrics.elidedText(line.label, Qt.TextElideMode.ElideRight, room)
            x = left + (SAMPLE + 4) * self._unit
            self._say(x, y + self._metrics.capHeight() / 2, name, self._ink.text)

    def _labs(self) -> None:
        """Paint a triangle under each day of a blood test."""
        y = self._plot.bottom() + 8 * self._unit
        half, high = 4 * self._unit, 7.5 * self._unit
        self._painter.setBrush(self._ink.text)
        for mark in self._chart.labs:
            x = self._axes.x(mark.day) + self._axes.day_width / 2
            self._painter.setPen(Qt.PenStyle.NoPen)
            tip = [QPointF(x, y), QPointF(x + half, y + high), QPointF(x - half, y + high)]
            self._painter.drawPolygon(QPolygonF(tip))
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._marked(self._chart.labs, 10, y + high)

    def _months(self) -> None:
        baseline = self._plot.bottom() + 32 * self._unit
        for label in self._month_labels():
            self._pen(self._ink.muted, 0.8)
            tick = QLineF(
                label.x, self._plot.bottom(), label.x, self._plot.bottom() + 4 * self._unit
            )
            self._painter.drawLine(tick)
            self._say(label.x, baseline, label.text, self._ink.muted)

    def _month_labels(self) -> list[Label]:
        """Return the closest months whose names fit beside each other."""
        gap = 6 * self._unit
        for step in MONTH_STEPS:
            labels = self._names_of_months(step)
            if labels == apart(labels, gap):
                break
        start = self._label(month_label(self._chart.first, with_year=False), self._plot.left())
        return apart([start, *labels], gap) if self._fits_first(start, labels, gap) else labels

    def _fits_first(self, start: Label, labels: Sequence[Label], gap: float) -> bool:
        return not labels or start.x + start.width + gap <= labels[0].x

    def _names_of_months(self, step: int) -> list[Label]:
        chart = self._chart
        return [
            self._label(
                month_label(month, with_year=month.month == 1 or step >= 12), self._axes.x(month)
            )
            for month in months(chart.first, chart.last, step)
        ]
