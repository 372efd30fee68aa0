"""Looking inside a backup: everything it holds, the newest first, without opening it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from isodiary.domain.change import Entry
from isodiary.language import _
from isodiary.services.words.entries import entry_words, kind_name
from isodiary.ui.kit.button import Button, Look
from isodiary.ui.kit.table import NOWHERE, Cell, CellModel, Index, PlainTable
from isodiary.ui.kit.text import Text, Tone
from isodiary.ui.tools import Tools


class InsideDialog(QDialog):
    """The entries of one backup."""

    def __init__(
        self, tools: Tools, title: str, entries: Iterable[Entry], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Inside a backup"))
        cells = _Entries(tools, entries)
        self.table = PlainTable(tools.theme, _("Entries of the backup"), cells, most_rows=16)
        self.table.horizontalHeader().setStretchLastSection(True)
        self.close_it = Button(tools.theme, _("Close"), Look.PRIMARY, hint="⏎")
        self.close_it.setDefault(True)
        self.close_it.clicked.connect(self.accept)
        column = QVBoxLayout(self)
        column.addWidget(Text(tools.theme, title, Tone.TITLE, wrap=True))
        column.addWidget(self.table, 1)
        column.addStretch(1)
        column.addWidget(self.close_it, 0, Qt.AlignmentFlag.AlignRight)
        letter_px = self.fontMetrics().averageCharWidth()
        self.resize(90 * letter_px, 30 * self.fontMetrics().height())
        self.close_it.setFocus()


class _Entries(CellModel):
    """A kind and its words in each row."""

    def __init__(self, tools: Tools, entries: Iterable[Entry]) -> None:
        super().__init__()
        self.heads = (_("What"), _("Entry"))
        self._names: Mapping[str, str] = tools.catalogues.names(())
        self._habits = tools.habits
        self._entries = sorted(entries, key=_when, reverse=True)

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._entries)

    def cell(self, row: int, column: int) -> Cell:
        entry = self._entries[row]
        if column == 0:
            return Cell(kind_name(type(entry)))
        return Cell(entry_words(entry, self._names, self._habits))

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        return super().data(index, role)


def _when(entry: Entry) -> tuple[bool, date]:
    found = getattr(entry, "day", None) or getattr(entry, "start", None)
    return (True, found) if isinstance(found, date) else (False, date.min)
