"""The rows of a panel of lab results: what is offered, what was typed, what was read."""

from __future__ import annotations

from datetime import date
from enum import Enum, auto

from isodiary.domain.lab import LabResult
from isodiary.domain.values import dataclass


class LabField(Enum):
    """A field of a result's row."""

    NAME = auto()
    VALUE = auto()
    UNIT = auto()
    RANGE = auto()
    NOTE = auto()
    LAB = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """What the results of one blood test share.

    Attributes:
        day: Day of the sample, not of the report.
        fasting: Whether the patient had fasted; None if not noted.
        exercise: Whether there was hard exercise in the days before; None if not noted.
        lab: Name of the laboratory; may be empty.
    """

    day: date
    fasting: bool | None = None
    exercise: bool | None = None
    lab: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedResult:
    """One row of the dialog as typed, nothing read yet.

    Attributes:
        analyte: Id in the catalogue, or the patient's own name for the test.
        value: "52", "1,90", "< 5" or a word; empty: not tested this time.
        unit: As chosen or typed; empty if there is none.
        range: The lab's range, such as "7-45" or "< 1.7"; empty if it printed none.
        note: The patient's own words.
    """

    analyte: str
    value: str = ""
    unit: str = ""
    range: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """One row that an empty panel begins with.

    Attributes:
        typed: Its fields: the unit typed last, and the range of the same lab in that unit.
        name: The test's name, in words.
        units: The units to choose from, best first; empty for a test of words or of one's own.
        words: The answers of a test that answers in words; empty for a number.
        in_last_panel: Whether it was tested in the newest sample.
        fasting: Whether fasting matters for it.
    """

    typed: TypedResult
    name: str
    units: tuple[str, ...]
    words: tuple[str, ...]
    in_last_panel: bool
    fasting: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """A row, read.

    Attributes:
        typed: What was typed.
        name: The test's short name, in words.
        result: The result; None where the value is empty or something cannot be read.
        problems: For each field that cannot be read, the sentence that says what to type.
        doubts: What to ask once before it is kept: sentences. Never a reason to refuse.
    """

    typed: TypedResult
    name: str
    result: LabResult | None
    problems: tuple[tuple[LabField, str], ...] = ()
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitQuestion:
    """What to ask when the unit is changed after the value was typed.

    Attributes:
        sentence: The question.
        kept: The value with its number as typed.
        converted: The value in the new unit, rounded as that unit is shown; None if the two
            do not convert, and the question is only whether the number was meant.
    """

    sentence: str
    kept: str
    converted: str | None
