"""Weights of openScale, in the tables of its three generations, which hold kilograms."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime

from isodiary.services.exchange.found import FoundRow, Says
from isodiary.services.exchange.readers.cells import Cells, has_heads, rows_of_table
from isodiary.services.exchange.readers.values import DailyWeights, decimal_of, when_of
from isodiary.services.exchange.source import Source

NEW = frozenset({"date", "time", "weight"})
OLD = frozenset({"datetime", "weight"})
FIRST = ";"

_DAY_FIRST = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})(.*)", re.DOTALL)


def looks(source: Source) -> bool:
    """Whether a file is a table of openScale."""
    return any((has_heads(source, NEW), has_heads(source, OLD), has_heads(source, OLD, FIRST)))


def read(source: Source) -> Iterator[FoundRow]:
    """Yield what its rows say; 0 is no weight."""
    weights = DailyWeights()

    def says(row: int, cells: Cells) -> Says:
        said = cells["datetime"] or " ".join((cells["date"], cells["time"]))
        weight = cells["weight"]
        return weights.says(row, _when(said), decimal_of(weight) if weight else None, "kg")

    return rows_of_table(source, says, FIRST if has_heads(source, OLD, FIRST) else ",")


def _when(said: str) -> datetime | date:
    parts = _DAY_FIRST.fullmatch(said.strip())
    if parts is None:
        return when_of(said, None)
    return when_of(f"{parts[3]}-{parts[2]:0>2}-{parts[1]:0>2}{parts[4]}", None)
