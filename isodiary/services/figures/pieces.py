"""The time cut into pieces in which nothing changes that a summary asks about.

Every figure of a summary is a sum over some of the pieces, so the diary's days
are read once and no figure can disagree with another.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from isodiary.domain.course import Course, Phase, Slot
from isodiary.domain.day import ONE_DAY
from isodiary.domain.dose import Outcome
from isodiary.domain.period import Period
from isodiary.domain.timeline import DueRun, Stretch, due_runs, stretches
from isodiary.storage.diary import Diary
from isodiary.storage.sums.sums import DoseSum, Sums, sums

WEEK = timedelta(weeks=1)
YEAR = timedelta(weeks=52)
TREND_WEEKS = 104
"""So many weeks of a course are charted; few courses last half as long."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Days in a row with one phase in force and the same slots come due.

    Attributes:
        days: The days.
        in_course: Whether they belong to the course.
        phase: The phase in force; None if there is none.
        due: The slots that have come due on each of the days.
        sums: What the diary holds about them.
    """

    days: Period
    in_course: bool
    phase: Phase | None
    due: tuple[Slot, ...]
    sums: Sums

    @property
    def on_plan(self) -> bool:
        """Whether capsules are planned for its days."""
        return self.phase is not None and not self.phase.pause

    @property
    def daily_ug(self) -> int:
        """Micrograms planned for a day."""
        return self.phase.daily_ug if self.phase else 0

    @property
    def due_count(self) -> int:
        """How many doses came due."""
        return self.days.days * len(self.due)

    @property
    def scheduled_ug(self) -> int:
        """Micrograms planned for them."""
        return self.days.days * sum(slot.amount_ug for slot in self.due)

    @property
    def due_doses(self) -> list[DoseSum]:
        """What the diary holds about them."""
        numbers = {slot.number for slot in self.due}
        return [dose for dose in self.sums.doses if dose.slot in numbers]

    @property
    def swallowed_ug(self) -> int:
        """Everything swallowed, due or not."""
        return sum(dose.amount_ug for dose in self.sums.doses)

    @property
    def open_ug(self) -> int:
        """Micrograms planned for the doses due that are unknown or not recorded."""
        planned = {slot.number: slot.amount_ug for slot in self.due}
        known = sum(
            dose.count * planned[dose.slot]
            for dose in self.due_doses
            if dose.slot is not None and dose.outcome is not Outcome.UNKNOWN
        )
        return self.scheduled_ug - known

    @property
    def full_days(self) -> int:
        """Days on which every dose due was wholly taken."""
        due = sum(1 << slot.number for slot in self.due)
        return sum(due > 0 and day.whole & due == due for day in self.sums.days)


def pieces_of(
    diary: Diary, course: Course, phases: Sequence[Phase], period: Period, now: datetime
) -> tuple[Piece, ...]:
    """Return the course, the period and the period before it, up to the period's last day."""
    first = min(course.start, period.first, period.before().first)
    runs = stretches(course, phases, course.start, period.last)
    due = due_runs(runs, now)
    cuts = {*_changes(course, period, runs, due), *_week_starts(trend_days(course, period.last))}
    spans = _spans(first, period.last, {*cuts, *_year_starts(course, period.last)})
    return tuple(_pieces(course, runs, due, spans, sums(diary, spans)))


def trend_days(course: Course, last: date) -> Period:
    """Return the days that are charted, from the first day of a week of the course."""
    last = last if course.ended_on is None else min(last, course.ended_on)
    weeks_before = max(0, course.week_number(last) - TREND_WEEKS)
    return Period(first=course.start + weeks_before * WEEK, last=last)


def years_of(course: Course, last: date) -> list[Period]:
    """Return the days from the course's start to `last` in spans that later summaries share."""
    return _spans(course.start, last, set(_year_starts(course, last)))


def _changes(
    course: Course, period: Period, runs: Sequence[Stretch], due: Sequence[DueRun]
) -> Iterator[date]:
    """Return the days on which something begins that a figure tells apart."""
    yield from (course.start, period.before().first, period.first)
    if course.ended_on is not None:
        yield course.ended_on + ONE_DAY
    for run in runs:
        yield from (run.first, run.last + ONE_DAY)
    for run_due in due:
        yield run_due.last + ONE_DAY


def _week_starts(days: Period) -> Iterator[date]:
    day = days.first
    while day <= days.last:
        yield day
        day += WEEK


def _year_starts(course: Course, last: date) -> Iterator[date]:
    """Return where years of the course begin, so that what is remembered of them stays true."""
    day = course.start
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
    due: Sequence[DueRun],
    spans: Sequence[Period],
    found: Sequence[Sums],
) -> Iterator[Piece]:
    starts = [run.first for run in runs]
    due_from: defaultdict[date, list[DueRun]] = defaultdict(list)
    for run_due in due:
        due_from[run_due.first].append(run_due)
    for span, held in zip(spans, found, strict=True):
        place = bisect_right(starts, span.first) - 1
        run = runs[place] if place >= 0 and span.last <= runs[place].last else None
        come_due = due_from[run.first] if run else []
        yield Piece(
            days=span,
            in_course=course.holds(span.first),
            phase=run.phase if run else None,
            due=tuple(one.slot for one in come_due if span.last <= one.last),
            sums=held,
        )
