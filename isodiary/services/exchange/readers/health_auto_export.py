"""Health Auto Export, from Apple Health: medicines as JSON or CSV, weights as JSON.

Its state is believed, never its amount: a skipped row may say 1.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from isodiary.domain.day import diary_day
from isodiary.language import _
from isodiary.services.exchange.found import FoundDose, FoundRow, Says, State, Unreadable
from isodiary.services.exchange.json_stream import json_items
from isodiary.services.exchange.readers.values import (
    NO_DAY_SAID,
    NOT_SO,
    DailyWeights,
    Item,
    Odd,
    moment_of,
    named,
    not_kept,
    number_in,
    or_why,
    raw_of,
    squeezed,
    state_of,
    text_in,
)
from isodiary.services.exchange.source import Source

STATES = {
    "taken": State.TAKEN,
    "skipped": State.SKIPPED,
    "snoozed": State.NOT_LOGGED,
    "not logged": State.NOT_LOGGED,
    "": State.NOT_LOGGED,
}
MEDICINES, METRICS = "data.medications", "data.metrics"
WEIGHTS = frozenset({"weight_body_mass", "weight", "body_mass"})


def looks(source: Source) -> bool:
    """Whether a file is JSON of Health Auto Export."""
    return squeezed(source).startswith(('{"data":{"medications":[', '{"data":{"metrics":['))


def read(source: Source) -> Iterator[FoundRow]:
    """Yield what its medicines and weights say; another measurement is one row."""
    weights = DailyWeights()
    number = 0
    with source.text() as text:
        for path, item in json_items(text, (MEDICINES, METRICS)):
            if path == MEDICINES:
                number += 1
                yield FoundRow(number, raw_of(item), _checked(_medicine, item, source))
            elif path == METRICS:
                for raw, says in _metric(item, weights, source, number):
                    number += 1
                    yield FoundRow(number, raw, says)


def dose_of(
    medicine: str, said: str, planned: str, at: str, amount: Decimal | None, unit: str, zone: Any
) -> FoundDose:
    """Return a dose as its JSON and its CSV both have it.

    Raises:
        Odd: The state or a time cannot be read.
    """
    state = state_of(said, STATES)
    if not planned and not at:
        raise Odd(NO_DAY_SAID)
    taken = state is State.TAKEN
    due = moment_of(planned, zone) if planned else None
    taken_at = moment_of(at, zone) if at and (taken or due is None) else None
    day = None if taken or due or taken_at is None else diary_day(taken_at)
    return FoundDose(
        medicine=named(medicine),
        state=state,
        planned=due,
        taken_at=taken_at if taken else None,
        day=day,
        amount=amount if taken else None,
        unit=unit,
    )


def _checked(make: Any, item: object, source: Source) -> Says:
    if not isinstance(item, dict):
        return Unreadable(_(NOT_SO))
    return or_why(lambda each: make(each, source), item)


def _medicine(item: Item, source: Source) -> Says:
    taken = text_in(item, "status").casefold() == "taken"
    return dose_of(
        text_in(item, "displayText"),
        text_in(item, "status"),
        text_in(item, "scheduledDate"),
        text_in(item, "start"),
        number_in(item, "dosage") if taken else None,
        text_in(item, "units"),
        source.now.tzinfo,
    )


def _metric(
    item: object, weights: DailyWeights, source: Source, before: int
) -> Iterator[tuple[str, Says]]:
    if not isinstance(item, dict):
        yield raw_of(item), Unreadable(_(NOT_SO))
        return
    name, unit, data = text_in(item, "name"), text_in(item, "units"), item.get("data")
    if name.casefold() not in WEIGHTS or not isinstance(data, list):
        yield raw_of({"name": name, "units": unit}), not_kept(name)
        return

    def weight(row: int, point: Mapping[str, Any]) -> Says:
        at: datetime = moment_of(text_in(point, "date"), source.now.tzinfo)
        return weights.says(row, at, number_in(point, "qty"), unit)

    for row, point in enumerate(data, before + 1):
        says = _checked(lambda each, _source, row=row: weight(row, each), point, source)
        yield raw_of(point), says
