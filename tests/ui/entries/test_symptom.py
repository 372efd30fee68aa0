"""Any symptom is found with a few letters, or named, and answered without a mouse."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt

from isodiary.domain.symptom import OwnSymptom
from isodiary.services.symptoms.log import Picked, log_picked
from isodiary.storage.reads.days import read_day
from isodiary.ui.entries.symptom import AddSymptomDialog, NewName, SymptomPicker
from tests.clock import EVENING

TODAY = EVENING.date()
Key = Qt.Key


@pytest.fixture
def picker(qtbot, course_desk):
    picker = SymptomPicker(course_desk)
    qtbot.addWidget(picker)
    with qtbot.waitExposed(picker):
        picker.show()
    return picker


def answer_of(tools, day, symptom):
    return read_day(tools.diary, day).answer(symptom)


def test_everything_is_offered_by_area_before_anything_is_typed(course_desk, picker):
    catalogue = course_desk.catalogues.symptoms
    headings = [row.title for row in picker.list.rows if row.key is None]
    assert headings == [name for name in catalogue.areas.values() if name in headings]
    assert len(headings) > 8
    assert "nosebleed" in [row.key for row in picker.list.rows]


def test_letters_enter_a_digit_and_enter_are_enough(qtbot, picker):
    qtbot.keyClicks(picker.search, "nosebl")
    qtbot.keyClick(picker.search, Key.Key_Return)
    qtbot.keyClick(picker.focusWidget(), "2")
    with qtbot.waitSignal(picker.accepted):
        qtbot.keyClick(picker.focusWidget(), Key.Key_Return)
    assert picker.picked() == Picked(symptom="nosebleed", severity=2)


def test_arrows_choose_while_typing(qtbot, picker):
    qtbot.keyClicks(picker.search, "dry")
    first = picker.list.current_key
    qtbot.keyClick(picker.search, Key.Key_Down)
    assert picker.list.current_key != first
    assert picker.search.hasFocus()


def test_the_sentence_is_that_of_the_symptom(qtbot, course_desk, picker):
    qtbot.keyClicks(picker.search, "nosebl")
    picker.severity.choose(3)
    anchors = course_desk.catalogues.symptoms.symptoms["nosebleed"].anchors
    assert picker.severity.anchor.text() == anchors[3]


def test_a_digit_in_the_list_answers(qtbot, picker):
    picker.list.setFocus()
    qtbot.keyClick(picker.list, "1")
    assert picker.severity.value() == 1


def test_a_letter_in_the_list_goes_on_searching(qtbot, picker):
    qtbot.keyClicks(picker.search, "nos")
    picker.list.setFocus()
    qtbot.keyClick(picker.list, "e")
    assert picker.search.text() == "nose"
    assert picker.search.hasFocus()


def test_a_word_of_ones_own_can_be_named(qtbot, picker):
    qtbot.keyClicks(picker.search, "Ice cream pangs")
    assert picker.list.current_key == NewName("Ice cream pangs")
    picker.severity.choose(1)
    picker.note.words.setPlainText("at night")
    picker.accept()
    assert picker.picked() == Picked(label="Ice cream pangs", severity=1, note="at night")


def test_a_name_that_exists_is_not_offered_again(qtbot, course_desk, picker):
    qtbot.keyClicks(picker.search, course_desk.catalogues.symptoms.symptoms["nosebleed"].label)
    assert not any(isinstance(row.key, NewName) for row in picker.list.rows)


def test_without_a_severity_it_asks_for_one(picker):
    picker.search.setText("nosebl")
    picker.accept()
    assert picker.isVisible()
    assert "0, 1, 2 or 3" in picker.severity.problem.text()


def test_a_name_longer_than_a_line_is_none(picker):
    picker.search.setText("qx" * 200)
    picker.accept()
    assert "Choose a symptom" in picker.choice.problem.text()


def test_own_symptoms_are_found_again(qtbot, course_desk):
    entries = read_day(course_desk.diary, TODAY)
    course_desk.editor.do(log_picked(entries, Picked(label="Pangs", severity=1, note="once")))
    [own] = course_desk.diary.all(OwnSymptom)
    picker = SymptomPicker(course_desk, typed="pang")
    qtbot.addWidget(picker)
    assert picker.list.current_key == own.id
    answered = answer_of(course_desk, TODAY, own.id)
    assert (answered.severity, answered.note) == (1, "once")


def test_the_dialog_of_a_day_writes_what_is_picked(qtbot, course_desk):
    day = TODAY - timedelta(days=40)
    dialog = AddSymptomDialog(course_desk, day)
    qtbot.addWidget(dialog)
    dialog.search.setText("nosebl")
    dialog.severity.choose(1)
    dialog.accept()
    assert answer_of(course_desk, day, "nosebleed").severity == 1
