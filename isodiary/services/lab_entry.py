"""Results of a blood test as a patient types them: read field by field, then one change.

Stored as typed. What cannot be a result is said in words beside its field; what is only
unusual is asked once and never blocked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto

from isodiary.domain.catalogue_labs import LabCatalogue
from isodiary.domain.change import Change
from isodiary.domain.lab import LabResult
from isodiary.domain.lab_history import LabHistory


class LabField(Enum):
    """A field of a result's row."""

    NAME = auto()
    VALUE = auto()
    UNIT = auto()
    RANGE = auto()
    NOTE = auto()


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
        result: The result; None where the value is empty or something cannot be read.
        problems: For each field that cannot be read, the sentence that says what to type.
        doubts: What to ask once before it is kept: sentences. Never a reason to refuse.
    """

    typed: TypedResult
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


def offered(
    history: LabHistory, labs: LabCatalogue, *, lab: str = "", modules: frozenset[str] = frozenset()
) -> tuple[Offered, ...]:
    """Return the rows of an empty panel: tests of the newest sample first, then the others.

    Args:
        history: What the diary holds.
        labs: The catalogue.
        lab: The laboratory typed for this sample, whose ranges are remembered.
        modules: Parts of the diary the patient turned on ("pregnancy"); a test of one that
            is off is offered only if it has results.
    """
    raise NotImplementedError


def check(
    typed: TypedResult, sample: Sample, labs: LabCatalogue, *, before: LabResult | None = None
) -> Checked:
    """Read one row. `before` is the result that it amends."""
    raise NotImplementedError


def sample_doubts(sample: Sample, today: date) -> tuple[str, ...]:
    """Return what to ask once about the sample: a day to come, a day long ago."""
    raise NotImplementedError


def panel_doubts(
    checked: Sequence[Checked], sample: Sample, history: LabHistory, today: date
) -> tuple[str, ...]:
    """Return all there is to ask once before a panel is kept, results of that day included."""
    raise NotImplementedError


def log_panel(checked: Sequence[Checked]) -> Change:
    """Return the change that adds the results of a sample; rows without a value are left out.

    Raises:
        Refused: A row cannot be read, a test stands twice, or there is no result at all.
    """
    raise NotImplementedError


def amend_result(before: LabResult, checked: Checked) -> Change | None:
    """Return the change of one result; None where nothing changes.

    Raises:
        Refused: The row cannot be read, or has no value.
    """
    raise NotImplementedError


def amend_sample(results: Sequence[LabResult], sample: Sample) -> Change | None:
    """Return the change that gives results another day, fasting, exercise or laboratory."""
    raise NotImplementedError


def remove_results(results: Sequence[LabResult]) -> Change:
    """Return the change that takes results out of the diary, as one step to undo."""
    raise NotImplementedError


def typed_of(result: LabResult) -> TypedResult:
    """Return a stored result as the fields of its row."""
    raise NotImplementedError


def sample_of(result: LabResult) -> Sample:
    """Return the sample that a stored result belongs to."""
    raise NotImplementedError


def remembered_range(history: LabHistory, analyte: str, lab: str, unit: str) -> str:
    """Return the range this lab printed last for a test in this unit, as typed; else empty."""
    raise NotImplementedError


def unit_changed(
    value: str, analyte: str, old: str, new: str, labs: LabCatalogue
) -> UnitQuestion | None:
    """Return what to ask when `old` becomes `new` after `value` was typed; None: nothing."""
    raise NotImplementedError
