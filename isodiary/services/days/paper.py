"""What a diary on paper is filled in with beforehand: the days, and what is planned for each."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, timedelta

from isodiary.domain.course import Phase, Slots
from isodiary.domain.timeline import phase_on, plan_on
from isodiary.domain.values import dataclass
from isodiary.storage.diary import Diary
from isodiary.storage.reads.course import course_on, phases_of
from isodiary.storage.reads.days import tracked

DAYS_IN_A_WEEK = 7
MOST_WEEKS = 8
USUAL_SLOTS = 2


@dataclass(frozen=True, slots=True)
class PaperDay:
    """A column of the paper.

    Attributes:
        day: Which day; None to write it in by hand.
        plan: Its slots; none at all in a pause and on a day without a dose; None outside every
            course and where it is to be written in by hand.
        paused: Whether the course is paused on it.
    """

    day: date | None
    plan: Slots | None
    paused: bool = False


def planned_days(diary: Diary, first: date, weeks: int) -> tuple[PaperDay, ...]:
    """Return the days of `weeks` weeks from `first` on, with the plan of each as it is now."""
    course = course_on(diary, first + timedelta(days=weeks * DAYS_IN_A_WEEK - 1))
    phases = phases_of(diary, course) if course else ()
    days = (first + timedelta(days=number) for number in range(weeks * DAYS_IN_A_WEEK))
    return tuple(PaperDay(day, plan_on(course, phases, day), _paused(phases, day)) for day in days)


def blank_days(weeks: int) -> tuple[PaperDay, ...]:
    """Return days that nothing is said about."""
    return tuple(PaperDay(None, None) for _ in range(weeks * DAYS_IN_A_WEEK))


def slots_a_day(diary: Diary, today: date) -> int:
    """Return how many doses a day to leave room for on a blank paper.

    As many as the plan has on the day of its cycle with the most, in a pause the plan before it.
    """
    course = course_on(diary, today)
    phases = phases_of(diary, course) if course else ()
    planned = [phase for phase in phases if phase.plan is not None]
    phase = phase_on(planned, today) or next(iter(planned), None)
    return max(map(len, phase.plan.days)) if phase and phase.plan else USUAL_SLOTS


def _paused(phases: Sequence[Phase], day: date) -> bool:
    phase = phase_on(phases, day)
    return phase is not None and phase.pause


def printed_symptoms(diary: Diary, kept_off: Collection[str]) -> tuple[str, ...]:
    """Return the ids of the symptoms asked every day that may stand on paper, in their order."""
    return tuple(each.symptom for each in tracked(diary) if each.symptom not in kept_off)
