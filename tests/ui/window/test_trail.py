"""The way back from pages that are not in the sidebar."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget

from isodiary.ui.window.page import Trail


@pytest.fixture
def pages(qtbot):
    made = [QWidget() for _ in range(3)]
    for page in made:
        qtbot.addWidget(page)
    return made


def test_it_leads_back_step_by_step_and_then_ends(pages):
    today, visit, warnings = pages
    trail = Trail()
    trail.step_aside(today, visit)
    trail.step_aside(visit, warnings)
    assert [trail.step_back() for _ in range(3)] == [visit, today, None]


def test_page_opened_again_from_a_later_one_is_not_led_back_to(pages):
    today, visit, warnings = pages
    trail = Trail()
    trail.step_aside(today, visit)
    trail.step_aside(visit, warnings)
    trail.step_aside(warnings, visit)
    assert [trail.step_back() for _ in range(3)] == [warnings, today, None]


def test_opening_what_is_in_sight_changes_nothing(pages):
    today, visit, _ = pages
    trail = Trail()
    trail.step_aside(today, visit)
    trail.step_aside(visit, visit)
    assert trail.step_back() is today


def test_page_of_the_sidebar_ends_the_way(pages):
    today, visit, _ = pages
    trail = Trail()
    trail.step_aside(today, visit)
    trail.arrive()
    assert trail.step_back() is None
