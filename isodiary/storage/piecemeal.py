"""What can be read of an encrypted diary with damaged pages, of each table from both its ends.

SQLCipher gives no page whose seal is broken, and once it met one its connection gives nothing more.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, suppress
from typing import Any

from isodiary.storage.backup import opened
from isodiary.storage.cipher import lying_in_a_file
from isodiary.storage.connecting import in_memory, prepared
from isodiary.storage.database import Database, Key
from isodiary.storage.diary import Diary
from isodiary.storage.troubles import error_is_damage, spoken

TABLES = "select name, sql from sqlite_schema where type = 'table' and name not like 'sqlite_%'"
BY_KEY = "select name from pragma_table_info(?) where pk > 0 order by pk"
TOLD = "select distinct entry_table, entry_id from history_edit"
MOST_ASKED = 20_000


def diary_of_pieces(content: bytes, key: Key) -> Diary:
    """Return a diary in memory of all rows that can be reached.

    Raises:
        DiaryDamaged: Not even its tables can be told.
    """
    with spoken(), error_is_damage(), lying_in_a_file(content) as uri:
        pieces = in_memory(key)
        try:
            pieces.execute("pragma ignore_check_constraints = on")
            with closing(opened(uri, key)) as source:
                tables = source.execute(TABLES).fetchall()
            for name, sql in tables:
                pieces.execute(sql)
                for descending in (False, True):
                    _take(pieces, name, _rows(uri, key, name, descending=descending))
            _take_between(pieces, uri, key, {name for name, _ in tables})
            return Diary(prepared(pieces), None, read_only=True)
        except BaseException:
            pieces.close()
            raise


def _rows(uri: str, key: Key, table: str, *, descending: bool) -> Iterator[Sequence[Any]]:
    """Read a table from one end up to what is damaged."""
    with closing(opened(uri, key)) as source, suppress(sqlite3.DatabaseError):
        columns = [name for (name,) in source.execute(BY_KEY, (table,)).fetchall()] or ["rowid"]
        order = ", ".join(f"{name}{' desc' if descending else ''}" for name in columns)
        yield from source.execute(f'select * from "{table}" order by {order}')


def _take_between(pieces: Database, uri: str, key: Key, tables: set[str]) -> None:
    """Ask for each entry between two damaged places that the history knows by name."""
    if "history_edit" not in tables:
        return
    told = pieces.execute(TOLD).fetchall()[:MOST_ASKED]
    missing = [
        (table, id_)
        for table, id_ in told
        if table in tables
        and not pieces.execute(f'select 1 from "{table}" where id = ?', (id_,)).fetchall()
    ]
    source = opened(uri, key)
    for table, id_ in missing:
        try:
            _take(pieces, table, source.execute(f'select * from "{table}" where id = ?', (id_,)))
        except sqlite3.DatabaseError:
            source.close()
            source = opened(uri, key)
    source.close()


def _take(pieces: Database, table: str, rows: Any) -> None:
    for row in rows:
        marks = ", ".join("?" * len(row))
        pieces.execute(f'insert or ignore into "{table}" values ({marks})', row)
