"""The titration table of the visit sheet: a row for each dose step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from isodiary.domain.course import Phase
from isodiary.domain.summary import DoseStep, Summary
from isodiary.report import words
from isodiary.report.content import Column, Table

STEP_SYMPTOMS = 2
HEAD_LENGTH = 24


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
