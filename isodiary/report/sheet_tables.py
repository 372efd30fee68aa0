"""The tables of the visit sheet: symptoms, dose steps, blood tests."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from isodiary.domain.course import Phase
from isodiary.domain.lab import LabResult
from isodiary.domain.summary import DoseStep, Summary, SymptomFigures
from isodiary.report import words
from isodiary.report.content import Column, Table

SAMPLE_DAYS = 3
STEP_SYMPTOMS = 2
HEAD_LENGTH = 24


def symptoms_table(summary: Summary, names: Mapping[str, str]) -> Table:
    """Return symptoms present in the period or in the one before, the worst first."""
    now, before = summary.symptoms, summary.symptoms_before
    shown = [figures for figures in now if figures.days_present or _was(before, figures.symptom)]
    rows = [_symptom_row(figures, before, names) for figures in shown]
    answered = {figures.symptom for figures in now}
    rows += [
        (words.label(names, symptom), words.NOTHING, "not answered", _days(figures))
        for symptom, figures in before.items()
        if symptom not in answered and figures.days_present
    ]
    absent = [figures for figures in now if figures not in shown]
    return Table(
        title=_symptoms_title(summary),
        columns=(
            Column(label="Symptom", share=37, number=False),
            Column(label="worst", share=13),
            Column(label="days present", share=25),
            Column(label="period before", share=25),
        ),
        rows=tuple(rows),
        note=_symptoms_note(absent, names, any_rows=bool(rows)),
        empty="" if absent else "No symptom was answered in this period.",
    )


def _symptom_row(
    figures: SymptomFigures, before: Mapping[str, SymptomFigures], names: Mapping[str, str]
) -> tuple[str, ...]:
    earlier = before.get(figures.symptom)
    return (
        words.label(names, figures.symptom),
        words.number(figures.worst),
        _days(figures),
        _days(earlier) if earlier else words.NOTHING,
    )


def _was(before: Mapping[str, SymptomFigures], symptom: str) -> bool:
    return symptom in before and before[symptom].days_present > 0


def _days(figures: SymptomFigures) -> str:
    return f"{words.number(figures.days_present)} of {words.number(figures.days_answered)}"


def _symptoms_title(summary: Summary) -> str:
    first = summary.period.first
    if first - timedelta(days=1) in summary.visits:
        return "Symptoms since the last visit"
    if first == summary.course.start:
        return "Symptoms since the start"
    return f"Symptoms of {words.period(summary.period)}"


def _symptoms_note(
    absent: Sequence[SymptomFigures], names: Mapping[str, str], *, any_rows: bool
) -> str:
    said = [f"{words.label(names, figures.symptom)} ({_days(figures)})" for figures in absent]
    counted = "Worst: 0–3. Days present of days answered." if any_rows else ""
    none = f"Not present on any answered day: {words.list_of(said)}." if said else ""
    return " ".join(part for part in (counted, none) if part)


def steps_table(summary: Summary, names: Mapping[str, str], symptoms: Sequence[str]) -> Table:
    """Return the dose steps of the course with the means of two of `symptoms`."""
    beside = [
        symptom
        for symptom in dict.fromkeys(symptoms)
        if any(symptom in step.symptoms for step in summary.steps)
    ][:STEP_SYMPTOMS]
    last = summary.period.last
    dose = 76 - 17 * len(beside)
    return Table(
        title="By dose step",
        columns=(
            Column(label="Dose", share=dose, number=False),
            Column(label="days", share=11),
            Column(label="taken", share=13),
            *(Column(label=_head(names, symptom), share=17) for symptom in beside),
        ),
        rows=tuple(
            (
                f"{words.mg(step.daily_ug)} a day, from {words.day(step.first, near=last)}",
                words.number(step.days),
                words.percent(step.adherence),
                *(_step_mean(step, symptom) for symptom in beside),
            )
            for step in summary.steps
        ),
        note=_steps_note(summary, bool(beside)),
        empty="No dose was planned yet.",
        newest_last=True,
    )


def _head(names: Mapping[str, str], symptom: str) -> str:
    """Return a symptom's label as it fits above a narrow column; elsewhere it is whole."""
    return words.shortened(words.label(names, symptom), HEAD_LENGTH)


