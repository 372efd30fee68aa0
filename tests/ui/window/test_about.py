"""What isodiary says about itself, and the list of keys, which must be true."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QLabel

from isodiary import __version__
from isodiary.ui.window.about import EVERYWHERE, AboutDialog, KeysDialog, key_list
from isodiary.ui.window.main_window import MainWindow
from tests.ui.keys import ENTER, in_front, press
from tests.ui.windows import desk_on


def words(dialog):
    return "\n".join(label.text() for label in dialog.findChildren(QLabel))


def test_about_says_version_standing_credits_and_where_the_diary_is(qtbot, qapp, clock, tmp_path):
    tools = desk_on(tmp_path / "diary.sqlite", clock, qapp)
    said = words(in_front(qtbot, AboutDialog(tools)))
    for part in (__version__, "never a doctor", "MIT", "LGPL", "Apache", "OFL", "LOINC", "SNOMED"):
        assert part in said
    assert str(tmp_path / "diary.sqlite") in said
    tools.diary.close()


def test_about_says_of_a_made_up_diary_that_it_is_one(qtbot, tools):
    assert "made up" in words(in_front(qtbot, AboutDialog(tools)))


@pytest.mark.parametrize("kind", ["about", "keys"])
def test_enter_closes_it(qtbot, tools, kind):
    dialog = AboutDialog(tools) if kind == "about" else KeysDialog(tools.theme)
    in_front(qtbot, dialog)
    press(ENTER)
    assert not dialog.isVisible()


def test_every_key_of_the_menus_is_listed_once_and_no_other(qtbot, course_desk):
    window = MainWindow(course_desk)
    qtbot.addWidget(window)
    bound = sorted(
        QKeySequence(key).toString()
        for action in window.menus.actions.values()
        for key in action.shortcuts()
    )
    listed = key_list()
    told = [keys for keys, does in listed[listed.index((EVERYWHERE, "")) + 1 :]]
    single = sorted(QKeySequence(key).toString() for keys in told for key in keys.split(", "))
    assert single == bound
    assert len(bound) > 30


def test_letters_of_a_page_are_listed_under_its_name():
    listed = key_list()
    today = listed[listed.index(("Today", "")) : listed.index(("History", ""))]
    assert {"Y", "N", "S", "C", "/"} <= {keys for keys, _ in today}
