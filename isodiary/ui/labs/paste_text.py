"""The text of a report with its lines counted, and beside each what became of it."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum

from PySide6.QtCore import QRect, QSize, Qt, Slot
from PySide6.QtGui import (
    QColor,
    QFontDatabase,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QWidget

from isodiary.ui.look.theme import Theme

RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class LineMark(Enum):
    """What became of a line; the sign that stands beside it."""

    TAKEN = "✓"
    ASKED = "?"
    UNREAD = "–"


class ReportText(QPlainTextEdit):
    """A report to read and to edit; every line has its number and its mark."""

    def __init__(self, theme: Theme, text: str) -> None:
        super().__init__()
        self._theme = theme
        self._marks: Mapping[int, LineMark] = {}
        self._gutter = _Gutter(self)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.setTabChangesFocus(True)
        self.setAccessibleName("The report")
        self.setPlainText(text)
        self.blockCountChanged.connect(self._make_room)
        self.updateRequest.connect(self._follow)
        theme.changed.connect(self._dress)
        self._dress()

    def show_marks(self, marks: Mapping[int, LineMark]) -> None:
        """Show what became of each line, by its number."""
        self._marks = dict(marks)
        self.setExtraSelections([*self._grounds()])
        self._gutter.update()

    def go_to(self, line: int) -> None:
        """Bring a line into sight."""
        block = self.document().findBlockByNumber(line - 1)
        if block.isValid():
            self.setTextCursor(QTextCursor(block))
            self.ensureCursorVisible()

    def gutter_width(self) -> int:
        """Return the room of numbers and marks."""
        digits = len(str(max(10, self.blockCount())))
        return self.fontMetrics().horizontalAdvance("9") * digits + self.mark_width() + 16

    def mark_width(self) -> int:
        """Return the room of a mark."""
        return self.fontMetrics().height() + 4

    def paint_gutter(self, event: QPaintEvent) -> None:
        """Paint numbers and marks beside the lines in sight."""
        colours = self._theme.colours
        painter = QPainter(self._gutter)
        painter.fillRect(event.rect(), colours.surface)
        painter.setFont(self.font())
        block = self.firstVisibleBlock()
        while block.isValid():
            area = self._line_rect(block)
            if area.top() > event.rect().bottom():
                break
            self._paint_line(painter, block.blockNumber() + 1, area)
            block = block.next()
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        inner = self.contentsRect()
        self._gutter.setGeometry(
            QRect(inner.left(), inner.top(), self.gutter_width(), inner.height())
        )

    def sizeHint(self) -> QSize:
        return QSize(
            self.fontMetrics().horizontalAdvance("x") * 52, self.fontMetrics().height() * 20
        )

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.fontMetrics().height() * 4)

    def _line_rect(self, block: QTextBlock) -> QRect:
        area = self.blockBoundingGeometry(block).translated(self.contentOffset())
        return QRect(0, round(area.top()), self.gutter_width(), round(area.height()))

    def _paint_line(self, painter: QPainter, number: int, area: QRect) -> None:
        colours = self._theme.colours
        sign_px = self.mark_width()
        painter.setPen(colours.muted)
        figures = area.adjusted(4, 0, -sign_px - 6, 0)
        painter.drawText(figures, RIGHT, str(number))
        mark = self._marks.get(number)
        if mark is None:
            return
        place = QRect(area.right() - sign_px - 2, area.top(), sign_px, area.height())
        painter.setPen(QPen(colours.accent if mark is LineMark.TAKEN else colours.text, 1))
        if mark is LineMark.ASKED:
            painter.drawRect(place.adjusted(3, 1, -3, -1))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, mark.value)

    def _grounds(self) -> list[QTextEdit.ExtraSelection]:
        grounds = []
        for line, mark in self._marks.items():
            block = self.document().findBlockByNumber(line - 1)
            if not block.isValid() or not block.text():
                continue
            ground = QTextEdit.ExtraSelection()
            cursor = QTextCursor(block)
            cursor.movePosition(
                QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor
            )
            ground.cursor = cursor
            ground.format = self._format(mark)
            grounds.append(ground)
        return grounds

    def _format(self, mark: LineMark) -> QTextCharFormat:
        colours = self._theme.colours
        form = QTextCharFormat()
        if mark is LineMark.TAKEN:
            form.setBackground(colours.accent_fill)
            form.setForeground(colours.accent_text)
        elif mark is LineMark.ASKED:
            form.setFontWeight(700)
        else:
            form.setForeground(colours.muted)
            form.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DashUnderline)
            form.setUnderlineColor(QColor(colours.outline))
        return form

    @Slot()
    def _make_room(self) -> None:
        self.setViewportMargins(self.gutter_width(), 0, 0, 0)

    @Slot(QRect, int)
    def _follow(self, area: QRect, moved: int) -> None:
        if moved:
            self._gutter.scroll(0, moved)
        else:
            self._gutter.update(0, area.y(), self._gutter.width(), area.height())

    @Slot()
    def _dress(self) -> None:
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setPointSizeF(self._theme.font(0.9).pointSizeF())
        self.setFont(font)
        self._make_room()
        self.show_marks(self._marks)


class _Gutter(QWidget):
    """The margin of a report."""

    def __init__(self, report: ReportText) -> None:
        super().__init__(report)
        self._report = report

    def paintEvent(self, event: QPaintEvent) -> None:
        self._report.paint_gutter(event)
