"""Every command of the menus does something, and has a key of its own where it has one."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QKeySequence

from isodiary.domain.symptom import SymptomEntry
from isodiary.ui.course.details import ContactsDialog, CourseDialog
from isodiary.ui.course.page import CoursePage
from isodiary.ui.course.phases import EndDialog, PauseDialog
from isodiary.ui.course.plan import CorrectDialog, PlanDialog
from isodiary.ui.entries.acne import AcneDialog
from isodiary.ui.entries.dose import EXTRA, DoseDialog
from isodiary.ui.entries.symptom import AddSymptomDialog
from isodiary.ui.entries.visit import QuestionDialog, VisitDialog
from isodiary.ui.entries.weight import NoteDialog, WeightDialog
from isodiary.ui.exchange.export import ExportDialog
from isodiary.ui.history.page import HistoryPage
from isodiary.ui.history.search import JumpDialog
from isodiary.ui.labs.page import LabsPage
from isodiary.ui.labs.panel import PanelDialog
from isodiary.ui.look.theme import ThemeChoice
from isodiary.ui.paper.print import PaperDiaryDialog
from isodiary.ui.paper.type_in import TypeInDialog
from isodiary.ui.passphrase.dialog import PassphraseDialog
from isodiary.ui.preferences.dialog import PreferencesDialog
from isodiary.ui.report.page import ReportPage
from isodiary.ui.safety.acts import MADE_UP
from isodiary.ui.safety.backups import BackupsDialog
from isodiary.ui.safety.deleted import DeletedDialog
from isodiary.ui.safety.erase import EraseDialog
from isodiary.ui.safety.recent import RecentDialog
from isodiary.ui.today.catch_up import CatchUpDialog
from isodiary.ui.today.page import TodayPage
from isodiary.ui.today.tracked import TrackedDialog
from isodiary.ui.trends.page import TrendsPage
from isodiary.ui.visits.agreed import AgreedDialog
from isodiary.ui.visits.consultation import ConsultationPage
from isodiary.ui.warnings.page import WarningPage
from isodiary.ui.window import page as page_list
from isodiary.ui.window.about import AboutDialog, KeysDialog
from tests.ui.conftest import TODAY
from tests.ui.keys import ENTER, press
from tests.ui.windows import Answers, asked, desk_on, put_away, window_on

DIALOGS = {
    "An extra dose…": DoseDialog,
    "Open doses…": CatchUpDialog,
    "Type in days…": TypeInDialog,
    "Paper diary…": PaperDiaryDialog,
    "Another symptom…": AddSymptomDialog,
    "Change the list of symptoms…": TrackedDialog,
    "Note for the day…": NoteDialog,
    "Weight…": WeightDialog,
    "A blood test…": PanelDialog,
    "An acne check…": AcneDialog,
    "Visit…": VisitDialog,
    "Question for the visit…": QuestionDialog,
    "What was agreed…": AgreedDialog,
    "Change the plan…": PlanDialog,
    "Correct the plan…": CorrectDialog,
    "Pause…": PauseDialog,
    "End…": EndDialog,
    "Details…": CourseDialog,
    "Name and contacts…": ContactsDialog,
    "Go to a day…": JumpDialog,
    "Preferences…": PreferencesDialog,
    "Keys": KeysDialog,
    "About isodiary": AboutDialog,
}
PAGES = {
    "Visit report": ReportPage,
    "For the consultation": ConsultationPage,
    "Find an entry…": HistoryPage,
    "Find next": HistoryPage,
    "Find previous": HistoryPage,
    "History of the entry…": HistoryPage,
    "The due dose": TodayPage,
    "1 Today": TodayPage,
    "2 History": HistoryPage,
    "3 Trends": TrendsPage,
    "4 Labs  weight": LabsPage,
    "5 Course": CoursePage,
    "6 Visit report": ReportPage,
    "Warning signs": WarningPage,
}
OF_THE_FILE = {
    "Open recent…": RecentDialog,
    "Backups…": BackupsDialog,
    "Export…": ExportDialog,
    "Erase…": EraseDialog,
    "Deleted entries…": DeletedDialog,
    "Passphrase…": PassphraseDialog,
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
    assert window.tools.theme.choice is choice
    assert window.tools.settings.theme == choice
    assert command(window, name).isChecked()


def test_text_grows_and_shrinks_within_its_limits_and_is_remembered(window):
    larger, smaller = command(window, "Larger text"), command(window, "Smaller text")
    larger.trigger()
    assert window.tools.settings.text_factor == pytest.approx(1.1)
    for _ in range(20):
        larger.trigger()
    assert window.tools.theme.text_factor == 2.0
    smaller.trigger()
    assert window.tools.settings.text_factor == pytest.approx(1.9)
    command(window, "Usual text").trigger()
    assert window.tools.settings.text_factor == 1.0


def test_symptoms_are_answered_from_the_menu(window):
    command(window, "No symptoms").trigger()
    answers = window.tools.diary.between(SymptomEntry, TODAY, TODAY)
    assert {entry.severity for entry in answers} == {0}
    window.tools.editor.undo_stack.undo()
    command(window, "Same symptoms as last time").trigger()
    answers = window.tools.diary.between(SymptomEntry, TODAY, TODAY)
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


@pytest.fixture
def on_file(qtbot, qapp, clock, tmp_path):
    window = window_on(qtbot, desk_on(tmp_path / "diary.sqlite", clock, qapp, course=True))
    yield window
    put_away(window)


@pytest.mark.parametrize(("name", "dialog"), OF_THE_FILE.items())
def test_command_of_the_file_opens_its_dialog(qtbot, monkeypatch, on_file, name, dialog):
    answers = Answers(qtbot, monkeypatch)
    command(on_file, name).trigger()
    assert answers.seen == [dialog]


def test_a_new_diary_is_begun_and_a_copy_saved_where_the_patient_says(
    qtbot, monkeypatch, on_file, tmp_path
):
    asked(monkeypatch, tmp_path / "other", tmp_path / "copy")
    with qtbot.waitSignal(on_file.acts.path_asked) as path:
        command(on_file, "New diary…").trigger()
    assert path.args == [tmp_path / "other.sqlite"]
    command(on_file, "Save a copy…").trigger()
    assert (tmp_path / "copy.sqlite").exists()
    assert str(tmp_path / "copy.sqlite") in on_file.undo_bar.said.text()


def test_the_folder_of_the_diary_is_shown(monkeypatch, on_file, tmp_path):
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", staticmethod(opened.append))
    command(on_file, "Show the folder").trigger()
    assert opened == [QUrl.fromLocalFile(str(tmp_path))]


def test_what_is_not_in_a_file_has_no_backups_and_says_so(qtbot, monkeypatch, window):
    answers = Answers(qtbot, monkeypatch)
    for name in ("Backups…", "Erase…", "Show the folder"):
        window.undo_bar.leave()
        command(window, name).trigger()
        assert window.undo_bar.said.text() == MADE_UP
    assert answers.seen == []


def test_quit_closes_the_window(window):
    command(window, "Quit").trigger()
    assert not window.isVisible()


def test_a_diary_without_a_passphrase_says_that_nothing_locks_it(on_file):
    command(on_file, "Lock").trigger()
    assert "no passphrase" in on_file.undo_bar.said.text()


def test_every_command_is_tried_here(window):
    tried = {*DIALOGS, *PAGES, *THEMES, "Larger text", "Smaller text", "Usual text", "No symptoms"}
    tried |= {"Same symptoms as last time", "Day before", "Day after", "Today", "Quit"}
    tried |= {"Open a diary…", "Look at a sample"}
    tried |= {*OF_THE_FILE, "New diary…", "Save a copy…", "Show the folder", "Lock"}
    tried |= {"Import…"}  # in tests/ui/exchange
    tried |= {
        f"{place} {page.title}".replace("&", "") for place, page in enumerate(page_list.PAGES, 1)
    }
    names = {name for _, name in actions(window) if not name.startswith(("Undo", "Redo"))}
    assert names == tried


def test_without_a_course_only_what_needs_none_can_be_chosen(qtbot, tools):
    window = window_on(qtbot, tools)
    enabled = {name for (_, name), action in actions(window).items() if action.isEnabled()}
    assert {"Open a diary…", "Look at a sample", "Quit", "Warning signs", "Keys"} <= enabled
    assert not enabled & {"An extra dose…", "Visit report", "1 Today", "Pause…"}


def test_shortcuts_are_ones_that_qt_can_read(window):
    for action in actions(window).values():
        for key in action.shortcuts():
            assert QKeySequence(key.toString()) == key
