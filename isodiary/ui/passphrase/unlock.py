"""Asking for the passphrase: a field and a button, and the dialog before there is a window."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from isodiary.domain.errors import DiaryError
from isodiary.language import _, marked
from isodiary.storage.database import Key
from isodiary.storage.unlocking import unlock
from isodiary.ui.kit.button import Button, Look
from isodiary.ui.kit.card import Card
from isodiary.ui.kit.layouts import FlowLayout, Scroll
from isodiary.ui.kit.text import Text, Tone, breakable
from isodiary.ui.look.theme import Theme

LABEL = marked("Pass&phrase, or recovery key")
SHOW = marked("Show what is &typed")
EITHER = marked(
    "The recovery key, from paper, opens it as well. A wrong one costs nothing but time."
)
LETTERS = 60


class SecretField(QLineEdit):
    """A line whose letters are not shown; no draft is kept of it, nor does the system learn it."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setAccessibleName(name.replace("&", ""))
        self.setMaxLength(1_000)

    @Slot(bool)
    def show_typed(self, shown: bool) -> None:
        """Show the letters, or hide them."""
        modes = QLineEdit.EchoMode
        self.setEchoMode(modes.Normal if shown else modes.Password)


class UnlockPanel(QWidget):
    """Asks until what is typed opens the diary.

    Signals: `unlocked` with what opened it.

    Attributes:
        field: Where it is typed.
        show_typed: The box that shows it.
        open: The button.
        problem: What was refused last.
    """

    unlocked = Signal(object)

    def __init__(self, theme: Theme, opens: Callable[[str], object]) -> None:
        """Args: `opens` returns what opens the diary, or raises a `DiaryError`."""
        super().__init__()
        self._opens = opens
        self.field = SecretField(_(LABEL))
        self.show_typed = QCheckBox(_(SHOW))
        self.show_typed.toggled.connect(self.field.show_typed)
        self.open = Button(theme, _("&Unlock"), Look.PRIMARY, hint="⏎")
        self.problem = Text(theme, tone=Tone.WARNING, wrap=True)
        self.problem.hide()
        label = QLabel(_(LABEL))
        label.setBuddy(self.field)
        label.setWordWrap(True)
        buttons = QWidget()
        flow = FlowLayout(buttons)
        flow.addWidget(self.open)
        flow.addWidget(self.show_typed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        for part in (label, self.field, buttons, self.problem):
            column.addWidget(part)
        column.addWidget(Text(theme, _(EITHER), Tone.SMALL, wrap=True))
        self.open.clicked.connect(self.unlock)
        self.field.returnPressed.connect(self.unlock)
        self.field.textEdited.connect(self._forget_problem)
        self.setFocusProxy(self.field)

    @Slot()
    def unlock(self) -> None:
        """Try what is typed."""
        if not self.field.text():
            return
        try:
            found = self._opens(self.field.text())
        except DiaryError as error:
            self._say(error.sentence)
            self.field.setFocus()
            self.field.selectAll()
        else:
            self.field.clear()
            self.show_typed.setChecked(False)
            self.unlocked.emit(found)

    @Slot()
    def _forget_problem(self) -> None:
        self._say("")

    def _say(self, sentence: str) -> None:
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))
        self.field.setAccessibleDescription(sentence)


class UnlockDialog(QDialog):
    """Asks for what opens a diary, before there is a window on it.

    Attributes:
        panel: Where it is typed.
        other: Opens another diary instead.
        key: What was found; None if nothing was.
        asks_other: Whether another diary is wanted.
    """

    def __init__(self, theme: Theme, path: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("isodiary")
        self.key: Key | None = None
        self.asks_other = False
        self.panel = UnlockPanel(theme, partial(unlock, path))
        self.panel.unlocked.connect(self._take)
        self.other = Button(theme, _("&Open another…"))
        self.other.clicked.connect(self._leave_for_other)
        self._sheet = QWidget()
        column = QVBoxLayout(self._sheet)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(Text(theme, _("This diary has a passphrase"), Tone.TITLE, wrap=True))
        card = Card(theme)
        card.body.addWidget(self.panel)
        column.addWidget(card)
        column.addStretch(1)
        column.addWidget(Text(theme, breakable(str(path)), Tone.SMALL, wrap=True))
        row = QHBoxLayout()
        row.addWidget(self.other)
        row.addStretch(1)
        column.addLayout(row)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(Scroll(self._sheet))
        self.resize(self.sizeHint())
        self.panel.setFocus()

    def sizeHint(self) -> QSize:
        width_px = LETTERS * self.fontMetrics().averageCharWidth()
        height_px = max(self._sheet.sizeHint().height(), self._sheet.heightForWidth(width_px))
        wanted = QSize(width_px, height_px + 2 * self.fontMetrics().height())
        return wanted.boundedTo(self.screen().availableSize() * 0.92)

    @Slot(object)
    def _take(self, key: Key) -> None:
        self.key = key
        self.accept()

    @Slot()
    def _leave_for_other(self) -> None:
        self.asks_other = True
        self.reject()


def ask_key(theme: Theme, path: Path, parent: QWidget | None) -> UnlockDialog:
    """Ask for what opens a diary; return the dialog, which knows what came of it."""
    dialog = UnlockDialog(theme, path, parent)
    dialog.exec()
    dialog.deleteLater()
    return dialog
