"""Copies of the diary that were read back and compared."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, suppress
from datetime import datetime
from itertools import count
from pathlib import Path
from urllib.parse import quote

from isodiary.domain.errors import DiskTrouble
from isodiary.storage.database import Database


def copy_before_migration(db: Database, path: Path, now: datetime) -> Path:
    """Copy an older diary beside itself, check the copy, and return its path.

    Raises:
        DiskTrouble: The copy is not equal to the diary; the diary was not touched.
    """
    copy = _new_file(path, f"before-{now:%Y%m%d-%H%M%S}")
    try:
        db.execute("vacuum into ?", [file_uri(copy.absolute())])
        if not _equal(db, copy):
            raise DiskTrouble(
                "The copy of the diary was not good, so it was not brought up to date."
            )
        _sync(copy)
    except BaseException:
        copy.unlink()
        raise
    return copy


def file_uri(path: Path | str) -> str:
    """Return an absolute path as SQLite takes every name: those of Windows and no text too."""
    return f"file:{quote(os.fsencode(path), safe='')}"


def _new_file(path: Path, what: str) -> Path:
    """Make an empty file beside `path`, readable for its owner only, under a name not taken."""
    for number in count(1):
        again = f"-{number}" if number > 1 else ""
        copy = path.with_name(f"{path.stem}.{what}{again}{path.suffix}")
        with suppress(FileExistsError):
            os.close(os.open(copy, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
            break
    return copy


def _sync(copy: Path) -> None:
    handle = os.open(copy, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _equal(db: Database, copy: Path) -> bool:
    with closing(Database(sqlite3.connect(copy))) as other:
        sound = other.execute("pragma integrity_check").fetchall() == [("ok",)]
        return sound and _counts(db) == _counts(other)


def _counts(db: Database) -> dict[str, int]:
    return {
        name: db.execute(f'select count(*) from "{name}"').fetchone()[0]
        for name in db.table_names()
    }
