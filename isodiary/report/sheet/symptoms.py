"""What was felt in the period: the table of symptoms, and the mood in lines."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import timedelta

from isodiary.domain.summary import Summary, SymptomFigures
from isodiary.report import words
from isodiary.report.sheet.content import Column, Lines, Passage, Saying, SheetTable
from isodiary.services.words.units import NOTHING, number_text

NOT_PRESENT = "Not present on any answered day"
LONGEST_NOTE = 420
"""A longer list of what was not present stands behind the sheet."""


def symptoms_table(
    summary: Summary, names: Mapping[str, str], mood_symptoms: Collection[str] = ()
) -> SheetTable | None:
    """Return symptoms present in the period or in the one before, the worst first.

    None where nothing can be said of any that is printed.
    """
    before = summary.symptoms_before
    now = [one for one in summary.symptoms if one.symptom not in mood_symptoms]
    rows = [_row(one, before, names) for one in now if _shown(one, before)]
    answered = {one.symptom for one in summary.symptoms}
    rows += [
        (words.label(names, symptom), NOTHING, "not answered", _days(figures))
        for symptom, figures in before.items()
        if symptom not in answered and symptom not in mood_symptoms and figures.days_present
    ]
    absent = _absent(summary, names, mood_symptoms)
    if not (rows or absent) and summary.answered_days:
        return None
    counted = "Worst: 0–3. Days present of days answered."
    return SheetTable(
        title=_title(summary),
        columns=(
            Column(label="Symptom", share=37, number=False),
            Column(label="worst", share=13),
            Column(label="days present", share=25),
            Column(label="period before", share=25),
        ),
        rows=tuple(rows),
        note=" ".join(part for part in (counted if rows else "", _absent_note(absent)) if part),
        empty="" if rows or absent else "No symptom was answered in this period.",
    )


def absent_in_full(
    summary: Summary, names: Mapping[str, str], mood_symptoms: Collection[str]
) -> Passage | None:
    """Return what was not present, where it is too much for the sheet."""
    absent = _absent(summary, names, mood_symptoms)
    if not _is_long(absent):
        return None
    return Passage(title=NOT_PRESENT, sayings=(Saying(headline="", words=f"{absent}."),))


def mood_lines(
    summary: Summary, names: Mapping[str, str], mood_symptoms: Collection[str]
) -> Lines | None:
    """Return a line for each symptom of the mood that was present, and one for the others."""
    before = summary.symptoms_before
    answered = [one for one in summary.symptoms if one.symptom in mood_symptoms]
    if not answered:
        return None
    lines = [_mood_line(one, before, names) for one in answered if _shown(one, before)]
    absent = _named([one for one in answered if not _shown(one, before)], names)
    if absent:
        lines.append(f"{NOT_PRESENT}: {absent}.")
    return Lines(title="Mood", lines=tuple(lines))


def _mood_line(
    one: SymptomFigures, before: Mapping[str, SymptomFigures], names: Mapping[str, str]
) -> str:
    name, worst, days, earlier = _row(one, before, names)
    then = "not answered" if earlier == NOTHING else earlier
    return f"{name}: worst {worst}, present on {days} days answered; period before: {then}."


def _row(
    figures: SymptomFigures, before: Mapping[str, SymptomFigures], names: Mapping[str, str]
) -> tuple[str, ...]:
    earlier = before.get(figures.symptom)
    return (
        words.label(names, figures.symptom),
        number_text(figures.worst),
        _days(figures),
        _days(earlier) if earlier else NOTHING,
    )


def _shown(figures: SymptomFigures, before: Mapping[str, SymptomFigures]) -> bool:
    earlier = before.get(figures.symptom)
    return bool(figures.days_present or (earlier and earlier.days_present))


def _days(figures: SymptomFigures) -> str:
    return f"{number_text(figures.days_present)} of {number_text(figures.days_answered)}"


def _title(summary: Summary) -> str:
    first = summary.period.first
    if first - timedelta(days=1) in summary.visits:
        return "Symptoms since the last visit"
    if first == summary.course.start:
        return "Symptoms since the start"
    return f"Symptoms of {words.period(summary.period)}"


def _absent(summary: Summary, names: Mapping[str, str], apart: Collection[str]) -> str:
    before = summary.symptoms_before
    return _named(
        [one for one in summary.symptoms if one.symptom not in apart and not _shown(one, before)],
        names,
    )


def _named(found: Sequence[SymptomFigures], names: Mapping[str, str]) -> str:
    return words.list_of([f"{words.label(names, one.symptom)} ({_days(one)})" for one in found])


def _absent_note(absent: str) -> str:
    if _is_long(absent):
        return f"{NOT_PRESENT}: listed at the end."
    return f"{NOT_PRESENT}: {absent}." if absent else ""


def _is_long(absent: str) -> bool:
    return len(absent) > LONGEST_NOTE
