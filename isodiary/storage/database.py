"""A connection to SQLite that writes nothing it was not told to, and loads no library for it.

A start reads a diary with it; sqlite-utils, which takes as long to load as half a bare window, is
wanted only by the steps of the schema.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence


class Database:
    """One open file, or one in memory.

    Attributes:
        conn: What Python's own module makes of it. It opens no transaction by itself.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        connection.isolation_level = None
        self.conn = connection

    def execute(self, sql: str, values: Sequence[object] = ()) -> sqlite3.Cursor:
        """Run one statement; outside a transaction it is one by itself."""
        return self.conn.execute(sql, values)

    def rollback(self) -> None:
        """Undo the transaction, if one is open."""
        if self.conn.in_transaction:
            self.conn.execute("rollback")

    def table_names(self) -> list[str]:
        """Return the names of all tables, views not among them."""
        found = self.execute("select name from sqlite_master where type = 'table'")
        return [name for (name,) in found]

    def close(self) -> None:
        """Close it."""
        self.conn.close()
