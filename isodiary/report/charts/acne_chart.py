"""The acne as the patient estimated it, against the cumulative dose."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from itertools import pairwise

from PySide6.QtCore import QLineF, QPointF, QRectF
from PySide6.QtGui import QPainter

from isodiary.domain.values import dataclass
from isodiary.report.charts.cumulative_chart import STEPS
from isodiary.report.charts.pencil import Ink, Pencil
from isodiary.services.words.units import grouped

ROOM = (40, 16, 20, 34)
"""Units left of the plot for the values, above it, right of it, and below it for the mg/kg."""

MOST_STEPS = 6
RADIUS = 3.2


@dataclass(frozen=True, slots=True, kw_only=True)
class AcnePoint:
    """One check: its day, the cumulative dose by then, and what was estimated."""

    day: date
    per_kg: Fraction
    value: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AcneChart:
    """The values of one measure, oldest first.

    Attributes:
        points: The checks that have one.
        title: What is measured, written above the plot.
        most: The largest value of the scale; None for a count.
    """

    points: tuple[AcnePoint, ...]
    title: str
    most: int | None

    @property
    def top(self) -> int:
        """The largest value of the axis."""
        return self.most or max((point.value for point in self.points), default=0) or 1

    @property
    def farthest(self) -> Fraction:
        """The largest mg/kg of the axis."""
        return max((point.per_kg for point in self.points), default=Fraction(0)) or Fraction(1)

    def plot(self, rect: QRectF, unit_px: float) -> QRectF:
        """Return where the values stand when painted into `rect`."""
        left, top, right, bottom = (edge * unit_px for edge in ROOM)
        return rect.adjusted(left, top, -right, -bottom)

    def place(self, point: AcnePoint, plot: QRectF) -> QPointF:
        """Return where a point stands in the plot."""
        across = float(point.per_kg / self.farthest)
        up = point.value / self.top
        return QPointF(plot.left() + across * plot.width(), plot.bottom() - up * plot.height())

    def paint(self, painter: QPainter, rect: QRectF, ink: Ink, unit_px: float) -> None:
        """Paint it into `rect`; text is 10 units high."""
        painter.save()
        pencil, plot = Pencil(painter, ink, unit_px), self.plot(rect, unit_px)
        self._values(pencil, plot)
        self._doses(pencil, plot)
        self._points(pencil, plot)
        painter.restore()

    def _values(self, pencil: Pencil, plot: QRectF) -> None:
        for value in range(0, self.top + 1, step_of(self.top)):
            y = plot.bottom() - value / self.top * plot.height()
            pencil.pen(pencil.ink.grid, 0.8)
            pencil.line(plot.left(), y, plot.right(), y)
            label = pencil.label(grouped(value), 0)
            x = plot.left() - label.width - 7 * pencil.unit
            pencil.say(x, y + pencil.drop_px, label.text, pencil.ink.text)
        pencil.say(plot.left(), plot.top() - 6 * pencil.unit, self.title, pencil.ink.muted)

    def _doses(self, pencil: Pencil, plot: QRectF) -> None:
        """Write the mg/kg below the plot, where they do not reach the unit at its end."""
        unit = pencil.unit
        baseline = plot.bottom() + 16 * unit
        named = pencil.label("mg/kg", 0)
        free = plot.right() + ROOM[2] * unit - named.width
        pencil.say(free, plot.bottom() + 30 * unit, named.text, pencil.ink.muted)
        for dose in range(0, int(self.farthest) + 1, step_of(self.farthest)):
            x = plot.left() + float(dose / self.farthest) * plot.width()
            label = pencil.label(grouped(dose), x)
            pencil.pen(pencil.ink.muted, 0.8)
            pencil.line(x, plot.bottom(), x, plot.bottom() + 4 * unit)
            pencil.say(x - label.width / 2, baseline, label.text, pencil.ink.muted)

    def _points(self, pencil: Pencil, plot: QRectF) -> None:
        places = [self.place(point, plot) for point in self.points]
        pencil.pen(pencil.ink.lines[0], 1.4)
        pencil.painter.drawLines([QLineF(a, b) for a, b in pairwise(places)])
        pencil.painter.setBrush(pencil.ink.lines[0])
        radius = RADIUS * pencil.unit
        for place in places:
            pencil.painter.drawEllipse(place, radius, radius)


def step_of(top: Fraction | int) -> int:
    """Return how far apart the numbers of an axis from 0 to `top` stand."""
    return next((step for step in STEPS if top / step <= MOST_STEPS), STEPS[-1])


def nearest(places: Sequence[QPointF], point: QPointF) -> int:
    """Return the number of the place nearest to a point."""
    away = [QLineF(place, point).length() for place in places]
    return away.index(min(away))
