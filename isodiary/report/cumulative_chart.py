"""The curve of the cumulative dose: its band, the target, and when it would be reached."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from isodiary.report.cumulative_ink import ROOM, paint_cumulative
from isodiary.report.ink import Ink
from isodiary.services import words
from isodiary.services.cumulative import Cumulative
from isodiary.services.projection import DayRange, Projection, Scenario, Way
from isodiary.services.projection_words import (
    LETTERS,
    obstacle_words,
    range_words,
    so_far_words,
    span_words,
    target_words,
)

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
    """

    held: Cumulative
    projection: Projection

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
        parts = [f"So far {so_far_words(self.held)}."]
        if self.projection.obstacle is not None:
            parts.append(obstacle_words(self.projection.obstacle, self.held))
        else:
            parts.append(f"Target {target_words(self.held)}:")
            ranges = [f"{LETTERS[each]} {range_words(self.ranges[each])}" for each in Scenario]
            parts.append(f"{', '.join(ranges)}.")
        return " ".join(parts)

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
        said = f"{words.day_name(day)[:3]} {words.full_day(day)}"
        held = self.held.on(day)
        if held is not None:
            dose = span_words(self.held.per_kg(held.lowest_ug), self.held.per_kg(held.highest_ug))
            return f"{said}: {dose} mg/kg, {words.mg_text(held.lowest_ug)} swallowed"
        ahead = [words_ for scenario in Scenario if (words_ := self._ahead(scenario, day))]
        return f"{said}: {'; '.join(ahead) or 'not yet'}"

    def _ahead(self, scenario: Scenario, day: date) -> str:
        low, high = (amount_on(way, day) for way in self.projection.ways.get(scenario, ((), ())))
        if low is None:
            return ""
        target = self.projection.target_ug
        if high is None:  # where the highest way is over, the target is reached
            assert target is not None
            return f"{LETTERS[scenario]} {words.per_kg_text(self._per_kg(low))} mg/kg or more"
        return f"{LETTERS[scenario]} {span_words(self._per_kg(low), self._per_kg(high))} mg/kg"

    def _per_kg(self, amount_ug: int | Fraction) -> Fraction:
        return Fraction(amount_ug) / self.held.weight_g


def amount_on(way: Way, day: date) -> Fraction | None:
    """Return the cumulative micrograms at the end of a day; None before a way and after its end."""
    for (first, before), (last, after) in pairwise(way):
        if first <= day <= last:
            share = Fraction((day - first).days, (last - first).days)
            return before + share * (after - before)
    return None
