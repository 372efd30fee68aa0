"""A table-chart given away: as a picture on white, or as a drawing; always as on paper."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QPointF, QSize, Qt
from PySide6.QtGui import QImage, QImageWriter, QPainter

from isodiary.report.output import save_content
from isodiary.report.table_chart.layout import laid_out
from isodiary.report.table_chart.marks import Drawing
from isodiary.report.table_chart.paint import paint_table_chart, paper_table_ink, svg_of
from isodiary.report.table_chart.rows import ChartRows

WIDTH, MARGIN = 182.0, 4.0
"""Of the drawing, and of the white around it, in units."""

PICTURE_PX, DRAWING_PX = 8.0, 4.0
"""Pixels of a unit in a picture and in a drawing."""


def table_picture(rows: ChartRows, title: str) -> QImage:
    """Return a chart as a picture on white."""
    drawing = _drawing(rows, title)
    size = QSize(
        round((drawing.width + 2 * MARGIN) * PICTURE_PX),
        round((drawing.height + 2 * MARGIN) * PICTURE_PX),
    )
    image = QImage(size, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    corner = QPointF(MARGIN * PICTURE_PX, MARGIN * PICTURE_PX)
    with QPainter(image) as painter:
        paint_table_chart(painter, drawing, paper_table_ink(), at=corner, unit_px=PICTURE_PX)
    return image


def save_table_picture(rows: ChartRows, title: str, path: Path) -> None:
    """Save a chart as SVG, or as PNG if the name ends with that; a file of that name is replaced.

    Raises:
        DiaryError: The file could not be written; one that was there is as it was.
    """
    if path.suffix.lower() == ".png":
        save_content(_png(rows, title), path)
    else:
        drawing = _drawing(rows, title)
        save_content(svg_of(drawing, paper_table_ink(), DRAWING_PX, title, rows.description), path)


def _drawing(rows: ChartRows, title: str) -> Drawing:
    return laid_out(rows, WIDTH, title=title)


def _png(rows: ChartRows, title: str) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, b"PNG").write(table_picture(rows, title))
    return bytes(buffer.data().data())
