"""Estimating the acne with the keyboard alone."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from isodiary.domain.acne import AcneCheck
from isodiary.ui.entries.acne import AcneDialog
from tests.clock import EVENING
from tests.ui.keys import ENTER, fill_day, in_front, press

TODAY = EVENING.date()
TAB = Qt.Key.Key_Tab
DIGITS = [Qt.Key(Qt.Key.Key_0 + digit) for digit in range(10)]


@pytest.fixture
def ask(qtbot, course_desk):
    def ask(check=None):
        return in_front(qtbot, AcneDialog(course_desk, TODAY, check))

    return ask


def checks(tools):
    return tools.diary.all(AcneCheck, order="day")


def test_an_overall_grade_takes_two_keys(ask, course_desk):
    dialog = ask()
    assert press(DIGITS[2], ENTER) == 2
    assert not dialog.isVisible()
    [check] = checks(course_desk)
    assert (check.day, check.iga, check.gags, check.inflammatory) == (TODAY, 2, None, None)


def test_the_sentence_of_the_grade_stands_beneath_and_is_read_out(ask, course_desk):
    dialog = ask()
    press(DIGITS[4])
    sentence = course_desk.catalogues.acne.overall[4].sentence
    assert dialog.overall.sentence.text() == sentence
    assert dialog.overall.edit.accessibleDescription() == sentence


def test_everything_is_reached_with_tab_and_digits(ask, course_desk):
    dialog = ask()
    press(DIGITS[1], TAB, DIGITS[1], DIGITS[2], TAB, DIGITS[3], TAB, DIGITS[0])
    for digit in (2, 2, 2, 2, 2, 1):
        press(TAB, DIGITS[digit])
    assert dialog.score.text() == "Score: 19 of 44 (moderate)."
    press(ENTER)
    [check] = checks(course_desk)
    assert check.gags == (2, 2, 2, 2, 2, 1)
    assert (check.inflammatory, check.non_inflammatory, check.nodules) == (12, 3, 0)


def test_some_areas_make_no_score_and_are_not_kept_silently(ask, course_desk):
    dialog = ask()
    dialog.areas[0].choose(3)
    assert dialog.score.text() == "Score: none yet."
    press(ENTER)
    assert dialog.isVisible()
    assert "all six" in dialog.problem.text()
    assert not checks(course_desk)


def test_nothing_at_all_is_refused(ask, course_desk):
    dialog = ask()
    press(ENTER)
    assert dialog.isVisible()
    assert "Fill in" in dialog.problem.text()


def test_what_is_no_count_is_said_beside_it_and_stays(ask):
    dialog = ask()
    dialog.nodules.set_text("few")
    press(ENTER)
    assert "whole number" in dialog.nodules.problem.text()
    assert dialog.nodules.text == "few"


def test_a_check_is_shown_and_corrected(ask, course_desk):
    first = ask()
    press(DIGITS[3], TAB, DIGITS[9], ENTER)
    assert not first.isVisible()
    [before] = checks(course_desk)
    dialog = ask(before)
    assert (dialog.overall.value(), dialog.inflammatory.text) == (3, "9")
    press(Qt.Key.Key_Home)
    assert dialog.overall.value() is None
    fill_day(dialog.day, TODAY - timedelta(days=1))
    dialog.accept()
    [after] = checks(course_desk)
    assert after == AcneCheck(day=TODAY - timedelta(days=1), inflammatory=9, id=before.id)


def test_a_second_check_of_the_day_is_refused(ask, course_desk):
    first = ask()
    press(DIGITS[3], ENTER)
    assert not first.isVisible()
    dialog = ask()
    press(DIGITS[2], ENTER)
    assert dialog.isVisible()
    assert "already has" in dialog.problem.text()
    assert len(checks(course_desk)) == 1


def test_every_field_has_a_name_and_a_key_of_its_own(ask):
    dialog = ask()
    labels = [label for label in dialog.findChildren(QLabel) if label.buddy()]
    texts = [label.text() for label in labels] + [dialog.save.text(), dialog.cancel.text()]
    keys = [text.partition("&")[2][:1].lower() for text in texts]
    assert all(keys)
    assert len(set(keys)) == len(keys)
    assert all(label.buddy().accessibleName() for label in labels)


def test_it_says_that_it_is_the_patients_own_estimate(ask):
    dialog = ask()
    assert "my estimate" in dialog.windowTitle()
