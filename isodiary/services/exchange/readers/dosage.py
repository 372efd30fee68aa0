"""The history and the treatments of Dosage, the GNOME program, as JSON.

`{"version", "history": [{name, unit, time: [h, m], dose, color, taken: [epoch_ms, status]}]}`. It
counts what is confirmed after midnight to the next day; here it belongs to the evening before, as
the diary's day turns at four. Very old files keep the fields of an item under `info`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time

from isodiary.domain.day import diary_day, wall
from isodiary.language import _
from isodiary.services.exchange.found import FoundDose, FoundRow, NotKept, Says, State
from isodiary.services.exchange.readers.values import (
    NO_DAY,
    NO_STATE,
    NOT_SO,
    PLANNED_THERE,
    Item,
    Odd,
    moment_at,
    named,
    number_in,
    rows_of_json,
    squeezed,
    text_in,
)
from isodiary.services.exchange.source import Source

STATES = {
    -1: State.MISSED,
    0: State.SKIPPED,
    1: State.TAKEN,
    2: State.ASSUMED,
    3: State.TAKEN,
}
MISSED_AT_MIDNIGHT = -1
AT_AN_UNKNOWN_TIME = 3
LAST_MS = 10**15
ARRAYS = ("history", "treatments", "meds")


def looks(source: Source) -> bool:
    """Whether a file is one of Dosage."""
    head = squeezed(source)
    arrays = any(f'"{each}":[' in head for each in ARRAYS)
    signs = ('"taken":[', '"lastTaken":', '"dosage":[', '"info":{')
    return head.startswith("{") and arrays and any(each in head for each in signs)


def read(source: Source) -> Iterator[FoundRow]:
    """Yield what its items say."""

    def says(item: Item) -> Says:
        inner = item.get("info")
        fields = {**item, **inner} if isinstance(inner, dict) else item
        if "taken" not in fields:
            return NotKept(_(PLANNED_THERE))
        return _dose(fields, source)

    yield from rows_of_json(source, dict.fromkeys(ARRAYS, says))


def _dose(item: Item, source: Source) -> Says:
    match item.get("taken"):
        case [int() | float() as at_ms, int() as status]:
            pass
        case _:
            raise Odd(NOT_SO)
    state = STATES.get(status)
    if state is None:
        raise Odd(NO_STATE, state=status)
    at = moment_at(at_ms / 1000, source.now.tzinfo) if 0 < at_ms < LAST_MS else None
    if at is None:
        raise Odd(NO_DAY, day=str(at_ms)[:80])
    noted = status not in (MISSED_AT_MIDNIGHT, AT_AN_UNKNOWN_TIME)
    day = diary_day(at.replace(tzinfo=None)) if noted else at.date()
    planned = _planned(item.get("time"), day)
    taken_at = at if state is State.TAKEN and noted else None
    swallowed = state in {State.TAKEN, State.ASSUMED}
    return FoundDose(
        medicine=named(text_in(item, "name")),
        state=state,
        planned=planned,
        taken_at=taken_at,
        day=day if planned is None and taken_at is None else None,
        amount=number_in(item, "dose") if swallowed else None,
        unit=text_in(item, "unit"),
    )


def _planned(said: object, day: date) -> datetime | None:
    match said:
        case [int() as hour, int() as minute] if 0 <= hour < 24 and 0 <= minute < 60:
            return wall(day, time(hour, minute))
        case None:
            return None
        case _:
            raise Odd(NOT_SO)
