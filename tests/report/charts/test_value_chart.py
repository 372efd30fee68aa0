"""Charts of measured things: round numbers at the side, and nothing that is not there."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter

from isodiary.domain.record import Weight
from isodiary.domain.units import kg, pounds
from isodiary.report.charts.pencil import MOST_TICKS, paper_ink, value_axis
from isodiary.report.charts.value_chart import Band, ValueChart, ValuePoint, weight_chart
from isodiary.services.habits import PLAIN, Habits, WeightUnit

DAY = date(2026, 11, 2)
NUMBERS = st.fractions(min_value=0, max_value=10**7, max_denominator=1000)


@given(st.lists(NUMBERS, min_size=1, max_size=8))
def test_an_axis_holds_all_its_values_with_few_round_numbers(values):
    axis = value_axis(values)
    assert axis.low <= min(values)
    assert max(values) <= axis.high
    assert 2 <= len(axis.ticks) <= MOST_TICKS + 3
    assert axis.ticks[0] == axis.low
    assert axis.ticks[-1] == axis.high


def test_an_axis_begins_at_zero_where_that_is_not_far():
    ticks = value_axis([Fraction(18), Fraction(52)]).ticks
    assert ticks == tuple(map(Fraction, (0, 20, 40, 60)))


def test_an_axis_far_from_zero_shows_small_changes():
    assert value_axis([Fraction(64), Fraction("64.8")]).low == 64


@pytest.mark.parametrize(("step", "decimals"), [("0.2", 1), ("1", 0), ("0.05", 2), ("500", 0)])
def test_numbers_have_the_decimals_they_need(step, decimals):
    values = [Fraction(step) * 100, Fraction(step) * 104]
    assert value_axis(values).decimals in {decimals, decimals + 1}


def chart(days=1, **more):
    points = tuple(
        ValuePoint(day=DAY + timedelta(days=n), value=Fraction(10 + n % 7), letter="H")
        for n in range(days)
    )
    last = points[-1].day
    return ValueChart(first=DAY, last=last, unit="U/L", points=points, **more)


def painted(chart):
    picture = QImage(600, 240, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.white)
    with QPainter(picture) as painter:
        chart.paint(painter, QRectF(0, 0, 600, 240), paper_ink(), 1.2)
    return picture


@pytest.mark.parametrize("days", [1, 14, 24 * 7, 60 * 7, 3653])
def test_a_chart_of_any_length_can_be_painted(qapp, days):
    band = Band(first=DAY, last=DAY, low=None, high=Fraction(12))
    blank = QImage(600, 240, QImage.Format.Format_RGB32)
    blank.fill(Qt.GlobalColor.white)
    assert painted(chart(days, bands=(band,), band_name="range")) != blank


def test_a_band_that_is_open_below_reaches_the_foot(qapp):
    band = Band(first=DAY, last=DAY, low=None, high=Fraction(12))
    with_band = chart(bands=(band,), band_name="range")
    plot = with_band.plot(QRectF(0, 0, 600, 240), 1.2)
    picture = painted(with_band)
    ground = picture.pixelColor(round(plot.left() + 20), round(plot.bottom() - 6))
    assert ground == paper_ink().fill


def test_a_day_without_a_value_says_so():
    assert chart().values_on(DAY + timedelta(days=1)) == "3\xa0Nov\xa02026: nothing noted."


def test_weights_are_drawn_in_the_unit_of_the_eye_and_kept_to_the_gram():
    weights = [Weight(day=DAY, grams=pounds(140)), Weight(day=DAY, grams=kg(64))]
    drawn, in_kg = (
        weight_chart(weights, Habits(weight_unit=WeightUnit.LB)),
        weight_chart(weights, PLAIN),
    )
    assert drawn is not None
    assert in_kg is not None
    assert abs(drawn.points[0].value - 140) < Fraction(1, 100)
    assert drawn.points[1].said == "141.1\xa0lb"
    assert in_kg.points[1].value == 64


def test_no_weight_is_no_chart():
    assert weight_chart([], PLAIN) is None
