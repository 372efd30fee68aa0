"""An open diary: it reads entries, and applies changes. Nothing else writes them."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from isodiary.domain.change import Change
from isodiary.domain.errors import (
    AlreadyLogged,
    DiaryBusy,
    DiaryDamaged,
    DiaryError,
    DiaryReadOnly,
    FileReplaced,
    Refused,
    Stale,
)
from isodiary.domain.values import dataclass
from isodiary.language import _, marked
from isodiary.storage.backup import copy_to_backups, write_copy
from isodiary.storage.backup_files import Why
from isodiary.storage.damage_mark import MARKED
from isodiary.storage.damaged import harm_before
from isodiary.storage.database import Database, Key
from isodiary.storage.open_file import OpenFile
from isodiary.storage.reader import DiaryReader
from isodiary.storage.rows import EditRows, rows_of
from isodiary.storage.troubles import FULL, READ_ONLY, error_is_damage, spoken

REPLACED = marked(
    "The diary’s file was replaced, moved or deleted while it was open here. "
    "Nothing more is written to it; what you entered since is kept as long "
    "as isodiary is open."
)
NOT_HELD = marked("The diary cannot hold this. A day is in the years 1900 to 2199.")
TRACES = marked(
    "Another program reads the diary, so traces of what was erased are still in its log."
)
STALE = marked("This entry was changed elsewhere in the meantime. Look at it again.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Acknowledged:
    """A change that the patient was told is in the diary.

    Attributes:
        number: Its number in the history.
        at: When it was made.
        change: What it changed.
    """

    number: int
    at: datetime
    change: Change


class Diary(DiaryReader):
    """The entries of one file.

    Attributes:
        path: The file; None for a scratch diary in memory.
        read_only: Whether changes are refused.
        acknowledged: What was written since the diary was opened, the oldest first.
    """

    def __init__(
        self,
        db: Database,
        path: Path | None,
        *,
        read_only: bool = False,
        file: OpenFile | None = None,
    ) -> None:
        super().__init__(db, file)
        self._glanced = file is None
        self.acknowledged: list[Acknowledged] = []
        self._unacknowledged: list[Acknowledged] = []
        self._writing = False
        self._reopen: Callable[[], tuple[Database, OpenFile]] | None = None
        self.path = path
        self.read_only = read_only

    def go_on_with(self, db: Database, file: OpenFile | None) -> None:
        """Take another connection from now on, of which nothing is known yet."""
        super().go_on_with(db, file)
        self._glanced = file is None

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
            Refused: A value is one that the tables do not take, such as a day in another age.
            DiaryError: The file or the disk refused; nothing was written.
        """
        if self.read_only and not self.try_again():
            raise FULL[0](_(FULL[1])) if self._reopen else DiaryReadOnly(_(READ_ONLY[1]))
        with self.writing(), error_is_damage():
            if harm_before(self, change, first=not self._glanced):
                self.note_damage()
                raise DiaryDamaged(_(MARKED))
            self._glanced = True
            edits = [rows_of(edit) for edit in change.edits]
            for edit in edits:
                self._write(edit)
            number = self.history.record(
                change.act, edits, at=at, reverts=reverts, restores=restores
            )
            self._unacknowledged.append(Acknowledged(number=number, at=at, change=change))
        self.memo.forget(change.days)
        return number

    def erase_for_good(self, ids: Collection[str]) -> None:
        """Take what entries held before out of the file, or all they held if they are deleted.

        No byte of it is left in the file. The entries that stand stay as they are. Backups too.

        Raises:
            DiaryDamaged: The file is damaged, so it is not written.
            DiaryBusy: Another program is at the file; it can be done again.
            DiaryError: The file or the disk refused.
        """
        from isodiary.storage.forgetting import forget, without_former  # a start does without it

        if self.read_only and not self.try_again():
            raise DiaryReadOnly(_(READ_ONLY[1]))
        self.look_over()
        self.rows("pragma secure_delete = on")
        with self.writing():
            forget(self._db, ids)
        self.acknowledged = [
            Acknowledged(number=each.number, at=each.at, change=left)
            for each in self.acknowledged
            if (left := without_former(each.change, ids, self)) is not None
        ]
        with spoken():
            self.refuse_replaced()
            self._db.execute("vacuum")  # what was deleted long ago lies in pages nobody uses
        if not self.settle():
            raise DiaryBusy(_(TRACES))

    def wait_for_room(self, reopen: Callable[[], tuple[Database, OpenFile]]) -> None:
        """Take it that the diary can only be read because the disk is full, and may be written."""
        self._reopen = reopen

    @property
    def known_damaged(self) -> bool:
        """Whether this program or another found it damaged, so that nobody writes it."""
        return self._file is not None and self._file.is_marked()

    @property
    def waits_for_room(self) -> bool:
        """Whether it can only be read because the disk is full."""
        return self._reopen is not None

    def try_again(self) -> bool:
        """Whether a diary that a full disk let only be read can be written by now.

        Each change tries it; a window may try it now and then.
        """
        if self._reopen is None:
            return False
        try:
            with spoken():
                db, file = self._reopen()
        except DiaryError:
            return False
        self._db.close()
        self.go_on_with(db, file)
        self._reopen, self.read_only = None, False
        return True

    def is_replaced(self) -> bool:
        """Whether the file at the path is another one by now, or none. It costs one look."""
        with spoken():
            return self._file is not None and self._file.is_replaced()

    def settle(self) -> bool:
        """Move what was written into the file itself; return whether all of it is there.

        Until then a part of the diary is in the log beside the file, which a copy of the file
        lacks. It waits for nobody, and what stays in the log is safe there.

        Raises:
            FileReplaced: Another file is at the path.
        """
        if self._file is None or self._db.conn.in_transaction:
            return self._file is None
        with spoken():
            self.refuse_replaced()
            whole = self._file.settle(self._db)
            self._file.note_content()
            return whole

    def look_over(self) -> None:
        """Read the whole file, in a moment of leisure, so that a damaged one is written no more.

        Raises:
            DiaryDamaged: It is damaged; from now on nobody writes it.
        """
        if self.problems() or self.damaged():
            self.note_damage()
            self._refuse_damaged()
        self._glanced = True

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the file for writing; keep everything done inside, or, after an error, nothing.

        What is read inside is what is written upon: no other program writes meanwhile. Inside
        another `writing` it goes on with that one.
        """
        if self._writing:
            yield
            return
        self._unacknowledged.clear()
        with spoken():
            # immediate, as a reader that turns writer is refused at once when another writes
            self._db.execute("begin immediate")
            self._writing = True
            try:
                self.refuse_replaced()
                self._refuse_damaged()
                yield
                self._db.execute("commit")
                self.acknowledged += self._unacknowledged
            except BaseException:
                self._db.rollback()
                raise
            finally:
                self._writing = False

    def back_up(self, *, now: datetime, why: Why = Why.CHANGE) -> Path:
        """Copy the diary to its backups, checked by reading the copy back; return its path.

        Raises:
            DiaryDamaged: The diary is damaged; a copy of it would be no good one.
            DiaryError: The copy was not good, or the disk refused.
        """
        if self.path is None:
            raise ValueError("a scratch diary has no backups")
        with spoken():
            return copy_to_backups(self._db, self.path, now, why)

    def copy_to(self, path: Path, key: Key | None = None) -> None:
        """Copy the diary to a new file, checked, encrypted with `key` or as it is itself.

        Raises:
            FileExistsError: There is a file of that name.
            DiaryError: The copy was not good, or the disk refused.
        """
        try:
            with spoken():
                write_copy(self._db, path, key)
        except DiaryError as error:
            if isinstance(error.__cause__, FileExistsError):
                raise error.__cause__ from None
            raise

    def close(self) -> None:
        """Close the file, with everything in it."""
        if self._file is None:
            self._db.close()
        else:
            with spoken():
                self._file.close(self._db)
            self._file = None

    def _refuse_damaged(self) -> None:
        if self._file is not None and self._file.is_marked():
            raise DiaryDamaged(_(MARKED))

    def refuse_replaced(self) -> None:
        """Refuse another file at the path."""
        if self.is_replaced():
            raise FileReplaced(_(REPLACED))

    def _write(self, edit: EditRows) -> None:
        try:
            written = self._db.execute(*edit.statement).rowcount
        except sqlite3.IntegrityError as error:
            if error.sqlite_errorcode == sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY:
                raise Stale(_(STALE)) from error
            if error.sqlite_errorcode == sqlite3.SQLITE_CONSTRAINT_CHECK:
                raise Refused(_(NOT_HELD)) from error
            raise AlreadyLogged(_("The diary already holds an entry in that place.")) from error
        if written != 1:
            raise Stale(_(STALE))
