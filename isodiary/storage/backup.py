"""Copies of the diary that were read back and compared."""

from __future__ import annotations

from contextlib import closing
from datetime import datetime
from pathlib import Path

from sqlite_utils import Database

from isodiary.domain.errors import DiskTrouble


def copy_before_migration(db: Database, path: Path, now: datetime) -> Path:
    """Copy an older diary beside itself, check the copy, and return its path.

    Raises:
        DiskTrouble: The copy is not equal to the diary; the diary was not touched.
    """
    copy = path.with_name(f"{path.stem}.before-{now:%Y%m%d-%H%M%S}{path.suffix}")
    db.execute("vacuum into ?", [str(copy)])
    copy.chmod(0o600)
    if not _equal(db, copy):
        copy.unlink()
        raise DiskTrouble("The copy of the diary was not good, so it was not brought up to date.")
    return copy


def _equal(db: Database, copy: Path) -> bool:
    with closing(Database(copy, execute_plugins=False)) as other:
        sound = other.execute("pragma integrity_check").fetchall() == [("ok",)]
        return sound and _counts(db) == _counts(other)


def _counts(db: Database) -> dict[str, int]:
    return {
        name: db.execute(f'select count(*) from "{name}"').fetchone()[0]
        for name in db.table_names()
    }
