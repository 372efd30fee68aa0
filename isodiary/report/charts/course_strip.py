"""The strip of a course, drawn with a painter on the screen as on paper.

A block for each plan, as high as its milligrams; hatched where the course was paused; filled as far
as it has come. Visits are diamonds, blood tests triangles, planned ones empty triangles. Today is a
line with a cap, an expected end a dashed one: nothing is told by colour alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPolygonF

from isodiary.domain.day import ONE_DAY
from isodiary.report.charts.pencil import Axes, Ink, Label, Pencil, day_labels
from isodiary.report.words import mg
from isodiary.services.course.strip import Flag, Strip, StripBlock, StripMark

LABELS, BAND, VISITS, LABS, DAYS = 15, 36, 13, 13, 17
"""Heights in units: words above, the doses, visits, blood tests, days."""

HEIGHT = LABELS + BAND + VISITS + LABS + DAYS
SIDE = 6
LOWEST = 0.5
"""How high the block of the smallest dose is at least, as a share of the band."""

MARK = 4.5
"""Half the width of a mark, in units."""

ROWS = {StripMark.VISIT: 0, StripMark.LAB: 1, StripMark.TEST: 1}


def paint_course_strip(
    painter: QPainter, rect: QRectF, strip: Strip, ink: Ink, unit_px: float
) -> None:
    """Paint a strip in a rectangle `HEIGHT` units high.

    Args:
        painter: Its font's family is used.
        rect: Where to paint.
        strip: What to show.
        ink: What to paint with.
        unit_px: A unit in the painter's coordinates; text is 10 units high.
    """
    painter.save()
    _Drawing(Pencil(painter, ink, unit_px), rect, strip).paint()
    painter.restore()


def band_of(rect: QRectF, unit_px: float) -> QRectF:
    """Return where the doses stand in the rectangle of a strip."""
    side, top = SIDE * unit_px, rect.top() + LABELS * unit_px
    return QRectF(rect.left() + side, top, rect.width() - 2 * side, BAND * unit_px)


def day_x(band: QRectF, strip: Strip, day: date) -> float:
    """Return where the middle of a day stands."""
    return band.left() + ((day - strip.first).days + 0.5) * band.width() / strip.days


def paint_mark(pencil: Pencil, middle: QPointF, mark: StripMark) -> None:
    """Paint the sign of a mark round a point."""
    painter, half = pencil.painter, MARK * pencil.unit
    pencil.pen(pencil.ink.text, 1.2)
    filled = mark in {StripMark.VISIT, StripMark.LAB}
    painter.setBrush(pencil.ink.text if filled else Qt.BrushStyle.NoBrush)
    match mark:
        case StripMark.VISIT:
            painter.drawPolygon(_shape(middle, (0, -half), (half, 0), (0, half), (-half, 0)))
        case StripMark.LAB | StripMark.TEST:
            low = half * 0.8
            painter.drawPolygon(_shape(middle, (0, -low), (half, low), (-half, low)))
        case StripMark.TODAY:
            pencil.pen(pencil.ink.dose, 2)
            pencil.line(middle.x(), middle.y() - half, middle.x(), middle.y() + half)
            _paint_cap(pencil, QPointF(middle.x(), middle.y() - half))
        case StripMark.END:
            pencil.pen(pencil.ink.text, 1.4, (2, 1.5))
            pencil.line(middle.x(), middle.y() - half, middle.x(), middle.y() + half)
        case StripMark.PHASE:
            pass
    painter.setBrush(Qt.BrushStyle.NoBrush)


def paint_hatch(pencil: Pencil, area: QRectF) -> None:
    """Paint the hatched ground of a pause."""
    painter, step = pencil.painter, 4 * pencil.unit
    painter.save()
    painter.setClipRect(area, Qt.ClipOperation.IntersectClip)
    pencil.pen(pencil.ink.muted, 0.9)
    count = int((area.width() + area.height()) / step) + 1
    painter.drawLines(
        [
            QLineF(x, area.bottom(), x + area.height(), area.top())
            for x in (area.left() - area.height() + n * step for n in range(count))
        ]
    )
    painter.restore()
    pencil.pen(pencil.ink.muted, 0.9)
    painter.drawRect(area)


class _Drawing:
    """A strip while it is being painted."""

    def __init__(self, pencil: Pencil, rect: QRectF, strip: Strip) -> None:
        self._pencil = pencil
        self._rect = rect
        self._strip = strip
        self._band = band_of(rect, pencil.unit)
        self._top_ug = max((block.daily_ug or 0 for block in strip.blocks), default=0)

    def paint(self) -> None:
        for block in self._strip.blocks:
            self._block(block)
        self._lines()
        self._words()
        for flag in self._strip.flags:
            self._mark(flag)
        self._days()

    def _block(self, block: StripBlock) -> None:
        area = self._area(block)
        if block.daily_ug is None:
            paint_hatch(self._pencil, area)
            return
        painter, ink = self._pencil.painter, self._pencil.ink
        painter.fillRect(self._so_far(area), ink.fill)
        self._pencil.pen(ink.dose, 1)
        painter.drawRect(area)
        label = self._pencil.label(mg(block.daily_ug), 0)
        if label.width + 4 * self._pencil.unit <= area.width():
            x = area.center().x() - label.width / 2
            y = area.bottom() - BAND * LOWEST / 2 * self._pencil.unit + self._pencil.drop_px
            self._pencil.say(x, y, label.text, ink.text)

    def _area(self, block: StripBlock) -> QRectF:
        left, right = self._edge(block.first), self._edge(block.last + ONE_DAY)
        share = (block.daily_ug or 0) / self._top_ug if self._top_ug else 0.0
        high = self._band.height() * (LOWEST + (1 - LOWEST) * share)
        return QRectF(left, self._band.bottom() - high, right - left, high)

    def _so_far(self, area: QRectF) -> QRectF:
        """Return the part of a block that has come to pass."""
        today = self._strip.today
        if today is None:
            return area
        reach = self._edge(today + ONE_DAY)
        return (
            area.adjusted(0, 0, min(0.0, reach - area.right()), 0)
            if reach > area.left()
            else QRectF()
        )

    def _edge(self, day: date) -> float:
        """Return where a day begins."""
        strip = self._strip
        return self._band.left() + (day - strip.first).days * self._band.width() / strip.days

    def _lines(self) -> None:
        """Paint the lines of today and of the expected ends through the band."""
        for flag in self._strip.flags:
            x = day_x(self._band, self._strip, flag.day)
            if flag.mark is StripMark.TODAY:
                self._pencil.pen(self._pencil.ink.dose, 2)
                self._pencil.line(x, self._band.top(), x, self._band.bottom())
                _paint_cap(self._pencil, QPointF(x, self._band.top()))
            elif flag.mark is StripMark.END:
                self._pencil.pen(self._pencil.ink.text, 1.4, (2, 1.5))
                self._pencil.line(x, self._band.top(), x, self._band.bottom())

    def _words(self) -> None:
        """Write what is above the band where there is room, today first of all."""
        kept: list[Label] = []
        for flag in sorted(self._strip.flags, key=_today_first):
            if flag.label:
                label = self._above(flag)
                if _is_free(label, kept, 6 * self._pencil.unit):
                    kept.append(label)
        baseline = self._band.top() - 5 * self._pencil.unit
        for label in kept:
            self._pencil.say(label.x, baseline, label.text, self._pencil.ink.text)

    def _above(self, flag: Flag) -> Label:
        """Return the words of a mark in the middle above it, inside the strip."""
        label = self._pencil.label(flag.label, 0)
        x = day_x(self._band, self._strip, flag.day) - label.width / 2
        x = max(self._rect.left(), min(x, self._rect.right() - label.width))
        return Label(text=label.text, x=x, width=label.width)

    def _mark(self, flag: Flag) -> None:
        if flag.mark in ROWS:
            y = self._band.bottom() + (VISITS * (ROWS[flag.mark] + 0.5)) * self._pencil.unit
            paint_mark(
                self._pencil, QPointF(day_x(self._band, self._strip, flag.day), y), flag.mark
            )

    def _days(self) -> None:
        pencil = self._pencil
        axes = Axes(plot=self._band, first=self._strip.first, days=self._strip.days)
        top = self._band.bottom() + (VISITS + LABS) * pencil.unit
        pencil.pen(pencil.ink.grid, 0.8)
        pencil.line(self._band.left(), top, self._band.right(), top)
        for label in day_labels(pencil, axes, self._rect.right()):
            pencil.pen(pencil.ink.muted, 0.8)
            pencil.line(label.x, top, label.x, top + 4 * pencil.unit)
            pencil.say(label.x, top + 14 * pencil.unit, label.text, pencil.ink.muted)


def _paint_cap(pencil: Pencil, tip: QPointF) -> None:
    half = 3.5 * pencil.unit
    pencil.painter.setBrush(pencil.ink.dose)
    pencil.painter.drawPolygon(_shape(tip, (0, half), (half, -half / 2), (-half, -half / 2)))
    pencil.painter.setBrush(Qt.BrushStyle.NoBrush)


def _shape(middle: QPointF, *corners: tuple[float, float]) -> QPolygonF:
    return QPolygonF([middle + QPointF(x, y) for x, y in corners])


def _is_free(label: Label, kept: Iterable[Label], gap: float) -> bool:
    return all(
        label.x + label.width + gap <= other.x or other.x + other.width + gap <= label.x
        for other in kept
    )


def _today_first(flag: Flag) -> tuple[bool, date]:
    return flag.mark is not StripMark.TODAY, flag.day
