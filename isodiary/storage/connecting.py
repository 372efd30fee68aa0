"""A connection to a diary: its tables brought up to date, and what ours alone may do."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from pathlib import Path
from zlib import crc32

from isodiary.domain.errors import DiaryDamaged, DiaryTooNew
from isodiary.language import _, marked
from isodiary.storage.backup import opened
from isodiary.storage.database import Database, Key, file_uri
from isodiary.storage.history import LOGS
from isodiary.storage.migrations import diary_migrations
from isodiary.storage.ranges import HOLDS
from isodiary.storage.rows import TABLES
from isodiary.storage.steps import LEDGER
from isodiary.storage.troubles import DAMAGED, error_is_damage

APPLICATION_ID = 0x49534F44
"""ISOD, in the header of the file, where `file` and SQLite look for it."""

NOT_OURS = marked("This file is not a diary of isodiary. It was not touched.")
NEWER = marked("This diary was written by a newer isodiary. Install that version to open it.")


def prepared(db: Database) -> Database:
    """Bring the tables up to date and set what a connection of ours needs."""
    if diary_migrations.pending(db):
        _migrate(db)
    # only now, as a migration may rebuild a table that others point at
    db.execute("pragma foreign_keys = on")
    db.execute("pragma synchronous = full")
    db.execute("pragma journal_mode = wal")  # which a copy made by SQLite has not
    db.execute("pragma wal_autocheckpoint = 0")  # `Diary.settle` does it, and puts its stamp
    return views(db)


def _migrate(db: Database) -> None:
    # immediate, so that of two programs that find an old file one waits for the other
    db.execute("begin immediate")
    try:
        with db.spoken_as_sqlite():
            diary_migrations.apply(db)
        db.execute(f"pragma application_id = {APPLICATION_ID}")
        db.execute("commit")
    except BaseException:
        db.rollback()
        raise


def views(db: Database) -> Database:
    """Give each table a view of its sound rows; readers see no others."""
    db.conn.create_function("crc32", 1, crc32, deterministic=True)
    for table in TABLES:
        db.execute(
            f"create temp view sound_{table.name} as select * from main.{table.name}"
            f" where {HOLDS[table.name]}"
        )
        check_columns(db, f"sound_{table.name}", table.columns)
    for log, columns in LOGS.items():
        check_columns(db, log, (*columns, "checksum"))
    return db


def check_columns(db: Database, table: str, columns: Sequence[str]) -> None:
    """Refuse a file of whose tables not even the names are as we made them."""
    with error_is_damage():
        db.execute(f"select {', '.join(columns)} from {table} limit 0")


def check_steps(db: Database) -> None:
    """Refuse a diary that has been through steps we do not know, or through none."""
    check_columns(db, diary_migrations.migrations_table, LEDGER)
    known = diary_migrations.known()
    try:
        applied = diary_migrations.applied(db)
    except KeyError as error:  # a column's name in another case, which SQL does not mind
        raise DiaryDamaged(_(DAMAGED[1])) from error
    if applied > known:
        raise DiaryTooNew(_(NEWER))
    if not applied or applied - known:
        raise DiaryDamaged(_(DAMAGED[1]))


def in_memory(key: Key | None = None) -> Database:
    """Return an empty database without a file; copies of it are encrypted with `key`."""
    if key is not None:
        from isodiary.storage.cipher import memory_for

        return memory_for(key)
    return Database(sqlite3.connect(":memory:"))


def database(
    path: Path, how: str = "mode=rw", key: Key | None = None, *, any_thread: bool = False
) -> Database:
    """Return a connection to a file that is there, as SQLite opens it with these words.

    It is for this thread, or for `any_thread`, one at a time.
    """
    db = opened(f"{file_uri(path.absolute())}?{how}", key, any_thread=any_thread)
    db.execute("pragma trusted_schema = off")
    db.execute("pragma temp_store = memory")
    return db
