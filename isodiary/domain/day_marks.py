"""What became of the slots of a day, as its small square shows it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from enum import Enum, auto

from isodiary.domain.course import Course, Phase, Slots
from isodiary.domain.dose import Dose, Outcome
from isodiary.domain.timeline import is_due, phase_on, slots_on
from isodiary.domain.values import dataclass


class Mark(Enum):
    """What became of one slot."""

    TAKEN = auto()
    PARTIAL = auto()
    SKIPPED = auto()
    MISSED = auto()
    UNKNOWN = auto()
    NOT_RECORDED = auto()
    NOT_YET = auto()


@dataclass(frozen=True, slots=True)
class DayMarks:
    """The marks of a day's slots in their order.

    Attributes:
        day: The diary's day.
        slots: One mark for each slot; empty in a pause, on a day without a dose and outside.
        paused: Whether the course is paused.
        outside: Whether the day is in no course, or before the diary start of one.
    """

    day: date
    slots: tuple[Mark, ...]
    paused: bool = False
    outside: bool = False


def marks_of(
    day: date,
    course: Course | None,
    phases: Sequence[Phase],
    doses: Iterable[Dose],
    now: datetime,
) -> DayMarks:
    """Return the marks of a day.

    Args:
        day: The diary's day.
        course: The course that may hold it.
        phases: Its phases.
        doses: Doses of the diary, also of other days.
        now: The present moment.
    """
    held = [dose for dose in doses if dose.day == day]
    slots = slots_on(course, phases, day, held)
    if course is None or slots is None or not course.keeps(day):
        return DayMarks(day, (), outside=True)
    phase = phase_on(phases, day)
    paused = phase is not None and phase.pause
    return DayMarks(day, _marks(day, slots, held, now), paused=paused)


def _marks(day: date, slots: Slots, doses: Iterable[Dose], now: datetime) -> tuple[Mark, ...]:
    outcomes = {dose.slot: dose.outcome for dose in doses}
    return tuple(
        _BY_OUTCOME[outcomes[slot.number]]
        if slot.number in outcomes
        else Mark.NOT_RECORDED
        if is_due(slot, day, now)
        else Mark.NOT_YET
        for slot in slots
    )


_BY_OUTCOME = {
    Outcome.TAKEN: Mark.TAKEN,
    Outcome.PARTIAL: Mark.PARTIAL,
    Outcome.SKIPPED: Mark.SKIPPED,
    Outcome.MISSED: Mark.MISSED,
    Outcome.UNKNOWN: Mark.UNKNOWN,
}
