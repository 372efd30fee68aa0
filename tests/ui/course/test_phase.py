"""Changing the plan: what it changes is read before it is saved."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QComboBox, QDateEdit, QLabel, QLineEdit, QWidget

from isodiary.domain.course import Phase
from isodiary.domain.plan import parse_plan, plan_text
from isodiary.services.course import plan as plan_course
from isodiary.services.course.view import read_course
from isodiary.ui.course.plan import PlanDialog
from tests.ui.conftest import START, TODAY
from tests.ui.keys import fill_day


@pytest.fixture
def dialog(qtbot, course_desk):
    dialog = PlanDialog(course_desk, read_course(course_desk.diary, TODAY))
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    dialog.activateWindow()
    return dialog


def capsules(dialog, place):
    return dialog.plan_fields.rows[place].capsules


def type_over(qtbot, field, text):
    field.take_focus()
    qtbot.keyClicks(field.edit, text)


def set_day(dialog, day):
    fill_day(dialog.start.day, day)


def said(dialog):
    return dialog.card.words.text()


def choose(dialog, way):
    dialog.plan_fields.rhythm.ways[way].click()


def planned(tools):
    return tools.diary.all(Phase, order="number")[1:]


def test_the_plan_in_force_stands_there_to_be_typed_over(dialog):
    assert [capsules(dialog, place).text for place in range(3)] == ["20", "20", ""]
    assert dialog.plan_fields.rows[1].meal.text == "dinner 19:00"


def test_typing_and_enter_plan_the_dose(qtbot, dialog, course_desk):
    type_over(qtbot, capsules(dialog, 0), "20+10")
    type_over(qtbot, dialog.why, "<b>Dr Ash</b>")
    with qtbot.waitSignal(dialog.accepted):
        qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    (phase,) = planned(course_desk)
    assert plan_text(phase.plan) == "breakfast 08:00 20+10, dinner 19:00 20"
    assert (phase.start, phase.why) == (TODAY, "<b>Dr Ash</b>")


def test_the_preview_follows_what_is_typed(qtbot, dialog):
    type_over(qtbot, capsules(dialog, 0), "20+10")
    assert said(dialog).splitlines() == [
        "From 40 to 50\xa0mg a day, 0.78\xa0mg/kg instead of 0.63.",
        "120\xa0mg/kg on 20\xa0Feb\xa02027 instead of 14\xa0Mar\xa02027.",
        "1\xa0dose already logged from that day on stays as it is.",
    ]


def test_the_preview_says_what_is_missing(qtbot, dialog):
    assert "already in force" in said(dialog)
    type_over(qtbot, capsules(dialog, 0), "x")
    assert "Type the capsules" in said(dialog)


def test_the_preview_is_plain_text(dialog):
    assert dialog.card.words.textFormat() is Qt.TextFormat.PlainText


def test_doses_logged_before_the_change_stay(qtbot, dialog):
    type_over(qtbot, capsules(dialog, 0), "10")
    set_day(dialog, TODAY - timedelta(days=1))
    assert "3\xa0doses already logged from that day on stay as they are" in said(dialog)


def test_a_later_phase_is_named_in_the_preview(qtbot, course_desk):
    view = read_course(course_desk.diary, TODAY)
    later = TODAY + timedelta(days=10)
    change = plan_course.new_phase(
        view.course, view.phases, start=later, plan=parse_plan("dinner 60")
    )
    course_desk.editor.do(change)
    dialog = PlanDialog(course_desk, read_course(course_desk.diary, TODAY))
    qtbot.addWidget(dialog)
    type_over(qtbot, capsules(dialog, 0), "10")
    assert "On 3\xa0Dec\xa02026 the plan of 60\xa0mg begins, as recorded before" in (said(dialog))


def test_a_phase_of_the_same_day_is_named_in_the_preview(qtbot, dialog):
    type_over(qtbot, capsules(dialog, 0), "10")
    set_day(dialog, START)
    assert "Takes the place of the plan of 40\xa0mg of the same day" in said(dialog)


def test_the_plan_already_in_force_is_refused_inside_the_dialog(qtbot, dialog, course_desk):
    qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    assert "already in force" in dialog.problem.text()
    assert dialog.isVisible()
    assert not planned(course_desk)


def test_what_is_no_capsules_is_said_beside_the_row(qtbot, dialog):
    type_over(qtbot, capsules(dialog, 1), "lots")
    qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    assert capsules(dialog, 1).problem.isVisible()
    assert capsules(dialog, 1).text == "lots"
    assert dialog.focusWidget() is capsules(dialog, 1).edit


def test_two_doses_at_one_meal_are_said_beside_the_last(qtbot, dialog):
    type_over(qtbot, dialog.plan_fields.rows[1].meal, "breakfast 9:00")
    qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    assert "same meal" in dialog.plan_fields.rows[1].meal.problem.text()


def test_three_doses_a_day_can_be_planned(qtbot, dialog, course_desk):
    type_over(qtbot, capsules(dialog, 2), "10")
    qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    (phase,) = planned(course_desk)
    assert len(phase.plan.slots) == 3


@pytest.mark.parametrize(
    ("dose", "day", "doubt"),
    [
        ("120", TODAY, "140\xa0mg a day is unusual."),
        ("10", TODAY + timedelta(days=300), "is far from today."),
    ],
)
def test_what_is_doubtful_is_asked_once(qtbot, dialog, course_desk, dose, day, doubt):
    type_over(qtbot, capsules(dialog, 0), dose)
    set_day(dialog, day)
    qtbot.keyClick(capsules(dialog, 0).edit, Qt.Key.Key_Return)
    assert doubt in dialog.problem.text()
    assert not planned(course_desk)
    qtbot.keyClick(capsules(dialog, 0).edit, Qt.Key.Key_Return)
    assert len(planned(course_desk)) == 1


def test_a_day_outside_the_course_is_refused(qtbot, dialog, course_desk):
    type_over(qtbot, capsules(dialog, 0), "10")
    set_day(dialog, START - timedelta(days=1))
    dialog.accept()
    dialog.accept()  # it is far from today as well, which is asked first
    assert "outside the course" in dialog.problem.text()
    assert not planned(course_desk)


def test_escape_gives_it_up(qtbot, dialog, course_desk):
    type_over(qtbot, capsules(dialog, 0), "10")
    with qtbot.waitSignal(dialog.rejected):
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not planned(course_desk)


def test_every_field_has_a_label_or_a_name_and_every_key_is_used_once(dialog):
    labelled = {label.buddy() for label in dialog.findChildren(QLabel)}
    for kind in (QDateEdit, QComboBox, QLineEdit):
        for each in filter(QWidget.isVisible, dialog.findChildren(kind)):
            assert each in labelled or each.accessibleName() or each.parent() in labelled, each
    texts = [label.text() for label in dialog.findChildren(QLabel) if label.buddy()]
    texts += [button.text() for button in dialog.findChildren(QAbstractButton)]
    keys = [text.partition("&")[2][0].lower() for text in texts if "&" in text]
    assert len(set(keys)) == len(keys)
