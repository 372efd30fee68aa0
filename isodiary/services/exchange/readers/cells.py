"""Tables of other programs, told by their heads and read row by row."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping
from functools import partial

from isodiary.language import _, marked
from isodiary.services.exchange.found import FoundRow, Says, Unreadable
from isodiary.services.exchange.readers.values import or_why
from isodiary.services.exchange.source import Source
from isodiary.services.exchange.tables import read_rows

LONG_ROW = marked("the row has more cells than the table has heads")

Cells = Mapping[str, str]
"""The cells of a row by their heads in small letters; what is missing is empty."""


def has_heads(source: Source, heads: Collection[str], separator: str = ",") -> bool:
    """Whether a file is a table with these heads, in small letters, whatever else it has."""
    line = source.text_head.splitlines()[:1]
    try:
        found = next(csv.reader(line, delimiter=separator), [])
    except csv.Error:
        return False
    return set(heads) <= {head_of(each) for each in found}


def head_of(cell: str) -> str:
    """Return a head as readers name it."""
    return cell.strip().strip("\ufeff").casefold()


def rows_of_table(
    source: Source, says: Callable[[int, Cells], Says], separator: str = ","
) -> Iterator[FoundRow]:
    """Yield what each row of a table says; `says` is given its number and its cells."""
    with source.text() as text:
        rows = read_rows(text, separator)
        first = next(rows, None)
        heads = () if first is None else tuple(head_of(each) for each in first.cells)
        for row in rows:
            found: Says
            if len(row.cells) > len(heads) and any(row.cells[len(heads) :]):
                found = Unreadable(_(LONG_ROW))
            else:
                named = {head: cell.strip() for head, cell in row.named(heads).items()}
                cells = defaultdict(str, named)
                found = or_why(partial(says, row.number), cells)
            yield FoundRow(row.number, row.raw, found)
