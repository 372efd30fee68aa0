"""The due doses nothing was recorded of, and one answer for each."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum

from isodiary.domain.change import Act, Change, Edit
from isodiary.domain.course import Course, Phase, Slot
from isodiary.domain.day import moment
from isodiary.domain.dose import Dose, Outcome
from isodiary.domain.timeline import due_runs, stretches


@dataclass(frozen=True, slots=True)
class OpenSlot:
    """A slot of a day that has come due and is not recorded."""

    day: date
    slot: Slot


class CatchUp(Enum):
    """What became of an open slot, as far as the patient knows."""

    AS_PLANNED = Outcome.TAKEN
    SKIPPED = Outcome.SKIPPED
    MISSED = Outcome.MISSED
    UNKNOWN = Outcome.UNKNOWN


def open_slots(
    course: Course,
    phases: Sequence[Phase],
    recorded: Collection[tuple[date, int | None]],
    *,
    first: date,
    now: datetime,
) -> tuple[OpenSlot, ...]:
    """Return the open slots since `first`, oldest first.

    Args:
        course: The course.
        phases: Its phases.
        recorded: (day, slot number) of the doses in the diary.
        first: First day to look at.
        now: The present moment.
    """
    due = due_runs(stretches(course, phases, first, now.date()), now)
    found = [
        OpenSlot(day, run.slot)
        for run in due
        for day in (run.first + timedelta(days=offset) for offset in range(run.days))
        if (day, run.slot.number) not in recorded
    ]
    return tuple(sorted(found, key=_by_day))


def answer(answers: Mapping[OpenSlot, CatchUp], *, now: datetime) -> Change | None:
    """Return the one change that records what became of open slots; None of none.

    A dose taken as planned is given the planned time.
    """
    edits = tuple(Edit(after=_dose(each, said, now)) for each, said in answers.items())
    return Change(act=Act.CATCH_UP, edits=edits) if edits else None


def _dose(each: OpenSlot, said: CatchUp, now: datetime) -> Dose:
    slot = each.slot
    if said is not CatchUp.AS_PLANNED:
        return Dose(day=each.day, slot=slot.number, outcome=said.value)
    return Dose(
        day=each.day,
        slot=slot.number,
        outcome=Outcome.TAKEN,
        capsules=slot.capsules,
        amount_ug=slot.amount_ug,
        meal=slot.meal,
        taken_at=moment(each.day, slot.planned, now),
    )


def _by_day(each: OpenSlot) -> tuple[date, int]:
    return each.day, each.slot.number
