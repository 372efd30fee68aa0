"""Deleted entries and what entries were before: named, and erased for good where that is wanted."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from isodiary.domain.change import Edit
from isodiary.domain.record import DayNote
from isodiary.services.safety.backups import back_up
from isodiary.storage.reads.days import read_day
from isodiary.ui.history.story import EntryHistoryDialog
from isodiary.ui.safety.deleted import NOTHING, DeletedDialog, ForgetDialog
from tests.clock import EVENING
from tests.storage.writing import change, folder
from tests.ui.conftest import TODAY
from tests.ui.safety.conftest import note, open_dialogs

SECRET = "Zornwort"


@pytest.fixture
def deleted(window):
    """A window on a diary with a deleted note and one that was changed."""
    note(window, SECRET)
    note(window, "")
    [stands] = window.tools.diary.all(DayNote)
    window.tools.editor.write(change(Edit(before=stands, after=replace(stands, text="short"))))
    return window


def dialog_of(kind):
    [found] = [each for each in open_dialogs() if isinstance(each, kind)]
    return found


def asked(window):
    window.menus.actions["deleted"].trigger()
    return dialog_of(DeletedDialog)


def words_of(dialog):
    words = " ".join(each.text() for each in dialog.findChildren(QLabel))
    return words.replace("\u200b", "").replace("\u00a0", " ")


def confirm():
    dialog = dialog_of(ForgetDialog)
    assert not dialog.erase.isEnabled()
    dialog.sure.click()
    dialog.erase.click()


def in_file(path):
    return any(SECRET.encode() in content for content in folder(path).values())


def test_what_was_deleted_is_listed_and_erased_for_good(deleted, filled):
    dialog = asked(deleted)
    changed, gone = dialog.list.rows
    assert SECRET in gone.title
    assert "deleted" in gone.detail
    assert "what it was before" in changed.detail
    assert in_file(filled)
    dialog.list.choose(gone.key)
    dialog.erase.click()
    confirm()
    assert not in_file(filled)
    assert [row.key.entry.text for row in dialog.list.rows] == ["short"]


def test_all_of_it_is_erased_at_once(deleted, filled):
    dialog = asked(deleted)
    dialog.erase_all.click()
    assert "2 entries" in words_of(dialog_of(ForgetDialog))
    confirm()
    assert dialog.said.text() == NOTHING
    assert not dialog.erase.isEnabled()
    assert not in_file(filled)


def test_nothing_is_erased_without_the_tick(deleted, filled):
    dialog = asked(deleted)
    dialog.erase_all.click()
    dialog_of(ForgetDialog).cancel.click()
    assert len(dialog.list.rows) == 2
    assert in_file(filled)


def test_where_it_still_is_is_said(deleted, filled):
    back_up(deleted.tools.diary, now=EVENING)
    asked(deleted).erase_all.click()
    said = words_of(dialog_of(ForgetDialog))
    assert f"1 backup in {filled.parent / 'backups'}" in said
    assert "exported" in said


def test_ctrl_z_leaves_out_what_was_erased(deleted):
    editor = deleted.tools.editor
    before = editor.undo_stack.index()
    dialog = asked(deleted)
    dialog.erase_all.click()
    confirm()
    # the note written, the note deleted, the older note written and changed
    assert editor.undo_stack.index() == before - 4
    editor.undo_stack.undo()
    assert [each.text for each in deleted.tools.diary.all(DayNote)] == ["short"]


def test_what_an_entry_was_before_is_erased_from_its_history(deleted):
    [stands] = deleted.tools.diary.all(DayNote)
    page = deleted.show_titled("History")
    page.entries.tell(stands)
    story = dialog_of(EntryHistoryDialog)
    assert len(story.list.rows) == 2
    story.erase.click()
    confirm()
    [row] = story.list.rows
    assert "erased for good" in row.title
    assert story.erase.isHidden()


def test_an_entry_that_was_never_changed_has_nothing_to_erase(window):
    note(window, "as it is")
    page = window.show_titled("History")
    page.entries.tell(read_day(window.tools.diary, TODAY).note)
    assert dialog_of(EntryHistoryDialog).erase.isHidden()


def test_delete_in_the_list_asks_too(deleted, qtbot):
    dialog = asked(deleted)
    qtbot.keyClick(dialog.list, Qt.Key.Key_Delete)
    assert dialog_of(ForgetDialog).sure.text()
