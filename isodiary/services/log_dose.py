"""Logging, amending and taking back doses.

Each function takes what the diary holds about a day and returns the change;
it writes nothing.
"""

from __future__ import annotations

from datetime import date, datetime

from isodiary.domain.change import Act, Change, Edit
from isodiary.domain.course import Slot
from isodiary.domain.day import diary_day, wall
from isodiary.domain.day_entries import DayEntries
from isodiary.domain.dose import (
    LARGEST_DOSE_UG,
    Capsules,
    Dose,
    Outcome,
    Reason,
    part_of,
)
from isodiary.domain.errors import AlreadyLogged, NothingThere, Refused
from isodiary.domain.meal import Fat, Meal
from isodiary.domain.timeline import with_planned
from isodiary.domain.units import mg
from isodiary.services.words import mg_text

UNUSUAL_DOSE_UG = mg(100)


def take(
    entries: DayEntries,
    number: int,
    *,
    now: datetime,
    taken_at: datetime | None,
    amount_ug: int | None = None,
    capsules: Capsules = (),
    meal: Meal | None = None,
    fat: Fat | None = None,
    note: str = "",
) -> Change:
    """Return the change that logs a slot as swallowed, as planned unless said otherwise.

    Less than planned is a partial dose. Without `meal` it is the slot's.

    Raises:
        AlreadyLogged: The slot is recorded already; a second press never logs twice.
        Refused: The day has no such slot, or has not come yet.
    """
    slot = _open_slot(entries, number)
    _refuse_future(entries.day, now)
    if amount_ug is None:
        capsules = capsules or slot.capsules
        amount_ug = sum(capsules)
    dose = Dose(
        day=entries.day,
        slot=number,
        outcome=outcome_of(amount_ug, slot),
        capsules=capsules or part_of(slot.capsules, amount_ug),
        amount_ug=_possible(amount_ug),
        meal=meal or slot.meal,
        fat=fat,
        taken_at=taken_at,
        note=note,
    )
    dose = with_planned(dose, slot, entries.phase)
    return Change(act=Act.LOG_DOSE, edits=(Edit(after=dose),))


def take_extra(
    entries: DayEntries,
    *,
    now: datetime,
    amount_ug: int,
    taken_at: datetime | None,
    capsules: Capsules = (),
    meal: Meal | None = None,
    fat: Fat | None = None,
    note: str = "",
) -> Change:
    """Return the change that logs a dose outside the plan.

    Raises:
        Refused: The day is in no course, before the diary start, or has not come yet.
    """
    refuse_outside(entries)
    _refuse_future(entries.day, now)
    dose = Dose(
        day=entries.day,
        slot=None,
        outcome=Outcome.TAKEN,
        capsules=capsules,
        amount_ug=_possible(amount_ug),
        meal=meal,
        fat=fat,
        taken_at=taken_at,
        note=note,
    )
    return Change(act=Act.LOG_DOSE, edits=(Edit(after=dose),))


def leave_out(
    entries: DayEntries,
    number: int,
    outcome: Outcome,
    *,
    now: datetime,
    reason: Reason | None = None,
    note: str = "",
) -> Change:
    """Return the change that logs a slot as skipped, missed or unknown.

    Raises:
        AlreadyLogged: The slot is recorded already.
        Refused: The day has no such slot; or it is missed or unknown before its day.
    """
    slot = _open_slot(entries, number)
    if outcome is not Outcome.SKIPPED:
        _refuse_future(entries.day, now)
    dose = Dose(day=entries.day, slot=number, outcome=outcome, reason=reason, note=note)
    dose = with_planned(dose, slot, entries.phase)
    return Change(act=Act.SKIP_DOSE, edits=(Edit(after=dose),))


def amend(before: Dose, after: Dose) -> Change | None:
    """Return the change from one dose to another, or None if they are the same."""
    if before == after:
        return None
    return Change(act=Act.AMEND_DOSE, edits=(Edit(before=before, after=after),))


def remove(dose: Dose) -> Change:
    """Return the change that takes a dose out of the diary."""
    return Change(act=Act.REMOVE_DOSE, edits=(Edit(before=dose),))


def outcome_of(amount_ug: int, slot: Slot) -> Outcome:
    """Return whether an amount is the slot's whole dose or a part of it."""
    return Outcome.PARTIAL if amount_ug < slot.amount_ug else Outcome.TAKEN


def due_slot(entries: DayEntries, now: datetime) -> Slot:
    """Return the open slot that is meant: today the one planned nearest to `now`, else the first.

    Raises:
        AlreadyLogged: Every slot of the day is recorded.
        NothingThere: The day has no slots.
    """
    _refuse_slotless(entries)
    if not entries.open_slots:
        raise AlreadyLogged("Every dose of that day is already in the diary.")
    if entries.day != diary_day(now):
        return entries.open_slots[0]
    wall_now = now.replace(tzinfo=None)
    return min(entries.open_slots, key=lambda slot: abs(wall(entries.day, slot.planned) - wall_now))


def doubts(amount_ug: int, taken_at: datetime | None, now: datetime) -> tuple[str, ...]:
    """Return what to ask once before a dose is logged; nothing if it is as usual."""
    found: list[str] = []
    if amount_ug > UNUSUAL_DOSE_UG:
        found.append(f"{mg_text(amount_ug)} at once is unusual.")
    if taken_at is not None and taken_at > now:
        found.append(f"{taken_at:%H:%M} has not come yet.")
    return tuple(found)


def refuse_outside(entries: DayEntries) -> None:
    """Refuse a dose on a day that the diary is not kept of.

    Raises:
        Refused: The day is in no course, or before the diary start of one.
    """
    if entries.course is None:
        raise Refused("No course was going on that day, so no dose can be logged on it.")
    if not entries.course.keeps(entries.day):
        raise Refused(
            "The diary of the course begins later. What was taken before is one amount, in the"
            " details of the course."
        )


def _open_slot(entries: DayEntries, number: int) -> Slot:
    slot = entries.slot(number)
    if slot is None:
        _refuse_slotless(entries)
        raise Refused(f"The plan of that day has no dose {number}. Log it as an extra dose.")
    if entries.dose_of(number) is not None:
        raise AlreadyLogged(f"Dose {number} of that day is already in the diary.")
    return slot


def _refuse_slotless(entries: DayEntries) -> None:
    if entries.course is None:
        raise NothingThere("No course is going on that day. Begin one first.")
    if entries.paused and not entries.plan:
        raise NothingThere("The course is paused on that day, so no dose is due.")
    if not entries.plan:
        raise NothingThere("No dose is planned for that day.")


def _refuse_future(day: date, now: datetime) -> None:
    if day > diary_day(now):
        raise Refused("That day has not come yet, so nothing can have been taken on it.")


def _possible(amount_ug: int) -> int:
    if not 0 < amount_ug <= LARGEST_DOSE_UG:
        raise Refused("A dose is above 0 and at most 1,000 mg.")
    return amount_ug
