"""A canvas for charts: what was painted on it, and where its words stand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QImage, QPainter

from isodiary.fonts import face
from isodiary.report.charts.pencil import Ink, Pencil, paper_ink
from tests.report.ink import ink

Paint = Callable[[QPainter, QRectF, Ink, float], None]


@dataclass(frozen=True, slots=True)
class Word:
    """A text and where it stands, from its capitals' height down to its baseline."""

    text: str
    place: QRectF


def canvas_of(paint: Paint, rect: QRectF, *, width: float, height: float, unit: float) -> QImage:
    """Paint into a part of a white picture, as on paper."""
    image = QImage(round(width), round(height), QImage.Format.Format_RGB32)
    image.fill("white")
    with QPainter(image) as painter:
        painter.setFont(face())
        paint(painter, rect, paper_ink(), unit)
    return image


def painted(paint: Paint, width: float, height: float, unit: float = 1.0) -> QImage:
    """Paint over the whole of a picture, sizes in units."""
    width, height = width * unit, height * unit
    rect = QRectF(0, 0, width, height)
    return canvas_of(paint, rect, width=width, height=height, unit=unit)


def words_in(
    monkeypatch, paint: Paint, width: float, height: float, unit: float = 1.0
) -> list[Word]:
    """Return the words of a chart, sizes in units, places in pixels."""
    found: list[Word] = []

    def say(pencil, x, baseline, text, colour):
        high = pencil.metrics.capHeight()
        across = pencil.metrics.horizontalAdvance(text)
        found.append(Word(text, QRectF(x, baseline - high, across, high)))

    with monkeypatch.context() as patch:
        patch.setattr(Pencil, "say", say)
        painted(paint, width, height, unit)
    return found


def dark_at(picture: QImage, place: QPointF, half: float = 1.5) -> float:
    """Return how dark a small square round a place is."""
    rows = ((place.y() - half) / picture.height(), (place.y() + half) / picture.height())
    columns = ((place.x() - half) / picture.width(), (place.x() + half) / picture.width())
    return ink(picture, rows, across=columns)
