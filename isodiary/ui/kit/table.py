"""A table to read and to copy from: rows of words, each with something smaller below if wanted."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Slot,
)
from PySide6.QtGui import (
    QFont,
    QFontMetrics,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from isodiary.domain.values import dataclass
from isodiary.language import pgettext
from isodiary.ui.kit.current import CurrentInFocus
from isodiary.ui.kit.layouts import SlimBar
from isodiary.ui.look.theme import Theme

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
NOWHERE = QModelIndex()
SMALL = 0.85
"""The second line of a cell as a multiple of running text."""
PAD_PX = 8
LEADING = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
TRAILING = Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a place: words, and smaller ones below them."""

    words: str
    below: str = ""

    @property
    def whole(self) -> str:
        """Both, for a screen reader and for copying."""
        return f"{self.words}, {self.below}" if self.below else self.words


class CellModel(QAbstractTableModel):
    """Rows of cells under heads, made only when they are looked at. The first column is words."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.heads: tuple[str, ...] = ()

    def cell(self, row: int, column: int) -> Cell:
        """Return what stands in a place."""
        raise NotImplementedError

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.heads)

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        if not index.isValid():
            return None
        match role:
            case Role.DisplayRole:
                return self.cell(index.row(), index.column()).words
            case Role.AccessibleTextRole:
                return self.cell(index.row(), index.column()).whole or pgettext("cell", "empty")
            case Role.UserRole:
                return self.cell(index.row(), index.column())
            case Role.TextAlignmentRole:
                return TRAILING if index.column() else LEADING
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        match role:
            case Role.DisplayRole:
                return self.heads[section]
            case Role.TextAlignmentRole:
                return TRAILING if section else LEADING
        return None


class PlainTable(CurrentInFocus, QTableView):
    """Shows a `CellModel`; Ctrl+C copies the chosen rows, with tabs between the cells."""

    def __init__(
        self,
        theme: Theme,
        name: str,
        cells: CellModel,
        *,
        lines: float = 1.5,
        most_rows: int = 12,
        keeps_chosen: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """Make the table.

        Args:
            theme: The look.
            name: What it is called.
            cells: What stands in it.
            lines: The height of a row in lines of text.
            most_rows: More of them scroll.
            keeps_chosen: Whether the chosen row is marked while the focus is elsewhere.
        """
        super().__init__(parent)
        self._theme = theme
        self._lines = lines
        self._most_rows = most_rows
        self.keeps_chosen = keeps_chosen
        self._widths_px: list[int] = []
        self.cells = cells
        self.setModel(cells)
        self.setAccessibleName(name)
        self.setItemDelegate(_CellPainter(theme, self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBar(SlimBar())
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.verticalHeader().hide()
        heads = _Heads(theme, self)
        heads.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setHorizontalHeader(heads)
        theme.changed.connect(self.fit)
        self.fit()

    @Slot()
    def fit(self) -> None:
        """Take the height of the rows and the widths of what is in sight."""
        self.setFont(self._theme.font())
        row_px = round(self.fontMetrics().height() * self._lines)
        self.verticalHeader().setDefaultSectionSize(row_px)
        self.verticalHeader().setMinimumSectionSize(row_px)
        self._widths_px = [self._width_px(column) for column in range(self.cells.columnCount())]
        for column, width_px in enumerate(self._widths_px):
            self.setColumnWidth(column, width_px)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        rows = min(max(1, self.cells.rowCount()), self._most_rows)
        rows_px = rows * self.verticalHeader().defaultSectionSize()
        too_wide = sum(self._widths_px) > self.viewport().width()
        bar_px = self.horizontalScrollBar().sizeHint().height() if too_wide else 0
        return QSize(400, self.horizontalHeader().sizeHint().height() + rows_px + bar_px)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(self.copied())
        else:
            super().keyPressEvent(event)

    def copied(self) -> str:
        """Return the chosen rows under their heads, with tabs between the cells."""
        rows = sorted({index.row() for index in self.selectedIndexes()})
        lines = [list(self.cells.heads)]
        columns = range(self.cells.columnCount())
        lines += [[self.cells.cell(row, column).whole for column in columns] for row in rows]
        return "\n".join("\t".join(line) for line in lines)

    def _width_px(self, column: int) -> int:
        """Return the room for a column's head, and for its first and its last rows."""
        rows = self.cells.rowCount()
        looked_at = {*range(min(rows, 60)), *range(max(0, rows - 60), rows)}
        strong = QFontMetrics(self._theme.font(1.0, QFont.Weight.DemiBold))
        plain, small = QFontMetrics(self._theme.font()), QFontMetrics(self._theme.font(SMALL))
        widths = [strong.horizontalAdvance(self.cells.heads[column])]
        for row in looked_at:
            cell = self.cells.cell(row, column)
            widths += [plain.horizontalAdvance(cell.words), small.horizontalAdvance(cell.below)]
        return max(widths) + 2 * PAD_PX


