"""The backups' dialog: what each lacks, going back to one and taking that back, the places."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtWidgets import QFileDialog

from isodiary.domain.course import Course
from isodiary.services.safety.backups import back_up
from isodiary.storage.backup_files import Why, backup_files, places_of
from isodiary.storage.reads.days import read_day
from isodiary.ui.safety.backups import BackupsDialog
from isodiary.ui.safety.inside import InsideDialog
from isodiary.ui.today.page import TodayPage
from tests.clock import EVENING
from tests.ui.conftest import TODAY
from tests.ui.safety.conftest import note, notes_in, open_dialogs, the_dialog
from tests.ui.windows import said

DAYS_BEFORE = (3, 2, 1)


@pytest.fixture
def window(window):
    """The window, with a backup of each of three days; a note came after the first of them."""
    for days in DAYS_BEFORE:
        back_up(window.tools.diary, now=EVENING - timedelta(days=days))
        if days == DAYS_BEFORE[0]:
            note(window, "Seaside")
    return window


@pytest.fixture
def dialog(qtbot, window):
    window.menus.actions["backups"].trigger()
    dialog = the_dialog(BackupsDialog)
    qtbot.waitUntil(lambda: all(dialog.rows.looked(row) for row in range(3)))
    return dialog


def words(dialog, row):
    return [dialog.rows.cell(row, column).words for column in range(5)]


def test_each_backup_is_read_and_says_what_it_lacks(dialog):
    shown = [words(dialog, row) for row in range(dialog.rows.rowCount())]
    whens = [row[0] for row in shown]
    assert whens == ["Yesterday 19:04", "Sat 21\xa0Nov 19:04", "Fri 20\xa0Nov 19:04"]
    assert [row[1:2] + row[3:] for row in shown] == [
        ["here", "✓", "0"],
        ["here", "✓", "0"],
        ["here", "✓", "1"],
    ]
    dialog.table.selectRow(2)
    assert "lacks 1\xa0entry that the diary has now: 1\xa0note." in dialog.said.text()


def test_a_restore_is_one_act_and_ctrl_z_takes_it_back(window, dialog, filled):
    dialog.table.selectRow(2)
    dialog.restore.click()
    assert open_dialogs() == []
    assert read_day(window.tools.diary, TODAY).note is None
    assert backup_files(filled)[0].why is Why.RESTORE
    assert said(window).startswith("Backup restored: 1\xa0entry")
    window.menus.actions["undo"].trigger()
    assert read_day(window.tools.diary, TODAY).note.text == "Seaside"


def test_a_backup_from_before_the_course_shows_the_beginning_and_back(qtbot, window, clock):
    course = window.tools.diary.all(Course)
    while window.tools.editor.undo_stack.canUndo():
        window.tools.editor.undo_stack.undo()
    assert window.tools.diary.all(Course) == []
    back_up(window.tools.diary, now=EVENING - timedelta(hours=1))
    for _ in range(20):
        window.tools.editor.undo_stack.redo()
    assert window.tools.diary.all(Course) == course
    window.keeper.show_backups()
    dialog = the_dialog(BackupsDialog)
    dialog.rows.look_now(0)
    dialog.restore.click()
    shown = window.current
    assert shown is None
    window.menus.actions["undo"].trigger()
    assert type(window.current) is TodayPage


def test_a_damaged_backup_cannot_be_restored(qtbot, window, filled):
    newest = backup_files(filled)[0].path
    content = bytearray(newest.read_bytes())
    content[5_000:9_000] = bytes(4_000)
    newest.write_bytes(content)
    window.keeper.show_backups()
    dialog = the_dialog(BackupsDialog)
    dialog.rows.look_now(0)
    assert words(dialog, 0)[3] == "not good"
    assert not dialog.restore.isEnabled()
    dialog.table.selectRow(1)
    dialog.rows.look_now(1)
    assert dialog.restore.isEnabled()


def test_a_backup_is_made_now(dialog, filled):
    dialog.back_up.click()
    assert backup_files(filled)[0].at == EVENING.replace(tzinfo=None)
    assert len(backup_files(filled)) == 4


def test_looking_inside_lists_the_entries(dialog):
    dialog.inside.click()
    [inside] = [each for each in open_dialogs() if isinstance(each, InsideDialog)]
    cells = inside.table.cells
    assert cells.rowCount() == dialog.rows.looked(0).inside.entries
    rows = [cells.cell(row, 1).words for row in range(cells.rowCount())]
    assert any("Seaside" in row for row in rows)


def test_a_copy_of_a_backup_is_saved_and_replaces_nothing(dialog, clock, tmp_path, monkeypatch):
    out = tmp_path / "copy.sqlite"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *asked: (str(out), ""))
    dialog.table.selectRow(2)
    dialog.copy.click()
    assert notes_in(out, clock) is None
    before = out.read_bytes()
    dialog.copy.click()
    assert "not touched" in dialog.problem.text()
    assert out.read_bytes() == before


def test_backups_move_and_get_a_second_place(dialog, window, filled, tmp_path, monkeypatch):
    answers = [tmp_path / "moved", tmp_path / "stick"]
    for folder in answers:
        folder.mkdir()
    left = list(answers)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *asked: str(left.pop(0)))
    dialog.places.move_here.click()
    dialog.places.change.click()
    places = places_of(filled)
    assert (places.here, places.second) == tuple(answers)
    assert len(backup_files(filled)) == 3
    dialog.back_up.click()
    assert dialog.rows.cell(0, 1).words == "here, stick"
    answers[1].rename(tmp_path / "away")
    dialog.show_all()
    window.keeper.tell_light()
    assert "cannot be reached" in window.keeper.light.toolTip()
    dialog.places.leave.click()
    assert places_of(filled).second is None
