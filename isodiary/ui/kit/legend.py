"""What the signs in sight mean: each sign before its words, and none that is not in sight."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Generic, TypeVar

from PySide6.QtCore import QRectF, QSize, Qt, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from isodiary.ui.kit.layouts import FlowLayout
from isodiary.ui.look.theme import Theme

T = TypeVar("T")

TEXT_FACTOR = 0.85
"""The text of a legend as a multiple of running text."""

GAP_PX = 6
BETWEEN_PX = 10


class Legend(QWidget, Generic[T]):
    """Signs of one kind with their words, in as many lines as they need."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._shown: tuple[T, ...] = ()
        self._flow = FlowLayout(self, gap_px=BETWEEN_PX)

    @property
    def shown(self) -> tuple[T, ...]:
        """What is explained."""
        return self._shown

    def show_signs(self, signs: Iterable[T]) -> None:
        """Explain these signs and no others, in their order."""
        shown = tuple(signs)
        if shown != self._shown:
            self._shown = shown
            self._flow.clear()
            for sign in shown:
                self._flow.addWidget(LegendEntry(self._theme, self.words(sign), self._pen(sign)))
            self.updateGeometry()

    def words(self, sign: T) -> str:
        """Return what a sign means."""
        raise NotImplementedError

    def paint_sign(self, painter: QPainter, square: QRectF, sign: T) -> None:
        """Paint a sign into a square as high as the text."""
        raise NotImplementedError

    def _pen(self, sign: T) -> Callable[[QPainter, QRectF], None]:
        return lambda painter, square: self.paint_sign(painter, square, sign)


class LegendEntry(QWidget):
    """One sign and its words."""

    def __init__(self, theme: Theme, words: str, paint: Callable[[QPainter, QRectF], None]) -> None:
        super().__init__()
        self._theme = theme
        self._words = words
        self._paint = paint
        self.setAccessibleName(words)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._dress)
        self._dress()

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        width_px = metrics.height() + GAP_PX + metrics.horizontalAdvance(self._words)
        return QSize(width_px, metrics.height() + 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        side = self.fontMetrics().height()
        rtl = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        left = self.width() - side if rtl else 0
        with QPainter(self) as painter:
            painter.save()
            self._paint(painter, QRectF(left, (self.height() - side) / 2, side, side))
            painter.restore()
            painter.setPen(self._theme.colours.muted)
            begin = 0 if rtl else side + GAP_PX
            area = QRectF(begin, 0, self.width() - side - GAP_PX, self.height())
            flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
            painter.drawText(area, flags, self._words)

    @Slot()
    def _dress(self) -> None:
        self.setFont(self._theme.font(TEXT_FACTOR))
        self.updateGeometry()
        self.update()
