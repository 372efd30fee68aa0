"""Of all lists in a window at most one row has the focus: that of the list that has it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QVBoxLayout, QWidget

from isodiary.ui.kit.lists import RowList
from isodiary.ui.kit.rows import Row
from isodiary.ui.look.theme import Theme, ThemeChoice
from tests.ui.keys import in_front

ROWS = [Row(title=name, key=name) for name in ("first", "second", "third")]


@pytest.fixture
def window(qtbot, qapp):
    """A window with two lists, neither with the focus."""
    theme = Theme(ThemeChoice.LIGHT)
    theme.apply(qapp)
    window = QWidget()
    column = QVBoxLayout(window)
    both = [RowList(theme, name) for name in ("Weights", "Visits")]
    other = QWidget()
    other.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    for widget in (other, *both):
        column.addWidget(widget)
    in_front(qtbot, window)
    other.setFocus()
    for each in both:
        each.show_rows(ROWS)
    return window


@pytest.fixture
def lists(window):
    return window.findChildren(RowList)


def states(rows, flag):
    told = QAccessible.queryAccessibleInterface(rows)
    return [bool(getattr(told.child(n).state(), flag)) for n in range(told.childCount())]


def test_no_row_of_a_list_without_the_focus_has_it(lists):
    for each in lists:
        assert each.current_key == "first"
        assert states(each, "focused") == [False, False, False]
        assert states(each, "selected") == [True, False, False]


def test_the_current_row_has_the_focus_with_its_list(qtbot, lists):
    weights, visits = lists
    weights.choose("second")
    assert weights.current_key == "second"
    weights.setFocus()
    assert states(weights, "focused") == [False, True, False]
    qtbot.keyClick(weights, Qt.Key.Key_Down)
    assert states(weights, "focused") == [False, False, True]
    visits.setFocus()
    assert states(weights, "focused") == [False, False, False]
    assert states(visits, "focused") == [True, False, False]
    assert weights.current_key == "third"
    weights.setFocus()
    assert states(weights, "focused") == [False, False, True]


def test_coming_and_going_tells_of_no_other_row(lists):
    weights, visits = lists
    heard: list[object] = []
    weights.row_chosen.connect(heard.append)
    weights.setFocus()
    visits.setFocus()
    weights.setFocus()
    assert heard == []
    weights.choose("third")
    assert heard == ["third"]


def test_the_remembered_row_moves_with_its_list(lists):
    weights, _visits = lists
    weights.choose("third")
    weights.show_rows(ROWS[1:])
    assert weights.current_key == "third"
    weights.show_rows(ROWS[:1])
    assert weights.current_key == "first"
    weights.show_rows([])
    assert weights.current_key is None


def test_a_row_that_a_screen_reader_selects_becomes_the_current_one(qtbot, lists, monkeypatch):
    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    weights, _visits = lists
    told = QAccessible.queryAccessibleInterface(weights)
    told.child(2).actionInterface().doAction("Toggle")
    qtbot.waitUntil(lambda: weights.current_key == "third")
    assert states(weights, "selected") == [False, False, True]
