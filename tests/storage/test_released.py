"""The diary of 2026-11-23 is brought up to date, says what it said, and loses nothing."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from sqlite_utils import Database

from isodiary.domain.course import Course, Phase
from isodiary.domain.dose import Dose
from isodiary.domain.errors import DiaryError, NothingThere, Refused
from isodiary.domain.record import Weight
from isodiary.domain.symptom import SymptomEntry
from isodiary.domain.units import mg
from isodiary.services.exchange.summary_json import as_json
from isodiary.services.figures.summarise import summarise
from isodiary.services.undo import undo_last
from isodiary.storage import connecting, migrations, opening
from isodiary.storage.backup_files import Why, backup_files
from isodiary.storage.opening import open_diary
from isodiary.storage.rows import TABLES, sum_holds
from tests.clock import EVENING
from tests.storage.writing import add, everything, meddle, weight

FILES = Path(__file__).parents[1] / "files"
SUMMARIES = json.loads((FILES / "summaries-2026-11-23.json").read_text("utf-8"))
WALKED = ("days_left", "expected_on")
"""Today these walk the calendar through pauses and phases entered ahead."""


@pytest.fixture
def old(path):
    shutil.copy(FILES / "diary-2026-11-23.sqlite", path)
    return path


def content(path: Path) -> list[tuple[object, ...]]:
    """Return every row of a diary's file, whatever its schema."""
    with closing(sqlite3.connect(path)) as db:
        tables = [
            name for (name,) in db.execute("select name from sqlite_master where type='table'")
        ]
        return [row for name in sorted(tables) for row in db.execute(f'select * from "{name}"')]


def test_migrated_diary_is_sound_and_its_copy_is_the_one_before(old):
    before = content(old)
    with closing(open_diary(old, now=EVENING)) as diary:
        assert (diary.damaged(), diary.problems(), diary.read_only) == ([], [], False)
    [copy] = backup_files(old)
    assert (content(copy.path), copy.why) == (before, Why.MIGRATION)


def test_migrated_tables_are_those_of_a_new_diary(old, tmp_path):
    schema = (
        "select type, name, sql from sqlite_master"
        " where name <> '_sqlite_migrations' order by type, name"  # which sqlite-utils makes
    )
    with (
        closing(open_diary(old, now=EVENING)) as migrated,
        closing(open_diary(tmp_path / "new.sqlite", now=EVENING)) as fresh,
    ):
        made = fresh.rows(schema)
        assert migrated.rows(schema) == made
        tables = [sql.casefold() for kind, _, sql in made if kind == "table"]
        assert all(" strict" in sql for sql in tables)


@pytest.mark.parametrize("name", SUMMARIES)
def test_old_diary_says_what_it_said(old, name):
    asked, printed = SUMMARIES[name]["arguments"], SUMMARIES[name]["printed"]
    days = dict(zip(asked[::2], map(date.fromisoformat, asked[1::2]), strict=True))
    with closing(open_diary(old, now=EVENING)) as diary:
        found = summarise(
            diary,
            now=EVENING,
            first=days.get("--from"),
            last=days["--to"],
            warning_signs={sign["id"]: 1 for sign in printed["warning_signs"]},
        )
    said = json.loads(json.dumps(as_json(found)))
    for key in WALKED:
        del said["dose"][key], printed["dose"][key]
    assert said["course"].pop("kept_from") == said["course"]["start"]
    said["course"].pop("ended")
    assert said == printed


def test_logged_doses_carry_what_the_phase_in_force_on_their_day_planned(old):
    with closing(open_diary(old, now=EVENING)) as diary:
        doses = {(dose.day, dose.slot): dose for dose in diary.all(Dose)}
        phases = {phase.id: phase for phase in diary.all(Phase)}
    for dose in doses.values():
        if dose.phase:
            [slot] = [s for s in phases[dose.phase].slots_on(dose.day) if s.number == dose.slot]
            assert (dose.planned_capsules, dose.planned_at) == (slot.capsules, slot.planned)
    assert doses[date(2026, 11, 21), 1].planned_ug == mg(40)  # by the phase entered ahead
    in_pause = doses[date(2026, 8, 24), 1]  # the pause was noted when the dose was in the diary
    assert (in_pause.planned_ug, in_pause.phase) != (0, "")
    assert doses[date(2026, 10, 25), 3].planned_ug == 0  # its plan was taken back
    assert all(not dose.phase for dose in doses.values() if dose.extra)


def test_every_change_of_the_old_diary_can_still_be_taken_back(old):
    with closing(open_diary(old, now=EVENING)) as diary:
        count = len(diary.rows("select number from history where reverts is null"))
        taken_back = len(diary.rows("select number from history where reverts is not null"))
        for _ in range(count - taken_back):
            undo_last(diary, now=EVENING)
        assert everything(diary) == {}
        with pytest.raises(NothingThere):
            undo_last(diary, now=EVENING)


def test_history_of_every_dose_ends_with_the_dose(old):
    with closing(open_diary(old, now=EVENING)) as diary:
        for kind in (Dose, Phase, Course):
            for entry in diary.all(kind):
                assert diary.history.of_entry(entry.id)[-1][1].after == entry


