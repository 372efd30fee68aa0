"""Weights of Libra: a table with semicolons after some lines that begin with "#"."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from isodiary.services.exchange.found import FoundRow, Says
from isodiary.services.exchange.readers.values import DailyWeights, decimal_of, or_why, when_of
from isodiary.services.exchange.source import Source
from isodiary.services.exchange.tables import TableRow, read_rows

UNITS, VERSION, HEADS = "#units:", "#version:", "#date;weight"


def looks(source: Source) -> bool:
    """Whether a file is one of Libra."""
    head = source.text_head.casefold()
    return head.startswith("#") and any(each in head for each in (UNITS, HEADS))


def read(source: Source) -> Iterator[FoundRow]:
    """Yield what its rows say; the lines before them are none."""
    weights = DailyWeights()
    unit, number = "kg", 0
    with source.text() as text:
        for row in read_rows(text, ";"):
            said = row.cells[0].strip().strip("\ufeff")
            if said.casefold().startswith(UNITS):
                unit = said.partition(":")[2].strip()
            if said.startswith("#"):
                continue
            number += 1
            weigh = partial(_weight, number=number, unit=unit, weights=weights, source=source)
            yield FoundRow(number, row.raw, or_why(weigh, row))


def _weight(
    row: TableRow, *, number: int, unit: str, weights: DailyWeights, source: Source
) -> Says:
    cells = (*row.cells, "")
    weight = decimal_of(cells[1]) if cells[1].strip() else None
    return weights.says(number, when_of(cells[0], source.now.tzinfo), weight, unit)
