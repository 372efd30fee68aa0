"""The dose of a chart: what was swallowed in steps, what was planned, and the pauses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from PySide6.QtCore import QLineF, QPointF, QRectF
from PySide6.QtGui import QPainter

from isodiary.domain.day import ONE_DAY
from isodiary.report.chart_axes import Axes, apart, spread
from isodiary.report.course_chart import CourseChart
from isodiary.report.pencil import Pencil
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
