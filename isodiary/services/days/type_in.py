"""Days that were kept on paper, typed in afterwards: a grid of answers, and the change it makes.

What the diary holds already stands in the grid, from the first day that lacks something on. A cell
that is left as it is keeps everything about its entry; an empty one is not recorded, which is
neither none nor not taken.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import TypeVar

from isodiary.domain.change import Act, Change, Edit, change_of, edit_to
from isodiary.domain.course import Slot
from isodiary.domain.day import ONE_DAY, diary_day, moment, this_minute
from isodiary.domain.day_entries import DayEntries
from isodiary.domain.dose import LARGEST_DOSE_UG, Dose, Outcome, part_of
from isodiary.domain.errors import Refused
from isodiary.domain.period import Period
from isodiary.domain.symptom import WORST, SymptomEntry
from isodiary.domain.timeline import with_planned
from isodiary.domain.values import dataclass
from isodiary.language import _, marked
from isodiary.services import typed
from isodiary.services.days.notes import write_note
from isodiary.services.doses import log as log_dose
from isodiary.services.doses.catch_up import open_slots
from isodiary.services.habits import PLAIN, Habits
from isodiary.services.symptoms import log as log_symptoms
from isodiary.services.words.units import mg_text
from isodiary.storage.diary import Diary
from isodiary.storage.reads.course import course_going_on, phases_of
from isodiary.storage.reads.days import days_with, doses_between, read_day, tracked

DOSE_KEYS = marked(
    "Type T taken as planned, S skipped, M missed, U unknown, or the mg that were taken."
)
SYMPTOM_KEYS = marked("Type 0 none, 1 mild, 2 moderate or 3 severe.")
NOTHING_TAKEN = marked("0 mg is no dose taken. Type S for skipped, M for missed or U for unknown.")
TO_COME = marked("That day has not come yet. A planned dose can only be skipped on it.")
Key = TypeVar("Key")
OUTCOMES = {"s": Outcome.SKIPPED, "m": Outcome.MISSED, "u": Outcome.UNKNOWN}


@dataclass(frozen=True, slots=True)
class TypedAnswer:
    """What a cell says became of a dose; the micrograms are 0 where nothing was swallowed."""

    outcome: Outcome
    amount_ug: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedDay:
    """A row of the grid.

    Attributes:
        entries: What the diary holds about the day.
        doses: What became of the slots, by number; a slot not recorded is absent.
        symptoms: Severities by symptom id; a symptom not recorded is absent.
        note: The patient's words; empty without any.
    """

    entries: DayEntries
    doses: Mapping[int, TypedAnswer]
    symptoms: Mapping[str, int]
    note: str

    @property
    def day(self) -> date:
        """The diary's day."""
        return self.entries.day

    @property
    def changed(self) -> int:
        """In how many cells it differs from the diary."""
        held = as_recorded(self.entries)
        doses = _differing(held.doses, self.doses)
        return doses + _differing(held.symptoms, self.symptoms) + (held.note != self.note)

    def takes(self, number: int) -> bool:
        """Whether a slot can be answered: the plan has it, or something is recorded of it."""
        return self.entries.slot(number) is not None or self.entries.dose_of(number) is not None


def as_recorded(entries: DayEntries) -> TypedDay:
    """Return a day as the diary holds it."""
    return TypedDay(
        entries=entries,
        doses={dose.slot: _said_of(dose) for dose in reversed(entries.doses) if dose.slot},
        symptoms={entry.symptom: entry.severity for entry in entries.symptoms},
        note=entries.note.text if entries.note else "",
    )


def say_dose(day: TypedDay, number: int, keys: str, *, now: datetime) -> TypedDay:
    """Return the day with a slot answered by what was typed; nothing typed empties it.

    Args:
        day: The day.
        number: Of the slot.
        keys: "t", "s", "m", "u", or an amount in mg such as "12.5".
        now: The present moment.

    Raises:
        Refused: It cannot be; the sentence says why, or what to type.
    """
    without = {slot: said for slot, said in day.doses.items() if slot != number}
    if not keys.strip():
        return replace(day, doses=without)
    if not day.takes(number):
        raise Refused(_closed(day.entries, number))
    said = _said(day, number, keys.strip().casefold())
    if day.day > diary_day(now) and said.outcome is not Outcome.SKIPPED:
        raise Refused(_(TO_COME))
    return replace(day, doses={**without, number: said})


