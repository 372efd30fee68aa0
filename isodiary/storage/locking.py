"""A diary whose window is locked: its file is closed, and nothing here opens it any more."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import datetime

from isodiary.domain.errors import Locked
from isodiary.language import _
from isodiary.storage.database import Database, Key
from isodiary.storage.diary import Diary
from isodiary.storage.opening import reopened
from isodiary.storage.troubles import LOCKED, spoken
from isodiary.storage.unlocking import unlock


class Closed(Database):
    """Stands in the place of a file: nothing can be read or written."""

    locked = True

    def __init__(self) -> None:
        super().__init__(sqlite3.connect(":memory:"))

    def execute(self, sql: str, values: Sequence[object] = ()) -> sqlite3.Cursor:
        """Refuse.

        Raises:
            Locked: Always.
        """
        raise Locked(_(LOCKED))


def can_be_locked_away(diary: Diary) -> bool:
    """Whether the file can be closed and opened again as it is.

    One that was replaced, is damaged or waits for room is known to this connection only.
    """
    kept = diary.file is None or diary.read_only or diary.known_damaged
    return not (kept or diary.is_replaced())


def lock_away(diary: Diary) -> None:
    """Close the file of a diary with a passphrase, and forget its key.

    Python frees what nobody refers to, and SQLCipher wipes its own; a swapped page may remain.

    Raises:
        DiaryError: The disk refused; the file is closed, what was acknowledged is in it or its log.
    """
    try:
        diary.close()
    finally:
        diary.go_on_with(Closed(), None)


def open_again(diary: Diary, typed: str, now: datetime) -> Key:
    """Open a diary that was locked away with what was typed; return its key.

    Raises:
        WrongPassphrase: It does not open the diary.
        DiaryError: The file cannot be opened.
    """
    assert diary.path is not None, "a scratch diary is not locked"
    key = unlock(diary.path, typed)
    with spoken():
        diary.go_on_with(*reopened(diary.path, now, key))
    return key
