"""What isodiary says about itself, and the list of keys, which must be true."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel, QMenu

from isodiary import __version__
from isodiary.ui.window.about import KEYS, AboutDialog, KeysDialog
from isodiary.ui.window.main_window import MainWindow
from isodiary.ui.window.page import PAGES
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


def test_keys_of_the_whole_window_are_those_of_the_menus(qtbot, course_desk):
    window = MainWindow(course_desk)
    qtbot.addWidget(window)
    bound = {
        key.toString()
        for menu in window.menuBar().findChildren(QMenu)
        for action in menu.actions()
        for key in (action.shortcuts() or [action.shortcut()])
    }
    told = [keys for keys, does in KEYS if keys.startswith(("Ctrl", "Alt")) and does]
    single = {part for keys in told for part in keys.replace("…", " ").replace(",", " ").split()}
    single = {part.replace("←", "Left").replace("→", "Right") for part in single}
    assert single - {""} <= bound
    assert f"Ctrl+{len(PAGES)}" in single
