"""Small dialogs: notes, weights, visits, answers; nothing typed is lost, a doubt is asked once."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDateEdit,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTimeEdit,
    QWidget,
)

from isodiary.domain.change import Act, Change, Edit
from isodiary.domain.course import Phase
from isodiary.domain.dose import Dose
from isodiary.domain.errors import DiskTrouble
from isodiary.domain.plan import parse_plan
from isodiary.domain.record import Visit
from isodiary.domain.units import kg
from isodiary.services.doses.log import remove, take
from isodiary.storage.reads.days import read_day
from isodiary.ui.entries.dose import DoseDialog
from isodiary.ui.entries.symptom import SymptomDialog, SymptomPicker
from isodiary.ui.entries.visit import VisitDialog
from isodiary.ui.entries.weight import NoteDialog, WeightDialog
from isodiary.ui.history.story import EntryHistoryDialog
from isodiary.ui.kit.forms import ask as ask_for
from tests.clock import EVENING
from tests.ui.keys import fill_day, in_front

TODAY = EVENING.date()
YESTERDAY = TODAY - timedelta(days=1)
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def ask(qtbot):
    """Show a dialog and return it."""

    def ask(dialog):
        qtbot.addWidget(dialog)
        with qtbot.waitExposed(dialog):
            dialog.show()
        return dialog

    return ask


def note_of(tools, day):
    note = read_day(tools.diary, day).note
    return note.text if note else None


def weight_of(tools, day):
    return read_day(tools.diary, day).weight


def answer_of(tools, symptom):
    return read_day(tools.diary, YESTERDAY).answer(symptom)


def test_a_note_is_written_with_control_and_enter(qtbot, course_desk, ask):
    dialog = ask(NoteDialog(course_desk, TODAY))
    qtbot.keyClicks(dialog.note.words, "First line")
    qtbot.keyClick(dialog.note.words, Qt.Key.Key_Return)
    qtbot.keyClicks(dialog.note.words, "second")
    with qtbot.waitSignal(dialog.accepted):
        qtbot.keyClick(dialog.note.words, Qt.Key.Key_Return, CTRL)
    assert note_of(course_desk, TODAY) == "First line\nsecond"


def test_a_note_that_is_emptied_is_taken_away(qtbot, course_desk, ask):
    day = TODAY - timedelta(days=12)
    dialog = ask(NoteDialog(course_desk, day))
    dialog.note.words.clear()
    dialog.accept()
    assert note_of(course_desk, day) is None


def test_a_note_that_is_too_long_is_refused_beside_it_and_kept(course_desk, ask):
    dialog = ask(NoteDialog(course_desk, TODAY))
    dialog.note.words.setPlainText("x" * 10_001)
    dialog.accept()
    assert dialog.isVisible()
    assert "10\u202f000" in dialog.note.problem.text()
    assert note_of(course_desk, TODAY) is None


def test_what_is_typed_stays_when_the_disk_refuses(qtbot, course_desk, ask, monkeypatch):
    def full(*args, **options):
        raise DiskTrouble("The disk is full.")

    dialog = ask(NoteDialog(course_desk, TODAY))
    qtbot.keyClicks(dialog.note.words, "precious")
    with monkeypatch.context() as patch:
        patch.setattr(course_desk.diary, "apply", full)
        with qtbot.assertNotEmitted(course_desk.editor.refused):  # told once, in the dialog
            dialog.accept()
    assert dialog.isVisible()
    assert dialog.problem.text() == "The disk is full."
    assert dialog.note.words.toPlainText() == "precious"
    dialog.accept()
    assert note_of(course_desk, TODAY) == "precious"


def test_escape_writes_nothing(qtbot, course_desk, ask):
    dialog = ask(NoteDialog(course_desk, TODAY))
    qtbot.keyClicks(dialog.note.words, "no")
    with qtbot.waitSignal(dialog.rejected):
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert note_of(course_desk, TODAY) is None


def test_a_weight_is_typed_and_saved_with_enter(qtbot, course_desk, ask):
    dialog = ask(WeightDialog(course_desk, TODAY))
    qtbot.keyClicks(dialog.weight.edit, "62,5")
    with qtbot.waitSignal(dialog.accepted):
        qtbot.keyClick(dialog.weight.edit, Qt.Key.Key_Return)
    assert weight_of(course_desk, TODAY).grams == kg("62.5")


def test_a_doubt_is_asked_once_and_then_saved(qtbot, course_desk, ask):
    dialog = ask(WeightDialog(course_desk, TODAY))
    qtbot.keyClicks(dialog.weight.edit, "250")
    qtbot.keyClick(dialog.weight.edit, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert "250\N{NO-BREAK SPACE}kg is unusual" in dialog.problem.text()
    assert dialog.save.text() == "&Save anyway"
    qtbot.keyClick(dialog.weight.edit, Qt.Key.Key_Return)
    assert weight_of(course_desk, TODAY).grams == kg(250)


def test_another_number_is_doubted_anew(qtbot, course_desk, ask):
    dialog = ask(WeightDialog(course_desk, TODAY))
    dialog.weight.set_text("250")
    dialog.accept()
    dialog.weight.set_text("260")
    assert dialog.save.text() == "&Save"
    assert not dialog.problem.text()
    dialog.accept()
    assert weight_of(course_desk, TODAY) is None


def test_a_weight_no_one_has_is_said_beside_the_field(course_desk, ask):
    dialog = ask(WeightDialog(course_desk, TODAY))
    dialog.weight.set_text("5")
    dialog.accept()
    assert "10 and 700 kg" in dialog.weight.problem.text()
    assert dialog.weight.edit.hasFocus()


def test_a_weight_moves_with_its_day(course_desk, ask):
    day = TODAY - timedelta(days=26)
    weight = weight_of(course_desk, day)
    dialog = ask(WeightDialog(course_desk, day, weight))
    fill_day(dialog.day, day + timedelta(days=1))
    dialog.accept()
    assert weight_of(course_desk, day) is None
    assert weight_of(course_desk, day + timedelta(days=1)).id == weight.id


def test_a_visit_is_planned_and_moved_but_not_twice_on_a_day(course_desk, ask):
    ahead = TODAY + timedelta(days=20)
    ask(VisitDialog(course_desk, ahead)).accept()
    [visit] = course_desk.diary.between(Visit, ahead, ahead)
    again = ask(VisitDialog(course_desk, ahead))
    again.accept()
    assert again.isVisible()
    assert "already has a visit" in again.problem.text()
    moving = ask(VisitDialog(course_desk, ahead, visit))
    fill_day(moving.day, ahead + timedelta(days=1))
    moving.accept()
    [moved] = course_desk.diary.between(Visit, ahead, ahead + timedelta(days=5))
    assert (moved.id, moved.day) == (visit.id, ahead + timedelta(days=1))


def test_an_answer_is_corrected_with_a_digit_and_its_sentence_is_shown(qtbot, course_desk, ask):
    entry = answer_of(course_desk, "lips_dry")
    dialog = ask(SymptomDialog(course_desk, entry))
    anchors = course_desk.catalogues.symptoms.symptoms["lips_dry"].anchors
    assert dialog.severity.anchor.text() == anchors[entry.severity]
    qtbot.keyClick(dialog.focusWidget(), "3")
    assert dialog.severity.anchor.text() == anchors[3]
    qtbot.keyClicks(dialog.note.words, "balm helps")
    qtbot.keyClick(dialog.note.words, Qt.Key.Key_Return, CTRL)
    after = answer_of(course_desk, "lips_dry")
    assert (after.severity, after.note, after.id) == (3, "balm helps", entry.id)


def test_enter_on_an_answer_saves(qtbot, course_desk, ask):
    entry = answer_of(course_desk, "headache")
    dialog = ask(SymptomDialog(course_desk, entry))
    qtbot.keyClick(dialog.focusWidget(), "1")
    with qtbot.waitSignal(dialog.accepted):
        qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)


def test_the_history_of_an_entry_is_told_oldest_first(qtbot, course_desk, ask):
    entry = answer_of(course_desk, "headache")
    editing = ask(SymptomDialog(course_desk, entry))
    editing.severity.choose(2)
    editing.accept()
    course_desk.editor.undo_stack.undo()
    dialog = ask(EntryHistoryDialog(course_desk, entry))
    assert [row.title for row in dialog.list.rows] == [
        "Symptoms noted",
        "Symptoms noted",
        "Taken back: Symptoms noted",
    ]
    assert "Headache 2 (moderate)" in dialog.list.rows[1].detail
    with qtbot.waitSignal(dialog.accepted):
        qtbot.keyClick(dialog.list, Qt.Key.Key_Return)


def test_the_history_of_the_one_dose_of_a_day_does_not_call_it_the_first(course_desk, ask):
    [phase] = course_desk.diary.all(Phase)
    once = replace(phase, plan=parse_plan("breakfast 20"))
    edits = (Edit(before=phase, after=once),)
    course_desk.editor.do(Change(act=Act.CORRECT_PLAN, edits=edits))
    [dose] = course_desk.diary.between(Dose, TODAY, TODAY)
    course_desk.editor.do(remove(dose))
    entries, now = read_day(course_desk.diary, TODAY), course_desk.now
    course_desk.editor.do(take(entries, 1, now=now, taken_at=None))
    [dose] = course_desk.diary.between(Dose, TODAY, TODAY)
    dialog = ask(EntryHistoryDialog(course_desk, dose))

    said = [dialog.heading.text(), dialog.list.rows[0].detail]
    assert all(", dose, 20" in each for each in said)


FIELDS = (QComboBox, QDateEdit, QLineEdit, QPlainTextEdit, QTimeEdit)


@pytest.mark.parametrize("kind", [DoseDialog, NoteDialog, SymptomPicker, VisitDialog, WeightDialog])
def test_every_field_has_a_name_and_a_key_of_its_own(course_desk, ask, kind):
    picker = kind is SymptomPicker
    dialog = ask(kind(course_desk) if picker else kind(course_desk, TODAY))
    labels = [label for label in dialog.findChildren(QLabel) if label.buddy()]
    texts = [label.text() for label in labels] + [dialog.save.text(), dialog.cancel.text()]
    keys = [text.partition("&")[2][:1].lower() for text in texts]
    assert all(keys)
    assert len(set(keys)) == len(keys)
    for field in (each for each in dialog.findChildren(FIELDS[0]) if each.isVisible()):
        assert field.accessibleName()
    for widget in dialog.findChildren(QLabel):
        assert widget.buddy() is None or widget.buddy().accessibleName()


def test_dialogs_stay_on_a_small_screen_at_twice_the_font(course_desk, ask):
    course_desk.theme.set_text_factor(2.0)
    try:
        dialog = ask(DoseDialog(course_desk, TODAY))
        room = dialog.screen().availableSize()
        assert dialog.height() <= room.height()
        assert dialog.width() <= room.width()
    finally:
        course_desk.theme.set_text_factor(1.0)


def test_the_focus_returns_to_where_it_was_whatever_the_answer_moved(qtbot, course_desk):
    below = QWidget()
    lines = QLineEdit(below), QLineEdit(below)
    in_front(qtbot, below)
    lines[0].setFocus()
    dialog = NoteDialog(course_desk, TODAY, below)
    ask_for(dialog, lambda change: lines[1].setFocus())
    dialog.accept()
    below.activateWindow()
    qtbot.waitUntil(below.isActiveWindow)
    assert lines[0].hasFocus()
