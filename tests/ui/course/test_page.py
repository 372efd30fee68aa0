"""The page Course: the phases with the one in force, and everything of the course changeable."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QDialog, QLabel, QLineEdit, QListWidget

from isodiary.domain.change import Act, Change, Edit
from isodiary.domain.course import Course, Phase, WeightBasis
from isodiary.domain.day import ONE_DAY
from isodiary.domain.plan import parse_plan
from isodiary.domain.record import Contact, ContactKind, Patient, Visit, Weight
from isodiary.services.course import plan as plan_course
from isodiary.services.course.view import read_course
from isodiary.ui.course.begin import BeginDialog
from isodiary.ui.course.details import ContactsDialog, CourseDialog
from isodiary.ui.course.page import NO_COURSE, CoursePage
from isodiary.ui.course.phases import EndDialog, PauseDialog
from isodiary.ui.course.plan import PlanDialog
from isodiary.ui.entries.visit import VisitDialog
from isodiary.ui.entries.weight import WeightDialog
from tests.ui.conftest import START, TODAY


@pytest.fixture
def page(qtbot, course_desk):
    return shown(qtbot, CoursePage(course_desk))


@pytest.fixture
def empty_page(qtbot, tools):
    return shown(qtbot, CoursePage(tools))


@pytest.fixture
def opened(monkeypatch):
    """Collect the dialogs that would have been shown."""
    dialogs = []
    monkeypatch.setattr(QDialog, "open", lambda dialog: dialogs.append(dialog))
    return dialogs


def shown(qtbot, page):
    qtbot.addWidget(page)
    page.resize(560, 520)
    with qtbot.waitExposed(page):
        page.show()
    return page


def headings(rows):
    return [row.title for row in rows.rows]


def facts(card):
    return "\n".join(label.text() for label in card.findChildren(QLabel))


def plan(page, start, text, why=""):
    view = page.view
    change = plan_course.new_phase(
        view.course, view.phases, start=start, plan=parse_plan(text), why=why
    )
    assert page.tools.editor.do(change)


def end_course(page):
    assert page.tools.editor.do(plan_course.end(page.view.course, TODAY))


def press(qtbot, widget, key=Qt.Key.Key_Space):
    widget.setFocus()
    qtbot.keyClick(widget, key)


def test_the_facts_of_the_course_are_read_out(page):
    said = facts(page.facts)
    assert "Isotretinoin 20 mg" in said
    assert "1\xa0Sep\xa02026" in said
    assert "day 84 · week 12 of 24" in said
    assert "120\xa0mg/kg" in said


def test_the_weight_that_mg_per_kg_divide_by_is_named(page):
    assert "64\xa0kg, the weight at the start" in facts(page.facts)
    assert "(0.63\xa0mg/kg)" in headings(page.phases.rows)[0]


def test_the_latest_weight_is_used_and_named_where_it_was_chosen(page):
    course = page.view.course
    page.tools.editor.do(plan_course.amend(course, replaced(course, WeightBasis.LATEST)))
    assert "63.5\xa0kg, the weight measured last" in facts(page.facts)


def replaced(course, basis):
    kept = {name: getattr(course, name) for name in Course.__dataclass_fields__}
    return Course(**kept | {"weight_basis": basis})


def test_the_phase_in_force_is_marked_by_a_word_and_the_one_to_come_by_another(page):
    plan(page, TODAY + timedelta(days=9), "breakfast 20+10, dinner 20")
    first, second = headings(page.phases.rows)
    assert first.endswith("· in force now")
    assert second.endswith("· to come")


def test_a_phase_that_is_over_is_marked_no_longer(page):
    plan(page, TODAY, "dinner 20")
    first, second = headings(page.phases.rows)
    assert "·" not in first
    assert second.endswith("· in force now")


def test_why_is_shown_as_it_was_typed(page):
    plan(page, TODAY, "dinner 20", why="<b>Dr Ash</b> & co")
    assert "<b>Dr Ash</b> & co" in page.phases.rows.rows[1].spoken


def test_delete_takes_a_phase_back_and_undo_brings_it_again(qtbot, page):
    plan(page, TODAY, "dinner 20")
    page.phases.rows.choose_row(1)
    press(qtbot, page.phases.rows, Qt.Key.Key_Delete)
    assert len(page.phases.rows.rows) == 1
    page.tools.editor.undo_stack.undo()
    assert len(page.phases.rows.rows) == 2


def test_the_button_takes_the_current_phase_back_too(qtbot, page):
    plan(page, TODAY, "dinner 20")
    page.phases.rows.choose_row(1)
    press(qtbot, page.phases.remove)
    assert len(page.phases.rows.rows) == 1


def test_the_first_plan_stays_and_the_reason_is_told(qtbot, page):
    with qtbot.waitSignal(page.tools.editor.refused) as refused:
        press(qtbot, page.phases.rows, Qt.Key.Key_Delete)
    assert "needs one plan" in refused.args[0].sentence
    assert len(page.phases.rows.rows) == 1


def test_a_row_can_be_copied(qtbot, page):
    page.phases.rows.setFocus()
    qtbot.keyClick(page.phases.rows, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert "40\xa0mg a day" in QGuiApplication.clipboard().text()


def test_a_weight_is_deleted_and_brought_back(qtbot, page, course_desk):
    press(qtbot, page.weights.rows, Qt.Key.Key_Delete)
    assert len(course_desk.diary.all(Weight)) == len(page.weights.rows.rows) == 1
    course_desk.editor.undo_stack.undo()
    assert len(page.weights.rows.rows) == 2


def test_a_visit_is_deleted_and_brought_back(qtbot, page, course_desk):
    press(qtbot, page.visits.rows, Qt.Key.Key_Delete)
    assert len(course_desk.diary.all(Visit)) == len(page.visits.rows.rows) == 1
    course_desk.editor.undo_stack.undo()
    assert len(page.visits.rows.rows) == 2


def test_a_visit_to_come_is_marked(page):
    assert [text.endswith("to come") for text in headings(page.visits.rows)] == [True, False]


@pytest.mark.parametrize(
    ("name", "dialog"),
    [
        ("new_dose", PlanDialog),
        ("pause", PauseDialog),
        ("end", EndDialog),
        ("details", CourseDialog),
        ("add_weight", WeightDialog),
        ("contacts", ContactsDialog),
    ],
)
def test_every_button_asks_for_what_it_names(qtbot, page, opened, name, dialog):
    press(qtbot, getattr(page, name))
    assert [type(each) for each in opened] == [dialog]


@pytest.mark.parametrize(("name", "dialog"), [("weights", WeightDialog), ("visits", VisitDialog)])
def test_enter_on_a_row_opens_it(qtbot, page, opened, name, dialog):
    press(qtbot, getattr(page, name).rows, Qt.Key.Key_Return)
    assert [type(each) for each in opened] == [dialog]


def test_without_a_course_the_page_says_what_goes_here_and_offers_to_begin(
    qtbot, empty_page, opened
):
    assert empty_page.empty.text() == NO_COURSE
    assert empty_page.empty.isVisible()
    assert not empty_page.phases.isVisible()
    press(qtbot, empty_page.begin_button)
    assert [type(each) for each in opened] == [BeginDialog]


def test_what_needs_a_course_asks_nothing_without_one(empty_page, opened):
    for ask in (empty_page.ask_new_dose, empty_page.ask_pause, empty_page.ask_end):
        ask()
    empty_page.ask_details()
    assert not opened


def test_after_the_end_another_course_can_be_begun_and_nothing_be_planned(page):
    assert not page.begin_button.isVisible()
    end_course(page)
    assert page.begin_button.isVisible()
    assert page.begin_button.text() == "&Begin another course…"
    assert not page.new_dose.isVisible()
    assert "ended on 23\xa0Nov\xa02026" in facts(page.facts)


def test_an_earlier_course_stays_readable(page, course_desk, clock):
    end_course(page)
    clock.advance(days=90)
    course = Course(start=TODAY + timedelta(days=80), product="Epuris", reference_weight_g=62_000)
    phase = Phase(course=course.id, number=1, start=course.start, plan=parse_plan("dinner 20"))
    edits = (Edit(after=course), Edit(after=phase))
    assert course_desk.editor.do(Change(act=Act.BEGIN_COURSE, edits=edits))
    assert page.facts.heading.text() == "Epuris"
    assert page.compare.isVisible()
    assert "Isotretinoin 20 mg, 1\xa0Sep\xa02026 to 23\xa0Nov\xa02026: 40\xa0mg a day" in (
        page.compare.lines.text()
    )


def test_the_patient_and_whom_to_call_are_shown_as_typed(page, course_desk):
    doctor = Contact(kind=ContactKind.PRESCRIBER, name="<i>Dr Ash</i>", phone="0123")
    edits = (Edit(after=Patient(name="K. L.")), Edit(after=doctor))
    course_desk.editor.do(Change(act=Act.CHANGE_CONTACTS, edits=edits))
    said = facts(page.person)
    assert "K. L." in said
    assert "<i>Dr Ash</i>, 0123" in said


def test_a_pause_is_a_phase_with_its_last_day(page, course_desk):
    until = TODAY + timedelta(days=2)
    view = read_course(course_desk.diary, TODAY)
    course_desk.editor.do(plan_course.pause(view.course, view.phases, start=TODAY, until=until))
    assert headings(page.phases.rows)[1] == (
        "From 23\xa0Nov\xa02026 to 25\xa0Nov\xa02026: pause · in force now"
    )


def test_after_a_pause_the_plan_before_it_is_in_force_again(page, course_desk, clock):
    view = read_course(course_desk.diary, TODAY)
    change = plan_course.pause(view.course, view.phases, start=START, until=TODAY - ONE_DAY)
    course_desk.editor.do(change)
    assert headings(page.phases.rows)[0].endswith("in force now")


@pytest.mark.parametrize("factor", [1.0, 2.0])
def test_nothing_is_cut_off_at_the_side(page, course_desk, factor):
    course_desk.theme.set_text_factor(factor)
    content = page.column.area.widget()
    assert content.minimumSizeHint().width() <= page.column.area.viewport().width()


def test_a_long_reason_makes_its_row_higher_and_not_wider(qtbot, page):
    plan(page, TODAY, "dinner 20", why="very " * 38 + "long")
    rows = page.phases.rows
    assert rows.sizeHintForRow(1) > 2 * rows.sizeHintForRow(0) / 1.5
    assert not rows.horizontalScrollBar().isVisible()
    qtbot.waitUntil(lambda: rows.height() >= sum(map(rows.sizeHintForRow, range(2))))


def test_whatever_can_have_the_focus_has_a_name(page):
    asked = (QAbstractButton, QLineEdit, QListWidget)
    for widget in [each for kind in asked for each in page.findChildren(kind)]:
        assert widget.accessibleName() or widget.text(), widget


def test_every_key_of_the_page_is_used_once(page):
    texts = [button.text() for button in page.findChildren(QAbstractButton)]
    keys = [text.partition("&")[2][0].lower() for text in texts if "&" in text]
    assert len(set(keys)) == len(keys) == 13
