"""The backup of MedTimer as JSON: `{"medicines": {version, list}, "events": {…}, "settings": …}`.

Times are seconds since 1970. Keys that older files lack say nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from isodiary.language import _, marked
from isodiary.services.exchange.found import FoundDose, FoundRow, NotKept, Says, State
from isodiary.services.exchange.readers.values import (
    NO_DAY_SAID,
    PLANNED_THERE,
    Item,
    Odd,
    amount_of,
    moment_at,
    named,
    rows_of_json,
    squeezed,
    state_of,
    text_in,
)
from isodiary.services.exchange.source import Source

STATES = {
    "raised": State.NOT_LOGGED,
    "taken": State.TAKEN,
    "skipped": State.SKIPPED,
}
SUPPLY = frozenset({"OUT_OF_STOCK", "EXPIRATION_DATE", "REFILL"})
EXTRA = -1

DELETED = marked("it was deleted there")
OF_SUPPLY = marked("it is a reminder of the supply, not a dose")


def looks(source: Source) -> bool:
    """Whether a file is a backup of MedTimer."""
    head = squeezed(source)
    return head.startswith("{") and any(
        f'"{part}":{{"{key}"' in head
        for part in ("medicines", "events")
        for key in ("version", "list")
    )


def read(source: Source) -> Iterator[FoundRow]:
    """Yield what its medicines and events say."""
    zone = source.now.tzinfo

    def event(item: Item) -> Says:
        said = text_in(item, "status")
        if said == "DELETED":
            return NotKept(_(DELETED))
        if said == "ACKNOWLEDGED" or text_in(item, "reminderType") in SUPPLY:
            return NotKept(_(OF_SUPPLY))
        state = state_of(said, STATES)
        reminded = moment_at(item.get("remindedTimestamp"), zone)
        processed = moment_at(item.get("processedTimestamp"), zone)
        extra = item.get("reminderId") == EXTRA
        about = reminded or processed
        if about is None:
            raise Odd(NO_DAY_SAID)
        taken = state is State.TAKEN
        # of what was not taken, the text of the reminder says nothing
        amount, unit = amount_of(text_in(item, "amount")) if taken else (None, "")
        return FoundDose(
            medicine=named(text_in(item, "medicineName")),
            state=state,
            planned=None if extra and taken else about,
            taken_at=processed or (reminded if extra else None) if taken else None,
            amount=amount,
            unit=unit or text_in(item, "stockUnit"),
            note=text_in(item, "notes"),
        )

    yield from rows_of_json(source, {"medicines.list": _medicine, "events.list": event})


def _medicine(item: Item) -> Says:
    return NotKept(_(PLANNED_THERE))
