"""The diaries that were open before, to go back to one of them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from isodiary.language import _, marked
from isodiary.ui.kit.button import Button
from isodiary.ui.kit.forms import close_button
from isodiary.ui.kit.lists import EntryList
from isodiary.ui.kit.rows import Row
from isodiary.ui.kit.text import Text, Tone
from isodiary.ui.tools import Tools

NONE = marked("No other diary was open here before.")
GONE = marked("is not there now")


class RecentDialog(QDialog):
    """Lists them, the last one first.

    Signals: `chosen` tells the `Path` of one.

    Attributes:
        list: The diaries.
        open_it: Opens the current one.
    """

    chosen = Signal(object)

    def __init__(self, tools: Tools, paths: Sequence[Path], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Open recent"))
        theme = tools.theme
        self.list = EntryList(theme, _("Diaries that were open before"))
        self.list.show_rows([_row(path) for path in paths])
        self.list.opened.connect(self._choose)
        self.list.choose_first()
        self.open_it = Button(theme, _("&Open"), hint="⏎")
        self.open_it.setEnabled(bool(paths))
        self.open_it.clicked.connect(self._choose_current)
        column = QVBoxLayout(self)
        column.addWidget(Text(theme, _("Open recent"), Tone.TITLE))
        if paths:
            column.addWidget(self.list, 1)
        else:
            column.addWidget(Text(theme, _(NONE), wrap=True))
            column.addStretch(1)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.open_it)
        row.addWidget(close_button(self, theme))
        column.addLayout(row)
        letter_px = self.fontMetrics().averageCharWidth()
        wanted = QSize(64 * letter_px, 20 * self.fontMetrics().height())
        self.resize(wanted.boundedTo(self.screen().availableSize() * 0.92))
        self.list.setFocus()

    @Slot()
    def _choose_current(self) -> None:
        if self.list.current_key is not None:
            self._choose(self.list.current_key)

    @Slot(object)
    def _choose(self, path: object) -> None:
        self.accept()
        self.chosen.emit(path)


def _row(path: Path) -> Row:
    gone = () if path.exists() else (_(GONE),)
    return Row(title=path.stem, detail=str(path.parent), badges=gone, key=path)
