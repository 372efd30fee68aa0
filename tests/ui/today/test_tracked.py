"""Choosing the daily symptoms by keyboard: ticks, order, the survey, areas and the search."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog

from isodiary.domain.catalogue.symptoms import Area
from isodiary.ui.today.tracked import ASKED, ID, SURVEY, TrackedDialog
from tests.ui.keys import DOWN, ENTER, ESCAPE, UP, hold, in_front, press, write

TRACKED = ("lips_dry", "headache")
ALT = Qt.KeyboardModifier.AltModifier
SPACE = Qt.Key.Key_Space


@pytest.fixture
def dialog(qtbot, tools):
    return in_front(qtbot, TrackedDialog(tools, TRACKED))


def shown(dialog):
    """Return the texts of the rows in sight, headings too."""
    items = [dialog.list.item(row) for row in range(dialog.list.count())]
    return [item.text() for item in items if not item.isHidden()]


def headings(dialog):
    items = [dialog.list.item(row) for row in range(dialog.list.count())]
    return [each.text() for each in items if each.data(ID) is None and not each.isHidden()]


def test_untouched_it_gives_back_the_same_list(dialog):
    press(ENTER)
    assert dialog.result() == QDialog.DialogCode.Accepted
    assert dialog.answer() == TRACKED


def test_space_ticks_and_unticks(dialog, tools):
    press(SPACE, DOWN, DOWN, SPACE)
    survey = tools.catalogues.symptoms.iss
    first = next(each for each in survey if each not in TRACKED)
    assert dialog.answer() == ("headache", first)


def test_order_is_changed_by_alt_and_arrows_among_those_asked(dialog):
    hold(ALT, DOWN)
    assert dialog.answer() == ("headache", "lips_dry")
    hold(ALT, DOWN)
    hold(ALT, UP)
    hold(ALT, UP)
    assert dialog.answer() == TRACKED
    assert not dialog.up.isEnabled()
    assert dialog.down.isEnabled()


def test_symptoms_stand_in_groups_each_symptom_once(dialog, tools):
    areas = tools.catalogues.symptoms.areas
    found = headings(dialog)
    assert found[:2] == [ASKED, SURVEY]
    assert [each for each in found[2:] if each not in areas.values()] == []
    assert [each for each in map(areas.get, Area) if each in found] == found[2:]
    rows = shown(dialog)
    assert len(rows) == len(set(rows))


def test_the_search_shows_what_is_called_so_and_leads_into_the_list(dialog):
    press("/")
    assert dialog.search.hasFocus()
    write("rash")
    rows = shown(dialog)
    assert 1 < len(rows) < 12
    assert headings(dialog)[0] == rows[0]
    press(ENTER, SPACE)
    ticked = [each for each in dialog.answer() if each not in TRACKED]
    assert len(ticked) == 1
    assert "rash" in ticked[0]
    dialog.search.clear()
    assert len(shown(dialog)) > 60


def test_a_search_without_a_hit_says_so_and_writes_nothing(dialog):
    dialog.search.setFocus()
    write("xyzzy")
    assert dialog.nothing.isVisible()
    assert shown(dialog) == []
    press(ENTER)
    assert dialog.isVisible()


def test_survey_is_added_to_what_is_ticked(dialog, tools):
    dialog.add_survey.click()
    assert set(dialog.answer()) == set(TRACKED) | set(tools.catalogues.symptoms.iss)


def test_escape_gives_it_up(dialog):
    press(SPACE, ESCAPE)
    assert dialog.result() == QDialog.DialogCode.Rejected


def test_symptom_that_no_catalogue_knows_any_more_keeps_its_place(qtbot, tools):
    dialog = TrackedDialog(tools, ("gone", "headache"))
    qtbot.addWidget(dialog)
    assert dialog.answer() == ("gone", "headache")
