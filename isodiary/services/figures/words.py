"""The numbers of Trends in words, for the line beside the chart, a screen reader and a file."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from isodiary.domain.symptom import WORST
from isodiary.domain.timeline import Stretch
from isodiary.domain.units import thousandth
from isodiary.services.figures.trends import Trends, open_slots
from isodiary.services.habits import PLAIN, Habits
from isodiary.services.words.days import day_name, full_day
from isodiary.services.words.units import counted_words, mg_text

SEVERITIES = ("none", "mild", "moderate", "severe")
BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"
"""Tells spreadsheets that a file is UTF-8."""

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for a formula at the beginning of a cell."""


def name_of(names: Mapping[str, str], symptom: str) -> str:
    """Return the name of a symptom on one line; its id if it has none."""
    return " ".join(names.get(symptom, symptom).split())


def day_values(trends: Trends, names: Mapping[str, str], day: date, habits: Habits = PLAIN) -> str:
    """Return everything the chart shows of a day."""
    said = [dose_words(trends, day, habits)]
    for line in trends.lines:
        said.append(f"{name_of(names, line.symptom)} {severity_words(line.on(day))}")
    said += ["visit"] * (day in trends.visits) + ["blood test"] * (day in trends.labs)
    return f"{day_name(day)[:3]} {full_day(day)}: {'; '.join(said)}."


def dose_words(trends: Trends, day: date, habits: Habits = PLAIN) -> str:
    """Return "40 mg taken of 40 mg planned"."""
    run = trends.stretch_on(day)
    doses = trends.doses.get(day)
    if run is None:
        planned = "no course"
    elif run.phase.pause:
        planned = "pause"
    elif not run.phase.slots_on(day):
        planned = "no dose planned"
    else:
        planned = f"{mg_text(_planned_ug(run, day), habits)} planned"
    if doses is None:
        slots = run.phase.slots_on(day) if run is not None else ()
        return f"dose not recorded, {planned}" if slots else planned
    if not doses.known and not doses.amount_ug:
        return f"dose not known, {planned}"
    taken = f"{mg_text(doses.amount_ug, habits)} taken, {planned}"
    still_open = open_slots(run, doses)
    return f"{taken}, {counted_words(still_open, 'dose')} open" if still_open else taken


def severity_words(severity: int | None) -> str:
    """Return "2 moderate", or "not recorded"."""
    return "not recorded" if severity is None else f"{severity} {SEVERITIES[severity]}"


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
        planned_ug = None if run is None else _planned_ug(run, day)
        yield [
            day.isoformat(),
            _mg(planned_ug),
            _mg(taken_ug.get(day)),
            "yes" if run is not None and run.phase.pause else "",
            *("" if (level := line.on(day)) is None else str(level) for line in trends.lines),
            "yes" if day in trends.visits else "",
            "yes" if day in trends.labs else "",
        ]


def _planned_ug(run: Stretch, day: date) -> int:
    return sum(slot.amount_ug for slot in run.phase.slots_on(day))


def _mg(amount_ug: int | None) -> str:
    return "" if amount_ug is None else f"{thousandth(amount_ug).normalize():f}"


def _harmless(cell: str) -> str:
    """Return a cell with a quote before what a spreadsheet would take for a formula."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell
