"""Where the window is narrow, or its text large, the choices of the report fold away."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from isodiary.ui.report.page import ReportPage
from tests.ui.conftest import TODAY
from tests.ui.keys import CTRL, ENTER, fill_day, hold, press
from tests.ui.windows import printing, window_on

SPACE = Qt.Key.Key_Space


@pytest.fixture
def window(qtbot, course_desk):
    window = window_on(qtbot, course_desk)
    yield window
    course_desk.theme.set_text_factor(1.0)


@pytest.fixture
def page(window):
    hold(CTRL, Qt.Key.Key_P)
    return window.page(ReportPage)


def shown(page):
    return page.print.isVisible(), page.preview.isVisible(), page.preview.options.isVisible()


def narrow(window, factor=1.0):
    window.tools.theme.set_text_factor(factor)
    window.resize(760, 560)


def test_in_a_wide_window_choices_stand_beside_the_pages(page):
    assert shown(page) == (True, True, False)
    assert not page.folding.back.isVisible()


@pytest.mark.parametrize("factor", [1.0, 2.0])
def test_in_a_narrow_one_the_page_fills_the_width_and_is_scrolled(window, page, factor):
    narrow(window, factor)
    assert shown(page) == (False, True, True)
    view = page.preview.view
    assert view.width() > 0.9 * page.width()
    assert view.widget().width() > 0.97 * view.viewport().width()
    assert view.verticalScrollBar().maximum() > 0
    assert view.horizontalScrollBar().maximum() == 0


def test_large_text_alone_folds_them_away_and_small_text_brings_them_back(qtbot, window, page):
    window.tools.theme.set_text_factor(2.0)
    qtbot.waitUntil(lambda: shown(page) == (False, True, True))
    window.tools.theme.set_text_factor(1.0)
    qtbot.waitUntil(lambda: shown(page) == (True, True, False))


def test_one_button_brings_them_and_another_leads_back(window, page):
    narrow(window)
    page.preview.options.click()
    assert shown(page) == (True, False, False)
    page.folding.back.click()
    assert shown(page) == (False, True, True)


def test_the_focus_is_always_on_something_that_is_seen(window, page):
    assert QApplication.focusWidget() is page.print
    narrow(window)
    assert QApplication.focusWidget() is page.preview.options
    press(SPACE)
    assert QApplication.focusWidget() is page.folding.back
    press(SPACE)
    assert QApplication.focusWidget() is page.preview.options
    page.preview.view.setFocus()
    page.focus_first()
    assert QApplication.focusWidget() is page.preview.options
    window.resize(1000, 760)
    assert QApplication.focusWidget().isVisible()


def test_two_keys_lead_to_paper_from_a_narrow_window(window, monkeypatch):
    printed = printing(monkeypatch)
    narrow(window)
    hold(CTRL, Qt.Key.Key_P)
    press(ENTER)
    assert len(printed) == 1


def test_letters_choose_while_the_choices_are_folded_away(window, page):
    narrow(window)
    press("1")
    assert page.covers.text().endswith(" 14\N{NO-BREAK SPACE}days")


def test_why_there_are_no_pages_is_seen_in_a_narrow_window(window, page):
    narrow(window)
    press("o")
    fill_day(page.options.first, TODAY + timedelta(days=1))
    assert page.covers.isVisible()
    assert page.folding.back.isVisible()


def test_a_wide_window_can_be_made_narrow(window, page):
    narrow(window)
    assert (window.width(), window.height()) == (760, 560)
