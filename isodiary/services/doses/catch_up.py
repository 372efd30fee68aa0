"""The due doses nothing was recorded of, and one answer for each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from enum import Enum

from isodiary.domain import timeline
from isodiary.domain.change import Act, Change, Edit
from isodiary.domain.course import Course, Phase, Slot
from isodiary.domain.day import ONE_DAY, days_between, diary_day, moment
from isodiary.domain.dose import Dose, Outcome
from isodiary.domain.values import dataclass


@dataclass(frozen=True, slots=True)
class OpenSlot:
    """A slot of a day that has come due and is not recorded, and the phase in force on the day."""

    day: date
    slot: Slot
    phase: str = ""


class CatchUp(Enum):
    """What became of an open slot, as far as the patient knows."""

    AS_PLANNED = Outcome.TAKEN
    SKIPPED = Outcome.SKIPPED
    MISSED = Outcome.MISSED
    UNKNOWN = Outcome.UNKNOWN


def open_slots(
    course: Course,
    phases: Sequence[Phase],
    doses: Mapping[date, Sequence[Dose]],
    *,
    first: date,
    now: datetime,
) -> tuple[OpenSlot, ...]:
    """Return the open slots since `first`, oldest first.

    Args:
        course: The course.
        phases: Its phases.
        doses: Those in the diary, by day.
        first: First day to look at.
        now: The present moment.
    """
    count = days_between(first, diary_day(now))
    days = (first + number * ONE_DAY for number in range(count))
    found = timeline.open_slots(course, phases, doses, days, now)
    return tuple(OpenSlot(day, slot, _phase_id(phases, day)) for day, slot in found)


def answer(answers: Mapping[OpenSlot, CatchUp], *, now: datetime) -> Change | None:
    """Return the one change that records what became of open slots; None of none.

    A dose taken as planned is given the planned time.
    """
    edits = tuple(Edit(after=_dose(each, said, now)) for each, said in answers.items())
    return Change(act=Act.CATCH_UP, edits=edits) if edits else None


def _dose(each: OpenSlot, said: CatchUp, now: datetime) -> Dose:
    slot = each.slot
    taken = said is CatchUp.AS_PLANNED
    dose = Dose(
        day=each.day,
        slot=slot.number,
        outcome=said.value,
        capsules=slot.capsules if taken else (),
        amount_ug=slot.amount_ug if taken else 0,
        meal=slot.meal if taken else None,
        taken_at=moment(each.day, slot.planned, now) if taken else None,
    )
    return timeline.with_planned(dose, slot, each.phase)


def _phase_id(phases: Sequence[Phase], day: date) -> str:
    phase = timeline.phase_on(phases, day)
    return phase.id if phase else ""
