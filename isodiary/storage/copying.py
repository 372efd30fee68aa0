"""A whole diary written to a new file."""

from __future__ import annotations

import os
from pathlib import Path
from secrets import token_hex

from isodiary.domain.errors import Refused
from isodiary.storage.diary import Diary
from isodiary.storage.troubles import spoken

EXISTS = "There is a file of that name already. It was not touched; choose another name."


def refuse_existing(path: Path) -> None:
    """Refuse a file that is there.

    Raises:
        Refused: It is there.
        DiaryError: The disk refused to say.
    """
    with spoken():
        if os.path.lexists(path):
            raise Refused(EXISTS)


def write_new(diary: Diary, path: Path) -> None:
    """Write all that an open diary holds to a new file, whole or not at all.

    Raises:
        Refused: There is a file of that name.
        DiaryError: The disk refused; nothing was left behind.
    """
    refuse_existing(path)
    with spoken():
        unfinished = path.with_name(f".isodiary-{token_hex(8)}.new")
        os.close(os.open(unfinished, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        try:
            diary.rows("vacuum into ?", [str(unfinished)])
            _sync(unfinished, os.O_RDWR)
            _place(unfinished, path)
        finally:
            unfinished.unlink(missing_ok=True)
        if os.name == "posix":  # elsewhere a folder cannot be opened
            _sync(path.absolute().parent, os.O_RDONLY)


def _place(unfinished: Path, path: Path) -> None:
    """Give the finished file its name, but never that of a file which came meanwhile."""
    try:
        os.link(unfinished, path)
    except OSError:  # a file of that name came, or the file system has no links
        try:
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        except FileExistsError as error:
            raise Refused(EXISTS) from error
        os.replace(unfinished, path)


def _sync(path: Path, how: int) -> None:
    handle = os.open(path, how)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
