"""The last days of one symptom as a small line with gaps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from isodiary.domain.symptom import WORST


def paint_sparkline(
    painter: QPainter, area: QRectF, severities: Sequence[int | None], colour: QColor
) -> None:
    """Paint one severity for each day, oldest first; None is a gap.

    A lone answer between two gaps is a dot.
    """
    step_px = area.width() / max(1, len(severities) - 1)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour, 1.6, c=Qt.PenCapStyle.RoundCap))
    for run in _runs(severities):
        points = [
            QPointF(area.left() + place * step_px, area.bottom() - severity * area.height() / WORST)
            for place, severity in run
        ]
        if len(points) == 1:
            painter.drawPoint(points[0])
        painter.drawPolyline(points)
    painter.restore()


def _runs(severities: Sequence[int | None]) -> Iterator[list[tuple[int, int]]]:
    run: list[tuple[int, int]] = []
    for place, severity in enumerate(severities):
        if severity is not None:
            run.append((place, severity))
        elif run:
            yield run
            run = []
    if run:
        yield run
