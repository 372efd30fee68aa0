"""Which dose was taken with which meal, and how much of the medicine with food and with fat."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from fractions import Fraction
from typing import TypeVar

from isodiary.domain.course import Course
from isodiary.domain.day import ONE_DAY
from isodiary.domain.meal import Fat, Meal
from isodiary.domain.period import Period
from isodiary.domain.units import percent
from isodiary.domain.values import dataclass
from isodiary.storage.diary import Diary
from isodiary.storage.sums.meals import MealSum, meal_sums

Key = TypeVar("Key")

YEAR = timedelta(weeks=52)
SLOTS = (1, 2, 3, None)
"""The rows of a day: its slots, and extra doses."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Swallowed:
    """Doses swallowed.

    Attributes:
        count: How many.
        amount_ug: Micrograms in them.
    """

    count: int = 0
    amount_ug: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class MealTable:
    """The doses of some days by slot, meal and fat; those of which it was not noted are apart.

    Attributes:
        cells: By slot (None: extra doses) and meal (None: not noted).
        by_fat: By how rich in fat the meal was (None: not noted).
    """

    cells: Mapping[tuple[int | None, Meal | None], Swallowed]
    by_fat: Mapping[Fat | None, Swallowed]

    @property
    def empty(self) -> bool:
        """Whether nothing was swallowed."""
        return not self.cells

    @property
    def slots(self) -> tuple[int | None, ...]:
        """The slots of which something was swallowed; extra doses last."""
        return tuple(slot for slot in SLOTS if any(slot == each for each, _ in self.cells))

    @property
    def meals(self) -> tuple[Meal | None, ...]:
        """The meals it was taken with, in the order of the day; not noted last."""
        held = {meal for _, meal in self.cells}
        return tuple(meal for meal in (*Meal, None) if meal in held)

    def at(self, slot: int | None, meal: Meal | None) -> Swallowed:
        """Return what was swallowed of a slot with a meal."""
        return self.cells.get((slot, meal), Swallowed())

    def with_meal(self, meal: Meal | None) -> Swallowed:
        """Return what was swallowed with a meal, of all slots."""
        return _together(one for (_, each), one in self.cells.items() if each == meal)

    @property
    def meal_not_noted(self) -> Swallowed:
        """Doses of which no meal was noted."""
        return self.with_meal(None)

    @property
    def fat_not_noted(self) -> Swallowed:
        """Doses of which it was not noted how rich in fat the meal was."""
        return self.by_fat.get(None, Swallowed())

    @property
    def main_meal_percent(self) -> Fraction | None:
        """Share of the mg with a meal noted that was taken with breakfast, lunch or dinner."""
        noted = [(meal, one) for (_, meal), one in self.cells.items() if meal is not None]
        main_ug = sum(one.amount_ug for meal, one in noted if meal.main)
        return percent(main_ug, sum(one.amount_ug for _, one in noted))

    @property
    def with_fat_percent(self) -> Fraction | None:
        """Share of the mg with fat noted that was taken with some fat or a meal rich in it."""
        noted = {fat: one.amount_ug for fat, one in self.by_fat.items() if fat is not None}
        with_fat_ug = sum(ug for fat, ug in noted.items() if fat is not Fat.LOW)
        return percent(with_fat_ug, sum(noted.values()))


def read_meals(diary: Diary, course: Course, period: Period) -> MealTable:
    """Return what the doses swallowed in the course on the days of a period were taken with."""
    last = period.last if course.ended_on is None else min(period.last, course.ended_on)
    spans = _years(course.start, max(period.first, course.start), last)
    with diary.reading():
        return meal_table(meal_sums(diary, spans))


def meal_table(sums: Iterable[MealSum]) -> MealTable:
    """Return the table of what was summed."""
    held = list(sums)
    return MealTable(cells=_grouped(held, _place), by_fat=_grouped(held, _fat))


def _grouped(sums: Iterable[MealSum], key: Callable[[MealSum], Key]) -> dict[Key, Swallowed]:
    groups: defaultdict[Key, list[MealSum]] = defaultdict(list)
    for one in sums:
        groups[key(one)].append(one)
    return {each: _together(held) for each, held in groups.items()}


def _together(parts: Iterable[MealSum | Swallowed]) -> Swallowed:
    held = list(parts)
    return Swallowed(
        count=sum(one.count for one in held), amount_ug=sum(one.amount_ug for one in held)
    )


def _place(one: MealSum) -> tuple[int | None, Meal | None]:
    return one.slot, one.meal


def _fat(one: MealSum) -> Fat | None:
    return one.fat


def _years(start: date, first: date, last: date) -> list[Period]:
    """Return `first` to `last` cut where a year of the course begins, to be summed once."""
    spans = []
    while first <= last:
        next_year = start + ((first - start) // YEAR + 1) * YEAR
        spans.append(Period(first=first, last=min(last, next_year - ONE_DAY)))
        first = next_year
    return spans
