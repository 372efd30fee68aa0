"""The chart of a course, drawn with a painter on the screen as on paper.

Nothing is read from the device: lengths are in units that the caller sets, so that a page looks
the same at every resolution.
"""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from isodiary.report.charts.course_chart import CourseChart
from isodiary.report.charts.course_ink import DoseInk, MarkInk, SymptomInk
from isodiary.report.charts.pencil import LINE_HEIGHT, Axes, Ink, Pencil, paint_days

LEFT, RIGHT, TOP, BOTTOM = 48, 112, 16, 40
"""Room around the plot, in units: for amounts, for the names of lines, for visits, for days."""

NARROW = 480
"""Below this width, in units, the names of the lines stand above the plot."""

NARROW_RIGHT = 20
"""Room for the scale of the lines alone."""

NAME_UNITS = 150
"""How wide a name above the plot is at least."""


def paint_course_chart(
    painter: QPainter, rect: QRectF, chart: CourseChart, ink: Ink, unit_px: float
) -> None:
    """Paint dose, symptoms, visits and blood tests of a course.

    Args:
        painter: Its font's family is used.
        rect: Where to paint.
        chart: What to show.
        ink: What to paint with.
        unit_px: A unit in the painter's coordinates; text is 10 units high, a line 1 to 2.
    """
    plot = course_plot(rect, chart, unit_px)
    axes = Axes(plot=plot, first=chart.first, days=chart.days, top_ug=chart.top_ug)
    painter.save()
    pencil = Pencil(painter, ink, unit_px)
    dose, symptoms = DoseInk(pencil, axes, chart), SymptomInk(pencil, axes, chart)
    marks = MarkInk(pencil, axes, chart, rect.right())
    dose.pauses()
    dose.amounts()
    symptoms.scale()
    dose.planned()
    dose.taken()
    marks.visits()
    symptoms.points()
    symptoms.lines()
    dose.changes()
    if _narrow(rect, unit_px):
        columns = _columns(rect, unit_px)
        symptoms.names_above(plot.left(), rect.top(), rect.right() - plot.left(), columns)
    else:
        symptoms.names_beside()
    marks.labs()
    paint_days(pencil, axes, rect.right())
    painter.restore()


def course_plot(rect: QRectF, chart: CourseChart, unit_px: float) -> QRectF:
    """Return where the days of a chart stand when it is painted into `rect`."""
    right, top = RIGHT, float(TOP)
    if _narrow(rect, unit_px):
        rows = -(-len(chart.lines) // _columns(rect, unit_px))
        right, top = NARROW_RIGHT, TOP + rows * LINE_HEIGHT
    return rect.adjusted(LEFT * unit_px, top * unit_px, -right * unit_px, -BOTTOM * unit_px)


def _narrow(rect: QRectF, unit_px: float) -> bool:
    return rect.width() < NARROW * unit_px


def _columns(rect: QRectF, unit_px: float) -> int:
    """Return how many names above the plot stand beside each other."""
    return max(1, int((rect.width() / unit_px - LEFT) // NAME_UNITS))
