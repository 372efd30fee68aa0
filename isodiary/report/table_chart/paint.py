"""Paints a laid out table-chart with any painter: paper, SVG or screen; nothing is decided here."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence

from PySide6.QtCore import QBuffer, QIODevice, QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF, QTransform
from PySide6.QtSvg import QSvgGenerator

from isodiary.domain.values import dataclass
from isodiary.report.table_chart.marks import (
    FINE,
    Areas,
    Bars,
    Box,
    Boxes,
    Discs,
    Dotted,
    Drawing,
    Face,
    Hatched,
    Heaps,
    Paint,
    Shape,
    Strokes,
    TextMark,
    font_of,
)

DOT, DOT_GRID = 0.30, 0.62
HATCH, HATCH_EVERY = 0.11, 1.3
FEW = 12
"""More straight lines are drawn at once, which takes a tenth of the time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TableInk:
    """The colours of a table-chart, by the names of `Paint`.

    Attributes:
        cap: On top of pale bars; None where they need none.
    """

    text: QColor
    grey: QColor
    rule: QColor
    ground: QColor
    taken: QColor
    white: QColor
    dots: QColor
    outline: QColor
    axis: QColor
    visit: QColor
    old_visit: QColor
    hatch: QColor
    none: QColor
    mild: QColor
    moderate: QColor
    severe: QColor
    cap: QColor | None
    sign: QColor
    on_sign: QColor

    def of(self, tone: Paint) -> QColor | None:
        """Return the colour of a tone; None where it is not drawn."""
        colour: QColor | None = getattr(self, tone.value)
        return colour


def paper_table_ink() -> TableInk:
    """Return black and greys, which a printer without colours keeps apart."""
    black, white = QColor("black"), QColor("white")
    return TableInk(
        text=black,
        grey=QColor("#4a4a4a"),
        rule=QColor("#cfcfcf"),
        ground=QColor("#f1f1f1"),
        taken=QColor("#b4b4b4"),
        white=white,
        dots=QColor("#333333"),
        outline=black,
        axis=black,
        visit=black,
        old_visit=QColor("#b4b4b4"),
        hatch=QColor("#9a9a9a"),
        none=QColor("#828282"),
        mild=QColor("#828282"),
        moderate=QColor("#4d4d4d"),
        severe=black,
        cap=None,
        sign=black,
        on_sign=white,
    )


def paint_table_chart(
    painter: QPainter,
    drawing: Drawing,
    ink: TableInk,
    *,
    at: QPointF,
    unit_px: float,
    snap: bool = False,
) -> None:
    """Paint a chart with its top left corner at a place.

    Args:
        painter: Is left as it was.
        drawing: The chart.
        ink: The colours.
        at: The place, in the painter's coordinates.
        unit_px: A unit in them.
        snap: Whether bars are laid on the pixels of a screen.
    """
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(at)
    painter.scale(unit_px, unit_px)
    painter.translate(0, drawing.above)
    brush = _Brush(painter, ink, snap=snap)
    for mark in drawing.marks:
        if not isinstance(mark, TextMark):
            brush.paint(mark)
    brush.say([mark for mark in drawing.marks if isinstance(mark, TextMark)])
    painter.restore()


