"""What holds for every chart: wherever it is painted it is the same, and no word leaves it."""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction
from itertools import combinations

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from isodiary.domain.record import Weight
from isodiary.domain.units import kg
from isodiary.fonts import face, load_fonts
from isodiary.report.charts.acne_chart import AcneChart, AcnePoint
from isodiary.report.charts.course_strip import HEIGHT, paint_course_strip
from isodiary.report.charts.cumulative_chart import CumulativeChart
from isodiary.report.charts.pencil import Pencil, paper_ink
from isodiary.report.charts.value_chart import lab_chart, weight_chart
from isodiary.services.course.strip import read_strip
from isodiary.services.doses.cumulative import cumulative_of
from isodiary.services.doses.projection import project
from isodiary.services.habits import PLAIN
from isodiary.services.labs.table import lab_trend
from isodiary.storage.reads.course import courses, phases_of
from tests.report.charts.canvas import canvas_of, painted, words_in
from tests.report.ink import ink
from tests.scratch import scratch_diary
from tests.services.courses import DAY_AFTER, END, START, symptom, variable_course, write
from tests.services.labs.diaries import DAY, LABS, LATER, history, result

WIDTH, TALL = 690, 260


@pytest.fixture(scope="module")
def diary(qapp):
    load_fonts()
    opened = scratch_diary()
    variable_course(opened)
    write(opened, *(symptom(START + timedelta(days=n), n % 4) for n in range(60)))
    yield opened
    opened.close()


def acne(diary):
    points = tuple(
        AcnePoint(day=START + timedelta(weeks=4 * n), per_kg=Fraction(25 * n), value=4 - n)
        for n in range(4)
    )
    return AcneChart(points=points, title="Overall, 0 to 4", most=4)


def cumulative(diary):
    held = cumulative_of(diary, END, now=DAY_AFTER)
    return CumulativeChart(
        held=held, projection=project(held.course, held.phases, held.so_far, pause_weeks=2)
    )


def labs(diary):
    held = history(
        result("alt", "18", low="7", high="45"),
        result("alt", "52", day=LATER, low="7", high="45"),
    )
    return lab_chart(lab_trend(held, LABS, "alt"))


def weights(diary):
    return weight_chart([Weight(day=DAY, grams=kg(64)), Weight(day=LATER, grams=kg("62.5"))], PLAIN)


class Strip:
    """The strip of the course, painted as the charts are."""

    def __init__(self, diary):
        course = courses(diary)[-1]
        self._strip = read_strip(diary, course, phases_of(diary, course), now=DAY_AFTER)

    def paint(self, painter, rect, ink, unit_px):
        paint_course_strip(painter, rect, self._strip, ink, unit_px)


CHARTS = (acne, cumulative, labs, weights, Strip)


def size(kind):
    return (WIDTH, HEIGHT) if kind is Strip else (WIDTH, TALL)


@pytest.mark.parametrize("kind", CHARTS)
def test_it_is_the_same_chart_wherever_it_is_painted(diary, kind):
    chart, (width, height) = kind(diary), size(kind)
    right, down = 37, 53

    def at(x, y):
        rect = QRectF(x, y, width, height)
        whole = {"width": width + right, "height": height + down, "unit": 1.0}
        return canvas_of(chart.paint, rect, **whole).copy(x, y, width, height)

    assert at(right, down) == at(0, 0)


@pytest.mark.parametrize("kind", CHARTS)
def test_it_leaves_the_painter_as_it_was(diary, kind):
    image = QImage(WIDTH, TALL, QImage.Format.Format_RGB32)
    with QPainter(image) as painter:
        painter.setFont(face())
        before = (painter.pen(), painter.brush(), painter.font(), painter.renderHints())
        kind(diary).paint(painter, QRectF(0, 0, *size(kind)), paper_ink(), 1.0)
        assert (painter.pen(), painter.brush(), painter.font(), painter.renderHints()) == before
        assert not painter.hasClipping()


@pytest.mark.parametrize("kind", CHARTS)
@pytest.mark.parametrize("width", [WIDTH, 300])
def test_no_word_leaves_it_or_covers_another(diary, kind, width, monkeypatch):
    height = size(kind)[1]
    words = words_in(monkeypatch, kind(diary).paint, width, height)
    assert len(words) > 2
    whole = QRectF(-0.01, -0.01, width + 0.02, height + 0.02)
    assert [word.text for word in words if not whole.contains(word.place)] == []
    pairs = combinations(words, 2)
    assert [(a.text, b.text) for a, b in pairs if a.place.intersects(b.place)] == []


@pytest.mark.parametrize("kind", CHARTS)
def test_twice_as_large_every_word_stands_at_the_same_place(diary, kind, monkeypatch):
    paint, (width, height) = kind(diary).paint, size(kind)
    once = words_in(monkeypatch, paint, width, height)
    twice = words_in(monkeypatch, paint, width, height, unit=2.0)
    assert [word.text for word in twice] == [word.text for word in once]
    for small, large in zip(once, twice, strict=True):
        # letters of 10 px are a little wider than half of those of 20 px
        loose = 1 + 0.03 * small.place.width()
        assert large.place.left() / 2 == pytest.approx(small.place.left(), abs=loose), small.text
        assert large.place.bottom() / 2 == pytest.approx(small.place.bottom(), abs=1), small.text


@pytest.mark.parametrize("kind", CHARTS)
def test_twice_as_large_every_part_is_as_dark(diary, kind, monkeypatch):
    monkeypatch.setattr(Pencil, "say", lambda *words: None)
    paint, (width, height) = kind(diary).paint, size(kind)
    once, twice = painted(paint, width, height), painted(paint, width, height, unit=2.0)
    for row in range(8):
        for column in range(16):
            part = (row / 8, (row + 1) / 8)
            across = (column / 16, (column + 1) / 16)
            small, large = (ink(picture, part, across=across) for picture in (once, twice))
            assert small == pytest.approx(large, rel=0.15, abs=0.04), (row, column)


@pytest.mark.parametrize("kind", CHARTS)
def test_nothing_is_painted_beside_it(diary, kind):
    width, height = size(kind)
    room = 20
    rect = QRectF(room, room, width, height)
    whole = {"width": width + 2 * room, "height": height + 2 * room, "unit": 1.0}
    picture = canvas_of(kind(diary).paint, rect, **whole)
    with QPainter(picture) as painter:
        painter.fillRect(rect.adjusted(-1, -1, 1, 1), "white")
    blank = QImage(picture.size(), picture.format())
    blank.fill("white")
    assert picture == blank
