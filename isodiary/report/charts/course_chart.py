"""What the chart of a course shows: days and numbers, no pixels."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from fractions import Fraction

from isodiary.domain.period import Period
from isodiary.domain.values import dataclass

SHORTEST = timedelta(days=27)
"""A course of a few days is drawn as if it had four weeks, so that a day stays narrow."""

MOST_LINES = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class SymptomLine:
    """A symptom; weeks and days on which it was not answered are absent.

    Attributes:
        label: Its name.
        weeks: Means, by the first day of the week, or of so many days.
        days: Severities of single days; empty where only the means are to be seen.
        grain_days: Over how many days the means are.
    """

    label: str
    weeks: tuple[tuple[date, Fraction], ...]
    days: tuple[tuple[date, int], ...] = ()
    grain_days: int = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartMark:
    """A day with a word."""

    day: date
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanStep:
    """The first day of a stretch of constant planned micrograms a day."""

    day: date
    daily_ug: Fraction
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseChart:
    """What happened on the days `first` to `last`.

    Attributes:
        taken_ug: Micrograms swallowed by day; a day on which nothing is recorded is absent.
        steps: Where the planned dose changed.
        lines: Symptoms.
        visits: Days with the doctor.
        labs: Days of blood tests.
        description: The same in a sentence, for those who do not see it.
        planned: Micrograms a day as planned; drawn as a thin line where given.
        pauses: Days on which nothing was to be taken.
        open_days: Days of `taken_ug` of which a dose is unknown or not recorded.
        grain_days: So many days of doses are drawn together, as their mean.
    """

    first: date
    last: date
    taken_ug: Mapping[date, int]
    steps: tuple[PlanStep, ...]
    lines: tuple[SymptomLine, ...]
    visits: tuple[ChartMark, ...]
    labs: tuple[ChartMark, ...]
    description: str
    planned: tuple[tuple[Period, Fraction], ...] = ()
    pauses: tuple[Period, ...] = ()
    open_days: frozenset[date] = frozenset()
    grain_days: int = 1

    @property
    def days(self) -> int:
        """How many days it is wide."""
        return (self.last - self.first).days + 1

    @property
    def top_ug(self) -> Fraction:
        """The largest amount of a day, planned or taken; 0 if there is none."""
        taken = map(Fraction, self.taken_ug.values())
        return max([*taken, *(step.daily_ug for step in self.steps)], default=Fraction(0))
