"""Which plan is in force on a day, and which of its doses are due by now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from isodiary.domain.course import Course, Phase, Plan, Slot
from isodiary.domain.day import ONE_DAY, days_between, wall

GRACE = timedelta(hours=4)
"""A dose counts as due once its planned time and this have passed (clinical.md 1.4)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Days in a row, both ends counted, with one phase in force."""

    first: date
    last: date
    phase: Phase

    @property
    def days(self) -> int:
        """How many days it has."""
        return days_between(self.first, self.last)


@dataclass(frozen=True, slots=True, kw_only=True)
class DueRun:
    """One slot on the days of a stretch on which it has come due."""

    first: date
    last: date
    slot: Slot

    @property
    def days(self) -> int:
        """How many doses came due."""
        return days_between(self.first, self.last)


def phase_on(phases: Iterable[Phase], day: date) -> Phase | None:
    """Return the phase in force on a day, the last begun one that has not run out."""
    begun = [phase for phase in phases if _in_force(phase, day)]
    return max(begun, key=_rank, default=None)


def plan_on(course: Course | None, phases: Iterable[Phase], day: date) -> Plan | None:
    """Return the slots of a day: none at all in a pause, None outside the course."""
    if course is None or not course.holds(day):
        return None
    phase = phase_on(phases, day)
    return phase.slots if phase else None


def stretches(
    course: Course, phases: Sequence[Phase], first: date, last: date
) -> tuple[Stretch, ...]:
    """Return the course from `first` to `last` cut where the phase in force changes."""
    first = max(first, course.start)
    last = last if course.ended_on is None else min(last, course.ended_on)
    if first > last:
        return ()
    cuts = sorted({first, *(cut for cut in _cuts(phases) if first < cut <= last)})
    ends = [*(cut - ONE_DAY for cut in cuts[1:]), last]
    found = [(a, b, phase_on(phases, a)) for a, b in zip(cuts, ends, strict=True)]
    return _joined([Stretch(first=a, last=b, phase=phase) for a, b, phase in found if phase])


def due_runs(runs: Iterable[Stretch], now: datetime) -> tuple[DueRun, ...]:
    """Return the slots of `runs` on the days on which they have come due by `now`."""
    due = (
        DueRun(first=run.first, last=min(run.last, last_due_day(slot, now)), slot=slot)
        for run in runs
        for slot in run.phase.slots
    )
    return tuple(run for run in due if run.days)


def last_due_day(slot: Slot, now: datetime) -> date:
    """Return the last diary day on which `slot` has come due by `now`."""
    day = now.date()
    while not is_due(slot, day, now):
        day -= ONE_DAY
    return day


def is_due(slot: Slot, day: date, now: datetime) -> bool:
    """Whether the planned time of `slot` on `day` and the grace have passed.

    Wall times are compared, so that a night on which the clocks change moves nothing.
    """
    return wall(day, slot.planned) + GRACE <= now.replace(tzinfo=None)


def _in_force(phase: Phase, day: date) -> bool:
    return phase.start <= day and (phase.until is None or day <= phase.until)


def _rank(phase: Phase) -> tuple[date, int]:
    return phase.start, phase.number


def _cuts(phases: Iterable[Phase]) -> Iterator[date]:
    for phase in phases:
        yield phase.start
        if phase.until is not None and phase.until < date.max:
            yield phase.until + ONE_DAY


def _joined(runs: Sequence[Stretch]) -> tuple[Stretch, ...]:
    joined: list[Stretch] = []
    for run in runs:
        if joined and joined[-1].phase == run.phase and joined[-1].last + ONE_DAY == run.first:
            run = Stretch(first=joined.pop().first, last=run.last, phase=run.phase)
        joined.append(run)
    return tuple(joined)
