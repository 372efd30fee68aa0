"""Lab results for the tests of what is read from them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

from isodiary.domain.catalogue.labs import load_labs
from isodiary.domain.lab import Comparator, LabResult
from isodiary.domain.lab_history import LabHistory
from isodiary.domain.record import Patient, Sex

LABS = load_labs(Path(__file__).parents[3] / "resources" / "catalogue")
DAY = date(2026, 3, 2)
LATER = date(2026, 4, 1)
LATEST = date(2026, 5, 4)
WOMAN = Patient(birth_year=2000, sex=Sex.FEMALE)
MAN = Patient(birth_year=2000, sex=Sex.MALE)


def result(analyte, value, unit="U/L", *, day=DAY, low=None, high=None, **more) -> LabResult:
    """Return a result; "<5" has a comparator, and a word is one."""
    number = value.lstrip("<>")
    is_word = not number[:1].isdigit()
    return LabResult(
        day=day,
        analyte=analyte,
        value=None if is_word else Decimal(number),
        word=value if is_word else "",
        comparator=Comparator("" if is_word else value[: len(value) - len(number)]),
        unit=unit,
        low=None if low is None else Decimal(low),
        high=None if high is None else Decimal(high),
        **more,
    )


def history(*results, **more) -> LabHistory:
    return LabHistory(results=tuple(sorted(results, key=lambda each: each.day)), **more)


def entries_after(change):
    """Return what the entries of a change are after it; None for one that is gone."""
    return [edit.after for edit in change.edits]
