"""Ending the course with the day of its last capsule."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt

from isodiary.domain.course import Course
from isodiary.services.course.view import read_course
from isodiary.ui.course.phases import EndDialog
from tests.ui.conftest import TODAY
from tests.ui.keys import fill_day


@pytest.fixture
def dialog(qtbot, course_desk):
    dialog = EndDialog(course_desk, read_course(course_desk.diary, TODAY))
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    return dialog


def set_day(dialog, day):
    fill_day(dialog.last_day, day)


def save(qtbot, dialog):
    qtbot.keyClick(dialog.last_day.edit, Qt.Key.Key_Return)


def ended(tools):
    (course,) = tools.diary.all(Course)
    return course.ended_on


def test_the_day_of_the_last_dose_is_offered(qtbot, dialog, course_desk):
    save(qtbot, dialog)
    assert ended(course_desk) == TODAY


def test_a_day_with_doses_after_it_is_refused_inside_the_dialog(qtbot, dialog, course_desk):
    set_day(dialog, TODAY - timedelta(days=2))
    save(qtbot, dialog)
    assert "Doses were taken after that day" in dialog.problem.text()
    assert dialog.isVisible()
    assert ended(course_desk) is None


def test_a_day_to_come_is_asked_once(qtbot, dialog, course_desk):
    set_day(dialog, TODAY + timedelta(days=3))
    save(qtbot, dialog)
    assert "has not come yet" in dialog.problem.text()
    assert ended(course_desk) is None
    save(qtbot, dialog)
    assert ended(course_desk) == TODAY + timedelta(days=3)


def test_undo_lets_the_course_go_on(qtbot, dialog, course_desk):
    save(qtbot, dialog)
    course_desk.editor.undo_stack.undo()
    assert ended(course_desk) is None


def test_another_day_after_the_doubt_is_asked_again(qtbot, dialog, course_desk):
    set_day(dialog, TODAY + timedelta(days=3))
    save(qtbot, dialog)
    set_day(dialog, TODAY + timedelta(days=4))
    save(qtbot, dialog)
    assert "27" in dialog.problem.text()
    assert ended(course_desk) is None
