"""The card that asks, once and quietly, what leaflets ask, and shows what was answered."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from isodiary.domain.catalogue.products import Product
from isodiary.domain.screening import Answer
from isodiary.language import _, marked, plural
from isodiary.services.course import screening as answering
from isodiary.services.course.screening import Answered
from isodiary.services.course.view import CourseView
from isodiary.ui.course.screening_dialog import precaution_dialog, question_dialog
from isodiary.ui.kit.button import Button, Look
from isodiary.ui.kit.card import Card
from isodiary.ui.kit.forms import ask
from isodiary.ui.kit.layouts import FlowLayout
from isodiary.ui.kit.text import Text, Tone
from isodiary.ui.tools import Tools

HEADING = marked("What leaflets ask")
ASKING = marked(
    "Leaflets ask about allergies, illnesses and other medicines before the "
    "first capsule. Answer here what you like; nothing waits for it, and it "
    "can be changed at any time."
)


class ScreeningCard(Card):
    """Questions and precautions with what was answered.

    Attributes:
        asking: Says what it is about, until something is answered or it is put away.
        telling: The answers to tell the prescriber of, and the sentence that says so.
        rest: The other answers.
        ask, precautions, later: The buttons.
    """

    def __init__(self, tools: Tools) -> None:
        super().__init__(tools.theme)
        self._tools = tools
        self._given: tuple[Answer, ...] = ()
        self._product: Product | None = None
        self.asking = Text(tools.theme, _(ASKING), Tone.MUTED, wrap=True)
        self.telling = Text(tools.theme, tone=Tone.STRONG, wrap=True)
        self.rest = Text(tools.theme, wrap=True)
        self.standing = Text(
            tools.theme, tools.catalogues.screening.standing, Tone.SMALL, wrap=True
        )
        self.ask = Button(tools.theme, _("Answer the &questions…"))
        self.precautions = Button(tools.theme, _("&Precautions…"))
        self.later = Button(tools.theme, _("Not now"), Look.QUIET)
        self._put_together()
        self.ask.clicked.connect(self._ask)
        self.precautions.clicked.connect(self._ask_precautions)
        self.later.clicked.connect(self._put_away)

    def fill(self, view: CourseView, product: Product | None) -> None:
        """Show what was answered."""
        self._given, self._product = view.answers, product
        found = answering.answered(self._tools.catalogues.screening, view.answers)
        away = self._tools.settings.questions_put_away
        self.asking.setVisible(found.nothing and not away)
        self.later.setVisible(found.nothing and not away)
        self.standing.setVisible(not found.nothing)
        self._show(self.telling, self._telling_words(found))
        self._show(self.rest, "" if found.nothing else _rest_words(found))

    def _telling_words(self, found: Answered) -> str:
        lines = [answering.answer_words(each.short, said) for each, said in found.telling]
        return "\n".join([*lines, self._tools.catalogues.screening.tell]) if lines else ""

    def _put_together(self) -> None:
        self.body.addWidget(Text(self._tools.theme, _(HEADING), Tone.HEADING, wrap=True))
        for widget in (self.asking, self.telling, self.rest, self.standing):
            self.body.addWidget(widget)
        row = QWidget()
        flow = FlowLayout(row)
        for button in (self.ask, self.precautions, self.later):
            flow.addWidget(button)
        self.body.addWidget(row)

    def _show(self, text: Text, said: str) -> None:
        text.setText(said)
        text.setVisible(bool(said))

    @Slot()
    def _ask(self) -> None:
        dialog = question_dialog(self._tools, self._product, self._given, self)
        ask(dialog, self._tools.editor.write, about="questions")

    @Slot()
    def _ask_precautions(self) -> None:
        dialog = precaution_dialog(self._tools, self._given, self)
        ask(dialog, self._tools.editor.write, about="precautions")

    @Slot()
    def _put_away(self) -> None:
        self._tools.settings.questions_put_away = True
        self.asking.hide()
        self.later.hide()
        self.ask.setFocus()


def _rest_words(found: Answered) -> str:
    known = plural(
        found.precautions,
        "{number} of {count} precaution known.",
        "{number} of {count} precautions known.",
    ).format(number=found.known)
    if found.open:
        left = plural(
            found.open, "{count} question not answered.", "{count} questions not answered."
        )
    else:
        left = _("No question not answered.")
    return "\n".join([*answering.denied_words(found.denied), left, known])