def _step_mean(step: DoseStep, symptom: str) -> str:
    figures = step.symptoms.get(symptom)
    return words.mean(figures.mean if figures else None)


def _steps_note(summary: Summary, means: bool) -> str:
    pauses = [_pause(phase, summary) for phase in summary.phases if _begun_pause(phase, summary)]
    parts = (
        "Symptoms: mean severity of the answered days, 0–3." if means else "",
        f"Paused: {words.list_of(pauses)}." if pauses else "",
    )
    return " ".join(part for part in parts if part)


def _begun_pause(phase: Phase, summary: Summary) -> bool:
    return phase.pause and phase.start <= summary.period.last


def _pause(phase: Phase, summary: Summary) -> str:
    """Return the days of a pause as they were ordered."""
    if phase.until is None:
        return f"from {words.day(phase.start, near=summary.period.last)}"
    return words.span(phase.start, phase.until)


def labs_table(summary: Summary, names: Mapping[str, str]) -> Table:
    """Return the results of the last three sample days, as typed."""
    every_day = sorted({result.day for result in summary.labs})
    days = every_day[-SAMPLE_DAYS:]
    shown = [result for result in summary.labs if result.day in days]
    tests = dict.fromkeys((result.analyte, result.unit) for result in shown)
    columns = [Column(label=words.day(day, near=summary.period.last), share=15) for day in days]
    rows = []
    for analyte, unit in tests:
        results = [r for r in shown if (r.analyte, r.unit) == (analyte, unit)]
        name = f"{words.label(names, analyte)} {unit}".strip()
        cells = (" / ".join(_result(r) for r in results if r.day == day) for day in days)
        rows.append((name, *(cell or words.NOTHING for cell in cells), _range(results)))
    return Table(
        title="Blood tests",
        columns=(
            Column(label="Test", share=80 - 15 * len(days), number=False),
            *columns,
            Column(label="lab’s range", share=20),
        ),
        rows=tuple(rows),
        note=_labs_note(shown, len(every_day) - len(days), summary.period.last),
    )


def _result(result: LabResult) -> str:
    value = result.word if result.value is None else f"{result.value:f}"
    comparator = f"{result.comparator}{words.THIN}" if result.comparator else ""
    flag = f"{words.NO_BREAK}{result.flag}" if result.flag else ""
    return f"{comparator}{value}{flag}"


def _range(results: Sequence[LabResult]) -> str:
    """Return the range printed with the latest result that has one."""
    ranged = [r for r in results if r.low is not None or r.high is not None]
    if not ranged:
        return words.NOTHING
    latest = max(ranged, key=_sample_day)
    if latest.low is None:
        return f"≤{words.THIN}{latest.high:f}"
    if latest.high is None:
        return f"≥{words.THIN}{latest.low:f}"
    return f"{latest.low:f}–{latest.high:f}"


def _sample_day(result: LabResult) -> int:
    return result.day.toordinal()


def _labs_note(shown: Sequence[LabResult], earlier: int, last: date) -> str:
    fasting = [result.fasting for result in shown]
    all_fasting = "All fasting." if all(fasting) else ""
    some = sorted({result.day for result in shown if result.fasting})
    days = words.list_of([words.day(day, near=last) for day in some])
    some_fasting = f"Fasting: {days}." if some and not all_fasting else ""
    ranges = {(r.analyte, r.low, r.high) for r in shown if r.low is not None or r.high is not None}
    marks = "H, L: outside the range the lab printed with that result." if ranges else ""
    several = len({analyte for analyte, _, _ in ranges}) < len(ranges)
    latest = "The latest range is shown." if several else ""
    before = words.counted(earlier, "earlier sample day is", "earlier sample days are")
    left = f"{before} in the diary." if earlier else ""
    parts = (all_fasting, some_fasting, marks, latest, left)
    return " ".join(part for part in parts if part)
