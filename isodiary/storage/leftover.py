"""A log of writes that lies beside a diary: is it of this file, or of one that was there before?

SQLite mixes any log that bears the right name into the file beside it. A copy that was put back
would be destroyed by what a dead program left, so it is asked before the first connection.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from itertools import count
from pathlib import Path

from isodiary.domain.errors import DiaryTooNew
from isodiary.storage.database import Key
from isodiary.storage.inside import goes_on
from isodiary.storage.stamp import remove_stamp, settled_stamp, stamp_of, this_boot
from isodiary.storage.wal import holds_something, shm_of, unlogged, wal_of, whole

TRIES = 10
LOOKS = 2
PAUSE_S = 0.02
"""Longer than a tick in which the system tells the time of a file."""


def log_belongs(path: Path, key: Key | None = None) -> bool:
    """Whether what a log beside a diary holds is of this diary; also where there is none."""

    def of_another() -> bool:
        try:
            return not _judged(path, key)
        except FileNotFoundError:  # another program has just put its log away
            return True

    return not stays_wrong(path, of_another)


def stays_wrong(path: Path, looks_wrong: Callable[[], bool]) -> bool:
    """Whether a diary looks wrong twice, while it and its log lie still throughout.

    No lock keeps another program from writing meanwhile, and what is half written looks like what
    is damaged, or not its own. So a look counts if nothing was written from before it until after
    it, and nobody says beside the file that he is writing; twice, as a file's time goes in ticks.
    There is an end, even where another program goes on writing: then it is not believed.
    """
    seen, lay_still = _written_at(path), 0
    for _ in range(TRIES):
        if not looks_wrong():
            return False
        time.sleep(PAUSE_S)
        settled_stamp(path)
        now = _written_at(path)
        lay_still = lay_still + 1 if now == seen else 0
        if lay_still == LOOKS:
            return True
        seen = now
    return False


def _written_at(path: Path) -> tuple[int, ...]:
    """Return what changes whenever a program writes a diary or its log."""
    found: list[int] = []
    for file in (path, wal_of(path)):
        with suppress(FileNotFoundError):
            at = file.stat()
            found += (at.st_ino, at.st_mtime_ns, at.st_size)
    return tuple(found)


def _judged(path: Path, key: Key | None) -> bool:
    if not holds_something(path):
        return True
    if not path.exists():
        return False
    stamp, now = settled_stamp(path), stamp_of(path)
    if stamp is None or stamp.writing or not this_boot(stamp) or stamp.log != now.log:
        # no stamp, a death while the log was moved into the file, a power cut, or files that were
        # taken elsewhere together
        return _content_fits(path, key)
    if stamp.fits(now):
        return True
    return stamp.file == now.file and stamp.dress != now.dress and _content_fits(path, key)


def bytes_of(path: Path, key: Key | None = None) -> bytes:
    """Return the bytes of a diary, with what its log has committed if it is its own.

    Those of a diary with a passphrase are encrypted; `key` says whether the log is its own.

    No connection is made, and no file is touched.
    """
    main = path.read_bytes()
    if holds_something(path) and log_belongs(path, key):
        return whole(main, wal_of(path).read_bytes())
    return unlogged(main)


def set_log_apart(path: Path, now: datetime) -> Path:
    """Give the log of another file a name that says so, and return it."""
    wal = wal_of(path)
    for number in count(1):
        again = f"-{number}" if number > 1 else ""
        apart = wal.with_name(f"{path.stem}.of-another-file-{now:%Y%m%d-%H%M%S}{again}.wal")
        if not os.path.lexists(apart):
            break
    os.rename(wal, apart)
    with suppress(FileNotFoundError):
        shm_of(path).unlink()
    remove_stamp(path)
    return apart


def logs_apart(path: Path) -> tuple[Path, ...]:
    """Return the logs that were set apart beside a diary, the oldest first."""
    return tuple(
        sorted(path.resolve().parent.glob(f"{glob_safe(path.stem)}.of-another-file-*.wal"))
    )


def glob_safe(name: str) -> str:
    """Return a name as a pattern that finds just it."""
    return "".join(f"[{sign}]" if sign in "*?[" else sign for sign in name)


def _content_fits(path: Path, key: Key | None) -> bool:
    """Whether the file goes on in the log, or is none without it."""
    for _ in range(TRIES):
        before = stamp_of(path), wal_of(path).stat()
        main, wal = path.read_bytes(), wal_of(path).read_bytes()
        after = stamp_of(path), wal_of(path).stat()
        if before[0] == after[0] and before[1].st_mtime_ns == after[1].st_mtime_ns:
            try:
                return goes_on(whole(main, wal), unlogged(main), key)
            except DiaryTooNew:
                return True  # as will be said when it is opened
    return True  # another program is writing both
