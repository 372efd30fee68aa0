"""A large table brought in, beside SQLite fed with the same rows; ten years written out."""

from __future__ import annotations

import csv
import sqlite3
from contextlib import closing
from datetime import date, timedelta
from functools import partial
from pathlib import Path

from isodiary.services.exchange.bring import dry_run, read_file
from isodiary.services.exchange.choice import ExportChoice
from isodiary.services.exchange.formats import format_named
from isodiary.services.exchange.held import read_held
from isodiary.services.exchange.out import write_file
from isodiary.services.exchange.results import FileAnswers
from isodiary.storage.diary import Diary
from isodiary.storage.opening import open_diary
from tests.bench.diaries import Diaries
from tests.bench.measure import Measure, Table, ms_of
from tests.clock import EVENING

ROWS = 100_000
SYMPTOMS = 20
FIRST = date(1950, 1, 1)
HEADS = ("id", "day", "symptom", "severity", "note")


def measured(diaries: Diaries) -> Table:
    """Measure the import of a large table, and the export of ten years."""
    table = diaries.folder / "symptom.csv"
    _write_table(table, ROWS)
    ours_ms = ms_of(partial(_bring_in, table, diaries.folder / "brought.sqlite"))
    floor_ms = ms_of(partial(_feed, table, diaries.folder / "fed.sqlite"))
    what = f"import of {ROWS:,} rows of CSV"
    yield Measure(what=what, ours=ours_ms / 1000, floor=floor_ms / 1000, most=3, unit="s")
    with closing(diaries.copy(diaries.years_10)) as diary:
        for id_ in ("isodiary-zip", "isodiary-json"):
            ours = ms_of(partial(_write_out, diary, diaries.folder / id_, id_)) / 1000
            yield Measure(what=f"export of ten years, {id_}", ours=ours, most=2, unit="s")


def _write_table(path: Path, rows: int) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow(HEADS)
        for number in range(rows):
            day = FIRST + timedelta(days=number // SYMPTOMS)
            writer.writerow([f"{number:016x}", day, f"s{number % SYMPTOMS}", number % 4, ""])


def _bring_in(table: Path, path: Path) -> None:
    with closing(open_diary(path, now=EVENING)) as diary:
        opened = read_file(table, now=EVENING)
        run = dry_run(opened, read_held(diary), FileAnswers(), now=EVENING)
        assert run.change is not None
        diary.apply(run.change, at=EVENING)


def _feed(table: Path, path: Path) -> None:
    """Let SQLite take the same rows, with a checksum's place and the same indexes."""
    with closing(sqlite3.connect(path)) as db, table.open(encoding="utf-8", newline="") as file:
        db.execute("pragma journal_mode = wal")
        db.execute("pragma synchronous = full")
        columns = "id text primary key, day text, symptom text, severity integer, note text"
        db.execute(f"create table symptom ({columns}, unique (day, symptom)) without rowid")
        rows = csv.reader(file)
        next(rows)
        with db:
            db.executemany("insert into symptom values (?, ?, ?, ?, ?)", rows)


def _write_out(diary: Diary, path: Path, id_: str) -> None:
    write_file(diary, path, format_named(id_), ExportChoice(now=EVENING))