def say_symptom(day: TypedDay, symptom: str, keys: str, *, now: datetime) -> TypedDay:
    """Return the day with a symptom answered by a digit; nothing typed empties it.

    Raises:
        Refused: It is no severity, or the day has not come yet.
    """
    others = {name: severity for name, severity in day.symptoms.items() if name != symptom}
    if not keys.strip():
        return replace(day, symptoms=others)
    if keys not in [str(severity) for severity in range(WORST + 1)]:
        raise Refused(_(SYMPTOM_KEYS))
    if day.day > diary_day(now):
        raise Refused(_(TO_COME))
    return replace(day, symptoms={**others, symptom: int(keys)})


def say_note(day: TypedDay, text: str) -> TypedDay:
    """Return the day with other words about it.

    Raises:
        Refused: They are more than can be kept.
    """
    change = write_note(replace(day.entries, note=None), text)
    after = change.edits[0].after if change else None
    return replace(day, note=getattr(after, "text", ""))


def type_in(days: Iterable[TypedDay], *, now: datetime) -> Change | None:
    """Return the one change that makes the diary what the grid says; None if it is so already.

    A dose typed in is given the meal and the time it was planned for, but no time to come.
    """
    edits = [edit for day in days for edit in _edits(day, now)]
    return change_of(Act.TYPE_IN_DAYS, *edits)


def doubts(days: Iterable[TypedDay], habits: Habits = PLAIN) -> tuple[str, ...]:
    """Return what to ask once before it is saved."""
    found = {
        said.amount_ug
        for day in days
        for number, said in day.doses.items()
        if said != as_recorded(day.entries).doses.get(number)
        and said.amount_ug > log_dose.UNUSUAL_DOSE_UG
    }
    return tuple(
        _("{amount} at once is unusual.").format(amount=mg_text(amount, habits))
        for amount in sorted(found)
    )


def _said(day: TypedDay, number: int, keys: str) -> TypedAnswer:
    if keys in OUTCOMES:
        return TypedAnswer(OUTCOMES[keys])
    slot, before = day.entries.slot(number), day.entries.dose_of(number)
    if keys == "t":
        if slot is None:
            type_it = _("Type the mg that were taken.")
            raise Refused(f"{_closed(day.entries, number)} {type_it}")
        amount_ug = slot.amount_ug
    else:
        amount_ug = _amount(keys)
    if before is not None and before.amount_ug == amount_ug:
        return _said_of(before)
    return TypedAnswer(_outcome(amount_ug, slot), amount_ug)


def _amount(keys: str) -> int:
    try:
        amount_ug = typed.amount(keys)
    except Refused:
        raise Refused(_(DOSE_KEYS)) from None
    if not amount_ug:
        raise Refused(_(NOTHING_TAKEN))
    if amount_ug > LARGEST_DOSE_UG:
        raise Refused(_("A dose is above 0 and at most 1,000 mg."))
    return amount_ug


def _closed(entries: DayEntries, number: int) -> str:
    if entries.course is None:
        return _("No course was going on that day, so no dose can be typed in.")
    if not entries.course.keeps(entries.day):
        return _("The diary of the course begins later, so no dose can be typed in.")
    if entries.paused and not entries.plan:
        return _("The course was paused on that day, so no dose was due.")
    if not entries.plan:
        return _("No dose was planned for that day.")
    return _("The plan of that day has no dose {number}.").format(number=number)


def _edits(day: TypedDay, now: datetime) -> Iterable[Edit]:
    held = as_recorded(day.entries)
    for number in sorted({*held.doses, *day.doses}):
        said, before = day.doses.get(number), day.entries.dose_of(number)
        if said == held.doses.get(number):
            continue
        after = None if said is None else _dose(day.entries, number, said, now)
        if edit := edit_to(before, after):
            yield edit
    for change in (_symptoms(day, held), write_note(day.entries, day.note)):
        yield from change.edits if change else ()
    for entry in day.entries.symptoms:
        if entry.symptom not in day.symptoms:
            yield Edit(before=entry)


