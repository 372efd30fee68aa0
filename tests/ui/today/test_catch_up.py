"""After days away: one key for each open dose, and one Enter."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtWidgets import QDialog

from isodiary.domain.plan import parse_plan
from isodiary.services.doses.catch_up import CatchUp, OpenSlot
from isodiary.ui.today.catch_up import CatchUpDialog
from tests.ui.conftest import TODAY
from tests.ui.keys import DOWN, ENTER, ESCAPE, TAB, UP, in_front, press

SLOTS = [
    OpenSlot(TODAY - timedelta(days=back), slot)
    for back in (2, 1)
    for slot in parse_plan("breakfast 20, dinner 20").slots
]


@pytest.fixture
def dialog(qtbot, tools):
    return in_front(qtbot, CatchUpDialog(tools.theme, SLOTS))


def test_it_opens_on_the_first_dose_with_nothing_answered(dialog):
    assert dialog.rows[0].hasFocus()
    assert dialog.answer() == {}


def test_each_dose_takes_one_key_and_one_enter_saves(dialog):
    assert press("p", "m", "s", "k", ENTER) == 5
    given = [CatchUp.AS_PLANNED, CatchUp.MISSED, CatchUp.SKIPPED, CatchUp.UNKNOWN]
    assert dialog.answer() == dict(zip(SLOTS, given, strict=True))
    assert dialog.result() == QDialog.DialogCode.Accepted


def test_dose_can_be_left_open_and_gone_back_to(dialog):
    press("p", DOWN, "m", UP, "o", ENTER)
    assert dialog.answer() == {SLOTS[0]: CatchUp.AS_PLANNED}


def test_all_as_planned_is_one_button(dialog):
    dialog.all.click()
    assert set(dialog.answer().values()) == {CatchUp.AS_PLANNED}
    assert dialog.save.hasFocus()


def test_escape_gives_it_up(dialog):
    press("p", ESCAPE)
    assert dialog.result() == QDialog.DialogCode.Rejected


def test_enter_on_cancel_gives_it_up(dialog):
    dialog.cancel.setFocus()
    press(ENTER)
    assert dialog.result() == QDialog.DialogCode.Rejected


def test_each_row_says_its_day_and_dose_and_answer(dialog):
    names = [row.accessibleName() for row in dialog.rows]
    assert len(set(names)) == len(names)
    assert "Sat 21\N{NO-BREAK SPACE}Nov" in names[0]
    assert "first dose" in names[0]
    press("m")
    assert "Missed" in dialog.rows[0].accessibleName()


def test_tab_leaves_the_rows_one_stop_each(dialog):
    press(TAB, TAB)
    assert dialog.rows[1].hasFocus()
