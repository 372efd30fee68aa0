"""An open diary: it reads entries, and applies changes. Nothing else writes them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from isodiary.domain.change import Change, Edit
from isodiary.domain.errors import AlreadyLogged, DiaryDamaged, DiaryReadOnly, Stale
from isodiary.storage.database import Database
from isodiary.storage.history import LOGS, History
from isodiary.storage.rows import TABLES, E, SqlValue, Table, checksum, sum_holds, table_of
from isodiary.storage.sums.memo import Memo
from isodiary.storage.troubles import DAMAGED, READ_ONLY, error_is_damage, spoken

STALE = "This entry was changed elsewhere in the meantime. Look at it again."


@dataclass(frozen=True, slots=True, kw_only=True)
class Damaged:
    """A row whose checksum is wrong: named, never shown as true and never summed."""

    table: str
    id: str
    day: str | None


class Diary:
    """The entries of one file.

    Attributes:
        path: The file; None for a scratch diary in memory.
        read_only: Whether changes are refused.
        history: What was changed when.
        memo: What it has summed of days gone by; trusted only inside `reading`.
    """

    def __init__(self, db: Database, path: Path | None, *, read_only: bool = False) -> None:
        self._db = db
        self._seen_version = 0
        self.path = path
        self.read_only = read_only
        self.history = History(db)
        self.memo = Memo()
        self.changed_elsewhere()

    def apply(
        self,
        change: Change,
        *,
        at: datetime,
        reverts: int | None = None,
        restores: int | None = None,
    ) -> int:
        """Write a change, all of it or nothing, and return its number in the history.

        Args:
            change: What to write.
            at: The present moment, with its offset.
            reverts: Number of the change that this one takes back.
            restores: Number of the change that this one makes again.

        Raises:
            Stale: An entry is no longer as the change says it was before.
            AlreadyLogged: Another entry stands in the place of a new one.
            DiaryError: The file or the disk refused; nothing was written.
        """
        if self.read_only:
            raise DiaryReadOnly(READ_ONLY[1])
        with self.writing(), error_is_damage():
            for edit in change.edits:
                self._write(edit)
            number = self.history.record(change, at=at, reverts=reverts, restores=restores)
        self.memo.forget(change.days)
        return number

    def get(self, kind: type[E], entry_id: str) -> E | None:
        """Return the entry with that id, if the diary has it."""
        return next(iter(self.where(kind, "id = ?", [entry_id])), None)

    def all(self, kind: type[E], *, order: str = "id") -> list[E]:
        """Return every entry of a kind, by the named columns."""
        return self.where(kind, "true", order=order)

    def between(self, kind: type[E], first: date, last: date) -> list[E]:
        """Return the entries of `first` to `last`, both included, oldest first."""
        days = [first.isoformat(), last.isoformat()]
        return self.where(kind, "day between ? and ?", days, order="day, id")

    def where(
        self, kind: type[E], condition: str, values: Sequence[SqlValue] = (), *, order: str = "id"
    ) -> list[E]:
        """Return the sound entries that fulfil an SQL condition."""
        table = table_of(kind)
        rows = self.rows(
            f"select {', '.join(table.columns)} from sound_{table.name}"
            f" where {condition} order by {order}",
            values,
        )
        try:
            return [table.entry(row) for row in rows]
        except ValueError as error:  # the checksum holds, but it is nothing we would write
            raise DiaryDamaged(DAMAGED[1]) from error

    def rows(self, sql: str, values: Sequence[SqlValue] = ()) -> list[tuple[Any, ...]]:
        """Return the rows of a query on the `sound_` views."""
        with spoken():
            return self._db.execute(sql, list(values)).fetchall()

    def damaged(self) -> list[Damaged]:
        """Return the rows that are not as they were written."""
        found: list[Damaged] = []
        for table in TABLES:
            day = "day" if "day" in table.columns else "null"
            found += self._unsound(table.name, "id", day, table.sum_holds)
        for name, columns in LOGS.items():
            found += self._unsound(name, "number", "null", sum_holds(columns))
        return found

    def problems(self) -> list[str]:
        """Return what SQLite finds wrong with the file; nothing if it is sound."""
        with spoken(), error_is_damage():
            checks = self._db.execute("pragma integrity_check").fetchall()
            checks += self._db.execute("pragma foreign_key_check").fetchall()
        return [" ".join(map(str, row)) for row in checks if row != ("ok",)]

    def changed_elsewhere(self) -> bool:
        """Whether another program wrote the file since this was last asked."""
        [(version,)] = self.rows("pragma data_version")
        before, self._seen_version = self._seen_version, version
        return bool(before != version)

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Read one state of the file throughout, whatever another program writes meanwhile.

        Inside another `reading` it goes on with the state of that one.
        """
        if self._db.conn.in_transaction:
            yield
            return
        with spoken():
            self._db.execute("begin")
            try:
                [(version,)] = self.rows("pragma data_version")
                self.memo.at_version(version)
                yield
            finally:
                self._db.rollback()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the file for writing; keep everything done inside, or, after an error, nothing."""
        with spoken():
            # immediate, as a reader that turns writer is refused at once when another writes
            self._db.execute("begin immediate")
            try:
                yield
                self._db.execute("commit")
            except BaseException:
                self._db.rollback()
                raise

    def _unsound(self, table: str, id_: str, day: str, holds: str) -> Iterator[Damaged]:
        # as blobs, since what is damaged may be no text any more
        named = f"cast({id_} as blob), cast({day} as blob)"
        for found in self.rows(f"select {named} from {table} where not ({holds})"):
            words = [None if part is None else part.decode(errors="replace") for part in found]
            yield Damaged(table=table, id=words[0] or "", day=words[1])

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def _write(self, edit: Edit) -> None:
        table: Table[Any] = table_of(type(edit.entry))
        sql, values = _statement(table, edit)
        try:
            written = self._db.execute(sql, values).rowcount
        except sqlite3.IntegrityError as error:
            if error.sqlite_errorcode == sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY:
                raise Stale(STALE) from error
            raise AlreadyLogged("The diary already holds an entry in that place.") from error
        if written != 1:
            raise Stale(STALE)


def _statement(table: Table[Any], edit: Edit) -> tuple[str, list[SqlValue]]:
    """Return the SQL that makes an edit, and does nothing where `before` is not what is there."""
    columns = ", ".join(table.columns)
    marks = ", ".join("?" * len(table.columns))
    same = f"({columns}) is ({marks})"
    before = table.row(edit.before) if edit.before is not None else ()
    after = table.row(edit.after) if edit.after is not None else ()
    if not before:
        return f"insert into {table.name} values ({marks}, ?)", [*after, checksum(after)]
    if not after:
        return f"delete from {table.name} where {same}", [*before]
    return (
        f"update {table.name} set ({columns}, checksum) = ({marks}, ?) where {same}",
        [*after, checksum(after), *before],
    )
