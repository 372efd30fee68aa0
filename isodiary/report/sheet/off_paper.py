"""A summary and its days without what the patient keeps off paper.

What is gone here cannot be printed by anything after it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from isodiary.domain.appendix import Appendix
from isodiary.domain.course_days import CourseDays
from isodiary.domain.summary import DoseStep, Summary
from isodiary.domain.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class OnPaper:
    """What may be printed.

    Attributes:
        summary: The figures.
        charted: The days of the course.
        days: The days; None if they are not asked for.
        left_out: How many symptoms, tests, answers and notes of the period are in the diary and
            not among them.
        signs_left_out: Whether a warning sign is one of them.
    """

    summary: Summary
    charted: CourseDays
    days: Appendix | None
    left_out: int
    signs_left_out: bool


def on_paper(
    summary: Summary,
    charted: CourseDays,
    days: Appendix | None,
    keep_off: Collection[str],
    names: Mapping[str, str],
) -> OnPaper:
    """Return what may be printed.

    Args:
        summary: All figures.
        charted: All days of the course.
        days: All days; None if they are not asked for.
        keep_off: Ids of symptoms and lab tests.
        names: Labels by id. An answer to a question without one is not printed.
    """
    kept = _summary(summary, keep_off, names)
    symptoms = {one.symptom for one in summary.symptoms} | summary.symptoms_before.keys()
    tests = {result.analyte for result in summary.labs}
    return OnPaper(
        summary=kept,
        charted=_charted(charted, keep_off),
        days=None if days is None else _days(days, keep_off),
        left_out=len((symptoms | tests) & set(keep_off))
        + len(summary.answers)
        - len(kept.answers)
        + (days.notes_kept_off if days else 0),
        signs_left_out=len(kept.warning_signs) < len(summary.warning_signs),
    )


def _summary(summary: Summary, off: Collection[str], names: Mapping[str, str]) -> Summary:
    return replace(
        summary,
        symptoms=tuple(one for one in summary.symptoms if one.symptom not in off),
        symptoms_before={
            symptom: one for symptom, one in summary.symptoms_before.items() if symptom not in off
        },
        warning_signs=tuple(one for one in summary.warning_signs if one.symptom not in off),
        steps=tuple(_step(step, off) for step in summary.steps),
        labs=tuple(result for result in summary.labs if result.analyte not in off),
        answers=tuple(answer for answer in summary.answers if answer.key in names),
    )


def _charted(charted: CourseDays, off: Collection[str]) -> CourseDays:
    return replace(
        charted,
        answers={name: given for name, given in charted.answers.items() if name not in off},
        first_answers={name: day for name, day in charted.first_answers.items() if name not in off},
        signs=tuple(sign for sign in charted.signs if sign.symptom not in off),
    )


def _step(step: DoseStep, off: Collection[str]) -> DoseStep:
    return replace(
        step, symptoms={name: one for name, one in step.symptoms.items() if name not in off}
    )


def _days(days: Appendix, off: Collection[str]) -> Appendix:
    return replace(
        days,
        days=tuple(
            replace(row, symptoms=tuple(one for one in row.symptoms if one.symptom not in off))
            for row in days.days
        ),
    )
