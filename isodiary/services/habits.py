"""What a person is used to: clock, decimal sign, first day of the week, units, how days are typed.

Whatever is shown, the diary keeps what was typed.
"""

from __future__ import annotations

from enum import StrEnum

from isodiary.domain.values import dataclass
from isodiary.services.days.writing import ENGLISH, Writing


class WeightUnit(StrEnum):
    """What weights are shown and typed in. The values are stored in settings."""

    KG = "kg"
    LB = "lb"


class LabUnits(StrEnum):
    """How lab values that have both are shown. The values are stored in settings."""

    AMOUNT = "mmol/L"
    MASS = "mg/dL"


@dataclass(frozen=True, slots=True, kw_only=True)
class Habits:
    """How one person reads and types.

    Attributes:
        twelve_hours: Whether 19:05 is shown as 7:05 pm.
        comma: Whether a comma stands before decimals.
        first_weekday: The day a week begins with, 0 for Monday to 6 for Sunday.
        weight_unit: What weights are in.
        lab_units: What lab values are shown in; None for the unit they were typed in.
        writing: How days and times are typed.
    """

    twelve_hours: bool = False
    comma: bool = False
    first_weekday: int = 0
    weight_unit: WeightUnit = WeightUnit.KG
    lab_units: LabUnits | None = None
    writing: Writing = ENGLISH

    def figure(self, written: str) -> str:
        """Return a figure that is written with a point with the sign of these habits."""
        return written.replace(".", ",") if self.comma else written


PLAIN = Habits()
"""What paper and commands go by, which speak alike to everybody."""
