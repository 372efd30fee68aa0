"""Our own rows as entries again, whoever had them in his hands meanwhile."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from isodiary.domain.change import Entry
from isodiary.language import _, marked
from isodiary.services.exchange.choice import ExportChoice
from isodiary.services.exchange.found import FoundEntry, NotKept, Says, Unreadable
from isodiary.storage.diary import Diary
from isodiary.storage.history import FIRST_YEAR, LAST_YEAR
from isodiary.storage.reads.everything import rows_of_kind
from isodiary.storage.rows import TABLES, UNREADABLE, Row, SqlValue, Table, table_of

LONGEST_TEXT = 100_000
MOST = 2**63

NO_KIND = marked("it does not say what it is")
NOT_KEPT = marked("this isodiary keeps nothing of the kind “{kind}”")
NOT_SO = marked("it is no entry that a diary can hold")
NO_ID = marked("it has no name of an entry")

TABLES_BY_NAME: Mapping[str, Table[Any]] = {table.name: table for table in TABLES}

_ID = re.compile(r"[\w.-]{1,80}")
_YEAR = re.compile(r"(\d{4})-\d\d-\d\d")


def says_of(kind: object, cells: Mapping[str, object]) -> Says:
    """Return what a row of ours says; what a diary cannot hold is unreadable.

    Args:
        kind: The name of its table.
        cells: Its columns, of which those that say nothing may be missing.
    """
    if not isinstance(kind, str):
        return Unreadable(_(NO_KIND))
    table = TABLES_BY_NAME.get(kind)
    if table is None:
        return NotKept(_(NOT_KEPT).format(kind=kind[:80]))
    keys = zip(table.columns, keys_of(table), strict=True)
    row = {column: _plain(cells[key]) for column, key in keys if key in cells}
    if "id" in cells and not _ID.fullmatch(str(row.get("id"))):
        return Unreadable(_(NO_ID))
    return entry_or_why(table, row)


def entry_or_why(table: Table[Any], row: Mapping[str, SqlValue]) -> Says:
    """Return the entry of a row, or why there is none. Without an id it is given a new one."""
    try:
        filled = _with_numbers(table, row)
        entry: Entry = table.of_short(filled)
        if not filled.get("id"):
            entry = _named(table, filled)
        refuse_unheld(entry)
    except UNREADABLE:
        return Unreadable(_(NOT_SO))
    return FoundEntry(entry=entry, own="id" in row)


def refuse_unheld(entry: Entry) -> None:
    """Refuse an entry that the file of a diary would not take.

    Raises:
        ValueError: It has a text or a number that is endless, a sign that is none, or a day in
            another age.
    """
    for value in table_of(type(entry)).row(entry):
        if isinstance(value, int):
            if not -MOST <= value < MOST:
                raise ValueError("the number is too large")
        elif value is not None:
            if len(value) > LONGEST_TEXT:
                raise ValueError("the text is too long")
            value.encode()
            year = _YEAR.match(value) if value[4:5] == "-" else None
            if year and not FIRST_YEAR <= int(year[1]) <= LAST_YEAR:
                raise ValueError("the day is in another age")


def row_object(table: Table[Any], row: Row) -> dict[str, SqlValue]:
    """Return a row as our JSON has it: the name of its table as `kind`, then its columns.

    A column that is named `kind` itself bears the name of the table before it.
    """
    return {"kind": table.name, **dict(zip(keys_of(table), row, strict=True))}


def chosen_rows(diary: Diary, table: Table[Any], choice: ExportChoice) -> Iterator[Row]:
    """Yield the rows of a table that go out."""
    for row in rows_of_kind(diary, table):
        if not choice.stays(table, row):
            yield row


def keys_of(table: Table[Any]) -> tuple[str, ...]:
    """Return what the columns of a table are called in our JSON."""
    return tuple(f"{table.name}_kind" if each == "kind" else each for each in table.columns)


def _named(table: Table[Any], row: Mapping[str, SqlValue]) -> Entry:
    """Return the entry of a row with the id that the kind gives to a new one."""
    from isodiary.domain.entry import new_id
    from isodiary.domain.record import Patient
    from isodiary.domain.symptom import OWN_PREFIX, OwnSymptom

    given = Patient().id if table.kind is Patient else new_id()
    prefix = OWN_PREFIX if table.kind is OwnSymptom else ""
    entry: Entry = table.of_short({**row, "id": prefix + given})
    return entry


def _with_numbers(table: Table[Any], row: Mapping[str, SqlValue]) -> dict[str, SqlValue]:
    """Return a row with numbers where its columns hold numbers; a table has only text.

    Raises:
        ValueError: There is something else in a column of numbers.
    """
    filled = dict(row)
    for column, kept in zip(table.columns, table.keeping, strict=True):
        value = filled.get(column)
        if isinstance(value, str) and kept.from_sql in (int, bool):
            filled[column] = int(value)
    return filled


def _plain(value: object) -> SqlValue:
    """Return a value as a column has it; what can be in none stands as text, and is refused."""
    if value is None or isinstance(value, str):
        return value
    return int(value) if isinstance(value, int) else str(value)
