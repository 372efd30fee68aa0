"""What a widget has painted: how much of a colour there is, and where."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter


def grabbed(widget):
    """Return the picture of a widget, a pixel of it for a pixel of the widget."""
    return widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)


def share_of(picture, colour, area=None, *, most=40):
    """Return which share of an area, or of the whole, is near a colour.

    Each of red, green and blue may differ by `most`, as thin lines are painted paler.
    """
    rect = picture.rect() if area is None else _whole(area).intersected(picture.rect())
    assert not rect.isEmpty(), "nothing of it is in the picture"
    wanted = QColor(colour)
    found = sum(
        _near(picture.pixelColor(x, y), wanted, most)
        for x in range(rect.left(), rect.right() + 1)
        for y in range(rect.top(), rect.bottom() + 1)
    )
    return found / (rect.width() * rect.height())


def around(place, half):
    """Return a square round a place."""
    return QRectF(place - QPointF(half, half), place + QPointF(half, half))


def _whole(area):
    return QRect(
        round(area.left()),
        round(area.top()),
        max(1, round(area.width())),
        max(1, round(area.height())),
    )


def _near(one, other, most):
    return (
        abs(one.red() - other.red()) <= most
        and abs(one.green() - other.green()) <= most
        and abs(one.blue() - other.blue()) <= most
    )


@dataclass(frozen=True, slots=True)
class Said:
    """A text that a widget painted, and the area it was given."""

    text: str
    area: QRectF


def texts_of(monkeypatch, widget):
    """Return the texts that a widget itself paints, in their order."""
    found: list[Said] = []
    draw = QPainter.drawText

    def heard(painter, area, flags, text):
        found.append(Said(text, painter.transform().mapRect(QRectF(area))))
        return draw(painter, area, flags, text)

    with monkeypatch.context() as patch:
        patch.setattr(QPainter, "drawText", heard)
        widget.grab()
    return found


@dataclass(frozen=True, slots=True)
class Shape:
    """A shape that a widget painted.

    Attributes:
        kind: What it is: "rect", "line", "round", "ellipse", "chord", "polygon", "path", "fill".
        area: The smallest rectangle round it, upright lines without a width.
        pen: The colour of its edge; None without one.
        pen_px: How wide that is.
        dashed: Whether it is broken.
        fill: The colour inside of it; None where that stays as it was.
    """

    kind: str
    area: QRectF
    pen: str | None = None
    pen_px: float = 0.0
    dashed: bool = False
    fill: str | None = None

    @property
    def place(self):
        """Where it is: left, top, right and bottom, to a hundredth."""
        area = self.area
        edges = (area.left(), area.top(), area.right(), area.bottom())
        return tuple(round(edge, 2) for edge in edges)


def shapes_of(monkeypatch, paint):
    """Return the shapes that are painted meanwhile, in their order."""
    found: list[Shape] = []

    def noted(painter, kind, area):
        pen, brush = painter.pen(), painter.brush()
        found.append(
            Shape(
                kind,
                painter.transform().mapRect(QRectF(area)),
                None if pen.style() is Qt.PenStyle.NoPen else pen.color().name(),
                pen.widthF(),
                pen.style() is Qt.PenStyle.DashLine,
                None if brush.style() is Qt.BrushStyle.NoBrush else brush.color().name(),
            )
        )

    def line_area(line):
        return QRectF(line.p1(), line.p2())

    def wrapped(name, kind, area_of):
        draw = getattr(QPainter, name)

        def heard(painter, *asked):
            noted(painter, kind, area_of(*asked))
            return draw(painter, *asked)

        return heard

    fill = QPainter.fillRect

    def filled(painter, area, colour):
        colour_name = QColor(colour).name()
        whole = painter.transform().mapRect(QRectF(area))
        found.append(Shape("fill", whole, fill=colour_name))
        return fill(painter, area, colour)

    with monkeypatch.context() as patch:
        patch.setattr(QPainter, "fillRect", filled)
        for name, kind, area_of in (
            ("drawRect", "rect", lambda area: area),
            ("drawRoundedRect", "round", lambda area, *radii: area),
            ("drawEllipse", "ellipse", lambda area: area),
            ("drawChord", "chord", lambda area, *angles: area),
            ("drawLine", "line", line_area),
            ("drawPolygon", "polygon", lambda polygon: polygon.boundingRect()),
            ("drawPath", "path", lambda path: path.boundingRect()),
        ):
            patch.setattr(QPainter, name, wrapped(name, kind, area_of))
        paint()
    return found
