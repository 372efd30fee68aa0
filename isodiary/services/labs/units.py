"""Lab results in the unit of their row: converted for the eye, exact until they are written."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

from isodiary.domain.catalogue.labs import Analyte, LabUnit, plain_unit
from isodiary.domain.lab import LabRange, LabResult, Number
from isodiary.domain.lab_history import LabHistory
from isodiary.domain.units import rounded
from isodiary.domain.values import dataclass
from isodiary.services.habits import PLAIN, Habits, LabUnits
from isodiary.services.words.units import HARD, THIN, grouped

MINUS = "\N{MINUS SIGN}"
UNKNOWN_DECIMALS = 2
MASS = re.compile(r"^[mµn]?g/")

NO_RANGE = LabRange()

Exact = Fraction | None
"""A number in the unit of a row; None where there is none, or it does not convert."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RowUnit:
    """The unit of a row, and how other units of the same test become it.

    Attributes:
        analyte: The test; None for one of the patient's own.
        name: Of the unit; may be empty.
        known: The same in the catalogue; None if it is not there.
    """

    analyte: Analyte | None
    name: str
    known: LabUnit | None

    def is_of(self, unit: str) -> bool:
        """Whether a result in `unit` is shown as it was typed."""
        if unit == self.name:  # as nearly all are
            return True
        if self.analyte is None or self.known is None:
            return plain_unit(unit) == plain_unit(self.name)
        return self.analyte.unit(unit) == self.known

    def exact(self, value: Number | None, unit: str) -> Exact:
        """Return a number in `unit` in the unit of the row."""
        if value is None:
            return None
        if self.is_of(unit):
            return Fraction(value)
        found = self.analyte.unit(unit) if self.analyte else None
        if self.analyte is None or self.known is None or found is None:
            return None
        return self.analyte.converted(value, found, self.known)

    def text(self, value: Number | None, unit: str, habits: Habits = PLAIN) -> str:
        """Return a number in `unit`: its own digits in the unit of the row, else rounded.

        One that does not convert, or is None, is empty.
        """
        exact = self.exact(value, unit)
        if exact is None:
            return ""
        if isinstance(value, Decimal) and self.is_of(unit):
            return grouped(value, habits)
        return grouped(rounded(exact, self.decimals), habits)

    @property
    def decimals(self) -> int:
        """Decimals of a converted value."""
        return self.known.decimals if self.known else UNKNOWN_DECIMALS


def row_unit(
    analyte: Analyte | None,
    history: LabHistory,
    analyte_id: str,
    chosen: str,
    habits: Habits = PLAIN,
) -> RowUnit:
    """Return the unit `chosen` for a test, else that of the habits, of the last result, or ours."""
    first = analyte.units[0].name if analyte and analyte.units else ""
    name = chosen or _usual_unit(analyte, habits) or history.last_unit(analyte_id) or first
    known = analyte.unit(name) if analyte else None
    return RowUnit(analyte=analyte, name=known.name if known else name, known=known)


def _usual_unit(analyte: Analyte | None, habits: Habits) -> str:
    """Return the unit of a test by amount or by mass, where it has both and one is wanted."""
    if analyte is None or habits.lab_units is None:
        return ""
    by_amount = [unit.name for unit in analyte.units if "mol" in unit.name]
    by_mass = [unit.name for unit in analyte.units if MASS.search(unit.name)]
    if not (by_amount and by_mass):
        return ""
    return (by_amount if habits.lab_units is LabUnits.AMOUNT else by_mass)[0]


def units_of(analyte: Analyte | None, history: LabHistory, analyte_id: str) -> tuple[str, ...]:
    """Return the units a row can be shown in: the catalogue's, and others that were typed."""
    known = [unit.name for unit in analyte.units] if analyte else []
    typed = [result.unit for result in history.of(analyte_id) if result.unit]
    return tuple(dict.fromkeys([*known, *typed]))


def value_text(result: LabResult, value: Exact, unit: RowUnit, habits: Habits = PLAIN) -> str:
    """Return "52", "< 5", "1.90 mmol/L" where the unit does not convert, or "negative"."""
    if result.value is None:
        return result.word
    sign = f"{result.comparator.sign}{THIN}" if result.comparator else ""
    if value is None:
        return f"{sign}{grouped(result.value, habits)}{HARD}{result.unit}".rstrip()
    return f"{sign}{unit.text(result.value, result.unit, habits)}"


def range_text(low: str, high: str, known: LabRange = NO_RANGE) -> str:
    """Return "7–45", "< 1.7" or "≥ 40"; an end that is empty is open, `known` has its sign."""
    if not low:
        return high and f"{known.at_most}{THIN}{high}"
    return f"{low}–{high}" if high else f"{known.at_least}{THIN}{low}"


def signed(value: Fraction, decimals: int, habits: Habits = PLAIN) -> str:
    """Return "+12", "−0.30" or "0", half rounded up away from nothing."""
    size = rounded(abs(value), decimals)
    if not size:
        return "0"
    return f"{MINUS if value < 0 else '+'}{grouped(size, habits)}"
