"""The file behind an open diary, as long as it is the one that was opened."""

from __future__ import annotations

import os
import sqlite3
import time
from contextlib import closing, suppress
from pathlib import Path
from zlib import crc32

from isodiary.storage.backup import opened
from isodiary.storage.damage_mark import is_marked, mark_damaged, mark_file
from isodiary.storage.database import Database, Key, file_uri
from isodiary.storage.stamp import (
    PATIENCE_S,
    PAUSE_S,
    Identity,
    identity,
    put_stamp,
    read_stamp,
    remove_stamp,
    settled_stamp,
    stamp_of,
)
from isodiary.storage.wal import holds_something, wal_of

CHANGES = "select number, position, entry_id, checksum from history_edit"
LAST_CHANGE = f"{CHANGES} where number = (select max(number) from history_edit)"

SHORT_PATIENCE_S = 0.3
"""So long the stamp may be behind the file, as another program writes both."""


class OpenFile:
    """Watches the file of a diary that was opened for writing.

    A process that closes a file drops its locks on it, those of SQLite too, and whoever closes
    the diary next then takes its log away. So what is read here past SQLite, is read through
    one handle, which is closed last.

    Attributes:
        path: The file, as it was named.
        damaged: Whether it is known to be damaged; then it stays byte for byte as it is.
    """

    def __init__(self, path: Path, key: Key | None = None) -> None:
        self.path = path
        self._key = key
        self._bytes = path.open("rb", buffering=0)
        self.damaged = is_marked(path, self._read)
        # both are looked at before each change, so their names are made once
        self._name, self._mark = str(path), str(mark_file(path))
        self._seen = identity(path)
        self._noted: Identity | None = None
        self._content = 0
        with suppress(OSError):  # a full disk takes no stamp, and is no reason not to open
            stamp = settled_stamp(path)
            now = stamp_of(path)
            if stamp is None or not stamp.fits(now) or stamp.log != now.log:
                self._seen = put_stamp(path)
        # SQLite's last connection moves the log into the file, whichever that is by then, and
        # takes away what bears the log's name. A reader cannot, so while it lasts nobody does.
        uri = f"{file_uri(path.absolute())}?mode=ro"
        try:
            self._guard = opened(uri, key, any_thread=True)
            self._guard.execute("select count(*) from sqlite_schema").fetchall()
        except BaseException:
            self._bytes.close()
            raise
        self._begun_after: list[tuple[object, ...]] = []
        with suppress(sqlite3.Error):  # what is damaged is said where it is asked for
            self._begun_after = self._guard.execute(LAST_CHANGE).fetchall()

    def is_marked(self) -> bool:
        """Whether the diary is known to be damaged, to whatever program found it."""
        return self.damaged or (os.access(self._mark, os.F_OK) and is_marked(self.path, self._read))

    def is_replaced(self) -> bool:
        """Whether another file is at the path by now, or none, or another content in it."""
        try:
            now, seen = os.stat(self._name), self._seen
            if (now.st_dev, now.st_ino) != (seen.device, seen.inode):
                return True
            if (now.st_size, now.st_mtime_ns) == (seen.size, seen.modified_ns):
                return False
            return not self._written_by_us()
        except (FileNotFoundError, NotADirectoryError):
            return True

    def settle(self, db: Database) -> bool:
        """Move the log into the file; return whether all of it is there.

        It waits for nobody: while another program reads, a part may stay in the log.
        """
        if self.damaged or not holds_something(self.path):
            return not self.damaged
        try:
            put_stamp(self.path, writing=True)
        except OSError:  # without a stamp that says so, a death at it would look like another file
            return False
        [(patience,)] = db.execute("pragma busy_timeout").fetchall()
        db.execute("pragma busy_timeout = 0")
        try:
            [(busy, _, _)] = db.execute("pragma wal_checkpoint(truncate)").fetchall()
        except sqlite3.OperationalError:  # what is in the log is safe there
            busy = True
        finally:
            db.execute(f"pragma busy_timeout = {patience}")
            with suppress(OSError):
                self._seen = put_stamp(self.path)
        return not busy

    def note_content(self) -> None:
        """Remember what is in the file, so that a new date alone makes it no other one."""
        if self._noted != self._seen:
            with suppress(OSError):
                self._content = crc32(self._read())
                self._noted = self._seen

    def close(self, db: Database) -> None:
        """Close the connection, and take the stamp away with the last log."""
        if self._keeps_off():
            db.close()  # under the guard, so that nothing gets into the other file
            self._guard.close()
            self._bytes.close()
            return
        if not self.settle(db):
            with suppress(OSError):  # closing moves it once more, unseen
                put_stamp(self.path, writing=True)
        self._guard.close()
        db.close()
        self._bytes.close()
        if not wal_of(self.path).exists():
            remove_stamp(self.path)

    def let_go(self) -> None:
        """Watch it no more, and leave all as it is."""
        self._guard.close()
        self._bytes.close()

    def mark_damaged(self) -> None:
        """Say beside the diary that it is damaged, and write it no more."""
        self.damaged = True
        mark_damaged(self.path, self._read)

    def _read(self) -> bytes:
        """Return the file that was opened, as it is now."""
        self._bytes.seek(0)
        return self._bytes.readall()

    def _keeps_off(self) -> bool:
        """Whether closing must leave the file at the path as it is."""
        try:
            return self.damaged or self.is_replaced()
        except OSError:
            return True

    def _written_by_us(self) -> bool:
        """Whether an isodiary, this one or another, left the file as it is now."""
        if self._only_dated_anew():
            self._seen = self._noted = put_stamp(self.path)
            return True
        give_up = time.monotonic() + SHORT_PATIENCE_S
        last = time.monotonic() + PATIENCE_S
        while True:
            stamp, now = read_stamp(self.path), identity(self.path)
            if stamp is not None and stamp.file == now:
                self._seen = now
                return True
            if stamp is None and self._goes_on():
                # of two programs the one that closed took the stamp away of the other
                self._seen = put_stamp(self.path)
                return True
            busy = stamp is not None and stamp.writing
            if time.monotonic() > (last if busy else give_up):
                return False
            time.sleep(PAUSE_S)

    def _only_dated_anew(self) -> bool:
        """Whether the file holds what it held when that was last noted."""
        seen, now = self._noted, identity(self.path)
        if seen is None or seen != self._seen or seen.size != now.size:
            return False
        stamp = read_stamp(self.path)
        if stamp is not None and (stamp.writing or stamp.file == now):
            return False
        return crc32(self._read()) == self._content

    def _goes_on(self) -> bool:
        """Whether the file, without its log, holds what was the last change when it was opened."""
        uri = f"{file_uri(self.path.absolute())}?mode=ro&immutable=1"
        try:
            with closing(opened(uri, self._key)) as now:
                found = now.execute(CHANGES).fetchall()
        except sqlite3.Error:
            return False
        return all(change in found for change in self._begun_after)
