"""What every chart over days can do, and how one is given away: as a picture or a vector file."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QBuffer, QIODevice, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QImage, QImageWriter, QPainter
from PySide6.QtSvg import QSvgGenerator

from isodiary.fonts import face
from isodiary.report.charts.pencil import Ink, paper_ink
from isodiary.report.output import save_content


class DayChart(Protocol):
    """A chart whose horizontal axis is days, drawn alike on the screen and on paper."""

    @property
    def first(self) -> date:
        """The first day of its axis."""
        ...

    @property
    def last(self) -> date:
        """The last day of its axis."""
        ...

    @property
    def description(self) -> str:
        """The same in a sentence, for those who do not see it."""
        ...

    def paint(self, painter: QPainter, rect: QRectF, ink: Ink, unit_px: float) -> None:
        """Paint it into `rect`; text is 10 units high, and the painter's font gives its face."""
        ...

    def plot(self, rect: QRectF, unit_px: float) -> QRectF:
        """Return where the days stand, the first at the left edge, when painted into `rect`."""
        ...

    def values_on(self, day: date) -> str:
        """Return the values of a day in words, the day itself included."""
        ...


WIDTH, HEIGHT = 760, 300
"""Of the picture, in units."""

TITLE = 30
"""Units for the title."""

SCALE = 2
"""Pixels of a unit in a picture."""


def paint_sheet(painter: QPainter, chart: DayChart, title: str) -> None:
    """Paint a chart under its title, in units, black on nothing."""
    font = face(QFont.Weight.DemiBold)
    font.setPixelSize(13)
    painter.setFont(font)
    painter.setPen(paper_ink().text)
    across = QRectF(12, 6, WIDTH - 24, TITLE - 6)
    painter.drawText(across, Qt.AlignmentFlag.AlignVCenter, title)
    painter.setFont(face())
    chart.paint(painter, QRectF(8, TITLE, WIDTH - 16, HEIGHT - TITLE - 8), paper_ink(), 1)


def picture(chart: DayChart, title: str) -> QImage:
    """Return a chart as a picture on white."""
    image = QImage(WIDTH * SCALE, HEIGHT * SCALE, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    with QPainter(image) as painter:
        painter.scale(SCALE, SCALE)
        paint_sheet(painter, chart, title)
    return image


def save_picture(chart: DayChart, title: str, path: Path) -> None:
    """Save a chart as SVG, or as PNG if the name ends with that; a file of that name is replaced.

    Raises:
        DiaryError: The file could not be written; one that was there is as it was.
    """
    as_pixels = path.suffix.lower() == ".png"
    save_content(_png(chart, title) if as_pixels else _svg(chart, title), path)


def save_text(text: str, path: Path) -> None:
    """Save a text as UTF-8; a file of that name is replaced.

    Raises:
        DiaryError: The file could not be written; one that was there is as it was.
    """
    save_content(text.encode("utf-8"), path)


def _png(chart: DayChart, title: str) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, b"PNG").write(picture(chart, title))
    return bytes(buffer.data().data())


def _svg(chart: DayChart, title: str) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setSize(QSize(WIDTH, HEIGHT))
    generator.setViewBox(QRectF(0, 0, WIDTH, HEIGHT))
    generator.setTitle(title)
    generator.setDescription(chart.description)
    with QPainter(generator) as painter:
        paint_sheet(painter, chart, title)
    return bytes(buffer.data().data())
