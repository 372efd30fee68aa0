"""After days away: one answer for each open dose, written as one change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QRectF, Qt, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QDialogButtonBox, QHBoxLayout, QVBoxLayout, QWidget

from isodiary.language import _, marked
from isodiary.services.doses.catch_up import CatchUp, OpenSlot
from isodiary.services.habits import PLAIN, Habits
from isodiary.services.words.days import day_of_week
from isodiary.services.words.names import slot_within, slot_words
from isodiary.ui.kit.button import Button
from isodiary.ui.kit.chips import Chips, Choice, in_words
from isodiary.ui.kit.forms import AskDialog
from isodiary.ui.kit.layouts import Scroll
from isodiary.ui.kit.text import Text, Tone
from isodiary.ui.look.theme import Theme
from isodiary.ui.tools import Tools

ANSWERS: tuple[Choice[CatchUp | None], ...] = (
    Choice(None, marked("Leave &open")),
    Choice(CatchUp.AS_PLANNED, marked("As &planned")),
    Choice(CatchUp.SKIPPED, marked("&Skipped")),
    Choice(CatchUp.MISSED, marked("&Missed")),
    Choice(CatchUp.UNKNOWN, marked("Not &known")),
)


class CatchUpDialog(AskDialog):
    """Asks what became of open doses."""

    def __init__(
        self,
        theme: Theme,
        slots: Sequence[OpenSlot],
        parent: QWidget | None = None,
        habits: Habits = PLAIN,
        drafted_by: Tools | None = None,
    ) -> None:
        super().__init__(theme, _("Open doses"), parent)
        self.drafted_by = drafted_by
        most = max((each.slot.number for each in slots), default=1)
        self.rows = [OpenRow(theme, each, most, habits) for each in slots]
        self.all = Button(theme, _("&All as planned"))
        self._said = Text(
            theme,
            _(
                "What became of these doses? P, S, M or K answers a row and goes to the "
                "next. A dose taken as planned is given its planned time."
            ),
            Tone.MUTED,
            wrap=True,
        )
        self._lay_out()
        self.all.clicked.connect(self._answer_all)
        for row in self.rows[:1]:
            row.setFocus()

    def answer(self) -> Mapping[OpenSlot, CatchUp]:
        """Return the answers given; a dose left open is not among them."""
        given = ((row.slot, row.answer) for row in self.rows)
        return {slot: answer for slot, answer in given if answer is not None}

    def keyPressEvent(self, event: QKeyEvent) -> None:
        place = next((i for i, row in enumerate(self.rows) if row.hasFocus()), None)
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.accept()
        elif place is not None and event.key() in steps:
            self._go_to(place + steps[Qt.Key(event.key())])
        elif place is not None and self.rows[place].take_letter(event.text()):
            self._go_to(place + 1)
        else:
            super().keyPressEvent(event)

    def _go_to(self, place: int) -> None:
        if 0 <= place < len(self.rows):
            self.rows[place].setFocus()

    @Slot()
    def _answer_all(self) -> None:
        for row in self.rows:
            row.choose(CatchUp.AS_PLANNED)
        self.save.setFocus()

    def _lay_out(self) -> None:
        sheet = QWidget()
        column = QVBoxLayout(sheet)
        for row in self.rows:
            column.addWidget(row)
        column.addStretch(1)
        self._sheet = Scroll(sheet)
        self.buttons.addButton(self.all, QDialogButtonBox.ButtonRole.ActionRole)
        outer = QVBoxLayout(self)
        outer.addWidget(self._said)
        outer.addWidget(self._sheet, 1)
        outer.addWidget(self.problem)
        outer.addWidget(self.buttons)
        letters = self.fontMetrics()
        width_px = max(sheet.sizeHint().width(), 110 * letters.averageCharWidth())
        self.resize(width_px, 24 * letters.height())


class OpenRow(QWidget):
    """One open dose and its answer."""

    def __init__(self, theme: Theme, slot: OpenSlot, slots: int, habits: Habits) -> None:
        super().__init__()
        self.slot = slot
        self._theme = theme
        self._chips: Chips[CatchUp | None] = Chips(theme, _("What became of it"))
        self._chips.offer(in_words(ANSWERS), None)
        which = slot_within(slot.slot.number, slots)
        day = f"{day_of_week(slot.day)}"
        name = f"{day} · {which}, {slot_words(slot.slot, habits)}"
        self._label = Text(theme, name, wrap=True)
        self._chips.chosen.connect(self._name_answer)
        self._name_answer()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 6, 8, 6)
        row.addWidget(self._label, 1)
        row.addWidget(self._chips, 1)

    @property
    def answer(self) -> CatchUp | None:
        """What was answered; None if it is left open."""
        return self._chips.value

    def choose(self, answer: CatchUp) -> None:
        """Answer the row."""
        self._chips.choose(answer)
        self._name_answer()

    def take_letter(self, letter: str) -> bool:
        """Answer by a letter; return whether it is one."""
        return self._chips.take_letter(letter)

    @Slot()
    def _name_answer(self) -> None:
        answer = next(_(each.words) for each in ANSWERS if each.value is self.answer)
        self.setAccessibleName(f"{self._label.text()}: {answer.replace('&', '')}")

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self.hasFocus():
            return
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(self._theme.colours.focus, 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 7, 7)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._label.set_tone(Tone.STRONG)
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._label.set_tone(Tone.BODY)
        super().focusOutEvent(event)
