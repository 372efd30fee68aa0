"""Charts of measured things: round numbers at the side, and nothing that is not there."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QImage, QPainter

from isodiary.domain.lab import LabLimit
from isodiary.domain.record import Weight
from isodiary.domain.units import kg, pounds
from isodiary.fonts import load_fonts
from isodiary.report.charts.pencil import MOST_TICKS, paper_ink, value_axis
from isodiary.report.charts.value_chart import (
    DOT,
    LETTER,
    Band,
    ValueChart,
    ValuePoint,
    lab_chart,
    weight_chart,
)
from isodiary.services.habits import PLAIN, Habits, WeightUnit
from isodiary.services.labs.table import lab_trend
from tests.report.charts import canvas
from tests.report.ink import ink
from tests.services.labs.diaries import DAY as SAMPLED
from tests.services.labs.diaries import LABS, LATER, history, result

DAY = date(2026, 11, 2)
NUMBERS = st.fractions(min_value=0, max_value=10**7, max_denominator=1000)


@pytest.fixture(autouse=True)
def _fonts(qapp):
    load_fonts()


def plain(words):
    return words.replace("\u00a0", " ").replace("\u202f", " ")


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


WHOLE = QRectF(0, 0, 600, 240)


def at(shown, day, value):
    """Return where a value of a day stands."""
    plot, axis = shown.plot(WHOLE, 1.0), shown.axis()
    days = (shown.last - shown.first).days + 1
    across = ((day - shown.first).days + 0.5) / days
    up = float((value - axis.low) / (axis.high - axis.low))
    return QPointF(plot.left() + across * plot.width(), plot.bottom() - up * plot.height())


def drawn(shown):
    return canvas.painted(shown.paint, WHOLE.width(), WHOLE.height())


def row_at(picture, y, left, right):
    """Return how dark the line of a picture at or beside a height is, between two places."""
    across = (left / picture.width(), right / picture.width())
    rows = [math.floor(y) + beside for beside in (-1, 0, 1)]
    high = picture.height()
    return max(ink(picture, (row / high, (row + 1) / high), across=across) for row in rows)


def flat_chart(value=Fraction(20), **more):
    """Return a chart of two equal values three weeks apart."""
    days = (DAY, DAY + timedelta(days=21))
    points = tuple(ValuePoint(day=day, value=value) for day in days)
    return ValueChart(first=DAY, last=days[1], unit="U/L", points=points, **more)


def steep_chart(**more):
    """Return a chart from 0 to 40 whose first twenty days are empty."""
    points = tuple(
        ValuePoint(day=DAY + timedelta(days=day), value=Fraction(value))
        for day, value in ((20, 2), (21, 35))
    )
    return ValueChart(first=DAY, last=points[1].day, unit="U/L", points=points, **more)


def test_a_point_is_a_full_dot_and_one_not_measured_exactly_an_open_one():
    points = (
        ValuePoint(day=DAY, value=Fraction(10)),
        ValuePoint(day=DAY + timedelta(days=9), value=Fraction(33), exact=False),
        ValuePoint(day=DAY + timedelta(days=20), value=Fraction(21)),
    )
    shown = ValueChart(first=DAY, last=points[-1].day, unit="U/L", points=points)
    picture = drawn(shown)
    full, opened, last = (at(shown, point.day, point.value) for point in points)
    assert canvas.dark_at(picture, full) > 0.9
    assert canvas.dark_at(picture, last) > 0.9
    assert canvas.dark_at(picture, opened, 1) < 0.7
    assert canvas.dark_at(picture, opened + QPointF(DOT, 0), 1) > 0.3


def test_points_are_joined_by_a_line():
    shown = flat_chart(Fraction(23))
    picture = drawn(shown)
    a, b = (at(shown, point.day, point.value) for point in shown.points)
    assert row_at(picture, a.y(), a.x(), b.x()) > 0.6
    assert row_at(picture, a.y() - 8, a.x(), b.x()) < 0.05


def test_a_limit_is_a_line_across_at_its_height_with_its_name_beside_it(monkeypatch):
    without, limit = flat_chart(Fraction(23)), Fraction(41)
    shown = flat_chart(Fraction(23), limits=((limit, "my limit"),))
    plot, y = shown.plot(WHOLE, 1.0), at(shown, DAY, limit).y()
    picture = drawn(shown)
    assert row_at(picture, y, plot.left(), plot.left() + 40) > 0.35
    assert row_at(picture, y, plot.right() - 40, plot.right()) > 0.35
    assert row_at(picture, y, plot.right() + 1, plot.right() + 5) == 0
    assert plot.top() < y < plot.bottom()
    assert without.axis().high < limit <= shown.axis().high
    words = canvas.words_in(monkeypatch, shown.paint, WHOLE.width(), WHOLE.height())
    [named] = [word for word in words if word.text == "my limit"]
    assert named.place.center().y() == pytest.approx(y, abs=1)
    assert plot.right() < named.place.left()
    assert named.place.right() <= WHOLE.right()


def test_a_range_is_shaded_from_its_low_to_its_high_on_its_days():
    half = DAY + timedelta(days=10)
    band = Band(first=DAY, last=half, low=Fraction(12), high=Fraction(28))
    shown = steep_chart(bands=(band,), band_name="range")
    picture, shade = drawn(shown), paper_ink().fill
    days = [DAY + timedelta(days=n) for n in (2, 5, 9)]
    for day in days:
        place = at(shown, day, Fraction(25))
        assert picture.pixelColor(place.toPoint()) == shade
        for value in (Fraction(9), Fraction(31)):
            assert picture.pixelColor(at(shown, day, value).toPoint()) == Qt.GlobalColor.white
    after = at(shown, half + timedelta(days=1), Fraction(25))
    assert picture.pixelColor(after.toPoint()) == Qt.GlobalColor.white
    plot = shown.plot(WHOLE, 1.0)
    for edge in (band.low, band.high):
        y = at(shown, DAY, edge).y()
        assert row_at(picture, y, plot.left() + 2, at(shown, half, edge).x()) > 0.15


@pytest.mark.parametrize(("low", "high", "shaded"), [(None, 20, (5, 15)), (20, None, (25, 35))])
def test_an_open_range_has_one_edge_and_its_name_at_it(monkeypatch, low, high, shaded):
    band = Band(
        first=DAY,
        last=DAY + timedelta(days=21),
        low=None if low is None else Fraction(low),
        high=None if high is None else Fraction(high),
    )
    shown = steep_chart(bands=(band,), band_name="range")
    picture = drawn(shown)
    for value in map(Fraction, shaded):
        place = at(shown, DAY + timedelta(days=3), value)
        assert picture.pixelColor(place.toPoint()) == paper_ink().fill
    plot = shown.plot(WHOLE, 1.0)
    dashed = row_at(picture, plot.top(), plot.left() + 30, plot.left() + 90)
    assert dashed < 0.3, "an open end has no edge"
    words = canvas.words_in(monkeypatch, shown.paint, WHOLE.width(), WHOLE.height())
    [named] = [word for word in words if word.text == "range"]
    y = at(shown, DAY, Fraction(low or high)).y()
    assert named.place.center().y() == pytest.approx(y, abs=1)


def test_numbers_stand_left_of_lines_at_their_height_and_the_unit_above(monkeypatch):
    shown = steep_chart()
    picture, plot = drawn(shown), shown.plot(WHOLE, 1.0)
    words = canvas.words_in(monkeypatch, shown.paint, WHOLE.width(), WHOLE.height())
    by_text = {word.text: word.place for word in words}
    for tick in shown.axis().ticks:
        place, y = by_text[str(tick)], at(shown, DAY, tick).y()
        assert place.center().y() == pytest.approx(y, abs=1)
        assert place.right() < plot.left()
        assert row_at(picture, y, plot.left(), plot.right()) > 0.05
    assert by_text["U/L"].bottom() < plot.top()
    assert by_text["U/L"].left() < plot.left()


def test_a_letter_stands_above_its_point(monkeypatch):
    point = ValuePoint(day=DAY + timedelta(days=4), value=Fraction(20), letter="H")
    shown = replace(flat_chart(), points=(point,))
    words = canvas.words_in(monkeypatch, shown.paint, WHOLE.width(), WHOLE.height())
    [letter] = [word.place for word in words if word.text == "H"]
    place = at(shown, point.day, point.value)
    assert letter.center().x() == pytest.approx(place.x(), abs=0.5)
    assert DOT < place.y() - letter.bottom() < 3 * DOT


def test_letters_of_close_points_do_not_cover_each_other(monkeypatch):
    shown = chart(400)
    words = canvas.words_in(monkeypatch, shown.paint, WHOLE.width(), WHOLE.height())
    letters = [word.place for word in words if word.text == "H"]
    assert len(letters) > 20
    assert all(one.right() <= other.left() for one, other in pairwise(letters))


def test_the_longest_name_has_room_beside_the_plot():
    narrow = flat_chart(limits=((Fraction(30), "a limit of some length"),))
    short = flat_chart(limits=((Fraction(30), "a"),))
    wide = narrow.plot(WHOLE, 1.0).width(), short.plot(WHOLE, 1.0).width()
    assert wide[1] - wide[0] == pytest.approx(LETTER * 21)
    both = flat_chart(bands=(Band(first=DAY, last=DAY, low=None, high=Fraction(30)),))
    assert replace(both, band_name="range").plot(WHOLE, 1.0).width() < both.plot(WHOLE, 1.0).width()


def test_a_chart_of_a_test_says_what_the_eye_sees():
    held = history(
        result("alt", "18", low="7", high="45"),
        result("alt", "<52", day=LATER, low="7", high="45"),
        limits=(LabLimit(analyte="alt", high=Decimal(100), unit="U/L"),),
    )
    shown = lab_chart(lab_trend(held, LABS, "alt"))
    assert shown is not None
    assert plain(shown.description) == (
        "ALT (GPT): 2 results, 2 Mar 2026 to 1 Apr 2026, newest < 52 U/L. "
        "Left and Right read the days. "
        f"2 Mar 2026: {plain(shown.points[0].said)}. 1 Apr 2026: {plain(shown.points[1].said)}."
    )
    assert plain(shown.points[1].said).startswith("< 52 U/L")
    drawn_as = [(int(point.value), point.exact) for point in shown.points]
    assert drawn_as == [(18, True), (52, False)]
    assert shown.band_name == "range"
    assert shown.limits == ((Fraction(100), "my limit"),)
    room = timedelta(days=3)
    assert (shown.first, shown.last) == (SAMPLED - room, LATER + room)


def test_a_chart_of_weights_says_what_the_eye_sees():
    weights = [Weight(day=DAY, grams=kg(64)), Weight(day=DAY + timedelta(days=96), grams=kg(63))]
    shown = weight_chart(weights, PLAIN)
    assert shown is not None
    assert plain(shown.description) == (
        "2 weights, 2 Nov 2026 to 6 Feb 2027, newest 63 kg. Left and Right read the days."
        " 2 Nov 2026: 64 kg. 6 Feb 2027: 63 kg."
    )
    assert (DAY - shown.first, shown.last - weights[1].day) == (timedelta(days=4),) * 2
    assert plain(shown.values_on(DAY)) == "2 Nov 2026: 64 kg."
