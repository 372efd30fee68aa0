"""The time cut into pieces in which nothing changes that a summary asks about.

Every figure of a summary is a sum over some of the pieces, so the diary's days
are read once and no figure can disagree with another.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from fractions import Fraction

from isodiary.domain.course import Course, Phase
from isodiary.domain.day import ONE_DAY, diary_day
from isodiary.domain.period import Period
from isodiary.domain.timeline import Stretch, stretches
from isodiary.domain.values import dataclass
from isodiary.services.figures.due import NOTHING_DUE, DueSpan, due_days
from isodiary.storage.diary import Diary
from isodiary.storage.sums.sums import DoseSum, Sums, sums

WEEK = timedelta(weeks=1)
YEAR = timedelta(weeks=52)


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Days in a row with one phase in force.

    Attributes:
        days: The days.
        in_course: Whether they belong to the course and the diary was kept of it.
        phase: The phase in force; None if there is none.
        due: What came due on the days; of other courses nothing.
        sums: What the diary holds about them.
    """

    days: Period
    in_course: bool
    phase: Phase | None
    due: DueSpan
    sums: Sums

    @property
    def on_plan(self) -> bool:
        """Whether capsules are planned for its days."""
        return self.phase is not None and not self.phase.pause

    @property
    def daily_ug(self) -> Fraction:
        """Micrograms planned a day, the mean of the rhythm."""
        return self.phase.daily_ug if self.phase else Fraction(0)

    @property
    def slot_doses(self) -> list[DoseSum]:
        """What the diary holds about slots, all of which are due by that."""
        return [dose for dose in self.sums.doses if dose.slot is not None]

    @property
    def swallowed_ug(self) -> int:
        """Everything swallowed, due or not."""
        return sum(dose.amount_ug for dose in self.sums.doses)


def pieces_of(
    diary: Diary,
    course: Course,
    phases: Sequence[Phase],
    period: Period,
    now: datetime,
    *,
    before: Period | None = None,
) -> tuple[Piece, ...]:
    """Return the course, the period and the one it is held against, up to the last day."""
    begun = before.first if before else period.first
    first = min(course.diary_start, period.first, begun)
    runs = stretches(course, phases, course.diary_start, period.last)
    cuts = {begun, *_changes(course, period, runs)}
    cuts |= {_week_start(course, period.last)}  # what is logged today makes a week be summed anew
    cuts |= {diary_day(now) - ONE_DAY}  # the days before have come due whatever is planned
    spans = _spans(first, period.last, {*cuts, *_year_starts(course, period.last)})
    held = [span for span in spans if course.keeps(span.first)]
    due = dict(zip(held, due_days(diary, course, phases, held, now), strict=True))
    return tuple(_pieces(course, runs, due, spans, sums(diary, spans)))


def years_of(course: Course, last: date) -> list[Period]:
    """Return the days from the first capsule to `last` in spans that later summaries share."""
    return _spans(course.start, last, set(_year_starts(course, last)))


def _changes(course: Course, period: Period, runs: Sequence[Stretch]) -> Iterator[date]:
    """Return the days on which something begins that a figure tells apart."""
    yield from (course.diary_start, period.first)
    if course.ended_on is not None:
        yield course.ended_on + ONE_DAY
    for run in runs:
        yield from (run.first, run.last + ONE_DAY)


def _week_start(course: Course, day: date) -> date:
    return course.start + (day - course.start) // WEEK * WEEK


def _year_starts(course: Course, last: date) -> Iterator[date]:
    """Return where years of the course begin, so that what is remembered of them stays true."""
    day = course.diary_start
    while day <= last:
        yield day
        day += YEAR


def _spans(first: date, last: date, cuts: set[date]) -> list[Period]:
    starts = sorted({first, *(cut for cut in cuts if first < cut <= last)})
    ends = [*(start - ONE_DAY for start in starts[1:]), last]
    return [Period(first=a, last=b) for a, b in zip(starts, ends, strict=True)]


def _pieces(
    course: Course,
    runs: Sequence[Stretch],
    due: Mapping[Period, DueSpan],
    spans: Sequence[Period],
    found: Sequence[Sums],
) -> Iterator[Piece]:
    starts = [run.first for run in runs]
    for span, held in zip(spans, found, strict=True):
        place = bisect_right(starts, span.first) - 1
        run = runs[place] if place >= 0 and span.last <= runs[place].last else None
        yield Piece(
            days=span,
            in_course=course.keeps(span.first),
            phase=run.phase if run else None,
            due=due.get(span, NOTHING_DUE),
            sums=held,
        )
