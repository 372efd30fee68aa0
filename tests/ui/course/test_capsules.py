"""The capsules of a dose: typed in a line, or pressed together strength by strength."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt

from isodiary.domain.units import mg
from isodiary.services.habits import PLAIN
from isodiary.ui.course.capsules import CapsulesCell
from tests.ui.keys import in_front, press

STRENGTHS = (mg(20), mg(10), mg("2.5"))
LEFT, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton


@pytest.fixture
def cell(qtbot, tools):
    return in_front(qtbot, CapsulesCell(tools.theme, "&Capsules", STRENGTHS, PLAIN))


def words(cell):
    return [chip.text() for chip in cell.chips]


def held(cell):
    return sorted(cell.held, reverse=True)


def test_a_press_adds_one_and_a_right_click_takes_one_off(qtbot, cell):
    twenty, ten, _ = cell.chips
    for chip in (twenty, twenty, ten):
        qtbot.mouseClick(chip, LEFT)
    assert held(cell) == [mg(20), mg(20), mg(10)]
    assert words(cell) == ["20 ×2", "10 ×1", "2.5"]
    assert [chip.isChecked() for chip in cell.chips] == [True, True, False]
    qtbot.mouseClick(twenty, RIGHT)
    assert held(cell) == [mg(20), mg(10)]
    qtbot.mouseClick(ten, RIGHT)
    assert held(cell) == [mg(20)]
    assert words(cell) == ["20 ×1", "10", "2.5"]
    qtbot.mouseClick(ten, RIGHT)  # of which there is none
    assert held(cell) == [mg(20)]


@pytest.mark.parametrize("more", [Qt.Key.Key_Plus, Qt.Key.Key_Space])
@pytest.mark.parametrize("less", [Qt.Key.Key_Minus, Qt.Key.Key_Backspace, Qt.Key.Key_Delete])
def test_keys_add_one_and_take_one_off(cell, more, less):
    cell.chips[1].setFocus()
    press(more, more)
    assert held(cell) == [mg(10), mg(10)]
    press(less)
    assert held(cell) == [mg(10)]


def test_what_is_typed_is_counted_on_the_chips(cell):
    cell.field.set_text("2.5 + 2.5 + 20")
    assert words(cell) == ["20 ×1", "10", "2.5 ×2"]
    assert [chip.accessibleName().replace("\xa0", " ") for chip in cell.chips] == [
        "1 × 20 mg",
        "0 × 10 mg",
        "2 × 2.5 mg",
    ]


def test_a_chip_does_not_move_the_others_when_it_is_first_pressed(qtbot, cell):
    before = [chip.geometry() for chip in cell.chips]
    qtbot.mouseClick(cell.chips[0], LEFT)
    assert [chip.geometry() for chip in cell.chips] == before
    assert cell.chips[0].minimumSizeHint() == cell.chips[0].sizeHint()


def test_a_chip_says_how_it_is_used(cell):
    assert cell.chips[2].toolTip().replace("\xa0", " ").startswith("2.5 mg: ")
    assert not cell.caption.isVisible()
    line = cell.field.line.mapTo(cell, QPoint(0, 0))
    assert all(chip.x() > line.x() for chip in cell.chips)
