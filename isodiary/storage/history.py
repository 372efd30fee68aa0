"""What was changed when: the log behind undo, redo and an entry's history."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from datetime import datetime
from typing import Any

from isodiary.domain.change import Act, Change, Edit, Entry
from isodiary.domain.errors import DiaryDamaged, Refused
from isodiary.domain.values import dataclass
from isodiary.language import _, marked
from isodiary.storage.database import Database
from isodiary.storage.rows import (
    UNREADABLE,
    EditRows,
    SqlValue,
    Table,
    checksum,
    sum_holds,
    table_named,
)
from isodiary.storage.rows import Row as SqlRow
from isodiary.storage.troubles import DAMAGED, spoken

UNDO_LIMIT = 100
FIRST_YEAR, LAST_YEAR = 1900, 2199

LOGS = {
    "history": ("number", "at", "act", "reverts", "restores"),
    "history_edit": ("number", "position", "entry_table", "entry_id", "before", "after"),
}
"""The tables of the log and their columns, without the checksum."""

INSERTS = {
    log: f"insert into {log} values ({', '.join('?' * len(columns))}, ?)"
    for log, columns in LOGS.items()
}

Row = tuple[Any, ...]

LOST = marked("The history of this entry is damaged, so it cannot be taken back.")
GONE = marked("A part of what this changed was erased for good, so it cannot be taken back.")

TO_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode

ERASED = '{"erased":true}'
"""What stands for an entry that was erased for good; no entry has such a column.

