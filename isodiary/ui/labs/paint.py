"""How the table of blood tests is painted: values with their letter, and the heads beside them."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import (
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from isodiary.services.labs.words import cell_mark, small_text
from isodiary.ui.kit.layouts import turned
from isodiary.ui.labs.model import Index, LabModel, Place
from isodiary.ui.look.theme import Theme

Role = Qt.ItemDataRole
SMALL = 0.85
"""The second line as a multiple of running text."""
PAD_PX = 10
WIDEST_HEAD = 0.42
"""The names of the tests take at most this share of the table's width."""
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
LEADING = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter


class CellPainter(QStyledItemDelegate):
    """Paints a value, its letter, and below them its multiple and its change."""

    def __init__(self, theme: Theme, view: QTableView, model: LabModel) -> None:
        super().__init__(view)
        self._theme = theme
        self._model = model
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        place: Place = index.data(Role.UserRole)
        height_px = self._view.verticalHeader().defaultSectionSize()
        if place.cell is None:
            return QSize(0, height_px)
        strong = QFontMetrics(self._font(place))
        value_px = strong.horizontalAdvance(place.cell.text) + self._mark_px()
        triangle_px = strong.height() if place.cell.beyond_limit else 0
        small = QFontMetrics(self._theme.font(SMALL))
        small_px = small.horizontalAdvance(small_text(place.cell))
        return QSize(max(value_px + triangle_px, small_px) + 2 * PAD_PX, height_px)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        place: Place = index.data(Role.UserRole)
        area: QRect = option.rect
        painter.save()
        self._paint_ground(painter, area, option)
        if place.cell is not None:
            self._paint_value(painter, area, place)
        painter.restore()

    def _paint_ground(self, painter: QPainter, area: QRect, option: QStyleOptionViewItem) -> None:
        colours = self._theme.colours
        current = bool(option.state & QStyle.StateFlag.State_Selected)
        if current:
            painter.fillRect(area, colours.chip_fill)
        painter.fillRect(QRect(area.left(), area.bottom(), area.width(), 1), colours.line)
        if current and self._view.hasFocus():
            painter.setPen(QPen(colours.focus, 2))
            painter.drawRect(area.adjusted(1, 1, -1, -2))

    def _paint_value(self, painter: QPainter, area: QRect, place: Place) -> None:
        cell = place.cell
        assert cell is not None
        inner = area.adjusted(PAD_PX, 0, -PAD_PX, 0)
        font = self._font(place)
        line_px = QFontMetrics(font).height()
        upper = QRect(inner.left(), inner.top() + line_px // 5, inner.width(), line_px)
        colours = self._theme.colours
        painter.setFont(font)
        painter.setPen(colours.text)
        painter.drawText(upper.adjusted(0, 0, -self._mark_px(), 0), RIGHT, cell.text)
        painter.drawText(upper, RIGHT, cell_mark(cell))
        if cell.beyond_limit:
            self._paint_triangle(painter, upper, upward=cell.beyond_limit == "H")
        lower = QRect(inner.left(), upper.bottom(), inner.width(), inner.bottom() - upper.bottom())
        painter.setFont(self._theme.font(SMALL))
        painter.setPen(colours.muted)
        painter.drawText(lower, RIGHT, small_text(cell))

    def _paint_triangle(self, painter: QPainter, line: QRect, *, upward: bool) -> None:
        """Paint a mark at the left: beyond the doctor's limit."""
        size = line.height() * 0.3
        middle = QPointF(line.left() + size, line.center().y() + 1)
        way = -1 if upward else 1
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colours.text)
        corners = ((0, way), (-1, -way), (1, -way))
        painter.drawPolygon(
            QPolygonF([middle + QPointF(x * size, y * size * 0.8) for x, y in corners])
        )

    def _font(self, place: Place) -> QFont:
        marked = place.cell is not None and place.cell.mark
        weight = QFont.Weight.Bold if marked else QFont.Weight.Normal
        return self._theme.font(1.0, weight)

    def _mark_px(self) -> int:
        """Return the room for the letter, the same in every cell so that numbers stand in line."""
        longest = self._model.longest_mark
        bold = QFontMetrics(self._theme.font(1.0, QFont.Weight.Bold))
        return bold.horizontalAdvance(f" {longest}") if longest else 0


