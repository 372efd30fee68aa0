"""One lab result as it is shown: converted, held against its range, counted from the first.

Page, paper and `--json` share it. Results stay as stored; what is shown in another unit is
converted for the eye alone. Every number is exact, and every text is made once.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from enum import Enum, auto
from fractions import Fraction

from isodiary.domain.lab import Comparator, LabLimit, LabRange, LabResult, mark
from isodiary.domain.record import Patient
from isodiary.domain.units import rounded
from isodiary.domain.values import dataclass
from isodiary.language import _
from isodiary.services.habits import PLAIN, Habits
from isodiary.services.labs.units import Exact, RowUnit, range_text, signed, value_text
from isodiary.services.words.units import HARD, grouped, joined


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
        text: "7–45", "< 1.7" or "≥ 40", rounded if converted; with the result's unit behind it
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
        short: "≤ 100", in the unit of the row; empty if it does not convert.
    """

    low: Fraction | None
    high: Fraction | None
    text: str
    short: str


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


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnRange:
    """The range a result is held against, in the result's own unit."""

    ends: LabRange
    whose: Whose


@dataclass(frozen=True, slots=True, kw_only=True)
class CellMaker:
    """Makes the cells of one row.

    Attributes:
        unit: Of the row.
        patient: Whose results they are.
        limit: What the doctor named; None if nothing was.
        first: The result that changes are counted from; None if no result is a number.
        habits: How numbers are shown.
    """

    unit: RowUnit
    patient: Patient
    limit: LabLimit | None
    first: LabResult | None
    habits: Habits = PLAIN

    def cell(self, result: LabResult) -> LabCell:
        """Return a result as it is shown."""
        value = self.unit.exact(result.value, result.unit)
        own = self._range(result)
        times = self._times_upper(result, own)
        change = self._change(result, value)
        return LabCell(
            result=result,
            value=value,
            text=value_text(result, value, self.unit, self.habits),
            converted=value is not None and not self.unit.is_of(result.unit),
            range=self._shown(own, result) if own else None,
            mark=_mark(result, own) if own else "",
            times_upper=times,
            times_text="" if times is None else grouped(rounded(times, 2), self.habits),
            change=change,
            change_text=""
            if change is None
            else signed(change, self._decimals(result), self.habits),
            beyond_limit=self._beyond_limit(result),
        )

    def shown_limit(self) -> ShownLimit | None:
        """Return the doctor's limit in the unit of the row."""
        if self.limit is None:
            return None
        low, high, unit = self.limit.low, self.limit.high, self.limit.unit
        parts = (
            [] if low is None else [_("at least {number}").format(number=grouped(low, self.habits))]
        )
        parts += (
            []
            if high is None
            else [_("at most {number}").format(number=grouped(high, self.habits))]
        )
        return ShownLimit(
            low=self.unit.exact(low, unit),
            high=self.unit.exact(high, unit),
            text=f"{joined(parts)}{HARD}{unit}".rstrip(),
            short=range_text(
                self.unit.text(low, unit, self.habits), self.unit.text(high, unit, self.habits)
            ),
        )

    def _range(self, result: LabResult) -> OwnRange | None:
        """Return the lab's own range, else a default one."""
        if result.value is None:
            return None
        if result.range:
            return OwnRange(ends=result.range, whose=Whose.LAB)
        analyte = self.unit.analyte
        unit = analyte.unit(result.unit) if analyte else None
        if analyte is None or unit is None:
            return None
        ends = analyte.default_range(unit, self.patient, result.day, result.fasting)
        return OwnRange(ends=LabRange(*ends), whose=Whose.DEFAULT) if ends else None

    def _shown(self, own: OwnRange, result: LabResult) -> ShownRange:
        ends = own.ends
        low, high = (self.unit.exact(end, result.unit) for end in (ends.low, ends.high))
        # where nothing converts, the range stands in the unit that the result stands in
        as_typed = low is None and high is None
        unit = replace(self.unit, name=result.unit, known=None) if as_typed else self.unit
        lowest, highest = (
            unit.text(end, result.unit, self.habits) for end in (ends.low, ends.high)
        )
        text = range_text(lowest, highest, ends)
        in_unit = f"{text}{HARD}{result.unit}".rstrip()
        return ShownRange(low=low, high=high, whose=own.whose, text=in_unit if as_typed else text)

    def _times_upper(self, result: LabResult, own: OwnRange | None) -> Fraction | None:
        enzyme = self.unit.analyte is not None and self.unit.analyte.enzyme
        if not enzyme or own is None or not own.ends.high or not _is_exact(result):
            return None
        assert result.value is not None
        return Fraction(result.value) / Fraction(own.ends.high)

    def _change(self, result: LabResult, value: Exact) -> Fraction | None:
        if self.first is None or result.id == self.first.id or value is None:
            return None
        first = self.unit.exact(self.first.value, self.first.unit)
        if first is None or not (_is_exact(result) and _is_exact(self.first)):
            return None
        return value - first

    def _decimals(self, result: LabResult) -> int:
        """Return the decimals of a change: those typed, or of the unit once one is converted."""
        assert self.first is not None
        typed = [result, self.first]
        if not all(self.unit.is_of(each.unit) for each in typed):
            return self.unit.decimals
        return max(_decimals_of(each.value) for each in typed)

    def _beyond_limit(self, result: LabResult) -> str:
        if self.limit is None:
            return ""
        analyte, unit = self.unit.analyte, self.limit.unit
        known = analyte.unit(unit) if analyte else None
        value = RowUnit(analyte=analyte, name=unit, known=known).exact(result.value, result.unit)
        if value is None:
            return ""
        return mark(value, result.comparator, LabRange(self.limit.low, self.limit.high)) or ""


def _mark(result: LabResult, own: OwnRange) -> str:
    return "" if result.value is None else mark(result.value, result.comparator, own.ends) or ""


def _is_exact(result: LabResult) -> bool:
    return result.value is not None and result.comparator is Comparator.EXACTLY


def _decimals_of(value: Decimal | None) -> int:
    return 0 if value is None else max(0, -int(value.as_tuple().exponent))
