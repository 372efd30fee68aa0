"""The card of the visits: the next one with the questions for it, all others, what was agreed."""

from __future__ import annotations

from PySide6.QtCore import Slot

from isodiary.domain.record import Visit
from isodiary.language import _, marked
from isodiary.services.habits import Habits
from isodiary.services.visits.words import visit_details, visit_heading
from isodiary.storage.reads.visits import VisitBook, visit_book
from isodiary.ui.entries.actions import EntryActions
from isodiary.ui.kit.button import Button
from isodiary.ui.kit.card import line
from isodiary.ui.kit.forms import ask
from isodiary.ui.kit.list_card import ListCard
from isodiary.ui.kit.rows import Row
from isodiary.ui.tools import Tools
from isodiary.ui.visits.agreed import AgreedDialog
from isodiary.ui.visits.questions import QuestionsBox

NO_VISIT = marked("No visit was noted.")


class VisitsCard(ListCard):
    """All visits, those to come first, and the questions for the next one.

    Attributes:
        book: The visits and questions it shows.
        add, agreed: The buttons of the visits.
        questions: The questions.
    """

    def __init__(self, tools: Tools, entries: EntryActions) -> None:
        self.add = Button(tools.theme, _("Vis&it…"))
        self.agreed = Button(tools.theme, _("What wa&s agreed…"))
        super().__init__(
            tools,
            _("Visits"),
            remove=_("Delete visit"),
            change=_("Change…"),
            empty=_(NO_VISIT),
            buttons=[self.add, self.agreed],
        )
        self._tools = tools
        self._entries = entries
        self.book = VisitBook(today=tools.today, visits=(), questions=())
        self.questions = QuestionsBox(tools, entries)
        self.body.addWidget(line(tools.theme))
        self.body.addWidget(self.questions)
        self.add.clicked.connect(entries.plan_visit)
        self.agreed.clicked.connect(self._ask_chosen)
        self.rows.opened.connect(entries.edit)
        self.rows.delete_asked.connect(entries.delete)

    def reload(self) -> None:
        """Read the visits and the questions, and show them."""
        self.book = book = visit_book(self._tools.diary, self._tools.today)
        self.fill([_row(book, each, self._tools.habits) for each in reversed(book.visits)])
        self.agreed.setVisible(bool(book.visits))
        self.questions.fill(book)

    @Slot()
    def ask_agreed(self) -> None:
        """Ask what was agreed at the last visit; without one, ask for the visit first."""
        if self.book.last is None:
            self._entries.plan_visit()
        else:
            ask(AgreedDialog(self._tools, self.book.last, self.window()), self._tools.editor.write)

    @Slot()
    def _ask_chosen(self) -> None:
        """Ask what was agreed at the visit of the current row, unless that is still to come."""
        visit = self.rows.current_key
        if isinstance(visit, Visit) and visit.day <= self.book.today:
            ask(AgreedDialog(self._tools, visit, self.window()), self._tools.editor.write)
        else:
            self.ask_agreed()


def _row(book: VisitBook, visit: Visit, habits: Habits) -> Row:
    return Row(
        key=visit,
        title=visit_heading(visit, book.today, habits),
        detail="\n".join(visit_details(visit, book.asked_at(visit))),
        strong=visit.day >= book.today,
    )
