"""Whatever a key of the table does, a mouse does: each row of the table has its way here."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from isodiary.domain.dose import Dose
from isodiary.domain.meal import Meal
from isodiary.domain.symptom import SymptomEntry
from isodiary.ui.history.page import HistoryPage
from isodiary.ui.history.search import JumpDialog
from isodiary.ui.kit.fields.calendar import CalendarPopup
from isodiary.ui.report.page import ReportPage
from isodiary.ui.today.chips import TimeChip
from isodiary.ui.today.page import TodayPage
from isodiary.ui.window.commands import PAGE_KEYS
from tests.ui.window.test_right_clicks import choose, lines, menus, right_click
from tests.ui.windows import window_on

__all__ = ["menus"]
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def window(qtbot, course_desk):
    return window_on(qtbot, course_desk)


def button(top, name):
    """Return the button in sight with that name or those words."""
    found = [
        each
        for each in top.findChildren(QPushButton)
        if each.isVisible()
        and name in {each.accessibleName().partition(":")[0], each.text().replace("&", "")}
    ]
    assert found, name
    return found[0]


def click(top, name):
    QTest.mouseClick(button(top, name), LEFT)


def click_cell(row, severity):
    QTest.mouseClick(row, LEFT, pos=row.shape_now.cell_of(severity).center().toPoint())


def second_dose(window):
    today = [each for each in window.tools.diary.all(Dose) if each.day == window.tools.today]
    return next((each for each in today if each.slot == 2), None)


def answers(window):
    entries = window.tools.diary.all(SymptomEntry)
    return {each.symptom: each.severity for each in entries if each.day == window.tools.today}


def log_with_lunch(window, menus):
    click(window, "Lunch")
    click(window, "Taken")
    assert second_dose(window).meal is Meal.LUNCH


def go_to_the_time(window, menus):
    line = next(each for each in window.findChildren(TimeChip) if each.isVisible()).line
    QTest.mouseClick(line, LEFT)
    assert line.hasFocus()


def go_to_a_symptom(window, menus):
    row = window.page(TodayPage).symptoms.rows[1]
    QTest.mouseClick(row, LEFT, pos=QPoint(4, 4))
    assert row.hasFocus()


def answer(window, menus):
    click_cell(window.page(TodayPage).symptoms.rows[0], 2)
    assert answers(window) == {"lips_dry": 2}


def take_back(window, menus):
    row = window.page(TodayPage).symptoms.rows[0]
    click_cell(row, 2)
    right_click(row, QPoint(4, 4))
    choose(menus[0], "Delete")
    assert answers(window) == {}


def press_a_button(window, menus):
    click(window, "No symptoms")
    assert set(answers(window).values()) == {0}


def open_the_menu(window, menus):
    right_click(window.page(TodayPage).symptoms.rows[0], QPoint(4, 4))
    assert [line[:1] for line in lines(menus[0])] == ["0", "1", "2", "3"]


def choose_another_day(window, menus):
    page = window.show_page(HistoryPage)
    before = page.calendar.day
    place = page.calendar.cell_of(before - timedelta(days=1)).center().toPoint()
    QTest.mouseClick(page.calendar.viewport(), LEFT, pos=place)
    click(page, "Month before")
    assert page.calendar.day.month != before.month


def edit_an_entry(window, menus):
    page = window.show_page(HistoryPage)
    opened: list[object] = []
    page.day_card.list.opened.disconnect()
    page.day_card.list.opened.connect(opened.append)
    QTest.mouseDClick(page.day_card.list.viewport(), LEFT, pos=first_row(page))
    assert opened == [page.day_card.list.current_key]
    assert page.day_card.list.hasFocus()


def first_row(page):
    """Click the first entry of the day, and return where it stands."""
    rows = page.day_card.list
    number = next(n for n, row in enumerate(rows.rows) if row.key is not None)
    place = rows.visualRect(rows.model().index(number, 0)).center()
    QTest.mouseClick(rows.viewport(), LEFT, pos=place)
    return place


def delete_an_entry(window, menus):
    page = window.show_page(HistoryPage)
    page.show_day(window.tools.today - timedelta(days=1))
    before = len(window.tools.diary.all(Dose))
    right_click(page.day_card.list.viewport(), first_row(page))
    assert "Delete" in lines(menus[0])
    choose(menus[0], "Delete")
    assert len(window.tools.diary.all(Dose)) == before - 1


def open_a_calendar(window, menus):
    dialog = JumpDialog(window.tools, window.tools.today, window)
    dialog.show()
    [opens] = [e for e in dialog.findChildren(QPushButton) if e.accessibleName().startswith("Cal")]
    QTest.mouseClick(opens, LEFT)
    [popup] = dialog.findChildren(CalendarPopup)
    assert popup.isVisible()
    popup.close()
    dialog.reject()


def report_of(window):
    page = window.show_page(ReportPage)
    page.resize(1100, 700)
    return page


def print_it(window, menus):
    assert button(report_of(window), "Print…").isEnabled()


def choose_a_paper(window, menus):
    page = report_of(window)
    click(page, "Letter")
    assert button(page, "Letter").isChecked()


def switch_mood(window, menus):
    mood = report_of(window).preview.mood
    before = mood.isChecked()
    QTest.mouseClick(mood, LEFT, pos=QPoint(8, mood.height() // 2))
    assert mood.isChecked() is not before


def zoom(window, menus):
    view = report_of(window).preview.view
    before = view.widget().width()
    click(window, "Zoom in")
    assert view.widget().width() > before
    click(window, "Fit width")
    assert view.widget().width() == before


WAYS = {
    ("Today", "Enter"): log_with_lunch,
    ("Today", "← →"): log_with_lunch,
    ("Today", "Shift+Tab"): go_to_the_time,
    ("Today", "↓ ↑"): go_to_a_symptom,
    ("Today", "a letter"): go_to_a_symptom,
    ("Today", "0 1 2 3"): answer,
    ("Today", "Delete"): take_back,
    ("Today", "Space"): press_a_button,
    ("Today", "+ − * . of the number pad"): press_a_button,
    ("Today", "Menu"): open_the_menu,
    ("History", "Arrows, Page Up, Page Down"): choose_another_day,
    ("History", "Enter"): edit_an_entry,
    ("History", "Delete"): delete_an_entry,
    ("A day that is asked for", "F4, Alt+↓"): open_a_calendar,
    ("Visit report", "Enter"): print_it,
    ("Visit report", "a letter"): choose_a_paper,
    ("Visit report", "M"): switch_mood,
    ("Visit report", "+ −, F, G"): zoom,
}


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
@pytest.mark.parametrize("row", [each[:2] for each in PAGE_KEYS], ids=": ".join)
def test_a_mouse_does_what_the_key_does(window, menus, row):
    WAYS[row](window, menus)
