"""Putting a diary in the place of one that is damaged, which stays under another name."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from isodiary.storage.backup import free_name, new_file, sync, sync_folder
from isodiary.storage.damage_mark import mark_damaged, take_mark_away
from isodiary.storage.database import Key
from isodiary.storage.diary import Diary
from isodiary.storage.private import make_folder
from isodiary.storage.stamp import remove_stamp
from isodiary.storage.wal import holds_something, shm_of, wal_of


def put_in_place(
    diary: Diary,
    path: Path,
    now: datetime,
    *,
    named: str = "damaged",
    key: Key | None = None,
) -> Path | None:
    """Let the file at a path be a copy of `diary`; return where the one that was there is now.

    The name of that one says what it is: "damaged", or "other". The copy is encrypted with `key`,
    or as `diary` is.

    Whenever this is cut short, the path holds the old file, or the new one whole.

    Raises:
        DiaryError: The copy was not good, or the disk refused; the old file is there.
        OSError: The disk refused to rename.
    """
    real = path.resolve()
    make_folder(real.parent)
    new = new_file(real.parent)
    new.unlink()
    try:
        diary.copy_to(new, key)
        sync(new)
        if not real.exists():
            _clear(real, None)
            os.replace(new, real)
            sync_folder(real.parent)
            return None
        mark_damaged(real)  # from here on no other program is told that it has written there
        aside = _name_also(real, now, named)
        _clear(real, aside)
        os.replace(new, real)
        take_mark_away(real)
        sync_folder(real.parent)
    finally:
        new.unlink(missing_ok=True)
    return aside


def _clear(path: Path, aside: Path | None) -> None:
    """Take away what lies beside the old file: a log would be mixed into the new one."""
    wal = wal_of(path)
    if not holds_something(path):
        wal.unlink(missing_ok=True)
    else:
        # what it holds belongs to the old file, wherever that is
        os.rename(wal, wal_of(aside) if aside is not None else free_name(_of_nothing(path)))
    with suppress(FileNotFoundError):
        shm_of(path).unlink()
    remove_stamp(path)


def _of_nothing(path: Path) -> Path:
    return path.with_name(f"{path.stem}.of-another-file.wal")


def _name_also(path: Path, now: datetime, named: str) -> Path:
    """Give the old file a second name, which says what it is."""
    aside = free_name(path.with_name(f"{path.stem}, {named} {now:%Y-%m-%d %H%M}{path.suffix}"))
    try:
        os.link(path, aside)
    except OSError:  # a file system without links
        shutil.copyfile(path, aside)
        aside.chmod(0o600)
    return aside
