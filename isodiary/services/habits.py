"""What a person is used to: clock, decimal sign, first day of the week, units, how days are typed.

Whatever is shown, the diary keeps what was typed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time
from decimal import Decimal
from enum import StrEnum

from isodiary.domain.units import GRAMS_IN_A_POUND, rounded, thousandth
from isodiary.services.days.writing import ENGLISH, Writing
from isodiary.services.words.units import HARD


class WeightUnit(StrEnum):
    """What weights are shown and typed in. The values are stored in settings."""

    KG = "kg"
    LB = "lb"


class LabUnits(StrEnum):
    """Which of two usual units a lab value is offered in. The values are stored in settings."""

    MOLES = "mmol/L"
    MASS = "mg/dL"


@dataclass(frozen=True, slots=True, kw_only=True)
class Habits:
    """How one person reads and types.

    Attributes:
        twelve_hours: Whether 19:05 is shown as 7:05 pm.
        comma: Whether a comma stands before decimals.
        first_weekday: The day a week begins with, 0 for Monday to 6 for Sunday.
        weight_unit: What weights are in.
        lab_units: What a lab value is offered in if there is no earlier one.
        writing: How days and times are typed.
    """

    twelve_hours: bool = False
    comma: bool = False
    first_weekday: int = 0
    weight_unit: WeightUnit = WeightUnit.KG
    lab_units: LabUnits = LabUnits.MOLES
    writing: Writing = ENGLISH

    def clock(self, at: time) -> str:
        """Return "19:05" or "7:05 pm"."""
        if not self.twelve_hours:
            return f"{at:%H:%M}"
        return f"{at.hour % 12 or 12}:{at:%M}{HARD}{'am' if at.hour < 12 else 'pm'}"

    def weight(self, grams: int) -> str:
        """Return "63.5 kg" or "140 lb", which is read back as it stands.

        Kilograms to the gram, pounds to a tenth: what was typed in either comes back so.
        """
        if self.weight_unit is WeightUnit.KG:
            number = thousandth(grams)
        else:
            number = rounded(grams / GRAMS_IN_A_POUND, 1)
        return f"{self.decimal(number)}{HARD}{self.weight_unit}"

    def decimal(self, number: Decimal) -> str:
        """Return "63.5" or "63,5", without zeros at the end."""
        return self.signed(f"{number.normalize():f}")

    def signed(self, figure: str) -> str:
        """Return a figure that is written with a point with the decimal sign in use."""
        return figure.replace(".", ",") if self.comma else figure
