"""An older diary is copied, then brought up to date, or left as it was."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing

import pytest
from sqlite_utils import Database, Migrations

from isodiary.domain.errors import DiskTrouble
from isodiary.domain.record import Weight
from isodiary.storage import backup, database, opening
from isodiary.storage.backup import copy_before_migration
from isodiary.storage.backup_files import FOLDER
from isodiary.storage.connecting import APPLICATION_ID
from isodiary.storage.migrations import diary_migrations
from isodiary.storage.opening import open_diary
from tests.clock import EVENING
from tests.storage.writing import add, everything, folder, meddle, weight

COPY = "isodiary-20261123-190400-before-migration.sqlite"


@pytest.fixture
def old(path):
    """An older diary with one weight in it."""
    kept = weight()
    with closing(open_diary(path, now=EVENING)) as diary:
        add(diary, kept)
    return kept


@pytest.fixture
def newer(monkeypatch):
    """Adds steps to the migrations for one test."""
    monkeypatch.setattr(diary_migrations, "_migrations", list(diary_migrations._migrations))

    def add_step(step):
        diary_migrations()(step)

    return add_step


def m002_colour(db: Database) -> None:
    db.execute("alter table visit add column colour text")


def m002_broken(db: Database) -> None:
    m002_colour(db)
    db.execute("delete from weight")
    raise RuntimeError("a step of ours failed")


def backups(path) -> dict[str, bytes]:
    return folder(path.parent / FOLDER / "any")


def columns(diary) -> set[str]:
    return {name for (name,) in diary.rows("select name from pragma_table_info('visit')")}


def test_older_diary_is_copied_and_brought_up_to_date(path, old, newer):
    newer(m002_colour)
    with closing(open_diary(path, now=EVENING)) as diary:
        assert "colour" in columns(diary)
        assert diary.all(Weight) == [old]
    assert list(folder(path)) == [path.name]
    assert list(backups(path)) == [COPY]


def test_copy_is_the_diary_as_it_was(path, old, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(diary_migrations, "_migrations", list(diary_migrations._migrations))
        diary_migrations()(m002_colour)
        open_diary(path, now=EVENING).close()
    copy = path.parent / FOLDER / COPY
    assert copy.stat().st_mode & 0o777 == 0o600
    with closing(open_diary(copy, now=EVENING)) as diary:
        assert everything(diary) == {old.id: old}
        assert "colour" not in columns(diary)
        assert diary.rows("pragma application_id") == [(APPLICATION_ID,)]


def test_copy_holds_what_was_still_in_the_log_of_writes(path, old, newer):
    with closing(open_diary(path, now=EVENING)) as running:
        second = weight(1)
        add(running, second)
        newer(m002_colour)
        open_diary(path, now=EVENING).close()
    with closing(Database(path.parent / FOLDER / COPY)) as copy:
        assert copy.execute("select count(*) from weight").fetchone() == (2,)


def test_diary_up_to_date_is_not_copied(path, old):
    open_diary(path, now=EVENING).close()
    assert list(folder(path)) == [path.name]


def test_failing_step_leaves_the_diary_as_it_was_beside_its_copy(path, old, newer):
    newer(m002_broken)
    before = path.read_bytes()
    with pytest.raises(RuntimeError, match="a step of ours"):
        open_diary(path, now=EVENING)
    assert path.read_bytes() == before
    assert list(folder(path)) == [path.name]
    assert list(backups(path)) == [COPY]


def test_second_copy_of_the_same_second_gets_a_name_of_its_own(path, old, newer):
    newer(m002_broken)
    for _ in range(2):
        with pytest.raises(RuntimeError):
            open_diary(path, now=EVENING)
    second = COPY.replace(".sqlite", "-2.sqlite")
    assert sorted(backups(path)) == sorted([COPY, second])


def test_failing_second_step_takes_the_first_with_it(path, old, newer):
    newer(m002_colour)

    def m003_broken(db: Database) -> None:
        raise RuntimeError("a step of ours failed")

    newer(m003_broken)
    before = path.read_bytes()
    with pytest.raises(RuntimeError):
        open_diary(path, now=EVENING)
    assert path.read_bytes() == before


def test_copy_that_is_not_equal_stops_the_migration(path, old, newer, monkeypatch):
    newer(m002_colour)
    monkeypatch.setattr(backup, "_equal", lambda *_: False)
    before = folder(path)
    with pytest.raises(DiskTrouble, match="copy of the diary was not good"):
        open_diary(path, now=EVENING)
    assert folder(path) == before


def test_copy_that_lost_a_row_is_not_equal(path, old, diary):
    with closing(database.Database(sqlite3.connect(path))) as db:
        copy = copy_before_migration(db, path, EVENING)
        assert backup._equal(db, copy, backup._counts(db))
        meddle(copy, "delete from weight")
        assert not backup._equal(db, copy, backup._counts(db))


def test_disk_that_fills_up_while_copying_leaves_no_half_copy(path, old, newer, monkeypatch):
    newer(m002_colour)
    before = folder(path)

    def full(handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(DiskTrouble, match="disk is full"):
        open_diary(path, now=EVENING)
    assert folder(path) == before


def test_older_diary_that_may_not_be_written_is_read_as_if_it_were_up_to_date(
    path, old, newer, monkeypatch
):
    newer(m002_colour)
    monkeypatch.setattr(opening, "_writable", lambda path: False)
    before = folder(path)
    with closing(open_diary(path, now=EVENING)) as diary:
        assert (diary.read_only, diary.all(Weight)) == (True, [old])
        assert "colour" in columns(diary)
    assert folder(path) == before


def test_fresh_diary_and_migrated_diary_have_the_same_tables(tmp_path, path, newer):
    open_diary(path, now=EVENING).close()
    newer(m002_colour)
    schema = "select type, name, sql from sqlite_master order by type, name"
    with (
        closing(open_diary(path, now=EVENING)) as migrated,
        closing(open_diary(tmp_path / "fresh.sqlite", now=EVENING)) as fresh,
    ):
        assert migrated.rows(schema) == fresh.rows(schema)


def test_steps_have_numbers_in_a_row():
    with closing(database.Database(sqlite3.connect(":memory:"))) as db:
        names = [step.name for step in diary_migrations.pending(db)]
    assert [int(name[1:4]) for name in names] == list(range(1, len(names) + 1))


def test_ledger_is_the_one_of_sqlite_utils(path, old):
    with closing(Database(path, execute_plugins=False)) as db:
        theirs = Migrations(diary_migrations.name)
        applied = [step.name for step in theirs.applied(db)]
        ours = diary_migrations.applied(database.Database(db.conn))
    assert frozenset(applied) == ours == diary_migrations.known()
    assert len(applied) == len(ours)
