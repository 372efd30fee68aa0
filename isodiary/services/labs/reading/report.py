"""What was read of a lab report, what has to be asked, and what was answered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from isodiary.domain.lab import Comparator, LabRange
from isodiary.domain.values import dataclass


class Role(StrEnum):
    """What stands in a column of a report."""

    TEST = "test"
    VALUE = "value"
    PREVIOUS = "previous"
    RANGE = "range"
    LOW = "low"
    HIGH = "high"
    UNIT = "unit"
    FLAG = "flag"
    DATE = "date"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportColumn:
    """One column of the first table of a report.

    Attributes:
        role: What stands in it.
        day: Day of the sample that its head names; None if it names none.
        day_text: A day at its head that can be read in two ways; empty if there is none.
        start, end: Where its head stands in the line.
        label: The head as it is printed; empty if the report has no heads.
    """

    role: Role
    day: date | None = None
    day_text: str = ""
    start: int = 0
    end: int = 0
    label: str = ""


class Ask(StrEnum):
    """What a question is about."""

    NAME = "name"
    NUMBER = "number"
    UNIT = "unit"
    WHICH = "which"
    DAY = "day"


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenQuestion:
    """Something that the report leaves open.

    Attributes:
        line: Number of the line, from 1; 0 for the whole report.
        text: The line.
        about: What it is about.
        name: Of the test, in words.
        printed: The figure or name as it is printed.
        choices: The answers that are possible: an id, numbers, units, or days in ISO text.
        sample: Which of the values of the line it is about, from 0.
    """

    line: int
    text: str
    about: Ask
    name: str = ""
    printed: str = ""
    choices: tuple[str, ...] = ()
    sample: int = 0


class LeftOut(StrEnum):
    """Why a line is left out."""

    OTHER_TEST = "other test"
    UNKNOWN_TEST = "unknown test"
    NOT_BLOOD = "not blood"
    NO_VALUE = "no value"
    OTHER_UNIT = "other unit"
    TWICE = "twice"
    TOO_LONG = "too long"
    NOT_SURE = "not sure"
    LEFT_OUT = "left out"


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """A line that is left out, and why.

    Attributes:
        line: Its number, from 1.
        text: The line, tidied.
        why: The reason.
        own: What it could be kept as under its own name; None if it has no value.
    """

    line: int
    text: str
    why: LeftOut
    own: ReadResult | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadResult:
    """One result as it is printed.

    Attributes:
        line: Number of the line with its name, from 1.
        name: As the report calls it.
        analyte: The test's id, or the patient's own name for it; None if it is only proposed.
        proposed: Id of the test that is perhaps meant; None if there is no doubt.
        value: The number with its decimals; None for a word.
        word: A result in words.
        comparator: What stands before the number.
        unit: As the catalogue writes it.
        ends: The range printed with it.
        part: Its place among the results of its line, from 1; 0 for the only one.
    """

    line: int
    name: str
    analyte: str | None
    proposed: str | None = None
    value: Decimal | None = None
    word: str = ""
    comparator: Comparator = Comparator.EXACTLY
    unit: str = ""
    ends: LabRange = field(default_factory=LabRange)
    part: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportSample:
    """The results of one day.

    Attributes:
        day: The day; None if the report does not say it, or it can be read in two ways.
        fasting: Whether the report says that the patient had fasted; None if it does not.
        results: In the order of the report.
    """

    day: date | None
    fasting: bool | None
    results: tuple[ReadResult, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LabReport:
    """A report, read.

    Attributes:
        lines: Its lines as they were pasted.
        samples: The newest first, each with the results that are sure or proposed.
        questions: What is open, in the order of the lines.
        unread: Lines that are left out.
        columns: Those of its first table, with heads or by the shapes of the cells.
        told: Lines that have no result, but heads or the day of the sample.
    """

    lines: tuple[str, ...]
    samples: tuple[ReportSample, ...] = ()
    questions: tuple[OpenQuestion, ...] = ()
    unread: tuple[Unread, ...] = ()
    columns: tuple[ReportColumn, ...] = ()
    told: tuple[int, ...] = ()

    @property
    def left(self) -> bool:
        """Whether anything of it would not be taken."""
        return bool(self.questions or self.unread)


OWN_NAME = "="
"""The answer that a test is kept under its own name."""
LEAVE_OUT = ""
"""The answer that a line is not taken."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What the patient said about a report.

    Attributes:
        roles: What stands in a column, by its place.
        names: The test of a line: an id, `OWN_NAME` or `LEAVE_OUT`.
        numbers: Which reading of a line's value is meant, by line and place of the value.
        units: The unit of a line.
        day: Day of the newest sample; None if the report is to say it.
        month_first: Whether the month stands first between slashes; None if it is to show itself.
    """

    roles: Mapping[int, Role] = field(default_factory=dict)
    names: Mapping[int, str] = field(default_factory=dict)
    numbers: Mapping[tuple[int, int], str] = field(default_factory=dict)
    units: Mapping[int, str] = field(default_factory=dict)
    day: date | None = None
    month_first: bool | None = None
