"""Lab results as a table of tests and sample days, and as a line over time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from isodiary.domain.catalogue.labs import LabCatalogue
from isodiary.domain.lab import LabResult
from isodiary.domain.lab_history import LabHistory
from isodiary.services.habits import PLAIN, Habits
from isodiary.services.labs.cells import (
    CellMaker,
    LabCell,
    LabRow,
    LabTable,
    LabTrend,
    RangeBand,
    SampleDay,
    ShownLimit,
    ShownRange,
    TrendPoint,
    Whose,
)
from isodiary.services.labs.units import row_unit, units_of
from isodiary.services.words.units import apart

# Who shows lab results finds all of it here.
__all__ = [
    "LabCell",
    "LabRow",
    "LabTable",
    "LabTrend",
    "RangeBand",
    "SampleDay",
    "ShownLimit",
    "ShownRange",
    "TrendPoint",
    "Whose",
    "lab_table",
    "lab_trend",
]


def lab_table(
    history: LabHistory,
    labs: LabCatalogue,
    units: Mapping[str, str] | None = None,
    habits: Habits = PLAIN,
) -> LabTable:
    """Return the table of all results in `history` (cut it with `history.within` first).

    Args:
        history: The results; the first of each test is the one that changes are counted from.
        labs: The catalogue.
        units: The unit to show a test in, by analyte; else that of the habits or typed last.
        habits: How numbers are shown, and in which units.
    """
    chosen = units or {}
    by_day: defaultdict[date, list[LabResult]] = defaultdict(list)
    by_test: defaultdict[str, list[LabResult]] = defaultdict(list)
    for result in history.results:
        by_day[result.day].append(result)
        by_test[result.analyte].append(result)
    ids = [each for each in labs.analytes if each in by_test]
    ids += sorted(by_test.keys() - set(ids), key=str.casefold)
    # each row looks through its own results only
    own = {each: replace(history, results=tuple(by_test[each])) for each in ids}
    return LabTable(
        days=tuple(_sample_day(day, results) for day, results in by_day.items()),
        rows=tuple(
            _row(_maker(own[each], labs, each, chosen.get(each, ""), habits), own[each], by_day)
            for each in ids
        ),
    )


def lab_trend(
    history: LabHistory,
    labs: LabCatalogue,
    analyte: str,
    unit: str | None = None,
    habits: Habits = PLAIN,
) -> LabTrend:
    """Return one test over time; in `unit`, else in the unit typed last."""
    maker = _maker(history, labs, analyte, unit or "", habits)
    results = history.of(analyte)
    points = tuple(
        TrendPoint(
            day=cell.result.day, value=cell.value, comparator=cell.result.comparator, cell=cell
        )
        for cell in map(maker.cell, results)
        if cell.value is not None
    )
    known = labs.get(analyte)
    return LabTrend(
        name=known.name if known else apart(analyte),
        unit=maker.unit.name,
        decimals=maker.unit.decimals,
        points=points,
        bands=tuple(_bands(points)),
        limit=maker.shown_limit(),
        left_out=len(results) - len(points),
    )


def _row(maker: CellMaker, history: LabHistory, days: Iterable[date]) -> LabRow:
    analyte, analyte_id = maker.unit.analyte, history.results[0].analyte
    by_day: defaultdict[date, list[LabCell]] = defaultdict(list)
    for result in history.of(analyte_id):
        by_day[result.day].append(maker.cell(result))
    return LabRow(
        analyte=analyte_id,
        name=analyte.name if analyte else apart(analyte_id),
        short=analyte.short if analyte else apart(analyte_id),
        unit=maker.unit.name,
        units=units_of(analyte, history, analyte_id),
        cells=tuple(tuple(by_day.get(day, ())) for day in days),
        own=analyte is None,
        enzyme=analyte.enzyme if analyte else False,
        limit=maker.shown_limit(),
    )


def _maker(
    history: LabHistory, labs: LabCatalogue, analyte_id: str, unit: str, habits: Habits
) -> CellMaker:
    numbers = (result for result in history.of(analyte_id) if result.value is not None)
    return CellMaker(
        unit=row_unit(labs.get(analyte_id), history, analyte_id, unit, habits),
        patient=history.patient,
        limit=history.limit_of(analyte_id),
        first=next(numbers, None),
        habits=habits,
    )


def _sample_day(day: date, results: Sequence[LabResult]) -> SampleDay:
    return SampleDay(
        day=day,
        fasting=_same([result.fasting for result in results]),
        exercise=_same([result.exercise for result in results]),
        labs=tuple(dict.fromkeys(result.lab for result in results if result.lab)),
    )


def _same(noted: Sequence[bool | None]) -> bool | None:
    """Return what all of them say, if they say the same."""
    return noted[0] if len(set(noted)) == 1 else None


def _bands(points: Sequence[TrendPoint]) -> list[RangeBand]:
    """Return each range from its first result up to the day of the next with another one."""
    bands: list[RangeBand] = []
    for number, point in enumerate(points):
        held = point.cell.range
        if held is None or (held.low is None and held.high is None):
            continue
        following = points[number + 1].day if number + 1 < len(points) else point.day
        band = RangeBand(
            first=point.day, last=following, low=held.low, high=held.high, whose=held.whose
        )
        if bands and _goes_on(bands[-1], band):
            band = replace(band, first=bands.pop().first)
        bands.append(band)
    return bands


def _goes_on(band: RangeBand, following: RangeBand) -> bool:
    same = (band.low, band.high, band.whose) == (following.low, following.high, following.whose)
    return same and band.last == following.first
