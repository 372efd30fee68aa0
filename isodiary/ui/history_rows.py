"""The entries of a day as rows, in groups."""

from __future__ import annotations

from collections.abc import Iterator

from isodiary.domain.course import Slot as DueSlot
from isodiary.domain.dose import Dose
from isodiary.domain.record import KeptOff
from isodiary.domain.symptom import SymptomEntry
from isodiary.services.days.record import DayRecord, offset_words
from isodiary.services.kept_off import off_labs, off_symptoms
from isodiary.services.visits.words import visit_details, who_words
from isodiary.services.words.entries import SEVERITIES, acne_words, lab_words, outcome_words
from isodiary.services.words.names import FATS, OUTCOMES, REASONS, SLOT_NAMES, slot_words
from isodiary.services.words.units import mg_text, weight_text
from isodiary.ui.desk import Desk
from isodiary.ui.widgets.entry_row import Row

EDITED = "edited"
OFF_PAPER = "off paper"
LONGEST_NOTE = 600
"""Characters of a note that a row shows; its dialog shows all of it."""


def rows_of(desk: Desk, record: DayRecord) -> list[Row]:
    """Return the rows of a day; their keys are the entries, or the open slots of the plan."""
    return [
        *_headed("Doses", _doses(desk, record)),
        *_headed("Symptoms", _symptoms(desk, record)),
        *_headed("Note", _note(record)),
        *_headed("Weight", _weight(record)),
        *_headed("Visit", _visit(record)),
        *_headed("Planned blood test", _tests(record)),
        *_headed("Lab results", _labs(desk, record)),
        *_headed("Acne", _acne(record)),
    ]


def _headed(heading: str, rows: Iterator[Row]) -> list[Row]:
    found = list(rows)
    return [Row(title=heading), *found] if found else []


def _doses(desk: Desk, record: DayRecord) -> Iterator[Row]:
    entries = record.entries
    logged = {dose.slot: dose for dose in entries.doses if dose.slot is not None}
    planned = {slot.number: slot for slot in entries.plan or ()}
    for number in sorted(logged.keys() | planned.keys()):
        slot = planned.get(number)
        if number in logged:
            yield _dose(desk, record, logged[number], slot)
        elif slot is not None:
            yield Row(
                title=f"{SLOT_NAMES[number - 1]} · not recorded",
                detail=f"planned: {slot_words(slot)} at {slot.planned:%H:%M}",
                key=slot,
            )
    for dose in entries.extras:
        yield _dose(desk, record, dose, None)


def _dose(desk: Desk, record: DayRecord, dose: Dose, slot: DueSlot | None) -> Row:
    name = "Extra dose" if dose.slot is None else SLOT_NAMES[dose.slot - 1]
    details = [outcome_words(dose)] if dose.outcome.swallowed else []
    if dose.reason:
        details.append(REASONS[dose.reason])
    if dose.fat:
        details.append(FATS[dose.fat].lower())
    if slot is not None and (dose.amount_ug != slot.amount_ug or not dose.outcome.swallowed):
        details.append(f"planned {mg_text(slot.amount_ug)}")
    offset = offset_words(dose, desk.now)
    return Row(
        title=f"{name} · {OUTCOMES[dose.outcome]}",
        detail=_with_note(" · ".join(details).replace(" (part)", ""), dose.note),
        badges=tuple(badge for badge in (offset, *_edited(record, dose.id)) if badge),
        key=dose,
    )


def _symptoms(desk: Desk, record: DayRecord) -> Iterator[Row]:
    """Yield the symptoms, the worst first, with the severity as a word and a digit."""
    names = desk.symptom_names()
    off = off_symptoms(desk.diary.all(KeptOff), desk.shelf.symptoms)
    named = [(names.get(each.symptom, each.symptom), each) for each in record.entries.symptoms]
    for name, entry in sorted(named, key=lambda pair: (-pair[1].severity, pair[0])):
        warning = ("warning sign",) if _warns(desk, entry) else ()
        kept = (OFF_PAPER,) if entry.symptom in off else ()
        yield Row(
            title=f"{name} · {SEVERITIES[entry.severity]} {entry.severity}",
            detail=_with_note("", entry.note),
            badges=(*warning, *kept, *_edited(record, entry.id)),
            key=entry,
        )


def _warns(desk: Desk, entry: SymptomEntry) -> bool:
    return entry.present and entry.symptom in desk.shelf.warning_signs


def _note(record: DayRecord) -> Iterator[Row]:
    note = record.entries.note
    if note is not None:
        kept = (OFF_PAPER,) if note.off_paper else ()
        yield Row(title=_cut(note.text), badges=(*kept, *_edited(record, note.id)), key=note)


def _weight(record: DayRecord) -> Iterator[Row]:
    weight = record.entries.weight
    if weight is not None:
        yield Row(title=weight_text(weight.grams), badges=_edited(record, weight.id), key=weight)


def _visit(record: DayRecord) -> Iterator[Row]:
    visit = record.visit
    if visit is not None:
        at = f" · {visit.at:%H:%M}" if visit.at else ""
        details = (who_words(visit), *visit_details(visit, record.asked))
        yield Row(
            title=f"Visit to the doctor{at}",
            detail="\n".join(part for part in details if part),
            badges=_edited(record, visit.id),
            key=visit,
        )


def _labs(desk: Desk, record: DayRecord) -> Iterator[Row]:
    if not record.labs:
        return
    names = desk.shelf.names()
    off = off_labs(desk.diary.all(KeptOff), desk.shelf.labs)
    for result in record.labs:
        kept = (OFF_PAPER,) if result.analyte in off else ()
        badges = (*kept, *_edited(record, result.id))
        detail = _with_note("", result.note)
        yield Row(title=lab_words(result, names), detail=detail, badges=badges, key=result)


def _tests(record: DayRecord) -> Iterator[Row]:
    for test in record.tests:
        title = test.what or "Blood test"
        yield Row(title=title, badges=_edited(record, test.id), key=test)


def _acne(record: DayRecord) -> Iterator[Row]:
    check = record.acne
    if check is not None:
        said = acne_words(check)
        title = said[0].upper() + said[1:]
        badges = _edited(record, check.id)
        yield Row(title=title, detail=_with_note("", check.note), badges=badges, key=check)


def _edited(record: DayRecord, entry_id: str) -> tuple[str, ...]:
    return (EDITED,) if entry_id in record.edited else ()


def _with_note(said: str, note: str) -> str:
    return "\n".join(part for part in (said, _cut(note)) if part)


def _cut(note: str) -> str:
    return note if len(note) <= LONGEST_NOTE else note[: LONGEST_NOTE - 1] + "…"
