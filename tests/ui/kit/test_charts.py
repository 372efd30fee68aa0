"""A chart on the screen: a cursor that reads values, days to choose, and a role for its readers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest

from isodiary.ui.kit.charts import ChartView
from isodiary.ui.look.theme import Theme, ThemeChoice
from tests.ui.keys import hold, in_front, press

FIRST = date(2026, 9, 1)
Key = Qt.Key


@dataclass
class Painted:
    """A chart that only counts how often it is painted."""

    first: date = FIRST
    last: date = FIRST + timedelta(days=29)
    description: str = "thirty days"
    times: int = 0

    def paint(self, painter, rect, ink, unit_px):
        self.times += 1

    def plot(self, rect, unit_px):
        return QRectF(100, 10, 300, 100)

    def values_on(self, day):
        return f"values of {day.isoformat()}"


def day(number):
    return FIRST + timedelta(days=number)


@pytest.fixture
def view(qtbot, qapp):
    theme = Theme(ThemeChoice.LIGHT)
    theme.apply(qapp)
    view = in_front(qtbot, ChartView(theme, "Course"))
    view.show_chart(Painted())
    view.setFocus()
    return view


def test_the_first_key_puts_the_cursor_on_an_end(view):
    press(Key.Key_Left)
    assert view.cursor_day == day(29)
    press(Key.Key_Escape, Key.Key_Right)
    assert view.cursor_day == day(0)


def test_arrows_go_by_days_and_page_keys_by_weeks_and_not_beyond_the_ends(view):
    press(Key.Key_Home, Key.Key_PageDown, Key.Key_Right)
    assert view.cursor_day == day(8)
    press(Key.Key_PageUp, Key.Key_Left, Key.Key_Left)
    assert view.cursor_day == day(0)
    press(Key.Key_End, Key.Key_PageDown)
    assert view.cursor_day == day(29)


def test_the_values_under_the_cursor_are_read_out(view, qtbot):
    with qtbot.waitSignal(view.read) as read:
        press(Key.Key_Home)
    assert read.args == ["values of 2026-09-01"]
    assert view.accessibleDescription() == "values of 2026-09-01"


def test_without_a_cursor_the_whole_is_described(view):
    press(Key.Key_Home, Key.Key_Escape)
    assert view.cursor_day is None
    assert view.accessibleDescription() == "thirty days"


def test_shift_moves_the_cursor_and_enter_is_left_to_the_page(view, qtbot):
    press(Key.Key_Home)
    hold(Qt.KeyboardModifier.ShiftModifier, Key.Key_Right)
    assert view.cursor_day == day(1)
    press(Key.Key_Return)
    assert view.cursor_day == day(1)


def test_a_click_and_a_drag_put_the_cursor(view):
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=QPoint(125, 50))
    assert view.cursor_day == day(2)
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=QPoint(125, 50))
    QTest.mouseMove(view, QPoint(165, 50))
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=QPoint(165, 50))
    assert view.cursor_day == day(6)


def test_the_cursor_stays_while_its_day_is_shown(view):
    view.set_cursor(day(3))
    view.show_chart(Painted(first=day(2)))
    assert view.cursor_day == day(3)
    view.show_chart(Painted(first=day(9)))
    assert view.cursor_day is None


def test_moving_the_cursor_does_not_draw_the_chart_again(view):
    view.grab()
    drawn = view.chart.times
    press(Key.Key_Home, Key.Key_Right, Key.Key_Right)
    view.grab()
    assert view.chart.times == drawn


def test_another_theme_draws_it_again(view, qapp):
    view.grab()
    drawn = view.chart.times
    view._theme.choose(ThemeChoice.DARK)
    view.grab()
    assert view.chart.times > drawn


def test_a_screen_reader_knows_that_it_is_a_chart(view):
    told = QAccessible.queryAccessibleInterface(view)
    assert told.role() == QAccessible.Role.Chart
    assert told.text(QAccessible.Text.Name) == "Course"


def test_a_view_without_a_chart_takes_no_keys(qtbot, qapp):
    view = in_front(qtbot, ChartView(Theme(ThemeChoice.LIGHT), "Course"))
    view.setFocus()
    press(Key.Key_Left, Key.Key_Return, Key.Key_Escape)
    view.grab()
    assert view.cursor_day is None
