"""A diary gets a passphrase, another one, or none: a checked copy takes the place of its file.

Whenever this is cut short, the path holds the whole diary, as it was before or as it is after.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path

from isodiary.domain.errors import DiaryBusy, DiaryError, DiaryReadOnly
from isodiary.language import _, marked
from isodiary.storage.backup import fill_copy, new_file, sync, sync_folder
from isodiary.storage.connecting import database
from isodiary.storage.database import Database, Key, is_encrypted
from isodiary.storage.former_keys import former_keys, keep_former
from isodiary.storage.keys import SALT_BYTES
from isodiary.storage.opening import open_diary
from isodiary.storage.troubles import READ_ONLY, code_of, spoken

ELSEWHERE = marked(
    "The diary is open in another window or program, so its passphrase stays as it is. Close it"
    " there, and try again."
)
PATIENCE_MS = 500
UNFINISHED = ".isodiary-*.new"


def rewrite(
    path: Path,
    now: datetime,
    *,
    before: Key | None,
    after: Key | None,
    first: Callable[[], object] | None = None,
) -> None:
    """Encrypt the file of a diary that nobody has open with another key, or not at all.

    `first` is done when all else is ready, and nobody else can open the diary. What opened the
    backups is kept for those that follow later.

    Raises:
        DiaryBusy: It is open elsewhere.
        DiaryDamaged: It is damaged.
        DiaryError: The disk refused; the diary is as it was.
    """
    with closing(open_diary(path, now=now, key=before)) as diary:
        if diary.read_only:
            raise DiaryReadOnly(_(READ_ONLY[1]))
        diary.look_over()
    real = path.resolve()
    with spoken(), closing(database(real, key=before)) as lock:
        _take_alone(lock)
        remove_plain_unfinished(real.parent)
        new = new_file(real.parent)
        try:
            # a second connection, as one that is in a transaction takes no other file along
            with closing(database(real, "mode=ro", before)) as source:
                fill_copy(source, new, after)
            sync(new)
            if before is not None and after is not None:
                keep_former(real, (before, *former_keys(real, before)), after)
            if first is not None:
                first()
            if os.name == "nt":  # which replaces no file that is open
                lock.close()
            os.replace(new, real)
            with suppress(OSError):  # it is done, and whoever says otherwise would lock it up
                sync_folder(real.parent)
        finally:
            with suppress(OSError):
                new.unlink(missing_ok=True)


def recode(file: Path, *, before: Key | None, after: Key | None) -> bool:
    """Encrypt a backup, which nobody writes, with another key, or not at all.

    Return whether it is so now; one of another passphrase or a damaged one stays as it is.

    Raises:
        OSError, sqlite3.Error: The disk refused; the backup is as it was.
    """
    with file.open("rb") as opened:
        head = opened.read(SALT_BYTES)
    if is_encrypted(head):
        if after is not None and head == after.salt:
            return True
        if before is None or head != before.salt:
            return False
    elif after is None:
        return True
    new = new_file(file.parent)
    try:
        key = before if is_encrypted(head) else None
        with closing(database(file, "mode=ro&immutable=1", key)) as source:
            fill_copy(source, new, after)
        sync(new)
        os.replace(new, file)
        with suppress(OSError):
            sync_folder(file.parent)
    except (DiaryError, sqlite3.DatabaseError):
        return False
    finally:
        with suppress(OSError):
            new.unlink(missing_ok=True)
    return True


def remove_plain_unfinished(folder: Path) -> None:
    """Remove what a program that died was about to write, and that anybody could read."""
    for each in folder.glob(UNFINISHED):
        with suppress(OSError):
            content = each.read_bytes()[:SALT_BYTES]
            if content and not is_encrypted(content):
                each.unlink()


def _take_alone(lock: Database) -> None:
    """Let nobody else open the file until this connection is closed; no log is left beside it."""
    lock.execute(f"pragma busy_timeout = {PATIENCE_MS}")
    try:
        lock.execute("pragma journal_mode = delete").fetchall()
        lock.execute("begin immediate")
    except sqlite3.OperationalError as error:
        if code_of(error) in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
            raise DiaryBusy(_(ELSEWHERE)) from error
        raise
