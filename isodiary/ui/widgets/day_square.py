"""One day as a small square, cut by its slots; each outcome has a shape of its own.

taken: filled · partial: half filled · skipped: empty with a bar · missed: empty with a cross ·
unknown: dotted · not recorded: hatched · not yet due: empty · pause: a flat grey · outside: nothing
"""

from __future__ import annotations

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QPainter, QPainterPath, QPen, QPolygonF

from isodiary.domain.day_marks import DayMarks, Mark
from isodiary.ui.colours import Colours


def paint_day(painter: QPainter, square: QRectF, marks: DayMarks, colours: Colours) -> None:
    """Paint the square of a day."""
    if marks.outside:
        return
    frame = QPainterPath()
    frame.addRoundedRect(square, 2.5, 2.5)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.save()
    painter.setClipPath(frame)
    painter.fillRect(square, colours.quiet_bar if marks.paused else colours.surface)
    for place, mark in enumerate(marks.slots):
        painter.save()
        part = _part(square, place, len(marks.slots))
        painter.setClipPath(part, Qt.ClipOperation.IntersectClip)
        _paint_mark(painter, part.boundingRect(), mark, colours)
        painter.restore()
    painter.restore()
    painter.setPen(QPen(colours.outline, 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(frame)
    painter.restore()


def _part(square: QRectF, place: int, parts: int) -> QPainterPath:
    """Return the part of one slot: the whole, a half cut slantwise, or an upright third."""
    path = QPainterPath()
    if parts == 2:
        corner = square.topLeft() if place == 0 else square.bottomRight()
        path.addPolygon(QPolygonF([corner, square.topRight(), square.bottomLeft()]))
        path.closeSubpath()
    else:
        width_px = square.width() / parts
        path.addRect(
            QRectF(square.left() + place * width_px, square.top(), width_px, square.height())
        )
    return path


def _paint_mark(painter: QPainter, area: QRectF, mark: Mark, colours: Colours) -> None:
    pen = QPen(colours.muted, 1.2)
    match mark:
        case Mark.TAKEN:
            painter.fillRect(area, colours.ok)
        case Mark.PARTIAL:
            half = QRectF(area)
            half.setTop(area.center().y())
            painter.fillRect(half, colours.ok)
        case Mark.SKIPPED:
            painter.setPen(pen)
            painter.drawLine(_middle(area))
        case Mark.MISSED:
            painter.setPen(pen)
            painter.drawLine(QLineF(area.topLeft(), area.bottomRight()))
            painter.drawLine(QLineF(area.topRight(), area.bottomLeft()))
        case Mark.UNKNOWN:
            painter.fillRect(area, QBrush(colours.muted, Qt.BrushStyle.Dense6Pattern))
        case Mark.NOT_RECORDED:
            painter.fillRect(area, QBrush(colours.outline, Qt.BrushStyle.BDiagPattern))
        case Mark.NOT_YET:
            pass


def _middle(area: QRectF) -> QLineF:
    y_px = area.center().y()
    return QLineF(QPointF(area.left() + 2, y_px), QPointF(area.right() - 2, y_px))
