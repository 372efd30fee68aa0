"""Lab results in words, for tooltips, screen readers and the lines below the table."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from isodiary.language import _, marked
from isodiary.services.labs.table import LabCell, LabRow, LabTable, SampleDay, ShownRange, Whose
from isodiary.services.words.days import full_day, short_day
from isodiary.services.words.units import HARD, apart, capital, joined

DEFAULT_SIGN = "*"
"""Stands behind a value that is held against a default range."""

MARKS = {"H": marked("H, above the range"), "L": marked("L, below the range")}
BEYOND = {
    "H": marked("above my doctor’s limit, {limit}"),
    "L": marked("below my doctor’s limit, {limit}"),
}
EXERCISE = {True: marked("after exercise"), False: marked("no exercise before")}
FASTING = {True: marked("fasting"), False: marked("not fasting")}


def value_text(row: LabRow, cell: LabCell) -> str:
    """Return "52 U/L", or a word."""
    return with_unit(cell.text, row.unit if cell.value is not None else "")


def with_unit(text: str, unit: str) -> str:
    """Return a number with its unit, if it has one."""
    return f"{text}{HARD}{unit}" if unit else text


def cell_mark(cell: LabCell) -> str:
    """Return "H", "L*" or "*": the letter, and the sign of a default range."""
    default = cell.range is not None and cell.range.whose is Whose.DEFAULT
    return cell.mark + (DEFAULT_SIGN if default else "")


def mark_words(cell: LabCell) -> str:
    """Return "H, above the range"; empty for none."""
    return _(MARKS[cell.mark]) if cell.mark in MARKS else ""


def range_beside(shown: ShownRange | None) -> str:
    """Return "7–45", or "7–45*" for a default one; empty for none."""
    return "" if shown is None else shown.text + _sign(shown)


def range_words(shown: ShownRange | None, unit: str, lab: str = "") -> str:
    """Return "range 7–45 U/L, as the lab printed it"."""
    if shown is None:
        return _("no range is known")
    if shown.whose is not Whose.LAB:
        said = _("range {range}, a common default, not your lab’s")
    elif lab:
        said = _("range {range}, as {lab} printed it")
    else:
        said = _("range {range}, as the lab printed it")
    return said.format(range=with_unit(shown.text, unit), lab=lab)


def row_range_text(row: LabRow) -> str:
    """Return the unit and the range of the newest result: "U/L, 7–45"."""
    newest = row.newest
    shown = newest.range if newest is not None else None
    text = "" if shown is None else shown.text + _sign(shown)
    return ", ".join(part for part in (row.unit, text) if part)


def cell_words(row: LabRow, day: date, cell: LabCell | None) -> str:
    """Return all there is to say about one place of the table."""
    start = f"{row.name}, {full_day(day)}"
    if cell is None:
        return _("{where}: no result.").format(where=start)
    mark = f", {mark_words(cell)}" if cell.mark else ""
    said = [f"{start}: {value_text(row, cell)}{mark}", *_facts(row, cell)]
    return f"{'. '.join(capital(each) for each in said)}."


def day_heading(sample: SampleDay, today: date) -> str:
    """Return the head of a column: "3 Nov", with its year where that is another."""
    return short_day(sample.day) if sample.day.year == today.year else full_day(sample.day)


def sample_words(sample: SampleDay) -> str:
    """Return "3 Nov 2026, fasting, no exercise before, Diagnostyka"."""
    return ", ".join((full_day(sample.day), *_circumstances(sample)))


def limits_words(rows: Iterable[LabRow]) -> str:
    """Return what the doctor named, of the tests that are shown; empty if nothing."""
    named = [f"{row.short} {row.limit.text}" for row in rows if row.limit is not None]
    return _("My doctor’s limits: {limits}.").format(limits=joined(named)) if named else ""


def legend_words(table: LabTable) -> str:
    """Explain the signs that stand in a table, and only those."""
    cells = [cell for row in table.rows for day in row.cells for cell in day]
    said = []
    if any(cell.mark for cell in cells):
        said.append(_("H, L: above or below the range of that result."))
    if table.with_defaults:
        said.append(
            _("{sign} a common default range, because no range of the lab is noted.").format(
                sign=DEFAULT_SIGN
            )
        )
    if any(cell.change_text for cell in cells):
        said.append(_("+, −: the change since the first result."))
    if any(cell.beyond_limit for cell in cells):
        said.append(_("Triangle: beyond my doctor’s limit."))
    return " ".join(said)


def _facts(row: LabRow, cell: LabCell) -> list[str]:
    result = cell.result
    facts = [range_words(cell.range, row.unit, apart(result.lab))]
    if cell.times_text:
        facts.append(_("{number} times the upper end of the range").format(number=cell.times_text))
    if cell.change_text:
        facts.append(
            _("{change} since the first result").format(
                change=with_unit(cell.change_text, row.unit)
            )
        )
    if cell.beyond_limit and row.limit is not None:
        facts.append(_(BEYOND[cell.beyond_limit]).format(limit=row.limit.text))
    if cell.converted:
        typed = f"{result.comparator.sign}{result.value}"
        facts.append(_("typed as {value}").format(value=with_unit(typed, result.unit)))
    facts += [_(words[known]) for words, known in _noted(result.fasting, result.exercise)]
    return [*facts, apart(result.note)] if result.note else facts


def _circumstances(sample: SampleDay) -> list[str]:
    noted = [_(words[known]) for words, known in _noted(sample.fasting, sample.exercise)]
    return [*noted, *sample.labs]


def _noted(fasting: bool | None, exercise: bool | None) -> list[tuple[dict[bool, str], bool]]:
    pairs = ((FASTING, fasting), (EXERCISE, exercise))
    return [(words, known) for words, known in pairs if known is not None]


def _sign(shown: ShownRange) -> str:
    return DEFAULT_SIGN if shown.whose is Whose.DEFAULT else ""
