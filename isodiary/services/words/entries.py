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
from isodiary.language import _, marked, nmarked, pgettext, plural, pmarked
from isodiary.services.habits import PLAIN, Habits
from isodiary.services.words.days import clock_time, full_day
from isodiary.services.words.names import (
    MEALS,
    REASONS,
    SKIPPED_CARD,
    SKIPPED_FOR,
    SLOTS_WITHIN,
    outcome_name,
    plan_words,
    severity_name,
)
from isodiary.services.words.units import apart, mg_text, weight_text

KIND_NAMES: Mapping[type[Entry], str] = {
    Course: pmarked("kind of entry", "course"),
    Phase: pmarked("kind of entry", "phase"),
    Dose: pmarked("kind of entry", "dose"),
    SymptomEntry: pmarked("kind of entry", "symptom entry"),
    DayNote: pmarked("kind of entry", "note"),
    LabResult: pmarked("kind of entry", "lab result"),
    LabLimit: pmarked("kind of entry", "doctor’s limit"),
    PlannedTest: pmarked("kind of entry", "planned blood test"),
    AcneCheck: pmarked("kind of entry", "acne check"),
    Answer: pmarked("kind of entry", "answer"),
    Weight: pmarked("kind of entry", "weight"),
    Visit: pmarked("kind of entry", "visit"),
    Question: pmarked("kind of entry", "question"),
    KeptOff: pmarked("kind of entry", "mark to keep off paper"),
    Tracked: pmarked("kind of entry", "daily symptom"),
    OwnSymptom: pmarked("kind of entry", "own symptom"),
    Patient: pmarked("kind of entry", "description of the patient"),
    Contact: pmarked("kind of entry", "contact"),
}
"""Each kind of entry, with its word."""

KINDS_COUNTED: Mapping[type[Entry], tuple[str, str]] = {
    Course: nmarked("{count} course", "{count} courses"),
    Phase: nmarked("{count} phase", "{count} phases"),
    Dose: nmarked("{count} dose", "{count} doses"),
    SymptomEntry: nmarked("{count} symptom entry", "{count} symptom entries"),
    DayNote: nmarked("{count} note", "{count} notes"),
    LabResult: nmarked("{count} lab result", "{count} lab results"),
    LabLimit: nmarked("{count} doctor’s limit", "{count} doctor’s limits"),
    PlannedTest: nmarked("{count} planned blood test", "{count} planned blood tests"),
    AcneCheck: nmarked("{count} acne check", "{count} acne checks"),
    Answer: nmarked("{count} answer", "{count} answers"),
    Weight: nmarked("{count} weight", "{count} weights"),
    Visit: nmarked("{count} visit", "{count} visits"),
    Question: nmarked("{count} question", "{count} questions"),
    KeptOff: nmarked("{count} mark to keep off paper", "{count} marks to keep off paper"),
    Tracked: nmarked("{count} daily symptom", "{count} daily symptoms"),
    OwnSymptom: nmarked("{count} own symptom", "{count} own symptoms"),
    Patient: nmarked("{count} description of the patient", "{count} descriptions of the patient"),
    Contact: nmarked("{count} contact", "{count} contacts"),
}
"""Each kind of entry, with its words for one and for many."""

NO_NAMES: Mapping[str, str] = MappingProxyType({})

ACTS = {
    Act.BEGIN_COURSE: marked("Course begun"),
    Act.CHANGE_COURSE: marked("Course changed"),
    Act.NEW_PHASE: marked("New dose planned"),
    Act.CORRECT_PLAN: marked("Plan corrected"),
    Act.REMOVE_PHASE: marked("Plan taken back"),
    Act.PAUSE_COURSE: marked("Pause planned"),
    Act.END_COURSE: marked("Course ended"),
    Act.LOG_DOSE: marked("Dose logged"),
    Act.SKIP_DOSE: marked("Dose left out"),
    Act.AMEND_DOSE: marked("Dose corrected"),
    Act.REMOVE_DOSE: marked("Dose deleted"),
    Act.CATCH_UP: marked("Open doses answered"),
    Act.LOG_SYMPTOMS: marked("Symptoms noted"),
    Act.REMOVE_SYMPTOM: marked("Symptom deleted"),
    Act.TRACK_SYMPTOMS: marked("Daily symptoms changed"),
    Act.WRITE_NOTE: marked("Note written"),
    Act.LOG_WEIGHT: marked("Weight noted"),
    Act.REMOVE_WEIGHT: marked("Weight deleted"),
    Act.LOG_LAB: marked("Lab results noted"),
    Act.REMOVE_LAB: marked("Lab result deleted"),
    Act.SET_LAB_LIMIT: marked("Doctor’s limit noted"),
    Act.PLAN_TEST: marked("Blood test planned"),
    Act.REMOVE_TEST: marked("Planned blood test deleted"),
    Act.LOG_ACNE: marked("Acne noted"),
    Act.REMOVE_ACNE: marked("Acne note deleted"),
    Act.ANSWER_QUESTIONS: marked("Questions answered"),
    Act.PLAN_VISIT: marked("Visit noted"),
    Act.REMOVE_VISIT: marked("Visit deleted"),
    Act.NOTE_AGREED: marked("What was agreed noted"),
    Act.ASK_QUESTION: marked("Question noted"),
    Act.CHANGE_QUESTION: marked("Question changed"),
    Act.TICK_QUESTION: marked("Question ticked off"),
    Act.CARRY_QUESTION: marked("Question carried over"),
    Act.REMOVE_QUESTION: marked("Question deleted"),
    Act.KEEP_OFF_PAPER: marked("What stays off paper changed"),
    Act.TYPE_IN_DAYS: marked("Days typed in"),
    Act.CHANGE_PATIENT: marked("Your details changed"),
    Act.CHANGE_CONTACTS: marked("Contacts changed"),
    Act.RESTORE_BACKUP: marked("Backup restored"),
    Act.BRING_OVER: marked("Entries brought over"),
    Act.FILL_SAMPLE: marked("Sample filled in"),
}


def kind_name(kind: type[Entry]) -> str:
    """Return "lab result"."""
    return pgettext("kind of entry", KIND_NAMES[kind])


def kinds_counted(kind: type[Entry], count: int) -> str:
    """Return "1 lab result" or "3 lab results"."""
    return plural(count, *KINDS_COUNTED[kind])


def act_words(act: Act) -> str:
    """Return what was done, without what it was done to: "Dose logged"."""
    return _(ACTS[act])


def change_words(change: Change, names: Mapping[str, str], habits: Habits = PLAIN) -> str:
    """Return what a change did: "Dose logged: 23 Nov, second dose, 20 mg at 19:04 with dinner".

    Args:
        change: The change.
        names: Words for the ids of symptoms and analytes, and of phases with one dose a day.
    """
    act = act_words(change.act)
    if change.act in {Act.RESTORE_BACKUP, Act.BRING_OVER}:
        return f"{act}: {plural(len(change.edits), '{count} entry', '{count} entries')}"
    shown = _shown(change)
    if isinstance(shown, Patient | Contact | Tracked | Answer):
        return act
    if none := _all_none(change):
        said = plural(
            len(none),
            "{act}: {day}, none for {count} symptom",
            "{act}: {day}, none for {count} symptoms",
        )
        return said.format(act=act, day=full_day(none[0].day))
    rest = len(change.edits) - 1
    what = entry_words(shown, names, habits)
    if change.act is Act.BEGIN_COURSE or not rest:
        return f"{act}: {what}"
    return plural(rest, "{act}: {what} and {count} more", "{act}: {what} and {count} more").format(
        act=act, what=what
    )


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
            said = _("from {day} until {until}, {plan}") if entry.until else _("from {day}, {plan}")
            until = full_day(entry.until) if entry.until else ""
            plan = plan_words(entry, habits)
            return said.format(day=full_day(entry.start), until=until, plan=plan)
        case Course():
            start = full_day(entry.start)
            return _("{product}, from {day}").format(product=apart(entry.product), day=start)
        case Tracked():
            return names.get(entry.symptom, entry.symptom)
        case OwnSymptom():
            return apart(entry.label)
        case LabLimit():
            return limit_words(entry, names, habits)
        case Question():
            return _beginning(entry.text)
        case KeptOff():
            return _("{what} off paper").format(what=names.get(entry.what, entry.what))
        case Answer():
            return names.get(entry.key, entry.key)
        case Patient():
            return apart(entry.name) or _("you")
        case Contact():
            return " ".join(apart(part) for part in (entry.name, entry.phone) if part)
        case _:
            assert_never(entry)


