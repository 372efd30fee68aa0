"""Rows that are not as they were written: named, never shown as true, and never built upon."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any, Protocol

from isodiary.domain.change import Change
from isodiary.domain.course import Course, Phase
from isodiary.domain.errors import DiaryDamaged
from isodiary.domain.record import Patient
from isodiary.domain.symptom import OwnSymptom, Tracked
from isodiary.domain.values import dataclass
from isodiary.language import _, marked
from isodiary.storage.history import LOGS
from isodiary.storage.ranges import HOLDS
from isodiary.storage.rows import TABLES, UNREADABLE, E, SqlValue, Table, sum_holds, table_of

BROKEN_PLAN = marked(
    "The course or its plan is damaged, so no figure of this diary could be trusted."
)

FEW = frozenset({Course, Phase, Patient, Tracked, OwnSymptom})
"""Kinds of which a diary holds few, and on which the others stand."""
TRIGGERS = "select 1 from main.sqlite_schema where type = 'trigger'"
TAIL = 50
"""So many of the last changes are looked at; the next one is numbered after them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Damaged:
    """A row whose checksum is wrong: named, never shown as true and never summed."""

    table: str
    id: str
    day: str | None


class Rows(Protocol):
    """What gives the rows of a query, as a diary does."""

    def rows(self, sql: str, values: Sequence[SqlValue] = ()) -> list[tuple[Any, ...]]:
        """Return the rows."""

    def each(self, sql: str, values: Sequence[SqlValue] = ()) -> Iterator[tuple[Any, ...]]:
        """Yield the rows one at a time."""


def harm_before(diary: Rows, change: Change, *, first: bool) -> bool:
    """Whether a part that a change touches is damaged; before the first, also the frame."""
    days = [day.isoformat() for day in change.days]
    if days:
        where, value = (ON_DAY, days[0]) if len(days) == 1 else (IN_LIST, json.dumps(days))
        for name in {table_of(type(edit.entry)).name for edit in change.edits}:
            if name in where and diary.rows(where[name], (value,)):
                return True
    return first and _frame_harmed(diary)


def refuse_broken_plan(diary: Rows) -> None:
    """Refuse a diary whose courses or phases are damaged, as all its figures stand on them.

    Raises:
        DiaryDamaged: They are, or cannot be read.
    """
    if any(damaged_in(diary, table) for table in TABLES if table.kind in {Course, Phase}):
        raise DiaryDamaged(_(BROKEN_PLAN))


def _unsound_where(where: str) -> dict[str, str]:
    """Return the SQL that asks each table with days for a row there that is not sound."""
    names = [table.name for table in TABLES if "day" in table.columns]
    return {
        name: f"select 1 from {name} where {where} and not ({HOLDS[name]}) limit 1"
        for name in names
    }


ON_DAY = _unsound_where("day = ?")
IN_LIST = _unsound_where("day in (select value from json_each(?))")


def _frame_harmed(diary: Rows) -> bool:
    # we make no triggers, and one that somebody planted would do more than the change says
    if diary.rows("pragma quick_check") != [("ok",)] or diary.rows(TRIGGERS):
        return True
    last = f"number > (select max(number) from history) - {TAIL}"
    few = [table.name for table in TABLES if table.kind in FEW]
    return any(_unsound(diary, name, HOLDS[name], "true") for name in few) or any(
        _unsound(diary, log, sum_holds(columns), last) for log, columns in LOGS.items()
    )


def _unsound(diary: Rows, table: str, holds: str, where: str, *values: str) -> bool:
    sql = f"select 1 from {table} where {where} and not ({holds}) limit 1"
    return bool(diary.rows(sql, values))


def damaged_rows(diary: Rows) -> list[Damaged]:
    """Return the rows of a diary that are not as they were written, or no entries at all."""
    found: list[Damaged] = []
    for table in TABLES:
        found += damaged_in(diary, table)
    for name, columns in LOGS.items():
        found += _named(diary, name, "number", "null", sum_holds(columns))
    return found


def damaged_in(diary: Rows, table: Table[Any]) -> list[Damaged]:
    """Return the rows of a table that are not as they were written, or no entries at all."""
    day = table.day_column or "null"
    found = list(_named(diary, table.name, "id", day, HOLDS[table.name]))
    for row in diary.each(f"select {', '.join(table.columns)}, {day} from sound_{table.name}"):
        if entry_or_none(table, row[:-1]) is None:  # the checksum holds, but nobody said this
            found.append(Damaged(table=table.name, id=str(row[0]), day=row[-1]))
    return found


def entry_or_none(table: Table[E], row: Sequence[SqlValue]) -> E | None:
    """Return the entry of a row, or None where the row is none."""
    try:
        return table.entry(row)
    except UNREADABLE:
        return None


def _named(diary: Rows, table: str, id_: str, day: str, holds: str) -> Iterator[Damaged]:
    # as blobs, since what is damaged may be no text any more
    named = f"cast({id_} as blob), cast({day} as blob)"
    for found in diary.rows(f"select {named} from {table} where not ({holds})"):
        words = [None if part is None else part.decode(errors="replace") for part in found]
        yield Damaged(table=table, id=words[0] or "", day=words[1])
