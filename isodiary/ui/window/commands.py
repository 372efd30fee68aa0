"""What the commands of the menus do, on the pages they belong to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog, QWidget

from isodiary.ui.look.theme import TEXT_STEP, ThemeChoice
from isodiary.ui.today.page import TodayPage
from isodiary.ui.tools import Tools
from isodiary.ui.window.page import Page

if TYPE_CHECKING:
    from isodiary.ui.course.page import CoursePage
    from isodiary.ui.history.page import HistoryPage

AnyPage = TypeVar("AnyPage", bound=Page)


class ShownPages(Protocol):
    """What the acts need of the window."""

    def show_page(self, kind: type[AnyPage]) -> AnyPage:
        """Bring a page into sight."""

    def show_place(self, place: int) -> None:
        """Bring the page at a place of the sidebar into sight."""

    def show_visit(self) -> None:
        """Show what is looked at in the consultation."""

    def show_warnings(self, symptom: str = "") -> None:
        """Show the warning signs."""


class WindowActs(QObject):
    """One method for each command.

    Signals:
        open_asked: Another diary is to be opened.
        sample_asked: The sample is to be shown.
    """

    open_asked = Signal()
    sample_asked = Signal()

    def __init__(self, window: QWidget, pages: ShownPages, tools: Tools) -> None:
        super().__init__(window)
        self._window = window
        self._pages = pages
        self._tools = tools

    def show_place(self, place: int) -> None:
        """Show the page at a place of the sidebar."""
        self._pages.show_place(place)

    def show_report(self) -> None:
        """Show the sheet for the doctor."""
        from isodiary.ui.report.page import ReportPage

        self._pages.show_page(ReportPage)

    def show_visit(self) -> None:
        """Show the sheet in large type, with what is asked and agreed."""
        self._pages.show_visit()

    def show_warnings(self) -> None:
        """Show the warning signs."""
        self._pages.show_warnings()

    def find(self) -> None:
        """Look for an entry."""
        self._history().begin_search()

    def find_next(self) -> None:
        """Go to the next older entry that was found."""
        self._history().find_next()

    def find_previous(self) -> None:
        """Go to the next newer one."""
        self._history().find_previous()

    def tell_history(self) -> None:
        """Show what happened to the current entry."""
        self._history().day_card.tell_history()

    def go_to_due(self) -> None:
        """Go to the dose that is due."""
        self._today().go_to_today()

    def log_extra(self) -> None:
        """Log a dose outside the plan."""
        self._today().asks.ask_for_extra()

    def catch_up(self) -> None:
        """Answer the open doses."""
        self._today().asks.ask_to_catch_up()

    def type_in(self) -> None:
        """Type in days that were kept on paper."""
        from isodiary.ui.paper.type_in import TypeInDialog

        self._show(TypeInDialog(self._tools, self._window))

    def print_paper(self) -> None:
        """Print a diary to keep on paper."""
        from isodiary.ui.paper.print import PaperDiaryDialog

        self._show(PaperDiaryDialog(self._tools, self._window))

    def answer_same(self) -> None:
        """Answer the symptoms as last time."""
        self._today().symptoms.answer_same()

    def answer_none(self) -> None:
        """Answer every daily symptom with none."""
        self._today().symptoms.answer_none()

    def log_symptom(self) -> None:
        """Note a symptom that is not in the list."""
        self._today().asks.ask_for_symptom()

    def choose_symptoms(self) -> None:
        """Choose the symptoms asked every day."""
        self._today().asks.ask_for_list()

    def write_note(self) -> None:
        """Write about the day."""
        self._today().asks.ask_for_note()

    def weigh(self) -> None:
        """Note a weight."""
        self._today().asks.ask_for_weight()

    def plan_visit(self) -> None:
        """Note a visit."""
        self._today().asks.ask_for_visit()

    def log_labs(self) -> None:
        """Type in a blood test."""
        from isodiary.ui.labs.page import LabsPage

        self._pages.show_page(LabsPage).ask_panel()

    def check_acne(self) -> None:
        """Estimate the acne."""
        self._today().asks.ask_for_acne()

    def ask_question(self) -> None:
        """Note a question for the next visit, over whatever page is shown."""
        from isodiary.ui.entries.visit import QuestionDialog

        self._show(QuestionDialog(self._tools, parent=self._window))

    def day_before(self) -> None:
        """Show the day before."""
        self._today().go_back()

    def day_after(self) -> None:
        """Show the day after."""
        self._today().go_on()

    def go_to_today(self) -> None:
        """Show the present day."""
        self._today().go_to_today()

    def new_dose(self) -> None:
        """Plan another dose."""
        self._course().ask_new_dose()

    def pause(self) -> None:
        """Pause the course."""
        self._course().ask_pause()

    def end(self) -> None:
        """End the course."""
        self._course().ask_end()

    def note_agreed(self) -> None:
        """Note what was agreed at the last visit."""
        self._course().ask_agreed()

    def details(self) -> None:
        """Change the details of the course."""
        self._course().ask_details()

    def contacts(self) -> None:
        """Change name and contacts."""
        self._course().ask_contacts()

    def choose_theme(self, choice: ThemeChoice) -> None:
        """Take other colours."""
        self._tools.choose_theme(choice)

    def larger_text(self) -> None:
        """Make the text larger."""
        self._tools.set_text_factor(self._tools.theme.text_factor + TEXT_STEP)

    def smaller_text(self) -> None:
        """Make the text smaller."""
        self._tools.set_text_factor(self._tools.theme.text_factor - TEXT_STEP)

    def usual_text(self) -> None:
        """Give the text the size of the system."""
        self._tools.set_text_factor(1.0)

    def show_preferences(self) -> None:
        """Show how everything looks and is counted."""
        from isodiary.ui.preferences.dialog import PreferencesDialog

        self._show(PreferencesDialog(self._tools, self._window))

    def show_keys(self) -> None:
        """Show what the keys do."""
        from isodiary.ui.window.about import KeysDialog

        self._show(KeysDialog(self._tools.theme, self._window))

    def show_about(self) -> None:
        """Say what isodiary is, and where the diary is kept."""
        from isodiary.ui.window.about import AboutDialog

        self._show(AboutDialog(self._tools, self._window))

    def _show(self, dialog: QDialog) -> None:
        dialog.exec()
        dialog.deleteLater()

    def _today(self) -> TodayPage:
        return self._pages.show_page(TodayPage)

    def _history(self) -> HistoryPage:
        from isodiary.ui.history.page import HistoryPage

        return self._pages.show_page(HistoryPage)

    def _course(self) -> CoursePage:
        from isodiary.ui.course.page import CoursePage

        return self._pages.show_page(CoursePage)
