"""Chips: one is chosen, always the one that is marked, by click, arrow or letter."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from isodiary.ui.kit.button import Button
from isodiary.ui.kit.chips import Chips, Choice
from tests.ui.keys import LEFT, RIGHT, in_front, press

MEALS = [Choice("d", "&Dinner"), Choice("l", "&Lunch"), Choice("n", "No &food")]


@pytest.fixture
def chips(qtbot, tools):
    top = QWidget()
    chips: Chips[str] = Chips(tools.theme, "Taken with")
    QVBoxLayout(top).addWidget(chips)
    chips.offer(MEALS, "d")
    in_front(qtbot, top)
    yield chips
    top.close()  # held until now, since nobody else does


def shown(chips):
    return [chip for chip in chips.findChildren(Button) if chip.isVisible()]


def marked(chips):
    return [chip.text().replace("&", "") for chip in shown(chips) if chip.isChecked()]


def test_what_is_offered_first_is_chosen_and_marked(chips):
    assert chips.value == "d"
    assert marked(chips) == ["Dinner"]


def test_offered_again_at_once_the_new_chip_is_the_marked_one(qtbot, chips):
    for value, name in (("l", "Lunch"), ("d", "Dinner"), ("n", "No food")) * 3:
        chips.offer(MEALS, value)
        assert chips.value == value
        qtbot.waitUntil(lambda: len(shown(chips)) == len(MEALS))
        assert marked(chips) == [name]


def test_click_chooses(qtbot, chips):
    with qtbot.waitSignal(chips.chosen):
        shown(chips)[1].click()
    assert chips.value == "l"


def test_arrows_and_letters_choose_and_the_focus_follows(chips):
    shown(chips)[0].setFocus()
    press(RIGHT)
    assert chips.value == "l"
    assert shown(chips)[1].hasFocus()
    press("f")
    assert chips.value == "n"
    press(RIGHT, LEFT)
    assert chips.value == "l"


def test_only_the_chosen_chip_is_a_stop_of_the_tab_key(chips):
    press_on = [chip for chip in shown(chips) if chip.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert [chip.text() for chip in press_on] == ["&Dinner"]


def test_letters_of_chips_leave_alt_to_the_menus(chips):
    chips.rename("l", "L&unch")
    assert all(chip.shortcut().isEmpty() for chip in shown(chips))


def test_renamed_chip_stays_chosen(chips):
    chips.rename("d", "&Supper")
    assert marked(chips) == ["Supper"]
    assert chips.take_letter("s")
    assert not chips.take_letter("d")
    assert not chips.take_letter("")
