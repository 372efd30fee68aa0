"""Rows that go on in the next line, and cards that stand beneath each other where it is narrow."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QRect, QSize, Qt
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from isodiary.ui.kit.layouts import Beside, FlowLayout, Scroll


class Block(QWidget):
    def __init__(self, width_px=100, height_px=20):
        super().__init__()
        self._size = QSize(width_px, height_px)

    def sizeHint(self):
        return self._size


@pytest.fixture
def flow(qtbot):
    """Return a function that lays blocks out in a width, and gives back where they stand."""
    held = []

    def lay(*blocks, width_px=320, **how):
        top = QWidget()
        qtbot.addWidget(top)
        held.append(top)
        layout = FlowLayout(top, gap_px=10, **how)
        for block in blocks:
            layout.addWidget(block)
            block.show()
        layout.setGeometry(QRect(0, 0, width_px, 400))
        return [block.geometry().getRect() for block in blocks], layout

    return lay


def test_what_finds_no_room_goes_on_in_the_next_row(flow):
    places, layout = flow(Block(), Block(), Block(), Block())
    assert [place[:2] for place in places] == [(0, 0), (110, 0), (220, 0), (0, 30)]
    assert layout.heightForWidth(320) == 50
    assert layout.heightForWidth(1_000) == 20


def test_low_ones_stand_in_the_middle_of_their_row(flow):
    places, _ = flow(Block(height_px=20), Block(height_px=40))
    assert [place[1] for place in places] == [10, 0]


def test_one_that_is_wider_than_the_row_has_a_row_of_its_own(flow):
    places, _ = flow(Block(), Block(width_px=400), Block())
    assert [place[1] for place in places] == [0, 30, 60]


def test_first_takes_the_room_that_is_left_or_a_whole_row(flow):
    places, _ = flow(Block(), Block(), wide_first=True)
    assert [place[0::2] for place in places] == [(0, 210), (220, 100)]
    places, _ = flow(Block(), Block(), wide_first=True, width_px=150)
    assert [place[:2] for place in places] == [(0, 0), (0, 30)]


def test_hidden_ones_leave_no_gap(flow):
    blocks = [Block(), Block(), Block()]
    _, layout = flow(*blocks)
    blocks[1].hide()
    layout.setGeometry(QRect(0, 0, 320, 400))
    assert blocks[2].x() == 110


def test_it_begins_at_the_right_where_one_reads_from_there(qtbot, flow):
    block = Block()
    _, layout = flow(block)
    layout.parentWidget().setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    layout.setGeometry(QRect(0, 0, 320, 400))
    assert block.geometry().right() == 319


def test_nothing_takes_no_room(flow):
    _, layout = flow()
    assert layout.heightForWidth(300) == 0
    assert layout.itemAt(0) is None
    assert layout.takeAt(0) is None


def test_cards_stand_beside_each_other_only_where_each_has_its_letters(qtbot):
    beside = Beside(20)
    qtbot.addWidget(beside)
    cards = [Block(), Block()]
    for card in cards:
        beside.add(card)
    letter_px = beside.fontMetrics().averageCharWidth()
    beside.resize(letter_px * 60, 200)
    beside.show()
    assert cards[0].y() == cards[1].y()
    beside.resize(letter_px * 30, 200)
    qtbot.waitUntil(lambda: cards[1].y() > cards[0].y())
    assert beside.minimumSizeHint().width() < letter_px * 30 + 100
    beside.remove(cards[0])
    assert cards[0].isHidden()


def test_what_scrolls_is_painted_once_where_it_is_switched_to(qtbot):
    painted = []

    class Inked(QWidget):
        def paintEvent(self, event):
            painted.append(self)

    def page():
        content = QWidget()
        column = QVBoxLayout(content)
        column.addWidget(Inked())
        return Scroll(content)

    window, stack = QWidget(), QStackedWidget()
    qtbot.addWidget(window)
    QVBoxLayout(window).addWidget(stack)
    for each in (page(), page()):
        stack.addWidget(each)
    with qtbot.waitExposed(window):
        window.show()
    for place in (1, 0):  # the first time it is laid out too
        stack.setCurrentIndex(place)
        QCoreApplication.processEvents()
    painted.clear()
    stack.setCurrentIndex(1)
    QCoreApplication.processEvents()
    assert len(painted) == 1
