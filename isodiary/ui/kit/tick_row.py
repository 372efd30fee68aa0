"""A box to tick, with words of any length beside it, and one of several ways."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QCheckBox, QRadioButton, QSizePolicy, QWidget

from isodiary.ui.kit.layouts import turned
from isodiary.ui.kit.text import breakable
from isodiary.ui.look.theme import Theme

PAD_PX = 6
WRAPPED = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop)


class WayButton(QRadioButton):
    """One of several ways; Space on the chosen one goes on to the next, as no Tab key does."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        group = self.group()
        if event.key() != Qt.Key.Key_Space or not self.isChecked() or group is None:
            super().keyPressEvent(event)
            return
        ways = [way for way in group.buttons() if way.isEnabled()]
        following = ways[(ways.index(self) + 1) % len(ways)]
        following.click()
        following.setFocus(Qt.FocusReason.TabFocusReason)


class TickRow(QCheckBox):
    """A check box in the size of its text, which goes on in further lines; Enter ticks it too."""

    def __init__(self, theme: Theme, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.words = breakable(words)
        self.setAccessibleName(words)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self._dress)
        self._dress()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        room = QRect(QPoint(), QSize(max(width - self._indent_px() - PAD_PX, 1), 1_000_000))
        words_px = self.fontMetrics().boundingRect(room, WRAPPED, self.words).height()
        return max(words_px, self.fontMetrics().height()) + 2 * PAD_PX

    def sizeHint(self) -> QSize:
        width_px = 20 * self.fontMetrics().averageCharWidth() + self._indent_px()
        return QSize(width_px, self.fontMetrics().height() + 2 * PAD_PX)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if not event.isAutoRepeat():
                self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = self._theme.colours
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setFont(self.font())
            self._paint_box(painter)
            indent_px = self._indent_px()
            room = QRectF(
                indent_px, PAD_PX, self.width() - indent_px - PAD_PX, self.height() - 2 * PAD_PX
            )
            painter.setPen(colours.text)  # to be read also where it cannot be ticked
            painter.drawText(turned(self, room), WRAPPED, self.words)
            if self.hasFocus():
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(colours.focus, 2))
                painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 5, 5)

    def _paint_box(self, painter: QPainter) -> None:
        colours, side_px = self._theme.colours, self._side_px()
        top_px = PAD_PX + (self.fontMetrics().height() - side_px) / 2
        box = turned(self, QRectF(PAD_PX + 2, top_px, side_px, side_px))
        edge = colours.accent if self.isChecked() else colours.outline
        painter.setPen(QPen(edge if self.isEnabled() else colours.disabled, 1.5))
        painter.setBrush(colours.accent if self.isChecked() else colours.surface)
        painter.drawRoundedRect(box, 3, 3)
        if self.isChecked():
            painter.setPen(QPen(colours.on_accent, max(2.0, side_px / 8)))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPolyline(_tick(box))

    def _side_px(self) -> float:
        return self.fontMetrics().ascent()

    def _indent_px(self) -> int:
        return round(self._side_px() * 1.6) + PAD_PX

    @Slot()
    def _dress(self) -> None:
        self.setFont(self._theme.font())
        self.updateGeometry()
        self.update()


def _tick(box: QRectF) -> QPolygonF:
    places = ((0.22, 0.54), (0.42, 0.74), (0.80, 0.28))
    return QPolygonF(
        [QPointF(box.left() + x * box.width(), box.top() + y * box.height()) for x, y in places]
    )
