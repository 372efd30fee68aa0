"""The cumulative dose of a course, day by day, with its band and what comes next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction

from isodiary.domain.course import Course, Phase
from isodiary.domain.summary import Summary
from isodiary.domain.units import mg_per_kg
from isodiary.services.projection import RATE_DAYS, Rate, SoFar
from isodiary.services.summarise import summarise
from isodiary.services.summary_pieces import Piece, pieces_of
from isodiary.storage.diary import Diary


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
        days: The days of the course, oldest first.
        so_far: Where it stands at the end of the last of them.
    """

    course: Course
    phases: tuple[Phase, ...]
    weight_g: int
    days: tuple[CumulativeDay, ...]
    so_far: SoFar

    def on(self, day: date) -> CumulativeDay | None:
        """Return the cumulative dose at the end of a day; None outside the days."""
        place = (day - self.course.start).days
        return self.days[place] if 0 <= place < len(self.days) else None

    def per_kg(self, amount_ug: int) -> Fraction:
        """Return micrograms as mg/kg."""
        return mg_per_kg(amount_ug, weight_g=self.weight_g)


@dataclass(frozen=True, slots=True)
class _Day:
    """One day: what was swallowed, what is open, and whether all its doses have come due."""

    day: date
    taken_ug: int
    open_ug: int
    coming_ug: int
    all_due: bool


def cumulative_of(diary: Diary, last: date, *, now: datetime) -> Cumulative:
    """Return the cumulative dose of the course that a day belongs to, as of that day.

    Raises:
        DiaryError: No course had begun by then, or what is needed is damaged in the file.
    """
    with diary.reading():
        summary = summarise(diary, now=now, first=last, last=last, warning_signs=())
        return read_cumulative(diary, summary)


def read_cumulative(diary: Diary, summary: Summary) -> Cumulative:
    """Return the cumulative dose of the course of a summary, as of its last day.

    Its last day has the figures of `summary.dose`; both are summed from the same rows.
    """
    course, phases, period = summary.course, summary.phases, summary.period
    with diary.reading():
        pieces = pieces_of(diary, course, phases, period, summary.as_of)
    days = [day for piece in pieces if piece.in_course for day in _days_of(piece)]
    summed = tuple(_summed(course.opening_ug, days))
    last = summed[-1]
    coming_ug = days[-1].coming_ug if last.day == period.last else 0
    return Cumulative(
        course=course,
        phases=phases,
        weight_g=summary.dose.weight_g,
        days=summed,
        so_far=SoFar(
            last=last.day,
            target_ug=summary.dose.target_ug,
            lowest_ug=last.lowest_ug,
            highest_ug=last.highest_ug + coming_ug,
            rate=_rate(days),
        ),
    )


def _days_of(piece: Piece) -> Iterator[_Day]:
    held = {one.day: one for one in piece.sums.days}
    planned = piece.phase.slots if piece.phase else ()
    ahead = [slot for slot in planned if slot not in piece.due]
    all_due = bool(planned) and not ahead
    for number in range(piece.days.days):
        day = piece.days.first + timedelta(days=number)
        one = held.get(day)
        known = one.known if one else 0
        yield _Day(
            day=day,
            taken_ug=one.amount_ug if one else 0,
            open_ug=sum(slot.amount_ug for slot in piece.due if not known >> slot.number & 1),
            coming_ug=sum(slot.amount_ug for slot in ahead if not known >> slot.number & 1),
            all_due=all_due,
        )


def _summed(opening_ug: int, days: Sequence[_Day]) -> Iterator[CumulativeDay]:
    lowest_ug, open_ug = opening_ug, 0
    for day in days:
        lowest_ug += day.taken_ug
        open_ug += day.open_ug
        yield CumulativeDay(day=day.day, lowest_ug=lowest_ug, highest_ug=lowest_ug + open_ug)


def _rate(days: Sequence[_Day]) -> Rate | None:
    counted = [day for day in days if day.all_due][-RATE_DAYS:]
    if not counted:
        return None
    taken_ug = sum(day.taken_ug for day in counted)
    open_ug = sum(day.open_ug for day in counted)
    return Rate(
        days=len(counted),
        lowest_ug=Fraction(taken_ug, len(counted)),
        highest_ug=Fraction(taken_ug + open_ug, len(counted)),
    )
