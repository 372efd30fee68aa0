"""Reading a whole diary."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from isodiary.domain.change import Act, Change, Edit, Entry
from isodiary.domain.errors import DiaryDamaged
from isodiary.domain.record import DayNote, Weight
from isodiary.services.check import check, named, refuse_broken
from isodiary.services.words.entries import kind_name
from isodiary.storage.opening import open_diary
from tests.clock import EVENING
from tests.scratch import scratch_diary

DAY = EVENING.date()


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "diary.sqlite"
    entries: list[Entry] = [
        DayNote(day=DAY, text="fine", id="n1"),
        Weight(day=DAY, grams=64_000, id="w1"),
    ]
    with closing(open_diary(path, now=EVENING)) as diary:
        for entry in entries:
            diary.apply(Change(act=Act.WRITE_NOTE, edits=(Edit(after=entry),)), at=EVENING)
    return path


def checked(path):
    with closing(open_diary(path, now=EVENING)) as diary:
        return check(diary)


def alter(path, sql):
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(sql)
        connection.commit()


def test_a_sound_diary_is_counted(path):
    found = checked(path)
    assert found.sound
    assert {kind_name(kind): count for kind, count in found.counts if count} == {
        "note": 1,
        "weight": 1,
    }
    assert found.changes == 2


def test_an_empty_diary_is_sound():
    with closing(scratch_diary()) as diary:
        assert check(diary).sound
        assert check(diary).entries == 0


def test_a_damaged_entry_is_named_with_its_day(path):
    alter(path, "update weight set grams = 46000")
    found = checked(path)
    assert not found.sound
    (row,) = found.damaged
    assert named(row) == "the weight of 2026-11-23 (table weight, id w1)"


def test_a_damaged_change_of_the_history_is_named(path):
    alter(path, "update history set at = '2020-01-01T00:00:00+00:00' where number = 2")
    (row,) = checked(path).damaged
    assert named(row) == "the change of the history (table history, id 2)"


def test_a_lost_row_that_others_point_at_is_found(path):
    alter(path, "delete from history where number = 2")
    found = checked(path)
    assert not found.sound
    assert any("history_edit" in problem for problem in found.problems)


def test_a_file_in_which_rows_are_not_found_is_refused_for_sums(path):
    with closing(open_diary(path, now=EVENING)) as diary:
        refuse_broken(diary)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("pragma writable_schema = on")
        connection.execute(
            "update sqlite_schema set rootpage = (select rootpage from sqlite_schema"
            " where name = 'sqlite_autoindex_visit_2') where name = 'sqlite_autoindex_weight_2'"
        )
        connection.commit()
    with closing(open_diary(path, now=EVENING)) as diary:
        assert not diary.between(Weight, DAY, DAY), "the index hides it"
        with pytest.raises(DiaryDamaged):
            refuse_broken(diary)
    assert not checked(path).sound
