"""A period of the diary as a chart: gaps, pauses and open days, and labels for every length."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from fractions import Fraction
from itertools import pairwise

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from isodiary.domain.period import Period
from isodiary.domain.units import mg
from isodiary.fonts import face, load_fonts
from isodiary.report.charts.course_chart import ChartMark, CourseChart, PlanStep, SymptomLine
from isodiary.report.charts.course_data import course_plot, paint_course_chart
from isodiary.report.charts.course_ink import hatched, runs
from isodiary.report.charts.pencil import Axes, Pencil, day_labels, paper_ink
from tests.report.diaries import START
from tests.report.ink import ink

WIDTH, HEIGHT = 690, 240
LENGTHS = [1, 2, 9, 14, 30, 62, 63, 168, 420, 1100, 3650]
BARE = CourseChart(
    first=START,
    last=START + timedelta(days=27),
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


def drawn(chart, width=WIDTH):
    image = QImage(width, HEIGHT, QImage.Format.Format_RGB32)
    image.fill("white")
    with QPainter(image) as painter:
        painter.setFont(face())
        paint_course_chart(painter, QRectF(0, 0, width, HEIGHT), chart, paper_ink(), 1)
    return image


def day_of(chart, day, width=WIDTH):
    """Return where the inside of a day stands across the picture."""
    plot = course_plot(QRectF(0, 0, width, HEIGHT), chart, 1)
    step = plot.width() / chart.days
    left = plot.left() + (day - chart.first).days * step
    return (left + 2) / width, (left + step - 2) / width


def inside(chart, width=WIDTH):
    plot = course_plot(QRectF(0, 0, width, HEIGHT), chart, 1)
    return (plot.top() + 2) / HEIGHT, (plot.bottom() - 3) / HEIGHT


def long(days, *, lines=4):
    """Return a chart in which everything happens all the time."""
    every = [START + timedelta(days=n) for n in range(days)]
    weeks = tuple((day, Fraction(1 + n % 3)) for n, day in enumerate(every[::7]))
    return replace(
        BARE,
        last=every[-1],
        taken_ug={day: mg(20 + n % 3 * 10) for n, day in enumerate(every)},
        steps=tuple(
            PlanStep(day=day, daily_ug=Fraction(mg(20 + n % 5 * 10)), label="a dose a day")
            for n, day in enumerate(every[::40])
        ),
        lines=(SymptomLine(label="A long name of a symptom " * 3, weeks=weeks),) * lines,
        visits=tuple(ChartMark(day=day, label="visit") for day in every[::28]),
        labs=tuple(ChartMark(day=day, label="blood test") for day in every[::28]),
    )


@pytest.mark.parametrize("days", LENGTHS)
@pytest.mark.parametrize("unit", [0.8, 1.0, 2.2])
def test_names_of_days_never_overlap_and_stay_in_the_picture(days, unit):
    image = QImage(1, 1, QImage.Format.Format_RGB32)
    with QPainter(image) as painter:
        painter.setFont(face())
        pencil = Pencil(painter, paper_ink(), unit)
        axes = Axes(plot=QRectF(50, 0, 400, 100), first=START, days=days, top_ug=0)
        labels = day_labels(pencil, axes, 470)
    assert labels
    for left, right in pairwise(labels):
        assert left.x + left.width < right.x
    assert labels[-1].x + labels[-1].width <= 470


@pytest.mark.parametrize("days", LENGTHS)
@pytest.mark.parametrize("width", [300, 690])
def test_nothing_is_drawn_beyond_the_edge(days, width):
    chart = long(days)
    room = 40
    image = QImage(width + 2 * room, HEIGHT + 2 * room, QImage.Format.Format_RGB32)
    image.fill("white")
    with QPainter(image) as painter:
        painter.setFont(face())
        paint_course_chart(painter, QRectF(room, room, width, HEIGHT), chart, paper_ink(), 1)
    whole = image.width()
    assert ink(image, (0, 1), across=(0, room / whole)) == 0
    assert ink(image, (0, 1), across=((room + width + 1) / whole, 1)) == 0
    assert ink(image, (0, (room - 1) / image.height())) == 0
    assert ink(image, ((room + HEIGHT) / image.height(), 1)) == 0


def test_a_single_day_fills_the_chart():
    chart = replace(BARE, last=START, taken_ug={START: mg(40)})
    assert ink(drawn(chart), inside(chart), across=day_of(chart, START)) > 0.05


def test_a_pause_is_shaded_and_a_gap_is_white():
    pause = Period(first=START + timedelta(days=3), last=START + timedelta(days=9))
    chart = replace(BARE, pauses=(pause,))
    picture = drawn(chart)
    assert ink(picture, inside(chart), across=day_of(chart, pause.first)) > 0.02
    assert ink(picture, inside(chart), across=day_of(chart, pause.last)) > 0.02
    after = pause.last + timedelta(days=1)
    assert ink(picture, inside(chart), across=day_of(chart, after)) == 0


def test_a_day_with_an_open_dose_has_no_edge_on_top():
    chart = replace(BARE, taken_ug={START: mg(40)})
    known = ink(drawn(chart), inside(chart), across=day_of(chart, START))
    half = ink(
        drawn(replace(chart, open_days=frozenset({START}))),
        inside(chart),
        across=day_of(chart, START),
    )
    assert 0 < half < known


def test_the_plan_is_a_line_where_it_was_not_followed():
    planned = ((Period(first=START, last=BARE.last), Fraction(mg(40))),)
    with_plan = replace(BARE, planned=planned, taken_ug={START: mg(40)})
    where = day_of(BARE, START + timedelta(days=5))
    assert ink(drawn(with_plan), inside(BARE), across=where) > 0.001


def test_single_days_are_points_where_there_is_room():
    line = SymptomLine(
        label="", weeks=((START, Fraction(1)),), days=((START + timedelta(days=20), 2),)
    )
    chart = replace(BARE, lines=(line,))
    where = day_of(chart, START + timedelta(days=20))
    assert ink(drawn(chart), inside(chart), across=where) > 0
    far = replace(chart, last=START + timedelta(days=400))
    point_only = replace(far, lines=(replace(line, days=()),))
    assert drawn(far) == drawn(point_only)


def test_names_of_lines_move_above_a_narrow_chart():
    wide, narrow = (course_plot(QRectF(0, 0, w, HEIGHT), long(30), 1) for w in (690, 300))
    assert narrow.width() > 0.7 * 300
    assert narrow.top() > wide.top()


def test_of_a_long_period_several_days_are_drawn_as_their_mean():
    days = [START + timedelta(days=n) for n in range(14)]
    taken = {day: mg(10 * n) for n, day in enumerate(days[:7])}
    chart = replace(BARE, last=days[-1], taken_ug=taken, grain_days=7)
    assert [(run.first, run.until, run.amount_ug) for run in runs(chart)] == [
        (START, START + timedelta(days=7), mg(30))
    ]


def test_hatching_stays_in_its_area():
    area = QRectF(10, 20, 30, 50)
    lines = hatched(area, 5)
    assert lines
    for line in lines:
        for point in (line.p1(), line.p2()):
            assert area.adjusted(-0.01, -0.01, 0.01, 0.01).contains(point)


def test_in_grey_the_lines_still_differ():
    chart = long(168, lines=3)
    pictures = []
    for number in range(3):
        alone = replace(chart, taken_ug={}, lines=chart.lines[: number + 1])
        grey = drawn(alone).convertToFormat(QImage.Format.Format_Grayscale8)
        pictures.append(bytes(grey.constBits()))
    assert len(set(pictures)) == 3
    assert paper_ink().lines == (QColor("black"),)
