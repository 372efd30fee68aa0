"""What stands on a laid out page: words, lines and charts, each in its place."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QColor, QPainter, QTextDocument

from isodiary.domain.values import dataclass
from isodiary.report.press.paper import PX_PER_INCH
from isodiary.report.press.type_setter import paint_document
from isodiary.report.table_chart.marks import Drawing
from isodiary.report.table_chart.paint import paint_table_chart, paper_table_ink

MM = PX_PER_INCH / 25.4
"""A unit of a drawing on paper."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """A laid out document, its top left corner at a place of the page."""

    document: QTextDocument
    at: QPointF

    @property
    def rect(self) -> QRectF:
        """Where it stands."""
        return QRectF(self.at, self.document.size())

    def paint(self, painter: QPainter) -> None:
        """Paint the document."""
        painter.save()
        painter.translate(self.at)
        paint_document(painter, self.document)
        painter.restore()


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A filled rectangle; thin ones are the lines of the page."""

    rect: QRectF
    colour: str

    def paint(self, painter: QPainter) -> None:
        """Paint the rectangle."""
        painter.fillRect(self.rect, QColor(self.colour))


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A drawing, its top left corner at a place of the page."""

    drawing: Drawing
    at: QPointF

    @property
    def rect(self) -> QRectF:
        """Where it stands."""
        return QRectF(self.at, QSizeF(self.drawing.width * MM, self.drawing.height * MM))

    def paint(self, painter: QPainter) -> None:
        """Paint the drawing."""
        paint_table_chart(painter, self.drawing, paper_table_ink(), at=self.at, unit_px=MM)


Mark = Words | Bar | Drawn


def words_at(document: QTextDocument, x: float, y: float) -> Words:
    """Return a document at a place."""
    return Words(document=document, at=QPointF(x, y))


def frame(rect: QRectF, width: float, colour: str) -> list[Mark]:
    """Return the four sides of a rectangle, inside it."""
    sides = (
        QRectF(rect.left(), rect.top(), rect.width(), width),
        QRectF(rect.left(), rect.bottom() - width, rect.width(), width),
        QRectF(rect.left(), rect.top(), width, rect.height()),
        QRectF(rect.right() - width, rect.top(), width, rect.height()),
    )
    return [Bar(rect=side, colour=colour) for side in sides]