def dose_words(dose: Dose, habits: Habits = PLAIN, names: Mapping[str, str] = NO_NAMES) -> str:
    """Return "second dose, 20 mg at 19:04 with dinner".

    The first dose of a phase that has a name in `names`, as `dose_names` gives it, is called so.
    """
    which = _(SLOTS_WITHIN[dose.slot - 1]) if dose.slot else _("extra dose")
    if dose.slot == 1:
        which = names.get(dose.phase, which)
    return f"{which}, {outcome_words(dose, habits)}"


def outcome_words(dose: Dose, habits: Habits = PLAIN) -> str:
    """Return what became of a dose: "20 mg at 19:04 with dinner" or "skipped: no meal"."""
    if not dose.outcome.swallowed:
        return not_taken_words(dose)
    amount = mg_text(dose.amount_ug, habits)
    if dose.outcome is Outcome.PARTIAL:
        amount = _("{amount} (part)").format(amount=amount)
    return swallowed_words(dose, habits, amount)


def swallowed_words(dose: Dose, habits: Habits = PLAIN, amount: str = "") -> str:
    """Return "20 mg at 19:04 with dinner" of a dose that was taken, whole or part."""
    said = {
        (True, True): _("{amount} at {time} with {meal}"),
        (True, False): _("{amount} at {time}"),
        (False, True): _("{amount} with {meal}"),
        (False, False): "{amount}",
    }[dose.taken_at is not None, dose.meal is not None]
    return said.format(
        amount=amount or mg_text(dose.amount_ug, habits),
        time=_taken_at(dose, habits),
        meal=_meal(dose),
    )


def not_taken_words(dose: Dose) -> str:
    """Return "missed", or "skipped: no meal"."""
    if dose.outcome is Outcome.SKIPPED and dose.reason:
        return _(SKIPPED_FOR[dose.reason])
    if dose.reason:
        return f"{outcome_name(dose.outcome)}: {_(REASONS[dose.reason])}"
    return outcome_name(dose.outcome)


def card_words(dose: Dose, habits: Habits = PLAIN, *, usual: Meal | None = None) -> str:
    """Return what became of a dose, for its card: "✓ Taken 08:12 with breakfast".

    The `usual` meal is not named, as the card does so.
    """
    if not dose.outcome.swallowed:
        return _of_a_card(dose)
    meal = dose.meal is not None and dose.meal is not usual
    if dose.outcome is Outcome.PARTIAL:
        said = {
            (True, True): _("✓ Partly taken {time} with {meal}"),
            (True, False): _("✓ Partly taken {time}"),
            (False, True): _("✓ Partly taken with {meal}"),
            (False, False): _("✓ Partly taken"),
        }[dose.taken_at is not None, meal]
    else:
        said = {
            (True, True): _("✓ Taken {time} with {meal}"),
            (True, False): _("✓ Taken {time}"),
            (False, True): _("✓ Taken with {meal}"),
            (False, False): _("✓ Taken"),
        }[dose.taken_at is not None, meal]
    return said.format(time=_taken_at(dose, habits), meal=_meal(dose))


