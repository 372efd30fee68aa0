"""The days of a chart of Trends as CSV, for spreadsheets."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from datetime import timedelta

from isodiary.domain.symptom import WORST
from isodiary.domain.units import thousandth
from isodiary.services.figures.trends import Trends
from isodiary.services.figures.words import name_of, planned_on

BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"
"""Tells spreadsheets that a file is UTF-8."""

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for a formula at the beginning of a cell."""


def trends_csv(trends: Trends, names: Mapping[str, str], *, bom: bool) -> str:
    """Return the days of the chart as CSV: ISO days, dot decimals, nothing for what is not known.

    Args:
        trends: The days.
        names: Words for symptom ids.
        bom: Whether it begins with the mark by which spreadsheets know UTF-8.
    """
    out = io.StringIO()
    out.write(BOM if bom else "")
    writer = csv.writer(out, lineterminator="\r\n")
    heads = (f"{name_of(names, line.symptom)} (0-{WORST})" for line in trends.lines)
    columns = ("day", "planned_mg", "taken_mg", "pause", *heads, "visit", "blood_test")
    writer.writerow([_harmless(column) for column in columns])
    writer.writerows(_rows(trends))
    return out.getvalue()


def _rows(trends: Trends) -> Iterator[list[str]]:
    taken_ug = trends.taken_ug()
    for number in range(trends.period.days):
        day = trends.period.first + timedelta(days=number)
        run = trends.stretch_on(day)
        planned_ug = None if run is None else planned_on(run, day)
        yield [
            day.isoformat(),
            _mg(planned_ug),
            _mg(taken_ug.get(day)),
            "yes" if run is not None and run.phase.pause else "",
            *("" if (level := line.on(day)) is None else str(level) for line in trends.lines),
            "yes" if day in trends.visits else "",
            "yes" if day in trends.labs else "",
        ]


def _mg(amount_ug: int | None) -> str:
    return "" if amount_ug is None else f"{thousandth(amount_ug).normalize():f}"


def _harmless(cell: str) -> str:
    """Return a cell with a quote before what a spreadsheet would take for a formula."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell
