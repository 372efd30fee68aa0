"""Blood tests of one patient: three samples, of which the last has a result above its range."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from isodiary.domain.change import Act, Change, Edit
from isodiary.domain.lab import LabResult
from tests.clock import EVENING

TODAY = EVENING.date()
LATEST = TODAY - timedelta(days=21)
MIDDLE = TODAY - timedelta(days=53)
FIRST = TODAY - timedelta(days=83)
LAB = "Example laboratory"


def result(day: date, analyte: str, value: str, unit: str, ends: str = "", **noted) -> LabResult:
    low, _, high = ends.partition("-")
    return LabResult(
        day=day,
        analyte=analyte,
        value=Decimal(value),
        unit=unit,
        low=Decimal(low) if low else None,
        high=Decimal(high) if high else None,
        fasting=True,
        lab=LAB,
        **noted,
    )


def samples() -> list[LabResult]:
    """Return ALT 18, 24, 52 with the range 7 to 45, and triglycerides of two samples."""
    return [
        result(FIRST, "alt", "18", "U/L", "7-45"),
        result(MIDDLE, "alt", "24", "U/L", "7-45"),
        result(LATEST, "alt", "52", "U/L", "7-45"),
        result(FIRST, "triglycerides", "0.9", "mmol/L", "-1.7"),
        result(LATEST, "triglycerides", "1.5", "mmol/L", "-1.7"),
    ]


def noted(results: list[LabResult]) -> Change:
    return Change(act=Act.LOG_LAB, edits=tuple(Edit(after=each) for each in results))


def labs_in(tools) -> dict[str, LabResult]:
    """Return the newest result of each test."""
    return {each.analyte: each for each in tools.diary.all(LabResult, order="day")}
