"""What a report leaves open, each question with its answers as buttons."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from isodiary.domain.catalogue.labs import LabCatalogue
from isodiary.language import _
from isodiary.services.labs.reading.report import LEAVE_OUT, OWN_NAME, Ask, OpenQuestion
from isodiary.services.labs.reading.sentences import question_sentence
from isodiary.services.labs.reading.session import PasteSession
from isodiary.services.words.days import full_day
from isodiary.ui.kit.button import Button
from isodiary.ui.kit.fields.base import ChoiceBox
from isodiary.ui.kit.layouts import FlowLayout
from isodiary.ui.kit.text import Text, Tone
from isodiary.ui.look.theme import Theme

LEAST_LINES = 5
MOST_LINES = 11
"""Of more lines of questions the rest is scrolled to."""
LONGEST_NAME = 40


class AskedList(QScrollArea):
    """The questions in the order of the report; the first has the focus.

    Signals:
        answered: (question, answer) that the patient chose.
        pointed_at: Number of the line that has the focus.
    """

    answered = Signal(object, str)

    def __init__(self, theme: Theme, labs: LabCatalogue) -> None:
        super().__init__()
        self._theme = theme
        self._labs = labs
        self._shown: tuple[OpenQuestion, ...] = ()
        self.buttons: list[Button] = []
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def show_questions(self, session: PasteSession) -> None:
        """Show what is open."""
        if session.questions == self._shown:
            return
        self._shown = session.questions
        self.buttons = []
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        for number, question in enumerate(self._shown, start=1):
            column.addWidget(self._question(question, number, session))
        column.addStretch(1)
        self.setWidget(inner)
        for button in self.buttons:
            button.show()  # the layout would do so only after what asks for the focus
        self.setVisible(bool(self._shown))
        self.updateGeometry()

    def take_focus(self) -> None:
        """Go to the first answer of the first question."""
        if self.buttons:
            self.buttons[0].setFocus()

    def sizeHint(self) -> QSize:
        most_px = self.fontMetrics().lineSpacing() * MOST_LINES
        return QSize(300, min(most_px, self._wanted_px()))

    def minimumSizeHint(self) -> QSize:
        least_px = self.fontMetrics().lineSpacing() * LEAST_LINES
        return QSize(160, min(least_px, self._wanted_px()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def _wanted_px(self) -> int:
        """Return the height of all questions at the width they have."""
        inner = self.widget()
        if inner is None:
            return 0
        width_px = max(300, self.viewport().width())
        return max(inner.heightForWidth(width_px), inner.minimumSizeHint().height()) + 4

    def _question(self, question: OpenQuestion, number: int, session: PasteSession) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 2, 0, 6)
        said = self._sentence(question)
        column.addWidget(Text(self._theme, f"{number}?  {said}", Tone.STRONG, wrap=True))
        chips = QWidget()
        flow = FlowLayout(chips)
        for answer, words in self._answers(question, session):
            button = Button(self._theme, words.replace("&", "&&"))
            button.setAccessibleDescription(said)
            button.clicked.connect(partial(self.answered.emit, question, answer))
            flow.addWidget(button)
            self.buttons.append(button)
        if question.about is Ask.NAME:
            flow.addWidget(self._other_test(question, said))
        column.addWidget(chips)
        return box

    def _sentence(self, question: OpenQuestion) -> str:
        short = question.name[:LONGEST_NAME] + ("…" if len(question.name) > LONGEST_NAME else "")
        if question.about is not Ask.NAME:
            return question_sentence(question, name=short)
        test = self._labs.get(question.choices[0])
        return _("Line {line}, “{printed}”: {test}?").format(
            line=question.line, printed=short, test=test.name if test else question.choices[0]
        )

    def _answers(self, question: OpenQuestion, session: PasteSession) -> Sequence[tuple[str, str]]:
        leave = (LEAVE_OUT, _("Leave out"))
        match question.about:
            case Ask.NAME:
                test = self._labs.get(question.choices[0])
                name = test.short if test else question.choices[0]
                yes = (question.choices[0], _("Yes, {test}").format(test=name))
                return [yes, (OWN_NAME, _("Own name")), leave]
            case Ask.DAY:
                days = (date.fromisoformat(each) for each in question.choices)
                return [(day.isoformat(), full_day(day)) for day in days]
            case Ask.NUMBER:
                return [
                    *((each, self._number(question, each, session)) for each in question.choices),
                    leave,
                ]
            case _:
                return [*((each, each) for each in question.choices), leave]

    def _number(self, question: OpenQuestion, choice: str, session: PasteSession) -> str:
        letter = session.would_be(question, choice)
        if not letter:
            return choice
        return _("{number}, would be {letter}").format(number=choice, letter=letter)

    def _other_test(self, question: OpenQuestion, said: str) -> ChoiceBox:
        box = ChoiceBox()
        box.setAccessibleName(_("Another test"))
        box.setAccessibleDescription(said)
        box.addItem(_("Another test…"), "")
        for test in self._labs.offered:
            box.addItem(test.name, test.id)

        def choose(place: int) -> None:
            if place:
                self.answered.emit(question, box.itemData(place))

        box.activated.connect(choose)
        return box
