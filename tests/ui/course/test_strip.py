"""The strip on the Course page: walked with the arrows, read out, and never dragged."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint, Qt

from isodiary.services.course.view import read_course
from isodiary.ui.course.strip import HELP, StripCard
from tests.ui.conftest import START, TODAY
from tests.ui.keys import ENTER, LEFT, RIGHT, in_front, press

END, HOME = Qt.Key.Key_End, Qt.Key.Key_Home


@pytest.fixture
def card(qtbot, course_desk):
    card = in_front(qtbot, StripCard(course_desk))
    card.fill(read_course(course_desk.diary, TODAY))
    card.strip.setFocus()
    return card


def test_it_says_how_it_is_used_before_it_is(card):
    assert card.said.text() == HELP


def test_the_arrows_walk_from_mark_to_mark_and_read_each_out(card):
    said = []
    for _ in range(3):
        press(RIGHT)
        said.append(card.said.text())
    assert said == [
        "1\xa0Sep\xa02026: 40\xa0mg a day begins",
        "28\xa0Oct\xa02026: visit",
        "23\xa0Nov\xa02026: today, day 84",
    ]
    assert card.strip.accessibleDescription() == said[-1]


def test_the_arrows_stop_at_the_ends(card):
    press(END, RIGHT)
    last = card.strip.cursor_day
    press(HOME, LEFT)
    assert (card.strip.cursor_day, last > TODAY) == (START, True)


def test_the_first_arrow_back_goes_to_the_last_mark(card):
    press(LEFT)
    assert "end of 24\xa0weeks" in card.said.text() or "reached" in card.said.text()


def test_enter_asks_for_the_day_that_is_read_out(qtbot, card):
    press(RIGHT, RIGHT)
    with qtbot.waitSignal(card.day_asked) as asked:
        press(ENTER)
    assert asked.args == [TODAY - timedelta(days=26)]


def test_enter_without_a_mark_asks_for_nothing(qtbot, card):
    with qtbot.assertNotEmitted(card.day_asked):
        press(ENTER)


def test_a_click_asks_for_the_mark_near_it_and_else_for_the_day(qtbot, card):
    x = round(card.strip._x(TODAY - timedelta(days=26)))
    with qtbot.waitSignal(card.day_asked) as asked:
        qtbot.mouseClick(card.strip, Qt.MouseButton.LeftButton, pos=QPoint(x + 5, 40))
    assert asked.args == [TODAY - timedelta(days=26)]
    x = round(card.strip._x(TODAY - timedelta(days=40)))
    with qtbot.waitSignal(card.day_asked) as asked:
        qtbot.mouseClick(card.strip, Qt.MouseButton.LeftButton, pos=QPoint(x, 40))
    assert asked.args == [TODAY - timedelta(days=40)]


def test_before_it_is_walked_the_whole_strip_can_be_read(card):
    assert "40\xa0mg a day begins" in card.strip.accessibleDescription()


def test_the_legend_explains_what_is_there_and_nothing_else(card):
    assert [mark.value for mark in card.legend.shown] == ["visit", "today", "expected end"]


def test_it_shrinks_to_a_small_window_and_grows_with_the_text(card, course_desk):
    before = card.strip.sizeHint().height()
    course_desk.theme.set_text_factor(2.0)
    assert card.strip.sizeHint().height() > 1.7 * before
    assert card.strip.minimumSizeHint().width() < 480
