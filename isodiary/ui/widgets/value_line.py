"""A line in a column of lines: Enter and the arrows go from one to the next."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

_STEPS = {
    Qt.Key.Key_Return: 1,
    Qt.Key.Key_Enter: 1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
}


class ValueLine(QLineEdit):
    """A short line to type in.

    Signals:
        went_on: 1 towards the next line, -1 towards the one before.
        report_pasted: Several lines of text were pasted at once; nothing of them is typed here.
    """

    went_on = Signal(int)
    report_pasted = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and event.key() in _STEPS:
            self.went_on.emit(_STEPS[Qt.Key(event.key())])
        elif event.matches(QKeySequence.StandardKey.Paste) and (report := pasted_report()):
            self.report_pasted.emit(report)
        else:
            super().keyPressEvent(event)


def pasted_report() -> str:
    """Return the clipboard's text if it has several lines; else nothing."""
    text = QGuiApplication.clipboard().text()
    lines = [line for line in text.splitlines() if line.strip()]
    return text if len(lines) > 1 else ""
