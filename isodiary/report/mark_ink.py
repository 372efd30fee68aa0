"""The marks of a chart: days of visits and of blood tests."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QLineF, QPointF, Qt
from PySide6.QtGui import QPolygonF

from isodiary.report.chart_axes import Axes
from isodiary.report.course_chart import CourseChart, Mark
from isodiary.report.pencil import Pencil

CROWDED = 11
"""Marks closer than this, in units, are drawn as short strokes."""


class MarkInk:
    """Draws the marks of a chart; no word goes beyond `right`."""

    def __init__(self, pencil: Pencil, axes: Axes, chart: CourseChart, right: float) -> None:
        self._pencil = pencil
        self._axes = axes
        self._plot = axes.plot
        self._chart = chart
        self._right = right

    def visits(self) -> None:
        """Draw a dotted line through each day of a visit."""
        pencil, top = self._pencil, self._plot.top()
        end = top + 4 * pencil.unit if self._crowded(self._chart.visits) else self._plot.bottom()
        dots = () if self._crowded(self._chart.visits) else (1, 3)
        for mark in self._chart.visits:
            x = self._axes.x(mark.day)
            pencil.pen(pencil.ink.muted, 1, dots)
            pencil.line(x, top - (4 if not dots else 13) * pencil.unit, x, end)
        self._words(self._chart.visits, 4 * pencil.unit, top - 5 * pencil.unit)

    def labs(self) -> None:
        """Draw a triangle under each day of a blood test."""
        pencil, marks = self._pencil, self._chart.labs
        y = self._plot.bottom() + 8 * pencil.unit
        high = 7.5 * pencil.unit
        places = [self._axes.x(mark.day) + self._axes.day_width / 2 for mark in marks]
        if self._crowded(marks):
            pencil.pen(pencil.ink.text, 1.2)
            pencil.painter.drawLines([QLineF(x, y, x, y + high) for x in places])
        else:
            self._triangles(places, y, high)
        self._words(marks, self._axes.day_width / 2 + 9 * pencil.unit, y + high)

    def _triangles(self, places: Sequence[float], y: float, high: float) -> None:
        painter, half = self._pencil.painter, 4 * self._pencil.unit
        painter.setBrush(self._pencil.ink.text)
        painter.setPen(Qt.PenStyle.NoPen)
        for x in places:
            tip = [QPointF(x, y), QPointF(x + half, y + high), QPointF(x - half, y + high)]
            painter.drawPolygon(QPolygonF(tip))
        painter.setBrush(Qt.BrushStyle.NoBrush)

    def _crowded(self, marks: Sequence[Mark]) -> bool:
        room = CROWDED * self._pencil.unit
        return len(marks) > 2 and len(marks) * room > self._plot.width()

    def _words(self, marks: Sequence[Mark], shift: float, baseline: float) -> None:
        """Write the words of marks where they fit, the latest first of all."""
        pencil, free = self._pencil, self._right
        for mark in reversed(marks):
            label = pencil.label(mark.label, self._axes.x(mark.day) + shift)
            if label.x + label.width <= free:
                pencil.say(label.x, baseline, label.text, pencil.ink.text)
            free = self._axes.x(mark.day) - 4 * pencil.unit
