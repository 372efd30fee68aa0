"""The questions for the next visit: noted, put in order, ticked off or carried over."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from isodiary.domain.change import Change
from isodiary.domain.record import Question
from isodiary.language import _, marked
from isodiary.services.habits import Habits
from isodiary.services.visits import questions as ask_questions
from isodiary.services.visits.words import cut, questions_for_words, when_words
from isodiary.storage.reads.visits import VisitBook
from isodiary.ui.entries.actions import EntryActions
from isodiary.ui.kit.button import Button, Look
from isodiary.ui.kit.list_card import button_row
from isodiary.ui.kit.lists import RowList
from isodiary.ui.kit.rows import Row
from isodiary.ui.kit.text import Text, Tone
from isodiary.ui.tools import Tools
from isodiary.ui.window.commands import key_of

NO_QUESTION = marked("No question is noted. {key} notes one from any page.")
TICK, CARRY = marked("Tick off"), marked("Carry over")


class QuestionsBox(QWidget):
    """The open questions in their order, and below them those asked at the last visit.

    Attributes:
        rows: The questions.
        add, tick, earlier, later: The buttons.
    """

    def __init__(self, tools: Tools, entries: EntryActions) -> None:
        super().__init__()
        self._tools = tools
        self._entries = entries
        self._book = VisitBook(today=tools.today, visits=(), questions=())
        self.heading = Text(tools.theme, tone=Tone.STRONG, wrap=True)
        self.rows = QuestionList(tools.theme, _("Questions"))
        self.empty = Text(
            tools.theme, _(NO_QUESTION).format(key=key_of("question")), Tone.MUTED, wrap=True
        )
        self.add = Button(tools.theme, _("As&k a question…"), hint=key_of("question"))
        self.change = Button(tools.theme, _("Change…"), Look.QUIET)
        self.tick = Button(tools.theme, _(CARRY), Look.QUIET, hint="Space")
        self.earlier = Button(tools.theme, _("Earlier"), Look.QUIET, hint="Alt+↑")
        self.later = Button(tools.theme, _("Later"), Look.QUIET, hint="Alt+↓")
        self.remove = Button(tools.theme, _("Delete question"), Look.QUIET, hint="Del")
        self._on_row = (self.change, self.tick, self.earlier, self.later, self.remove)
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        for widget in (self.heading, self.rows, self.empty, button_row([self.add, *self._on_row])):
            body.addWidget(widget)
        self._connect()

    def fill(self, book: VisitBook) -> None:
        """Show the questions of a book of visits."""
        self._book = book
        rows = _rows(book, self._tools.habits)
        said = questions_for_words(book.next, book.today, self._tools.habits)
        self.heading.setText(said)
        self.rows.show_rows(rows)
        self.rows.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        for button in self._on_row:
            button.setVisible(bool(rows))
        self._name_tick()

    def _connect(self) -> None:
        self.add.clicked.connect(self._entries.ask_question)
        self.change.clicked.connect(self.rows.ask_open)
        self.tick.clicked.connect(self.rows.ask_tick)
        self.earlier.clicked.connect(self.rows.ask_earlier)
        self.later.clicked.connect(self.rows.ask_later)
        self.remove.clicked.connect(self.rows.ask_delete)
        self.rows.opened.connect(self._entries.edit)
        self.rows.delete_asked.connect(self._entries.delete)
        self.rows.tick_asked.connect(self._tick)
        self.rows.move_asked.connect(self._move)
        self.rows.row_chosen.connect(self._name_tick)

    @Slot()
    def _name_tick(self) -> None:
        """Name what Space does to the current question, and whether it can move."""
        question = self.rows.current_key
        asked = isinstance(question, Question) and bool(question.visit)
        self.tick.setText(_(CARRY) if asked else _(TICK))
        self.earlier.setEnabled(not asked)
        self.later.setEnabled(not asked)

    @Slot(object)
    def _tick(self, question: Question) -> None:
        if question.visit:
            self._attempt(partial(ask_questions.carry_over, [question]))
        else:
            book = self._book
            self._attempt(partial(ask_questions.tick_off, [question], book.last, book.today))

    @Slot(object, int)
    def _move(self, question: Question, by: int) -> None:
        if question.visit:
            return
        self._attempt(partial(ask_questions.move_question, self._book.open, question, by))
        places = [each.id for each in self._book.open]
        self.rows.choose_row(places.index(question.id))

    def _attempt(self, make: Callable[[], Change | None]) -> None:
        self._tools.editor.attempt(make)


class QuestionList(RowList):
    """A list of questions.

    Signals:
        tick_asked: Space was pressed on a question.
        move_asked: (question, -1 or 1) Alt with an arrow was pressed on it.
    """

    tick_asked = Signal(object)
    move_asked = Signal(object, int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
        if event.key() == Qt.Key.Key_Space:
            self.ask_tick()
        elif alt and event.key() == Qt.Key.Key_Up:
            self.ask_earlier()
        elif alt and event.key() == Qt.Key.Key_Down:
            self.ask_later()
        else:
            super().keyPressEvent(event)

    @Slot()
    def ask_tick(self) -> None:
        """Ask to tick the current question off, or to carry it over."""
        if self.current_key is not None:
            self.tick_asked.emit(self.current_key)

    @Slot()
    def ask_earlier(self) -> None:
        """Ask to put the current question before the one above it."""
        self._ask_to_move(-1)

    @Slot()
    def ask_later(self) -> None:
        """Ask to put the current question after the one below it."""
        self._ask_to_move(1)

    def _ask_to_move(self, by: int) -> None:
        if self.current_key is not None:
            self.move_asked.emit(self.current_key, by)


def _rows(book: VisitBook, habits: Habits) -> Sequence[Row]:
    open_rows = [
        Row(key=each, title=f"{place}. {cut(each.text)}")
        for place, each in enumerate(book.open, start=1)
    ]
    if book.last is None:
        return open_rows
    asked = _("asked at the visit of {when}").format(when=when_words(book.last, habits))
    return [
        *open_rows,
        *(
            Row(key=each, title=f"✓ {cut(each.text)}", detail=asked)
            for each in book.asked_at(book.last)
        ),
    ]
