"""A dose from the service to the disk, against a bare commit of the same rows."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

from isodiary.domain.day_entries import DayEntries
from isodiary.services.doses.log import take
from isodiary.storage.diary import Diary
from isodiary.storage.reads.days import read_day
from tests.bench.diaries import Diaries
from tests.bench.measure import Measure, Table, ms_of
from tests.clock import EVENING

ROUNDS = 200
LAST_ROWS = {
    "dose": "select * from dose where id = (select entry_id from history_edit where number = ?)",
    "history": "select * from history where number = ?",
    "history_edit": "select * from history_edit where number = ?",
}


def measured(diaries: Diaries) -> Table:
    """Measure doses of the days to come, each logged in its evening."""
    diary = diaries.copy(diaries.weeks_24)
    assert diary.path is not None
    with closing(diary), closing(_bare(diaries.folder / "bare.sqlite", diary.path)) as bare:
        pairs = list(_pairs(diary, bare))
    ours, floor = median(our for our, _ in pairs), median(least for _, least in pairs)
    yield Measure(what="one logged dose / bare commit", ours=ours, floor=floor, most=2.0)


def _bare(path: Path, like: Path) -> sqlite3.Connection:
    """Return a file with the same tables and rows, to write in without any of our code."""
    bare = sqlite3.connect(path, isolation_level=None)
    with closing(sqlite3.connect(like)) as source:
        source.backup(bare)
    bare.execute("pragma journal_mode = wal")
    bare.execute("pragma synchronous = full")
    return bare


def _pairs(diary: Diary, bare: sqlite3.Connection) -> Iterator[tuple[float, float]]:
    for number in range(ROUNDS):
        entries = read_day(diary, EVENING.date() + timedelta(days=1 + number))
        ours = ms_of(partial(_log, diary, entries))
        rows = _rows(diary)
        yield ours, ms_of(partial(_commit, bare, rows))


def _log(diary: Diary, entries: DayEntries) -> None:
    now = EVENING + (entries.day - EVENING.date())
    diary.apply(take(entries, 2, now=now, taken_at=now), at=now)


def _rows(diary: Diary) -> list[tuple[str, tuple[Any, ...]]]:
    """Return what the last change wrote, table by table."""
    [(number,)] = diary.rows("select max(number) from history")
    found = [(table, diary.rows(sql, [number])[0]) for table, sql in LAST_ROWS.items()]
    return [(f"insert into {t} values ({', '.join('?' * len(row))})", row) for t, row in found]


def _commit(bare: sqlite3.Connection, rows: list[tuple[str, tuple[Any, ...]]]) -> None:
    bare.execute("begin immediate")
    for sql, values in rows:
        bare.execute(sql, values)
    bare.execute("commit")
