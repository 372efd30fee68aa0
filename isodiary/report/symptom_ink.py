"""The symptoms of a chart: weekly means as lines, single days as points, names beside them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPen, QPolygonF

from isodiary.report.chart_axes import Axes, spread
from isodiary.report.course_chart import CourseChart, SymptomLine
from isodiary.report.ink import DASHES
from isodiary.report.pencil import Pencil

SAMPLE = 20
"""How long the piece of a line before its name is."""

POINTS_FROM = 5
"""Single days are drawn where a day is at least so many units wide."""

POINT = 3.4
"""The widest point, in units."""


def stretches(line: SymptomLine) -> Iterator[list[tuple[date, Fraction]]]:
    """Yield the weeks of a line that follow each other."""
    stretch: list[tuple[date, Fraction]] = []
    for week in line.weeks:
        if stretch and stretch[-1][0] + timedelta(days=line.grain_days) != week[0]:
            yield stretch
            stretch = []
        stretch.append(week)
    if stretch:
        yield stretch


class SymptomInk:
    """Draws the symptoms of a chart."""

    def __init__(self, pencil: Pencil, axes: Axes, chart: CourseChart) -> None:
        self._pencil = pencil
        self._axes = axes
        self._plot = axes.plot
        self._lines = chart.lines
        self._largest = POINT * pencil.unit

    def scale(self) -> None:
        """Draw the scale of the lines at the right edge."""
        if not self._lines:
            return
        pencil, right = self._pencil, self._plot.right()
        for severity in range(4):
            y = self._axes.y_of_severity(severity)
            pencil.pen(pencil.ink.muted, 0.8)
            pencil.line(right, y, right + 3 * pencil.unit, y)
            x = right + 5 * pencil.unit
            pencil.say(x, y + pencil.drop_px, str(severity), pencil.ink.muted)

    def points(self) -> None:
        """Draw a point for each answered day, those of several symptoms beside each other."""
        if self._axes.day_width < POINTS_FROM * self._pencil.unit:
            return
        for number, line in enumerate(self._lines):
            beside = (number + 1) / (len(self._lines) + 1) * self._axes.day_width
            places = [
                QPointF(self._axes.x(day) + beside, self._axes.y_of_severity(severity))
                for day, severity in line.days
            ]
            colour = QColor(self._colour(number))
            colour.setAlphaF(0.75)
            cap = Qt.PenCapStyle.SquareCap if number % 2 else Qt.PenCapStyle.RoundCap
            width = min(max(self._axes.day_width / 6, 1.8 * self._pencil.unit), self._largest)
            self._pencil.painter.setPen(QPen(colour, width, c=cap))
            self._pencil.painter.drawPoints(places)

    def lines(self) -> None:
        """Draw the weekly means; where a week was not answered the line has a gap."""
        for number, line in enumerate(self._lines):
            self._style(number)
            for stretch in stretches(line):
                half = line.grain_days / 2 * self._axes.day_width
                points = [
                    QPointF(self._axes.x(day) + half, self._axes.y_of_severity(mean))
                    for day, mean in stretch
                ]
                if len(points) == 1:
                    reach = QPointF(half, 0)
                    points = [points[0] - reach, points[0] + reach]
                self._pencil.painter.drawPolyline(QPolygonF([self._inside(p) for p in points]))

    def names_beside(self) -> None:
        """Write each line's name at the height of its end, after a piece of the line."""
        pencil = self._pencil
        ends = [self._axes.y_of_severity(line.weeks[-1][1]) for line in self._lines]
        places = spread(ends, pencil.line_px, self._plot.bottom())
        left = self._plot.right() + 18 * pencil.unit
        for number, y in enumerate(places):
            self._name(number, left, y, 112 - 18)

    def names_above(self, left: float, top: float, width: float, columns: int) -> None:
        """Write the names in rows above the plot."""
        room = width / columns
        for number in range(len(self._lines)):
            row, column = divmod(number, columns)
            y = top + (row + 0.5) * self._pencil.line_px
            self._name(number, left + column * room, y, room / self._pencil.unit - 8)

    def _name(self, number: int, x: float, y: float, room: float) -> None:
        """Write a name after a piece of its line, in so many units."""
        pencil = self._pencil
        self._style(number)
        pencil.line(x, y, x + SAMPLE * pencil.unit, y)
        name = pencil.cut(self._lines[number].label, (room - SAMPLE - 4) * pencil.unit)
        text_x = x + (SAMPLE + 4) * pencil.unit
        pencil.say(text_x, y + pencil.drop_px, name, pencil.ink.text)

    def _style(self, number: int) -> None:
        self._pencil.pen(self._colour(number), 1.5, DASHES[number % len(DASHES)])

    def _colour(self, number: int) -> QColor:
        colours = self._pencil.ink.lines
        return colours[number % len(colours)]

    def _inside(self, point: QPointF) -> QPointF:
        """Return a point on the plot: a week at its edge is shown only in part."""
        return QPointF(min(max(point.x(), self._plot.left()), self._plot.right()), point.y())