def test_damaged_rows_stay_damaged_and_are_carried_over(old):
    meddle(old, "update symptom set severity = 7 where day = '2026-08-20'")
    meddle(old, "update dose set amount_ug = 1 where day = '2026-08-20'")
    meddle(old, "update history_edit set after = '{' where number = 5")
    with closing(sqlite3.connect(old)) as db:
        counts = [db.execute(f"select count(*) from {t.name}").fetchone() for t in TABLES]
    with closing(open_diary(old, now=EVENING)) as diary:
        hurt = {one.table for one in diary.damaged()}
        assert hurt == {"symptom", "dose", "history_edit"}
        assert [diary.rows(f"select count(*) from {t.name}")[0] for t in TABLES] == counts
        assert all(entry.severity <= 3 for entry in diary.all(SymptomEntry))


def test_sound_row_that_a_new_check_would_refuse_is_kept(old):
    entry = Weight(day=date(1850, 1, 1), grams=64_000)
    with closing(open_diary(None, now=EVENING)) as scratch:
        table = next(table for table in TABLES if table.kind is Weight)
        row = [*table.row(entry), *scratch.rows("select 1")[0]]
    row[-1] = migrations._checksum(row[:-1])
    meddle(old, "insert into weight values (?, ?, ?, ?)", row)
    for _ in range(2):
        with closing(open_diary(old, now=EVENING)) as diary:
            assert diary.get(Weight, entry.id) == entry
            assert diary.problems() == []


@pytest.mark.parametrize(
    ("sql", "why"),
    [
        ("update weight set day = '1899-12-31'", "CHECK"),
        ("update weight set day = '2200-01-01'", "CHECK"),
        ("update symptom set severity = 4", "CHECK"),
        ("update symptom set severity = -1", "CHECK"),
        ("update dose set amount_ug = -1", "CHECK"),
        ("update dose set planned_ug = 1000001", "CHECK"),
        ("update dose set slot = 4", "CHECK"),
        ("update course set opening_ug = -1", "CHECK"),
        ("update course set opening = 'perhaps'", "CHECK"),
        ("update phase set until = '9999-12-31'", "CHECK"),
    ],
)
def test_tables_take_no_value_that_sums_could_not_bear(old, sql, why):
    open_diary(old, now=EVENING).close()
    with closing(sqlite3.connect(old)) as db, pytest.raises(sqlite3.IntegrityError, match=why):
        db.execute(sql)


def test_day_in_another_age_is_refused_in_words(diary):
    with pytest.raises(Refused, match="1900 to 2199"):
        add(diary, Weight(day=date(1850, 1, 1), grams=64_000))
    assert everything(diary) == {}


@pytest.mark.parametrize("statement", range(1, 80, 6))
def test_call_that_fails_on_the_way_leaves_the_diary_as_it_was(old, statement, monkeypatch):
    before = content(old)
    real = Database.execute
    left = [statement]

    def failing(self, sql, parameters=None):
        if "new_" in sql or sql.startswith(("drop", "alter", "create index")):
            left[0] -= 1
            if not left[0]:
                raise sqlite3.OperationalError("disk I/O error")
        return real(self, sql, parameters) if parameters is not None else real(self, sql)

    with monkeypatch.context() as patch:
        patch.setattr(Database, "execute", failing)
        try:
            open_diary(old, now=EVENING).close()
        except (DiaryError, sqlite3.Error):
            assert content(old) == before
    with closing(open_diary(old, now=EVENING)) as diary:
        assert (diary.damaged(), diary.problems()) == ([], [])


@pytest.mark.parametrize("pages_left", [0, 3, 20])
def test_disk_that_is_full_leaves_the_diary_to_be_read(old, pages_left, monkeypatch):
    before = content(old)
    real = connecting.prepared

    def full(db):
        [(pages,)] = db.execute("pragma page_count").fetchall()
        if db.execute("pragma database_list").fetchone()[2]:  # a file, and not the copy in memory
            db.execute(f"pragma max_page_count = {pages + pages_left}")
        return real(db)

    monkeypatch.setattr(opening, "prepared", full)
    with closing(open_diary(old, now=EVENING)) as diary:
        assert diary.read_only
        assert diary.all(Dose)
    assert content(old) == before


KILLED = """
import os, sys
from datetime import datetime
from pathlib import Path
from isodiary.storage import migrations, opening
steps = int(sys.argv[2])
real = migrations._rewrite_history if steps else migrations._refill
def stop(*given):
    real(*given)
    os._exit(9)
setattr(migrations, real.__name__, stop)
opening.open_diary(Path(sys.argv[1]), now=datetime.fromisoformat("2026-11-23T19:04:00+01:00"))
"""


@pytest.mark.parametrize("step", ["0", "1"])
def test_program_that_is_killed_on_the_way_loses_nothing(old, step):
    before = content(old)
    run = [sys.executable, "-c", KILLED, str(old), step]
    ended = subprocess.run(run, env={**os.environ, "PYTHONPATH": os.getcwd()}, check=False)
    assert ended.returncode == 9
    assert content(old) == before
    with closing(open_diary(old, now=EVENING)) as diary:
        assert (diary.damaged(), diary.problems()) == ([], [])
        add(diary, weight(-1))


def test_checksums_are_those_that_sqlite_takes(old):
    with closing(open_diary(old, now=EVENING)) as diary:
        for table in TABLES:
            wrong = f"select count(*) from {table.name} where not ({sum_holds(table.columns)})"
            assert diary.rows(wrong) == [(0,)]
