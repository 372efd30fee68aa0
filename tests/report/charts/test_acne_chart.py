"""The acne chart: each estimate stands at its dose and its value."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise

import pytest
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QImage, QPainter

from isodiary.fonts import face, load_fonts
from isodiary.report.charts.acne_chart import AcneChart, AcnePoint, nearest, step_of
from isodiary.report.charts.pencil import paper_ink
from tests.report.charts.canvas import dark_at, words_in
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


def words(monkeypatch, chart):
    found = words_in(monkeypatch, chart.paint, RECT.width(), RECT.height())
    return {word.text: word.place for word in found}


def test_values_stand_at_the_left_of_their_lines(monkeypatch):
    chart, found = chart_of(3, 1, 1), words(monkeypatch, chart_of(3, 1, 1))
    plot, picture = chart.plot(RECT, 1.0), drawn(chart_of())
    for value in range(1, 5):
        y = plot.bottom() - value / 4 * plot.height()
        place = found[str(value)]
        assert place.center().y() == pytest.approx(y, abs=1)
        assert plot.left() - 20 < place.right() < plot.left()
        rows = ((y - 1) / 220, (y + 1) / 220)
        assert ink(picture, rows, across=(plot.left() / 500, plot.right() / 500)) > 0.05
    assert found["Overall"].left() == plot.left()
    assert found["Overall"].bottom() < plot.top()


def test_doses_stand_below_their_ticks_and_their_unit_at_the_end(monkeypatch):
    chart, found = chart_of(*[1] * 6), words(monkeypatch, chart_of(*[1] * 6))
    plot, picture = chart.plot(RECT, 1.0), drawn(chart)
    for dose in (10, 20, 50):
        x = plot.left() + dose / 50 * plot.width()
        assert found[str(dose)].center().x() == pytest.approx(x, abs=0.5)
        assert found[str(dose)].top() > plot.bottom() + 4
        rows = ((plot.bottom() + 1) / 220, (plot.bottom() + 4) / 220)
        assert ink(picture, rows, across=((x - 1) / 500, (x + 1) / 500)) > 0.1
    assert found["mg/kg"].right() == pytest.approx(RECT.right())
    assert found["mg/kg"].top() > found["50"].bottom()


def test_points_are_joined_in_their_order():
    chart = chart_of(4, 0, 4)
    plot, picture = chart.plot(RECT, 1.0), drawn(chart)
    places = [chart.place(point, plot) for point in chart.points]
    for one, other in pairwise(places):
        assert dark_at(picture, (one + other) / 2) > 0.3
    assert dark_at(picture, (places[0] + places[2]) / 2 + QPointF(0, 5)) == 0


def test_the_plot_has_most_of_the_room():
    plot = chart_of(1).plot(RECT, 1.0)
    assert plot.width() > 0.85 * RECT.width()
    assert plot.height() > 0.7 * RECT.height()


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
