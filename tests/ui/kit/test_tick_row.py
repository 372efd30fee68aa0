"""A box to tick with words of any length: its height, its keys, and what it is called."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt

from isodiary.ui.kit.tick_row import TickRow
from tests.ui.keys import ENTER, in_front, press

LONG = "Is it the training that I began in October? " * 6


@pytest.mark.parametrize("words", [LONG, "w" * 300])
def test_it_is_as_high_as_its_words_and_no_wider_than_there_is_room(tools, words):
    row = TickRow(tools.theme, words)
    assert row.heightForWidth(300) > row.heightForWidth(600) > row.heightForWidth(6000)
    assert row.minimumSizeHint().width() < 300


def test_its_words_tick_it_too_and_so_do_space_and_enter(qtbot, tools):
    row = in_front(qtbot, TickRow(tools.theme, LONG))
    row.setFocus()
    press(ENTER)
    assert row.isChecked()
    press(Qt.Key.Key_Space)
    assert not row.isChecked()
    qtbot.mouseClick(row, Qt.MouseButton.LeftButton, pos=QPoint(row.width() - 20, 8))
    assert row.isChecked()


def test_it_is_called_what_was_typed(tools):
    row = TickRow(tools.theme, "a & <b>b</b>")
    assert row.accessibleName() == "a & <b>b</b>"
    assert row.shortcut().isEmpty()