class _Heads(QHeaderView):
    """Heads in two lines: what it is, and something smaller below it."""

    def __init__(self, orientation: Qt.Orientation, theme: Theme, view: QTableView) -> None:
        super().__init__(orientation, view)
        self._theme = theme
        self._table = view
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setSectionsClickable(False)
        self.setHighlightSections(False)
        theme.changed.connect(self._dress)

    def paintSection(self, painter: QPainter, area: QRect, section: int) -> None:
        colours = self._theme.colours
        painter.save()
        painter.fillRect(area, colours.surface)
        painter.fillRect(QRectF(area.left(), area.bottom(), area.width(), 1), colours.line)
        inner = area.adjusted(*self._pads())
        upper, lower = self._lines(inner, section)
        align = self._align()
        for font, colour, line, words in (
            (self._strong(), colours.text, upper, self._words(section)),
            (self._theme.font(SMALL), colours.muted, lower, self._below(section)),
        ):
            painter.setFont(font)
            painter.setPen(colour)
            elided = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, line.width())
            painter.drawText(line, align, elided)
        painter.restore()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        beyond = self.viewport().rect()
        if self.orientation() is Qt.Orientation.Horizontal:
            end_px = self.length() - self.offset()
            beyond = turned(self, QRectF(beyond.adjusted(end_px, 0, 0, 0))).toRect()
        else:
            beyond.setTop(self.length() - self.offset())
        with QPainter(self.viewport()) as painter:  # where Qt would paint an empty head
            painter.fillRect(beyond, self._theme.colours.surface)

    def _lines(self, inner: QRect, section: int) -> tuple[QRect, QRect]:
        """Return where the two lines stand; a line alone stands in the middle."""
        if not self._below(section):
            return inner, QRect()
        line_px = QFontMetrics(self._strong()).height()
        upper = QRect(inner.left(), inner.top() + line_px // 5, inner.width(), line_px)
        return upper, QRect(
            inner.left(), upper.bottom(), inner.width(), inner.bottom() - upper.bottom()
        )

    def _widest_px(self) -> int:
        strong, small = QFontMetrics(self._strong()), QFontMetrics(self._theme.font(SMALL))
        return max(
            (
                max(
                    strong.horizontalAdvance(self._words(section)),
                    small.horizontalAdvance(self._below(section)),
                )
                for section in range(self.count())
            ),
            default=0,
        )

    def _strong(self) -> QFont:
        return self._theme.font(1.0, QFont.Weight.DemiBold)

    def _words(self, section: int) -> str:
        return self._said(section, Role.DisplayRole)

    def _below(self, section: int) -> str:
        return self._said(section, Role.UserRole)

    def _said(self, section: int, role: Qt.ItemDataRole) -> str:
        return str(self.model().headerData(section, self.orientation(), role) or "")

    def _align(self) -> Qt.AlignmentFlag:
        raise NotImplementedError

    def _pads(self) -> tuple[int, int, int, int]:
        raise NotImplementedError

    @Slot()
    def _dress(self) -> None:
        self.updateGeometry()
        self.viewport().update()


class NameHeads(_Heads):
    """The names of the tests, with unit and range below them."""

    def __init__(self, theme: Theme, view: QTableView) -> None:
        super().__init__(Qt.Orientation.Vertical, theme, view)

    def sizeHint(self) -> QSize:
        most_px = round(self._table.width() * WIDEST_HEAD)
        return QSize(min(self._widest_px() + PAD_PX, most_px), super().sizeHint().height())

    def _align(self) -> Qt.AlignmentFlag:
        return LEADING

    def _pads(self) -> tuple[int, int, int, int]:
        return (0, 0, 0, 0)


class DayHeads(_Heads):
    """The days of the samples, with whether the patient had fasted."""

    def __init__(self, theme: Theme, view: QTableView) -> None:
        super().__init__(Qt.Orientation.Horizontal, theme, view)

    def sizeHint(self) -> QSize:
        lines = 2.4 if any(self._below(section) for section in range(self.count())) else 1.5
        line_px = QFontMetrics(self._strong()).height()
        return QSize(super().sizeHint().width(), round(line_px * lines))

    def sectionSizeFromContents(self, section: int) -> QSize:
        strong, small = QFontMetrics(self._strong()), QFontMetrics(self._theme.font(SMALL))
        width_px = max(
            strong.horizontalAdvance(self._words(section)),
            small.horizontalAdvance(self._below(section)),
        )
        # an advance is rounded, and a text that is a part of a pixel too wide would be cut
        return QSize(width_px + 2 * PAD_PX + 1, self.sizeHint().height())

    def _align(self) -> Qt.AlignmentFlag:
        return RIGHT

    def _pads(self) -> tuple[int, int, int, int]:
        return (PAD_PX, 0, -PAD_PX, 0)
