"""Looking into a diary's bytes, in memory: no file is touched, and no log is mixed into one."""

from __future__ import annotations

import sqlite3
from contextlib import ExitStack, closing

from isodiary.domain.errors import DiaryError, DiaryTooNew, Locked, NotADiary
from isodiary.language import _
from isodiary.storage.connecting import APPLICATION_ID, NOT_OURS, check_steps, in_memory, prepared
from isodiary.storage.database import Database, Key, is_encrypted
from isodiary.storage.diary import Diary
from isodiary.storage.soundness import is_sound
from isodiary.storage.troubles import LOCKED, error_is_damage, spoken


def look_inside(content: bytes, key: Key | None = None, *, read_only: bool = True) -> Diary:
    """Return what a diary's bytes hold, brought up to date, in memory.

    Raises:
        NotADiary: They are something else.
        Locked: They are encrypted, with another key or none.
        DiaryError: They cannot be read.
    """
    with spoken():
        db = _with_passphrase(content, key) if is_encrypted(content) else in_memory()
        try:
            if not content:
                raise NotADiary(_(NOT_OURS))
            with error_is_damage():
                if db.key is None:
                    db.conn.deserialize(content)
                [(application_id,)] = db.execute("pragma application_id").fetchall()
                if application_id != APPLICATION_ID:
                    raise NotADiary(_(NOT_OURS))
                check_steps(db)
                return Diary(prepared(db), None, read_only=read_only)
        except BaseException:
            db.close()
            raise


def _with_passphrase(content: bytes, key: Key | None) -> Database:
    if key is None:
        raise Locked(_(LOCKED))
    from isodiary.storage.cipher import loaded, lying_in_a_file, refuse_wrong

    refuse_wrong(content, key)
    with lying_in_a_file(content) as uri:
        return loaded(uri, key)


def goes_on(content: bytes, before: bytes, key: Key | None = None) -> bool:
    """Whether bytes are a diary that goes on from what it was before.

    Both must be as they were written, or neither: a diary whose writing was cut off is whole with
    the rest only.

    Raises:
        DiaryTooNew: A newer isodiary wrote them, which alone could say so.
    """
    with ExitStack() as stack:
        earlier = _sound_diary(before, key, stack)
        later = _sound_diary(content, key, stack)
        if earlier is None or later is None:
            return earlier is None
        return later.history.continues(earlier.history)


def _sound_diary(content: bytes, key: Key | None, stack: ExitStack) -> Diary | None:
    """Return the diary that bytes are; None if not all in it is as it was written."""
    try:
        diary = stack.enter_context(closing(look_inside(content, key)))
        return diary if is_sound(diary) else None
    except DiaryTooNew:
        raise
    except (DiaryError, sqlite3.Error):
        return None
