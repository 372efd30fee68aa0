"""What leaflets ask: once, quietly, by single letters, kept with its day and undoable."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog

from isodiary.domain.screening import Answer, Said
from isodiary.services.course.view import read_course
from isodiary.ui.course.screening import ScreeningCard
from isodiary.ui.course.screening_dialog import ScreeningDialog, precaution_dialog, question_dialog
from tests.ui.conftest import TODAY
from tests.ui.keys import DELETE, DOWN, ENTER, ESCAPE, in_front, press

Y, N, U, K = Qt.Key.Key_Y, Qt.Key.Key_N, Qt.Key.Key_U, Qt.Key.Key_K


@pytest.fixture
def dialog(qtbot, course_desk):
    product = course_desk.catalogues.products.named("Isotroin")
    return in_front(qtbot, question_dialog(course_desk, product, (), None))


@pytest.fixture
def card(qtbot, course_desk):
    card = in_front(qtbot, ScreeningCard(course_desk))
    refill(card)
    return card


def refill(card):
    card.fill(read_course(card._tools.diary, TODAY), None)


def stored(tools):
    return {each.key: each.said for each in tools.diary.all(Answer)}


def give(tools, **said):
    dialog = question_dialog(tools, None, tuple(tools.diary.all(Answer)))
    for place, each in enumerate(dialog._asked):
        if each.key in said:
            dialog.rows.choose_row(place)
            dialog.say(said[each.key])
    dialog.accept()
    dialog.deleteLater()


def test_a_letter_answers_and_goes_on_and_enter_keeps_it_all(dialog, course_desk):
    assert dialog.question.text().startswith("Are you pregnant")
    press(N, Y, U)
    assert dialog.place.text() == "4 of 24, each may stay open"
    press(ENTER)
    assert not dialog.isVisible()
    assert stored(course_desk) == {
        "ci_pregnant": Said.NO,
        "ci_breastfeeding": Said.YES,
        "ci_ppp_not_met": Said.UNSURE,
    }
    assert {each.day for each in course_desk.diary.all(Answer)} == {TODAY}


def test_all_answers_are_one_step_to_undo(dialog, course_desk):
    press(N, N, N, ENTER)
    course_desk.editor.undo_stack.undo()
    assert stored(course_desk) == {}


def test_questions_can_be_passed_over(dialog, course_desk):
    press(DOWN, DOWN, DOWN, Y, ENTER)
    assert stored(course_desk) == {"ci_soya": Said.YES}


def test_delete_takes_an_answer_away(dialog, course_desk):
    press(N, Y)
    dialog.rows.choose_row(0)
    press(DELETE, ENTER)
    assert stored(course_desk) == {"ci_breastfeeding": Said.YES}


def test_escape_keeps_nothing(dialog, course_desk):
    press(Y, ESCAPE)
    assert stored(course_desk) == {}


def test_the_question_says_what_labels_say_and_what_the_product_has(dialog):
    press(DOWN, DOWN, DOWN)
    assert dialog.question.text() == "Are you allergic to soya?"
    assert dialog.says.text().endswith("Isotroin: soya oil in the list of ingredients.")


def test_the_buttons_do_what_the_letters_do(qtbot, dialog):
    dialog.answers["U"].setFocus()
    press(Qt.Key.Key_Space)
    assert dialog.said["ci_pregnant"] is Said.UNSURE
    assert "unsure" in dialog.rows.rows[0].title


def test_an_answer_can_be_changed_later_and_the_others_keep_their_day(qtbot, course_desk, clock):
    give(course_desk, ci_soya=Said.NO, ci_liver=Said.NO)
    clock.advance(days=3)
    give(course_desk, ci_soya=Said.YES)
    days = {each.key: (each.day - TODAY).days for each in course_desk.diary.all(Answer)}
    assert days == {"ci_soya": 3, "ci_liver": 0}


def test_it_begins_with_the_first_question_that_is_open(qtbot, course_desk):
    give(course_desk, ci_pregnant=Said.NO)
    dialog = question_dialog(course_desk, None, tuple(course_desk.diary.all(Answer)))
    qtbot.addWidget(dialog)
    assert dialog.rows.currentIndex().row() == 1
    assert "no, 23\xa0Nov\xa02026" in dialog.rows.rows[0].title


def test_precautions_are_ticked_with_a_letter(qtbot, course_desk):
    dialog = in_front(qtbot, precaution_dialog(course_desk, ()))
    assert dialog.says.text().startswith("Labels say of the course: It must be avoided")
    press(K, K, ENTER)
    assert stored(course_desk) == {"pr_pregnancy": Said.KNOWN, "pr_blood_donation": Said.KNOWN}


def test_the_card_asks_quietly_until_it_is_put_away(qtbot, card, course_desk):
    assert card.asking.isVisible()
    card.later.setFocus()
    press(ENTER)
    assert not card.asking.isVisible()
    refill(card)
    assert not card.asking.isVisible()
    assert not card.later.isVisible()
    assert card.ask.isVisible()
    assert course_desk.settings.questions_put_away


def test_an_unsure_answer_stands_out_with_its_day_and_the_sentence(card, course_desk):
    give(course_desk, ci_soya=Said.UNSURE, rf_asthma=Said.YES, ci_liver=Said.NO)
    refill(card)
    assert card.telling.text() == (
        "Soya allergy: unsure, 23\xa0Nov\xa02026\nAsthma: yes, 23\xa0Nov\xa02026\n"
        "Leaflets ask to tell the prescriber before the next capsule."
    )
    assert card.rest.text().startswith("No, 23\xa0Nov\xa02026: Liver disease.")
    assert "21\xa0questions not answered." in card.rest.text()


def test_no_sentence_is_said_when_all_was_denied(card, course_desk):
    give(course_desk, ci_soya=Said.NO)
    refill(card)
    assert not card.telling.isVisible()
    assert not card.asking.isVisible()


@pytest.mark.parametrize(
    ("name", "title"), [("ask", "What leaflets ask"), ("precautions", "Precautions")]
)
def test_the_buttons_open_the_lists(card, monkeypatch, name, title):
    opened = []
    monkeypatch.setattr(QDialog, "open", lambda dialog: opened.append(dialog.windowTitle()))
    getattr(card, name).setFocus()
    press(ENTER)
    assert opened == [title]


@pytest.mark.parametrize("factor", [1.0, 2.0])
def test_the_dialog_fits_a_small_window(qtbot, course_desk, factor):
    course_desk.theme.set_text_factor(factor)
    dialog = question_dialog(course_desk, None, ())
    qtbot.addWidget(dialog)
    assert isinstance(dialog, ScreeningDialog)
    assert dialog.minimumSizeHint().width() <= 760
    assert dialog.minimumSizeHint().height() <= 560
