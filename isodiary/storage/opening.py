"""Opening a diary file: looked at before it is touched, copied before it is migrated."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from pathlib import Path
from secrets import token_hex
from zlib import crc32

from isodiary.domain.errors import DiaryDamaged, DiaryTooNew, NotADiary
from isodiary.storage.backup import copy_before_migration, file_uri
from isodiary.storage.database import Database
from isodiary.storage.diary import Diary
from isodiary.storage.history import LOGS
from isodiary.storage.migrations import diary_migrations
from isodiary.storage.rows import TABLES
from isodiary.storage.steps import LEDGER
from isodiary.storage.troubles import DAMAGED, code_of, error_is_damage, spoken

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

    A file or folder that may not be written, or a disk that is too full to open it for writing,
    leaves it to be opened for reading only.

    Raises:
        NotADiary: The file is something else; it was not touched.
        DiaryTooNew: A newer isodiary wrote it; it was not touched.
        DiaryError: The file or the disk refused.
    """
    with spoken():
        if path is None:
            return Diary(_prepared(_in_memory()), None)
        if not path.exists():
            _create(path)
        _look_at(path)
        if not _writable(path):
            return _open_to_read(path)
        try:
            return _open_to_write(path, now)
        except sqlite3.OperationalError as error:
            if not _disk_full(error):
                raise
            return _open_to_read(path)


def _create(path: Path) -> None:
    """Make an empty diary, whole or not at all, readable for its owner only."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    new = path.with_name(f".isodiary-{token_hex(8)}.new")
    os.close(os.open(new, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    try:
        with closing(_database(new)) as db:
            _prepared(db)
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
        # the name is taken first, as of two programs one must not replace the other's diary
        with suppress(FileExistsError):
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
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
    with closing(_database(path, "mode=ro&immutable=1")) as db, error_is_damage():
        [(application_id,)] = db.execute("pragma application_id")
        if application_id != APPLICATION_ID:
            raise NotADiary(NOT_OURS)
        if not _wal_of(path):  # with one, the file alone may be neither old nor new
            _check_steps(db)


def _wal_of(path: Path) -> bool:
    """Whether committed changes may stand beside the file, in its write-ahead log."""
    real = path.resolve()
    wal = real.with_name(f"{real.name}-wal")
    return wal.exists() and wal.stat().st_size > 0


def _open_to_write(path: Path, now: datetime) -> Diary:
    db = _database(path)
    with _closed_on_error(db):
        _check_steps(db)  # again, as the first look does not see what is still in the WAL
        if diary_migrations.pending(db):
            copy_before_migration(db, path, now)
        return Diary(_prepared(db), path)


def _open_to_read(path: Path) -> Diary:
    # immutable needs no file beside the diary, but would not see what such a file holds
    db = _database(path, "mode=ro" if _wal_of(path) else "mode=ro&immutable=1")
    with _closed_on_error(db):
        _check_steps(db)
        if diary_migrations.pending(db):
            return Diary(_newer_copy(db), path, read_only=True)
        return Diary(_views(db), path, read_only=True)


def _newer_copy(db: Database) -> Database:
    """Return an older diary, brought up to date in memory, as its file cannot be."""
    copy = _in_memory()
    db.conn.backup(copy.conn)
    db.close()
    return _prepared(copy)


@contextmanager
def _closed_on_error(db: Database) -> Iterator[None]:
    try:
        yield
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
    db.execute("pragma journal_mode = wal")  # which a copy made by SQLite has not
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
            f" where {table.sum_holds}"
        )
        _check_columns(db, f"sound_{table.name}", table.columns)
    for log, columns in LOGS.items():
        _check_columns(db, log, (*columns, "checksum"))
    return db


def _check_columns(db: Database, table: str, columns: Sequence[str]) -> None:
    """Refuse a file of whose tables not even the names are as we made them."""
    with error_is_damage():
        db.execute(f"select {', '.join(columns)} from {table} limit 0")


def _check_steps(db: Database) -> None:
    """Refuse a diary that has been through steps we do not know, or through none."""
    _check_columns(db, diary_migrations.migrations_table, LEDGER)
    known = diary_migrations.known()
    try:
        applied = diary_migrations.applied(db)
    except KeyError as error:  # a column's name in another case, which SQL does not mind
        raise DiaryDamaged(DAMAGED[1]) from error
    if applied > known:
        raise DiaryTooNew(NEWER)
    if not applied or applied - known:
        raise DiaryDamaged(DAMAGED[1])


def _in_memory() -> Database:
    return Database(sqlite3.connect(":memory:"))


def _database(path: Path, how: str = "mode=rw") -> Database:
    uri = f"{file_uri(path.absolute())}?{how}"
    db = Database(sqlite3.connect(uri, uri=True, timeout=5))
    db.execute("pragma trusted_schema = off")
    db.execute("pragma temp_store = memory")
    return db


def _writable(path: Path) -> bool:
    real = path.resolve()
    return os.access(real, os.W_OK) and os.access(real.parent, os.W_OK)


def _disk_full(error: sqlite3.Error) -> bool:
    return code_of(error) in {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_SHMSIZE}
