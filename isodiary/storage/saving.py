"""A file that is given away: whole under its name, or not there at all; never over a diary."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import NamedTemporaryFile

from isodiary.domain.errors import DiaryError, DiskTrouble, Refused
from isodiary.language import _
from isodiary.storage.database import begins_encrypted
from isodiary.storage.stamp import stamp_file

DATABASE = b"SQLite format 3\0"
"""What diaries and their backups begin with."""
FULL = frozenset({errno.ENOSPC, errno.EDQUOT})
FORBIDDEN = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})
MISSING = frozenset({errno.ENOENT, errno.ENOTDIR})
NO_FILE = frozenset({errno.EISDIR, errno.EEXIST, errno.ENOTEMPTY})
BAD_NAME = frozenset({errno.ENAMETOOLONG, errno.EINVAL, errno.EILSEQ})


@contextmanager
def saved_whole(path: Path) -> Iterator[Path]:
    """Give a new file beside `path` to be written; it takes the name once it is on the disk.

    A file of that name is replaced, but never a diary.

    Raises:
        Refused: The file of that name is a diary, or another database, whatever its name.
        DiaryError: The file could not be written; one that was there is as it was.
    """
    with _spoken(path):
        _refuse_diary(path)
    with _spoken(path), _beside(path) as temporary:
        yield temporary
        with temporary.open("rb+") as written:
            os.fsync(written.fileno())
        temporary.replace(path)


def _refuse_diary(path: Path) -> None:
    if not path.is_file():
        return
    # one that is open here must not be read past SQLite, whose locks that would drop
    if stamp_file(path).exists() or _is_database(path) or begins_encrypted(path):
        raise Refused(
            _("“{path}” is a diary, or another database. Choose another name.").format(path=path)
        )


def _is_database(path: Path) -> bool:
    with path.open("rb") as there:
        return there.read(len(DATABASE)) == DATABASE


@contextmanager
def _beside(path: Path) -> Iterator[Path]:
    """Give a new file in the same folder, which is gone afterwards unless it was renamed."""
    with NamedTemporaryFile(dir=path.parent, prefix=".isodiary-", delete=False) as made:
        temporary = Path(made.name)
    try:
        yield temporary
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


@contextmanager
def _spoken(path: Path) -> Iterator[None]:
    """Let what the disk refuses leave as a `DiaryError`."""
    try:
        yield
    except OSError as error:
        raise _said(path, error.errno) from error
    except ValueError as error:
        raise _said(path, errno.EINVAL) from error


def _said(path: Path, number: int | None) -> DiaryError:
    if number in FULL:
        return DiskTrouble(_("The disk is full, so no file was written. Make room and try again."))
    if number in MISSING:
        return Refused(
            _("There is no folder “{folder}”. Nothing was written.").format(folder=path.parent)
        )
    if number in FORBIDDEN:
        return Refused(
            _("Nothing may be written in “{folder}”. Choose another folder.").format(
                folder=path.parent
            )
        )
    if number in NO_FILE:
        return Refused(_("“{path}” is a folder. Choose another name.").format(path=path))
    if number in BAD_NAME:
        return Refused(_("A file cannot have that name. Choose another one."))
    return DiskTrouble(_("The disk did not take the file, so nothing was written."))
