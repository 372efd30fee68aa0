"""The acne chart: each estimate stands at its dose and its value."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import pytest
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QImage, QPainter

from isodiary.fonts import face, load_fonts
from isodiary.report.charts.acne_chart import AcneChart, AcnePoint, nearest, step_of
from isodiary.report.charts.pencil import paper_ink
from tests.report.ink import ink

START = date(2026, 1, 5)
RECT = QRectF(0, 0, 500, 220)


@pytest.fixture(autouse=True)
def _fonts(qapp):
    load_fonts()


def chart_of(*values, most=4):
    points = tuple(
        AcnePoint(day=START + timedelta(weeks=n), per_kg=Fraction(10 * n), value=value)
        for n, value in enumerate(values)
    )
    return AcneChart(points=points, title="Overall", most=most)


def drawn(chart):
    image = QImage(500, 220, QImage.Format.Format_RGB32)
    image.fill("white")
    with QPainter(image) as painter:
        painter.setFont(face())
        chart.paint(painter, RECT, paper_ink(), 1.0)
    return image


def test_a_point_stands_at_its_dose_and_value():
    chart = chart_of(4, 2, 0)
    plot = chart.plot(RECT, 1.0)
    places = [chart.place(point, plot) for point in chart.points]
    assert places == [plot.topLeft(), plot.center(), plot.bottomRight()]


def test_every_point_leaves_a_dot():
    chart = chart_of(3, 1, 1)
    picture = drawn(chart)
    for point in chart.points:
        place = chart.place(point, chart.plot(RECT, 1.0))
        rows = ((place.y() - 2) / 220, (place.y() + 2) / 220)
        columns = ((place.x() - 2) / 500, (place.x() + 2) / 500)
        assert ink(picture, rows, across=columns) > 0.9


def test_a_scale_keeps_its_top_and_a_count_has_that_of_its_values():
    assert chart_of(1, 0).top == 4
    assert chart_of(30, 12, most=None).top == 30
    assert chart_of(0, most=None).top == 1


@pytest.mark.parametrize("values", [(), (2,), (0, 0)])
def test_little_or_nothing_can_be_drawn(values):
    assert ink(drawn(chart_of(*values)), (0, 1)) > 0


def test_the_nearest_point_is_found():
    places = [QPointF(0, 0), QPointF(10, 0), QPointF(20, 5)]
    assert nearest(places, QPointF(14, 1)) == 1
    assert nearest(places, QPointF(90, 1)) == 2


@pytest.mark.parametrize(("top", "step"), [(4, 1), (44, 10), (999, 200), (Fraction(120), 20)])
def test_numbers_of_an_axis_are_few(top, step):
    assert step_of(top) == step
