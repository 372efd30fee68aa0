"""Opening a diary file: looked at before it is touched, copied before it is migrated."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from pathlib import Path

from isodiary.domain.errors import DiaryBusy, DiaryDamaged, DiaryError, NotADiary
from isodiary.language import _, marked
from isodiary.storage.backup import copy_before_migration, give_name, new_file
from isodiary.storage.connecting import (
    APPLICATION_ID,
    NOT_OURS,
    check_steps,
    database,
    in_memory,
    prepared,
    views,
)
from isodiary.storage.database import Database, Key, begins_encrypted, file_uri
from isodiary.storage.diary import Diary
from isodiary.storage.leftover import log_belongs, set_log_apart, stays_wrong
from isodiary.storage.migrations import diary_migrations
from isodiary.storage.open_file import OpenFile
from isodiary.storage.private import make_folder
from isodiary.storage.troubles import BUSY, code_of, error_is_damage, spoken
from isodiary.storage.wal import holds_something

EMPTY = marked(
    "This file is empty, so it is no diary. It was not touched; if it once "
    "held yours, use a backup of it."
)


def open_diary(path: Path | None, *, now: datetime, key: Key | None = None) -> Diary:
    """Open the diary at `path`, made anew if there is none; a scratch one in memory if None.

    A file or folder that may not be written, or a disk that is too full to open it for writing,
    leaves it to be opened for reading only. `key` opens a diary with a passphrase; one without is
    opened all the same. Copies of a scratch diary are encrypted with it.

    Raises:
        NotADiary: The file is something else; it was not touched.
        DiaryTooNew: A newer isodiary wrote it; it was not touched.
        Locked: It has a passphrase, which `key` is not of; it was not touched.
        DiaryError: The file or the disk refused.
    """
    with spoken():
        if path is None:
            return Diary(prepared(in_memory(key)), None)
        if not path.exists():
            if holds_something(path):  # of a diary that was deleted
                set_log_apart(path, now)
            _create(path)
        key = _right_key(path, key)
        _look_at(path, key)
        ours = log_belongs(path, key)
        if not _writable(path):
            return _open_to_read(path, key, with_log=ours)
        if not ours:
            set_log_apart(path, now)
        try:
            return _open_to_write(path, now, key)
        except sqlite3.OperationalError as error:
            if not _disk_full(error):
                raise
            diary = _open_to_read(path, key)
            diary.wait_for_room(lambda: _connected(path, now, key))
            return diary


def reopened(path: Path, now: datetime, key: Key) -> tuple[Database, OpenFile]:
    """Return a connection to a diary that was closed for a while, looked at as for the first time.

    Raises:
        DiaryError: As `open_diary`.
    """
    _right_key(path, key)
    _look_at(path, key)
    if not log_belongs(path, key):
        set_log_apart(path, now)
    return _connected(path, now, key)


def _create(path: Path) -> None:
    """Make an empty diary, whole or not at all, readable for its owner only."""
    make_folder(path.parent)
    new = new_file(path.parent)
    try:
        with closing(database(new)) as db:
            prepared(db)
        with suppress(FileExistsError):  # another program was faster
            give_name(new, path)
    finally:
        new.unlink(missing_ok=True)


def _right_key(path: Path, key: Key | None) -> Key | None:
    """Return the key if the file wants one.

    Raises:
        Locked: It wants one, and this is another, or there is none.
    """
    if not begins_encrypted(path):
        return None
    from isodiary.storage.unlocking import checked

    return checked(path, key)


def _look_at(path: Path, key: Key | None) -> None:
    """Refuse what is not our diary, without changing a byte of it.

    While another program writes it, it is not refused: what is connected to is looked at again.
    """
    refused: list[DiaryError] = []

    def looks_wrong() -> bool:
        try:
            with spoken():
                _look_once_at(path, key)
        except (DiaryDamaged, NotADiary) as error:
            refused.append(error)
            return True
        return False

    if stays_wrong(path, looks_wrong):
        raise refused[-1]


def _look_once_at(path: Path, key: Key | None) -> None:
    if not path.is_file():
        raise NotADiary(_("A diary is a file, and this is not one."))
    if path.stat().st_size == 0:
        raise NotADiary(_(EMPTY))
    with closing(database(path, "mode=ro&immutable=1", key)) as db, error_is_damage():
        [(application_id,)] = db.execute("pragma application_id")
        if application_id != APPLICATION_ID:
            raise NotADiary(_(NOT_OURS))
        if not holds_something(path):  # with one, the file alone may be neither old nor new
            check_steps(db)


def _open_to_write(path: Path, now: datetime, key: Key | None) -> Diary:
    db, file = _connected(path, now, key)
    return Diary(db, path, file=file)


def _connected(path: Path, now: datetime, key: Key | None) -> tuple[Database, OpenFile]:
    before = path.stat().st_ino
    db = database(path, key=key)
    with _closed_on_error(db):
        check_steps(db)  # again, as the first look does not see what is still in the WAL
        if diary_migrations.pending(db):
            copy_before_migration(db, path, now)
        prepared(db)
        file = OpenFile(path, key)
        if path.stat().st_ino != before:  # another program was just putting one in its place
            file.let_go()
            raise DiaryBusy(_(BUSY[1]))
        return db, file


def _open_to_read(path: Path, key: Key | None, *, with_log: bool = True) -> Diary:
    # immutable needs no file beside the diary, but would not see what such a file holds
    with_log = with_log and holds_something(path)
    how = "mode=ro" if with_log else "mode=ro&immutable=1"
    db = database(path, how, key)
    with _closed_on_error(db):
        check_steps(db)
        if diary_migrations.pending(db):
            return Diary(_newer_copy(db, path, how), path, read_only=True)
        return Diary(views(db), path, read_only=True)


def _newer_copy(db: Database, path: Path, how: str) -> Database:
    """Return an older diary, brought up to date in memory, as its file cannot be."""
    if db.key is not None:
        from isodiary.storage.cipher import loaded

        copy: Database = loaded(f"{file_uri(path.absolute())}?{how}", db.key)
    else:
        copy = in_memory()
        db.conn.backup(copy.conn)
    db.close()
    return prepared(copy)


@contextmanager
def _closed_on_error(db: Database) -> Iterator[None]:
    try:
        yield
    except BaseException:
        db.close()
        raise


def _writable(path: Path) -> bool:
    real = path.resolve()
    return os.access(real, os.W_OK) and os.access(real.parent, os.W_OK)


def _disk_full(error: sqlite3.Error) -> bool:
    return code_of(error) in {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_SHMSIZE}
