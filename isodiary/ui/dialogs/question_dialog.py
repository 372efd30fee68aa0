"""Noting a question for the next visit, from anywhere, or changing one."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from isodiary.domain.change import Change
from isodiary.domain.record import Question
from isodiary.services.visits import questions as ask_questions
from isodiary.services.visits.words import for_next_words, noted_words
from isodiary.storage.reads.visits import next_visit, open_questions
from isodiary.ui.desk import Desk
from isodiary.ui.dialogs.form_dialog import EntryDialog
from isodiary.ui.widgets.fields import NoteField

KEYS = "Enter saves. Shift+Enter begins a new line."


class QuestionDialog(EntryDialog):
    """The words of a question. `question` is the one to change, None for a new one."""

    def __init__(
        self, desk: Desk, question: Question | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(desk, "Change the question" if question else "Question", parent)
        self._before = question
        self.question = _QuestionField(desk, question.text if question else "")
        if question is None:
            self.add_text(self._beside())
        self.add_field(self.question)
        self.add_text(KEYS)
        self.question.words.installEventFilter(self)
        self.question.take_focus()

    def change(self) -> Change | None:
        asked = open_questions(self.desk.diary)
        if self._before is None:
            return ask_questions.ask(asked, self.question.value(), self.desk.today)
        return ask_questions.reword(asked, self._before, self.question.value())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and _saves(event):
            self.accept()
            return True
        return super().eventFilter(watched, event)

    def _beside(self) -> str:
        """Return which visit it is for, and how many are noted already."""
        diary, today = self.desk.diary, self.desk.today
        said = for_next_words(next_visit(diary, today), today)
        count = len(open_questions(diary))
        return f"{said} · {noted_words(count)}" if count else said


class _QuestionField(NoteField):
    """A note that must have words."""

    def __init__(self, desk: Desk, text: str) -> None:
        super().__init__(desk.theme, "&Question", text)

    def value(self) -> str:
        return ask_questions.question_text(self.words.toPlainText())


def _saves(event: QKeyEvent) -> bool:
    plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
    return enter and plain == Qt.KeyboardModifier.NoModifier
