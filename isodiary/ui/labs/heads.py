"""The heads of the table of blood tests: the days above, and beside each row what its test is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QHeaderView, QTableView, QWidget

from isodiary.language import _
from isodiary.ui.kit.layouts import turned
from isodiary.ui.labs.model import LabModel
from isodiary.ui.labs.paint import LEADING, PAD_PX, RIGHT, SMALL, parted
from isodiary.ui.look.theme import Theme

Role = Qt.ItemDataRole
WIDEST_HEAD = 0.5
"""The columns beside the results take at most this share of the table's width."""


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
    """The names of the tests, and beside them unit, range and the doctor's limit, as room is."""

    def __init__(self, theme: Theme, view: QTableView, model: LabModel) -> None:
        super().__init__(Qt.Orientation.Vertical, theme, view)
        self._model = model

    def sizeHint(self) -> QSize:
        most_px = round(self._table.width() * WIDEST_HEAD)
        return QSize(min(sum(self.widths()), most_px), super().sizeHint().height())

    def widths(self) -> tuple[int, int, int, int]:
        """Return the room of name, unit, range and limit; 0 for one that has none."""
        font, strong = QFontMetrics(self._theme.font()), QFontMetrics(self._strong())
        small = QFontMetrics(self._theme.font(SMALL))
        rows = [self._model.row_parts(section) for section in range(self.count())]
        name = max((strong.horizontalAdvance(row.name) for row in rows), default=0) + PAD_PX
        unit = max((small.horizontalAdvance(row.unit) for row in rows), default=0) + PAD_PX
        others = []
        heads = (range_heads, limit_heads)
        columns = ([row.range for row in rows], [row.limit for row in rows])
        for texts, words in zip(columns, heads, strict=True):
            if not any(texts):
                others.append(0)
                continue
            parts = [parted(text) for text in texts]
            before = max(font.horizontalAdvance(each) for each, _ in parts)
            after = max(font.horizontalAdvance(each) for _before, each in parts)
            head = max(strong.horizontalAdvance(words()[0]), small.horizontalAdvance(words()[1]))
            others.append(max(before + after, head) + 2 * PAD_PX)
        range_, limit = others
        most_px = round(self._table.width() * WIDEST_HEAD)
        if name + unit + range_ + limit > most_px:
            limit = 0
        if name + unit + range_ > most_px:
            range_ = 0
        return name, unit, range_, limit

    def paintSection(self, painter: QPainter, area: QRect, section: int) -> None:
        colours = self._theme.colours
        row = self._model.row_parts(section)
        name, unit, range_, limit = self.widths()
        current = self._table.currentIndex().row() == section
        painter.save()
        painter.fillRect(area, colours.chip_fill if current else colours.surface)
        painter.fillRect(QRectF(area.left(), area.bottom(), area.width(), 1), colours.line)
        name = max(0, min(name, area.width() - unit - range_ - limit))
        left = area.left()
        font = self._strong() if current else self._theme.font()
        self._paint_text(painter, QRect(left, area.top(), name - 4, area.height()), row.name, font)
        small = self._theme.font(SMALL)
        place = QRect(left + name, area.top(), unit, area.height())
        self._paint_text(painter, place, row.unit, small, muted=True)
        rows = [self._model.row_parts(each) for each in range(self.count())]
        at = QRect(left + name + unit, area.top(), range_, area.height())
        self._paint_figure(painter, at, row.range, [each.range for each in rows])
        at = QRect(at.right() + 1, area.top(), limit, area.height())
        self._paint_figure(painter, at, row.limit, [each.limit for each in rows])
        painter.restore()

    def _paint_text(
        self, painter: QPainter, place: QRect, words: str, font: QFont, *, muted: bool = False
    ) -> None:
        colours = self._theme.colours
        painter.setFont(font)
        painter.setPen(colours.muted if muted else colours.text)
        elided = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place, LEADING, elided)

    def _paint_figure(
        self, painter: QPainter, place: QRect, text: str, all_texts: Sequence[str]
    ) -> None:
        """Paint a range or a limit, its last point in line with those of the other rows."""
        if not place.width() or not text:
            return
        metrics = QFontMetrics(self._theme.font())
        after = max(metrics.horizontalAdvance(parted(each)[1]) for each in all_texts)
        behind = after - metrics.horizontalAdvance(parted(text)[1])
        painter.setFont(self._theme.font())
        painter.setPen(self._theme.colours.text)
        painter.drawText(place.adjusted(0, 0, -2 * PAD_PX - behind, 0), RIGHT, text)


def range_heads() -> tuple[str, str]:
    """Return the head above the ranges."""
    return _("Lab’s range"), _("as printed")


def limit_heads() -> tuple[str, str]:
    """Return the head above the doctor's limits."""
    return _("Limit"), _("my doctor’s")


class CornerHead(QWidget):
    """What stands in the columns beside the names of the tests."""

    def __init__(self, theme: Theme, names: NameHeads, view: QTableView) -> None:
        super().__init__(view)
        self._theme = theme
        self._names = names

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = self._theme.colours
        name, unit, range_, limit = self._names.widths()
        strong, small = self._theme.font(1.0, QFont.Weight.DemiBold), self._theme.font(SMALL)
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), colours.surface)
            painter.fillRect(QRect(0, self.height() - 1, self.width(), 1), colours.line)
            half = self.height() // 2
            painter.setFont(strong)
            painter.setPen(colours.text)
            painter.drawText(QRect(0, half, name, half - 2), LEADING, _("Test"))
            left = max(0, min(name, self.width() - unit - range_ - limit)) + unit
            for width, words in ((range_, range_heads()), (limit, limit_heads())):
                if width:
                    place = QRect(left, 2, width - 2 * PAD_PX, half)
                    painter.setFont(strong)
                    painter.setPen(colours.text)
                    painter.drawText(place, RIGHT, words[0])
                    painter.setFont(small)
                    painter.setPen(colours.muted)
                    painter.drawText(place.translated(0, half - 3), RIGHT, words[1])
                left += width


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
