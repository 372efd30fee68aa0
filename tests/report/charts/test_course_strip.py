"""The strip on paper: months never overlap, words stay inside, at any length and size."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from itertools import combinations

import pytest
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from isodiary.domain.units import mg
from isodiary.fonts import load_fonts
from isodiary.report.charts import course_strip as drawing
from isodiary.report.charts.pencil import Pencil, paper_ink
from isodiary.report.press.type_setter import TypeSetter
from isodiary.services.course.strip import Flag, Strip, StripBlock, StripMark
from tests.report.charts.canvas import dark_at, painted
from tests.report.ink import ink

START = date(2026, 9, 1)


def strip_of(weeks, today=None):
    last = START + timedelta(days=max(0, 7 * weeks - 1))
    half = START + (last - START) / 2
    blocks = [StripBlock(first=START, last=half, daily_ug=Fraction(mg(40)))]
    if half < last:
        blocks.append(StripBlock(first=half + timedelta(days=1), last=last, daily_ug=None))
    flags = [
        Flag(day=half, mark=StripMark.TODAY, label="today", words="today"),
        Flag(day=half, mark=StripMark.VISIT, label="", words="visit"),
        Flag(day=half, mark=StripMark.LAB, label="", words="blood test"),
        Flag(day=last, mark=StripMark.TEST, label="", words="planned"),
        Flag(day=last, mark=StripMark.END, label="24 weeks", words="end"),
        Flag(day=last, mark=StripMark.END, label="120 mg/kg", words="end"),
    ]
    return Strip(first=START, last=last, today=half, blocks=tuple(blocks), flags=tuple(flags))


@pytest.fixture
def words_of(qapp, monkeypatch):
    """Paint a strip; return where its words stand."""
    load_fonts()
    said = []

    def say(pencil, x, baseline, text, colour):
        said.append(QRectF(x, baseline - 8, pencil.metrics.horizontalAdvance(text), 8))

    def words_of(strip, width_px, unit_px):
        height_px = drawing.HEIGHT * unit_px
        image = QImage(round(width_px), round(height_px), QImage.Format.Format_RGB32)
        with QPainter(image) as painter:
            painter.setFont(TypeSetter().font)
            rect = QRectF(0, 0, width_px, height_px)
            drawing.paint_course_strip(painter, rect, strip, paper_ink(), unit_px)
        assert said
        return said

    monkeypatch.setattr(Pencil, "say", say)
    return words_of


@pytest.mark.parametrize("weeks", [0, 2, 24, 60, 520])
@pytest.mark.parametrize(("width_px", "unit_px"), [(700, 1.0), (500, 2.6), (200, 1.3)])
def test_no_word_covers_another_or_leaves_the_strip(words_of, weeks, width_px, unit_px):
    found = words_of(strip_of(weeks), width_px, unit_px)
    for one, other in combinations(found, 2):
        assert not one.intersects(other)
    for one in found:
        assert one.left() >= -0.01
        assert one.right() <= width_px + 0.01


def test_a_pause_is_hatched_and_a_plan_is_not(qapp):
    strip, width = strip_of(24), 700
    image = QImage(width, drawing.HEIGHT, QImage.Format.Format_RGB32)
    image.fill(0xFFFFFF)
    with QPainter(image) as painter:
        rect = QRectF(0, 0, width, drawing.HEIGHT)
        drawing.paint_course_strip(painter, rect, strip, paper_ink(), 1.0)
    row = drawing.LABELS + drawing.BAND - 4
    plan = {image.pixel(x, row) for x in range(60, 120)}
    pause = {image.pixel(x, row) for x in range(460, 520)}
    assert len(plan) == 1
    assert len(pause) > 1


WIDTH = 720
DAYS = 60
RECT = QRectF(0, 0, WIDTH, drawing.HEIGHT)
BAND = drawing.band_of(RECT, 1.0)


def a_strip(*blocks, today=None, flags=()):
    """Return a strip of sixty days; a block is its first and last day and its mg, or None."""
    made = (
        StripBlock(
            first=day(first), last=day(last), daily_ug=None if dose is None else Fraction(mg(dose))
        )
        for first, last, dose in blocks
    )
    flags = tuple(Flag(day=day(n), mark=mark, label=label, words="") for n, mark, label in flags)
    shown = None if today is None else day(today)
    return Strip(first=START, last=day(DAYS - 1), today=shown, blocks=tuple(made), flags=flags)


def day(number):
    return START + timedelta(days=number)


def edge(number):
    """Return where a day begins."""
    return BAND.left() + number * BAND.width() / DAYS


def drawn(strip):
    load_fonts()

    def paint(painter, rect, ink, unit_px):
        drawing.paint_course_strip(painter, rect, strip, ink, unit_px)

    return painted(paint, WIDTH, drawing.HEIGHT)


def upright(picture, x, top, bottom):
    """Return how dark the darkest upright line of a pixel is beside a place."""
    rows = (top / picture.height(), bottom / picture.height())
    wide = picture.width()
    columns = [round(x) + beside for beside in (-1, 0)]
    return max(ink(picture, rows, across=(at / wide, (at + 1) / wide)) for at in columns)


def shade(picture, number, y):
    """Return the colour in the middle of a day."""
    return picture.pixelColor(round(edge(number + 0.5)), round(y))


FILL, EMPTY = paper_ink().fill, QColor("white")


def test_a_block_stands_on_its_days_and_as_high_as_its_dose(qapp):
    picture = drawn(a_strip((0, 19, 40), (20, 59, 20)))
    top, middle, foot = BAND.top() + 3, BAND.top() + 12, BAND.bottom() - 3
    for place in (edge(0), edge(20), edge(60)):
        assert upright(picture, place, middle + 10, BAND.bottom() - 2) > 0.4
    assert upright(picture, edge(10), top, top + 6) < 0.1
    # half the dose: three quarters of the height
    high = BAND.height() * (1 - drawing.LOWEST) / 2
    assert high == BAND.height() / 4
    assert [shade(picture, 2, y) for y in (top, foot)] == [FILL, FILL]
    above, below = BAND.top() + high - 3, BAND.top() + high + 3
    assert [shade(picture, 30, y) for y in (top, above, below, foot)] == [EMPTY, EMPTY, FILL, FILL]


def test_what_is_to_come_is_empty_and_what_has_come_is_filled(qapp):
    picture = drawn(a_strip((0, 19, 40), (20, 39, 40), (40, 59, 40), today=29))
    y = BAND.top() + 3
    come = [shade(picture, number, y) for number in (1, 18, 21, 28)]
    ahead = [shade(picture, number, y) for number in (31, 38, 41, 58)]
    assert come == [FILL] * 4
    assert ahead == [EMPTY] * 4
    assert shade(picture, 29, y) == FILL, "today counts as come"


def test_a_block_that_has_come_to_pass_is_filled_up_to_its_edge_and_no_further(qapp):
    picture = drawn(a_strip((0, 19, 40), today=29))
    x, y = round(edge(20)), round(BAND.top() + 12)
    inside, outside = (picture.pixelColor(at, y).lightness() for at in (x - 1, x))
    assert inside < outside - 5  # both have half of the line between them
    assert picture.pixelColor(x + 1, y) == EMPTY


def test_a_course_that_is_over_is_filled(qapp):
    picture = drawn(a_strip((0, 59, 40)))
    assert [shade(picture, number, BAND.top() + 3) for number in (1, 58)] == [FILL] * 2


def test_a_pause_is_low_hatched_and_framed(qapp):
    picture = drawn(a_strip((0, 29, 40), (30, 59, None)))
    low = BAND.bottom() - BAND.height() * drawing.LOWEST
    places = (edge(34) / WIDTH, edge(56) / WIDTH)
    high = drawing.HEIGHT
    assert ink(picture, ((low + 2) / high, (BAND.bottom() - 2) / high), across=places) > 0.1
    assert ink(picture, (BAND.top() / high, (low - 2) / high), across=places) == 0
    assert upright(picture, edge(60), low + 2, BAND.bottom() - 2) > 0.3
    for y in (low, BAND.bottom()):
        rows = ((y - 1) / high, (y + 1) / high)
        assert ink(picture, rows, across=places) > 0.2


@pytest.mark.parametrize(
    ("mark", "row", "full"),
    [(StripMark.VISIT, 0, True), (StripMark.LAB, 1, True), (StripMark.TEST, 1, False)],
)
def test_a_mark_stands_below_its_day_in_its_row(qapp, mark, row, full):
    picture = drawn(a_strip(flags=[(20, mark, "")]))
    place = QPointF(edge(20.5), BAND.bottom() + drawing.VISITS * (row + 0.5))
    inside = dark_at(picture, place, 1)
    assert inside > 0.9 if full else inside < 0.2
    assert dark_at(picture, place, drawing.MARK) > 0.2
    for other in (
        QPointF(edge(30.5), place.y()),
        QPointF(place.x(), BAND.bottom() + 26 * (1 - row)),
    ):
        assert dark_at(picture, other, drawing.MARK) < inside / 2 + 0.1


@pytest.mark.parametrize(("mark", "least"), [(StripMark.TODAY, 0.7), (StripMark.END, 0.3)])
def test_today_and_an_end_are_lines_through_the_middle_of_their_day(qapp, mark, least):
    picture = drawn(a_strip(flags=[(20, mark, "")]))
    assert upright(picture, edge(20.5), BAND.top() + 6, BAND.bottom()) > least
    for beside in (19, 22):
        assert upright(picture, edge(beside), BAND.top() + 6, BAND.bottom()) == 0
    cap = dark_at(picture, QPointF(edge(20.5) + 2, BAND.top()), 1)
    assert cap > 0.5 if mark is StripMark.TODAY else cap < 0.5


def test_words_stand_above_their_day_and_today_goes_first(words_of):
    todays = (30, StripMark.TODAY, "today")
    found = words_of(a_strip(flags=[(29, StripMark.END, "an end"), todays]), WIDTH, 1.0)
    above = [word for word in found if word.bottom() < BAND.top()]
    assert len(above) == 1
    assert above[0].center().x() == pytest.approx(edge(30.5), abs=0.5)
    assert BAND.top() - above[0].bottom() == pytest.approx(5)


def test_words_with_room_between_them_all_stand(words_of):
    flags = [(n, StripMark.END, "an end") for n in (10, 30, 50)]
    found = words_of(a_strip(flags=flags), WIDTH, 1.0)
    above = [word.center().x() for word in found if word.bottom() < BAND.top()]
    assert above == pytest.approx([edge(10.5), edge(30.5), edge(50.5)], abs=0.5)


def test_a_dose_is_named_in_its_block_where_it_has_room(words_of):
    found = words_of(a_strip((0, 29, 40), (30, 31, 20), (32, 59, 30)), WIDTH, 1.0)
    named = [word for word in found if BAND.top() < word.bottom() < BAND.bottom()]
    assert [word.center().x() for word in named] == pytest.approx([edge(15), edge(46)], abs=0.5)
    lowest = BAND.bottom() - BAND.height() * drawing.LOWEST
    assert all(lowest < word.bottom() < BAND.bottom() - 4 for word in named)


def test_days_stand_below_the_marks_each_with_its_tick(words_of, qapp):
    strip = a_strip()
    top = BAND.bottom() + drawing.VISITS + drawing.LABS
    found = [word for word in words_of(strip, WIDTH, 1.0) if word.bottom() > top]
    assert len(found) > 3
    assert found[0].left() == pytest.approx(edge(0))
    assert {round(word.bottom() - top) for word in found} == {14}
    picture = drawn(strip)
    for word in found:
        assert upright(picture, word.left(), top + 1, top + 4) > 0.2
    row = ((top - 1) / drawing.HEIGHT, (top + 1) / drawing.HEIGHT)
    assert ink(picture, row, across=(BAND.left() / WIDTH, BAND.right() / WIDTH)) > 0.05


@pytest.mark.parametrize("mark", list(StripMark))
def test_the_sign_of_a_mark_stands_round_its_point(qapp, mark):
    def paint(painter, rect, ink, unit_px):
        drawing.paint_mark(Pencil(painter, ink, unit_px), QPointF(20, 20), mark)
        assert painter.brush() == Qt.BrushStyle.NoBrush

    picture = painted(paint, 40, 40)
    if mark is StripMark.PHASE:
        assert ink(picture, (0, 1)) == 0
        return
    assert dark_at(picture, QPointF(20, 20), drawing.MARK) > 0.1
    half = (20 - drawing.MARK - 4) / 40
    assert ink(picture, (0, half)) == ink(picture, (1 - half, 1)) == 0
    assert ink(picture, (0, 1), across=(0, half)) == ink(picture, (0, 1), across=(1 - half, 1)) == 0


@pytest.mark.parametrize("unit", [1.0, 2.5])
def test_the_measures_of_a_strip(unit):
    """Words above, 36 units of doses, two rows of marks, days; six units are left at each side."""
    assert drawing.HEIGHT == 15 + 36 + 13 + 13 + 17
    rect = QRectF(10, 20, WIDTH * unit, drawing.HEIGHT * unit)
    band = drawing.band_of(rect, unit)
    assert band == QRectF(10 + 6 * unit, 20 + 15 * unit, (WIDTH - 12) * unit, 36 * unit)
    strip = a_strip()
    assert drawing.day_x(band, strip, day(0)) == pytest.approx(band.left() + band.width() / 120)
    assert drawing.day_x(band, strip, day(59)) == pytest.approx(band.right() - band.width() / 120)
