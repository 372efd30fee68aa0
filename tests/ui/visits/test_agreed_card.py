"""What was agreed, typed in the page: nothing of it is lost; and where the cards stand."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QBoxLayout

from isodiary.domain.change import Act, Change, Edit
from isodiary.domain.lab import PlannedTest
from isodiary.domain.record import Visit
from isodiary.ui.kit.card import Card
from isodiary.ui.kit.layouts import Beside
from isodiary.ui.kit.table import PlainTable
from isodiary.ui.kit.text import Text
from isodiary.ui.visits.agreed_card import AgreedCard
from isodiary.ui.visits.consultation import ConsultationPage
from tests.services.labs.diaries import result
from tests.ui.conftest import TODAY
from tests.ui.keys import CTRL, ENTER, ESCAPE, hold, press, write
from tests.ui.windows import window_on

F5 = Qt.Key.Key_F5


@pytest.fixture
def window(qtbot, course_desk):
    return window_on(qtbot, course_desk)


@pytest.fixture
def page(window):
    press(F5)
    return window.page(ConsultationPage)


def note(tools, *entries):
    edits = tuple(Edit(after=entry) for entry in entries)
    assert tools.editor.do(Change(act=Act.PLAN_VISIT, edits=edits))


def another(qtbot, tools):
    """Return the page as a later start makes it, with the drafts that were kept."""
    page = ConsultationPage(tools)
    qtbot.addWidget(page)
    page.show()
    return page


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: press(ESCAPE, F5),
        lambda: press(F5),
        lambda: press(ENTER),
        lambda: (press(F5, ESCAPE), press(F5)),
    ],
    ids=["escape", "f5", "enter", "both"],
)
def test_wrong_key_takes_nothing_that_is_typed(page, course_desk, wrong):
    note(course_desk, Visit(day=TODAY))
    fields = page.agreed.fields
    fields.test_on.take_focus()
    write("15 Dec")
    fields.words.edit.setPlainText("less sun")
    count = course_desk.editor.undo_stack.count()
    wrong()
    assert page.agreed.fields.test_on.text == "15 Dec"
    assert page.agreed.fields.words.value() == "less sun"
    assert course_desk.editor.undo_stack.count() == count


def test_enter_in_an_empty_field_writes_nothing(page, course_desk):
    note(course_desk, Visit(day=TODAY))
    count = course_desk.editor.undo_stack.count()
    for field in page.agreed.fields.days:
        field.take_focus()
        press(ENTER)
    assert course_desk.editor.undo_stack.count() == count
    assert not page.agreed.problem.isVisible()


def test_control_z_takes_back_what_is_typed_before_it_takes_back_the_diary(page, course_desk):
    note(course_desk, Visit(day=TODAY))
    stack = course_desk.editor.undo_stack
    index = stack.index()
    page.agreed.fields.test_on.take_focus()
    write("15 Dec")
    hold(CTRL, Qt.Key.Key_Z)
    assert page.agreed.fields.test_on.text != "15 Dec"
    assert stack.index() == index


def test_visit_that_goes_and_comes_again_takes_nothing_that_is_typed(page, course_desk):
    note(course_desk, Visit(day=TODAY))
    page.agreed.fields.test_on.set_text("15 Dec")
    course_desk.editor.undo_stack.undo()
    assert page.agreed.fields.visit.day < TODAY
    assert page.agreed.fields.test_on.text == "15 Dec"
    course_desk.editor.undo_stack.redo()
    assert page.agreed.fields.visit.day == TODAY
    assert page.agreed.fields.test_on.text == "15 Dec"


def test_what_was_typed_before_the_visit_was_noted_belongs_to_it(page, course_desk):
    page.agreed.fields.next_on.set_text("15 Dec")
    page.agreed.visit_today.click()
    assert page.agreed.fields.visit.day == TODAY
    assert page.agreed.fields.next_on.text == "15 Dec"


def test_what_is_typed_is_there_again_after_a_restart(qtbot, window, page, course_desk):
    note(course_desk, Visit(day=TODAY))
    page.agreed.fields.dose_from.set_text("tomorrow")
    page.agreed.fields.words.edit.setPlainText("less sun")
    window.close()
    assert [each.title for each in course_desk.drafts.all.values()] == ["What was agreed"]
    later = another(qtbot, course_desk)
    card = later.agreed
    assert card.fields.dose_from.text == "tomorrow"
    assert card.fields.words.value() == "less sun"
    assert not card.fields.plan_fields.rows[0].isHidden()


def test_what_is_written_leaves_no_draft(qtbot, page, course_desk):
    page.agreed.fields.test_on.set_text("15 Dec")
    page.agreed.hide()
    page.agreed.show()
    assert course_desk.drafts.all
    page.agreed.write.click()
    if page.agreed.problem.isVisible():
        page.agreed.write.click()
    assert course_desk.diary.all(PlannedTest)
    assert not course_desk.drafts.all
    assert page.agreed.fields.test_on.empty
    later = another(qtbot, course_desk)
    assert later.agreed.fields.test_on.empty


def test_what_is_taken_out_again_leaves_no_draft(page, course_desk):
    page.agreed.fields.test_on.set_text("15 Dec")
    page.agreed.hide()
    page.agreed.show()
    page.agreed.fields.test_on.set_text("")
    page.agreed.hide()
    assert not course_desk.drafts.all


def test_words_of_another_visit_are_not_carried(page, course_desk):
    note(course_desk, Visit(day=TODAY - timedelta(days=1), agreed="more sun"))
    assert page.agreed.fields.words.value() == "more sun"
    note(course_desk, Visit(day=TODAY))
    assert page.agreed.fields.words.value() == ""


def test_card_without_a_visit_keeps_what_was_typed_for_the_next(page, course_desk):
    card = page.agreed
    assert isinstance(card, AgreedCard)
    visit = card.fields.visit
    card.fields.test_on.set_text("15 Dec")
    card.show_visit(None)
    card.show_visit(visit)
    assert card.fields.test_on.text == "15 Dec"


def test_figures_are_read_row_by_row(page, window):
    [told] = [each for each in page.findChildren(Text) if each.text() == "so far"]
    boxes = told.parentWidget().parentWidget().parentWidget()
    assert isinstance(boxes, Beside)
    pairs = boxes.parentWidget()
    assert isinstance(pairs, Beside)
    ways = set()
    for width_px in range(1060, 1200, 10):
        window.resize(width_px, 700)
        QCoreApplication.sendPostedEvents()
        QCoreApplication.processEvents()
        first, second = (each.pos() for each in boxes.findChildren(Card))
        ways.add(pairs.layout().direction())
        beside = pairs.layout().direction() is QBoxLayout.Direction.LeftToRight
        assert not beside or first.y() == second.y(), width_px
    assert len(ways) == 2


def test_blood_tests_are_whole_beside_what_stands_there(page, window, course_desk):
    days = [TODAY - timedelta(days=n) for n in (87, 59, 31)]
    for day in days:
        note(course_desk, result("triglycerides", "1.2", "mmol/L", day=day, high="1.7"))
    for width_px in (1000, 1100, 1200, 1260, 1320, 1380, 1460, 1600):
        window.resize(width_px, 700)
        QCoreApplication.sendPostedEvents()
        QCoreApplication.processEvents()
        table = page.labs.findChildren(PlainTable)[-1]
        assert table.horizontalScrollBar().maximum() == 0, width_px