class _Brush:
    """Paints marks in units."""

    def __init__(self, painter: QPainter, ink: TableInk, *, snap: bool) -> None:
        self._painter = painter
        self._ink = ink
        self._units = painter.worldTransform()
        self._type = QTransform.fromScale(1 / FINE, 1 / FINE) * self._units
        self._pixels = painter.deviceTransform() if snap else None

    def paint(self, mark: Shape) -> None:
        """Paint one shape."""
        match mark:
            case Boxes():
                self._fill(mark)
            case Bars():
                self._bars(mark)
            case Heaps():
                self._heaps(mark)
            case Areas():
                self._areas(mark)
            case Strokes():
                self._strokes(mark)
            case Dotted():
                self._dots(mark.rects)
            case Hatched():
                self._hatch(mark.rect)
            case Discs():
                self._discs(mark)

    def say(self, marks: Iterable[TextMark]) -> None:
        """Paint the texts, over all shapes; what is as before is not set anew."""
        painter = self._painter
        painter.setWorldTransform(self._type)
        face: Face | None = None
        tone: Paint | None = None
        for mark in marks:
            if mark.tone is not tone:
                tone = mark.tone
                painter.setPen(self._ink.of(tone) or Qt.GlobalColor.transparent)
            if mark.face is not face:
                face = mark.face
                painter.setFont(font_of(face))
            painter.drawText(QPointF(mark.x * FINE, mark.baseline * FINE), mark.text)
        painter.setWorldTransform(self._units)

    def _fill(self, mark: Boxes) -> None:
        colour = self._ink.of(mark.tone)
        if colour is None:
            return
        if mark.snapped and self._pixels is not None:
            boxes = [(r.x(), r.y(), r.width(), r.height()) for r in mark.rects]
            self._rects(_on_pixels(boxes, self._pixels), colour, snapped=True)
        else:
            self._rects(list(mark.rects), colour, snapped=False)

    def _bars(self, mark: Bars) -> None:
        """Fill the bars; on a screen their place is rounded, as all of them are of one size."""
        colour, pixels = self._ink.of(mark.tone), self._pixels
        if colour is None:
            return
        if pixels is None:
            self._rects(list(mark.rects), colour, snapped=False)
            return
        [first] = _on_pixels([(mark.lefts[0], mark.top, mark.width, mark.height)], pixels)
        top, width, height = first.top(), first.width(), first.height()
        across, shift = pixels.m11(), pixels.dx()
        places = [(round(left * across + shift) - shift) / across for left in mark.lefts]
        rects = [QRectF(place, top, width, height) for place in places]
        self._rects(rects, colour, snapped=True)

    def _heaps(self, mark: Heaps) -> None:
        colour, pixels = self._ink.of(mark.tone), self._pixels
        if colour is not None:
            rects = list(mark.rects) if pixels is None else _on_pixels(mark.boxes, pixels)
            self._rects(rects, colour, snapped=pixels is not None)

    def _rects(self, rects: list[QRectF], colour: QColor, *, snapped: bool) -> None:
        smooth = QPainter.RenderHint.Antialiasing
        self._painter.setRenderHint(smooth, not snapped)
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(colour)
        self._painter.drawRects(rects)
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.setRenderHint(smooth, True)

    def _areas(self, mark: Areas) -> None:
        colour = self._ink.of(mark.tone)
        if colour is None:
            return
        path = QPainterPath()
        for points in mark.polygons:
            path.addPolygon(QPolygonF([QPointF(x, y) for x, y in points]))
            path.closeSubpath()
        self._painter.fillPath(path, colour)

    def _strokes(self, mark: Strokes) -> None:
        self._pen(mark.tone, mark.width)
        if len(mark.runs) > FEW and all(len(run) == 2 for run in mark.runs):
            self._painter.drawLines([QLineF(*one, *other) for one, other in mark.runs])
            return
        for points in mark.runs:
            self._painter.drawPolyline([QPointF(x, y) for x, y in points])

    def _pen(self, tone: Paint, width: float, cap: Qt.PenCapStyle = Qt.PenCapStyle.FlatCap) -> None:
        colour = self._ink.of(tone)
        pen = QPen(colour or Qt.GlobalColor.transparent, width)
        pen.setCapStyle(cap)
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        self._painter.setPen(pen)
        self._painter.setBrush(Qt.BrushStyle.NoBrush)

    def _dots(self, rects: Sequence[QRectF]) -> None:
        points: list[QPointF] = []
        for rect in rects:
            self._painter.fillRect(rect, self._ink.white)
            rows = list(_places(rect.top(), rect.bottom()))
            points += [QPointF(x, y) for x in _places(rect.left(), rect.right()) for y in rows]
        self._pen(Paint.DOTS, DOT, Qt.PenCapStyle.RoundCap)
        self._painter.drawPoints(points)

    def _hatch(self, rect: QRectF) -> None:
        self._pen(Paint.HATCH, HATCH)
        self._painter.drawLines(list(hatched(rect, HATCH_EVERY)))

    def _discs(self, mark: Discs) -> None:
        colour = self._ink.of(mark.tone)
        if colour is None:
            return
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(colour)
        for rect in mark.rects:
            half = rect.height() / 2
            self._painter.drawRoundedRect(rect, half, half)
        self._painter.setBrush(Qt.BrushStyle.NoBrush)


def _on_pixels(boxes: Iterable[Box], pixels: QTransform) -> list[QRectF]:
    """Return bars whose place is rounded and whose width is floored to pixels, none vanishing."""
    across, down, right, below = pixels.m11(), pixels.m22(), pixels.dx(), pixels.dy()
    found: list[QRectF] = []
    for left, top, width, height in boxes:
        wide = max(1, math.floor(width * across + 1e-6))
        tall = max(1, round(height * down))
        x = round(left * across + right)
        y = round((top + height) * down + below) - tall
        found.append(QRectF((x - right) / across, (y - below) / down, wide / across, tall / down))
    return found


def _places(low: float, high: float) -> Iterator[float]:
    """Yield where the dots of one grid lie between two places; the middle where none would."""
    first = math.ceil((low + DOT / 2) / DOT_GRID)
    last = math.floor((high - DOT / 2) / DOT_GRID)
    if first > last:
        yield (low + high) / 2
    for number in range(first, last + 1):
        yield number * DOT_GRID


def hatched(area: QRectF, step: float) -> Iterable[QLineF]:
    """Yield the lines that shade an area, rising to the right."""
    number = math.ceil((area.left() + area.top()) / step)
    while number * step < area.right() + area.bottom():
        total = number * step  # x + y of every point of the line
        left = max(area.left(), total - area.bottom())
        right = min(area.right(), total - area.top())
        if right > left:
            yield QLineF(left, total - left, right, total - right)
        number += 1


def svg_of(
    drawing: Drawing, ink: TableInk, unit_px: float, title: str = "", description: str = ""
) -> bytes:
    """Return a chart as an SVG file."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    size = QSize(math.ceil(drawing.width * unit_px), math.ceil(drawing.height * unit_px))
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setSize(size)
    generator.setViewBox(QRectF(QPointF(0, 0), size.toSizeF()))
    generator.setTitle(title)
    generator.setDescription(description)
    with QPainter(generator) as painter:
        paint_table_chart(painter, drawing, ink, at=QPointF(0, 0), unit_px=unit_px)
    return bytes(buffer.data().data())
