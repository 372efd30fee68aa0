"""The newest entry before a day, for every read."""

from __future__ import annotations

from datetime import date

from isodiary.storage.diary import Diary
from isodiary.storage.rows import E, table_of


def newest(diary: Diary, kind: type[E], column: str, condition: str, day: date) -> E | None:
    """Return the entry with the greatest day among those that fulfil `condition`."""
    greatest = f"select max({column}) from sound_{table_of(kind).name} where {condition}"
    return only(diary.where(kind, f"{column} = ({greatest})", [day.isoformat()]))


def only(found: list[E]) -> E | None:
    """Return the one entry that was found, if any was."""
    return found[0] if found else None
