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


def ids_used(diary: Diary) -> frozenset[str]:
    """Return the ids of the symptoms and tests that anything is noted of."""
    used = "select distinct symptom from sound_symptom union select distinct analyte from"
    return frozenset(id_ for (id_,) in diary.rows(f"{used} sound_lab_result"))


def keeps_notes_off(diary: Diary) -> bool:
    """Whether a note is kept off paper."""
    [(found,)] = diary.rows("select exists (select 1 from sound_day_note where off_paper = 1)")
    return bool(found)
