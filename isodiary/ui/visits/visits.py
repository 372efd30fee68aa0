"""The card of the visits: the next one with the questions for it, all others, what was agreed."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QDialog

from isodiary.domain.record import Visit
from isodiary.services.visits.plan import remove_visit
from isodiary.services.visits.words import visit_details, visit_heading
from isodiary.storage.reads.visits import VisitBook, visit_book
from isodiary.ui.entries.visit import VisitDialog
from isodiary.ui.kit.button import Button
from isodiary.ui.kit.card import line
from isodiary.ui.kit.list_card import ListCard
from isodiary.ui.kit.row_list import Line
from isodiary.ui.tools import Tools
from isodiary.ui.visits.agreed import AgreedDialog
from isodiary.ui.visits.questions import QuestionsBox

NO_VISIT = "No visit was noted."


class VisitsCard(ListCard):
    """All visits, those to come first, and the questions for the next one.

    Attributes:
        book: The visits and questions it shows.
        add, agreed: The buttons of the visits.
        questions: The questions.
    """

    def __init__(self, tools: Tools) -> None:
        self.add = Button(tools.theme, "Vis&it…")
        self.agreed = Button(tools.theme, "What wa&s agreed…")
        super().__init__(
            tools,
            "Visits",
            remove="Delete visit",
            change="Change…",
            empty=NO_VISIT,
            buttons=[self.add, self.agreed],
        )
        self._tools = tools
        self.book = VisitBook(today=tools.today, visits=(), questions=())
        self.questions = QuestionsBox(tools)
        self.body.addWidget(line(tools.theme))
        self.body.addWidget(self.questions)
        self.add.clicked.connect(self.ask_visit)
        self.agreed.clicked.connect(self._ask_chosen)
        self.rows.open_asked.connect(self._change)
        self.rows.remove_asked.connect(self._remove)

    def reload(self) -> None:
        """Read the visits and the questions, and show them."""
        self.book = book = visit_book(self._tools.diary, self._tools.today)
        self.fill([_row(book, each) for each in reversed(book.visits)])
        self.agreed.setVisible(bool(book.visits))
        self.questions.fill(book)

    @Slot()
    def ask_visit(self) -> None:
        """Ask for a visit."""
        self._show(VisitDialog(self._tools, self._tools.today, parent=self.window()))

    @Slot()
    def ask_agreed(self) -> None:
        """Ask what was agreed at the last visit; without one, ask for the visit first."""
        if self.book.last is None:
            self.ask_visit()
        else:
            self._show(AgreedDialog(self._tools, self.book.last, self.window()))

    @Slot()
    def _ask_chosen(self) -> None:
        """Ask what was agreed at the visit of the current row, unless that is still to come."""
        visit = self.rows.entry
        if isinstance(visit, Visit) and visit.day <= self.book.today:
            self._show(AgreedDialog(self._tools, visit, self.window()))
        else:
            self.ask_agreed()

    @Slot(object)
    def _change(self, visit: Visit) -> None:
        self._show(VisitDialog(self._tools, visit.day, visit, self.window()))

    @Slot(object)
    def _remove(self, visit: Visit) -> None:
        asked = self.book.asked_at(visit)
        self._tools.editor.attempt(partial(remove_visit, visit, asked))

    def _show(self, dialog: QDialog) -> None:
        dialog.exec()
        dialog.deleteLater()


def _row(book: VisitBook, visit: Visit) -> Line:
    return Line(
        entry=visit,
        heading=visit_heading(visit, book.today),
        details=visit_details(visit, book.asked_at(visit)),
        strong=visit.day >= book.today,
    )
