"""Which weight the mg/kg divide by: three conventions, side by side.

* **Start weight**: everything swallowed, divided by the weight at the start of the course.
* **Newest weight**: the same amount, divided by the newest weight noted up to the day, as
  `Summary` has it for a course shown by its newest weight.
* **Weight of each day**: every day's amount divided by the weight that was valid on it (the
  newest one noted from the start of the course up to that day, before the first of them the
  start weight), and then summed. What was swallowed before the diary began has no days of its
  own and is divided by the start weight.

None is right; doctors use all of them. Every number is exact.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from operator import itemgetter

from isodiary.domain.course import Course
from isodiary.domain.record import Weight

Dated = tuple[date, int]
"""A day and the grams weighed on it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PerKg:
    """A course under one convention.

    Attributes:
        weight_g: The weight it divides today's plan by, in grams.
        weighed_on: Day of that weight.
        cumulative: mg/kg swallowed in the course.
        a_day: mg/kg planned for the day; None if nothing is planned.
    """

    weight_g: int
    weighed_on: date
    cumulative: Fraction
    a_day: Fraction | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Conventions:
    """The three, as of a day."""

    day: date
    start: PerKg
    newest: PerKg
    each_day: PerKg


@dataclass(frozen=True, slots=True, kw_only=True)
class WeightPoint:
    """A dated weight.

    Attributes:
        weight: As it is stored.
        change_g: Grams more than the weight before it; None for the first.
    """

    weight: Weight
    change_g: int | None


def conventions(
    course: Course,
    weights: Iterable[Weight],
    taken: Iterable[tuple[date, int]],
    day: date,
    daily_ug: int | None = None,
) -> Conventions:
    """Return the mg/kg of a course up to and including `day` under the three conventions.

    Args:
        course: The course; its opening amount counts.
        weights: Weights of any day (`lab_reading.weights`).
        taken: Days and the µg swallowed on them (`lab_reading.taken_by_day`).
        day: The last day that counts.
        daily_ug: Micrograms planned for that day; None if nothing is.
    """
    start = (course.start, course.reference_weight_g)
    noted = sorted((each.day, each.grams) for each in weights if each.day <= day)
    valid = [start, *(each for each in noted if each[0] >= course.start)]
    swallowed = [(on, ug) for on, ug in taken if course.start <= on <= day]
    total_ug = course.opening_ug + sum(ug for _, ug in swallowed)
    daily = Fraction(course.opening_ug, course.reference_weight_g)
    by_weight: Counter[int] = Counter()
    for on, ug in swallowed:
        by_weight[_valid_on(valid, on)[1]] += ug
    daily += sum((Fraction(ug, grams) for grams, ug in by_weight.items()), Fraction())
    newest = noted[-1] if noted else start
    return Conventions(
        day=day,
        start=_per_kg(start, Fraction(total_ug, start[1]), daily_ug),
        newest=_per_kg(newest, Fraction(total_ug, newest[1]), daily_ug),
        each_day=_per_kg(_valid_on(valid, day), daily, daily_ug),
    )


def weight_series(weights: Iterable[Weight]) -> tuple[WeightPoint, ...]:
    """Return the weights oldest first, each with the change from the one before it."""
    ordered = sorted(weights, key=_by_day)
    before = [None, *(each.grams for each in ordered)]
    return tuple(
        WeightPoint(weight=each, change_g=None if last is None else each.grams - last)
        for each, last in zip(ordered, before, strict=False)
    )


def _by_day(weight: Weight) -> date:
    return weight.day


def _valid_on(valid: Sequence[Dated], day: date) -> Dated:
    """Return the last of the weights, oldest first, that is not after `day`."""
    return valid[bisect_right(valid, day, key=itemgetter(0)) - 1]


def _per_kg(weighed: Dated, cumulative: Fraction, daily_ug: int | None) -> PerKg:
    weighed_on, grams = weighed
    return PerKg(
        weight_g=grams,
        weighed_on=weighed_on,
        cumulative=cumulative,
        a_day=Fraction(daily_ug, grams) if daily_ug else None,
    )
