"""A box to tick with words of any length: its height, its keys, and what it is called."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt

from isodiary.ui.kit.tick_row import PAD_PX, TickRow
from tests.ui.keys import ENTER, in_front, press
from tests.ui.pictures import around, grabbed, share_of, texts_of

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


@pytest.fixture
def row(qtbot, tools):
    row = in_front(qtbot, TickRow(tools.theme, "Some words"))
    row.resize(400, row.heightForWidth(400))
    row.clearFocus()
    return row


def box(row):
    side = row.fontMetrics().ascent()
    return QRectF(PAD_PX + 2, PAD_PX + (row.fontMetrics().height() - side) / 2, side, side)


def test_the_box_is_empty_until_it_is_ticked(row, tools):
    colours, inside = tools.theme.colours, box(row).adjusted(2, 2, -2, -2)
    assert share_of(grabbed(row), colours.surface, inside) == 1
    assert share_of(grabbed(row), colours.surface, box(row).adjusted(-1, -1, 1, 1)) < 0.9
    row.setChecked(True)
    picture = grabbed(row)
    assert 0.4 < share_of(picture, colours.accent, inside) < 0.95
    assert share_of(picture, colours.on_accent, inside) > 0.03
    for x, y in ((0.42, 0.74), (0.61, 0.51)):
        place = QPointF(
            box(row).left() + x * box(row).width(), box(row).top() + y * box(row).height()
        )
        assert share_of(picture, colours.accent, around(place, 1)) < 1


def test_the_words_stand_beside_the_box_in_the_room_they_are_measured_for(row, monkeypatch):
    [said] = texts_of(monkeypatch, row)
    assert said.area.left() > box(row).right()
    assert said.area.left() < box(row).right() + box(row).width()
    assert said.area.right() == row.width() - PAD_PX
    assert (said.area.top(), said.area.bottom()) == (PAD_PX, row.height() - PAD_PX)
    row.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    [after] = texts_of(monkeypatch, row)
    assert after.area.left() == pytest.approx(row.width() - said.area.right())


def test_a_ring_shows_the_focus(row, tools):
    foot = QRectF(20, row.height() - 3, 300, 2)
    assert share_of(grabbed(row), tools.theme.colours.focus, foot) == 0
    row.setFocus()
    assert share_of(grabbed(row), tools.theme.colours.focus, foot) > 0.4


def test_where_it_cannot_be_ticked_the_words_can_still_be_read(row, tools):
    row.setEnabled(False)
    picture, colours = grabbed(row), tools.theme.colours
    words = QRectF(box(row).right() + 4, 0, 120, row.height())
    assert share_of(picture, colours.text, words) > 0.01
    assert share_of(picture, colours.outline, box(row).adjusted(-1, -1, 1, 1), most=10) < 0.1
