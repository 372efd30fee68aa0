"""Saves files: whole under their name, or not at all."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import NamedTemporaryFile

from isodiary.domain.errors import DiaryError, DiskTrouble, Refused
from isodiary.report.content import Sheet
from isodiary.report.html_file import html_file
from isodiary.report.leaves import Leaves

FULL = frozenset({errno.ENOSPC, errno.EDQUOT})
FORBIDDEN = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})
MISSING = frozenset({errno.ENOENT, errno.ENOTDIR})
NO_FILE = frozenset({errno.EISDIR, errno.EEXIST, errno.ENOTEMPTY})
BAD_NAME = frozenset({errno.ENAMETOOLONG, errno.EINVAL, errno.EILSEQ})


def save_pdf(pages: Leaves, path: Path) -> None:
    """Save pages as a PDF; a file of that name is replaced.

    Raises:
        DiaryError: The file could not be written; one that was there is as it was.
    """
    save_content(pages.pdf(), path)


def save_html(sheet: Sheet, path: Path) -> None:
    """Save a sheet as one HTML file; a file of that name is replaced.

    Raises:
        DiaryError: The file could not be written; one that was there is as it was.
    """
    save_content(html_file(sheet).encode("utf-8"), path)


def save_content(content: bytes, path: Path) -> None:
    """Save a file whole or not at all; a file of that name is replaced.

    Raises:
        DiaryError: The file could not be written; one that was there is as it was.
    """
    with _spoken(path), _beside(path) as temporary:
        temporary.write_bytes(content)
        with temporary.open("rb+") as written:
            os.fsync(written.fileno())
        temporary.replace(path)


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
    except (OSError, ValueError) as error:
        raise _said(path, error) from error


def _said(path: Path, error: OSError | ValueError) -> DiaryError:
    number = error.errno if isinstance(error, OSError) else errno.EINVAL
    if number in FULL:
        return DiskTrouble("The disk is full, so no file was written. Make room and try again.")
    if number in MISSING:
        return Refused(f"There is no folder “{path.parent}”. Nothing was written.")
    if number in FORBIDDEN:
        return Refused(f"Nothing may be written in “{path.parent}”. Choose another folder.")
    if number in NO_FILE:
        return Refused(f"“{path}” is a folder. Choose another name.")
    if number in BAD_NAME:
        return Refused("A file cannot have that name. Choose another one.")
    return DiskTrouble("The disk did not take the file, so nothing was written.")
