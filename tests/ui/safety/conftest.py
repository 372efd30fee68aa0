"""A window on a file of its own, with its keeper, and a program that opens such files."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QDir
from PySide6.QtWidgets import QApplication, QDialog

from isodiary.app import Program
from isodiary.services.days.notes import write_note
from isodiary.storage.opening import open_diary
from isodiary.storage.reads.days import read_day
from tests.ui.conftest import TODAY, course_changes
from tests.ui.windows import desk_on, put_away, window_on


@pytest.fixture
def path(tmp_path):
    folder = tmp_path / "diary"
    folder.mkdir()
    return folder / "isodiary.sqlite"


@pytest.fixture
def filled(path, clock):
    """A diary of twelve weeks."""
    diary = open_diary(path, now=clock())
    for change in course_changes():
        diary.apply(change, at=clock())
    diary.close()
    return path


@pytest.fixture
def window(qtbot, qapp, filled, clock):
    """A window on it, whose keeper is there."""
    window = window_on(qtbot, desk_on(filled, clock, qapp))
    qtbot.waitUntil(lambda: window.keeper is not None)
    yield window
    for dialog in open_dialogs():
        dialog.reject()
    put_away(window)


@pytest.fixture
def program(qapp, clock, tmp_path, monkeypatch):
    monkeypatch.setattr(QDir, "temp", lambda: QDir(str(tmp_path)))
    program = Program(qapp, clock)
    yield program
    for dialog in open_dialogs():
        dialog.reject()
    program.close()


def open_dialogs():
    return [
        each
        for each in QApplication.topLevelWidgets()
        if isinstance(each, QDialog) and each.isVisible()
    ]


def the_dialog(kind):
    """Return the one dialog that is open."""
    [found] = open_dialogs()
    assert isinstance(found, kind)
    return found


def note(window, text):
    """Write the note of the day."""
    return window.tools.editor.do(write_note(read_day(window.tools.diary, TODAY), text))


def check(qtbot, window):
    """Let the keeper read the whole file, and wait for what it says."""
    with qtbot.waitSignal(window.keeper.checked):
        window.keeper.check()


def back_up(qtbot, window):
    """Let the backup of the day be made, and wait for it."""
    with qtbot.waitSignal(window.keeper.guard.backed_up):
        window.keeper.guard.back_up()


def write_in(diary, words, clock, day=TODAY):
    """Write the note of a day into an open diary, as another program does."""
    change = write_note(read_day(diary, day), words)
    assert change is not None
    diary.apply(change, at=clock())


def notes_in(path, clock):
    """Return the note of the day in a file, opened by itself."""
    diary = open_diary(path, now=clock())
    found = read_day(diary, TODAY).note
    diary.close()
    return found.text if found is not None else None


def said(window):
    """Return what the lines above the pages say."""
    return {about: line.said.text() for about, line in window.keeper.notices.lines.items()}
