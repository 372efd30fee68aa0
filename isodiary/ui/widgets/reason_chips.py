"""Why a dose is skipped: one digit for each reason."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QVBoxLayout, QWidget

from isodiary.domain.dose import Reason
from isodiary.services.words.names import REASONS
from isodiary.ui.theme import Theme
from isodiary.ui.widgets.button import Button
from isodiary.ui.widgets.flow import FlowLayout
from isodiary.ui.widgets.text import Text, Tone


class ReasonChips(QWidget):
    """The reasons as buttons.

    Signals:
        chosen: A `Reason` was chosen.
    """

    chosen = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        self._group.idClicked.connect(self._choose)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(Text(theme, "Why is it skipped?", Tone.STRONG))
        rows = QWidget()
        flow = FlowLayout(rows)
        column.addWidget(rows)
        for place, reason in enumerate(Reason, start=1):
            button = Button(theme, REASONS[reason], hint=str(place))
            self._group.addButton(button, place)
            flow.addWidget(button)

    def focus_first(self) -> None:
        """Give the focus to the first reason."""
        first: QAbstractButton = self._group.button(1)
        first.setFocus()

    def take_key(self, event: QKeyEvent) -> bool:
        """Choose by a digit; return whether it chose."""
        digit = event.text()
        if digit.isdecimal() and self._group.button(int(digit)):
            self._choose(int(digit))
            return True
        return False

    @Slot(int)
    def _choose(self, place: int) -> None:
        self.chosen.emit(list(Reason)[place - 1])