def _of_a_card(dose: Dose) -> str:
    """Return what is said of a dose that was not taken, where nothing stands before it."""
    if dose.outcome is Outcome.SKIPPED:
        return _(SKIPPED_CARD[dose.reason]) if dose.reason else pgettext("dose", "Skipped")
    if dose.outcome is Outcome.MISSED:
        return pgettext("dose", "Missed")
    return pgettext("dose", "Not known")


def _taken_at(dose: Dose, habits: Habits) -> str:
    return clock_time(dose.taken_at, habits) if dose.taken_at else ""


def _meal(dose: Dose) -> str:
    return _(MEALS[dose.meal]) if dose.meal else ""


def lab_words(result: LabResult, names: Mapping[str, str], habits: Habits = PLAIN) -> str:
    """Return "ALT 52 U/L (H)"."""
    number = habits.figure(str(result.value))
    value = apart(result.word) if result.value is None else f"{result.comparator.sign}{number}"
    name = names.get(result.analyte, apart(result.analyte))
    flag = f"({result.flag})" if result.flag else ""
    return " ".join(part for part in (name, value, apart(result.unit), flag) if part)


def limit_words(limit: LabLimit, names: Mapping[str, str], habits: Habits = PLAIN) -> str:
    """Return "ALT at most 100 U/L"."""
    name = names.get(limit.analyte, apart(limit.analyte))
    low = "" if limit.low is None else habits.figure(str(limit.low))
    high = "" if limit.high is None else habits.figure(str(limit.high))
    if low and high:
        said = _("{name} at least {low} at most {high} {unit}")
    else:
        said = _("{name} at least {low} {unit}") if low else _("{name} at most {high} {unit}")
    return said.format(name=name, low=low, high=high, unit=apart(limit.unit)).strip()


def acne_words(check: AcneCheck) -> str:
    """Return "acne 2 of 4, GAGS 19 of 44, 12 inflammatory"."""
    said = [_("acne") if check.iga is None else _("acne {grade} of 4").format(grade=check.iga)]
    if check.gags_total is not None:
        said.append(_("GAGS {score} of 44").format(score=check.gags_total))
    if check.non_inflammatory is not None:
        count = check.non_inflammatory
        said.append(plural(count, "{count} non-inflammatory", "{count} non-inflammatory"))
    if check.inflammatory is not None:
        said.append(plural(check.inflammatory, "{count} inflammatory", "{count} inflammatory"))
    if check.nodules is not None:
        said.append(plural(check.nodules, "{count} nodule", "{count} nodules"))
    return ", ".join(said)


def _of_a_day(entry: Dated, names: Mapping[str, str], habits: Habits = PLAIN) -> str:
    match entry:
        case Dose():
            return dose_words(entry, habits, names)
        case SymptomEntry():
            name = names.get(entry.symptom, entry.symptom)
            return f"{name} {entry.severity} ({severity_name(entry.severity)})"
        case LabResult():
            return lab_words(entry, names, habits)
        case Weight():
            return weight_text(entry.grams, habits)
        case DayNote():
            return _beginning(entry.text)
        case Visit():
            at = clock_time(entry.at, habits) if entry.at else ""
            agreed = _("agreed: {words}").format(words=_beginning(entry.agreed))
            parts = (
                _("visit"),
                at,
                apart(entry.clinician),
                apart(entry.place),
                agreed * bool(entry.agreed),
            )
            return ", ".join(part for part in parts if part)
        case PlannedTest():
            return _("blood test {what}").format(what=apart(entry.what)).strip()
        case AcneCheck():
            return acne_words(entry)
        case _:
            assert_never(entry)


def _beginning(text: str) -> str:
    line = " ".join(text.split())
    return apart(line if len(line) <= 60 else line[:59] + "…")
