"""The medicines of Health Auto Export as CSV."""

from __future__ import annotations

from collections.abc import Iterator

from isodiary.services.exchange.found import FoundRow, Says
from isodiary.services.exchange.readers.cells import Cells, has_heads, rows_of_table
from isodiary.services.exchange.readers.health_auto_export import dose_of
from isodiary.services.exchange.readers.values import decimal_of
from isodiary.services.exchange.source import Source

HEADS = frozenset({"date", "scheduled date", "medication", "dosage", "unit", "status"})


def looks(source: Source) -> bool:
    """Whether a file is such a table."""
    return has_heads(source, HEADS)


def read(source: Source) -> Iterator[FoundRow]:
    """Yield what its rows say."""

    def says(_row: int, cells: Cells) -> Says:
        taken = cells["status"].casefold() == "taken"
        amount = cells["dosage"] if taken else ""
        return dose_of(
            cells["medication"] or cells["nickname"],
            cells["status"],
            cells["scheduled date"],
            cells["date"],
            decimal_of(amount) if amount else None,
            cells["unit"],
            source.now.tzinfo,
        )

    return rows_of_table(source, says)
