"""Turns what SQLite and the disk say into sentences for the patient."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from isodiary.domain.errors import (
    DiaryBusy,
    DiaryDamaged,
    DiaryError,
    DiaryReadOnly,
    DiskFull,
    DiskTrouble,
    NotADiary,
)
from isodiary.language import _, marked

FULL = DiskFull, marked("The disk is full, so nothing was written. Make room and try again.")
FAILED = (
    DiskTrouble,
    marked("The disk failed, so nothing was written. Check the disk and try again."),
)
READ_ONLY = (
    DiaryReadOnly,
    marked("The diary may be read but not written here. Check the rights of its file and folder."),
)
BUSY = DiaryBusy, marked("Another program is writing the diary. Wait a moment and try again.")
DAMAGED = (
    DiaryDamaged,
    marked(
        "The diary's file is damaged. Nothing was overwritten; keep the file and "
        "use a backup of it."
    ),
)
LOCKED = marked("This diary has a passphrase.")
NO_ENTRY = (
    DiskTrouble,
    marked("The diary's file cannot be opened. Check that its folder exists and may be used."),
)

_BY_CODE: dict[int, tuple[type[DiaryError], str]] = {
    sqlite3.SQLITE_FULL: FULL,
    sqlite3.SQLITE_IOERR: FAILED,
    sqlite3.SQLITE_READONLY: READ_ONLY,
    sqlite3.SQLITE_PERM: READ_ONLY,
    sqlite3.SQLITE_BUSY: BUSY,
    sqlite3.SQLITE_LOCKED: BUSY,
    sqlite3.SQLITE_PROTOCOL: BUSY,
    sqlite3.SQLITE_CORRUPT: DAMAGED,
    sqlite3.SQLITE_CANTOPEN: NO_ENTRY,
    sqlite3.SQLITE_NOTADB: (
        NotADiary,
        marked("This file is not a diary of isodiary. It was not touched."),
    ),
}

_BY_ERRNO: dict[int, tuple[type[DiaryError], str]] = {
    errno.ENOSPC: FULL,
    errno.EDQUOT: FULL,
    errno.EROFS: READ_ONLY,
    errno.EACCES: READ_ONLY,
    errno.EPERM: READ_ONLY,
    errno.ENOENT: NO_ENTRY,
    errno.ENOTDIR: NO_ENTRY,
    errno.EEXIST: NO_ENTRY,
    errno.ENAMETOOLONG: NO_ENTRY,
    errno.ELOOP: NO_ENTRY,
}


@contextmanager
def spoken() -> Iterator[None]:
    """Let troubles with the file leave as a `DiaryError`; anything else as it is."""
    try:
        yield
    except sqlite3.Error as error:
        said = _said(error)
        if said is None:
            raise
        raise said from error
    except UnicodeDecodeError as error:  # a name in the file that SQLite complains of
        raise DiaryDamaged(_(DAMAGED[1])) from error
    except OSError as error:
        kind, sentence = _BY_ERRNO.get(error.errno or 0, FAILED)
        raise kind(_(sentence)) from error


@contextmanager
def error_is_damage() -> Iterator[None]:
    """Take what SQLite says of a plain question for damage, not for a mistake of ours."""
    try:
        yield
    except sqlite3.OperationalError as error:
        if code_of(error) == sqlite3.SQLITE_ERROR:
            raise DiaryDamaged(_(DAMAGED[1])) from error
        raise


def code_of(error: sqlite3.Error) -> int | None:
    """Return SQLite's number for a trouble; None for one that Python found itself."""
    return getattr(error, "sqlite_errorcode", None)


def _said(error: sqlite3.Error) -> DiaryError | None:
    code = code_of(error)
    if code is None:
        # Python could not read a text that SQLite gave it; misuse is a ProgrammingError
        unreadable = isinstance(error, sqlite3.OperationalError)
        return DiaryDamaged(_(DAMAGED[1])) if unreadable else None
    # the low byte is the kind of trouble, the rest its detail
    found = _BY_CODE.get(code & 0xFF)
    return found[0](_(found[1])) if found else None
