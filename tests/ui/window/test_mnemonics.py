"""A letter with Alt does one thing: no page takes a letter of the menus or of the warning panel."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from PySide6.QtWidgets import QAbstractButton, QLabel

from isodiary.domain.symptom import SymptomEntry
from isodiary.ui.course.page import CoursePage
from isodiary.ui.visits.consultation import ConsultationPage
from isodiary.ui.warnings.page import WarningPage
from isodiary.ui.window.main_window import MainWindow
from tests.ui.conftest import TODAY


@pytest.fixture
def open_window(qtbot):
    def open_at(tools):
        window = MainWindow(tools)
        qtbot.addWidget(window)
        with qtbot.waitExposed(window):
            window.show()
        return window

    return open_at


def letters(window):
    """Count the letters that are underlined in sight."""
    texts = [action.text() for action in window.menuBar().actions()]
    texts += [each.text() for each in window.findChildren(QAbstractButton) if each.isVisible()]
    texts += [
        each.text() for each in window.findChildren(QLabel) if each.buddy() and each.isVisible()
    ]
    return Counter(found[1].lower() for text in texts if (found := re.search(r"&([^&])", text)))


def twice(window):
    return {letter for letter, count in letters(window).items() if count > 1}


def test_the_first_start_takes_no_letter_of_the_menus(open_window, tools):
    window = open_window(tools)
    assert letters(window)["y"] == 1  # the day of the first capsule is in sight
    assert not twice(window)


@pytest.mark.parametrize("page", [CoursePage, ConsultationPage, WarningPage])
def test_the_page_takes_no_letter_of_the_menus_or_the_panel(open_window, course_desk, page):
    window = open_window(course_desk)
    window.stack.setCurrentWidget(window.page(page))
    window.warning_panel.show_sign(SymptomEntry(day=TODAY, symptom="vision_blurred", severity=2))
    assert window.warning_panel.isVisible()
    assert not twice(window)
