"""Choosing the daily symptoms by keyboard: ticks, order, the survey."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog

from isodiary.ui.today.tracked import TrackedDialog
from tests.ui.keys import DOWN, ENTER, ESCAPE, UP, hold, in_front, press

TRACKED = ("lips_dry", "headache")
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def dialog(qtbot, tools):
    symptoms = tools.catalogues.symptoms
    made = TrackedDialog(tools.theme, tools.symptom_names(), TRACKED, symptoms.iss)
    in_front(qtbot, made)
    made.list.setFocus()
    return made


def test_untouched_it_gives_back_the_same_list(dialog):
    press(ENTER)
    assert dialog.result() == QDialog.DialogCode.Accepted
    assert dialog.symptoms() == TRACKED


def test_space_ticks_and_unticks(dialog):
    press(Qt.Key.Key_Space, DOWN, DOWN, Qt.Key.Key_Space)
    third = dialog.list.item(2).data(Qt.ItemDataRole.UserRole)
    assert dialog.symptoms() == ("headache", third)


def test_order_is_changed_by_alt_and_arrows(dialog):
    hold(ALT, DOWN)
    assert dialog.symptoms() == ("headache", "lips_dry")
    hold(ALT, UP)
    hold(ALT, UP)
    assert dialog.symptoms() == TRACKED


def test_survey_is_added_to_what_is_ticked(dialog, tools):
    dialog.add_survey.click()
    assert set(dialog.symptoms()) == set(TRACKED) | set(tools.catalogues.symptoms.iss)


def test_escape_gives_it_up(dialog):
    press(Qt.Key.Key_Space, ESCAPE)
    assert dialog.result() == QDialog.DialogCode.Rejected


def test_symptom_that_no_catalogue_knows_any_more_keeps_its_place(qtbot, tools):
    dialog = TrackedDialog(tools.theme, tools.symptom_names(), ("gone", "headache"), ())
    qtbot.addWidget(dialog)
    assert dialog.symptoms() == ("gone", "headache")
