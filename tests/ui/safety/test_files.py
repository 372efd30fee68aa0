"""Copies, other diaries, the folder, and erasing, from the Diary menu."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QMessageBox

from isodiary.services.safety.backups import back_up
from isodiary.storage.diary import Diary
from isodiary.storage.opening import open_diary
from isodiary.ui.safety.erase import EraseDialog
from isodiary.ui.safety.recent import RecentDialog
from tests.clock import EVENING
from tests.ui.safety.conftest import check, note, notes_in, the_dialog
from tests.ui.windows import said, window_on


def choose(window, command):
    window.menus.actions[command].trigger()


@pytest.fixture
def named(monkeypatch, tmp_path):
    """Answer the next question for a file."""

    def name(path):
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *asked: (str(path), ""))
        return path

    return name


def test_a_copy_is_whole_and_replaces_nothing(window, clock, tmp_path, named):
    note(window, "Seaside")
    out = named(tmp_path / "stick.sqlite")
    choose(window, "copy")
    assert notes_in(out, clock) == "Seaside"
    assert str(out) in said(window)
    before = out.read_bytes()
    choose(window, "copy")
    assert "not touched" in said(window)
    assert out.read_bytes() == before


def test_the_folder_is_shown(window, filled, monkeypatch):
    shown = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: shown.append(url.toLocalFile()))
    choose(window, "folder")
    assert shown == [str(filled.parent)]


@pytest.mark.parametrize("command", ["backups", "folder", "erase"])
def test_a_made_up_diary_has_no_file_and_says_so(qtbot, course_desk, command):
    window = window_on(qtbot, course_desk)
    choose(window, command)
    assert "made up" in said(window)


def test_a_new_diary_is_begun_and_the_one_before_can_be_opened_again(
    program, filled, tmp_path, named
):
    program.open_file(filled)
    new = named(tmp_path / "second")
    choose(program.window, "new")
    assert program.window.tools.diary.path == new.with_suffix(".sqlite")
    assert program.window.current is None
    choose(program.window, "recent")
    dialog = the_dialog(RecentDialog)
    assert [row.key for row in dialog.list.rows] == [filled]
    dialog.open_it.click()
    assert program.window.tools.diary.path == filled


def test_a_new_diary_replaces_no_file(program, filled, tmp_path, named):
    program.open_file(filled)
    taken = named(tmp_path / "taken.sqlite")
    taken.write_text("shopping list")
    choose(program.window, "new")
    assert program.window.tools.diary.path == filled
    assert "not touched" in said(program.window)
    assert taken.read_text() == "shopping list"


def test_a_recent_diary_that_is_gone_is_told(program, filled, tmp_path):
    other = tmp_path / "other.sqlite"
    program.open_file(other)
    program.open_file(filled)
    other.unlink()
    choose(program.window, "recent")
    dialog = the_dialog(RecentDialog)
    assert dialog.list.rows[0].badges == ("is not there now",)
    dialog.open_it.click()
    assert "no diary at" in said(program.window)
    assert not other.exists()


def test_erasing_asks_once_more_and_leaves_nothing(program, filled, monkeypatch):
    told = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: told.append(box.text()))
    program.open_file(filled)
    note(program.window, "Seaside")
    back_up(program.window.tools.diary, now=EVENING)
    choose(program.window, "erase")
    dialog = the_dialog(EraseDialog)
    assert not dialog.erase.isEnabled()
    dialog.sure.click()
    dialog.erase.click()
    assert list(filled.parent.iterdir()) == []
    assert "erased" in told[0]
    assert program.window is None


def test_a_disk_that_was_full_at_the_start_is_tried_again(qtbot, program, filled, monkeypatch):
    real = open_diary

    def full(path, *, now, key):
        diary = real(path, now=now, key=key)
        diary.read_only = True
        monkeypatch.setattr(diary, "_reopen", lambda: None)
        return diary

    monkeypatch.setattr("isodiary.app.open_diary", full)
    tried = iter([False, True])
    monkeypatch.setattr(Diary, "try_again", lambda diary: next(tried, True))
    program.open_file(filled)
    window = program.window
    qtbot.waitUntil(lambda: window.keeper is not None)
    check(qtbot, window)
    assert "disk is full" in window.sidebar.state.text()
    assert "disk is full" in window.keeper.notices.lines["full"].said.text()
    assert window.keeper.guard._room.isActive()
    window.keeper.guard._room.stop()
    window.keeper.guard.look_for_room()
    assert window.keeper.guard._room.isActive()
    assert "full" in window.keeper.notices.lines
    window.tools.diary.read_only, window.tools.diary._reopen = False, None
    window.keeper.guard.look_for_room()
    assert list(window.keeper.notices.lines) == ["room"]
    assert not window.keeper.guard._room.isActive()
    assert "full" not in window.sidebar.state.text()
