"""Backups: copies made by SQLite, read back, compared, and only then given their name."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Mapping
from contextlib import closing, suppress
from datetime import datetime
from itertools import count
from pathlib import Path
from zlib import crc32

from isodiary.domain.errors import DiskTrouble
from isodiary.language import _, marked
from isodiary.storage.backup_files import (
    Places,
    Why,
    backup_files,
    backup_name,
    kept_of,
    places_of,
)
from isodiary.storage.database import Database, Key
from isodiary.storage.database import file_uri as file_uri
from isodiary.storage.private import make_folder, open_private
from isodiary.storage.rows import sum_holds

ONE_HOUR_S = 3_600
CHECKSUM = "checksum"

NOT_GOOD = marked("The copy of the diary was not good, so it was not kept.")


def copy_before_migration(db: Database, path: Path, now: datetime) -> Path:
    """Copy an older diary to its backups, check the copy, and return its path.

    Raises:
        DiskTrouble: The copy is not equal to the diary; the diary was not touched.
    """
    return copy_to_backups(db, path, now, Why.MIGRATION)


def copy_to_backups(
    db: Database, path: Path, now: datetime, why: Why, places: Places | None = None
) -> Path:
    """Copy what a connection sees to the backups of its diary, read it back, and return its path.

    Older backups that need not be kept go; so do those that a dead program left half done.

    Raises:
        DiskTrouble: The copy is not equal to the diary.
        OSError, sqlite3.Error: The disk refused; no half copy was left.
    """
    here = (places or places_of(path)).here
    make_folder(here)
    copy = free_name(here / backup_name(path, now, why))
    write_copy(db, copy)
    rotate(path, here, but=copy)
    return copy


def write_copy(db: Database, path: Path, key: Key | None = None) -> None:
    """Copy what a connection sees to a new file, checked, whole or not at all.

    It is encrypted with `key`; without one, as the connection's own file is.

    Raises:
        FileExistsError: There is a file of that name.
        DiskTrouble: The copy is not equal to the diary.
        OSError, sqlite3.Error: The disk refused; no half copy was left.
    """
    unfinished = new_file(path.parent)
    try:
        fill_copy(db, unfinished, key or db.key)
        sync(unfinished)
        give_name(unfinished, path)
    finally:
        unfinished.unlink(missing_ok=True)


def fill_copy(db: Database, empty: Path, key: Key | None) -> None:
    """Copy what a connection sees to an empty file, encrypted with `key` or plain, and check it.

    Raises:
        DiskTrouble: The copy is not equal to the diary.
        OSError, sqlite3.Error: The disk refused.
    """
    least = _counts(db)
    if key is None and db.key is None:
        with closing(sqlite3.connect(file_uri(empty.absolute()), uri=True)) as copy:
            db.conn.backup(copy)
            copy.execute("pragma journal_mode = delete")  # one file, without any beside it
    else:
        _encrypt(db, empty, key)
    if not _equal(db, empty, least, key):
        raise DiskTrouble(_(NOT_GOOD))


def opened(uri: str, key: Key | None = None, *, any_thread: bool = False) -> Database:
    """Return a connection to what a name says; `key` opens a file with a passphrase."""
    if key is not None:
        from isodiary.storage.cipher import opened_with

        return opened_with(uri, key, any_thread=any_thread)
    return Database(sqlite3.connect(uri, uri=True, timeout=5, check_same_thread=not any_thread))


def _encrypt(db: Database, empty: Path, key: Key | None) -> None:
    """Copy to an empty file what is encrypted, or is to be; without a key it is plain then."""
    from isodiary.storage.cipher import CipherDatabase, export, memory_for

    if isinstance(db, CipherDatabase):
        export(db, file_uri(empty.absolute()), key)
        return
    assert key is not None, "a plain copy of a plain file needs no cipher"
    # the other SQLite of this process must not touch a file that Python's own holds
    plain = new_file(empty.parent)
    try:
        with closing(sqlite3.connect(file_uri(plain.absolute()), uri=True)) as copy:
            db.conn.backup(copy)
            copy.execute("pragma journal_mode = delete")
        with closing(memory_for(key)) as between:
            source = f"{file_uri(plain.absolute())}?mode=ro&immutable=1"
            export(between, file_uri(empty.absolute()), key, source=source)
    finally:
        plain.unlink(missing_ok=True)


def rotate(path: Path, folder: Path, *, but: Path | None = None) -> None:
    """Remove the backups of a diary from a folder that need not be kept any more."""
    files = backup_files(path, Places(here=folder))
    kept = kept_of(file.at for file in files)
    for file in files:
        if file.at not in kept and file.path != but:
            with suppress(OSError):  # one that is held elsewhere goes another time
                file.path.unlink()
    remove_unfinished(folder)


def remove_unfinished(folder: Path) -> None:
    """Remove what programs that died an hour ago or earlier were about to write."""
    newest = max((each.stat().st_mtime for each in folder.iterdir()), default=0)
    for each in folder.glob(".isodiary-*.new*"):
        with suppress(OSError):
            if newest - each.stat().st_mtime > ONE_HOUR_S:
                each.unlink()


def new_file(folder: Path) -> Path:
    """Make an empty file under a name that nobody looks for, readable for its owner only."""
    unfinished = folder / f".isodiary-{os.urandom(8).hex()}.new"
    os.close(open_private(unfinished, os.O_EXCL))
    return unfinished


def give_name(unfinished: Path, path: Path) -> None:
    """Give a finished file its name.

    Raises:
        FileExistsError: It is taken; what bears it stays.
    """
    try:
        os.link(unfinished, path)
    except FileExistsError:
        raise
    except OSError:  # a file system without links; the name is taken first
        os.close(open_private(path, os.O_EXCL))
        os.replace(unfinished, path)
    sync_folder(path.absolute().parent)


def free_name(path: Path) -> Path:
    """Return a name that is not taken: this one, or one like it with a number."""
    for number in count(1):
        again = f"-{number}" if number > 1 else ""
        free = path.with_name(f"{path.stem}{again}{path.suffix}")
        if not os.path.lexists(free):
            break
    return free


def sync(file: Path) -> None:
    """Let the disk have what was written to a file."""
    handle = os.open(file, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_folder(folder: Path) -> None:
    """Let the disk have the names in a folder."""
    if os.name == "posix":  # elsewhere a folder cannot be opened
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _equal(db: Database, copy: Path, least: Mapping[str, int], key: Key | None = None) -> bool:
    """Whether a copy is sound and has the rows that were there when it was made."""
    uri = f"{file_uri(copy.absolute())}?mode=ro&immutable=1"
    with closing(opened(uri, key)) as other:
        # what an older isodiary wrote, or a failing disk, is copied as it is
        other.execute("pragma ignore_check_constraints = on")
        sound = other.execute("pragma integrity_check").fetchall() == [("ok",)]
        if not sound or not _same_counts(_counts(other), least, _counts(db)):
            return False
        damaged = unsound_rows(other)
        return not damaged or damaged == unsound_rows(db)


def unsound_rows(db: Database) -> int:
    """Return how many rows are not as they were written, whatever schema they are of."""
    db.conn.create_function("crc32", 1, crc32, deterministic=True)
    found = 0
    for table in db.table_names():
        named = db.execute(f"select name from pragma_table_info('{table}')").fetchall()
        columns = [name for (name,) in named if name != CHECKSUM]
        if len(columns) < len(named):
            sql = f'select count(*) from "{table}" where not ({sum_holds(columns)})'
            found += db.execute(sql).fetchone()[0]
    return found


def _same_counts(
    counts: Mapping[str, int], least: Mapping[str, int], most: Mapping[str, int]
) -> bool:
    """Whether a copy has as many rows as there were; another program may write meanwhile."""
    if not counts.keys() == least.keys() == most.keys():
        return False
    ends = {name: sorted((least[name], most[name])) for name in least}
    return all(low <= counts[name] <= high for name, (low, high) in ends.items())


def _counts(db: Database) -> dict[str, int]:
    return {
        name: db.execute(f'select count(*) from "{name}"').fetchone()[0]
        for name in db.table_names()
    }
