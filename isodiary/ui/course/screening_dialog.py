"""The questions that leaflets ask, one at a time, each answered with a letter; none has to be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from isodiary.domain.catalogue.products import Product
from isodiary.domain.catalogue.screening import Screening
from isodiary.domain.change import Change
from isodiary.domain.screening import Answer, Said
from isodiary.domain.values import dataclass
from isodiary.language import _, marked
from isodiary.services.course import screening as answering
from isodiary.services.words.days import full_day
from isodiary.ui.kit.button import Button, Look
from isodiary.ui.kit.forms import AskDialog
from isodiary.ui.kit.layouts import FlowLayout
from isodiary.ui.kit.lists import RowList
from isodiary.ui.kit.rows import Row
from isodiary.ui.kit.text import Text, Tone
from isodiary.ui.look.theme import Theme
from isodiary.ui.tools import Tools

NOT_ANSWERED = marked("not answered")
FEWEST_LINES = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedCard:
    """One thing to answer.

    Attributes:
        key: Under which the answer is kept.
        short: What it is about.
        question: The whole question.
        says: The lines below it.
    """

    key: str
    short: str
    question: str
    says: tuple[str, ...]


QUESTION_KEYS = {
    "Y": (marked("Yes"), Said.YES),
    "N": (marked("No"), Said.NO),
    "U": (marked("Unsure"), Said.UNSURE),
}
PRECAUTION_KEYS = {"K": (marked("I know"), Said.KNOWN)}


class ScreeningDialog(AskDialog):
    """Goes through a list; a letter answers and goes on, Delete takes an answer away.

    Its answer is one change with all answers.

    Attributes:
        rows: The list.
        answers: The buttons with the answers, by their letter.
    """

    def __init__(
        self,
        tools: Tools,
        title: str,
        asked: Sequence[AskedCard],
        keys: Mapping[str, tuple[str, Said]],
        given: Sequence[Answer],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(tools.theme, title, parent)
        self._tools = self.drafted_by = tools
        self._asked = tuple(asked)
        self._keys = keys
        self._given = given
        self._before = {answer.key: answer for answer in given}
        self._said = {each.key: self._stored(each.key) for each in asked}
        self._make_widgets()
        self._lay_out()
        self._connect()
        self._fill()
        self.rows.choose_row(self._first_open())
        self.rows.setFocus()

    @property
    def said(self) -> Mapping[str, Said | None]:
        """What is answered now, by key."""
        return self._said

    def answer(self) -> Change | None:
        return answering.answer(self._given, self._said, self._tools.today)

    def say(self, said: Said | None) -> None:
        """Answer the current question, and go on to the next."""
        place = self.rows.currentIndex().row()
        self._said[self._asked[place].key] = said
        self._typed.setText(self._as_line())
        step = 1 if said is not None and place + 1 < len(self._asked) else 0
        self.rows.choose_row(place + step)
        self._show_current()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the letters before the list looks for rows, or opens one, that they stand for."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            return self._take_key(event) or event.text().isalpha()
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._take_key(event):
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        line_px = self.fontMetrics().height()
        screen = self.screen().availableSize()
        return QSize(round(34 * line_px), round(32 * line_px)).boundedTo(screen * 0.9)

    def _take_key(self, event: QKeyEvent) -> bool:
        found = self._keys.get(event.text().upper())
        if found is None or event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier:
            return False
        self.say(found[1])
        return True

    def _as_line(self) -> str:
        """Return what is answered, as the line that a draft keeps."""
        return " ".join(f"{key}={said.value}" for key, said in self._said.items() if said)

    @Slot(str)
    def _take_line(self, line: str) -> None:
        """Take what is answered from that line."""
        found = dict(each.split("=") for each in line.split())
        self._said = {key: Said(found[key]) if key in found else None for key in self._said}
        self._fill()
        self._show_current()

    def _stored(self, key: str) -> Said | None:
        before = self._before.get(key)
        return before.said if before else None

    def _first_open(self) -> int:
        places = range(len(self._asked))
        return next((p for p in places if self._said[self._asked[p].key] is None), 0)

    def _make_widgets(self) -> None:
        theme = self._tools.theme
        self.place = Text(theme, tone=Tone.SMALL)
        self.question = Text(theme, tone=Tone.HEADING, wrap=True)
        self.says = Text(theme, tone=Tone.MUTED, wrap=True)
        self.answers = {
            letter: Button(theme, _(name), hint=letter)
            for letter, (name, _said) in self._keys.items()
        }
        self.clear = Button(theme, _("Take away"), Look.QUIET, hint="Del")
        self.rows = _AnswerList(theme, _("Questions with their answers"))
        self.rows.installEventFilter(self)
        self._typed = QLineEdit(
            self._as_line(), self
        )  # never seen: a draft keeps what stands in it
        self._typed.hide()

    def _lay_out(self) -> None:
        answers = QWidget()
        flow = FlowLayout(answers)
        for button in (*self.answers.values(), self.clear):
            flow.addWidget(button)
        column = QVBoxLayout(self)
        for widget in (self.place, self.question, self.says, answers):
            column.addWidget(widget)
        column.addWidget(self.rows, 1)
        column.addWidget(self.problem)
        column.addWidget(self.buttons)

    def _connect(self) -> None:
        for button in self.answers.values():
            button.clicked.connect(self._press)
        self.clear.clicked.connect(self._clear)
        self._typed.textChanged.connect(self._take_line)
        self.rows.row_chosen.connect(self._show_current)
        self.rows.opened.connect(self.accept)
        self.rows.delete_asked.connect(self._clear)

    def _fill(self) -> None:
        place = self.rows.currentIndex().row()
        self.rows.blockSignals(True)
        self.rows.show_rows([self._row(each) for each in self._asked])
        self.rows.choose_row(place)
        self.rows.blockSignals(False)

    def _row(self, each: AskedCard) -> Row:
        said = self._said[each.key]
        before = self._before.get(each.key)
        if said is None:
            return Row(key=each, title=f"{each.short}: {_(NOT_ANSWERED)}")
        kept = before is not None and before.said is said
        day = f", {full_day(before.day)}" if before and kept else ""
        name = answering.SAID[said]
        return Row(
            key=each,
            title=f"{each.short}: {name}{day}",
            strong=said in answering.TELLING,
        )

    @Slot()
    def _show_current(self) -> None:
        place = self.rows.currentIndex().row()
        if place < 0:
            return
        each = self._asked[place]
        self.place.setText(
            _("{number} of {all}, each may stay open").format(
                number=place + 1, all=len(self._asked)
            )
        )
        self.question.setText(each.question)
        self.says.setText("\n".join(each.says))
        self.rows.setAccessibleDescription(" ".join((each.question, *each.says)))
        self.clear.setEnabled(self._said[each.key] is not None)

    @Slot()
    def _press(self) -> None:
        letter = next(key for key, button in self.answers.items() if button is self.sender())
        self.say(self._keys[letter][1])

    @Slot()
    def _clear(self) -> None:
        self.say(None)


class _AnswerList(RowList):
    """A list that is content with a few rows in view, and takes what room there is."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__(theme, name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def minimumSizeHint(self) -> QSize:
        return QSize(80, FEWEST_LINES * self.fontMetrics().lineSpacing())


def question_dialog(
    tools: Tools,
    product: Product | None,
    given: Sequence[Answer],
    parent: QWidget | None = None,
) -> ScreeningDialog:
    """Return the dialog with what leaflets ask."""
    screening: Screening = tools.catalogues.screening
    asked = [
        AskedCard(
            key=each.id,
            short=each.short,
            question=each.question,
            says=answering.question_details(each, product),
        )
        for each in screening.asked
    ]
    return ScreeningDialog(tools, _("What leaflets ask"), asked, QUESTION_KEYS, given, parent)


def precaution_dialog(
    tools: Tools, given: Sequence[Answer], parent: QWidget | None = None
) -> ScreeningDialog:
    """Return the dialog with the precautions, each to be ticked once it is known."""
    asked = [
        AskedCard(
            key=each.id,
            short=each.topic,
            question=each.topic,
            says=answering.precaution_details(each),
        )
        for each in tools.catalogues.screening.shown
    ]
    return ScreeningDialog(tools, _("Precautions"), asked, PRECAUTION_KEYS, given, parent)
