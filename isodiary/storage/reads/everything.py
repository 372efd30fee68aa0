"""All that a diary holds, row by row, as it is written to another file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from isodiary.storage.diary import Diary
from isodiary.storage.rows import Row, Table


def rows_of_kind(diary: Diary, table: Table[Any]) -> Iterator[Row]:
    """Yield the sound rows of a table, without the checksum, by their day."""
    columns = ", ".join(table.columns)
    wanted = (table.day_column, "slot", "symptom", "number", "position", "id")
    order = ", ".join(each for each in wanted if each in table.columns)
    yield from diary.each(f"select {columns} from sound_{table.name} order by {order}")


def count_of_kind(diary: Diary, table: Table[Any]) -> int:
    """Return how many sound rows a table has."""
    [(count,)] = diary.rows(f"select count(*) from sound_{table.name}")
    return int(count)