class _CellPainter(QStyledItemDelegate):
    """Paints a cell above a hairline."""

    def __init__(self, theme: Theme, view: PlainTable) -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        area: QRect = option.rect
        colours = self._theme.colours
        painter.save()
        marks = self._view.keeps_chosen or self._view.hasFocus()
        if option.state & QStyle.StateFlag.State_Selected and marks:
            painter.fillRect(area, colours.accent_fill)
        painter.fillRect(QRect(area.left(), area.bottom(), area.width(), 1), colours.line)
        self._paint_words(painter, area.adjusted(PAD_PX, 0, -PAD_PX, 0), index)
        painter.restore()

    def _paint_words(self, painter: QPainter, inner: QRect, index: Index) -> None:
        cell: Cell = index.data(Role.UserRole)
        align = index.data(Role.TextAlignmentRole)
        upper, lower = inner, QRect()
        if cell.below:
            middle = inner.top() + inner.height() * 11 // 20
            upper = QRect(inner.left(), inner.top() + 2, inner.width(), middle - inner.top() - 2)
            lower = QRect(inner.left(), middle, inner.width(), inner.bottom() - middle - 2)
        painter.setFont(self._theme.font())
        painter.setPen(self._theme.colours.text)
        painter.drawText(upper, align, cell.words)
        painter.setFont(self._theme.font(SMALL))
        painter.setPen(self._theme.colours.muted)
        painter.drawText(lower, align, cell.below)


class _Heads(QHeaderView):
    """Heads in the colour of the card, above a line."""

    def __init__(self, theme: Theme, view: QTableView) -> None:
        super().__init__(Qt.Orientation.Horizontal, view)
        self._theme = theme
        self.setSectionsClickable(False)
        self.setHighlightSections(False)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), round(QFontMetrics(self._strong()).height() * 1.6))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        left = self.length() - self.offset()
        beside = self.viewport().rect().adjusted(left, 0, 0, 0)
        if left < self.viewport().width():
            with QPainter(self.viewport()) as painter:
                painter.fillRect(beside, self._theme.colours.surface)

    def paintSection(self, painter: QPainter, area: QRect, section: int) -> None:
        colours = self._theme.colours
        painter.save()
        painter.fillRect(area, colours.surface)
        painter.fillRect(QRect(area.left(), area.bottom(), area.width(), 1), colours.outline)
        painter.setFont(self._strong())
        painter.setPen(colours.text)
        words = str(self.model().headerData(section, self.orientation(), Role.DisplayRole))
        align = self.model().headerData(section, self.orientation(), Role.TextAlignmentRole)
        painter.drawText(area.adjusted(PAD_PX, 0, -PAD_PX, 0), align, words)
        painter.restore()

    def _strong(self) -> QFont:
        return self._theme.font(1.0, QFont.Weight.DemiBold)
