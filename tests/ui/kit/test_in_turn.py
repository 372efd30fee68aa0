"""A scrolled page is filled part by part: what is in sight first, the rest afterwards."""

from __future__ import annotations

from functools import partial

import pytest
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget

from isodiary.ui.kit.in_turn import FilledInTurn

HIGH_PX = 400


@pytest.fixture
def area(qtbot):
    area = QScrollArea()
    content = QWidget()
    column = QVBoxLayout(content)
    for number in range(4):
        label = QLabel(str(number))
        label.setFixedHeight(HIGH_PX)
        column.addWidget(label)
    area.setWidget(content)
    area.setWidgetResizable(True)
    area.resize(300, HIGH_PX)
    qtbot.addWidget(area)
    return area


@pytest.fixture
def filled(area):
    """Fill the parts; return what fills them, and the numbers of those filled, in their order."""
    numbers: list[int] = []
    parts = area.findChildren(QLabel)
    turn = FilledInTurn(area)

    def fill():
        turn.fill({part: partial(numbers.append, int(part.text())) for part in parts})
        return turn, numbers

    return fill


def test_what_is_in_sight_is_filled_at_once_and_the_rest_once_nothing_is_to_do(qtbot, area, filled):
    area.show()
    turn, numbers = filled()
    assert numbers == [0]
    assert len(turn.waiting) == 3
    qtbot.waitUntil(lambda: numbers == [0, 1, 2, 3])


def test_what_is_scrolled_to_is_filled_before_it_is_painted(area, filled):
    area.show()
    _turn, numbers = filled()
    bar = area.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert numbers[:2] == [0, 3]


def test_a_page_out_of_sight_waits_until_it_is_shown(qtbot, area, filled):
    turn, numbers = filled()
    qtbot.wait(1)
    assert numbers == []
    area.show()
    turn.go_on()
    qtbot.waitUntil(lambda: sorted(numbers) == [0, 1, 2, 3])


def test_each_part_is_filled_once_and_what_is_asked_anew_takes_its_place(area, filled):
    area.show()
    turn, numbers = filled()
    filled()
    turn.fill_all()
    assert numbers == [0, 0, 1, 2, 3]
    turn.look()
    assert turn.waiting == ()


def test_nothing_more_is_filled_once_it_is_stopped(area, filled):
    area.show()
    turn, numbers = filled()
    turn.stop()
    turn.fill_all()
    assert numbers == [0]
