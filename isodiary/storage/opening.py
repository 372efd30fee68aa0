"""Opening a diary file: looked at before it is touched, copied before it is migrated."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from urllib.parse import quote
from zlib import crc32

from sqlite_utils import Database

from isodiary.domain.errors import DiaryTooNew, NotADiary
from isodiary.storage.backup import copy_before_migration
from isodiary.storage.diary import Diary
from isodiary.storage.migrations import diary_migrations
from isodiary.storage.rows import TABLES
from isodiary.storage.troubles import spoken

APPLICATION_ID = 0x49534F44
"""ISOD, in the header of the file, where `file` and SQLite look for it."""

NOT_OURS = "This file is not a diary of isodiary. It was not touched."
EMPTY = (
    "This file is empty, so it is no diary. It was not touched; if it once held yours, use a backup"
    " of it."
)
NEWER = "This diary was written by a newer isodiary. Install that version to open it."


def open_diary(path: Path | None, *, now: datetime) -> Diary:
    """Open the diary at `path`, made anew if there is none; a scratch one in memory if None.

    A file or folder that may not be written is opened for reading only.

    Raises:
        NotADiary: The file is something else; it was not touched.
        DiaryTooNew: A newer isodiary wrote it; it was not touched.
        DiaryError: The file or the disk refused.
    """
    with spoken():
        if path is None:
            return Diary(_prepared(Database(memory=True, execute_plugins=False)), None)
        if not path.exists():
            _create(path)
        _look_at(path)
        if not _writable(path):
            return Diary(_views(_database(path, "mode=ro&immutable=1")), path, read_only=True)
        return Diary(_open_to_write(path, now), path)


def _create(path: Path) -> None:
    """Make an empty diary, whole or not at all, readable for its owner only."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    new = path.with_name(f".{path.name}.{os.getpid()}.new")
    new.unlink(missing_ok=True)
    os.close(os.open(new, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    try:
        with closing(_database(new)) as db:
            _prepared(db)
            db.execute("pragma journal_mode = wal")
        _place(new, path)
    finally:
        new.unlink(missing_ok=True)


def _place(new: Path, path: Path) -> None:
    """Give the finished file its name, unless another program was faster."""
    try:
        os.link(new, path)
    except FileExistsError:
        return
    except OSError:  # a file system without links
        if not path.exists():
            os.replace(new, path)
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    if os.name == "posix":  # elsewhere a folder cannot be opened
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _look_at(path: Path) -> None:
    """Refuse what is not our diary, without changing a byte of it."""
    if not path.is_file():
        raise NotADiary("A diary is a file, and this is not one.")
    if path.stat().st_size == 0:
        raise NotADiary(EMPTY)
    with closing(_database(path, "mode=ro&immutable=1")) as db, _foreign_is_not_ours():
        [(application_id,)] = db.execute("pragma application_id")
        if application_id != APPLICATION_ID:
            raise NotADiary(NOT_OURS)
        _refuse_newer(db)


@contextmanager
def _foreign_is_not_ours() -> Iterator[None]:
    try:
        yield
    except sqlite3.DatabaseError as error:
        if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_NOTADB:
            raise NotADiary(NOT_OURS) from error
        raise


def _open_to_write(path: Path, now: datetime) -> Database:
    db = _database(path)
    try:
        _refuse_newer(db)  # again, as the first look does not see what is still in the WAL
        if diary_migrations.pending(db):
            copy_before_migration(db, path, now)
        return _prepared(db)
    except BaseException:
        db.close()
        raise


def _prepared(db: Database) -> Database:
    """Bring the tables up to date and set what a connection of ours needs."""
    if diary_migrations.pending(db):
        _migrate(db)
    # only now, as a migration may rebuild a table that others point at
    db.execute("pragma foreign_keys = on")
    db.execute("pragma synchronous = full")
    db.execute("pragma trusted_schema = off")
    db.execute("pragma temp_store = memory")
    return _views(db)


def _migrate(db: Database) -> None:
    # immediate, so that of two programs that find an old file one waits for the other
    db.execute("begin immediate")
    try:
        diary_migrations.apply(db)
        db.execute(f"pragma application_id = {APPLICATION_ID}")
        db.execute("commit")
    except BaseException:
        db.rollback()
        raise


def _views(db: Database) -> Database:
    """Give each table a view of its sound rows; readers see no others."""
    db.conn.create_function("crc32", 1, crc32, deterministic=True)
    for table in TABLES:
        db.execute(
            f"create temp view sound_{table.name} as select * from main.{table.name}"
            f" where crc32(cast({table.quoted} as blob)) = checksum"
        )
    return db


def _refuse_newer(db: Database) -> None:
    with closing(Database(memory=True, execute_plugins=False)) as scratch:
        known = {step.name for step in diary_migrations.pending(scratch)}
    if {step.name for step in diary_migrations.applied(db)} - known:
        raise DiaryTooNew(NEWER)


def _database(path: Path, how: str = "mode=rw") -> Database:
    uri = f"file:{quote(str(path.absolute()))}?{how}"
    connection = sqlite3.connect(uri, uri=True, timeout=5)
    return Database(connection, strict=True, execute_plugins=False)


def _writable(path: Path) -> bool:
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)
