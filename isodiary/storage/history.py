"""What was changed when: the log behind undo, redo and an entry's history."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from isodiary.domain.change import Act, Change, Edit, Entry
from isodiary.domain.errors import DiaryDamaged
from isodiary.storage.rows import SqlValue, Table, checksum, table_named, table_of

UNDO_LIMIT = 100
_LOOK_BACK = 4 * UNDO_LIMIT
"""Undone and redone changes stand in the log as well, so more than 100 rows are read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """One change as the log holds it.

    Attributes:
        number: Its place in the log, from 1.
        at: When it was made, with its offset.
        act: What the patient did.
        reverts: Number of the change it took back; None if it took none back.
        restores: Number of the change it made again; None if it made none again.
    """

    number: int
    at: datetime
    act: Act
    reverts: int | None
    restores: int | None


@dataclass(frozen=True, slots=True)
class UndoStacks:
    """What can be taken back and what can be made again, the next one last."""

    undo: tuple[Recorded, ...]
    redo: tuple[Recorded, ...]


class History:
    """The log of an open diary. Written only by `Diary.apply`."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def record(
        self, change: Change, *, at: datetime, reverts: int | None, restores: int | None
    ) -> int:
        """Add a change to the log, inside the open transaction; return its number."""
        cursor = self._db.execute(
            "insert into history (at, act, reverts, restores) values (?, ?, ?, ?)",
            [at.isoformat(timespec="seconds"), change.act.value, reverts, restores],
        )
        number = cursor.lastrowid
        assert number is not None
        for position, edit in enumerate(change.edits):
            row = _edit_row(number, position, edit)
            self._db.execute(
                "insert into history_edit values (?, ?, ?, ?, ?, ?, ?)", [*row, checksum(row)]
            )
        return number

    def change(self, number: int) -> Change:
        """Return the change with that number, as it was made.

        Raises:
            DiaryDamaged: The log holds it no longer as it was written.
        """
        [(act,)] = self._db.execute("select act from history where number = ?", [number])
        rows = self._db.execute(
            "select * from history_edit where number = ? order by position", [number]
        )
        return Change(act=Act(act), edits=tuple(_edit(row) for row in rows))

    def stacks(self) -> UndoStacks:
        """Return the last changes that can be taken back or made again, at most 100."""
        rows = self._db.execute(
            "select number, at, act, reverts, restores from history order by number desc limit ?",
            [_LOOK_BACK],
        )
        undo, redo = _folded([_recorded(row) for row in rows][::-1])
        return UndoStacks(tuple(undo[-UNDO_LIMIT:]), tuple(redo[-UNDO_LIMIT:]))

    def of_entry(self, entry_id: str) -> list[tuple[Recorded, Edit]]:
        """Return what happened to one entry, oldest first."""
        rows = self._db.execute(
            "select h.number, h.at, h.act, h.reverts, h.restores, e.*"
            " from history_edit e join history h using (number)"
            " where e.entry_id = ? order by number, position",
            [entry_id],
        )
        return [(_recorded(row[:5]), _edit(row[5:])) for row in rows]

    def last_at(self) -> datetime | None:
        """Return when the last change was made."""
        [(at,)] = self._db.execute("select (select at from history order by number desc limit 1)")
        return datetime.fromisoformat(at) if at else None


def _folded(log: Iterable[Recorded]) -> tuple[list[Recorded], list[Recorded]]:
    undo: list[Recorded] = []
    redo: list[Recorded] = []
    for record in log:
        if record.reverts is not None:
            _move(record.reverts, undo, redo)
        elif record.restores is not None:
            _move(record.restores, redo, undo)
        else:
            undo.append(record)
            redo.clear()
    return undo, redo


def _move(number: int, source: list[Recorded], target: list[Recorded]) -> None:
    for record in source:
        if record.number == number:
            source.remove(record)
            target.append(record)
            return


def _recorded(row: tuple[int, str, str, int | None, int | None]) -> Recorded:
    number, at, act, reverts, restores = row
    return Recorded(
        number=number,
        at=datetime.fromisoformat(at),
        act=Act(act),
        reverts=reverts,
        restores=restores,
    )


def _edit_row(number: int, position: int, edit: Edit) -> tuple[SqlValue, ...]:
    table = table_of(type(edit.entry))
    before, after = _json(table, edit.before), _json(table, edit.after)
    return number, position, table.name, edit.entry.id, before, after


def _json(table: Table[Entry], entry: Entry | None) -> str | None:
    if entry is None:
        return None
    kept = table.short(entry)
    del kept["id"]  # it stands in its own column
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":"))


def _edit(row: tuple[SqlValue, ...]) -> Edit:
    *values, kept_checksum = row
    if checksum(values) != kept_checksum:
        raise DiaryDamaged("The history of this entry is damaged, so it cannot be taken back.")
    _, _, table_name, entry_id, before, after = values
    return Edit(
        before=_entry(table_name, entry_id, before), after=_entry(table_name, entry_id, after)
    )


def _entry(table_name: SqlValue, entry_id: SqlValue, text: SqlValue) -> Entry | None:
    if text is None:
        return None
    entry: Entry = table_named(str(table_name)).of_short({"id": entry_id, **json.loads(str(text))})
    return entry
