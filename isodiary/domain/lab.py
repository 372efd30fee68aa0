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
    AT_MOST = "<="
    ABOVE = ">"
    AT_LEAST = ">="

    @property
    def sign(self) -> str:
        """The sign as it is shown: "≤" for "<="."""
        return _SIGNS.get(self, str(self))


_SIGNS = {Comparator.AT_MOST: "≤", Comparator.AT_LEAST: "≥"}


@dataclass(frozen=True, slots=True)
class LabRange:
    """A range of a test; its ends lie inside it unless they are strict, as in "<150".

    Attributes:
        low: Lower end; None if it is open.
        high: Upper end; None if it is open.
        low_strict: Whether the lower end itself lies outside.
        high_strict: Whether the upper end itself lies outside.
    """

    low: Number | None = None
    high: Number | None = None
    low_strict: bool = False
    high_strict: bool = False

    def __bool__(self) -> bool:
        return self.low is not None or self.high is not None

    @property
    def at_most(self) -> str:
        """The sign before an upper end that stands alone."""
        return "<" if self.high_strict else "≤"

    @property
    def at_least(self) -> str:
        """The sign before a lower end that stands alone."""
        return ">" if self.low_strict else "≥"


@dataclass(frozen=True, slots=True, kw_only=True)
class LabResult:
    """One result, stored as it was typed; units are converted only for display.

    Attributes:
        day: Day of the sample, not of the report.
        analyte: Id in the catalogue, or the patient's own name for it.
        value: The number as typed, with its decimals; None for a word.
        word: A result in words ("negative"); empty if it is a number.
        comparator: What is printed before the value, mostly nothing.
        unit: As typed; empty if there is none.
        low: Lower end of the range the lab printed; None if it printed none.
        high: Upper end of it; None if it printed none.
        low_strict: Whether it printed "> low", so that the end itself lies outside.
        high_strict: Whether it printed "< high", likewise.
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
    low_strict: bool = False
    high_strict: bool = False
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
        if (self.low_strict and self.low is None) or (self.high_strict and self.high is None):
            raise ValueError("an end that is not there is not strict")

    @property
    def range(self) -> LabRange:
        """The range the lab printed; false if it printed none."""
        return LabRange(self.low, self.high, self.low_strict, self.high_strict)

    @property
    def flag(self) -> str | None:
        """H or L against the lab's own range; None inside it or where no range is known.

        A result such as "< 5" is low only where all it can be lies below the range.
        """
        if self.value is None:
            return None
        return mark(self.value, self.comparator, self.range)


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


def mark(value: Number, comparator: Comparator, within: LabRange) -> str | None:
    """Return "H" or "L" if all that a result can be lies outside a range, else None.

    All numbers are in the same unit.
    """
    low, high = within.low, within.high
    if high is not None and comparator not in (Comparator.BELOW, Comparator.AT_MOST):
        end_is_out = within.high_strict or comparator is Comparator.ABOVE
        if value > high or (end_is_out and value == high):
            return "H"
    if low is not None and comparator not in (Comparator.ABOVE, Comparator.AT_LEAST):
        end_is_out = within.low_strict or comparator is Comparator.BELOW
        if value < low or (end_is_out and value == low):
            return "L"
    return None