def _symptoms(day: TypedDay, held: TypedDay) -> Change | None:
    new = {
        name: severity
        for name, severity in day.symptoms.items()
        if severity != held.symptoms.get(name)
    }
    return log_symptoms.answer(day.entries, new)


def _dose(entries: DayEntries, number: int, said: TypedAnswer, now: datetime) -> Dose:
    before, slot = entries.dose_of(number), entries.slot(number)
    dose = Dose(day=entries.day, slot=number, outcome=said.outcome, amount_ug=said.amount_ug)
    if before is not None:  # it stays the dose it was
        dose = replace(
            before,
            outcome=said.outcome,
            amount_ug=said.amount_ug,
            capsules=(),
            meal=None,
            fat=None,
            taken_at=None,
            reason=None,
        )
    elif slot is not None:
        dose = with_planned(dose, slot, entries.phase)
    if not said.outcome.swallowed:
        return dose
    capsules = part_of(slot.capsules, said.amount_ug) if slot else ()
    if before is not None and before.outcome.swallowed:
        return replace(before, outcome=dose.outcome, amount_ug=said.amount_ug, capsules=capsules)
    if slot is None:
        return dose
    planned = moment(entries.day, slot.planned, now)
    taken_at = min(planned, this_minute(now))
    return replace(dose, capsules=capsules, meal=slot.meal, taken_at=taken_at)


def _outcome(amount_ug: int, slot: Slot | None) -> Outcome:
    return log_dose.outcome_of(amount_ug, slot) if slot else Outcome.TAKEN


def _said_of(dose: Dose) -> TypedAnswer:
    return TypedAnswer(dose.outcome, dose.amount_ug)


def _differing(held: Mapping[Key, object], said: Mapping[Key, object]) -> int:
    return sum(held.get(key) != said.get(key) for key in {*held, *said})


LOOK_BACK = timedelta(days=27)
WEEKS = (1, 2, 4, 8)
DAYS_IN_A_WEEK = 7


def first_unrecorded(diary: Diary, now: datetime) -> date:
    """Return the first of the last 28 days with a due dose that is not recorded.

    If there is none, the first of them without an answered symptom, else the present day.
    """
    today = diary_day(now)
    course = course_going_on(diary, today)
    if course is None:
        return today
    first = max(course.diary_start, today - LOOK_BACK)
    doses = doses_between(diary, first, today)
    found = open_slots(course, phases_of(diary, course), doses, first=first, now=now)
    if found:
        return found[0].day
    answered = set(days_with(diary, SymptomEntry, Period(first=first, last=today)))
    days = (first + timedelta(days=number) for number in range((today - first).days))
    return next((day for day in days if day not in answered), today)


def first_offered(diary: Diary, now: datetime) -> tuple[date, int]:
    """Return the first day to show and how many weeks, so that the grid reaches up to today."""
    today = diary_day(now)
    first = min(first_unrecorded(diary, now), today - (DAYS_IN_A_WEEK - 1) * ONE_DAY)
    days = (today - first).days + 1
    weeks = next(weeks for weeks in WEEKS if weeks * DAYS_IN_A_WEEK >= days)
    return first, weeks


def read_days(diary: Diary, first: date, weeks: int, today: date) -> tuple[TypedDay, ...]:
    """Return the days of some weeks as the diary holds them, up to the present one."""
    last = min(today, first + (weeks * DAYS_IN_A_WEEK - 1) * ONE_DAY)
    days = (first + timedelta(days=number) for number in range((last - first).days + 1))
    return tuple(as_recorded(read_day(diary, day)) for day in days)


def slot_columns(days: Iterable[TypedDay]) -> tuple[int, ...]:
    """Return the numbers of the slots that any of the days has."""
    numbers = {
        number
        for day in days
        for number in (*(slot.number for slot in day.entries.plan or ()), *day.doses)
    }
    return tuple(sorted(numbers))


def symptom_columns(diary: Diary, kept_off: Collection[str]) -> tuple[str, ...]:
    """Return the ids of the symptoms asked every day, those that are on paper first, in order."""
    asked = [each.symptom for each in tracked(diary)]
    return tuple(sorted(asked, key=kept_off.__contains__))
