"""One window for a diary: the second start raises the first, a dead one is no hindrance."""

from __future__ import annotations

import hashlib
import hmac
import os

import pytest
from PySide6.QtCore import QDir, QFileSystemWatcher

from isodiary.ui import single
from isodiary.ui.single import SingleWindow


@pytest.fixture
def places(qapp, tmp_path, monkeypatch):
    """Return a function that makes the place of a diary; all are left at the end."""
    monkeypatch.setattr(QDir, "temp", lambda: QDir(str(tmp_path)))
    made = []

    def place(name="diary.sqlite"):
        made.append(SingleWindow(tmp_path / name, tmp_path / "state"))
        return made[-1]

    yield place
    for each in made:
        each.leave()


def test_first_has_the_place_and_hears_of_the_second(qtbot, places):
    first, second = places(), places()
    assert first.take()
    first.listen()
    with qtbot.waitSignal(first.raise_asked):
        assert not second.take()


def test_window_that_is_just_starting_is_asked_until_it_listens(qtbot, places):
    first, second = places(), places()
    assert first.take()
    assert first.findChild(QFileSystemWatcher) is None
    with qtbot.waitSignal(first.raise_asked):
        assert not second.take()


def test_other_diary_has_a_place_of_its_own(places):
    assert places().take()
    assert places("other.sqlite").take()


def test_place_that_was_left_is_free(places):
    first = places()
    first.take()
    first.leave()
    assert places().take()


def test_the_name_of_a_place_is_an_hmac():
    expected = hmac.new(b"secret", b"place", hashlib.sha256).digest()
    assert single._hidden(b"secret", b"place") == expected


def questions(folder):
    return list(folder.glob("*.ask"))


def test_window_that_does_not_answer_is_no_hindrance(places, monkeypatch, tmp_path):
    monkeypatch.setattr("isodiary.ui.single.WAIT_MS", 50)
    assert places().take()  # it looks only later
    assert places().take()
    assert questions(tmp_path / "state") == []


def test_what_was_asked_of_a_window_that_fell_raises_none(qtbot, places, tmp_path):
    fallen = places()
    fallen._question.touch()
    first = places()
    assert first.take()
    assert questions(tmp_path / "state") == []
    with qtbot.assertNotEmitted(first.raise_asked):
        first.listen()


def test_other_files_of_the_folder_raise_nothing(qtbot, places, tmp_path):
    first = places()
    assert first.take()
    first.listen()
    with qtbot.assertNotEmitted(first.raise_asked, wait=50):
        (tmp_path / "state" / "isodiary.log").touch()
        (tmp_path / "state" / "isodiary-0123456789abcdef.ask").touch()


@pytest.mark.skipif(os.name != "posix", reason="rights are others elsewhere")
def test_where_nothing_can_be_kept_the_window_opens_all_the_same(places, monkeypatch, tmp_path):
    first, second = places(), places()
    assert first.take()
    first.listen()
    monkeypatch.setattr(second, "_question", tmp_path / "nowhere" / "isodiary.ask")
    assert second.take()


@pytest.mark.skipif(os.name != "posix", reason="links need rights elsewhere")
def test_a_link_to_the_diary_is_the_same_place(qtbot, places, tmp_path):
    (tmp_path / "diary.sqlite").touch()
    (tmp_path / "link.sqlite").symlink_to(tmp_path / "diary.sqlite")
    first, second = places(), places("link.sqlite")
    assert first.take()
    with qtbot.waitSignal(first.raise_asked):
        assert not second.take()


def test_nobody_else_can_know_the_name_of_the_place(tmp_path, qapp, monkeypatch):
    monkeypatch.setattr(QDir, "temp", lambda: QDir(str(tmp_path)))
    names = set()
    for user in ("ana", "ben"):
        single = SingleWindow(tmp_path / "diary.sqlite", tmp_path / user)
        assert single.take()
        names.add(single._question.name)
        single.leave()
        assert (tmp_path / user / "single").stat().st_mode & 0o777 == 0o600
    assert len(names) == 2
