"""The table of Medisafe: a row for each capsule, in American times of the wall."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal

from isodiary.services.exchange.found import FoundDose, FoundRow, Says, State
from isodiary.services.exchange.readers.cells import Cells, has_heads, rows_of_table
from isodiary.services.exchange.readers.values import (
    NO_DAY,
    NO_DAY_SAID,
    Odd,
    named,
    not_kept,
    state_of,
)
from isodiary.services.exchange.source import Source
from isodiary.storage.history import FIRST_YEAR, LAST_YEAR

HEADS = frozenset({"type", "name", "recorded on", "scheduled for", "value"})
STATES = {
    "taken": State.TAKEN,
    "skipped": State.SKIPPED,
    "missed": State.MISSED,
    "pending": State.NOT_LOGGED,
    "snoozed": State.NOT_LOGGED,
    "": State.NOT_LOGGED,
}


def looks(source: Source) -> bool:
    """Whether a file is a table of Medisafe."""
    return has_heads(source, HEADS)


def read(source: Source) -> Iterator[FoundRow]:
    """Yield what its rows say."""
    return rows_of_table(source, _says)


def _says(_row: int, cells: Cells) -> Says:
    if cells["type"].casefold() != "medication":
        return not_kept(cells["type"])
    state = state_of(cells["value"], STATES)
    planned, recorded = cells["scheduled for"], cells["recorded on"]
    taken = state is State.TAKEN
    return FoundDose(
        medicine=named(cells["name"]),
        state=state,
        planned=_moment(planned) if planned else None if taken else _moment(recorded),
        taken_at=_moment(recorded) if taken and (recorded or not planned) else None,
        amount=Decimal(1) if taken else None,
        note=cells["notes"],
        one_of_several=True,
    )


def _moment(said: str) -> datetime:
    """Return "10/01/2026 8:04 PM", with whatever space before the half of the day."""
    plain = " ".join(said.split()).upper()
    if not plain:
        raise Odd(NO_DAY_SAID)
    try:
        found = datetime.strptime(plain, "%m/%d/%Y %I:%M %p")  # noqa: DTZ007
    except ValueError as error:
        raise Odd(NO_DAY, day=said) from error
    if not FIRST_YEAR < found.year < LAST_YEAR:
        raise Odd(NO_DAY, day=said)
    return found
