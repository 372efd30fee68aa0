"""The curve of the cumulative dose: its band, the target, and when it would be reached."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise
from math import ceil
from typing import Protocol

from PySide6.QtCore import QLineF, QPointF, QRectF
from PySide6.QtGui import QPainter, QPolygonF

from isodiary.domain.day import ONE_DAY, add_months
from isodiary.domain.values import dataclass
from isodiary.language import _
from isodiary.report.charts.pencil import DASHES, Axes, Ink, Label, Pencil, paint_days
from isodiary.services.doses.cumulative import Cumulative, CumulativeDay
from isodiary.services.doses.projection import DayRange, Projection, Scenario, Way
from isodiary.services.doses.words import (
    LETTERS,
    NAMES,
    obstacle_words,
    range_words,
    so_far_words,
    span_words,
    target_words,
)
from isodiary.services.habits import PLAIN, Habits
from isodiary.services.words.days import full_day_of_week
from isodiary.services.words.units import grouped, mg_text, per_kg_text

ROW = 13
ROOM = (40, 12 + ROW * len(Scenario), 14, 40)
"""Units left of the plot, above it for the ranges, right of it, and below it for the days."""

FINEST = 0.8
"""Days narrower than this, in units, are drawn several together."""

STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000)
"""How far apart the lines of mg/kg may be."""

MOST_LINES = 5


class Shown(Protocol):
    """What is drawn."""

    @property
    def first(self) -> date: ...
    @property
    def last(self) -> date: ...
    @property
    def held(self) -> Cumulative: ...
    @property
    def projection(self) -> Projection: ...
    @property
    def habits(self) -> Habits: ...
    @property
    def top_per_kg(self) -> Fraction: ...
    @property
    def target_per_kg(self) -> Fraction | None: ...


def paint_cumulative(
    painter: QPainter, plot: QRectF, shown: Shown, ink: Ink, unit_px: float
) -> None:
    """Paint the chart; `plot` is where the days stand, with `ROOM` around it."""
    _Drawing(Pencil(painter, ink, unit_px), plot, shown).paint()


def levels(top: Fraction | int) -> range:
    """Return the mg/kg at which a line is drawn, from 0 on, below `top` or at it."""
    step = next((step for step in STEPS if top / step <= MOST_LINES), STEPS[-1])
    return range(0, int(top) + 1, step)


class _Drawing:
    """The chart while it is being painted."""

    def __init__(self, pencil: Pencil, plot: QRectF, shown: Shown) -> None:
        self._pencil = pencil
        self._plot = plot
        self._shown = shown
        days = (shown.last - shown.first).days + 1
        self._axes = Axes(plot=plot, first=shown.first, days=days)

    def paint(self) -> None:
        self._grid()
        self._curve()
        self._target()
        painter = self._pencil.painter
        painter.save()
        painter.setClipRect(self._plot.adjusted(0, -ROOM[1] * self._pencil.unit, 0, 0))
        for number, scenario in enumerate(Scenario):
            for way in self._shown.projection.ways.get(scenario, ()):
                self._style(number, 1.2)
                painter.drawPolyline(QPolygonF(list(self._points_of(way))))
        painter.restore()
        self._ranges()
        paint_days(self._pencil, self._axes, self._plot.right() + ROOM[2] * self._pencil.unit)

    def _y(self, per_kg: Fraction | float) -> float:
        top = float(self._shown.top_per_kg) or 1.0
        return self._plot.bottom() - float(per_kg) / top * self._plot.height()

    def _y_of(self, amount_ug: int | Fraction) -> float:
        return self._y(float(amount_ug) / self._shown.held.weight_g)

    def _x_end(self, day: date) -> float:
        """Return where a day ends."""
        return self._axes.x(day) + self._axes.day_width

    def _style(self, number: int, width: float) -> None:
        colours = self._pencil.ink.lines
        self._pencil.pen(colours[number % len(colours)], width, DASHES[number % len(DASHES)])

    def _grid(self) -> None:
        pencil = self._pencil
        for level in levels(self._shown.top_per_kg):
            y = self._y(level)
            pencil.pen(pencil.ink.grid, 0.8)
            pencil.line(self._plot.left(), y, self._plot.right(), y)
            label = pencil.label(grouped(level), 0)
            x = self._plot.left() - label.width - 5 * pencil.unit
            pencil.say(x, y + pencil.drop_px, label.text, pencil.ink.muted)

    def _curve(self) -> None:
        """Draw the curve, and the band above it where something is open."""
        pencil = self._pencil
        days = list(self._thinned())
        least_ug, most_ug = self._shown.held.opening_ug
        start = QPointF(self._plot.left(), self._y_of(least_ug))
        above = QPointF(self._plot.left(), self._y_of(most_ug))
        low = [start, *(QPointF(self._x_end(d.day), self._y_of(d.lowest_ug)) for d in days)]
        ground = QPointF(self._plot.left(), self._y_of(0))
        high = [above, *(QPointF(self._x_end(d.day), self._y_of(d.highest_ug)) for d in days)]
        if days[-1].highest_ug > days[-1].lowest_ug:
            pencil.painter.setBrush(pencil.ink.fill)
            pencil.pen(pencil.ink.fill, 0.1)
            pencil.painter.drawPolygon(QPolygonF([*low, *reversed(high)]))
            pencil.pen(pencil.ink.muted, 0.9)
            pencil.painter.drawLines(_joined(high))
        pencil.pen(pencil.ink.dose, 1.8)
        pencil.painter.drawLines(_joined([ground, *low]))  # what was before is one step

    def _thinned(self) -> Iterator[CumulativeDay]:
        """Yield the days, of narrow ones only some, but always the last."""
        held = self._shown.held
        together = max(1, ceil(FINEST * self._pencil.unit / self._axes.day_width))
        yield from map(held.at, range(together - 1, len(held.lowest_ug) - 1, together))
        yield held.end

    def _target(self) -> None:
        target = self._shown.target_per_kg
        if target is None:
            return
        pencil, y = self._pencil, self._y(target)
        pencil.pen(pencil.ink.text, 1.2, (6, 4))
        pencil.line(self._plot.left(), y, self._plot.right(), y)
        label = _("target {target}").format(
            target=target_words(self._shown.held, self._shown.habits)
        )
        pencil.say(self._plot.left(), y - 4 * pencil.unit, label, pencil.ink.text)

    def _points_of(self, way: Way) -> Iterator[QPointF]:
        for day, amount_ug in way:
            yield QPointF(self._x_end(day), self._y_of(amount_ug))

    def _ranges(self) -> None:
        """Draw the days on which each scenario may end as a bar above the plot, with its name."""
        found = [
            (number, scenario, ends)
            for number, scenario in enumerate(Scenario)
            if (ends := self._shown.projection.ranges[scenario]) is not None
        ]
        names = {number: self._range(number, scenario, ends) for number, scenario, ends in found}
        for number, _scenario, ends in found:
            for day in {ends.earliest, ends.latest or self._shown.last}:
                if day < self._shown.last + ONE_DAY:
                    self._guide(number, self._x_end(day), names)

    def _row_y(self, number: int) -> float:
        return self._plot.top() - (ROOM[1] - 8 - number * ROW) * self._pencil.unit

    def _range(self, number: int, scenario: Scenario, found: DayRange) -> Label:
        """Draw the bar of a scenario, and its name beside it; return where that stands."""
        pencil, unit = self._pencil, self._pencil.unit
        y = self._row_y(number)
        left = self._axes.x(min(found.earliest, self._shown.last))
        last = found.latest if found.latest is not None else self._shown.last
        right = max(self._x_end(min(last, self._shown.last)), left + 3 * unit)
        pencil.pen(pencil.ink.lines[number % len(pencil.ink.lines)], 5)
        pencil.line(left, y, right, y)
        name = self._name(scenario, left - 4 * unit, right + 4 * unit)
        pencil.say(name.x, y + pencil.drop_px, name.text, pencil.ink.text)
        return name

    def _name(self, scenario: Scenario, left: float, right: float) -> Label:
        """Return the name up to `left` or from `right` on; where neither has room, its letter."""
        pencil, letter = self._pencil, LETTERS[scenario]
        said = _(NAMES[scenario]).format(letter=letter)
        width = pencil.label(said, 0).width
        if left - width >= self._plot.left() - ROOM[0] * pencil.unit:
            return pencil.label(said, left - width)
        if right + width <= self._plot.right() + ROOM[2] * pencil.unit:
            return pencil.label(said, right)
        return pencil.label(letter, left - pencil.label(letter, 0).width)

    def _guide(self, number: int, x: float, names: Mapping[int, Label]) -> None:
        """Draw a line from the bar of a scenario down to the plot, around the names below it."""
        pencil, half = self._pencil, ROW / 2 * self._pencil.unit
        gap = 2 * pencil.unit
        pencil.pen(pencil.ink.muted, 0.8, (1, 3))
        top = self._row_y(number)
        for below, name in names.items():
            if below > number and name.x - gap < x < name.x + name.width + gap:
                pencil.line(x, top, x, self._row_y(below) - half)
                top = self._row_y(below) + half
        pencil.line(x, top, x, self._plot.top())


def _joined(points: Sequence[QPointF]) -> list[QLineF]:
    """Return the lines from each point to the next: far faster to draw than one long line."""
    return [QLineF(a, b) for a, b in pairwise(points)]


SHORTEST = timedelta(days=27)
"""A course of a few days is drawn as if it had four weeks."""

MOST_AHEAD = 3
"""At most so many times the days so far are drawn, or half a year if that is more."""

HALF_A_YEAR = timedelta(weeks=26)


@dataclass(frozen=True, slots=True, kw_only=True)
class CumulativeChart:
    """The cumulative dose by day, and the ways to the target; a `DayChart`.

    Attributes:
        held: The cumulative dose.
        projection: The ways to the target.
        habits: How its numbers are shown.
    """

    held: Cumulative
    projection: Projection
    habits: Habits = PLAIN

    @property
    def first(self) -> date:
        """The first day of its axis."""
        return self.held.course.diary_start

    @property
    def last(self) -> date:
        """The last day of its axis: that of the last way to the target, if it is not far off."""
        last = self.held.so_far.last
        farthest = max(MOST_AHEAD * (last - self.first), HALF_A_YEAR)
        found = [each for each in self.ranges.values() if each is not None]
        ends = [last, self.first + SHORTEST, *(each.latest or date.max for each in found)]
        return min(max(ends), last + min(farthest, date.max - last))

    @property
    def top_per_kg(self) -> Fraction:
        """The largest mg/kg that is drawn."""
        highest = self.held.per_kg(self.held.end.highest_ug)
        return max(highest, self.target_per_kg or Fraction(0))

    @property
    def target_per_kg(self) -> Fraction | None:
        """The target; None if the doctor named none."""
        target = self.held.course.target_ug_per_kg
        return None if target is None else Fraction(target, 1000)

    @property
    def ranges(self) -> Mapping[Scenario, DayRange | None]:
        """When the target is reached."""
        return self.projection.ranges

    @property
    def description(self) -> str:
        """The same in a sentence."""
        parts = [_("So far {dose}.").format(dose=so_far_words(self.held, self.habits))]
        if self.projection.obstacle is not None:
            parts.append(obstacle_words(self.projection.obstacle, self.held, self.habits))
        else:
            parts.append(_("Target {target}:").format(target=target_words(self.held, self.habits)))
            ranges = [f"{LETTERS[each]} {range_words(self.ranges[each])}" for each in Scenario]
            parts.append(f"{', '.join(ranges)}.")
        return " ".join([*parts, *self._months()])

    def _months(self) -> Iterator[str]:
        """Return the curve in words, the dose at the end of each month that is over."""
        after = add_months(self.held.course.diary_start.replace(day=1), 1)
        while self.held.on(after - ONE_DAY) is not None:
            yield f"{self.values_on(after - ONE_DAY)}."
            after = add_months(after, 1)

    def plot(self, rect: QRectF, unit_px: float) -> QRectF:
        """Return where the days stand."""
        left, top, right, bottom = (edge * unit_px for edge in ROOM)
        return rect.adjusted(left, top, -right, -bottom)

    def paint(self, painter: QPainter, rect: QRectF, ink: Ink, unit_px: float) -> None:
        """Paint it into `rect`."""
        painter.save()
        paint_cumulative(painter, self.plot(rect, unit_px), self, ink, unit_px)
        painter.restore()

    def values_on(self, day: date) -> str:
        """Return the cumulative dose of a day in words; ahead, that of each scenario."""
        said = full_day_of_week(day)
        held = self.held.on(day)
        if held is not None:
            low, high = self.held.per_kg(held.lowest_ug), self.held.per_kg(held.highest_ug)
            dose = span_words(low, high, self.habits)
            return _("{day}: {dose} mg/kg, {amount} swallowed").format(
                day=said, dose=dose, amount=mg_text(held.lowest_ug, self.habits)
            )
        ahead = [words_ for scenario in Scenario if (words_ := self._ahead(scenario, day))]
        return f"{said}: {'; '.join(ahead) or _('not yet')}"

    def _ahead(self, scenario: Scenario, day: date) -> str:
        low, high = (amount_on(way, day) for way in self.projection.ways.get(scenario, ((), ())))
        if low is None:
            return ""
        target = self.projection.target_ug
        if high is None:  # where the highest way is over, the target is reached
            assert target is not None
            reached = per_kg_text(self._per_kg(low), 1, self.habits)
            said = _("{letter} {dose} mg/kg or more")
            return said.format(letter=LETTERS[scenario], dose=reached)
        span = span_words(self._per_kg(low), self._per_kg(high), self.habits)
        return f"{LETTERS[scenario]} {span} mg/kg"

    def _per_kg(self, amount_ug: int | Fraction) -> Fraction:
        return Fraction(amount_ug) / self.held.weight_g


def amount_on(way: Way, day: date) -> Fraction | None:
    """Return the cumulative micrograms at the end of a day; None before a way and after its end."""
    for (first, before), (last, after) in pairwise(way):
        if first <= day <= last:
            share = Fraction((day - first).days, (last - first).days)
            return before + share * (after - before)
    return None
