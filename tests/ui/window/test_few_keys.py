"""Today with a switch that sends Tab and Space, with one hand on the number pad, with a mouse."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from isodiary.domain.dose import Dose
from isodiary.domain.meal import Meal
from isodiary.domain.symptom import SymptomEntry
from isodiary.ui.kit.tab_order import is_stop
from isodiary.ui.today.symptom_row import SymptomRow
from isodiary.ui.window.page import PAGES
from isodiary.ui.window.sidebar import NavButton
from tests.ui.keys import press
from tests.ui.windows import window_on

Key = Qt.Key
PAD = Qt.KeyboardModifier.KeypadModifier
MOST_STOPS = 80


@pytest.fixture
def window(qtbot, course_desk):
    return window_on(qtbot, course_desk)


def held():
    """Return what has the focus, by its kind and its name."""
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def named(widget):
    text = widget.text() if hasattr(widget, "text") else ""
    return (widget.accessibleName() or text).replace("&", "")


def tab_to(name, key=Key.Key_Tab, modifier=Qt.KeyboardModifier.NoModifier):
    """Press a key until what has the focus is called so; return how often."""
    for presses in range(MOST_STOPS):
        if named(held()).startswith(name):
            return presses
        QTest.keyClick(held(), key, modifier)
    raise AssertionError(f"{name} is not reached")


def round_trip():
    """Return what Tab comes to on the way round, beginning with what has the focus."""
    first, found = held(), []
    while True:
        found.append(held())
        press(Key.Key_Tab)
        if held() is first:
            return found
        assert len(found) < MOST_STOPS


def dose(window):
    """Return the second dose of today."""
    doses = window.tools.diary.all(Dose)
    [logged] = [each for each in doses if each.day == window.tools.today and each.slot == 2]
    return logged


def answers(window):
    entries = window.tools.diary.all(SymptomEntry)
    return {each.symptom: each.severity for each in entries if each.day == window.tools.today}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.kind)
def test_tab_comes_to_every_stop_of_a_page_once_and_shift_tab_goes_back(window, page):
    window.show_page(page.load())
    onward = round_trip()
    stops = [each for each in window.findChildren(QWidget) if is_stop(each) and each.isVisible()]
    assert {named(each) for each in onward} >= {named(each) for each in stops}
    assert sum(isinstance(each, NavButton) for each in onward) == 1
    back = [held()]
    for _stop in onward[1:]:
        QTest.keyClick(held(), Key.Key_Backtab)
        back.append(held())
    assert back == [onward[0], *reversed(onward[1:])]


def test_tab_goes_through_today_as_it_is_read(window):
    tab_to("Day before")
    names = [named(each).partition(":")[0] for each in round_trip()]
    wanted = ["Day before", "Day after", "Dinner", "Planned 19", "Time taken", "Taken", "Skip"]
    wanted += ["No symptoms", "Dry lips", "Dry eyes", "Headache", "+ Symptom", "Note for the day"]
    assert [name for name in names if name in wanted] == wanted


def test_the_chips_come_before_taken_and_the_time_one_step_before_it(window):
    tab_to("Taken")
    press(Key.Key_Backtab)
    assert named(held()) == "Time taken"
    press(Key.Key_Backtab, Key.Key_Backtab)
    assert named(held()) == "Dinner"


def test_the_whole_evening_by_tab_and_space(window):
    tab_to("Dinner")
    press(Key.Key_Space)
    assert named(held()) == "Lunch"
    tab_to("Taken")
    press(Key.Key_Space)
    assert dose(window).meal is Meal.LUNCH
    tab_to("Dry lips")
    press(Key.Key_Space, Key.Key_Space, Key.Key_Space)
    assert answers(window) == {"lips_dry": 2}
    press(Key.Key_Space, Key.Key_Space)
    assert answers(window) == {"lips_dry": 0}
    tab_to("None for the rest")
    press(Key.Key_Space)
    assert answers(window) == {"lips_dry": 0, "eyes_dry": 0, "headache": 0}


def test_the_whole_evening_with_one_hand_on_the_number_pad(window):
    def pad(*keys):
        for key in keys:
            QTest.keyClick(held(), key, PAD)

    tab_to("Dinner", Key.Key_Minus, PAD)
    pad(Key.Key_Asterisk)
    tab_to("Taken", Key.Key_Plus, PAD)
    pad(Key.Key_Enter)
    assert dose(window).meal is Meal.LUNCH
    tab_to("Dry lips", Key.Key_Plus, PAD)
    pad(Key.Key_1, Key.Key_Plus, Key.Key_2)
    assert answers(window) == {"lips_dry": 1, "eyes_dry": 2}
    pad(Key.Key_Period)
    assert answers(window) == {"lips_dry": 1}
    tab_to("None for the rest", Key.Key_Minus, PAD)
    pad(Key.Key_Asterisk)
    assert answers(window) == {"lips_dry": 1, "eyes_dry": 0, "headache": 0}


def test_what_is_typed_on_the_number_pad_into_a_line_stays_text(window):
    tab_to("Note for the day")
    for key in (Key.Key_1, Key.Key_Plus, Key.Key_2, Key.Key_Minus, Key.Key_Period):
        QTest.keyClick(held(), key, PAD)
    assert held().text() == "1+2-."


def test_a_severity_can_be_pointed_at(qtbot, window):
    row = window.findChildren(SymptomRow)[0]
    place = row.shape_now.cell_of(2).center().toPoint()
    QTest.mouseClick(row, Qt.MouseButton.LeftButton, pos=place)
    assert answers(window) == {"lips_dry": 2}


def test_the_arrows_go_from_page_to_page_in_the_sidebar(window):
    window.sidebar.buttons[0].setFocus()
    press(Key.Key_Down)
    assert named(held()) == "History"
    assert window.sidebar.buttons[1].isChecked()
    assert type(window.current).__name__ == "HistoryPage"
