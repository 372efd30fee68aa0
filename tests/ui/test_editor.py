"""The editor: every change of the screen can be undone, also after a restart."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import timedelta

import pytest

from isodiary.domain.dose import Dose, Outcome
from isodiary.domain.errors import AlreadyLogged, DiskFull, DiskTrouble
from isodiary.services.days.notes import write_note
from isodiary.services.doses.log import amend, leave_out, take
from isodiary.storage import troubles
from isodiary.storage.opening import open_diary
from isodiary.storage.reads.days import read_day
from isodiary.ui.editor import FULL, STILL_FULL, DiaryEditor
from tests.ui.conftest import course_changes


@pytest.fixture
def second_dose(course_desk):
    entries = read_day(course_desk.diary, course_desk.today)
    return take(entries, 2, now=course_desk.now, taken_at=course_desk.now)


def tonight(editor):
    day = editor.clock().date()
    return [dose for dose in editor.diary.between(Dose, day, day) if dose.slot == 2]


def test_undo_and_redo_bring_back_the_very_same_dose(editor, second_dose):
    assert editor.do(second_dose)
    logged = tonight(editor)
    editor.undo_stack.undo()
    assert tonight(editor) == []
    editor.undo_stack.redo()
    assert tonight(editor) == logged == [second_dose.edits[0].after]


def test_each_step_tells_the_pages_once(qtbot, editor, second_dose):
    heard: list[object] = []
    editor.changed.connect(heard.append)
    editor.do(second_dose)
    editor.undo_stack.undo()
    editor.undo_stack.redo()
    assert heard == [second_dose, second_dose.inverse(), second_dose]


def test_undone_and_redone_tell_what_the_patient_once_did(qtbot, editor, second_dose):
    editor.do(second_dose)
    with qtbot.waitSignal(editor.undone) as undone:
        editor.undo_stack.undo()
    with qtbot.waitSignal(editor.redone) as redone:
        editor.undo_stack.redo()
    assert undone.args == redone.args == [second_dose]


def test_refused_change_is_not_something_to_undo(qtbot, editor, second_dose):
    editor.do(second_dose)
    before = editor.undo_stack.count()
    with qtbot.waitSignal(editor.refused) as heard:
        assert not editor.do(second_dose)
    assert heard.args[0].code == "already-logged"
    assert editor.undo_stack.count() == before


def test_refusal_to_make_a_change_is_told_like_any_other(qtbot, course_desk, editor):
    entries = read_day(course_desk.diary, course_desk.today)
    with qtbot.waitSignal(editor.refused):
        done = editor.attempt(lambda: leave_out(entries, 1, Outcome.SKIPPED, now=course_desk.now))
    assert not done


def test_nothing_to_change_is_no_refusal(qtbot, editor):
    with qtbot.assertNotEmitted(editor.changed):
        assert editor.do(None)


def test_what_was_done_and_undone_is_still_so_after_a_restart(course_desk, editor, second_dose):
    made_before = len(course_desk.diary.history.stacks().undo)
    editor.do(second_dose)
    editor.undo_stack.undo()

    again = DiaryEditor(course_desk.diary, course_desk.clock)
    again.undo_stack.redo()
    assert len(tonight(again)) == 1

    for _ in range(2):
        again.undo_stack.undo()
    assert again.undo_stack.index() == made_before - 1


def test_what_another_program_changed_can_no_longer_be_undone_here(
    qtbot, course_desk, editor, second_dose
):
    editor.do(second_dose)
    dose = tonight(editor)[0]
    course_desk.diary.apply(_moved(dose, course_desk.now - timedelta(hours=1)), at=course_desk.now)
    with qtbot.waitSignal(editor.refused) as heard:
        editor.undo_stack.undo()
    assert heard.args[0].code == "stale"
    assert len(tonight(editor)) == 1


def _moved(dose, taken_at):
    return amend(dose, replace(dose, taken_at=taken_at))


@pytest.fixture
def locked(qapp, clock, tmp_path):
    """An editor on a file that another program is writing, until `end` is called."""
    diary = open_diary(tmp_path / "diary.sqlite", now=clock())
    for change in course_changes():
        diary.apply(change, at=clock())
    editor = DiaryEditor(diary, clock)
    other = sqlite3.connect(tmp_path / "diary.sqlite", isolation_level=None)
    yield editor, other
    other.close()
    diary.close()


def noted(editor, text):
    return write_note(read_day(editor.diary, editor.clock().date()), text)


def test_a_refused_undo_is_tried_again_for_the_same_act(qtbot, locked):
    editor, other = locked
    editor.do(noted(editor, "first"))
    editor.do(noted(editor, "second"))
    other.execute("begin immediate")
    with qtbot.waitSignal(editor.refused) as heard:
        editor.undo_stack.undo()
    assert heard.args[0].code == "busy"
    assert "tries again" in heard.args[0].sentence
    assert editor.undo_stack.undoText() == "Note written"
    other.execute("rollback")
    with qtbot.waitSignal(editor.undone) as undone:
        editor.try_again()
    assert undone.args[0].edits[0].after.text == "second"
    assert read_day(editor.diary, editor.clock().date()).note.text == "first"


def test_what_a_lock_kept_out_is_written_by_itself_and_only_once(qtbot, locked):
    editor, other = locked
    other.execute("begin immediate")
    assert not editor.do(noted(editor, "kept"))
    assert editor.waiting
    with qtbot.waitSignal(editor.refused) as heard:
        assert not editor.do(noted(editor, "another"))
    assert "still" in heard.args[0].sentence
    with qtbot.assertNotEmitted(editor.refused):
        editor.try_again()
    assert editor.waiting
    other.execute("rollback")
    with qtbot.waitSignal(editor.done):
        editor.try_again()
    assert not editor.waiting
    assert read_day(editor.diary, editor.clock().date()).note.text == "kept"
    editor.try_again()
    assert len(editor.diary.history.stacks().undo) == len(list(course_changes())) + 1


def test_a_window_waits_for_a_lock_no_longer_than_a_moment(locked):
    editor, _ = locked
    [(patience_ms,)] = editor.diary.rows("pragma busy_timeout")
    assert patience_ms <= 250


def test_a_full_disk_leaves_what_is_to_be_undone(qtbot, course_desk, editor, monkeypatch):
    def full(*args, **options):
        raise DiskTrouble("The disk is full.")

    editor.do(noted(editor, "first"))
    with monkeypatch.context() as patch:
        patch.setattr(editor.diary, "apply", full)
        editor.undo_stack.undo()
    with qtbot.waitSignal(editor.undone):
        editor.undo_stack.undo()


def test_write_raises_and_tells_no_one(qtbot, course_desk, editor, second_dose):
    editor.write(second_dose)
    with qtbot.assertNotEmitted(editor.refused), pytest.raises(AlreadyLogged):
        editor.write(second_dose)


def test_what_waits_is_written_before_the_window_is_gone(qtbot, locked):
    editor, other = locked
    other.execute("begin immediate")
    editor.do(noted(editor, "kept"))
    other.execute("rollback")
    editor.finish()
    assert read_day(editor.diary, editor.clock().date()).note.text == "kept"


def test_what_a_full_disk_refused_is_written_by_itself_once_there_is_room(
    qtbot, course_desk, editor, monkeypatch
):
    def full(*args, **options):
        raise DiskFull(troubles.FULL[1])

    refused = []
    editor.refused.connect(lambda error: refused.append(error.sentence))
    with monkeypatch.context() as patch:
        patch.setattr(editor.diary, "apply", full)
        assert not editor.do(noted(editor, "first"))
        assert not editor.do(noted(editor, "second"))
        editor.try_again()
        assert editor.waiting
    assert refused == [FULL, STILL_FULL]
    editor.try_again()
    assert not editor.waiting
    assert read_day(editor.diary, editor.clock().date()).note.text == "first"
