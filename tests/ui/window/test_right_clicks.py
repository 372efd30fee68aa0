"""A right click opens a menu and never acts; what is pointed at says the facts of its day."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from isodiary.domain.dose import Dose
from isodiary.domain.record import Weight
from isodiary.domain.symptom import SymptomEntry
from isodiary.ui.course.page import CoursePage
from isodiary.ui.history.page import HistoryPage
from isodiary.ui.kit.day_square import DaySquares
from isodiary.ui.labs.page import LabsPage
from isodiary.ui.today.page import TodayPage
from isodiary.ui.trends.page import TrendsPage
from tests.ui.conftest import TODAY
from tests.ui.windows import Answers, window_on

RIGHT = Qt.MouseButton.RightButton
REASON = QContextMenuEvent.Reason
OLD = TODAY - timedelta(days=5)


@pytest.fixture
def window(qtbot, course_desk):
    return window_on(qtbot, course_desk)


@pytest.fixture
def menus(monkeypatch):
    """Collect the menus that are opened."""
    opened = []
    monkeypatch.setattr(QMenu, "popup", lambda menu, place: opened.append(menu))
    return opened


def right_click(widget, place):
    """Press the right button and ask for the menu, as a platform does."""
    QTest.mouseClick(widget, RIGHT, pos=place)
    event = QContextMenuEvent(REASON.Mouse, place, widget.mapToGlobal(place))
    QApplication.sendEvent(widget, event)


def lines(menu):
    return [each.text().replace("&", "") for each in menu.actions() if each.text()]


def choose(menu, words):
    [action] = [each for each in menu.actions() if each.text().replace("&", "") == words]
    action.trigger()


def state(window):
    diary = window.tools.diary
    return diary.all(Dose), diary.all(SymptomEntry), diary.all(Weight)


def test_a_severity_is_not_answered_by_a_right_click_but_offered(window, menus):
    before = state(window)
    row = window.page(TodayPage).symptoms.rows[0]
    right_click(row, row.shape_now.cell_of(3).center().toPoint())
    assert state(window) == before
    [menu] = menus
    assert [line[:1] for line in lines(menu)] == ["0", "1", "2", "3"]
    menu.actions()[2].trigger()
    assert row.view.severity == 2
    right_click(row, QPoint(4, 4))
    assert lines(menus[1])[4:] == ["Write about it…", "Delete", "History of this entry…"]
    assert [each.isChecked() for each in menus[1].actions()[:4]] == [False, False, True, False]
    choose(menus[1], "Delete")
    assert row.view.severity is None


def test_a_dose_is_not_logged_by_a_right_click_but_offered(window, menus):
    before = state(window)
    logged, open_card = window.page(TodayPage).doses.cards
    right_click(open_card, QPoint(10, 10))
    right_click(open_card.take, QPoint(4, 4))
    right_click(logged, QPoint(10, 10))
    assert state(window) == before
    assert lines(menus[0]) == lines(menus[1]) == ["Log…"]
    assert lines(menus[2]) == ["Edit…", "Delete", "History of this entry…"]
    choose(menus[2], "Delete")
    assert len(window.tools.diary.all(Dose)) == len(before[0]) - 1


def test_a_square_opens_the_menu_of_its_day_and_does_not_turn_the_page(
    qtbot, monkeypatch, window, menus
):
    page = window.page(TodayPage)
    squares = page.findChild(DaySquares)
    day = squares._days[3].day
    right_click(squares, squares._square(3).center().toPoint())
    assert page.day == TODAY
    assert lines(menus[0])[0] == "Open in History"
    answers = Answers(qtbot, monkeypatch)
    days = []

    def look(dialog):
        days.append(dialog.day.value())
        dialog.reject()

    answers.give(look)
    choose(menus[0], "Weight…")
    assert days == [day]
    choose(menus[0], "Open in History")
    assert window.page(HistoryPage).calendar.day == day


def test_a_day_of_the_calendar_is_not_chosen_but_offered(window, menus):
    page = window.show_page(HistoryPage)
    chosen = page.calendar.day
    right_click(page.calendar.viewport(), page.calendar.cell_of(OLD).center().toPoint())
    assert page.calendar.day == chosen
    choose(menus[0], "Open on Today")
    assert window.page(TodayPage).day == OLD


def test_a_day_ahead_offers_only_what_can_be_planned(window, menus):
    page = window.show_page(HistoryPage)
    ahead = TODAY + timedelta(days=2)
    right_click(page.calendar.viewport(), page.calendar.cell_of(ahead).center().toPoint())
    assert lines(menus[0]) == ["Open on Today", "Visit…"]


def test_a_row_of_a_list_offers_what_its_entry_takes(window, menus):
    rows = window.show_page(LabsPage).weights.rows
    place = rows.visualRect(rows.model().index(0, 0)).center()
    right_click(rows.viewport(), place)
    assert lines(menus[0]) == ["Edit…", "Delete", "History of this entry…"]
    before = len(window.tools.diary.all(Weight))
    choose(menus[0], "Delete")
    assert len(window.tools.diary.all(Weight)) == before - 1


def test_charts_offer_the_day_and_keep_their_cursor(window, menus):
    chart = window.show_page(TrendsPage).trend.chart
    right_click(chart, chart.rect().center())
    strip = window.show_page(CoursePage).strip.strip
    right_click(strip, strip.rect().center())
    assert chart.cursor_day is None
    assert type(window.current) is CoursePage
    assert [lines(menu)[:2] for menu in menus] == [["Open on Today", "Open in History"]] * 2


def test_the_menu_key_opens_the_menu_of_what_has_the_cursor(window, menus):
    page = window.show_page(HistoryPage)
    page.show_day(OLD)
    page.calendar.setFocus()
    event = QContextMenuEvent(REASON.Keyboard, QPoint(0, 0), QPoint(0, 0))
    QApplication.sendEvent(page.calendar, event)
    choose(menus[0], "Open on Today")
    assert window.page(TodayPage).day == OLD


def test_a_square_says_what_its_day_holds(window):
    squares = window.page(TodayPage).findChild(DaySquares)
    said = squares.words_of(TODAY - timedelta(days=12))
    assert "First dose" in said
    assert "note" in said.lower()
