"""What a screen reader finds of the pages: their words, as text."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QWheelEvent
from PySide6.QtWidgets import QApplication

from isodiary.ui.report.page import ReportPage
from tests.ui.conftest import TODAY
from tests.ui.keys import CTRL, TAB, fill_day, hold, press
from tests.ui.windows import window_on


@pytest.fixture
def page(qtbot, course_desk):
    window = window_on(qtbot, course_desk)
    hold(CTRL, Qt.Key.Key_P)
    page = window.page(ReportPage)
    page.preview.name.later.click()
    return page


def told(page):
    return QAccessible.queryAccessibleInterface(page.preview.view.widget())


def words(page):
    found = told(page).textInterface()
    return found.text(0, found.characterCount())


def test_the_words_of_the_page_are_its_text(page):
    page.copy_text.click()
    assert words(page) == QApplication.clipboard().text()
    assert "Recorded by the patient" in words(page)
    assert told(page).text(QAccessible.Text.Name) == "Pages of the visit report"
    assert told(page).state().readOnly


def test_they_follow_what_is_chosen(page):
    before = words(page)
    press("1")
    assert words(page) != before
    assert "14 days" in words(page)


def test_without_pages_there_are_none(page):
    press("o")
    fill_day(page.options.first, TODAY + timedelta(days=1))
    assert page.pages is None
    assert words(page) == ""


def test_the_pages_are_reached_by_tab_and_left_by_it(page):
    paper = page.preview.view.widget()
    page.preview.fit_page.setFocus()
    press(TAB)
    assert QApplication.focusWidget() is paper
    assert told(page).state().focused
    press(TAB)
    assert QApplication.focusWidget() is not paper


def test_keys_and_wheel_are_left_to_the_view(page):
    bar = page.preview.view.verticalScrollBar()
    page.preview.view.setFocus()
    press(Qt.Key.Key_Down)
    assert bar.value() > 0
    place = QPointF(50, 50)
    paper = page.preview.view.widget().viewport()
    turned = QWheelEvent(
        place,
        paper.mapToGlobal(place),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    turned.setAccepted(True)
    QApplication.sendEvent(paper, turned)
    assert not turned.isAccepted()  # Qt hands on only what comes from a real wheel
    width_px = page.preview.view.widget().width()
    press("+")
    assert page.preview.view.widget().width() > width_px
