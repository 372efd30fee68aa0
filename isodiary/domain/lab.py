"""Laboratory results as typed, and the mark against the lab's own range."""

from __future__ import annotations

from dataclasses import field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from isodiary.domain.entry import new_id
from isodiary.domain.values import dataclass

Number = Decimal | Fraction
"""An exact number: as it was typed, or converted."""


class Comparator(StrEnum):
    """How a lab prints what it could not measure exactly."""

    EXACTLY = ""
    BELOW = "<"
    ABOVE = ">"


@dataclass(frozen=True, slots=True, kw_only=True)
class LabResult:
    """One result, stored as it was typed; units are converted only for display.

    Attributes:
        day: Day of the sample, not of the report.
        analyte: Id in the catalogue, or the patient's own name for it.
        value: The number as typed, with its decimals; None for a word.
        word: A result in words ("negative"); empty if it is a number.
        comparator: "<" or ">" before the value, or nothing.
        unit: As typed; empty if there is none.
        low: Lower end of the range the lab printed; None if it printed none.
        high: Upper end of it; None if it printed none.
        fasting: Whether the patient had fasted; None if not noted.
        exercise: Whether there was hard exercise in the days before; None if not noted.
        lab: Name of the laboratory; may be empty.
        note: The patient's own words.
        id: The entry's name for life.
    """

    day: date
    analyte: str
    value: Decimal | None
    word: str = ""
    comparator: Comparator = Comparator.EXACTLY
    unit: str = ""
    low: Decimal | None = None
    high: Decimal | None = None
    fasting: bool | None = None
    exercise: bool | None = None
    lab: str = ""
    note: str = ""
    id: str = field(default_factory=new_id)

    def __post_init__(self) -> None:
        if not self.analyte:
            raise ValueError("a result needs to say of what")
        if (self.value is None) != bool(self.word):
            raise ValueError("a result is a number or a word")
        if self.value is not None and not (self.value.is_finite() and self.value >= 0):
            raise ValueError(f"a result is a number from 0 up, not {self.value}")
        if not all(end.is_finite() for end in (self.low, self.high) if end is not None):
            raise ValueError(f"a range has numbers as its ends, not {self.low} to {self.high}")
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError(f"a range goes upwards, not {self.low} to {self.high}")

    @property
    def flag(self) -> str | None:
        """H or L against the lab's own range; None inside it or where no range is known.

        A result such as "< 5" is low only where all it can be lies below the range.
        """
        if self.value is None:
            return None
        return mark(self.value, self.comparator, self.low, self.high)


@dataclass(frozen=True, slots=True, kw_only=True)
class LabLimit:
    """What the patient's doctor named as the limit of a test; one for each analyte.

    Attributes:
        analyte: Id in the catalogue, or the patient's own name for it.
        unit: As typed; empty if there is none.
        low: Lower limit; None if none was named.
        high: Upper limit; None if none was named.
        id: The entry's name for life.
    """

    analyte: str
    unit: str = ""
    low: Decimal | None = None
    high: Decimal | None = None
    id: str = field(default_factory=new_id)

    def __post_init__(self) -> None:
        if self.low is None and self.high is None:
            raise ValueError("a limit needs a number")


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedTest:
    """A day on which blood is to be taken, as the patient entered or chose it.

    Attributes:
        day: The day.
        what: What is to be tested, in the patient's words or those of a template.
        id: The entry's name for life.
    """

    day: date
    what: str = ""
    id: str = field(default_factory=new_id)


def mark(
    value: Number, comparator: Comparator, low: Number | None, high: Number | None
) -> str | None:
    """Return "H" or "L" if all that a result can be lies outside `low` to `high`, else None.

    The ends of the range lie inside it. All numbers are in the same unit.
    """
    if high is not None and comparator is not Comparator.BELOW:
        beyond = comparator is Comparator.ABOVE and value >= high
        if beyond or value > high:
            return "H"
    if low is not None and comparator is not Comparator.ABOVE:
        beyond = comparator is Comparator.BELOW and value <= low
        if beyond or value < low:
            return "L"
    return None
