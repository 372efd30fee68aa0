"""How the grid for typing days in is painted: answers, what is changed, where the keys go."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHeaderView, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from isodiary.language import _
from isodiary.ui.kit.layouts import turned
from isodiary.ui.look.theme import Theme
from isodiary.ui.paper.model import CHANGED, CLOSED, Index, TypeInModel

Role = Qt.ItemDataRole
PAD_PX = 6
CENTRE = Qt.AlignmentFlag.AlignCenter
LEADING = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
WIDEST_ANSWER = "skipped"


class AnswerPainter(QStyledItemDelegate):
    """Paints an answer; what is not saved yet stands bold on a ground with a bar at its side."""

    def __init__(
        self, theme: Theme, view: QTableView, cells: TypeInModel, typed: Callable[[], str]
    ) -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view
        self._cells = cells
        self._typed = typed

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        bold = QFontMetrics(self._theme.font(1.0, QFont.Weight.Bold))
        column = self._cells.columns[index.column()]
        widest = WIDEST_ANSWER if column.slot else "00"
        return QSize(bold.horizontalAdvance(widest) + 2 * PAD_PX, bold.height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        area: QRect = option.rect
        colours = self._theme.colours
        changed = bool(index.data(CHANGED))
        painter.save()
        if index.data(CLOSED):
            painter.fillRect(area, colours.chip_fill)
        elif changed:
            painter.fillRect(area, colours.accent_fill)
            painter.fillRect(
                QRect(area.left() + 1, area.top() + 3, 3, area.height() - 6), colours.accent
            )
        painter.fillRect(QRect(area.left(), area.bottom(), area.width(), 1), colours.line)
        painter.fillRect(QRect(area.right(), area.top(), 1, area.height()), colours.line)
        self._paint_words(painter, area, index, changed)
        if index == self._view.currentIndex():
            width_px = 3 if self._view.hasFocus() else 1
            painter.setPen(QPen(colours.focus, width_px))
            painter.drawRect(area.adjusted(1, 1, -2, -2))
        painter.restore()

    def _paint_words(self, painter: QPainter, area: QRect, index: Index, changed: bool) -> None:
        colours = self._theme.colours
        half_typed = self._typed() if index == self._view.currentIndex() else ""
        words = f"{half_typed}|" if half_typed else str(index.data() or "")
        if index.data(CLOSED):
            words = "–"
        font = self._theme.font(1.0, QFont.Weight.Bold if changed else QFont.Weight.Normal)
        note = self._cells.columns[index.column()].note
        inner = area.adjusted(PAD_PX, 0, -PAD_PX, 0)
        if not note:  # "20 mg" would be turned round where the reading goes from right to left
            painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        painter.setFont(font)
        painter.setPen(colours.accent_text if changed else colours.text)
        elided = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, LEADING if note else CENTRE, elided)


class Heads(QHeaderView):
    """Days at the side, doses and symptoms above, in as many lines as they have words."""

    def __init__(self, orientation: Qt.Orientation, theme: Theme, view: QTableView) -> None:
        super().__init__(orientation, view)
        self._theme = theme
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setSectionsClickable(False)
        self.setHighlightSections(False)

    def sizeHint(self) -> QSize:
        strong = QFontMetrics(self._strong())
        if self.orientation() is Qt.Orientation.Vertical:
            return QSize(strong.horizontalAdvance(_("Wed 28 Sep")) + 2 * PAD_PX, 0)
        lines = max((self._words(each).count("\n") + 1 for each in range(self.count())), default=1)
        return QSize(0, strong.lineSpacing() * lines + 2 * PAD_PX)

    def sectionSizeFromContents(self, section: int) -> QSize:
        strong = QFontMetrics(self._strong())
        lines = self._words(section).splitlines() or [""]
        width_px = max(map(strong.horizontalAdvance, lines)) + 2 * PAD_PX
        return QSize(width_px, self.sizeHint().height())

    def paintSection(self, painter: QPainter, area: QRect, section: int) -> None:
        colours = self._theme.colours
        upright = self.orientation() is Qt.Orientation.Vertical
        current = self._current() == section
        painter.save()
        painter.fillRect(area, colours.accent_fill if current else colours.surface)
        painter.fillRect(QRect(area.left(), area.bottom(), area.width(), 1), colours.outline)
        painter.setFont(self._strong())
        painter.setPen(colours.accent_text if current else colours.text)
        align = LEADING if upright else CENTRE
        painter.drawText(
            area.adjusted(PAD_PX // 2, 0, -PAD_PX // 2, 0), align, self._words(section)
        )
        painter.restore()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        beyond = self.viewport().rect()
        end_px = self.length() - self.offset()
        if self.orientation() is Qt.Orientation.Horizontal:
            beyond = turned(self, QRectF(beyond.adjusted(end_px, 0, 0, 0))).toRect()
        else:
            beyond.setTop(end_px)
        with QPainter(self.viewport()) as painter:  # where Qt would paint an empty head
            painter.fillRect(beyond, self._theme.colours.surface)

    def _current(self) -> int:
        view = self.parent()
        assert isinstance(view, QTableView)
        index = view.currentIndex()
        return index.row() if self.orientation() is Qt.Orientation.Vertical else index.column()

    def _words(self, section: int) -> str:
        return str(self.model().headerData(section, self.orientation(), Role.DisplayRole) or "")

    def _strong(self) -> QFont:
        return self._theme.font(0.9, QFont.Weight.DemiBold)
