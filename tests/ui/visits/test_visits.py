"""The card of the visits: questions noted, ordered, ticked off and carried over by key."""

from __future__ import annotations

from datetime import time, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog

from isodiary.domain.record import Question
from isodiary.services.visits import plan as plan_visit
from isodiary.services.visits import questions as ask_questions
from isodiary.storage.reads.visits import open_questions, questions_asked, visit_on
from isodiary.ui.course.page import CoursePage
from isodiary.ui.entries.visit import QuestionDialog, VisitDialog
from isodiary.ui.visits.agreed import AgreedDialog
from tests.ui.conftest import TODAY

Key = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier
PAST = TODAY - timedelta(days=26)
AHEAD = TODAY + timedelta(days=9)


@pytest.fixture
def noted(course_desk):
    for text in ("Swim?", "Sun?", "Gym?"):
        asked = open_questions(course_desk.diary)
        course_desk.editor.do(ask_questions.ask(asked, text, TODAY))
    return course_desk


@pytest.fixture
def page(qtbot, noted):
    return shown(qtbot, noted)


@pytest.fixture
def card(page):
    return page.visits


@pytest.fixture
def opened(monkeypatch):
    """Collect the dialogs that would have been shown."""
    dialogs = []
    monkeypatch.setattr(QDialog, "open", lambda dialog: dialogs.append(dialog))
    return dialogs


def shown(qtbot, tools):
    page = CoursePage(tools)
    qtbot.addWidget(page)
    page.resize(560, 520)
    with qtbot.waitExposed(page):
        page.show()
    return page


def headings(rows):
    return [rows.rows[place].title for place in range(len(rows.rows))]


def press(qtbot, widget, key=Key.Key_Space, modifier=Qt.KeyboardModifier.NoModifier):
    widget.setFocus()
    qtbot.keyClick(widget, key, modifier)


def test_questions_stand_in_their_order_under_the_next_visit(card):
    assert headings(card.questions.rows) == ["1. Swim?", "2. Sun?", "3. Gym?"]
    assert card.questions.heading.text() == "Questions for the visit on 2\xa0Dec"


def test_without_questions_the_card_says_how_to_note_one(qtbot, course_desk):
    page = shown(qtbot, course_desk)
    box = page.visits.questions
    assert box.empty.isVisible()
    assert not box.rows.isVisible()
    assert not box.tick.isVisible()


def test_without_a_visit_questions_wait_for_one(qtbot, tools):
    page = shown(qtbot, tools)
    box = page.visits.questions
    assert box.heading.text() == "Questions for the next visit, once it is planned"


def test_buttons_and_enter_open_their_dialogs(qtbot, card, opened):
    for widget, key in (
        (card.questions.add, Key.Key_Space),
        (card.questions.rows, Key.Key_Return),
        (card.questions.change, Key.Key_Space),
        (card.add, Key.Key_Space),
        (card.agreed, Key.Key_Space),
    ):
        press(qtbot, widget, key)
    assert [type(each) for each in opened] == [
        *[QuestionDialog] * 3,
        VisitDialog,
        AgreedDialog,
    ]


def test_what_was_agreed_is_asked_of_the_chosen_visit_or_of_the_last(qtbot, card, opened):
    card.rows.choose_row(0)  # the one to come
    press(qtbot, card.agreed)
    card.rows.choose_row(1)
    press(qtbot, card.agreed)
    assert [dialog.visit.day for dialog in opened] == [PAST, PAST]


def test_what_was_agreed_asks_for_the_visit_first_where_there_is_none(qtbot, tools, opened):
    page = shown(qtbot, tools)
    page.ask_agreed()
    assert [type(each) for each in opened] == [VisitDialog]


