"""Logging, correcting and taking back doses of any age.

Each function takes what the diary holds and returns the change; it writes nothing. Adding and
correcting are one act to the patient, so a function takes the dose as it was, or None for a new
one.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta

from isodiary.domain.change import Act, Change, Edit
from isodiary.domain.course import Slot
from isodiary.domain.day import diary_day, moment, wall
from isodiary.domain.day_entries import DayEntries
from isodiary.domain.dose import LARGEST_DOSE_UG, Capsules, Dose, Outcome, Reason, part_of
from isodiary.domain.errors import AlreadyLogged, NothingThere, Refused
from isodiary.domain.meal import Fat, Meal
from isodiary.domain.timeline import planned_fields, with_planned
from isodiary.domain.units import mg
from isodiary.domain.values import dataclass
from isodiary.language import _, marked
from isodiary.services.habits import PLAIN, Habits
from isodiary.services.words.days import clock_time
from isodiary.services.words.units import mg_text

UNUSUAL_DOSE_UG = mg(100)
EARLY = timedelta(hours=4)
"""A dose that is logged longer before its planned time may be meant for another one."""


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
        **planned_fields(slot, entries.phase),
    )
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
        raise AlreadyLogged(_("Every dose of that day is already in the diary."))
    if entries.day != diary_day(now):
        return entries.open_slots[0]
    wall_now = now.replace(tzinfo=None)
    return min(entries.open_slots, key=lambda slot: abs(wall(entries.day, slot.planned) - wall_now))


def doubts(
    amount_ug: int,
    taken_at: datetime | None,
    now: datetime,
    habits: Habits = PLAIN,
    *,
    planned: datetime | None = None,
) -> tuple[str, ...]:
    """Return what to ask once before a dose is logged; nothing if it is as usual.

    Args:
        amount_ug: Micrograms swallowed.
        taken_at: When; None if it is not known.
        now: The present moment.
        habits: How times are written.
        planned: When it is planned for, as the clock on the wall reads; None outside the plan.
    """
    found: list[str] = []
    wall_at = taken_at.replace(tzinfo=None) if taken_at is not None else None
    if wall_at is not None and planned is not None and wall_at + EARLY < planned:
        found.append(_("This dose is planned for {time}.").format(time=clock_time(planned, habits)))
    if amount_ug > UNUSUAL_DOSE_UG:
        found.append(_("{amount} at once is unusual.").format(amount=mg_text(amount_ug, habits)))
    if taken_at is not None and taken_at > now:
        found.append(_("{time} has not come yet.").format(time=clock_time(taken_at, habits)))
    return tuple(found)


def refuse_outside(entries: DayEntries) -> None:
    """Refuse a dose on a day that the diary is not kept of.

    Raises:
        Refused: The day is in no course, or before the diary start of one.
    """
    if entries.course is None:
        raise Refused(_("No course was going on that day, so no dose can be logged on it."))
    if not entries.course.keeps(entries.day):
        raise Refused(_(BEFORE_DIARY))


def _open_slot(entries: DayEntries, number: int) -> Slot:
    slot = entries.slot(number)
    if slot is None:
        _refuse_slotless(entries)
        said = _("The plan of that day has no dose {number}. Log it as an extra dose.")
        raise Refused(said.format(number=number))
    if entries.dose_of(number) is not None:
        said = _("Dose {number} of that day is already in the diary.")
        raise AlreadyLogged(said.format(number=number))
    return slot


def _refuse_slotless(entries: DayEntries) -> None:
    if entries.course is None:
        raise NothingThere(_("No course is going on that day. Begin one first."))
    if entries.paused and not entries.plan:
        raise NothingThere(_("The course is paused on that day, so no dose is due."))
    if not entries.plan:
        raise NothingThere(_("No dose is planned for that day."))


def _refuse_future(day: date, now: datetime) -> None:
    if day > diary_day(now):
        raise Refused(_("That day has not come yet, so nothing can have been taken on it."))


def _possible(amount_ug: int) -> int:
    if not 0 < amount_ug <= LARGEST_DOSE_UG:
        raise Refused(_("A dose is above 0 and at most 1,000 mg."))
    return amount_ug


NOT_YET = marked(
    "That day has not come yet. A planned dose can be skipped on it, and a visit planned."
)
BEFORE_DIARY = marked(
    "The diary of the course begins later. What was taken before is one amount, in the details of"
    " the course."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedDose:
    """A dose as a patient describes it; the fields are those of `Dose`.

    Of `TAKEN` and `PARTIAL` either will do: the amount says which of the two it is.
    """

    slot: int | None
    outcome: Outcome
    capsules: Capsules = ()
    amount_ug: int = 0
    meal: Meal | None = None
    fat: Fat | None = None
    taken_at: datetime | None = None
    reason: Reason | None = None
    note: str = ""


def write_dose(
    before: Dose | None, entries: DayEntries, asked: AskedDose, *, now: datetime
) -> Change | None:
    """Return the change that logs a dose on the day of `entries`, or makes `before` that dose.

    Raises:
        AlreadyLogged: That slot of the day is recorded already.
        Refused: The day has no such slot, is in no course, or has not come yet.
    """
    if before is not None:
        return amend(before, _amended(before, entries, asked, now))
    if asked.slot is None:
        return _extra(entries, asked, now)
    if not asked.outcome.swallowed:
        return leave_out(
            entries, asked.slot, asked.outcome, now=now, reason=asked.reason, note=asked.note
        )
    change = take(
        entries,
        asked.slot,
        now=now,
        taken_at=asked.taken_at,
        amount_ug=asked.amount_ug,
        capsules=asked.capsules,
        meal=asked.meal,
        fat=asked.fat,
        note=asked.note,
    )
    return _with_meal(change, asked.meal)


def dose_moment(before: Dose | None, day: date, at: time | None, now: datetime) -> datetime | None:
    """Return when a dose of `day` was swallowed, as the clock on the wall read `at`.

    A time that was not touched stays what it was, with its seconds, its offset and its distance
    from the day: a dose of the evening may have been swallowed in the morning.
    """
    kept = before.taken_at if before is not None else None
    if at is None:
        return None
    if before is None or kept is None:
        return moment(day, at, now)
    if (kept.hour, kept.minute) == (at.hour, at.minute):
        return kept + (day - before.day)
    return moment(day, at, kept)


def _amended(before: Dose, entries: DayEntries, asked: AskedDose, now: datetime) -> Dose:
    slot = _place(before, entries, asked)
    if entries.day > diary_day(now) and asked.outcome is not Outcome.SKIPPED:
        raise Refused(_(NOT_YET))
    swallowed = asked.outcome.swallowed
    if swallowed:
        _possible(asked.amount_ug)
    if asked.slot is None and not swallowed:
        raise Refused(_("An extra dose is one that was taken. Delete it if it was not."))
    dose = Dose(
        day=entries.day,
        slot=asked.slot,
        outcome=_outcome(before, asked, slot),
        capsules=asked.capsules if swallowed else (),
        amount_ug=asked.amount_ug if swallowed else 0,
        meal=asked.meal if swallowed else None,
        fat=asked.fat if swallowed else None,
        taken_at=asked.taken_at if swallowed else None,
        reason=None if swallowed else asked.reason,
        note=asked.note,
        id=before.id,
    )
    if (before.day, before.slot) == (entries.day, asked.slot):  # it stays the dose it was
        return replace(
            dose,
            planned_capsules=before.planned_capsules,
            planned_ug=before.planned_ug,
            planned_meal=before.planned_meal,
            planned_at=before.planned_at,
            phase=before.phase,
        )
    return with_planned(dose, slot, entries.phase) if slot else dose


def _outcome(before: Dose, asked: AskedDose, slot: Slot | None) -> Outcome:
    if not asked.outcome.swallowed:
        return asked.outcome
    if asked.slot is None:
        return Outcome.TAKEN
    if slot is not None:
        return outcome_of(asked.amount_ug, slot)
    return before.outcome if before.outcome.swallowed else Outcome.TAKEN


def _place(before: Dose, entries: DayEntries, asked: AskedDose) -> Slot | None:
    """Return the slot of the day that the dose is to stand in; None outside the plan."""
    refuse_outside(entries)
    if asked.slot is None:
        return None
    there = entries.dose_of(asked.slot)
    if there is not None and there.id != before.id:
        said = _("Dose {slot} of that day is already in the diary.")
        raise AlreadyLogged(said.format(slot=asked.slot))
    slot = entries.slot(asked.slot)
    stays = (before.day, before.slot) == (entries.day, asked.slot)
    if slot is None and not stays:  # a plan may have been taken back since it was logged
        said = _("The plan of that day has no dose {slot}. Make it an extra dose.")
        raise Refused(said.format(slot=asked.slot))
    return slot


def _extra(entries: DayEntries, asked: AskedDose, now: datetime) -> Change:
    return take_extra(
        entries,
        now=now,
        amount_ug=asked.amount_ug,
        taken_at=asked.taken_at,
        capsules=asked.capsules,
        meal=asked.meal,
        fat=asked.fat,
        note=asked.note,
    )


def _with_meal(change: Change, meal: Meal | None) -> Change:
    """Return the change with the meal as it was said, also where it was not noted."""
    dose = change.edits[0].after
    assert isinstance(dose, Dose)
    return Change(act=change.act, edits=(Edit(after=replace(dose, meal=meal)),))
