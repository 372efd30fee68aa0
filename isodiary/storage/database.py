"""A connection to SQLite that writes nothing it was not told to, and loads no library for it.

A start reads a diary with it; sqlite-utils, which takes as long to load as half a bare window, is
wanted only by the steps of the schema, and SQLCipher only by a diary with a passphrase.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from string import ascii_letters, digits

from isodiary.domain.values import dataclass

ENCRYPTED = b"ISOD"
"""What the file of a diary with a passphrase begins with; it stands there instead of SQLite's name,
as the first bytes of the salt, which is ours to choose."""


PLAIN = frozenset(f"{ascii_letters}{digits}_.-~".encode())
"""The bytes that stand for themselves in a name with percent signs."""


@dataclass(frozen=True, slots=True)
class Key:
    """What opens one diary with a passphrase, and the copies of it.

    Attributes:
        secret: The 32 bytes that its pages are encrypted with.
        salt: The 16 bytes that its file begins with.
    """

    secret: bytes
    salt: bytes

    def __repr__(self) -> str:
        """Return no part of it, as it may stand in a log."""
        return "Key(…)"

    @property
    def for_sqlcipher(self) -> str:
        """The key as SQLCipher takes it without deriving it anew."""
        return f"x'{self.secret.hex()}{self.salt.hex()}'"


class Database:
    """One open file, or one in memory.

    Attributes:
        conn: What Python's own module makes of it. It opens no transaction by itself.
        key: What its file and the copies of it are encrypted with; None if they are not.
        locked: Whether the file is closed until the passphrase is typed again.
    """

    locked = False

    def __init__(self, connection: sqlite3.Connection, key: Key | None = None) -> None:
        connection.isolation_level = None
        self.conn = connection
        self.key = key

    def execute(self, sql: str, values: Sequence[object] = ()) -> sqlite3.Cursor:
        """Run one statement; outside a transaction it is one by itself."""
        return self.conn.execute(sql, values)

    def rollback(self) -> None:
        """Undo the transaction, if one is open."""
        if self.conn.in_transaction:
            self.execute("rollback")

    def table_names(self) -> list[str]:
        """Return the names of all tables, views not among them."""
        found = self.execute("select name from sqlite_master where type = 'table'")
        return [name for (name,) in found]

    def spoken_as_sqlite(self) -> AbstractContextManager[None]:
        """Let the troubles of whatever uses `conn` itself be those of `sqlite3`."""
        return nullcontext()

    def close(self) -> None:
        """Close it."""
        self.conn.close()


def is_encrypted(head: bytes) -> bool:
    """Whether a file that begins so is a diary with a passphrase."""
    return head.startswith(ENCRYPTED)


def begins_encrypted(path: Path) -> bool:
    """Whether the file at a path, if there is one, is a diary with a passphrase.

    Not of a file that is open here: to close it would drop the locks of SQLite.
    """
    try:
        with path.open("rb") as file:
            return is_encrypted(file.read(len(ENCRYPTED)))
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError):
        return False


def file_uri(path: Path | str) -> str:
    """Return an absolute path as SQLite takes every name: those of Windows and no text too."""
    # as `urllib.parse.quote` has it, which loads what a start does without
    quoted = (chr(byte) if byte in PLAIN else f"%{byte:02X}" for byte in os.fsencode(path))
    return f"file:{''.join(quoted)}"