def test_alt_and_an_arrow_put_a_question_in_another_place_and_stay_on_it(qtbot, card):
    rows = card.questions.rows
    rows.choose_row(0)
    press(qtbot, rows, Key.Key_Down, ALT)
    press(qtbot, rows, Key.Key_Down, ALT)
    assert headings(rows) == ["1. Sun?", "2. Gym?", "3. Swim?"]
    assert rows.currentIndex().row() == 2
    press(qtbot, card.questions.earlier)
    assert headings(rows) == ["1. Sun?", "2. Swim?", "3. Gym?"]


def test_space_ticks_off_at_the_last_visit_and_again_carries_over(qtbot, card, noted):
    rows = card.questions.rows
    rows.choose_row(1)
    press(qtbot, rows)
    past = visit_on(noted.diary, PAST)
    assert past is not None
    assert headings(rows) == ["1. Swim?", "2. Gym?", "✓ Sun?"]
    assert [each.text for each in questions_asked(noted.diary, past)] == ["Sun?"]
    assert "Asked: Sun?" in card.rows.rows[1].spoken
    rows.choose_row(2)
    assert card.questions.tick.text() == "Carry over"
    assert not card.questions.later.isEnabled()
    press(qtbot, rows)
    assert headings(rows) == ["1. Swim?", "2. Sun?", "3. Gym?"]


def test_without_a_past_visit_nothing_is_ticked_off_and_it_is_said(qtbot, tools):
    tools.editor.do(ask_questions.ask([], "Swim?", TODAY))
    page = shown(qtbot, tools)
    box = page.visits.questions
    with qtbot.waitSignal(tools.editor.refused) as refused:
        press(qtbot, box.rows)
    assert "no visit yet" in refused.args[0].sentence
    assert headings(box.rows) == ["1. Swim?"]


def test_delete_takes_a_question_out_and_undo_brings_it_back(qtbot, card, noted):
    press(qtbot, card.questions.rows, Key.Key_Delete)
    assert headings(card.questions.rows) == ["1. Sun?", "2. Gym?"]
    noted.editor.undo_stack.undo()
    assert headings(card.questions.rows) == ["1. Swim?", "2. Sun?", "3. Gym?"]


def test_questions_of_a_deleted_visit_are_open_again(qtbot, card, noted):
    press(qtbot, card.questions.rows)
    card.rows.choose_row(1)
    press(qtbot, card.rows, Key.Key_Delete)
    assert visit_on(noted.diary, PAST) is None
    assert len(open_questions(noted.diary)) == len(noted.diary.all(Question)) == 3


def test_a_visit_shows_time_clinician_place_and_what_was_agreed(card, noted):
    past = visit_on(noted.diary, PAST)
    assert past is not None
    change = plan_visit.amend_visit(
        [past], past, day=PAST, at=time(9, 15), clinician="<i>Dr Ash</i>", place="Clinic"
    )
    noted.editor.do(change)
    standing = plan_visit.Standing(course=None, phases=(), planned=(), visits=())
    words = plan_visit.Agreement(words="Balm at night")
    amended = visit_on(noted.diary, PAST)
    assert amended is not None
    noted.editor.do(plan_visit.note_agreed(amended, words, standing))
    assert headings(card.rows)[1] == "28\xa0Oct\xa02026, 09:15 · <i>Dr Ash</i>, Clinic"
    assert "Agreed: Balm at night" in card.rows.rows[1].spoken


def test_a_question_of_ten_thousand_letters_is_shown_in_part(qtbot, card, noted):
    asked = open_questions(noted.diary)
    noted.editor.do(ask_questions.ask(asked, "x" * 10_000, TODAY))
    assert len(headings(card.questions.rows)[3]) < 700


@pytest.mark.parametrize("factor", [1.0, 2.0])
def test_nothing_is_cut_off_at_the_side(qtbot, noted, factor):
    page = shown(qtbot, noted)
    noted.theme.set_text_factor(factor)
    content = page.column.area.widget()
    assert content.minimumSizeHint().width() <= page.column.area.viewport().width()
