"""The chart shows what was recorded, leaves gaps where nothing was, and keeps its labels apart."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from isodiary.domain.units import mg
from isodiary.fonts import face, load_fonts
from isodiary.report.charts.course_chart import ChartMark, CourseChart, SymptomLine
from isodiary.report.charts.course_data import BOTTOM, LEFT, RIGHT, TOP, paint_course_chart
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
from tests.report.conftest import sheet_of
from tests.report.ink import ink

WIDTH, HEIGHT = 690, 190
START = diaries.START
BARE = CourseChart(
    first=START,
    last=START + timedelta(days=99),
    taken_ug={},
    steps=(),
    lines=(),
    visits=(),
    labs=(),
    description="",
)


@pytest.fixture(autouse=True)
def _fonts(qapp):
    load_fonts()


def drawn(chart: CourseChart, unit: float = 1.0) -> QImage:
    image = QImage(round(WIDTH * unit), round(HEIGHT * unit), QImage.Format.Format_RGB32)
    image.fill("white")
    with QPainter(image) as painter:
        painter.setFont(face())
        rect = QRectF(0, 0, WIDTH * unit, HEIGHT * unit)
        paint_course_chart(painter, rect, chart, paper_ink(), unit)
    return image


def days_of(chart: CourseChart, first: int, last: int) -> tuple[float, float]:
    """Return where days of the chart, numbered from 0, stand across the picture."""
    plot = WIDTH - LEFT - RIGHT
    return tuple((LEFT + plot * day / chart.days) / WIDTH for day in (first, last))  # type: ignore[return-value]


INSIDE = ((TOP + 8) / HEIGHT, (HEIGHT - BOTTOM - 3) / HEIGHT)
"""The plot, without the line it stands on."""


def test_a_day_without_a_record_stays_white():
    taken = {START + timedelta(days=n): mg(40) for n in range(100) if not 40 <= n < 60}
    chart = replace(BARE, taken_ug=taken)
    picture = drawn(chart)
    assert ink(picture, INSIDE, across=days_of(chart, 41, 59)) == 0
    assert ink(picture, INSIDE, across=days_of(chart, 20, 39)) > 0.05


def test_nothing_taken_is_a_line_and_no_gap():
    ground = ((HEIGHT - BOTTOM - 1.5) / HEIGHT, (HEIGHT - BOTTOM + 1.5) / HEIGHT)
    taken = {START + timedelta(days=n): 0 for n in range(40, 60)}
    none, nothing = drawn(replace(BARE, taken_ug=taken)), drawn(BARE)
    where = days_of(BARE, 41, 59)
    assert ink(none, ground, across=where) > 2 * ink(nothing, ground, across=where)


def test_a_week_that_was_not_answered_is_a_gap_in_the_line():
    weeks = tuple((START + timedelta(weeks=n), Fraction(2)) for n in range(14) if not 5 <= n < 8)
    chart = replace(BARE, lines=(SymptomLine(label="lips", weeks=weeks),))
    picture = drawn(chart)
    assert ink(picture, INSIDE, across=days_of(chart, 36, 58)) == 0
    assert ink(picture, INSIDE, across=days_of(chart, 5, 30)) > 0.003


def test_a_single_answered_week_is_seen():
    line = SymptomLine(label="lips", weeks=((START + timedelta(weeks=5), Fraction(2)),))
    chart = replace(BARE, lines=(line,))
    assert ink(drawn(chart), INSIDE, across=days_of(chart, 34, 44)) > 0.001


def test_lines_differ_without_colour():
    weeks = tuple((START + timedelta(weeks=n), Fraction(2)) for n in range(14))
    lines = tuple(SymptomLine(label="a", weeks=weeks) for _ in range(2))
    first, second = replace(BARE, lines=lines[:1]), replace(BARE, lines=(lines[0], lines[1]))
    assert drawn(first) != drawn(second)


def test_visits_and_blood_tests_leave_marks():
    day = START + timedelta(days=50)
    visit = replace(BARE, visits=(ChartMark(day=day, label="visit"),))
    lab = replace(BARE, labs=(ChartMark(day=day, label="blood test"),))
    where = days_of(BARE, 49, 52)
    assert ink(drawn(visit), INSIDE, across=where) > 0.01
    below = ((HEIGHT - BOTTOM + 6) / HEIGHT, (HEIGHT - BOTTOM + 18) / HEIGHT)
    assert ink(drawn(lab), below, across=where) > 0.1


@pytest.mark.parametrize("diary", [diaries.rich, diaries.sparse, diaries.empty])
def test_a_chart_twice_as_large_is_the_same_chart(diary):
    chart = sheet_of(diary()).chart.chart
    once, twice = drawn(chart), drawn(chart, 2.0)
    hinted = 0.0005  # letters of 10 px are a little thinner than half of those of 20 px
    assert ink(once, (0, 1)) == pytest.approx(ink(twice, (0, 1)), rel=0.1, abs=hinted)


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
        axes = Axes(plot=QRectF(40, 0, 640, 100), first=START, days=days, top_ug=0)
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
        axes = Axes(plot=QRectF(40, 0, 640, 100), first=first, days=4, top_ug=0)
        labels = day_labels(pencil, axes, 700)
    said = [label.text.replace("\u00a0", " ") for label in labels]
    assert said == ["30 Dec", "31 Dec", "1 Jan 2027", "2 Jan"]


def test_no_name_of_a_day_begins_where_it_would_be_cut():
    image = QImage(1, 1, QImage.Format.Format_RGB32)
    with QPainter(image) as painter:
        painter.setFont(face())
        pencil = Pencil(painter, paper_ink(), 1.0)
        axes = Axes(plot=QRectF(40, 0, 100, 100), first=START, days=3, top_ug=0)
        wide, narrow = (day_labels(pencil, axes, right) for right in (200, 125))
    assert len(wide) == len(narrow) + 1


def test_a_dose_and_a_severity_stand_at_their_height():
    axes = Axes(plot=QRectF(10, 20, 100, 60), first=START, days=10, top_ug=mg(50))
    assert axes.y_of_dose(0) == axes.y_of_severity(0) == 80
    assert axes.y_of_dose(mg(50)) == 30  # a sixth of the plot is free above the largest
    assert axes.y_of_severity(3) == 20
    assert axes.y_of_severity(Fraction(3, 2)) == 50
    assert (axes.x(START), axes.x(START + timedelta(days=10))) == (10, 110)
    assert Axes(plot=axes.plot, first=START, days=10, top_ug=0).y_of_dose(mg(20)) == 80
