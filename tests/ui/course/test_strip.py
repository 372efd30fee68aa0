"""The strip on the Course page: walked with the arrows, read out, and never dragged."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt

from isodiary.services.course.strip import mark_words
from isodiary.services.course.view import read_course
from isodiary.ui.course.strip import HELP, StripCard
from isodiary.ui.kit.legend import LegendEntry
from tests.ui.conftest import START, TODAY
from tests.ui.keys import CTRL, ENTER, ESCAPE, LEFT, RIGHT, hold, in_front, press
from tests.ui.pictures import around, grabbed, share_of, texts_of

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
    assert [mark_words(mark) for mark in card.legend.shown] == ["visit", "today", "expected end"]


def test_it_shrinks_to_a_small_window_and_grows_with_the_text(card, course_desk):
    before = card.strip.sizeHint().height()
    course_desk.theme.set_text_factor(2.0)
    assert card.strip.sizeHint().height() > 1.7 * before
    assert card.strip.minimumSizeHint().width() < 480


def test_the_day_that_is_read_out_stands_in_a_frame(card):
    strip, focus = card.strip, card.strip._theme.colours.focus
    press(HOME, RIGHT)
    day = strip.cursor_day
    assert day == TODAY - timedelta(days=26)
    picture, half = grabbed(strip), 7 * strip.unit_px
    middle = strip._band().center().y()
    for side in (-half, half):
        assert share_of(picture, focus, around(QPointF(strip._x(day) + side, middle), 2)) >= 0.25
    for other in (TODAY - timedelta(days=63), TODAY - timedelta(days=40)):
        for side in (-half, half):
            beside = around(QPointF(strip._x(other) + side, middle), 2)
            assert share_of(picture, focus, beside) < 0.2
    press(ESCAPE)


def test_it_has_a_frame_of_its_own_while_it_has_the_focus(card):
    strip, focus = card.strip, card.strip._theme.colours.focus
    foot = QRectF(20, strip.height() - 3, strip.width() - 40, 2)
    assert share_of(grabbed(strip), focus, foot) > 0.4
    strip.clearFocus()
    assert share_of(grabbed(strip), focus, foot) == 0


@pytest.mark.parametrize("back", [0, 26, 40, 83])
def test_a_place_on_the_strip_is_the_day_that_is_painted_there(card, back):
    day = TODAY - timedelta(days=back)
    assert card.strip.day_at(card.strip._x(day)) == day


def test_beside_the_strip_are_its_first_and_last_day(card):
    strip = card.strip
    assert strip.day_at(-500) == START
    assert strip.day_at(strip.width() + 500) > TODAY


def test_near_a_mark_is_the_mark(card):
    strip, mark = card.strip, TODAY - timedelta(days=26)
    x = strip._x(mark)
    assert strip.day_at(x + 6) == strip.day_at(x - 6) == mark
    assert strip.day_at(x + 12) != mark


def test_a_key_that_is_held_with_another_is_left_to_the_window(qtbot, card):
    press(HOME)
    with qtbot.assertNotEmitted(card.strip.read):
        hold(CTRL, RIGHT)
    assert card.strip.cursor_day == START


@pytest.mark.parametrize("direction", list(Qt.LayoutDirection)[:2])
def test_the_legend_has_each_mark_beside_its_words(card, monkeypatch, direction):
    card.setLayoutDirection(direction)
    shown = card.legend.findChildren(LegendEntry)
    assert [each.accessibleName() for each in shown] == [
        "pause" if mark is None else mark_words(mark) for mark in card.legend.shown
    ]
    for meaning in shown:
        [said] = texts_of(monkeypatch, meaning)
        line = meaning.fontMetrics().height()
        left = direction is Qt.LayoutDirection.LeftToRight
        beside = QRectF(0 if left else meaning.width() - line, 0, line, meaning.height())
        assert not beside.adjusted(1, 0, -1, 0).intersects(said.area)
        assert said.area.width() >= meaning.fontMetrics().horizontalAdvance(said.text)
        ground = grabbed(meaning).pixelColor(beside.left() + 1, 1)
        assert share_of(grabbed(meaning), ground, beside) < 0.97, said.text
