"""Noting or changing a visit to the doctor, and a question for one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from isodiary.domain.change import Change
from isodiary.domain.record import Question, Visit
from isodiary.language import _, marked
from isodiary.services import typed
from isodiary.services.days.typed_day import Toward
from isodiary.services.visits import questions as ask_questions
from isodiary.services.visits.plan import amend_visit, plan_visit
from isodiary.services.visits.words import for_next_words, noted_words, visit_doubts
from isodiary.storage.reads.visits import all_visits, next_visit, open_questions
from isodiary.ui.kit.fields.base import TypedField
from isodiary.ui.kit.fields.chosen import NoteField
from isodiary.ui.kit.fields.day import DayField, TimeField
from isodiary.ui.kit.forms import EntryDialog
from isodiary.ui.tools import Tools

KEYS = marked("Enter saves. Shift+Enter begins a new line.")


class QuestionDialog(EntryDialog):
    """The words of a question. `question` is the one to change, None for a new one."""

    def __init__(
        self, tools: Tools, question: Question | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(tools, _("Change the question") if question else _("Question"), parent)
        self._before = question
        self.question = _QuestionField(tools, question.text if question else "")
        if question is None:
            self.add_text(self._beside())
        self.add_field(self.question)
        self.add_text(_(KEYS))
        self.question.words.installEventFilter(self)
        self.question.take_focus()

    def change(self) -> Change | None:
        asked = open_questions(self.tools.diary)
        if self._before is None:
            return ask_questions.ask(asked, self.question.value(), self.tools.today)
        return ask_questions.reword(asked, self._before, self.question.value())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and _saves(event):
            self.accept()
            return True
        return super().eventFilter(watched, event)

    def _beside(self) -> str:
        """Return which visit it is for, and how many are noted already."""
        diary, today = self.tools.diary, self.tools.today
        said = for_next_words(next_visit(diary, today), today, self.tools.habits)
        count = len(open_questions(diary))
        return f"{said} · {noted_words(count)}" if count else said


class _QuestionField(NoteField):
    """A note that must have words."""

    def __init__(self, tools: Tools, text: str) -> None:
        super().__init__(tools.theme, _("&Question"), text)

    def value(self) -> str:
        return ask_questions.question_text(self.words.toPlainText())


def _saves(event: QKeyEvent) -> bool:
    plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
    return enter and plain == Qt.KeyboardModifier.NoModifier


class VisitDialog(EntryDialog):
    """Day, time, clinician and place. `visit` is the one to change, None for a new one.

    A new visit begins with the clinician and the place noted last.
    """

    def __init__(
        self, tools: Tools, day: date, visit: Visit | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(tools, _("Change the visit") if visit else _("Visit"), parent)
        self._before = visit
        known = visit or _known(tools)
        self.day = DayField(
            tools, _("&Day of the visit"), Toward.AHEAD, visit.day if visit else day
        )
        self.at = TimeField(tools, _("&Time"), visit.at if visit else None)
        self.clinician = _line(tools, _("&Whom you see"), known.clinician if known else "")
        self.place = _line(tools, _("&Place"), known.place if known else "")
        for field in (self.day, self.at, self.clinician, self.place):
            self.add_field(field)
        self.day.take_focus()

    def doubts(self) -> Sequence[str]:
        moved = self._before is None or self._before.day != self.day.value()
        return visit_doubts(self.day.value(), self.tools.today) if moved else ()

    def change(self) -> Change | None:
        visits = all_visits(self.tools.diary)
        day, at = self.day.value(), self.at.value()
        clinician, place = self.clinician.value(), self.place.value()
        if self._before is None:
            return plan_visit(visits, day, at=at, clinician=clinician, place=place)
        before = self._before
        return amend_visit(visits, before, day=day, at=at, clinician=clinician, place=place)


def _known(tools: Tools) -> Visit | None:
    """Return the latest visit whose clinician or place was noted."""
    named = (each for each in reversed(all_visits(tools.diary)) if each.clinician or each.place)
    return next(named, None)


def _line(tools: Tools, label: str, text: str) -> TypedField[str]:
    field = TypedField(tools.theme, label, typed.line, text=text, aid=_("May stay empty."))
    field.edit.setAccessibleName(label.replace("&", ""))
    return field
