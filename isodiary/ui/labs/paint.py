"""How the table of blood tests is painted: values with their letter, and the heads beside them."""

from __future__ import annotations

import re

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import (
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from isodiary.domain.values import dataclass
from isodiary.services.labs.words import cell_mark
from isodiary.ui.labs.model import Index, LabModel, Place
from isodiary.ui.look.theme import Theme

Role = Qt.ItemDataRole
SMALL = 0.85
"""The second line as a multiple of running text."""
PAD_PX = 10
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
LEADING = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class ColumnMeasure:
    """How much room the parts of a column take, in pixels.

    Attributes:
        limit: The triangle of what lies beyond the doctor's limit.
        before: What stands before the decimal point, its comparator too.
        after: The point and what stands behind it.
        mark: The letter.
        change: What changed since the first result.
    """

    limit: int = 0
    before: int = 0
    after: int = 0
    mark: int = 0
    change: int = 0

    @property
    def whole(self) -> int:
        """All of it with the gaps between."""
        return self.limit + self.before + self.after + self.mark + self.change


class CellPainter(QStyledItemDelegate):
    """Paints a value with its point in line with the others, its letter, and its change."""

    def __init__(self, theme: Theme, view: QTableView, model: LabModel) -> None:
        super().__init__(view)
        self._theme = theme
        self._model = model
        self._view = view
        self._measures: dict[int, ColumnMeasure] = {}
        model.modelReset.connect(self._forget)
        theme.changed.connect(self._forget)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        height_px = self._view.verticalHeader().defaultSectionSize()
        measure = self._measure(index.column())
        return QSize(measure.whole + 2 * PAD_PX, height_px)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        place: Place = index.data(Role.UserRole)
        area: QRect = option.rect
        painter.save()
        self._paint_ground(painter, area, option, index.row())
        if place.cell is not None:
            self._paint_value(painter, area, place, self._measure(index.column()))
        elif place.planned is not None and place.expected:
            self._paint_box(painter, area)
        painter.restore()

    def _paint_ground(
        self, painter: QPainter, area: QRect, option: QStyleOptionViewItem, row: int
    ) -> None:
        """Paint the row that is current from end to end, and a frame around the cell that is."""
        colours = self._theme.colours
        current = bool(option.state & QStyle.StateFlag.State_Selected)
        if row == self._view.currentIndex().row():
            painter.fillRect(area, colours.chip_fill)
        painter.fillRect(QRect(area.left(), area.bottom(), area.width(), 1), colours.line)
        if current:
            focused = self._view.hasFocus()
            painter.setPen(QPen(colours.focus, 2) if focused else QPen(colours.outline, 1))
            painter.drawRect(area.adjusted(1, 1, -1, -2))

    def _paint_value(
        self, painter: QPainter, area: QRect, place: Place, measure: ColumnMeasure
    ) -> None:
        cell = place.cell
        assert cell is not None
        inner = area.adjusted(PAD_PX, 0, -PAD_PX, 0)
        font = self._font(place)
        colours = self._theme.colours
        if cell.beyond_limit:
            self._paint_triangle(painter, inner, upward=cell.beyond_limit == "H")
        _, after = parted(cell.text)
        point = inner.left() + measure.limit + measure.before
        painter.setFont(font)
        painter.setPen(colours.text)
        end = point + QFontMetrics(font).horizontalAdvance(after)
        value = QRect(inner.left(), inner.top(), end - inner.left(), inner.height())
        painter.drawText(value, RIGHT, cell.text)
        mark = QRect(point + measure.after, inner.top(), measure.mark, inner.height())
        painter.drawText(mark, RIGHT, cell_mark(cell))
        painter.setFont(self._theme.font(SMALL))
        painter.setPen(colours.muted)
        painter.drawText(inner, RIGHT, cell.change_text)

    def _paint_box(self, painter: QPainter, area: QRect) -> None:
        """Paint the place of a result that is still to come."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.colours.outline, 1, Qt.PenStyle.DashLine))
        box = QRectF(area).adjusted(PAD_PX, 4.5, -PAD_PX, -5.5)
        painter.drawRoundedRect(box, 3, 3)

    def _paint_triangle(self, painter: QPainter, line: QRect, *, upward: bool) -> None:
        """Paint a mark at the left: beyond the doctor's limit."""
        size = QFontMetrics(self._theme.font()).height() * 0.3
        middle = QPointF(line.left() + size, line.center().y() + 1)
        way = -1 if upward else 1
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colours.text)
        corners = ((0, way), (-1, -way), (1, -way))
        painter.drawPolygon(
            QPolygonF([middle + QPointF(x * size, y * size * 0.8) for x, y in corners])
        )
        painter.restore()

    def _measure(self, column: int) -> ColumnMeasure:
        """Return the room of a column, measured once for a table."""
        if column not in self._measures:
            self._measures[column] = self._measured(column)
        return self._measures[column]

    def _measured(self, column: int) -> ColumnMeasure:
        bold = QFontMetrics(self._theme.font(1.0, QFont.Weight.Bold))
        small = QFontMetrics(self._theme.font(SMALL))
        cells = [cell for cell in self._model.cells_of(column) if cell is not None]
        parts = [parted(cell.text) for cell in cells]
        marks = [cell_mark(cell) for cell in cells]
        changes = [cell.change_text for cell in cells]
        return ColumnMeasure(
            limit=bold.height() if any(cell.beyond_limit for cell in cells) else 0,
            before=max((bold.horizontalAdvance(before) for before, _ in parts), default=0),
            after=max((bold.horizontalAdvance(after) for _before, after in parts), default=0),
            mark=max((bold.horizontalAdvance(f" {mark}") for mark in marks if mark), default=0),
            change=max((small.horizontalAdvance(f"  {e}") for e in changes if e), default=0),
        )

    def _font(self, place: Place) -> QFont:
        marked = place.cell is not None and place.cell.mark
        weight = QFont.Weight.Bold if marked else QFont.Weight.Normal
        return self._theme.font(1.0, weight)

    @Slot()
    def _forget(self) -> None:
        self._measures.clear()


def parted(text: str) -> tuple[str, str]:
    """Return what stands before the decimal point of the last number in a text, and the rest."""
    found = _LAST_NUMBER.fullmatch(text)
    return (found[1], text[len(found[1]) :]) if found else (text, "")


_LAST_NUMBER = re.compile(r"(.*?\d)(?:[.,]\d+)?\D*")
