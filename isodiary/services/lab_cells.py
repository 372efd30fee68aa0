"""One lab result as it is shown: converted, held against its range, counted from the first."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from isodiary.domain.lab import Comparator, LabLimit, LabResult, Number, mark
from isodiary.domain.record import Patient
from isodiary.domain.units import rounded
from isodiary.services.lab_units import Exact, RowUnit, range_text, signed, value_text
from isodiary.services.lab_values import LabCell, ShownLimit, ShownRange, Whose
from isodiary.services.words import HARD, grouped, joined


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnRange:
    """The range a result is held against, in the result's own unit."""

    low: Number | None
    high: Number | None
    whose: Whose


@dataclass(frozen=True, slots=True, kw_only=True)
class CellMaker:
    """Makes the cells of one row.

    Attributes:
        unit: Of the row.
        patient: Whose results they are.
        limit: What the doctor named; None if nothing was.
        first: The result that changes are counted from; None if no result is a number.
    """

    unit: RowUnit
    patient: Patient
    limit: LabLimit | None
    first: LabResult | None

    def cell(self, result: LabResult) -> LabCell:
        """Return a result as it is shown."""
        value = self.unit.exact(result.value, result.unit)
        own = self._range(result)
        times = self._times_upper(result, own)
        change = self._change(result, value)
        return LabCell(
            result=result,
            value=value,
            text=value_text(result, value, self.unit),
            converted=value is not None and not self.unit.is_of(result.unit),
            range=self._shown(own, result) if own else None,
            mark=_mark(result.value, result.comparator, own) if own else "",
            times_upper=times,
            times_text="" if times is None else grouped(rounded(times, 2)),
            change=change,
            change_text="" if change is None else signed(change, self._decimals(result)),
            beyond_limit=self._beyond_limit(result),
        )

    def shown_limit(self) -> ShownLimit | None:
        """Return the doctor's limit in the unit of the row."""
        if self.limit is None:
            return None
        low, high, unit = self.limit.low, self.limit.high, self.limit.unit
        parts = [] if low is None else [f"at least {grouped(low)}"]
        parts += [] if high is None else [f"at most {grouped(high)}"]
        return ShownLimit(
            low=self.unit.exact(low, unit),
            high=self.unit.exact(high, unit),
            text=f"{joined(parts)}{HARD}{unit}".rstrip(),
        )

    def _range(self, result: LabResult) -> OwnRange | None:
        """Return the lab's own range, else a default one."""
        if result.value is None:
            return None
        if result.low is not None or result.high is not None:
            return OwnRange(low=result.low, high=result.high, whose=Whose.LAB)
        analyte = self.unit.analyte
        unit = analyte.unit(result.unit) if analyte else None
        if analyte is None or unit is None:
            return None
        ends = analyte.default_range(unit, self.patient, result.day, result.fasting)
        return OwnRange(low=ends[0], high=ends[1], whose=Whose.DEFAULT) if ends else None

    def _shown(self, own: OwnRange, result: LabResult) -> ShownRange:
        low, high = (self.unit.exact(end, result.unit) for end in (own.low, own.high))
        # where nothing converts, the range stands in the unit that the result stands in
        as_typed = low is None and high is None
        unit = replace(self.unit, name=result.unit, known=None) if as_typed else self.unit
        text = range_text(*(unit.text(end, result.unit) for end in (own.low, own.high)))
        in_unit = f"{text}{HARD}{result.unit}".rstrip()
        return ShownRange(low=low, high=high, whose=own.whose, text=in_unit if as_typed else text)

    def _times_upper(self, result: LabResult, own: OwnRange | None) -> Fraction | None:
        enzyme = self.unit.analyte is not None and self.unit.analyte.enzyme
        if not enzyme or own is None or not own.high or not _is_exact(result):
            return None
        assert result.value is not None
        return Fraction(result.value) / Fraction(own.high)

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
        return mark(value, result.comparator, self.limit.low, self.limit.high) or ""


def _mark(value: Number | None, comparator: Comparator, own: OwnRange) -> str:
    return "" if value is None else mark(value, comparator, own.low, own.high) or ""


def _is_exact(result: LabResult) -> bool:
    return result.value is not None and result.comparator is Comparator.EXACTLY


def _decimals_of(value: Decimal | None) -> int:
    return 0 if value is None else max(0, -int(value.as_tuple().exponent))
