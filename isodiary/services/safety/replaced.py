"""The file of an open diary is another one by now: what each has, and saving what only we have."""

from __future__ import annotations

from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path

from isodiary.domain.change import Act, Entry
from isodiary.domain.errors import DiaryError, NotADiary
from isodiary.domain.values import dataclass
from isodiary.services.safety.backups import newest_good
from isodiary.services.safety.compare import (
    TwoDiaries,
    change_to_there,
    compare,
    entries_of,
)
from isodiary.storage.backup import free_name
from isodiary.storage.copying import write_new
from isodiary.storage.database import Key
from isodiary.storage.diary import Diary
from isodiary.storage.inside import look_inside
from isodiary.storage.leftover import bytes_of, log_belongs, set_log_apart
from isodiary.storage.opening import open_diary
from isodiary.storage.restoring import put_in_place
from isodiary.storage.troubles import spoken


@dataclass(frozen=True, slots=True, kw_only=True)
class Both:
    """The diary that was open, and the file that is there now.

    Attributes:
        ours: Entries of the open diary, as far as they are still known.
        whole: Whether that is all of them; else only those since the newest backup.
        there: Entries of the file that is there now; None if there is none, or it is no diary.
        compared: What each has that the other has not; the open diary is "here".
    """

    ours: dict[str, Entry]
    whole: bool
    there: dict[str, Entry] | None
    compared: TwoDiaries


def look_at_both(diary: Diary) -> Both:
    """Compare an open diary with the file that is now where its own was."""
    ours, whole = _ours(diary)
    there = _there(diary.path, diary.key)
    return Both(ours=ours, whole=whole, there=there, compared=compare(ours, there or {}))


def save_ours(diary: Diary, *, now: datetime) -> Path:
    """Save what is still known of an open diary as a file of its own beside, and return it.

    Raises:
        DiaryError: The disk refused; nothing was left behind.
    """
    assert diary.path is not None
    ours, whole = _ours(diary)
    real = diary.path.resolve()
    name = f"{real.stem}, kept {now:%Y-%m-%d %H%M}{real.suffix}"
    path = free_name(real.with_name(name))
    if whole:
        with suppress(DiaryError):  # with its history, as long as that can be read
            write_new(diary, path)
            return path
    with closing(_diary_of(ours, now, diary.key)) as saved:
        write_new(saved, path)
    return path


def put_back(
    path: Path, kept: Path | None, *, now: datetime, key: Key | None = None
) -> Path | None:
    """Let the file at a path be the one that `save_ours` saved; the one that was there stays.

    Return where that is now; None if there was none, or if nothing was kept, which changes nothing.
    The diary that was open is to be closed.

    Raises:
        DiaryError: The disk refused; both files are where they were.
    """
    if kept is None:
        return None
    with spoken(), closing(look_inside(bytes_of(kept), key)) as held:
        if not log_belongs(path, key):  # it is of the diary that was open
            set_log_apart(path, now)
        aside = put_in_place(held, path, now, named="other")
        kept.unlink()  # the path holds a copy of it that was read back
    return aside


def _ours(diary: Diary) -> tuple[dict[str, Entry], bool]:
    """Return the entries of the open diary, and whether all of them are known.

    A file that was moved or deleted can still be read. One that was written over cannot: of it
    there is the newest backup, and what was acknowledged since the diary was opened.
    """
    acknowledged = _after(diary)
    with suppress(DiaryError):
        if not (diary.problems() or diary.damaged()):
            read = entries_of(diary)
            if all(read.get(id_) == entry for id_, entry in acknowledged.items()):
                return read, True
    assert diary.path is not None
    base: dict[str, Entry] = {}
    good = newest_good(diary.path, diary.key)
    if good is not None:
        content = bytes_of(good.file.path)
        with suppress(DiaryError), spoken(), closing(look_inside(content, diary.key)) as held:
            base = entries_of(held)
    merged = {**base, **acknowledged}
    return {id_: entry for id_, entry in merged.items() if entry is not None}, False


def _after(diary: Diary) -> dict[str, Entry | None]:
    """Return what each entry was after the last change of this session; None where it is gone."""
    edits = (edit for act in diary.acknowledged for edit in act.change.edits)
    return {edit.entry.id: edit.after for edit in edits}


def _there(path: Path | None, key: Key | None) -> dict[str, Entry] | None:
    assert path is not None
    try:
        with spoken():
            content = bytes_of(path, key)
            if not content:
                return None
            with closing(look_inside(content, key)) as other:
                return entries_of(other)
    except (DiaryError, NotADiary):
        return None


def _diary_of(entries: dict[str, Entry], now: datetime, key: Key | None) -> Diary:
    """Return a scratch diary of these entries."""
    scratch = open_diary(None, now=now, key=key)
    change = change_to_there(compare({}, entries), Act.BRING_OVER)
    if change is not None:
        scratch.apply(change, at=now)
    return scratch
