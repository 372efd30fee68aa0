"""A log beside a diary is judged once both lie still, however long somebody else writes."""

from __future__ import annotations

import os
import shutil
import time
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from isodiary.domain.change import Act, Change, Edit
from isodiary.domain.errors import DiaryDamaged
from isodiary.domain.record import DayNote
from isodiary.storage import leftover, opening
from isodiary.storage.leftover import LOOKS, PAUSE_S, TRIES, log_belongs
from isodiary.storage.opening import open_diary
from isodiary.storage.stamp import put_stamp
from isodiary.storage.wal import wal_of
from tests.clock import EVENING

NOTE = DayNote(day=EVENING.date(), text="Seaside")
ELSEWHERE = replace(NOTE, text="Elsewhere")


@pytest.fixture
def pauses(path, monkeypatch):
    """A diary whose log looks like another one's, and how long it was waited each time."""
    open_diary(path, now=EVENING).close()
    monkeypatch.setattr(leftover, "_judged", lambda path, *more: False)
    found: list[float] = []
    monkeypatch.setattr(time, "sleep", found.append)
    return found


def test_two_looks_count_at_files_that_lie_still_until_after_the_second(path, pauses):
    assert not log_belongs(path)
    assert pauses == [PAUSE_S] * LOOKS


def test_while_another_program_writes_the_log_is_its(path, pauses, monkeypatch):
    def writes(seconds):
        pauses.append(seconds)
        os.utime(path, (0, len(pauses)))

    monkeypatch.setattr(time, "sleep", writes)
    assert log_belongs(path)
    assert pauses == [PAUSE_S] * TRIES


def test_a_log_that_belongs_is_looked_at_once(path, pauses, monkeypatch):
    monkeypatch.setattr(leftover, "_judged", lambda path, *more: True)
    assert log_belongs(path)
    assert pauses == []


def test_nothing_stays_open_of_what_is_opened_and_closed(path, tmp_path):
    handles = "/proc/self/fd"
    if not os.path.isdir(handles):
        pytest.skip("only Linux tells which files are open")
    open_diary(path, now=EVENING).close()
    before = len(os.listdir(handles))
    for _ in range(3):
        with closing(open_diary(path, now=EVENING)) as diary:
            diary.settle()
    assert len(os.listdir(handles)) == before


def test_a_log_that_fits_page_by_page_but_knows_less_is_of_another_file(path, tmp_path):
    open_diary(path, now=EVENING).close()
    other = Path(shutil.copyfile(path, tmp_path / "other.sqlite"))
    same = Change(act=Act.WRITE_NOTE, edits=(Edit(after=NOTE),))
    with closing(open_diary(path, now=EVENING)) as diary:
        diary.apply(same, at=EVENING)
        log = wal_of(path).read_bytes()
    with closing(open_diary(other, now=EVENING)) as diary:
        diary.apply(same, at=EVENING)
        diary.apply(
            Change(act=Act.WRITE_NOTE, edits=(Edit(before=NOTE, after=ELSEWHERE),)), at=EVENING
        )
    wal_of(other).write_bytes(log)
    assert not log_belongs(other)


def test_the_log_of_the_file_itself_belongs_to_it_without_a_stamp(path, tmp_path):
    copy = tmp_path / "copy.sqlite"
    with closing(open_diary(path, now=EVENING)) as diary:
        shutil.copyfile(path, copy)
        diary.apply(Change(act=Act.WRITE_NOTE, edits=(Edit(after=NOTE),)), at=EVENING)
        shutil.copyfile(wal_of(path), wal_of(copy))
    assert log_belongs(copy)


@pytest.fixture
def torn(path, monkeypatch):
    """A diary that looks damaged the next three times; how often it was looked at."""
    open_diary(path, now=EVENING).close()
    looked: list[int] = []
    look = opening._look_once_at

    def once(path, key):
        looked.append(len(looked))
        if len(looked) <= 3:
            raise DiaryDamaged("Half of it is old.")
        look(path, key)

    monkeypatch.setattr(opening, "_look_once_at", once)
    return looked


def test_what_looks_damaged_while_it_is_written_is_looked_at_again(path, torn, monkeypatch):
    monkeypatch.setattr(time, "sleep", lambda seconds: os.utime(path, (0, len(torn))))
    open_diary(path, now=EVENING).close()
    assert len(torn) == 4


def test_what_looks_damaged_twice_and_lies_still_is_damaged(path, torn, monkeypatch):
    monkeypatch.setattr(time, "sleep", lambda seconds: None)
    with pytest.raises(DiaryDamaged):
        open_diary(path, now=EVENING)
    assert len(torn) == 2


@pytest.fixture
def cut_off(path):
    """A diary of which another program has written the first pages only; what the whole is."""
    open_diary(path, now=EVENING).close()
    whole = path.read_bytes()
    path.write_bytes(whole[: 3 * 4_096])
    return whole


def test_a_file_whose_end_is_still_to_be_written_is_waited_for(path, cut_off, monkeypatch):
    monkeypatch.setattr(time, "sleep", lambda seconds: path.write_bytes(cut_off))
    open_diary(path, now=EVENING).close()


def test_a_program_that_says_it_is_writing_may_rest_at_it(path, cut_off, monkeypatch):
    rests: list[float] = []
    put_stamp(path, writing=True)

    def rest(seconds):
        rests.append(seconds)
        if len(rests) == 30:
            path.write_bytes(cut_off)
            put_stamp(path)

    monkeypatch.setattr(time, "sleep", rest)
    open_diary(path, now=EVENING).close()
    assert len(rests) == 30


def test_a_file_that_is_written_again_after_each_look_is_not_called_damaged(
    path, cut_off, monkeypatch
):
    torn = path.read_bytes()
    written: list[float] = []

    def writes(seconds):
        written.append(seconds)
        path.write_bytes(torn if len(written) < TRIES else cut_off)
        os.utime(path, (0, len(written)))

    monkeypatch.setattr(time, "sleep", writes)
    open_diary(path, now=EVENING).close()
    assert len(written) == TRIES


def test_a_file_that_stays_cut_off_is_damaged(path, cut_off, monkeypatch):
    monkeypatch.setattr(time, "sleep", lambda seconds: None)
    with pytest.raises(DiaryDamaged):
        open_diary(path, now=EVENING)
    assert path.read_bytes() == cut_off[: 3 * 4_096]
