"""The whole history of MyTherapy as CSV, in times of the wall without a zone."""

from __future__ import annotations

from collections.abc import Iterator

from isodiary.services.exchange.found import FoundDose, FoundRow, Says, State
from isodiary.services.exchange.readers.cells import Cells, has_heads, rows_of_table
from isodiary.services.exchange.readers.values import (
    KILOGRAMS,
    POUNDS,
    STONES,
    DailyWeights,
    decimal_of,
    moment_of,
    named,
    not_kept,
    state_of,
)
from isodiary.services.exchange.source import Source

HEADS = frozenset({"actual_date", "scheduled_date", "type", "name", "value", "unit", "status"})
STATES = {"confirmed": State.TAKEN, "rejected": State.SKIPPED, "": State.NOT_LOGGED}


def looks(source: Source) -> bool:
    """Whether a file is an archive of MyTherapy."""
    return has_heads(source, HEADS)


def read(source: Source) -> Iterator[FoundRow]:
    """Yield what its rows say."""
    weights = DailyWeights()

    def says(row: int, cells: Cells) -> Says:
        match cells["type"].casefold():
            case "drug":
                return _dose(cells)
            case "measurement" if cells["unit"].casefold() in KILOGRAMS | POUNDS | STONES:
                at = moment_of(cells["actual_date"] or cells["scheduled_date"], None)
                return weights.says(row, at, decimal_of(cells["value"]), cells["unit"])
            case "measurement":
                return not_kept(cells["name"])
            case kind:
                return not_kept(kind)

    return rows_of_table(source, says)


def _dose(cells: Cells) -> Says:
    state = state_of(cells["status"], STATES)
    planned, actual = cells["scheduled_date"], cells["actual_date"]
    taken = state is State.TAKEN
    value = cells["value"]
    return FoundDose(
        medicine=named(cells["name"]),
        state=state,
        planned=moment_of(planned, None) if planned else None if taken else moment_of(actual, None),
        taken_at=moment_of(actual, None) if taken and (actual or not planned) else None,
        amount=decimal_of(value) if taken and value else None,
        unit=cells["unit"],
        note=cells["note"],
    )