The number of a change that held one is its own `reverts` and `restores`.
"""


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

    @property
    def erased(self) -> bool:
        """Whether something that it changed was erased for good."""
        return self.reverts == self.restores == self.number


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
        self,
        act: Act,
        edits: Sequence[EditRows],
        *,
        at: datetime,
        reverts: int | None,
        restores: int | None,
    ) -> int:
        """Add a change to the log, inside the open transaction; return its number.

        Raises:
            ValueError: `at` has no offset.
        """
        if at.utcoffset() is None:
            raise ValueError(f"{at} needs its offset")
        [(number,)] = self._db.execute("select coalesce(max(number), 0) + 1 from history")
        moment = at.isoformat(timespec="seconds")
        self._insert("history", (number, moment, act.value, reverts, restores))
        for position, edit in enumerate(edits):
            told = _told(edit.table, edit.before), _told(edit.table, edit.after)
            row = (number, position, edit.table.name, edit.id, *told)
            self._insert("history_edit", row)
        return int(number)

    def change(self, number: int) -> Change:
        """Return the change with that number, as it was made.

        Raises:
            Refused: A part of it was erased for good.
            DiaryDamaged: The log holds it no longer as it was written.
        """
        with spoken():
            record = self._recorded(number)
            if record.erased:
                raise Refused(_(GONE))
            edits = [
                _edit(row)
                for row in self._rows("history_edit", "number = ? order by position", number)
            ]
        if not edits:
            raise DiaryDamaged(_(LOST))
        return Change(act=record.act, edits=tuple(edits))

    def stacks(self, ours: Callable[[int], bool] | None = None) -> UndoStacks:
        """Return the last changes that can be taken back or made again, at most 100 of each.

        They end where the log is damaged. `ours` says of a change whether it is one to be taken
        back here; without it all are.
        """
        with spoken():
            seen: dict[int, Recorded] = {}
            undo, redo = _last_states(_noted(self._newest_first(), seen), ours or _anyone)
            return UndoStacks(self._oldest_first(undo, seen), self._oldest_first(redo, seen))

    def of_entry(self, entry_id: str) -> list[tuple[Recorded, Edit]]:
        """Return what happened to one entry, oldest first, but for what was erased for good.

        Raises:
            DiaryDamaged: The log holds it no longer as it was written.
        """
        mentioned = "entry_id = ? order by number, position"
        with spoken():
            edits = [
                (row[0], _edit(row))
                for row in self._rows("history_edit", mentioned, entry_id)
                if not _erased(row)
            ]
            return [(self._recorded(number), edit) for number, edit in edits]

    def told(self) -> Iterator[dict[str, Any]]:
        """Yield every change as plain values, oldest first, to be written to another file.

        What of it is damaged is left out; what was erased for good is null.
        """
        with spoken():
            edits = self._rows("history_edit", "true order by number, position")
            row = next(edits, None)
            for record in self._rows("history", "true order by number"):
                held: list[dict[str, Any]] = []
                while row is not None and (row[0] or 0) <= (record[0] or 0):
                    if row[-1] and row[0] == record[0]:
                        held.append(_plain_edit(row))
                    row = next(edits, None)
                if record[-1]:
                    said = dict(zip(LOGS["history"], record, strict=False))
                    yield {**said, "edits": held}

    def count(self) -> int:
        """Return how many changes it holds."""
        with spoken():
            [(count,)] = self._db.execute("select count(*) from history").fetchall()
        return int(count)

    def last_at(self) -> datetime | None:
        """Return when the last change was made; None if none is known."""
        with spoken():
            return next((record.at for record in self._newest_first()), None)

    def last_number(self) -> int:
        """Return the number of the last change; 0 if there is none."""
        with spoken():
            [(number,)] = self._db.execute("select coalesce(max(number), 0) from history")
        return int(number)

    def continues(self, other: History) -> bool:
        """Whether the last change that another history tells of is in this one too.

        A history only grows, and no two entries have one id: so it is one that went on.
        """
        last = other.last_number()
        return self._told_by(last) == other._told_by(last)

    def _told_by(self, number: int) -> list[SqlRow]:
        """Return what tells a change from all others; nothing if it is not there."""
        sql = (
            "select at, entry_id from history left join history_edit using (number)"
            " where number = ? order by position"
        )
        with spoken():
            return [tuple(row) for row in self._db.execute(sql, [number])]

    def _recorded(self, number: int) -> Recorded:
        for row in self._rows("history", "number = ?", number):
            return recorded(row)
        raise DiaryDamaged(_(LOST))

    def _newest_first(self) -> Iterator[Recorded]:
        """Read the log backwards until a row is damaged."""
        for row in self._rows("history", "true order by number desc"):
            try:
                yield recorded(row)
            except DiaryDamaged:
                return

    def _oldest_first(
        self, numbers: Sequence[int], seen: Mapping[int, Recorded]
    ) -> tuple[Recorded, ...]:
        """Return the last of these changes, given the newest first; what was `seen` is known."""
        wanted = reversed(numbers[:UNDO_LIMIT])
        return tuple(seen.get(number) or self._recorded(number) for number in wanted)

    def _rows(self, log: str, condition: str, value: SqlValue = None) -> Iterator[Row]:
        """Read rows one at a time; of a damaged one only Nones, and that it is not sound."""
        columns = ", ".join(f"iif(sound, {column}, null)" for column in LOGS[log])
        seen = f"(select *, {sum_holds(LOGS[log])} as sound from {log})"
        sql = f"select {columns}, sound from {seen} where {condition}"
        with closing(self._db.execute(sql, [] if value is None else [value])) as rows:
            yield from rows

    def _insert(self, log: str, row: Sequence[SqlValue]) -> None:
        try:
            self._db.execute(INSERTS[log], [*row, checksum(row)])
        except sqlite3.IntegrityError as error:  # it was numbered after the last
            raise DiaryDamaged(_(DAMAGED[1])) from error


def _noted(records: Iterator[Recorded], seen: dict[int, Recorded]) -> Iterator[Recorded]:
    """Hand records on, and note them by their number."""
    for record in records:
        seen[record.number] = record
        yield record


def _anyone(number: int) -> bool:
    return True


def _last_states(
    newest_first: Iterator[Recorded], ours: Callable[[int], bool]
) -> tuple[list[int], list[int]]:
    """Return the numbers of our changes in force and of those taken back, the last first.

    A change is in force if it was made, or made again, after it was last taken back, whoever did
    that. A new change of ours ends what could be made again. No more is read than 100 undos need.
    """
    undo: list[int] = []
    redo: list[int] = []
    seen: set[int] = set()
    redo_ended = False
    for record in newest_first:
        number = record.reverts or record.restores or record.number
        if number not in seen and ours(number):
            seen.add(number)
            if record.erased:
                continue
            if record.reverts is None:
                undo.append(number)
            elif not redo_ended:
                redo.append(number)
        redo_ended = redo_ended or (number == record.number and ours(number))
        if redo_ended and len(undo) >= UNDO_LIMIT:
            break
    return undo, redo


def recorded(row: Row) -> Recorded:
    """Return what a row of the log says, whose last value is whether it is sound.

    Raises:
        DiaryDamaged: It is not, or no isodiary wrote it.
    """
    if not row[-1]:
        raise DiaryDamaged(_(LOST))
    number, at, act, reverts, restores, _checksum = row
    with _readable():
        return Recorded(
            number=number,
            at=_moment(at),
            act=Act(act),
            reverts=reverts,
            restores=restores,
        )


def _moment(text: str) -> datetime:
    found = datetime.fromisoformat(text)
    if found.utcoffset() is None or not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise ValueError(f"{text} is no moment at which a diary was written")
    return found


@contextmanager
def _readable() -> Iterator[None]:
    """Take what is no change, though its checksum holds, for damage."""
    try:
        yield
    except UNREADABLE as error:
        raise DiaryDamaged(_(LOST)) from error


def _told(table: Table[Any], row: SqlRow) -> str | None:
    """Return a row as the log holds it; None where there is none."""
    if not row:
        return None
    said = table.said(row)
    del said["id"]  # it stands in its own column
    return TO_JSON(said)


def _edit(row: Row) -> Edit:
    if not row[-1]:
        raise DiaryDamaged(_(LOST))
    _number, _position, table_name, entry_id, before, after, _checksum = row
    with _readable():
        return Edit(
            before=entry_told(table_name, entry_id, before),
            after=entry_told(table_name, entry_id, after),
        )


def _plain_edit(row: Row) -> dict[str, Any]:
    """Return an edit of the log as plain values."""
    _number, _position, table_name, entry_id, before, after, _sound = row
    told = [None if each in (None, ERASED) else json.loads(each) for each in (before, after)]
    return {"kind": table_name, "id": entry_id, "before": told[0], "after": told[1]}


def _erased(row: Row) -> bool:
    """Whether nothing is left of an edit."""
    return all(told in (None, ERASED) for told in row[4:6]) and ERASED in row[4:6]


def entry_told(table_name: str, entry_id: str, text: str | None) -> Entry | None:
    """Return the entry that the log holds as `text`; None if it was not there, or is erased.

    Raises:
        ValueError, TypeError, KeyError, ArithmeticError: No isodiary wrote this.
    """
    if text is None or text == ERASED:
        return None
    entry: Entry = table_named(table_name).of_short({"id": entry_id, **json.loads(text)})
    return entry
