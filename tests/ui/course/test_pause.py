"""Pausing the course, with or without a last day."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt

from isodiary.domain.course import Phase
from isodiary.services.course.view import read_course
from isodiary.ui.course.phases import PauseDialog
from tests.ui.conftest import TODAY


@pytest.fixture
def dialog(qtbot, course_desk):
    dialog = PauseDialog(course_desk, read_course(course_desk.diary, TODAY))
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    return dialog


def save(qtbot, dialog):
    qtbot.keyClick(dialog.until.edit, Qt.Key.Key_Return)


def pauses(tools):
    return [phase for phase in tools.diary.all(Phase) if phase.pause]


def test_a_pause_until_a_day_is_kept(qtbot, dialog, course_desk):
    qtbot.keyClicks(dialog.until.edit, "30 nov")
    qtbot.keyClicks(dialog.why.edit, "blood test")
    save(qtbot, dialog)
    (pause,) = pauses(course_desk)
    assert (pause.start, pause.until, pause.why) == (TODAY, date(2026, 11, 30), "blood test")


def test_a_pause_may_be_open(qtbot, dialog, course_desk):
    save(qtbot, dialog)
    (pause,) = pauses(course_desk)
    assert pause.until is None


def test_the_preview_says_when_the_plan_is_back(qtbot, dialog):
    qtbot.keyClicks(dialog.until.edit, "30 nov")
    said = dialog.preview.text()
    assert "From 23\xa0Nov\xa02026: 40\xa0mg a day (0.63\xa0mg/kg) → pause" in said
    assert "From 1\xa0Dec\xa02026: 40\xa0mg a day (0.63\xa0mg/kg) again" in said


def test_the_preview_says_how_long_an_open_pause_lasts(dialog):
    assert "until a new dose is planned" in dialog.preview.text()


def test_a_pause_that_ends_before_it_begins_is_refused(qtbot, dialog, course_desk):
    qtbot.keyClicks(dialog.until.edit, "1 nov 2026")
    save(qtbot, dialog)
    assert "cannot end before it begins" in dialog.problem.text()
    assert not pauses(course_desk)


def test_what_is_no_day_is_said_beside_the_field(qtbot, dialog, course_desk):
    qtbot.keyClicks(dialog.until.edit, "when better")
    save(qtbot, dialog)
    assert dialog.until.problem.isVisible()
    assert dialog.until.text == "when better"
    assert not pauses(course_desk)


def test_undo_takes_the_pause_back(qtbot, dialog, course_desk):
    save(qtbot, dialog)
    course_desk.editor.undo_stack.undo()
    assert not pauses(course_desk)
