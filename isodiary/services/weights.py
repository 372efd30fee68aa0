"""Weights: noting one, and which one the mg/kg divide by: three conventions, side by side.

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
from dataclasses import replace
from datetime import date, datetime
from fractions import Fraction
from operator import itemgetter

from isodiary.domain.change import Act, Change, Edit, change_of, edit_to
from isodiary.domain.course import Course, WeightBasis
from isodiary.domain.day import diary_day
from isodiary.domain.day_entries import DayEntries
from isodiary.domain.errors import AlreadyLogged, Refused
from isodiary.domain.record import HEAVIEST_G, LIGHTEST_G, Weight
from isodiary.domain.units import kg
from isodiary.domain.values import dataclass
from isodiary.language import _, marked
from isodiary.services.habits import PLAIN, Habits
from isodiary.services.words.days import full_day
from isodiary.services.words.units import HARD, per_kg_text, weight_text

NOT_YET = marked("That day has not come yet.")


def weigh(entries: DayEntries, grams: int) -> Change | None:
    """Return the change that notes the weight of a day; an earlier one of the day is amended.

    Raises:
        Refused: No patient weighs that.
    """
    if not LIGHTEST_G <= grams <= HEAVIEST_G:
        raise Refused(
            _("A weight is between 10 and 700 kg. Look at the number and the unit again.")
        )
    before = entries.weight
    after = replace(before, grams=grams) if before else Weight(day=entries.day, grams=grams)
    return change_of(Act.LOG_WEIGHT, edit_to(before, after))


def write_weight(
    before: Weight | None, entries: DayEntries, grams: int, *, now: datetime
) -> Change | None:
    """Return the change that notes a weight on the day of `entries`, moving `before` there.

    Raises:
        AlreadyLogged: It is to be moved to a day that has a weight.
        Refused: No patient weighs that, or the day has not come yet.
    """
    if entries.day > diary_day(now):
        raise Refused(_(NOT_YET))
    if before is None or before.day == entries.day:
        return weigh(entries, grams)
    if entries.weight is not None:
        raise AlreadyLogged(_("The diary already has a weight on that day."))
    weigh(entries, grams)  # refuses what no patient weighs
    return change_of(Act.LOG_WEIGHT, edit_to(before, replace(before, day=entries.day, grams=grams)))


def used_weight_g(course: Course, latest: Weight | None) -> int:
    """Return the grams that the mg/kg of a course divide by; `latest` is the newest weight then."""
    if course.weight_basis is WeightBasis.START or latest is None:
        return course.reference_weight_g
    return latest.grams


def weight_doubts(grams: int) -> tuple[str, ...]:
    """Return what to ask once before a weight is noted."""
    if kg(30) <= grams <= kg(200):
        return ()
    return (_("{weight} is unusual.").format(weight=weight_text(grams)),)


def remove_weight(weight: Weight) -> Change:
    """Return the change that takes a weight out of the diary."""
    return Change(act=Act.REMOVE_WEIGHT, edits=(Edit(before=weight),))


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
    daily_ug: int | Fraction | None = None,
    before_ug: int = 0,
) -> Conventions:
    """Return the mg/kg of a course up to and including `day` under the three conventions.

    Args:
        course: The course.
        weights: Weights of any day (`lab_reading.weights`).
        taken: Days and the µg swallowed on them (`lab_reading.taken_by_day`).
        day: The last day that counts.
        daily_ug: Micrograms planned a day then, the mean of the rhythm; None if nothing is.
        before_ug: Micrograms swallowed before the diary start, at least.
    """
    start = (course.start, course.reference_weight_g)
    noted = sorted((each.day, each.grams) for each in weights if each.day <= day)
    valid = [start, *(each for each in noted if each[0] >= course.start)]
    swallowed = [(on, ug) for on, ug in taken if course.start <= on <= day]
    total_ug = before_ug + sum(ug for _, ug in swallowed)
    daily = Fraction(before_ug, course.reference_weight_g)
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


def _per_kg(weighed: Dated, cumulative: Fraction, daily_ug: int | Fraction | None) -> PerKg:
    weighed_on, grams = weighed
    return PerKg(
        weight_g=grams,
        weighed_on=weighed_on,
        cumulative=cumulative,
        a_day=Fraction(daily_ug) / grams if daily_ug else None,
    )


STANDING = marked("Practice varies. The one marked is what the diary shows elsewhere.")


def convention_facts(
    found: Conventions, used: WeightBasis, habits: Habits = PLAIN
) -> list[tuple[str, str]]:
    """Return the three conventions by name, the one that the course uses marked."""
    return [
        (
            _named(_("Start weight"), used is WeightBasis.START),
            _per_kg_words(found.start, habits),
        ),
        (
            _named(_("Newest weight"), used is WeightBasis.LATEST),
            _per_kg_words(found.newest, habits),
        ),
        (_("Weight of each day"), _per_kg_words(found.each_day, habits)),
    ]


def _named(name: str, used: bool) -> str:
    return _("{weight} · used").format(weight=name) if used else name


def _per_kg_words(found: PerKg, habits: Habits = PLAIN) -> str:
    """Return "61.4 mg/kg so far, 0.63 a day, with the weight of 1 Sep 2026, 64 kg"."""
    if found.a_day is None:
        said = _("{so_far} so far, with the weight of {day}, {weight}")
    else:
        said = _("{so_far} so far, {a_day} a day, with the weight of {day}, {weight}")
    a_day = "" if found.a_day is None else per_kg_text(found.a_day, 2, habits)
    return said.format(
        so_far=f"{per_kg_text(found.cumulative, 1, habits)}{HARD}mg/kg",
        a_day=a_day,
        weight=weight_text(found.weight_g, habits),
        day=full_day(found.weighed_on),
    )
