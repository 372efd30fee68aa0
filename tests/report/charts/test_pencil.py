"""What every chart is drawn with: labels that stand apart, days that are named as they fit."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter

from isodiary.fonts import face, load_fonts
from isodiary.report.charts.pencil import (
    Axes,
    Label,
    Pencil,
    apart,
    day_labels,
    months,
    paper_ink,
    spread,
)
from tests.report import diaries

START = diaries.START
LENGTHS = (1, 2, 5, 14, 28, 63, 120, 200, 365, 800, 3650)


@pytest.fixture(autouse=True)
def _fonts(qapp):
    load_fonts()


@given(st.lists(st.tuples(st.floats(0, 500), st.floats(1, 80)), max_size=30), st.floats(0, 20))
def test_labels_that_are_kept_stand_apart(places, gap):
    labels = [Label(text="", x=x, width=width) for x, width in sorted(places)]
    kept = apart(labels, gap)
    for left, right in pairwise(kept):
        assert left.x + left.width + gap <= right.x


@given(st.lists(st.floats(0, 100), max_size=6))
def test_names_of_lines_are_spread_and_stay_on_the_chart(places):
    moved = sorted(spread(places, 12, 100))
    for above, below in pairwise(moved):
        assert below - above >= 12 - 1e-6
    assert all(place <= 100 for place in moved)


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(0, 4000))
def test_months_begin_inside_the_chart(first, length):
    last = first + timedelta(days=length)
    for month in months(first, last, 3):
        assert first < month <= last
        assert (month.day, month.month % 3) == (1, 1)


@pytest.mark.parametrize(
    ("first", "last", "step", "named"),
    [
        ((2026, 9, 15), (2026, 12, 1), 1, ["10-01", "11-01", "12-01"]),
        ((2026, 9, 1), (2026, 11, 30), 1, ["10-01", "11-01"]),
        ((2026, 9, 15), (2027, 5, 2), 2, ["11-01", "01-01", "03-01", "05-01"]),
        ((2026, 9, 15), (2027, 5, 2), 3, ["10-01", "01-01", "04-01"]),
        ((2026, 9, 15), (2028, 5, 2), 12, ["01-01", "01-01"]),
    ],
)
def test_months_are_counted_from_january(first, last, step, named):
    found = [f"{month:%m-%d}" for month in months(date(*first), date(*last), step)]
    assert found == named


@pytest.mark.parametrize(
    ("places", "moved"),
    [
        ([], []),
        ([50], [50]),
        ([10, 50], [10, 50]),
        ([50, 10], [50, 10]),
        ([50, 55], [50, 62]),
        ([55, 50, 52], [74, 50, 62]),
        ([99, 98], [100, 88]),
        ([120], [100]),
    ],
)
def test_names_of_lines_move_only_where_they_must(places, moved):
    assert spread(places, 12, 100) == moved


def test_labels_that_just_fit_are_kept():
    labels = [Label(text="", x=x, width=10) for x in (0, 14, 24.5, 28)]
    assert [label.x for label in apart(labels, 4)] == [0, 14, 28]


@pytest.mark.parametrize(
    ("days", "named"),
    [
        (1, ["3 Sep"]),
        (3, ["3 Sep", "4 Sep", "5 Sep"]),
        (10, [f"{n} Sep" for n in range(3, 13)]),
        (28, ["3 Sep", "10 Sep", "17 Sep", "24 Sep"]),
        (
            62,
            ["3 Sep", "10 Sep", "17 Sep", "24 Sep", "1 Oct", "8 Oct", "15 Oct", "22 Oct", "29 Oct"],
        ),
        (63, ["Sep", "Oct", "Nov"]),
        (180, ["Sep", "Oct", "Nov", "Dec", "Jan 2027", "Feb", "Mar"]),
        (1500, ["2026", "2027", "2028", "2029", "2030"]),
    ],
)
def test_days_are_named_as_closely_as_they_fit(days, named):
    image = QImage(1, 1, QImage.Format.Format_RGB32)
    with QPainter(image) as painter:
        painter.setFont(face())
        pencil = Pencil(painter, paper_ink(), 1.0)
        axes = Axes(plot=QRectF(40, 0, 640, 100), first=START, days=days)
        labels = day_labels(pencil, axes, 700)
    said = [label.text.replace("\u00a0", " ") for label in labels]
    if days == 1500:
        assert [text.split()[-1] for text in said if "Jan" in text] == named[1:]
    else:
        assert said == named
    assert labels[0].x == 40 or days == 1500


def test_the_days_of_another_year_say_so():
    image = QImage(1, 1, QImage.Format.Format_RGB32)
    with QPainter(image) as painter:
        painter.setFont(face())
        pencil = Pencil(painter, paper_ink(), 1.0)
        first = date(2026, 12, 30)
        axes = Axes(plot=QRectF(40, 0, 640, 100), first=first, days=4)
        labels = day_labels(pencil, axes, 700)
    said = [label.text.replace("\u00a0", " ") for label in labels]
    assert said == ["30 Dec", "31 Dec", "1 Jan 2027", "2 Jan"]


def test_no_name_of_a_day_begins_where_it_would_be_cut():
    image = QImage(1, 1, QImage.Format.Format_RGB32)
    with QPainter(image) as painter:
        painter.setFont(face())
        pencil = Pencil(painter, paper_ink(), 1.0)
        axes = Axes(plot=QRectF(40, 0, 100, 100), first=START, days=3)
        wide, narrow = (day_labels(pencil, axes, right) for right in (200, 125))
    assert len(wide) == len(narrow) + 1


@pytest.mark.parametrize("days", LENGTHS)
@pytest.mark.parametrize("unit", [0.8, 1.0, 2.2])
def test_names_of_days_never_overlap_and_stay_in_the_picture(days, unit):
    image = QImage(1, 1, QImage.Format.Format_RGB32)
    with QPainter(image) as painter:
        painter.setFont(face())
        pencil = Pencil(painter, paper_ink(), unit)
        axes = Axes(plot=QRectF(50, 0, 400, 100), first=START, days=days)
        labels = day_labels(pencil, axes, 470)
    assert labels
    for left, right in pairwise(labels):
        assert left.x + left.width < right.x
    assert labels[-1].x + labels[-1].width <= 470


def test_a_day_begins_where_the_one_before_ends():
    axes = Axes(plot=QRectF(10, 20, 100, 60), first=START, days=10)
    assert (axes.x(START), axes.x(START + timedelta(days=10))) == (10, 110)


@pytest.mark.parametrize("unit", [0.8, 1.0, 2.6])
def test_type_is_ten_units_high_and_its_lines_a_quarter_more_apart(unit):
    image = QImage(1, 1, QImage.Format.Format_RGB32)
    with QPainter(image) as painter:
        painter.setFont(face())
        pencil = Pencil(painter, paper_ink(), unit)
        assert painter.font().pixelSize() == round(10 * unit)
        assert pencil.line_px == pytest.approx(12.5 * unit)
        assert pencil.metrics.height() < 1.3 * pencil.line_px
        assert pencil.drop_px == pencil.metrics.capHeight() / 2
        label = pencil.label("Oct", 3.0)
        assert (label.text, label.x) == ("Oct", 3.0)
        assert label.width == pencil.metrics.horizontalAdvance("Oct")


def test_a_pen_is_as_wide_as_its_units_and_ends_flat():
    image = QImage(1, 1, QImage.Format.Format_RGB32)
    with QPainter(image) as painter:
        pencil = Pencil(painter, paper_ink(), 2.5)
        pencil.pen(paper_ink().grid, 1.2, (5, 3))
        pen = painter.pen()
        assert (pen.color(), pen.widthF()) == (paper_ink().grid, 3.0)
        assert pen.dashPattern() == [5, 3]
        assert pen.capStyle() is Qt.PenCapStyle.FlatCap
        assert pen.joinStyle() is Qt.PenJoinStyle.MiterJoin
        pencil.pen(paper_ink().grid, 1.2)
        assert painter.pen().style() is Qt.PenStyle.SolidLine
