"""What page, paper and `--json` share of lab results: a table, and a line over time.

Results stay as stored; what is shown in another unit is converted for the eye alone. Every
number is exact, every text is made once, by `lab_figures`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum, auto
from fractions import Fraction

from isodiary.domain.lab import Comparator, LabResult


class Whose(Enum):
    """Where a range comes from."""

    LAB = auto()
    DEFAULT = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownRange:
    """A range in the unit of its row.

    Attributes:
        low: Lower end, exact; None if it is open, or does not convert.
        high: Upper end, exact; None if it is open, or does not convert.
        whose: The lab's own, or a common default.
        text: "7–45", "≤ 1.7" or "≥ 40", rounded if converted; with the result's unit behind it
            where that does not convert.
    """

    low: Fraction | None
    high: Fraction | None
    whose: Whose
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LabCell:
    """One result as it is shown.

    Attributes:
        result: As it is stored.
        value: In the unit of its row, exact; None for a word, or a unit that does not convert.
        text: "52", "< 5", "1.90 mmol/L" (a unit that does not convert), "negative".
        converted: Whether `value` is in another unit than the result was typed in.
        range: The lab's range, else a default one, else None.
        mark: "H" or "L" against `range`, both in the unit the result was typed in; else empty.
        times_upper: Multiple of the range's upper end, of an enzyme; None if not to be had.
        times_text: "2.40", or empty.
        change: From the first result of the row, exact; None for the first and where one of
            the two is no exact number.
        change_text: "+12", "−0.3", "0", or empty.
        beyond_limit: "H" or "L" against the doctor's limit, else empty.
    """

    result: LabResult
    value: Fraction | None
    text: str
    converted: bool
    range: ShownRange | None
    mark: str
    times_upper: Fraction | None
    times_text: str
    change: Fraction | None
    change_text: str
    beyond_limit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownLimit:
    """What the patient's doctor named as the limit.

    Attributes:
        low: In the unit of the row, exact; None if open or not convertible.
        high: Likewise.
        text: "at most 100 U/L", in the unit it was typed in.
    """

    low: Fraction | None
    high: Fraction | None
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LabRow:
    """One test over all samples.

    Attributes:
        analyte: Id in the catalogue, or the patient's own name.
        name: In words.
        short: The same for a narrow column.
        unit: Of all numbers in the row; empty if there is none.
        units: The units the row can be shown in.
        cells: For each sample day the results of that day, mostly none or one.
        own: Whether it is a test of the patient's own.
        enzyme: Whether it is read in multiples of the upper limit.
        limit: What the doctor named; None if nothing was.
    """

    analyte: str
    name: str
    short: str
    unit: str
    units: tuple[str, ...]
    cells: tuple[tuple[LabCell, ...], ...]
    own: bool
    enzyme: bool
    limit: ShownLimit | None

    @property
    def newest(self) -> LabCell | None:
        """The newest result."""
        return next((cells[-1] for cells in reversed(self.cells) if cells), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleDay:
    """The head of a column.

    Attributes:
        day: Day of the sample.
        fasting: What is noted of all its results; None if not noted, or of some only.
        exercise: Likewise.
        labs: The laboratories named, mostly none or one.
    """

    day: date
    fasting: bool | None
    exercise: bool | None
    labs: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LabTable:
    """Tests by sample day, oldest first; rows in the catalogue's order, own tests last."""

    days: tuple[SampleDay, ...]
    rows: tuple[LabRow, ...]

    @property
    def with_defaults(self) -> bool:
        """Whether any range in it is a default one, which has to be said beside it."""
        cells = (cell for row in self.rows for day in row.cells for cell in day)
        return any(cell.range is not None and cell.range.whose is Whose.DEFAULT for cell in cells)


@dataclass(frozen=True, slots=True, kw_only=True)
class TrendPoint:
    """A number of a trend.

    Attributes:
        day: Day of the sample.
        value: In the unit of the trend, exact.
        comparator: "<" or ">" where the lab could not measure it exactly.
        cell: The same as the table shows it.
    """

    day: date
    value: Fraction
    comparator: Comparator
    cell: LabCell


@dataclass(frozen=True, slots=True, kw_only=True)
class RangeBand:
    """A stretch of days over which one range held, in the unit of the trend."""

    first: date
    last: date
    low: Fraction | None
    high: Fraction | None
    whose: Whose


@dataclass(frozen=True, slots=True, kw_only=True)
class LabTrend:
    """One test over time, for a chart.

    Attributes:
        name: In words.
        unit: Of all its numbers.
        decimals: How many the axis and a read-out show.
        points: Its numbers, oldest first.
        bands: The ranges, from the result each was printed with to the next result.
        limit: What the doctor named; None if nothing was.
        left_out: Results that are words or in a unit that does not convert.
    """

    name: str
    unit: str
    decimals: int
    points: tuple[TrendPoint, ...]
    bands: tuple[RangeBand, ...]
    limit: ShownLimit | None
    left_out: int
