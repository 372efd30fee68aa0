"""The file that is brought in: opened with bounds, whatever it is.

Nothing is ever unpacked to the disk, no more is held than a row, and no number in the file is
believed before what it promises was counted.
"""

from __future__ import annotations

import codecs
import io
import lzma
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import IO

from isodiary.domain.errors import NothingThere, Refused
from isodiary.language import _, marked, whole
from isodiary.storage.stamp import stamp_file

HEAD = 64 * 1024
"""So many bytes are looked at to tell which program wrote the file."""

MOST_BYTES = 4 * 1024**3
MOST_UNPACKED = 1024**3
MOST_DIRECTORY = 1024**2
"""Of the list of files in an archive: some twenty thousand names."""

MOST_ROWS = 1_000_000
MOST_LINE = 1_000_000

STEP = 500
"""After so many rows somebody may be told how far it is."""

Step = Callable[[float], None]
"""Is told how much is done, 0 to 1; it may raise, which ends it."""

NO_FILE = marked("There is no file {path}. Nothing was changed.")
NOT_READ = marked("This file cannot be read. Nothing was changed.")
TOO_LARGE = marked("This file is too large to be brought in. Nothing was changed.")
TOO_MANY = marked("This file has more than {most} rows. Nothing was changed.")
LONG_LINE = marked("This file has a row of more than {most} characters. Nothing was changed.")
OPEN_DIARY = marked(
    "This is a diary that is open. To look into another diary, use “Open…”. Nothing was changed."
)
NOT_TEXT = marked(
    "This file is not the text that it should be (UTF-8), or is damaged. Nothing was changed."
)
BAD_ARCHIVE = marked("This archive is damaged, or cut off. Nothing was changed.")
UNPACKS_TO = marked(
    "This archive holds far more than its size says, as harmful ones do. Nothing was changed."
)
ODD_NAMES = marked(
    "This archive holds names that lead out of it, or links, as harmful ones do. Nothing was "
    "changed."
)
LOCKED_ARCHIVE = marked(
    "This archive has a password. Unpack it first, and bring in what was in it. Nothing was "
    "changed."
)


ARCHIVE_TROUBLES: tuple[type[Exception], ...] = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    KeyError,
    NotImplementedError,
    OverflowError,
    ValueError,
    struct.error,
)
"""What may come of reading a damaged archive."""


class Source:
    """A file that is read, once or several times, by a reader.

    Attributes:
        path: Where it is.
        now: The present moment; its zone is taken for times that come without one.
        size: Bytes of the file.
        head: Its first bytes.
    """

    def __init__(self, path: Path, *, now: datetime) -> None:
        """Look at a file.

        Raises:
            NothingThere: There is no such file.
            Refused: It is a folder or a device, or too large.
            DiaryError: It cannot be read.
        """
        self.path = path
        self.now = now
        self._read: IO[bytes] | None = None
        with readable():
            try:
                kind = path.stat()
            except FileNotFoundError as error:
                raise NothingThere(_(NO_FILE).format(path=path)) from error
            if not stat.S_ISREG(kind.st_mode):
                raise Refused(_("This is no file that can be read. Nothing was changed."))
            if stamp_file(path).exists():
                # to read past SQLite what is open here would drop its locks
                raise Refused(_(OPEN_DIARY))
            self.size = kind.st_size
            if self.size > MOST_BYTES:
                raise Refused(_(TOO_LARGE))
            with path.open("rb") as file:
                self.head = file.read(HEAD)

    @property
    def share(self) -> float:
        """How much of the file was read by now, 0 to 1."""
        if self._read is None or self._read.closed or not self.size:
            return 0.0
        return min(1.0, self._read.tell() / self.size)

    @cached_property
    def text_head(self) -> str:
        """The beginning as text, for a look at it; what is no text is left out."""
        return self.head.decode(encoding_of(self.head), errors="ignore").lstrip("\ufeff")

    @cached_property
    def members(self) -> tuple[str, ...]:
        """The names in an archive; none where the file is no archive.

        Raises:
            Refused: The archive is damaged or harmful.
        """
        if not self.head.startswith(b"PK"):
            return ()
        with self._archive() as archive:
            return tuple(each.filename for each in archive.infolist())

    @contextmanager
    def binary(self, member: str = "") -> Iterator[IO[bytes]]:
        """Open the file, or what an archive holds under a name, for reading once."""
        if not member:
            with readable(), self.path.open("rb") as file:
                self._read = file
                yield file
            return
        with self._archive() as archive, archive.open(member) as packed:
            yield packed  # which ends where the archive said, and that was looked at

    @contextmanager
    def text(self, member: str = "", encoding: str = "") -> Iterator[IO[str]]:
        """Open it as text: in `encoding`, else as its first bytes say, else as UTF-8.

        Line ends stay as they are.
        """
        with self.binary(member) as file:
            said = encoding
            if not said:
                head = self.head if not member else b""
                said = encoding_of(head) if head else "utf-8-sig"
            with io.TextIOWrapper(file, encoding=said, newline="") as text:
                yield text

    @contextmanager
    def _archive(self) -> Iterator[zipfile.ZipFile]:
        with readable(), self.path.open("rb") as file:
            self._read = file
            _refuse_long_directory(file, self.size)
            with unpacked(), zipfile.ZipFile(file) as archive:
                _refuse_harmful(archive)
                yield archive


@contextmanager
def readable() -> Iterator[None]:
    """Let what the disk refuses leave as a sentence about this file, which is no diary."""
    try:
        yield
    except OSError as error:
        raise Refused(_(NOT_READ)) from error


@contextmanager
def unpacked() -> Iterator[None]:
    """Let what an archive is damaged by leave as a sentence."""
    try:
        yield
    except UnicodeError:  # of a text in it, which has a sentence of its own
        raise
    except ARCHIVE_TROUBLES as error:
        raise Refused(_(BAD_ARCHIVE)) from error


def encoding_of(head: bytes) -> str:
    """Return how text is written that begins with some bytes; UTF-8 unless they say otherwise."""
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    return "utf-8-sig"


def lines(text: IO[str]) -> Iterator[str]:
    """Yield the lines of a file with their ends.

    Raises:
        Refused: One of them has no end.
    """
    while line := text.readline(MOST_LINE):
        if len(line) >= MOST_LINE:
            raise Refused(_(LONG_LINE).format(most=whole(MOST_LINE)))
        yield line


def _refuse_long_directory(file: IO[bytes], size: int) -> None:
    """Refuse a list of a million files before it is read into the memory."""
    file.seek(max(0, size - 66_000))
    tail = file.read()
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) < at + 22:
        raise Refused(_(BAD_ARCHIVE))
    (length,) = struct.unpack_from("<L", tail, at + 12)
    if length > MOST_DIRECTORY:
        raise Refused(_(UNPACKS_TO))
    file.seek(0)


def _refuse_harmful(archive: zipfile.ZipFile) -> None:
    seen: set[str] = set()
    unpacked = 0
    for each in archive.infolist():
        parts = each.filename.replace("\\", "/").split("/")
        link = stat.S_ISLNK(each.external_attr >> 16)
        if link or ".." in parts or not parts[0] or ":" in parts[0] or each.filename in seen:
            raise Refused(_(ODD_NAMES))
        if each.flag_bits & 1:
            raise Refused(_(LOCKED_ARCHIVE))
        seen.add(each.filename)
        unpacked += each.file_size
    if unpacked > MOST_UNPACKED:
        raise Refused(_(UNPACKS_TO))
