"""Short ways to write a diary, and to meddle with its file as no one should."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import fields
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from isodiary.domain.change import Act, Change, Edit, Entry
from isodiary.domain.record import DayNote, Weight
from isodiary.storage.diary import Diary
from isodiary.storage.rows import TABLES
from tests.clock import EVENING

MONDAY = date(2026, 11, 23)


def weight(day: int = 0, grams: int = 64_000) -> Weight:
    return Weight(day=MONDAY + timedelta(day), grams=grams)


def note(day: int = 0, text: str = "dry lips") -> DayNote:
    return DayNote(day=MONDAY + timedelta(day), text=text)


def change(*edits: Edit, act: Act = Act.LOG_WEIGHT) -> Change:
    return Change(act=act, edits=edits)


def new(*entries: Entry) -> Change:
    return change(*(Edit(after=entry) for entry in entries))


def gone(*entries: Entry) -> Change:
    return change(*(Edit(before=entry) for entry in entries))


def add(diary: Diary, *entries: Entry) -> int:
    return diary.apply(new(*entries), at=EVENING)


def everything(diary: Diary) -> dict[str, Entry]:
    """Return all entries of a diary by id."""
    return {entry.id: entry for table in TABLES for entry in diary.all(table.kind)}


def typed(entry: Entry) -> list[tuple[str, type[Any], str]]:
    """Return what an entry holds, with types and digits, which == does not compare."""
    values = [(one.name, getattr(entry, one.name)) for one in fields(entry)]
    return [(name, type(value), repr(value)) for name, value in values]


def meddle(path: Path, sql: str, values: Sequence[object] = ()) -> None:
    """Run SQL on a diary's file behind isodiary's back."""
    with closing(sqlite3.connect(path)) as other, other:
        other.execute("pragma ignore_check_constraints = on")  # as a failing disk ignores them
        other.execute(sql, values)


def folder(path: Path) -> dict[str, bytes]:
    """Return the files beside `path`, with their bytes."""
    return {found.name: found.read_bytes() for found in path.parent.iterdir() if found.is_file()}
