"""The isotretinoin tracker of palp1ix, version 1: what was swallowed when, and blood tests as text.

Two doses of one day are two doses. Moments are universal time.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from functools import partial

from isodiary.domain.day import diary_day
from isodiary.domain.errors import Refused
from isodiary.language import _
from isodiary.services.exchange.found import FoundDose, FoundRow, Says, State
from isodiary.services.exchange.json_stream import json_items
from isodiary.services.exchange.readers.fujita import NEWER
from isodiary.services.exchange.readers.values import (
    NOT_SO,
    Item,
    Odd,
    note_of,
    number_in,
    or_why,
    raw_of,
    squeezed,
    text_in,
    when_of,
)
from isodiary.services.exchange.source import Source

VERSION = 1


def looks(source: Source) -> bool:
    """Whether a file is a backup of this tracker."""
    head = squeezed(source)
    signs = ('"fatThreshold":', '"targetMode":', '"labReminderWeeks":')
    return head.startswith("{") and '"settings":{' in head and any(each in head for each in signs)


def read(source: Source) -> Iterator[FoundRow]:
    """Yield what its doses and blood tests say.

    Raises:
        Refused: It is of a newer version.
    """
    number = 0
    with source.text() as text:
        for path, item in json_items(text, ("doses", "labs")):
            if path == "version" and item != VERSION:
                raise Refused(_(NEWER).format(program="isotretinoin-tracker (palp1ix)"))
            if path not in ("doses", "labs"):
                continue
            number += 1
            make = _dose if path == "doses" else _lab
            shown = {**item, "attachment": None} if isinstance(item, dict) else item
            says = or_why(partial(make, source=source), item)
            yield FoundRow(number, raw_of(shown), says)


def _at(item: object, source: Source) -> tuple[Item, datetime | date]:
    if not isinstance(item, dict):
        raise Odd(NOT_SO)
    return item, when_of(text_in(item, "timestamp"), source.now.tzinfo)


def _dose(item: object, source: Source) -> Says:
    fields, at = _at(item, source)
    amount = number_in(fields, "doseMg")
    if amount is None:
        raise Odd(NOT_SO)
    note = text_in(fields, "note")
    taken_at = at if isinstance(at, datetime) else None
    return FoundDose(
        state=State.TAKEN,
        taken_at=taken_at,
        day=None if taken_at else at,
        amount=amount,
        unit="mg",
        note=note,
    )


def _lab(item: object, source: Source) -> Says:
    """Return the text of a blood test as a note of its day; what it says is not read as values."""
    fields, at = _at(item, source)
    values = fields.get("values")
    said = ""
    if isinstance(values, dict):
        said = ", ".join(f"{key} {value}" for key, value in values.items())
    parts = (text_in(fields, "type"), said or text_in(fields, "values"), text_in(fields, "note"))
    note = "\n".join(part for part in parts if part)
    return note_of(diary_day(at) if isinstance(at, datetime) else at, note)
