"""Writing a diary to a new file."""

from __future__ import annotations

import os
from contextlib import closing

import pytest

from isodiary.domain.change import Act, Change, Edit
from isodiary.domain.errors import DiaryError, Refused
from isodiary.domain.record import DayNote
from isodiary.storage.copying import write_new
from isodiary.storage.opening import open_diary
from tests.clock import EVENING

NOTE = DayNote(day=EVENING.date(), text="kept")


@pytest.fixture
def diary():
    with closing(open_diary(None, now=EVENING)) as scratch:
        scratch.apply(Change(act=Act.WRITE_NOTE, edits=(Edit(after=NOTE),)), at=EVENING)
        yield scratch


def test_the_new_file_is_a_diary_with_its_history(diary, tmp_path):
    write_new(diary, tmp_path / "new.sqlite")
    with closing(open_diary(tmp_path / "new.sqlite", now=EVENING)) as copy:
        assert copy.all(DayNote) == [NOTE]
        assert len(copy.history.stacks().undo) == 1


def test_a_file_that_is_there_stays(diary, tmp_path):
    (tmp_path / "new.sqlite").write_text("mine")
    with pytest.raises(Refused):
        write_new(diary, tmp_path / "new.sqlite")
    assert (tmp_path / "new.sqlite").read_text() == "mine"


def test_a_link_to_nothing_counts_as_there(diary, tmp_path):
    (tmp_path / "new.sqlite").symlink_to(tmp_path / "away")
    with pytest.raises(Refused):
        write_new(diary, tmp_path / "new.sqlite")


def test_a_file_that_came_meanwhile_stays(diary, tmp_path, monkeypatch):
    path = tmp_path / "new.sqlite"

    def too_late(*_):
        path.write_text("faster")
        raise OSError("no links here")

    monkeypatch.setattr(os, "link", too_late)
    with pytest.raises(Refused):
        write_new(diary, path)
    assert [each.name for each in tmp_path.iterdir()] == ["new.sqlite"]
    assert path.read_text() == "faster"


def test_a_file_system_without_links_is_no_trouble(diary, tmp_path, monkeypatch):
    def no_links(*_):
        raise OSError("no links here")

    monkeypatch.setattr(os, "link", no_links)
    write_new(diary, tmp_path / "new.sqlite")
    with closing(open_diary(tmp_path / "new.sqlite", now=EVENING)) as copy:
        assert copy.all(DayNote) == [NOTE]


def test_a_disk_that_fails_leaves_nothing_behind(diary, tmp_path, monkeypatch):
    def full(_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(DiaryError, match="full"):
        write_new(diary, tmp_path / "new.sqlite")
    assert not list(tmp_path.iterdir())
