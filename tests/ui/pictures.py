"""What a widget has painted: how much of a colour there is, and where."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF
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
