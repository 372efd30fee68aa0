"""Changing the plan: what it changes is read before it is saved."""

from __future__ import annotations

from datetime import time, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QDateEdit,
    QLabel,
    QLineEdit,
    QScrollArea,
    QWidget,
)

from isodiary.domain.change import Act, Change, Edit
from isodiary.domain.course import Phase
from isodiary.domain.plan import parse_plan, plan_text
from isodiary.domain.record import Visit
from isodiary.domain.units import mg
from isodiary.services.course import plan as plan_course
from isodiary.services.course.view import read_course
from isodiary.storage.reads.days import read_day
from isodiary.ui.course.plan import CorrectDialog, PlanDialog
from isodiary.ui.course.rhythm import RhythmWays
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
    dialog.third.click()
    qtbot.keyClicks(dialog.focusWidget(), "10")
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


def only(tools):
    (phase,) = planned(tools)
    return phase


def test_a_and_b_in_turn_are_two_columns_filled_by_chips(qtbot, dialog, course_desk):
    choose(dialog, RhythmWays.IN_TURN)
    first, second = dialog.plan_fields.rows[:2]
    first.capsules.set_text("")
    assert [cell.isVisible() for cell in first.cells] == [True, True]
    assert first.cells[0].caption.text() == "A days: 20\xa0mg\nMon\xa023, Wed\xa025, …"
    first.cells[1].chips[0].click()
    qtbot.keyClick(second.cells[1].chips[0], Qt.Key.Key_Plus)
    qtbot.keyClick(second.cells[1].chips[0], Qt.Key.Key_Plus)
    qtbot.keyClick(second.cells[1].chips[0], Qt.Key.Key_Minus)
    assert second.cells[1].field.text == "20"
    qtbot.keyClick(second.cells[1].chips[0], Qt.Key.Key_Return)  # which saves, here too
    assert plan_text(only(course_desk).plan) == (
        "every 2 days: dinner 19:00 20 / breakfast 08:00 20, dinner 19:00 20"
    )


def test_the_first_two_weeks_and_the_mean_are_shown(dialog):
    choose(dialog, RhythmWays.IN_TURN)
    shown = dialog.card.strip.accessibleDescription()
    assert shown.startswith("Mon 23\xa0Nov 40\xa0mg, Tue 24\xa0Nov no dose, Wed 25\xa0Nov 40\xa0mg")
    assert said(dialog).startswith("From 40 to 20\xa0mg a day on average, 0.31\xa0mg/kg")


def test_chosen_weekdays_are_chosen_by_their_chips(dialog, course_desk):
    choose(dialog, RhythmWays.WEEKDAYS)
    assert said(dialog) == "Choose at least one day of the week."
    for place in (0, 2, 4):
        dialog.plan_fields.rhythm.weekdays.findChildren(QAbstractButton)[place].click()
    dialog.accept()
    assert only(course_desk).plan.weekdays == (0, 2, 4)


@pytest.mark.parametrize("count", ["1", "29", "x", ""])
def test_a_number_of_days_that_is_none_is_said_beside_the_rhythm(dialog, course_desk, count):
    dialog.plan_fields.rhythm.count.setText(count)
    choose(dialog, RhythmWays.COUNTED)
    dialog.accept()
    assert "from 2 to 28" in dialog.plan_fields.rhythm.problem.text()
    assert not planned(course_desk)


def test_every_third_day_has_three_columns_and_may_leave_two_empty(dialog, course_desk):
    choose(dialog, RhythmWays.COUNTED)
    assert [len(row.shown) for row in dialog.plan_fields.rows] == [3, 3, 3]
    dialog.accept()
    assert plan_text(only(course_desk).plan) == (
        "every 3 days: breakfast 08:00 20, dinner 19:00 20 / - / -"
    )


def test_a_plan_that_is_left_as_it_is_keeps_what_the_rows_cannot_say(qtbot, course_desk):
    view = read_course(course_desk.diary, TODAY)
    plan = parse_plan("every 2 days: breakfast 9:00 20 / breakfast 10:00 30")
    change = plan_course.new_phase(view.course, view.phases, start=TODAY, plan=plan)
    course_desk.editor.do(change)
    dialog = PlanDialog(course_desk, read_course(course_desk.diary, TODAY))
    qtbot.addWidget(dialog)
    assert dialog.plan_fields.plan() == plan


def test_it_begins_with_the_next_dose_that_is_not_logged(dialog, course_desk):
    assert "tonight, Mon 23\xa0Nov, dinner" in dialog.start.offered.accessibleName()
    type_amount(dialog, 1, "40")
    dialog.accept()
    phase = only(course_desk)
    assert (phase.start, phase.at) == (TODAY, time(8, 1))  # breakfast stays the dose it was
    slots = read_day(course_desk.diary, TODAY).plan
    assert [slot.amount_ug for slot in slots] == [mg(20), mg(40)]


def test_the_visit_of_today_is_offered_as_the_one_it_was_ordered_at(qtbot, course_desk):
    visit = Visit(day=TODAY)
    course_desk.editor.do(Change(act=Act.PLAN_VISIT, edits=(Edit(after=visit),)))
    dialog = PlanDialog(course_desk, read_course(course_desk.diary, TODAY))
    qtbot.addWidget(dialog)
    type_amount(dialog, 0, "10")
    dialog.accept()
    assert only(course_desk).visit == visit.id


def test_what_is_in_force_is_shown_until_something_else_is_typed(dialog):
    assert "already in force" in said(dialog)
    assert dialog.card.strip.accessibleDescription().count("40\xa0mg") == 14


def test_enter_saves_from_the_meal_too(qtbot, dialog, course_desk):
    type_amount(dialog, 0, "10")
    dialog.plan_fields.rows[0].meal.take_focus()
    qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    assert len(planned(course_desk)) == 1


def test_more_capsules_than_a_dose_has_are_not_added(dialog):
    type_amount(dialog, 0, "+".join(["20"] * 40))
    cell = dialog.plan_fields.rows[0].cells[0]
    cell.chips[0].click()
    assert len(cell.held) == 40
    assert cell.chips[0].text() == "20 ×40"


def test_a_plan_typed_wrongly_is_corrected_from_its_first_day(qtbot, course_desk):
    dialog = CorrectDialog(course_desk, read_course(course_desk.diary, TODAY))
    qtbot.addWidget(dialog)
    assert dialog.start.value() == START
    type_amount(dialog, 0, "30")
    assert "logged doses are planned anew; what was taken stays." in said(dialog)
    dialog.accept()
    (phase,) = course_desk.diary.all(Phase)
    assert plan_text(phase.plan) == "breakfast 08:00 30, dinner 19:00 20"


@pytest.mark.parametrize("factor", [1.0, 2.0])
def test_two_columns_can_be_filled_in_without_scrolling_sideways(dialog, course_desk, factor):
    course_desk.theme.set_text_factor(factor)
    choose(dialog, RhythmWays.IN_TURN)
    dialog.resize(760, 560)
    area = dialog.findChild(QScrollArea)
    assert area.widget().minimumSizeHint().width() <= area.viewport().width()


def type_amount(dialog, place, text):
    capsules(dialog, place).set_text(text)
