"""The cumulative dose of a course, day by day, with its band and what comes next."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from fractions import Fraction
from itertools import accumulate, chain
from operator import add

from isodiary.domain.course import Course, Phase
from isodiary.domain.summary import Summary
from isodiary.domain.symptom import NO_SIGNS
from isodiary.domain.target import Reached, reached
from isodiary.domain.timeline import opening_range
from isodiary.domain.units import mg_per_kg
from isodiary.domain.values import dataclass
from isodiary.services.course.words import six_times_doubts
from isodiary.services.doses.projection import RATE_DAYS, Rate, SoFar
from isodiary.services.figures.pieces import Piece, pieces_of
from isodiary.services.figures.summarise import summarise
from isodiary.services.weights import used_weight_g
from isodiary.storage.diary import Diary
from isodiary.storage.reads.days import swallowed_ug
from isodiary.storage.reads.labs import latest_weight


@dataclass(frozen=True, slots=True, kw_only=True)
class CumulativeDay:
    """The cumulative dose at the end of a day, the opening amount included.

    Attributes:
        day: The diary's day.
        lowest_ug: Micrograms, if what is unknown or not recorded was not swallowed.
        highest_ug: The same, if it was swallowed as planned.
    """

    day: date
    lowest_ug: int
    highest_ug: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Cumulative:
    """The cumulative dose of a course up to the last day of a period.

    Attributes:
        course: The course.
        phases: Its phases.
        weight_g: The weight that its mg/kg divide by, in grams.
        opening_ug: The least and the most that was swallowed before the diary start.
        lowest_ug: By day from the diary start on, micrograms at its end, if what is open was not
            swallowed.
        highest_ug: The same, if it was swallowed as planned.
        so_far: Where it stands at the end of the last of them.
    """

    course: Course
    phases: tuple[Phase, ...]
    weight_g: int
    opening_ug: tuple[int, int]
    lowest_ug: tuple[int, ...]
    highest_ug: tuple[int, ...]
    so_far: SoFar

    def on(self, day: date) -> CumulativeDay | None:
        """Return the cumulative dose at the end of a day; None outside the days."""
        place = (day - self.course.diary_start).days
        return self.at(place) if 0 <= place < len(self.lowest_ug) else None

    def at(self, place: int) -> CumulativeDay:
        """Return the cumulative dose at the end of a day, counted from 0."""
        return CumulativeDay(
            day=self.course.diary_start + timedelta(days=place),
            lowest_ug=self.lowest_ug[place],
            highest_ug=self.highest_ug[place],
        )

    @property
    def end(self) -> CumulativeDay:
        """The last day."""
        return self.at(len(self.lowest_ug) - 1)

    @property
    def reached(self) -> Reached | None:
        """When the target was reached by what was surely swallowed; None if it was not."""
        (before_ug, _), target_ug = self.opening_ug, self.so_far.target_ug
        if target_ug is None:
            return None
        place = bisect_left(self.lowest_ug, target_ug)  # it never sinks
        first = [self.at(place)] if place < len(self.lowest_ug) else []
        days = [(each.day, each.lowest_ug - before_ug) for each in first]
        return reached(before_ug, days, target_ug)

    def per_kg(self, amount_ug: int) -> Fraction:
        """Return micrograms as mg/kg."""
        return mg_per_kg(amount_ug, weight_g=self.weight_g)


def cumulative_of(diary: Diary, last: date, *, now: datetime) -> Cumulative:
    """Return the cumulative dose of the course that a day belongs to, as of that day.

    Raises:
        DiaryError: No course had begun by then, or what is needed is damaged in the file.
    """
    with diary.reading():
        summary = summarise(diary, now=now, first=last, last=last, warning_signs=NO_SIGNS)
        return read_cumulative(diary, summary)


def read_cumulative(diary: Diary, summary: Summary) -> Cumulative:
    """Return the cumulative dose of the course of a summary, as of its last day.

    Its last day has the figures of `summary.dose`; both are summed from the same rows.
    """
    course, phases, period = summary.course, summary.phases, summary.period
    with diary.reading():
        pieces = pieces_of(diary, course, phases, period, summary.as_of, before=summary.before)
    held = [piece for piece in pieces if piece.in_course]
    taken, open_ = zip(*map(_by_day, held), strict=True)
    least_ug, most_ug = opening_range(course, phases)
    lowest = tuple(accumulate(chain(*taken), initial=least_ug))[1:]
    unknown = tuple(accumulate(chain(*open_), initial=most_ug - least_ug))[1:]
    highest = tuple(map(add, lowest, unknown))
    last = held[-1].days.last
    coming_ug = held[-1].due.days[-1].coming_ug if last == period.last else 0
    return Cumulative(
        course=course,
        phases=phases,
        weight_g=summary.dose.weight_g,
        opening_ug=(least_ug, most_ug),
        lowest_ug=lowest,
        highest_ug=highest,
        so_far=SoFar(
            last=last,
            target_ug=summary.dose.target_ug,
            lowest_ug=lowest[-1],
            highest_ug=highest[-1] + coming_ug,
            rate=_rate(held),
        ),
    )


def slip_doubts(
    diary: Diary, course: Course | None, phases: Sequence[Phase], day: date, more_ug: int
) -> tuple[str, ...]:
    """Return what to ask once before a dose is logged that makes six times the target.

    Args:
        diary: The diary, without the dose.
        course: The course of its day.
        phases: Its phases.
        day: The day.
        more_ug: Micrograms of the dose.
    """
    if course is None or course.target_ug_per_kg is None:
        return ()
    weight_g = used_weight_g(course, latest_weight(diary, day))
    target_ug = Fraction(course.target_ug_per_kg * weight_g, 1000)
    logged_ug = swallowed_ug(diary, course.diary_start, day)
    before_ug = opening_range(course, phases)[0] + logged_ug
    if six_times_doubts(target_ug, before_ug):  # it was asked about already
        return ()
    return six_times_doubts(target_ug, before_ug + more_ug)


def _by_day(piece: Piece) -> tuple[list[int], list[int]]:
    """Return what was swallowed on each day of a piece, and what is open of it."""
    taken = [0] * piece.days.days
    for one in piece.sums.days:
        taken[(one.day - piece.days.first).days] = one.amount_ug
    return taken, [day.open_ug for day in piece.due.days]


def _rate(pieces: Sequence[Piece]) -> Rate | None:
    counted: list[tuple[int, int]] = []
    for piece in reversed(pieces):
        if piece.on_plan:
            days = zip(*_by_day(piece), piece.due.days, strict=True)
            counted += [(ug, open_) for ug, open_, due in days if not due.coming_ug][::-1]
        if len(counted) >= RATE_DAYS:
            break
    if not counted:
        return None
    days_of = counted[:RATE_DAYS]
    taken_ug, open_ug = map(sum, zip(*days_of, strict=True))
    return Rate(
        days=len(days_of),
        lowest_ug=Fraction(taken_ug, len(days_of)),
        highest_ug=Fraction(taken_ug + open_ug, len(days_of)),
    )
