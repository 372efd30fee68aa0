"""The charts of lab results and of weights."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from fractions import Fraction

from isodiary.domain.lab import Comparator
from isodiary.domain.record import Weight
from isodiary.domain.units import GRAMS_IN_A_POUND
from isodiary.report.value_chart import Band, ValueChart, ValuePoint
from isodiary.services.labs.table import LabTrend, TrendPoint, Whose
from isodiary.services.labs.words import cell_mark, mark_words, range_words, with_unit
from isodiary.services.words.days import full_day
from isodiary.services.words.units import counted_words, weight_text

READ = "Left and Right read the days."
MARGIN = 24
"""The days before the first and after the last point are a part of the whole so small."""


def lab_chart(trend: LabTrend) -> ValueChart | None:
    """Return the chart of a test; None if it has no number that can be drawn."""
    if not trend.points:
        return None
    first, last = _ends([point.day for point in trend.points])
    ranges = {band.whose for band in trend.bands}
    limits = () if trend.limit is None else (trend.limit.low, trend.limit.high)
    return ValueChart(
        first=first,
        last=last,
        unit=trend.unit,
        points=tuple(_lab_point(trend, point) for point in trend.points),
        bands=tuple(
            Band(first=band.first, last=band.last, low=band.low, high=band.high)
            for band in trend.bands
        ),
        band_name="default range" if ranges == {Whose.DEFAULT} else "range",
        limits=tuple((limit, "my limit") for limit in limits if limit is not None),
        description=_lab_description(trend),
    )


def weight_chart(weights: Sequence[Weight], unit: str) -> ValueChart | None:
    """Return the chart of weights, oldest first, in kg or lb; None if there is none."""
    if not weights:
        return None
    first, last = _ends([weight.day for weight in weights])
    newest = weights[-1]
    said = f"{counted_words(len(weights), 'weight')}, {full_day(weights[0].day)} to"
    ends = f"{full_day(newest.day)}, newest {weight_text(newest.grams, unit)}. {READ}"
    return ValueChart(
        first=first,
        last=last,
        unit=unit,
        points=tuple(
            ValuePoint(
                day=weight.day,
                value=_in_unit(weight.grams, unit),
                said=weight_text(weight.grams, unit),
            )
            for weight in weights
        ),
        description=f"{said} {ends}",
    )


def _in_unit(grams: int, unit: str) -> Fraction:
    return Fraction(grams) / (1000 if unit == "kg" else Fraction(GRAMS_IN_A_POUND))


def _ends(days: Sequence[date]) -> tuple[date, date]:
    """Return the days of the axis, with a little room before the first and after the last."""
    room = timedelta(days=max(3, (days[-1] - days[0]).days // MARGIN))
    return days[0] - room, days[-1] + room


def _lab_point(trend: LabTrend, point: TrendPoint) -> ValuePoint:
    cell = point.cell
    mark = f", {mark_words(cell)}" if cell.mark else ""
    ranged = range_words(cell.range, trend.unit)
    return ValuePoint(
        day=point.day,
        value=point.value,
        letter=cell_mark(cell),
        exact=point.comparator is Comparator.EXACTLY,
        said=f"{with_unit(cell.text, trend.unit)}{mark}, {ranged}",
    )


def _lab_description(trend: LabTrend) -> str:
    newest = trend.points[-1]
    value = with_unit(newest.cell.text, trend.unit)
    counted = counted_words(len(trend.points), "result")
    first, last = full_day(trend.points[0].day), full_day(newest.day)
    return f"{trend.name}: {counted}, {first} to {last}, newest {value}. {READ}"
