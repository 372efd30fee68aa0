"""Every command of the menus does something, and has a key of its own where it has one."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtGui import QKeySequence

from isodiary.domain.symptom import SymptomEntry
from isodiary.ui import page_list
from isodiary.ui.course_page import CoursePage
from isodiary.ui.dialogs.about_dialog import AboutDialog
from isodiary.ui.dialogs.acne_dialog import AcneDialog
from isodiary.ui.dialogs.agreed_dialog import AgreedDialog
from isodiary.ui.dialogs.catch_up_dialog import CatchUpDialog
from isodiary.ui.dialogs.contacts_dialog import ContactsDialog
from isodiary.ui.dialogs.course_dialog import CourseDialog
from isodiary.ui.dialogs.dose_dialog import EXTRA, DoseDialog
from isodiary.ui.dialogs.end_dialog import EndDialog
from isodiary.ui.dialogs.keys_dialog import KeysDialog
from isodiary.ui.dialogs.note_dialog import NoteDialog
from isodiary.ui.dialogs.panel_dialog import PanelDialog
from isodiary.ui.dialogs.paper_diary_dialog import PaperDiaryDialog
from isodiary.ui.dialogs.pause_dialog import PauseDialog
from isodiary.ui.dialogs.phase_dialog import PhaseDialog
from isodiary.ui.dialogs.question_dialog import QuestionDialog
from isodiary.ui.dialogs.symptom_picker import AddSymptomDialog
from isodiary.ui.dialogs.tracked_dialog import TrackedDialog
from isodiary.ui.dialogs.type_in_dialog import TypeInDialog
from isodiary.ui.dialogs.visit_dialog import VisitDialog
from isodiary.ui.dialogs.weight_dialog import WeightDialog
from isodiary.ui.history_page import HistoryPage
from isodiary.ui.labs_page import LabsPage
from isodiary.ui.report_page import ReportPage
from isodiary.ui.theme import ThemeChoice
from isodiary.ui.today_page import TodayPage
from isodiary.ui.trends_page import TrendsPage
from isodiary.ui.visit_page import VisitPage
from isodiary.ui.warning_page import WarningPage
from tests.ui.conftest import TODAY
from tests.ui.keys import ENTER, press
from tests.ui.windows import Answers, window_on

DIALOGS = {
    "An extra dose…": DoseDialog,
    "Open doses…": CatchUpDialog,
    "Type in days…": TypeInDialog,
    "Paper diary…": PaperDiaryDialog,
    "Another symptom…": AddSymptomDialog,
    "Change the list of symptoms…": TrackedDialog,
    "Note for the day…": NoteDialog,
    "Weight…": WeightDialog,
    "A blood test…\tCtrl+B": PanelDialog,
    "An acne check…": AcneDialog,
    "Visit…": VisitDialog,
    "Question for the visit…": QuestionDialog,
    "What was agreed…": AgreedDialog,
    "New dose…": PhaseDialog,
    "Pause…": PauseDialog,
    "End…": EndDialog,
    "Details…": CourseDialog,
    "Name and contacts…": ContactsDialog,
    "Keys": KeysDialog,
    "About isodiary": AboutDialog,
}
PAGES = {
    "Visit report": ReportPage,
    "For the consultation": VisitPage,
    "Find an entry…": HistoryPage,
    "Find next\tF3": HistoryPage,
    "Find previous\tShift+F3": HistoryPage,
    "History of the entry…\tF2": HistoryPage,
    "The due dose": TodayPage,
    "1 Today": TodayPage,
    "2 History": HistoryPage,
    "3 Trends": TrendsPage,
    "4 Labs  weight": LabsPage,
    "5 Course": CoursePage,
    "6 Visit report": ReportPage,
    "Warning signs": WarningPage,
}
THEMES = {
    "As the system": ThemeChoice.SYSTEM,
    "Light": ThemeChoice.LIGHT,
    "Dark": ThemeChoice.DARK,
    "High contrast": ThemeChoice.CONTRAST,
}


@pytest.fixture
def window(qtbot, course_desk):
    return window_on(qtbot, course_desk)


def actions(window):
    """Return each command by its menu and its name."""
    return {
        (menu.text().replace("&", ""), action.text().replace("&", "")): action
        for menu in window.menuBar().actions()
        for action in menu.menu().actions()
        if not action.isSeparator()
    }


def command(window, name):
    found = [action for (_, each), action in actions(window).items() if each == name]
    assert len(found) == 1, name
    return found[0]


def test_no_two_commands_have_the_same_key(window):
    keys = [
        key.toString()
        for action in actions(window).values()
        for key in (action.shortcuts() or [action.shortcut()])
        if not key.isEmpty()
    ]
    assert len(keys) == len(set(keys)) > 20


def test_letters_are_unique_in_each_menu_and_among_the_menus(window):
    menus = window.menuBar().actions()
    for texts in (
        [menu.text() for menu in menus],
        *([each.text() for each in menu.menu().actions() if each.text()] for menu in menus),
    ):
        letters = [text.partition("&")[2][:1].lower() for text in texts]
        assert "" not in letters, texts
        assert len(letters) == len(set(letters)), texts


@pytest.mark.parametrize(("name", "dialog"), DIALOGS.items())
def test_command_opens_its_dialog(qtbot, monkeypatch, window, name, dialog):
    answers = Answers(qtbot, monkeypatch)
    command(window, name).trigger()
    assert answers.seen == [dialog]


@pytest.mark.parametrize(("name", "page"), PAGES.items())
def test_command_shows_its_page(window, name, page):
    window.show_page(CoursePage)
    command(window, name).trigger()
    assert type(window.stack.currentWidget()) is page


@pytest.mark.parametrize(("name", "choice"), THEMES.items())
def test_theme_is_taken_marked_and_remembered(window, name, choice):
    command(window, name).trigger()
    assert window.desk.theme.choice is choice
    assert window.desk.settings.theme == choice
    assert command(window, name).isChecked()


def test_text_grows_and_shrinks_within_its_limits_and_is_remembered(window):
    larger, smaller = command(window, "Larger text"), command(window, "Smaller text")
    larger.trigger()
    assert window.desk.settings.text_factor == pytest.approx(1.1)
    for _ in range(20):
        larger.trigger()
    assert window.desk.theme.text_factor == 2.0
    smaller.trigger()
    assert window.desk.settings.text_factor == pytest.approx(1.9)
    command(window, "Usual text").trigger()
    assert window.desk.settings.text_factor == 1.0


def test_symptoms_are_answered_from_the_menu(window):
    command(window, "No symptoms").trigger()
    answers = window.desk.diary.between(SymptomEntry, TODAY, TODAY)
    assert {entry.severity for entry in answers} == {0}
    window.desk.editor.undo_stack.undo()
    command(window, "Same symptoms as last time").trigger()
    answers = window.desk.diary.between(SymptomEntry, TODAY, TODAY)
    assert {entry.symptom: entry.severity for entry in answers} == {"lips_dry": 2, "headache": 0}


def test_days_are_turned_from_the_menu(window):
    page = window.page(TodayPage)
    command(window, "Day before").trigger()
    command(window, "Day before").trigger()
    assert page.day == TODAY - timedelta(days=2)
    command(window, "Day after").trigger()
    assert page.day == TODAY - timedelta(days=1)
    [today] = [
        a for (menu, name), a in actions(window).items() if (menu, name) == ("View", "Today")
    ]
    today.trigger()
    assert page.day == TODAY


def test_extra_dose_is_offered_as_one_also_while_a_dose_is_due(qtbot, monkeypatch, window):
    offered = []
    answers = Answers(qtbot, monkeypatch)

    def look(dialog):
        offered.append(dialog.slot.value())
        dialog.reject()

    answers.give(look)
    command(window, "An extra dose…").trigger()
    assert offered == [EXTRA]


def test_undo_and_redo_say_what_they_would_do(window):
    press(ENTER)
    undo = next(a for (_, name), a in actions(window).items() if name.startswith("Undo"))
    redo = next(a for (_, name), a in actions(window).items() if name.startswith("Redo"))
    assert undo.text() == "&Undo: Dose logged"
    undo.trigger()
    assert redo.text() == "&Redo: Dose logged"
    assert redo.isEnabled()


def test_open_and_sample_ask_the_house(qtbot, window):
    with qtbot.waitSignal(window.acts.open_asked):
        command(window, "Open a diary…").trigger()
    with qtbot.waitSignal(window.acts.sample_asked):
        command(window, "Look at a sample").trigger()


def test_quit_closes_the_window(window):
    command(window, "Quit").trigger()
    assert not window.isVisible()


def test_every_command_is_tried_here(window):
    tried = {*DIALOGS, *PAGES, *THEMES, "Larger text", "Smaller text", "Usual text", "No symptoms"}
    tried |= {"Same symptoms as last time", "Day before", "Day after", "Today", "Quit"}
    tried |= {"Open a diary…", "Look at a sample"}
    tried |= {
        f"{place} {page.title}".replace("&", "") for place, page in enumerate(page_list.PAGES, 1)
    }
    names = {name for _, name in actions(window) if not name.startswith(("Undo", "Redo"))}
    assert names == tried


def test_without_a_course_only_what_needs_none_can_be_chosen(qtbot, desk):
    window = window_on(qtbot, desk)
    enabled = {name for (_, name), action in actions(window).items() if action.isEnabled()}
    assert {"Open a diary…", "Look at a sample", "Quit", "Warning signs", "Keys"} <= enabled
    assert not enabled & {"An extra dose…", "Visit report", "1 Today", "Pause…"}


def test_shortcuts_are_ones_that_qt_can_read(window):
    for action in actions(window).values():
        for key in action.shortcuts():
            assert QKeySequence(key.toString()) == key
