"""The pages behind the sheet: every day, what was not taken and why, all tests, notes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from isodiary.domain.appendix import Appendix, DayRow
from isodiary.domain.dose import Dose, Outcome
from isodiary.domain.lab import LabResult
from isodiary.domain.summary import Summary
from isodiary.domain.symptom import SymptomEntry
from isodiary.language import _
from isodiary.report import words
from isodiary.report.sheet.content import Column, Part, Passage, Saying, SheetTable
from isodiary.report.sheet.labs import printed_range, result_text
from isodiary.services.words.names import (
    MEALS,
    REASONS,
    SLOT_NAMES,
    outcome_name,
    slot_name,
)
from isodiary.services.words.units import HARD, NOTHING, number_text

DAY_SHARE = 12
DOSE_SHARE = 18
NOT_WHOLE = frozenset({Outcome.PARTIAL, Outcome.SKIPPED, Outcome.MISSED, Outcome.UNKNOWN})

DEFINITIONS = (
    ("Doses taken", "taken wholly or in part, of the doses due. A dose is due four hours after "
     "its planned time, outside pauses; one that is not recorded counts as due."),
    ("Milligrams taken", "swallowed in the doses due, of those planned for them. Extra doses "
     "count in the cumulative dose only."),
    ("Cumulative dose", "everything recorded as swallowed, with the amount taken before the diary "
     "began. “If all open were taken” adds every dose due that is unknown or not recorded, as "
     "planned."),
    ("mg/kg", "milligrams divided by the weight named beside them."),
    ("Taken with a meal", "with breakfast, lunch or dinner, of the doses swallowed whose meal was "
     "noted."),
    ("Days present", "days with a severity of 1 to 3, of the days on which that symptom was "
     "answered. A day without an answer counts in neither. 1 mild, 2 moderate, 3 severe."),
    ("Made the same day", "doses and symptoms first recorded on their own day, which ends at "
     "04:00, of all of the period."),
)  # fmt: skip


def appendix_parts(summary: Summary, days: Appendix, names: Mapping[str, str]) -> list[Part]:
    """Return the parts of the appendix; those with nothing in them are left out."""
    period = words.period(summary.period)
    parts: list[Part | None] = [
        _days(days, names, period),
        _not_whole(days, period),
        _labs(summary, names),
        _notes(summary, days, names),
        _definitions(),
    ]
    return [part for part in parts if part is not None]


def _days(days: Appendix, names: Mapping[str, str], period: str) -> SheetTable | None:
    if not days.days:
        return None
    slots = range(1, max((max(_slots(row), default=0) for row in days.days), default=0) + 1)
    extra = any(row.extra for row in days.days)
    doses = len(slots) + extra
    return SheetTable(
        title=f"Day by day, {period}",
        columns=(
            Column(label="Day", share=DAY_SHARE, number=False),
            *(
                Column(label=slot_name(s, len(slots)), share=DOSE_SHARE, number=False)
                for s in slots
            ),
            *([Column(label="Extra dose", share=DOSE_SHARE, number=False)] if extra else []),
            Column(label="Symptoms", share=100 - DAY_SHARE - doses * DOSE_SHARE, number=False),
        ),
        rows=tuple(
            (
                words.day(row.day),
                *(_slot(row, slot) for slot in slots),
                *([_extra(row)] if extra else []),
                _symptoms(row, names),
            )
            for row in days.days
        ),
        note="0–3: severity as answered. – nothing due or no answer.",
    )


def _slots(row: DayRow) -> list[int]:
    return [*row.due, *(dose.slot for dose in row.doses if dose.slot is not None)]


def _slot(row: DayRow, slot: int) -> str:
    dose = row.dose_of(slot)
    if dose is not None:
        return _dose(dose)
    return "not recorded" if slot in row.due else NOTHING


def _extra(row: DayRow) -> str:
    return words.list_of([_dose(dose) for dose in row.extra]) or NOTHING


def _dose(dose: Dose) -> str:
    """Return "20 mg, breakfast", "10 mg in part, dinner" or "skipped"."""
    if not dose.outcome.swallowed:
        return outcome_name(dose.outcome)
    part = " in part" if dose.outcome is Outcome.PARTIAL else ""
    meal = _(MEALS[dose.meal]) if dose.meal else ""
    return words.list_of([f"{words.mg(dose.amount_ug)}{part}", meal])


def _symptoms(row: DayRow, names: Mapping[str, str]) -> str:
    """Return "Dry lips 2, Headache 1; 10 with 0"."""
    present = [
        f"{words.label(names, one.symptom)}{HARD}{one.severity}"
        for one in row.symptoms
        if one.present
    ]
    none = len(row.symptoms) - len(present)
    said = [
        ", ".join(present),
        f"{number_text(none)}{HARD}with{HARD}0" if none else "",
    ]
    return "; ".join(part for part in said if part) or NOTHING


def _not_whole(days: Appendix, period: str) -> SheetTable | None:
    rows = tuple(
        (
            words.day(row.day),
            _which(dose),
            outcome_name(dose.outcome),
            words.mg(dose.amount_ug) if dose.amount_ug else NOTHING,
            _(REASONS[dose.reason]) if dose.reason else "not noted",
        )
        for row in days.days
        for dose in row.doses
        if dose.outcome in NOT_WHOLE
    )
    if not rows:
        return None
    return SheetTable(
        title=f"Doses not taken as planned, {period}",
        columns=(
            Column(label="Day", share=16, number=False),
            Column(label="Dose", share=20, number=False),
            Column(label="What became of it", share=22, number=False),
            Column(label="Taken", share=12, number=False),
            Column(label="Reason", share=30, number=False),
        ),
        rows=rows,
    )


def _which(dose: Dose) -> str:
    return "Extra dose" if dose.slot is None else _(SLOT_NAMES[dose.slot - 1])


def _labs(summary: Summary, names: Mapping[str, str]) -> SheetTable | None:
    if not summary.labs:
        return None
    return SheetTable(
        title="All blood tests",
        columns=(
            Column(label="Sample", share=16, number=False),
            Column(label="Test", share=32, number=False),
            Column(label="result", share=18),
            Column(label="lab’s range", share=16),
            Column(label="Noted with it", share=18, number=False),
        ),
        rows=tuple(
            (
                words.day(result.day),
                f"{words.label(names, result.analyte)} {result.unit}".strip(),
                result_text(result),
                printed_range([result]),
                _noted(result),
            )
            for result in summary.labs
        ),
    )


def _noted(result: LabResult) -> str:
    fasting = {True: "fasting", False: "not fasting", None: ""}[result.fasting]
    exercise = "after exercise" if result.exercise else ""
    return words.list_of([fasting, exercise, result.lab]) or NOTHING


def _notes(summary: Summary, days: Appendix, names: Mapping[str, str]) -> Passage | None:
    sayings = [saying for row in days.days for saying in _notes_of(row, summary, names)]
    sayings += [
        Saying(
            headline=f"{words.day(result.day)} – {words.label(names, result.analyte)}",
            words=result.note,
        )
        for result in summary.labs
        if result.note
    ]
    return Passage(title="Notes", sayings=tuple(sayings)) if sayings else None


def _notes_of(row: DayRow, summary: Summary, names: Mapping[str, str]) -> Iterator[Saying]:
    """Yield what was noted about a day; what stands with the warning signs is not repeated."""
    day = words.day(row.day)
    if row.note:
        yield Saying(headline=day, words=row.note)
    for dose in row.doses:
        if dose.note:
            about = f"{_which(dose).lower()}, {outcome_name(dose.outcome)}"
            yield Saying(headline=f"{day} – {about}", words=dose.note)
    signs = {(sign.symptom, sign.day) for sign in summary.warning_signs}
    for entry in row.symptoms:
        if entry.note and (entry.symptom, entry.day) not in signs:
            yield Saying(headline=f"{day} – {_answer(entry, names)}", words=entry.note)


def _answer(entry: SymptomEntry, names: Mapping[str, str]) -> str:
    return f"{words.label(names, entry.symptom)}, {words.severity(entry.severity)}"


def _definitions() -> Passage:
    sayings = tuple(Saying(headline=name, words=meaning) for name, meaning in DEFINITIONS)
    return Passage(title="What the figures mean", sayings=sayings, small=True)
