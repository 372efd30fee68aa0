"""SQLite's write-ahead log, read without SQLite: what a program that died left beside a diary.

To look at a log by a connection would already mix it into the file that happens to lie there. The
layout is that of https://www.sqlite.org/fileformat2.html#walformat; all numbers are big-endian.
"""

from __future__ import annotations

import struct
import sys
from array import array
from collections.abc import Iterator
from pathlib import Path

from isodiary.domain.values import dataclass
from isodiary.storage.database import is_encrypted

HEADER = 32
FRAME = 24
MAGIC = 0x377F0682
"""With one more, the checksums are taken of big-endian words."""
FIRST_PAGE_SIZE = 512
LARGEST_PAGE = 65_536
WRITE_VERSION, READ_VERSION = 18, 19
"""Bytes of the file's header that say whether it has a log; 1 is none."""


@dataclass(frozen=True, slots=True)
class Log:
    """The committed pages of a log, and how long the file is with them.

    Attributes:
        page_size: Bytes in a page.
        pages: The newest content of each page, by its number from 1.
        page_count: Pages in the file after the last commit.
    """

    page_size: int
    pages: dict[int, bytes]
    page_count: int

    def laid_over(self, main: bytes) -> bytes:
        """Return the bytes of a file with the log's pages in their places."""
        content = bytearray(main.ljust(self.page_count * self.page_size, b"\0"))
        for number, page in self.pages.items():
            content[(number - 1) * self.page_size : number * self.page_size] = page
        return bytes(content[: self.page_count * self.page_size])


def wal_of(path: Path) -> Path:
    """Return the name of the log that SQLite keeps beside a file."""
    real = path.resolve()
    return real.with_name(f"{real.name}-wal")


def shm_of(path: Path) -> Path:
    """Return the name of the index that SQLite keeps of the log."""
    real = path.resolve()
    return real.with_name(f"{real.name}-shm")


def holds_something(path: Path) -> bool:
    """Whether committed changes may stand beside a file, in its log."""
    wal = wal_of(path)
    return wal.exists() and wal.stat().st_size > 0


def committed(content: bytes) -> Log | None:
    """Return what a log has committed; None if that is nothing."""
    if len(content) < HEADER:
        return None
    magic, _, page_size, _, *salt = struct.unpack(">6I", content[:24])
    known = magic in (MAGIC, MAGIC + 1) and FIRST_PAGE_SIZE <= page_size <= LARGEST_PAGE
    if not known or page_size & (page_size - 1):
        return None
    pages: dict[int, bytes] = {}
    uncommitted: dict[int, bytes] = {}
    count = 0
    for number, size_after, page in _frames(content, page_size, salt, magic == MAGIC):
        uncommitted[number] = page
        if size_after:
            pages.update(uncommitted)
            uncommitted.clear()
            count = size_after
    return Log(page_size, pages, count) if count else None


def whole(main: bytes, wal: bytes) -> bytes:
    """Return the bytes of a file with what its log has committed, as a file without a log."""
    log = committed(wal)
    return unlogged(log.laid_over(main) if log is not None else main)


def unlogged(main: bytes) -> bytes:
    """Return the bytes of a file with the note in its header that it has no log."""
    if len(main) <= READ_VERSION or is_encrypted(main):  # there it is not to be read
        return main
    return main[:WRITE_VERSION] + b"\x01\x01" + main[READ_VERSION + 1 :]


def _frames(
    content: bytes, page_size: int, salt: list[int], little: bool
) -> Iterator[tuple[int, int, bytes]]:
    """Read (page, pages after a commit or 0, content) up to the first frame that is not sound."""
    sums = _add_up(content[:24], 0, 0, little)
    if sums != struct.unpack(">2I", content[24:HEADER]):
        return
    for start in range(HEADER, len(content) - FRAME - page_size + 1, FRAME + page_size):
        number, size_after, *salt_here = struct.unpack(">4I", content[start : start + 16])
        page = content[start + FRAME : start + FRAME + page_size]
        sums = _add_up(content[start : start + 8], *sums, little)
        sums = _add_up(page, *sums, little)
        if salt_here != salt or sums != struct.unpack(">2I", content[start + 16 : start + FRAME]):
            return
        yield number, size_after, page


def _add_up(part: bytes, first: int, second: int, little: bool) -> tuple[int, int]:
    """Return the running checksum after a part whose length is a multiple of eight bytes."""
    words = array("I", part)
    if little != (sys.byteorder == "little"):
        words.byteswap()
    numbers = iter(words)
    for one, other in zip(numbers, numbers, strict=True):
        first = (first + one + second) & 0xFFFFFFFF
        second = (second + other + first) & 0xFFFFFFFF
    return first, second
