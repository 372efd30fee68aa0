"""Tables as CSV (RFC 4180): written so that a spreadsheet runs nothing, and read back exactly."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import IO

from isodiary.domain.errors import Refused
from isodiary.domain.values import dataclass
from isodiary.language import _, marked, whole
from isodiary.services.exchange.found import shortened
from isodiary.services.exchange.source import LONG_LINE, MOST_LINE, lines

BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"
"""Tells spreadsheets that a file is UTF-8."""

HARMLESS = "'"
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a spreadsheet takes for a formula at the beginning of a cell, also in its wide form."""

NOT_CSV = marked("This file is not the table that it should be. Nothing was changed.")

_NUMBER = re.compile(r"-?\d+(\.\d+)?")


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of a table.

    Attributes:
        number: From 1, without the line of heads.
        raw: As it stands in the file, shortened.
        cells: Its cells.
    """

    number: int
    raw: str
    cells: tuple[str, ...]

    def named(self, heads: Sequence[str]) -> dict[str, str]:
        """Return its cells by their heads; what a row lacks at its end is not in it."""
        return dict(zip(heads, self.cells, strict=False))


def harmless(cell: str) -> str:
    """Return a cell with a quote before what a spreadsheet would run; a number is none."""
    if cell.startswith((*FORMULA, HARMLESS)) and not _NUMBER.fullmatch(cell):
        return f"{HARMLESS}{cell}"
    return cell


def exact(cell: str) -> str:
    """Return what `harmless` was given."""
    return cell[1:] if cell.startswith(HARMLESS) else cell


def write_rows(out: IO[str], rows: Iterable[Sequence[str]], *, bom: bool) -> None:
    """Write rows as CSV; the file is opened with `newline=""`."""
    if bom:
        out.write(BOM)
    writer = csv.writer(out, lineterminator="\r\n")
    for row in rows:
        writer.writerow([cell if cell.isalnum() else harmless(cell) for cell in row])


def read_rows(text: IO[str], separator: str = ",") -> Iterator[TableRow]:
    """Yield the rows of a table, the line of heads first as number 0; empty lines are no rows.

    Raises:
        Refused: A row has no end, or the file is no table.
    """
    kept: list[str] = []
    held = 0

    def noted() -> Iterator[str]:
        nonlocal held
        for line in lines(text):
            kept.append(line)
            held += len(line)
            if held > MOST_LINE:  # a quote that is never closed takes all the rest for one cell
                raise Refused(_(LONG_LINE).format(most=whole(MOST_LINE)))
            yield line

    number = 0
    try:
        for cells in csv.reader(noted(), delimiter=separator, strict=False):
            if cells:
                yield TableRow(number, shortened("".join(kept).rstrip("\r\n")), tuple(cells))
                number += 1
            kept.clear()
            held = 0
    except csv.Error as error:
        raise Refused(_(NOT_CSV)) from error
