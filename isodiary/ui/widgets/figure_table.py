"""A small table of figures, as high as its rows: arrows walk it, Ctrl+C copies it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QSizePolicy,
    QTableWidget,
    QTableWidgetItem,
)

from isodiary.ui.theme import Theme


class FigureTable(QTableWidget):
    """A table that is read and not changed; its columns share the width."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._theme = theme
        self._columns: tuple[str, ...] = ()
        self._rows: tuple[str, ...] = ()
        self._cells: tuple[tuple[str, ...], ...] = ()
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setWordWrap(True)
        self.setCornerButtonEnabled(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setSectionsClickable(False)
            header.setHighlightSections(False)
        theme.changed.connect(self._dress)
        self._dress()

    def show_figures(
        self, columns: Sequence[str], rows: Sequence[str], cells: Sequence[Sequence[str]]
    ) -> None:
        """Show the cells of each row under its name."""
        self._columns, self._rows = tuple(columns), tuple(rows)
        self._cells = tuple(map(tuple, cells))
        self.setColumnCount(len(columns))
        self.setRowCount(len(rows))
        self.setHorizontalHeaderLabels(list(columns))
        self.setVerticalHeaderLabels(list(rows))
        for row, figures in enumerate(cells):
            for column, figure in enumerate(figures):
                item = QTableWidgetItem(figure)
                item.setTextAlignment(Qt.AlignmentFlag.AlignCenter)
                said = f"{rows[row]}, {columns[column]}: {figure}".replace("\n", ", ")
                item.setData(Qt.ItemDataRole.AccessibleTextRole, said)
                self.setItem(row, column, item)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        rows_px = self.rowCount() * self._row_px()
        return QSize(200, self.horizontalHeader().sizeHint().height() + rows_px)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(self.as_text())
        else:
            super().keyPressEvent(event)

    def as_text(self) -> str:
        """Return the table with tabs between its cells."""
        lines = [("", *self._columns)]
        lines += [(name, *cells) for name, cells in zip(self._rows, self._cells, strict=True)]
        return "\n".join("\t".join(cells).replace("\n", " · ") for cells in lines)

    @Slot()
    def _dress(self) -> None:
        self.setFont(self._theme.font())
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setFont(self._theme.font(0.93))
        self.verticalHeader().setDefaultSectionSize(self._row_px())
        self.updateGeometry()

    def _row_px(self) -> int:
        """Return the height of a row: two lines, and room around them."""
        return round(self.fontMetrics().lineSpacing() * 2.6)
