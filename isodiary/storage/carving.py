"""Rows read from the bare pages of a diary, where SQLite finds its way through them no more.

Each row of ours carries a checksum of its fields, so a row that is found loose is known to be one,
and whole. What lies in pages that were freed is found as well; whoever asks must know what became
of it. The layout is that of https://www.sqlite.org/fileformat2.html.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import Any

from isodiary.storage.history import LOGS
from isodiary.storage.rows import (
    NUMBER,
    TABLES,
    TEXT,
    UNREADABLE,
    SqlValue,
    Table,
    checksum,
)

INDEX_INTERIOR, INDEX_LEAF = 0x02, 0x0A
"""The pages of our tables, all of which but one are without rowids, have the layout of indexes:
rows stand in the pages that lead to others, too."""
CHILD = 4
"""In those, so many bytes more stand before the places of the rows, and before each row."""
FILE_HEADER = 100
EDIT = "history_edit"

Row = tuple[SqlValue, ...]


def pages(content: bytes) -> Iterator[bytes]:
    """Return the pages of a diary's file."""
    size = page_size(content)
    for start in range(0, len(content) - size + 1, size):
        yield content[start : start + size]


def page_size(content: bytes) -> int:
    """Return how many bytes a page has; where the header is lost, what is usual."""
    [size] = struct.unpack(">H", content[16:18]) if len(content) >= FILE_HEADER else (0,)
    size = 65_536 if size == 1 else size
    return size if 512 <= size <= 65_536 and not size & (size - 1) else 4_096


def rows_in(content: bytes) -> Iterator[Row]:
    """Return every record of a file whose checksum holds, without it, some of them twice."""
    size = page_size(content)
    for number, page in enumerate(pages(content)):
        for record in _records(content, size, page, FILE_HEADER if number == 0 else 0):
            if len(record) > 1 and isinstance(record[-1], int):
                row = record[:-1]
                with suppress(*UNREADABLE):
                    if checksum(row) == record[-1]:
                        yield row


def entry_of(row: Row) -> tuple[Table[Any], Any] | None:
    """Return the table that a row is of, and its entry; the one that asks most of its columns."""
    found: list[tuple[int, Table[Any], Any]] = []
    for table in TABLES:
        if len(table.columns) == len(row):
            with suppress(*UNREADABLE):
                entry = table.entry(row)
                if table.row(entry) == row and _typed(table, row):
                    plain = sum(kept in (TEXT, NUMBER) for kept in table.keeping)
                    found.append((plain, table, entry))
    return min(found, key=lambda each: each[0])[1:] if found else None


def edits_among(rows: Iterable[Row]) -> list[Row]:
    """Return the rows of the history that say what an entry was before and after, in order."""
    names = {table.name for table in TABLES}
    edits = {
        row
        for row in rows
        if len(row) == len(LOGS[EDIT])
        and isinstance(row[0], int)
        and isinstance(row[1], int)
        and row[2] in names
    }
    return sorted(edits, key=lambda row: row[:2])


def _typed(table: Table[Any], row: Row) -> bool:
    """Whether the values are of the types that the columns hold."""
    return all(
        value is None or isinstance(value, int) == (kept.to_sql is int)
        for kept, value in zip(table.keeping, row, strict=True)
    )


def _records(content: bytes, size: int, page: bytes, start: int) -> Iterator[Row]:
    if page[start] not in (INDEX_INTERIOR, INDEX_LEAF):
        return
    child = CHILD if page[start] == INDEX_INTERIOR else 0
    [cells] = struct.unpack(">H", page[start + 3 : start + 5])
    for cell in range(min(cells, size // 4)):
        with suppress(IndexError, struct.error, ValueError):
            at = start + 8 + child + 2 * cell
            [place] = struct.unpack(">H", page[at : at + 2])
            length, place = _varint(page, place + child)
            yield _values(_payload(content, size, page, place, length))


def _payload(content: bytes, size: int, page: bytes, place: int, length: int) -> bytes:
    """Return the whole of a record, whose end may lie on pages of its own."""
    most = (size - 12) * 64 // 255 - 23
    if length <= most:
        return page[place : place + length]
    least = (size - 12) * 32 // 255 - 23
    here = least + (length - least) % (size - 4)
    here = here if here <= most else least
    payload = bytearray(page[place : place + here])
    [following] = struct.unpack(">I", page[place + here : place + here + 4])
    while len(payload) < length:
        more = content[(following - 1) * size : following * size]
        if following <= 0 or len(more) < size:
            raise ValueError("the end of a record is not in the file")
        [following] = struct.unpack(">I", more[:4])
        payload += more[4 : 4 + length - len(payload)]
    return bytes(payload)


def _values(payload: bytes) -> Row:
    header, place = _varint(payload, 0)
    kinds = []
    while place < header:
        kind, place = _varint(payload, place)
        kinds.append(kind)
    values: list[SqlValue] = []
    for kind in kinds:
        value, place = _value(payload, place, kind)
        values.append(value)
    return tuple(values)


def _value(payload: bytes, place: int, kind: int) -> tuple[SqlValue, int]:
    if kind == 0:
        return None, place
    if kind in (8, 9):
        return kind - 8, place
    if kind in (1, 2, 3, 4, 5, 6):
        end = place + (kind if kind < 5 else 6 if kind == 5 else 8)
        return int.from_bytes(payload[place:end], "big", signed=True), end
    if kind >= 13 and kind % 2:
        end = place + (kind - 13) // 2
        if end > len(payload):
            raise ValueError("a text goes beyond its record")
        return payload[place:end].decode(), end
    raise ValueError("no column of ours holds such a value")


def _varint(data: bytes, place: int) -> tuple[int, int]:
    value = 0
    for count in range(9):
        byte = data[place]
        place += 1
        if count == 8:
            return (value << 8) | byte, place
        value = (value << 7) | (byte & 0x7F)
        if byte < 0x80:
            break
    return value, place
