"""A summary as the one object that `isodiary summary --json` prints.

The keys and their order are a promise to scripts. Numbers are unrounded: an
amount is a whole number where it is one, a ratio the nearest binary number.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

from isodiary.domain.lab import Comparator, LabResult
from isodiary.domain.summary import DoseFigures, DoseStep, Summary, SymptomFigures, WarningSign

Json = dict[str, object]


def as_json(summary: Summary) -> Json:
    """Return what `json.dumps` takes; days are ISO text, and None is what is not known."""
    return {
        "from": _day(summary.period.first),
        "to": _day(summary.period.last),
        "course": _course(summary),
        "dose": _dose(summary),
        "symptoms": [_symptom(figures) for figures in summary.symptoms],
        "warning_signs": [_warning_sign(sign) for sign in summary.warning_signs],
        "steps": [_step(step) for step in summary.steps],
        "labs": [_lab(result) for result in summary.labs],
    }


def _course(summary: Summary) -> Json:
    course = summary.course
    return {
        "start": _day(course.start),
        "kept_from": _day(course.diary_start),
        "ended": _day(course.ended_on),
        "day": summary.course_day,
        "week": summary.course_week,
        "planned_weeks": course.planned_weeks,
        # the one that every mg/kg here divides by, be it of the start or the latest
        "reference_weight_kg": _thousandth(summary.dose.weight_g),
        "target_mg_per_kg": _thousandth(course.target_ug_per_kg),
    }


def _dose(summary: Summary) -> Json:
    return {
        **_amounts(summary.dose),
        "expected_on": _day(summary.expected_on),
        **_counts(summary.dose),
        "with_meal_percent": _ratio(summary.meals.with_meal_percent),
    }


def _amounts(dose: DoseFigures) -> Json:
    return {
        "planned_mg_per_day": _thousandth(dose.planned_ug),
        "mg_per_kg_per_day": _ratio(dose.planned_mg_per_kg),
        "taken_mg": _thousandth(dose.taken_ug),
        "scheduled_mg": _thousandth(dose.scheduled_ug),
        "cumulative_mg": _thousandth(dose.cumulative_ug),
        "cumulative_mg_per_kg": _ratio(dose.cumulative_mg_per_kg),
        "lowest_mg_per_kg": _ratio(dose.lowest_mg_per_kg),
        "highest_mg_per_kg": _ratio(dose.highest_mg_per_kg),
        "target_mg": _thousandth(dose.target_ug),
        "remaining_mg": _thousandth(dose.remaining_ug),
        "days_left": dose.days_left,
    }


def _counts(dose: DoseFigures) -> Json:
    return {
        "due": dose.due,
        "taken": dose.taken,
        "partial": dose.partial,
        "skipped": dose.skipped,
        "missed": dose.missed,
        "unknown": dose.unknown,
        "not_recorded": dose.not_recorded,
        "extra": dose.extra,
        "adherence_percent": _ratio(dose.adherence),
        "adherence_mg_percent": _ratio(dose.adherence_by_mg),
        "due_days": dose.due_days,
        "full_days": dose.full_days,
    }


def _symptom(figures: SymptomFigures) -> Json:
    return {
        "id": figures.symptom,
        "worst": figures.worst,
        "days_present": figures.days_present,
        "days_answered": figures.days_answered,
        "mean": _ratio(figures.mean),
    }


def _warning_sign(sign: WarningSign) -> Json:
    return {"id": sign.symptom, "day": _day(sign.day), "severity": sign.severity}


def _step(step: DoseStep) -> Json:
    return {
        "from": _day(step.first),
        "to": _day(step.last),
        "mg_per_day": _thousandth(step.daily_ug),
        "days": step.days,
        "adherence_percent": _ratio(step.adherence),
        "symptoms": {one.symptom: _ratio(one.mean) for one in step.symptoms.values()},
    }


def _lab(result: LabResult) -> Json:
    return {
        "id": result.analyte,
        "day": _day(result.day),
        "value": _result(result),
        "unit": result.unit or None,
        "low": _number(result.low),
        "high": _number(result.high),
        "flag": result.flag,
    }


def _result(result: LabResult) -> int | float | str | None:
    """Return a number; text for what is none, as "<5" is not 5 and "negative" not 0."""
    if result.value is None:
        return result.word
    if result.comparator is not Comparator.EXACTLY:
        return f"{result.comparator}{result.value:f}"
    return _number(result.value)


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _ratio(value: Fraction | None) -> float | None:
    return None if value is None else float(value)


def _thousandth(amount: int | Fraction | None) -> int | float | None:
    if amount is None:
        return None
    whole = Fraction(amount, 1000)
    return int(whole) if whole.denominator == 1 else float(whole)


def _number(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)
