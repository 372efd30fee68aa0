"""How a diary's file was when isodiary last touched it, kept in a small file beside it.

The log of writes says nothing of the file it belongs to. So as long as a diary is open, and after a
program that died, the stamp tells the file that was there from another that was put in its place.
It lies beside the diary no longer than the log does.
"""

from __future__ import annotations

import json
import os
import time
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path

from isodiary.domain.values import dataclass
from isodiary.storage.private import open_private
from isodiary.storage.wal import wal_of

PATIENCE_S = 2.0
"""So long another program may be at moving its log into the file."""
PAUSE_S = 0.01
BOOT = Path("/proc/sys/kernel/random/boot_id")


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """What tells one state of a file from all others.

    Attributes:
        device: The disk.
        inode: Its number there.
        size: Bytes.
        modified_ns: When its content was last written.
    """

    device: int
    inode: int
    size: int
    modified_ns: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """What was noted of a diary's file.

    Attributes:
        file: How it was.
        changed_ns: When its content or its rights were last changed.
        dress: Rights, owner, names and labels, whose change is none of the content.
        log: Inode of the log of writes beside it; 0 if there was none.
        writing: Whether the log was just being moved into the file.
        boot: The run of the machine; after another one a stamp may be older than the file.
    """

    file: Identity
    changed_ns: int
    dress: str
    log: int
    writing: bool
    boot: str

    def fits(self, now: Stamp) -> bool:
        """Whether the file is still as it was noted."""
        dressed = self.changed_ns == now.changed_ns or self.dress != now.dress
        return self.file == now.file and dressed


def stamp_file(path: Path) -> Path:
    """Return the name of the stamp of a diary."""
    real = path.resolve()
    return real.with_name(f".{real.name}-stamp")


def identity(path: Path | str) -> Identity:
    """Return which file is at a path now."""
    return _identity(os.stat(path))


def stamp_of(path: Path, *, writing: bool = False) -> Stamp:
    """Return what is to be noted of a file now."""
    found = path.stat()
    try:
        log = wal_of(path).stat().st_ino
    except FileNotFoundError:
        log = 0
    return Stamp(
        file=_identity(found),
        changed_ns=found.st_ctime_ns,
        dress=f"{found.st_mode} {found.st_uid} {found.st_gid} {found.st_nlink} {_labels(path)}",
        log=log,
        writing=writing,
        boot=_boot(),
    )


def read_stamp(path: Path) -> Stamp | None:
    """Return the stamp beside a diary; None if there is none that can be read."""
    try:
        kept = json.loads(stamp_file(path).read_bytes())
        return Stamp(**{**kept, "file": Identity(**kept["file"])})
    except (OSError, ValueError, TypeError, KeyError):
        return None


def settled_stamp(path: Path) -> Stamp | None:
    """Return the stamp once nobody is moving a log into the file; after a while as it is."""
    give_up = time.monotonic() + PATIENCE_S
    while True:
        stamp = read_stamp(path)
        if stamp is None or not stamp.writing or time.monotonic() > give_up:
            return stamp
        time.sleep(PAUSE_S)


def put_stamp(path: Path, *, writing: bool = False) -> Identity:
    """Note how the file is now, and return it."""
    while True:
        stamp = stamp_of(path, writing=writing)
        _write(stamp_file(path), json.dumps(asdict(stamp)).encode())
        # of two programs that write the file in turn, the later one must have the last word
        if writing or identity(path) == stamp.file:
            return stamp.file


def remove_stamp(path: Path) -> None:
    """Take the stamp away, as no log is left that it could be asked about."""
    with suppress(OSError):
        stamp_file(path).unlink()


def this_boot(stamp: Stamp) -> bool:
    """Whether the stamp was put in this run of the machine."""
    return stamp.boot == _boot()


def _write(file: Path, content: bytes) -> None:
    # one short write into the same file, so that who reads it meanwhile finds the old or the new
    handle = open_private(file, 0)
    try:
        os.write(handle, content.ljust(_LENGTH))
    finally:
        os.close(handle)


_LENGTH = 600
"""More than any stamp needs, so that a new one covers the old one whole."""


def _identity(found: os.stat_result) -> Identity:
    return Identity(
        device=found.st_dev,
        inode=found.st_ino,
        size=found.st_size,
        modified_ns=found.st_mtime_ns,
    )


def _labels(path: Path) -> str:
    """Return the names of what the system and its programs stuck to a file, such as Dropbox."""
    listed = getattr(os, "listxattr", None)
    try:
        return " ".join(sorted(listed(path))) if listed is not None else ""
    except OSError:
        return ""


def _boot() -> str:
    try:
        return BOOT.read_text("ascii").strip()
    except OSError:
        return ""
