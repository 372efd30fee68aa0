"""What opens with which file, what is said of one that cannot be opened, and the second start."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from PySide6.QtCore import QDir, QStandardPaths
from PySide6.QtWidgets import QFileDialog

from isodiary.app import Program
from isodiary.domain.course import Course
from isodiary.storage.opening import open_diary
from isodiary.ui.kit.text import Text, breakable
from isodiary.ui.safety.trouble import TroubleDialog
from isodiary.ui.single import SingleWindow
from tests.ui.conftest import course_changes

NO_RAISE = pytest.mark.qt_log_ignore("does not support raise", extend=True)
"""The platform of the tests has no other windows to be raised above."""


@pytest.fixture
def path(tmp_path):
    return tmp_path / "diary.sqlite"


@pytest.fixture
def told(monkeypatch):
    """Close every screen that is shown; return what they said."""
    found = []

    def close(screen):
        found.append([text.text() for text in screen.findChildren(Text)])
        return screen.reject()

    monkeypatch.setattr(TroubleDialog, "exec", close)
    return found


@pytest.fixture
def program(qapp, clock, tmp_path, monkeypatch):
    monkeypatch.setattr(QDir, "temp", lambda: QDir(str(tmp_path)))
    program = Program(qapp, clock)
    yield program
    program.close()


def filled(path, clock):
    diary = open_diary(path, now=clock())
    for change in course_changes():
        diary.apply(change, at=clock())
    diary.close()
    return path


def newer(path, clock):
    filled(path, clock)
    connection = sqlite3.connect(path)
    connection.execute(
        "insert into _sqlite_migrations (migration_set, name, applied_at) values (?, ?, ?)",
        ("isodiary", "m999_from_the_future", ""),
    )
    connection.commit()
    connection.close()


def torn(path, clock):
    filled(path, clock)
    content = path.read_bytes()
    path.write_bytes(content[:2_000])


BAD = {
    "foreign": (lambda path, clock: path.write_text("shopping list"), "not a diary of isodiary"),
    "empty": (lambda path, clock: path.touch(), "empty"),
    "newer": (newer, "newer isodiary"),
    "torn": (torn, "damaged"),
}


def test_file_that_is_not_there_begins_a_new_diary(program, path):
    assert program.open_file(path)
    assert program.window.isVisible()
    assert program.window.tools.diary.path == path


def test_file_with_a_course_is_opened(program, path, clock):
    assert program.open_file(filled(path, clock))
    assert len(program.window.tools.diary.all(Course)) == 1


@pytest.mark.parametrize("kind", BAD)
def test_file_that_cannot_be_opened_is_told_and_not_touched(program, told, path, clock, kind):
    spoil, sentence = BAD[kind]
    spoil(path, clock)
    before = path.read_bytes()
    assert not program.open_file(path)
    assert (program.window, program.exit_code) == (None, 1)
    [said] = told
    assert sentence in " ".join(said)
    assert breakable(str(path)) in said
    assert path.read_bytes() == before


def test_file_that_may_only_be_read_is_opened_and_told(program, path, clock, monkeypatch):
    filled(path, clock)
    monkeypatch.setattr("isodiary.storage.opening._writable", lambda path: False)
    assert program.open_file(path)
    assert program.window.sidebar.state.text() == "This diary may be read only."


def test_sample_is_a_course_in_memory(program):
    assert program.open_sample()
    diary = program.window.tools.diary
    assert diary.path is None
    assert len(diary.all(Course)) == 1
    assert "nothing of it is kept" in program.window.sidebar.state.text()


def test_other_diary_takes_the_place_of_the_window(program, path, clock, monkeypatch):
    filled(path, clock)
    program.open_sample()
    sample = program.window
    sample.resize(700, 600)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *asked: (str(path), ""))
    sample.acts.open_asked.emit()
    assert program.window is not sample
    assert program.window.tools.diary.path == path
    assert (program.window.width(), program.window.height()) == (700, 600)
    assert not sample.isVisible()


def test_file_that_is_refused_leaves_the_open_window(program, told, path, tmp_path, monkeypatch):
    program.open_file(path)
    before = program.window
    other = tmp_path / "notes.txt"
    other.write_text("shopping list")
    assert program.open_file(other)
    assert program.window is before
    assert before.isVisible()
    assert before.tools.diary.all(Course) == []
    assert len(told) == 1


def test_other_diary_can_be_opened_instead_of_a_refused_one(program, path, tmp_path, monkeypatch):
    good = tmp_path / "good.sqlite"
    path.write_text("shopping list")
    monkeypatch.setattr(TroubleDialog, "exec", lambda screen: screen.other.click())
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *asked: (str(good), ""))
    assert program.open_file(path)
    assert program.window.tools.diary.path == good


@NO_RAISE
def test_second_start_raises_the_first_window(qtbot, program, path, qapp, clock, monkeypatch):
    program.open_file(path)
    program.window.hide()
    second = Program(qapp, clock)
    assert not second.open_file(path)
    assert second.window is None
    assert second.exit_code == 0
    qtbot.waitUntil(program.window.isVisible)


@NO_RAISE
def test_diary_that_is_open_already_is_raised_and_not_opened_twice(program, path):
    program.open_file(path)
    before = program.window
    assert program.open_file(path)
    assert program.window is before


def test_place_is_given_up_when_another_diary_is_opened(program, path):
    program.open_file(path)
    program.open_sample()
    state = QStandardPaths.StandardLocation.StateLocation
    single = SingleWindow(path, Path(QStandardPaths.writableLocation(state)))
    assert single.take()
    single.leave()
