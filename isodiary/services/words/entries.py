"""The words for a kind of entry, for one entry, and for a change: one sentence for each."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import assert_never

from isodiary.domain.acne import AcneCheck
from isodiary.domain.change import Act, Change, Dated, Entry
from isodiary.domain.course import Course, Phase
from isodiary.domain.dose import Dose, Outcome
from isodiary.domain.lab import LabLimit, LabResult, PlannedTest
from isodiary.domain.meal import Meal
from isodiary.domain.record import Contact, DayNote, KeptOff, Patient, Question, Visit, Weight
from isodiary.domain.screening import Answer
from isodiary.domain.symptom import OwnSymptom, SymptomEntry, Tracked
from isodiary.services.habits import PLAIN, Habits
from isodiary.services.words.days import clock_time, full_day
from isodiary.services.words.names import MEALS, OUTCOMES, REASONS, SLOT_NAMES, plan_words
from isodiary.services.words.units import apart, counted_words, mg_text, weight_text

KIND_NAMES: Mapping[type[Entry], tuple[str, str]] = {
    Course: ("course", "courses"),
    Phase: ("phase", "phases"),
    Dose: ("dose", "doses"),
    SymptomEntry: ("symptom entry", "symptom entries"),
    DayNote: ("note", "notes"),
    LabResult: ("lab result", "lab results"),
    LabLimit: ("doctor’s limit", "doctor’s limits"),
    PlannedTest: ("planned blood test", "planned blood tests"),
    AcneCheck: ("acne check", "acne checks"),
    Answer: ("answer", "answers"),
    Weight: ("weight", "weights"),
    Visit: ("visit", "visits"),
    Question: ("question", "questions"),
    KeptOff: ("mark to keep off paper", "marks to keep off paper"),
    Tracked: ("daily symptom", "daily symptoms"),
    OwnSymptom: ("own symptom", "own symptoms"),
    Patient: ("description of the patient", "descriptions of the patient"),
    Contact: ("contact", "contacts"),
}
"""Each kind of entry, with the word for one and for many."""

NO_NAMES: Mapping[str, str] = MappingProxyType({})

SEVERITIES = ("none", "mild", "moderate", "severe")

ACTS = {
    Act.BEGIN_COURSE: "Course begun",
    Act.CHANGE_COURSE: "Course changed",
    Act.NEW_PHASE: "New dose planned",
    Act.CORRECT_PLAN: "Plan corrected",
    Act.REMOVE_PHASE: "Plan taken back",
    Act.PAUSE_COURSE: "Pause planned",
    Act.END_COURSE: "Course ended",
    Act.LOG_DOSE: "Dose logged",
    Act.SKIP_DOSE: "Dose left out",
    Act.AMEND_DOSE: "Dose corrected",
    Act.REMOVE_DOSE: "Dose deleted",
    Act.CATCH_UP: "Open doses answered",
    Act.LOG_SYMPTOMS: "Symptoms noted",
    Act.REMOVE_SYMPTOM: "Symptom deleted",
    Act.TRACK_SYMPTOMS: "Daily symptoms changed",
    Act.WRITE_NOTE: "Note written",
    Act.LOG_WEIGHT: "Weight noted",
    Act.REMOVE_WEIGHT: "Weight deleted",
    Act.LOG_LAB: "Lab results noted",
    Act.REMOVE_LAB: "Lab result deleted",
    Act.SET_LAB_LIMIT: "Doctor’s limit noted",
    Act.PLAN_TEST: "Blood test planned",
    Act.REMOVE_TEST: "Planned blood test deleted",
    Act.LOG_ACNE: "Acne noted",
    Act.REMOVE_ACNE: "Acne note deleted",
    Act.ANSWER_QUESTIONS: "Questions answered",
    Act.PLAN_VISIT: "Visit noted",
    Act.REMOVE_VISIT: "Visit deleted",
    Act.NOTE_AGREED: "What was agreed noted",
    Act.ASK_QUESTION: "Question noted",
    Act.CHANGE_QUESTION: "Question changed",
    Act.TICK_QUESTION: "Question ticked off",
    Act.CARRY_QUESTION: "Question carried over",
    Act.REMOVE_QUESTION: "Question deleted",
    Act.KEEP_OFF_PAPER: "What stays off paper changed",
    Act.TYPE_IN_DAYS: "Days typed in",
    Act.CHANGE_PATIENT: "Your details changed",
    Act.CHANGE_CONTACTS: "Contacts changed",
    Act.RESTORE_BACKUP: "Backup restored",
    Act.BRING_OVER: "Entries brought over",
    Act.FILL_SAMPLE: "Sample filled in",
}


def act_words(act: Act) -> str:
    """Return what was done, without what it was done to: "Dose logged"."""
    return ACTS[act]


def change_words(change: Change, names: Mapping[str, str], habits: Habits = PLAIN) -> str:
    """Return what a change did: "Dose logged: 23 Nov, second dose, 20 mg at 19:04 with dinner".

    Args:
        change: The change.
        names: Words for the ids of symptoms and analytes, and of phases with one dose a day.
    """
    if change.act in {Act.RESTORE_BACKUP, Act.BRING_OVER}:
        return f"{ACTS[change.act]}: {counted_words(len(change.edits), 'entry', 'entries')}"
    shown = _shown(change)
    if isinstance(shown, Patient | Contact | Tracked | Answer):
        return ACTS[change.act]
    if none := _all_none(change):
        count = counted_words(len(none), "symptom")
        return f"{ACTS[change.act]}: {full_day(none[0].day)}, none for {count}"
    rest = len(change.edits) - 1
    said = f"{ACTS[change.act]}: {entry_words(shown, names, habits)}"
    if change.act is Act.BEGIN_COURSE or not rest:
        return said
    return f"{said} and {rest} more"


def _all_none(change: Change) -> tuple[SymptomEntry, ...]:
    """Return the answers of a change that says none of several symptoms; empty for another."""
    given = [edit.after for edit in change.edits]
    none = [each for each in given if isinstance(each, SymptomEntry) and not each.present]
    return tuple(none) if len(none) == len(given) > 1 else ()


def _shown(change: Change) -> Entry:
    """Return the entry that a change is about: of a corrected plan it is the right one."""
    if change.act is Act.CORRECT_PLAN:
        return next(edit.after for edit in change.edits if edit.after is not None)
    return change.edits[0].entry


def entry_words(entry: Entry, names: Mapping[str, str], habits: Habits = PLAIN) -> str:
    """Return one entry in words, with its day."""
    if isinstance(entry, Dated):
        return f"{full_day(entry.day)}, {_of_a_day(entry, names, habits)}".removesuffix(", ")
    match entry:
        case Phase():
            until = f" until {full_day(entry.until)}" if entry.until else ""
            return f"from {full_day(entry.start)}{until}, {plan_words(entry, habits)}"
        case Course():
            return f"{apart(entry.product)}, from {full_day(entry.start)}"
        case Tracked():
            return names.get(entry.symptom, entry.symptom)
        case OwnSymptom():
            return apart(entry.label)
        case LabLimit():
            return limit_words(entry, names, habits)
        case Question():
            return _beginning(entry.text)
        case KeptOff():
            return f"{names.get(entry.what, entry.what)} off paper"
        case Answer():
            return names.get(entry.key, entry.key)
        case Patient():
            return apart(entry.name) or "you"
        case Contact():
            return " ".join(apart(part) for part in (entry.name, entry.phone) if part)
        case _:
            assert_never(entry)


def dose_words(dose: Dose, habits: Habits = PLAIN, names: Mapping[str, str] = NO_NAMES) -> str:
    """Return "second dose, 20 mg at 19:04 with dinner".

    The first dose of a phase that has a name in `names`, as `dose_names` gives it, is called so.
    """
    which = SLOT_NAMES[dose.slot - 1].lower() if dose.slot else "extra dose"
    if dose.slot == 1:
        which = names.get(dose.phase, which)
    return f"{which}, {outcome_words(dose, habits)}"


def outcome_words(dose: Dose, habits: Habits = PLAIN) -> str:
    """Return what became of a dose: "20 mg at 19:04 with dinner" or "skipped: no meal"."""
    if not dose.outcome.swallowed:
        why = f": {REASONS[dose.reason].lower()}" if dose.reason else ""
        return OUTCOMES[dose.outcome] + why
    partly = " (part)" if dose.outcome is Outcome.PARTIAL else ""
    at = f" at {clock_time(dose.taken_at, habits)}" if dose.taken_at else ""
    meal = f" with {MEALS[dose.meal]}" if dose.meal else ""
    return f"{mg_text(dose.amount_ug, habits)}{partly}{at}{meal}"


def card_words(dose: Dose, habits: Habits = PLAIN, *, usual: Meal | None = None) -> str:
    """Return what became of a dose, for its card: "✓ Taken 08:12 with breakfast".

    The `usual` meal is not named, as the card does so.
    """
    if not dose.outcome.swallowed:
        said = outcome_words(dose, habits)
        return f"{said[0].upper()}{said[1:]}"
    taken = "Partly taken" if dose.outcome is Outcome.PARTIAL else "Taken"
    at = f" {clock_time(dose.taken_at, habits)}" if dose.taken_at else ""
    meal = f" with {MEALS[dose.meal]}" if dose.meal and dose.meal is not usual else ""
    return f"✓ {taken}{at}{meal}"


def lab_words(result: LabResult, names: Mapping[str, str], habits: Habits = PLAIN) -> str:
    """Return "ALT 52 U/L (H)"."""
    number = habits.figure(str(result.value))
    value = apart(result.word) if result.value is None else f"{result.comparator}{number}"
    name = names.get(result.analyte, apart(result.analyte))
    flag = f"({result.flag})" if result.flag else ""
    return " ".join(part for part in (name, value, apart(result.unit), flag) if part)


def limit_words(limit: LabLimit, names: Mapping[str, str], habits: Habits = PLAIN) -> str:
    """Return "ALT at most 100 U/L"."""
    name = names.get(limit.analyte, apart(limit.analyte))
    low = "" if limit.low is None else f"at least {habits.figure(str(limit.low))}"
    high = "" if limit.high is None else f"at most {habits.figure(str(limit.high))}"
    return " ".join(part for part in (name, low, high, apart(limit.unit)) if part)


def acne_words(check: AcneCheck) -> str:
    """Return "acne 2 of 4, GAGS 19 of 44, 12 inflammatory"."""
    counts = {
        "non-inflammatory": check.non_inflammatory,
        "inflammatory": check.inflammatory,
        "nodules": check.nodules,
    }
    overall = "acne" if check.iga is None else f"acne {check.iga} of 4"
    total = [] if check.gags_total is None else [f"GAGS {check.gags_total} of 44"]
    counted = [f"{count} {name}" for name, count in counts.items() if count is not None]
    return ", ".join([overall, *total, *counted])


def _of_a_day(entry: Dated, names: Mapping[str, str], habits: Habits = PLAIN) -> str:
    match entry:
        case Dose():
            return dose_words(entry, habits, names)
        case SymptomEntry():
            name = names.get(entry.symptom, entry.symptom)
            return f"{name} {entry.severity} ({SEVERITIES[entry.severity]})"
        case LabResult():
            return lab_words(entry, names, habits)
        case Weight():
            return weight_text(entry.grams, habits)
        case DayNote():
            return _beginning(entry.text)
        case Visit():
            at = clock_time(entry.at, habits) if entry.at else ""
            agreed = f"agreed: {_beginning(entry.agreed)}" if entry.agreed else ""
            parts = ("visit", at, apart(entry.clinician), apart(entry.place), agreed)
            return ", ".join(part for part in parts if part)
        case PlannedTest():
            return f"blood test {apart(entry.what)}".strip()
        case AcneCheck():
            return acne_words(entry)
        case _:
            assert_never(entry)


def _beginning(text: str) -> str:
    line = " ".join(text.split())
    return apart(line if len(line) <= 60 else line[:59] + "…")
