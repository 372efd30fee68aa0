"""A painter with an ink and a measure: how every chart draws lines and words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QLineF, QPointF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from isodiary.report.chart_axes import Label
from isodiary.report.ink import Ink

TEXT_UNITS = 10
LINE_HEIGHT = 12.5
"""Height of a text, and of a line of text, in units."""


class Pencil:
    """Draws in units. Sets the painter's font to 10 units; who makes it saves and restores.

    Attributes:
        painter: What it draws with.
        ink: The colours.
        unit: A unit in the painter's coordinates.
        metrics: The measures of its font.
    """

    def __init__(self, painter: QPainter, ink: Ink, unit_px: float) -> None:
        font = QFont(painter.font())
        font.setPixelSize(max(1, round(TEXT_UNITS * unit_px)))
        painter.setFont(font)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.painter = painter
        self.ink = ink
        self.unit = unit_px
        self.metrics = QFontMetricsF(font)

    @property
    def line_px(self) -> float:
        """How far apart lines of text are."""
        return LINE_HEIGHT * self.unit

    @property
    def drop_px(self) -> float:
        """How far below its middle a text stands."""
        return self.metrics.capHeight() / 2

    def pen(self, colour: QColor, width: float, dashes: Sequence[float] = ()) -> None:
        """Take a pen; the width is in units, the dashes in widths."""
        pen = QPen(colour, width * self.unit)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        if dashes:
            pen.setDashPattern(dashes)
        self.painter.setPen(pen)

    def line(self, x1: float, y1: float, x2: float, y2: float) -> None:
        """Draw a line with the pen taken last."""
        self.painter.drawLine(QLineF(x1, y1, x2, y2))

    def say(self, x: float, baseline: float, text: str, colour: QColor) -> None:
        """Write a text from `x` on."""
        self.painter.setPen(colour)
        self.painter.drawText(QPointF(x, baseline), text)

    def label(self, text: str, x: float) -> Label:
        """Return a text with its width."""
        return Label(text=text, x=x, width=self.metrics.horizontalAdvance(text))

    def cut(self, text: str, room_px: float) -> str:
        """Return a text as it fits, with an ellipsis where it does not."""
        return self.metrics.elidedText(text, Qt.TextElideMode.ElideRight, room_px)
