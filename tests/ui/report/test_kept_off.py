"""Marks that keep something off paper, set by keys: on a note, on symptoms, and seen in History."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog

from isodiary.domain.change import Act, Change, Edit
from isodiary.domain.record import DayNote, KeptKind, KeptOff
from isodiary.domain.symptom import OwnSymptom, SymptomEntry
from isodiary.services.kept_off import NAMES, keep_off
from isodiary.storage.reads.days import read_day
from isodiary.ui.entries.weight import NoteDialog
from isodiary.ui.history.page import HistoryPage
from isodiary.ui.report.kept_off import MARK, KeptOffDialog
from tests.ui.conftest import TODAY
from tests.ui.keys import CTRL, DOWN, ENTER, ESCAPE, TAB, hold, in_front, press, write

NOTE_DAY = TODAY - timedelta(days=12)
HEADACHE = (KeptKind.SYMPTOM, "headache")
MOOD = (KeptKind.MODULE, "mood")
SPACE = Qt.Key.Key_Space


def note_of(tools, day):
    return read_day(tools.diary, day).note


@pytest.fixture
def note(qtbot, course_desk):
    dialog = in_front(qtbot, NoteDialog(course_desk, NOTE_DAY))
    dialog.note.take_focus()
    return dialog


def test_a_new_note_is_kept_off_paper_by_keys(qtbot, course_desk):
    dialog = in_front(qtbot, NoteDialog(course_desk, TODAY))
    write("nobody else")
    press(TAB, SPACE)
    hold(CTRL, ENTER)
    assert dialog.result() == QDialog.DialogCode.Accepted
    assert note_of(course_desk, TODAY).off_paper
    course_desk.editor.undo_stack.undo()
    assert note_of(course_desk, TODAY) is None


def test_a_note_is_kept_off_without_touching_its_words_and_it_can_be_undone(note, course_desk):
    press(TAB, SPACE, ENTER)
    after = note_of(course_desk, NOTE_DAY)
    assert (after.text, after.off_paper) == ("Long day", True)
    assert course_desk.editor.undo_stack.undoText() == "What stays off paper changed"
    course_desk.editor.undo_stack.undo()
    assert not note_of(course_desk, NOTE_DAY).off_paper


def test_words_that_change_keep_the_mark(qtbot, note, course_desk):
    press(TAB, SPACE, ENTER)
    again = in_front(qtbot, NoteDialog(course_desk, NOTE_DAY))
    assert again.off_paper.isChecked()
    again.note.words.setPlainText("Longer day")
    again.accept()
    after = note_of(course_desk, NOTE_DAY)
    assert (after.text, after.off_paper) == ("Longer day", True)


def test_an_untouched_note_writes_nothing(note, course_desk):
    count = course_desk.editor.undo_stack.count()
    note.accept()
    assert course_desk.editor.undo_stack.count() == count


@pytest.fixture
def dialog(qtbot, course_desk):
    made = KeptOffDialog(course_desk, [KeptOff(kind=HEADACHE[0], what=HEADACHE[1])], ["lips_dry"])
    in_front(qtbot, made)
    made.list.setFocus()
    return made


def offered(dialog):
    return [dialog.list.item(row).data(MARK) for row in range(dialog.list.count())]


def test_untouched_it_gives_back_the_same_marks(dialog):
    press(ENTER)
    assert dialog.result() == QDialog.DialogCode.Accepted
    assert dialog.answer() == {HEADACHE}


def test_parts_stand_first_then_what_is_kept_off_and_asked_every_day(dialog):
    parts = len(NAMES)
    assert [what for _, what in offered(dialog)[: parts + 2]] == [*NAMES, "headache", "lips_dry"]
    assert len(set(offered(dialog))) == dialog.list.count()


def test_space_keeps_a_part_off_and_a_symptom_on(dialog):
    press(SPACE, *[DOWN] * len(NAMES), SPACE)
    assert dialog.answer() == {MOOD}


def test_escape_gives_it_up(dialog):
    press(SPACE, ESCAPE)
    assert dialog.result() == QDialog.DialogCode.Rejected


def test_the_patients_own_symptoms_and_ones_nobody_knows_are_offered(qtbot, course_desk):
    own = OwnSymptom(label="Cold feet")
    course_desk.diary.apply(
        Change(act=Act.TRACK_SYMPTOMS, edits=(Edit(after=own),)), at=course_desk.now
    )
    marks = [
        KeptOff(kind=KeptKind.SYMPTOM, what="gone"),
        KeptOff(kind=KeptKind.MODULE, what="newer"),
    ]
    dialog = KeptOffDialog(course_desk, marks, [])
    qtbot.addWidget(dialog)
    assert (KeptKind.SYMPTOM, own.id) in offered(dialog)
    assert dialog.answer() == {(each.kind, each.what) for each in marks}


@pytest.fixture
def history(qtbot, course_desk):
    page = in_front(qtbot, HistoryPage(course_desk))
    page.show_day(NOTE_DAY)
    return page


def badges(page, kind):
    return [row.badges for row in page.day_card.list.rows if isinstance(row.key, kind)]


def test_history_shows_the_mark_of_a_note(qtbot, course_desk, history):
    assert badges(history, DayNote) == [()]
    dialog = NoteDialog(course_desk, NOTE_DAY)
    qtbot.addWidget(dialog)
    dialog.off_paper.setChecked(True)
    dialog.accept()
    assert badges(history, DayNote)[0][0] == "off paper"
    course_desk.editor.undo_stack.undo()
    assert "off paper" not in badges(history, DayNote)[0]


def test_history_shows_the_mark_of_a_symptom_until_it_is_undone(course_desk, history):
    assert not any("off paper" in each for each in badges(history, SymptomEntry))
    course_desk.editor.do(keep_off([], {HEADACHE}))
    marked = [each for each in badges(history, SymptomEntry) if "off paper" in each]
    assert len(marked) == 1
    course_desk.editor.undo_stack.undo()
    assert not any("off paper" in each for each in badges(history, SymptomEntry))
