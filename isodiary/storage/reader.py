"""Reading an open diary: entries, rows, and what of them is damaged."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import date
from typing import Any

from isodiary.domain.errors import DiaryDamaged
from isodiary.storage.damaged import Damaged, damaged_rows, entry_or_none
from isodiary.storage.database import Database, Key
from isodiary.storage.history import History
from isodiary.storage.open_file import OpenFile
from isodiary.storage.rows import E, SqlValue, table_of
from isodiary.storage.sums.memo import Memo
from isodiary.storage.troubles import error_is_damage, spoken


class DiaryReader:
    """What an open diary answers.

    Attributes:
        memo: What it has summed of days gone by; trusted only inside `reading`.
        history: What was changed when.
    """

    def __init__(self, db: Database, file: OpenFile | None) -> None:
        self._db = db
        self._file = file
        self._patience_ms: int | None = None
        self._seen_version = 0
        self.history = History(db)
        self.memo = Memo()
        self.changed_elsewhere()

    def go_on_with(self, db: Database, file: OpenFile | None) -> None:
        """Take another connection from now on; that of before is closed by who asks for this."""
        self._db, self._file = db, file
        self.history = History(db)
        self.memo.forget_all()
        if self._patience_ms is not None:
            self.wait_at_most(self._patience_ms)

    def wait_at_most(self, patience_ms: int) -> None:
        """Refuse as busy what another program keeps from being written for so long."""
        self._patience_ms = patience_ms
        if not self.is_locked:
            self._db.execute(f"pragma busy_timeout = {int(patience_ms)}")

    @property
    def is_locked(self) -> bool:
        """Whether the file is closed until the passphrase is typed again."""
        return self._db.locked

    @property
    def key(self) -> Key | None:
        """What the file and the copies of it are encrypted with; None if they are not."""
        return self._db.key

    @property
    def file(self) -> OpenFile | None:
        """What watches the file; None for a scratch diary, and for one that is only read."""
        return self._file

    def get(self, kind: type[E], entry_id: str) -> E | None:
        """Return the entry with that id, if the diary has it."""
        return next(iter(self.where(kind, "id = ?", [entry_id])), None)

    def all(self, kind: type[E], *, order: str = "id") -> list[E]:
        """Return every entry of a kind, by the named columns."""
        return self.where(kind, "true", order=order)

    def between(self, kind: type[E], first: date, last: date, *, column: str = "day") -> list[E]:
        """Return the entries of `first` to `last`, both included, oldest first.

        `column` is the one that says the day; it is one of the table of that kind.
        """
        days = [first.isoformat(), last.isoformat()]
        return self.where(kind, f"{column} between ? and ?", days, order=f"{column}, id")

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
        return [entry for entry in (entry_or_none(table, row) for row in rows) if entry is not None]

    def rows(self, sql: str, values: Sequence[SqlValue] = ()) -> list[tuple[Any, ...]]:
        """Return the rows of a query on the `sound_` views."""
        try:
            with spoken():
                return self._db.execute(sql, list(values)).fetchall()
        except DiaryDamaged:
            self.note_damage()
            raise

    def each(self, sql: str, values: Sequence[SqlValue] = ()) -> Iterator[tuple[Any, ...]]:
        """Yield the rows of a query one at a time, where there may be very many."""
        try:
            with spoken(), closing(self._db.execute(sql, list(values))) as found:
                yield from found
        except DiaryDamaged:
            self.note_damage()
            raise

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

    def changed_elsewhere(self) -> bool:
        """Whether another program wrote the file since this was last asked."""
        [(version,)] = self.rows("pragma data_version")
        before, self._seen_version = self._seen_version, version
        return bool(before != version)

    def problems(self) -> list[str]:
        """Return what SQLite finds wrong with the file; nothing if it is sound."""
        with spoken(), error_is_damage():
            # what a check of today refuses was sound when an older isodiary wrote it
            self._db.execute("pragma ignore_check_constraints = on")
            checks = self._db.execute("pragma integrity_check").fetchall()
            self._db.execute("pragma ignore_check_constraints = off")
            checks += self._db.execute("pragma foreign_key_check").fetchall()
        return [" ".join(map(str, row)) for row in checks if row != ("ok",)]

    def damaged(self) -> list[Damaged]:
        """Return the rows that are not as they were written, or no entries at all."""
        return damaged_rows(self)

    def note_damage(self) -> None:
        """Let nobody write this file any more, as a part of it is not as it was written."""
        if self._file is not None:
            self._file.mark_damaged()
