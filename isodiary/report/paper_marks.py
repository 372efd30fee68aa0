"""What is filled in by hand: boxes to tick, numbers to circle, lines to write on."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from isodiary.domain.symptom import WORST

FAINT = QColor("#767676")
BLACK = QColor("#000000")
THIN = 0.75
DIGIT_SHARE = 0.66
"""Size of a number as a share of its circle."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    """The numbers 0 to 3, each in a circle, in the middle of a place."""

    rect: QRectF
    diameter: float
    font: QFont

    def paint(self, painter: QPainter) -> None:
        """Paint the four circles."""
        font = QFont(self.font)
        font.setPixelSize(round(self.diameter * DIGIT_SHARE))
        drop = QFontMetricsF(font).capHeight() / 2
        step = self.rect.width() / (WORST + 1)
        painter.setFont(font)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for number in range(WORST + 1):
            middle = QPointF(self.rect.left() + (number + 0.5) * step, self.rect.center().y())
            painter.setPen(QPen(FAINT, THIN))
            painter.drawEllipse(middle, self.diameter / 2, self.diameter / 2)
            wide = QFontMetricsF(font).horizontalAdvance(str(number))
            painter.setPen(BLACK)
            painter.drawText(middle + QPointF(-wide / 2, drop), str(number))


@dataclass(frozen=True, slots=True, kw_only=True)
class TickBox:
    """An empty box to tick."""

    rect: QRectF

    def paint(self, painter: QPainter) -> None:
        """Paint the box."""
        painter.setPen(QPen(BLACK, THIN))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(self.rect)


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteLine:
    """A line to write on."""

    line: QLineF

    def paint(self, painter: QPainter) -> None:
        """Paint the line."""
        painter.setPen(QPen(FAINT, THIN))
        painter.drawLine(self.line)
