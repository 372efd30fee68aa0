"""Where the note of a day is written beneath a grid."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QSizePolicy, QWidget

from isodiary.ui.theme import Theme
from isodiary.ui.widgets.text import Text, Tone


class NoteLine(QWidget):
    """The note of a day, opened beneath the grid.

    Signals:
        written: Enter; Shift+Enter begins a new line.
        left: Escape; what is written stays.
    """

    written = Signal()
    left = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.label = Text(theme, tone=Tone.STRONG)
        self.edit = _Words()
        self.edit.setTabChangesFocus(True)
        self.edit.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.edit.written.connect(self.written)
        self.edit.left.connect(self.left)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.label, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.edit, 1)
        self.hide()

    def open(self, day: str, text: str) -> None:
        """Show the note of a day, to be written on."""
        self.label.setText(day)
        self.edit.setAccessibleName(f"Note for {day}")
        self.edit.setPlainText(text)
        self.edit.moveCursor(self.edit.textCursor().MoveOperation.End)
        self.edit.setFixedHeight(round(self.edit.fontMetrics().lineSpacing() * 2.8))
        self.show()
        self.edit.setFocus()


class _Words(QPlainTextEdit):
    """Two lines of text, done with Enter."""

    written = Signal()
    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        shift = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not shift:
            self.written.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
