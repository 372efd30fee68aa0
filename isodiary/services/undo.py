"""Taking back the last change of the diary, and making it again."""

from __future__ import annotations

from datetime import datetime

from isodiary.domain.change import Change
from isodiary.domain.errors import NothingThere
from isodiary.language import _
from isodiary.storage.diary import Diary


def undo_last(diary: Diary, *, now: datetime) -> Change:
    """Take the last change back, and return it as it was made.

    Raises:
        NothingThere: There is none.
        DiaryError: It cannot be taken back; nothing was written.
    """
    undo = diary.history.stacks().undo
    if not undo:
        raise NothingThere(_("There is nothing to take back."))
    return undo_change(diary, undo[-1].number, now=now)


def undo_change(diary: Diary, number: int, *, now: datetime) -> Change:
    """Take back the change with that number, and return it as it was made."""
    change = diary.history.change(number)
    diary.apply(change.inverse(), at=now, reverts=number)
    return change


def redo_change(diary: Diary, number: int, *, now: datetime) -> Change:
    """Make the change with that number again, and return it."""
    change = diary.history.change(number)
    diary.apply(change, at=now, restores=number)
    return change
