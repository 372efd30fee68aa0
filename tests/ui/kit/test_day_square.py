"""The last days as squares: each outcome has a shape, a click goes to the day."""

from __future__ import annotations

from datetime import timedelta
from itertools import combinations

import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QHelpEvent, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolTip

from isodiary.domain.day_marks import DayMarks, Mark
from isodiary.ui.kit.day_square import DaySquares, paint_day
from tests.ui.conftest import TODAY
from tests.ui.pictures import around, grabbed, share_of

DAYS = [TODAY - timedelta(days=back) for back in reversed(range(28))]


@pytest.fixture
def squares(qtbot, tools):
    squares = DaySquares(tools.theme)
    qtbot.addWidget(squares)
    squares.show_days([DayMarks(day, (Mark.TAKEN, Mark.TAKEN)) for day in DAYS], "28 days: all")
    squares.resize(280, 40)
    squares.show()
    return squares


def drawn(tools, marks):
    """Return the square of a day, as it is on paper without any colour."""
    image = QImage(24, 24, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    with QPainter(image) as painter:
        paint_day(painter, QRectF(1, 1, 22, 22), marks, tools.theme.colours)
    mono = image.convertToFormat(QImage.Format.Format_Mono)
    return [mono.pixel(x, y) for x in range(24) for y in range(24)]


def test_each_outcome_has_a_shape_of_its_own_without_colour(tools):
    shapes = {tuple(drawn(tools, DayMarks(TODAY, (mark,)))) for mark in Mark}
    assert len(shapes) == len(Mark)


def test_first_and_second_dose_are_told_apart(tools):
    first = drawn(tools, DayMarks(TODAY, (Mark.TAKEN, Mark.SKIPPED)))
    assert first != drawn(tools, DayMarks(TODAY, (Mark.SKIPPED, Mark.TAKEN)))


def test_day_outside_the_course_is_blank(tools):
    blank = drawn(tools, DayMarks(TODAY, (), outside=True))
    assert len(set(blank)) == 1
    assert drawn(tools, DayMarks(TODAY, (), paused=True)) != blank


@pytest.mark.parametrize("right_to_left", [False, True])
def test_click_goes_to_the_day(qtbot, squares, right_to_left):
    if right_to_left:
        squares.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    first = QPoint(270 if right_to_left else 10, 10)
    with qtbot.waitSignal(squares.day_chosen) as heard:
        QTest.mouseClick(squares, Qt.MouseButton.LeftButton, pos=first)
    assert heard.args == [DAYS[0]]


def test_click_beside_the_squares_does_nothing(qtbot, squares):
    with qtbot.assertNotEmitted(squares.day_chosen):
        QTest.mouseClick(squares, Qt.MouseButton.LeftButton, pos=QPoint(0, 0))


def test_squares_are_told_in_words_too(squares):
    assert squares.accessibleName() == "28 days: all"


def shaded(tools, *marks, **more):
    """Return the square of a day in colours, on white."""
    image = QImage(24, 24, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    with QPainter(image) as painter:
        paint_day(
            painter, QRectF(2, 2, 20, 20), DayMarks(TODAY, marks, **more), tools.theme.colours
        )
        assert not painter.hasClipping()
    return image


INSIDE = QRectF(4, 4, 16, 16)
UPPER, LOWER = QRectF(5, 5, 14, 5), QRectF(5, 14, 14, 5)


def test_taken_is_full_and_partial_is_the_lower_half(tools):
    green = tools.theme.colours.ok
    assert share_of(shaded(tools, Mark.TAKEN), green, INSIDE) == 1
    half = shaded(tools, Mark.PARTIAL)
    assert (share_of(half, green, UPPER), share_of(half, green, LOWER)) == (0, 1)


def test_skipped_is_a_bar_across_the_middle_and_missed_a_cross(tools):
    grey = tools.theme.colours.muted
    skipped, missed = shaded(tools, Mark.SKIPPED), shaded(tools, Mark.MISSED)
    white = tools.theme.colours.surface
    assert share_of(skipped, white, QRectF(6, 11, 12, 2)) == 0
    assert share_of(skipped, white, UPPER) == share_of(skipped, white, LOWER) == 1
    for corner in (QPointF(5, 5), QPointF(19, 5), QPointF(5, 19), QPointF(19, 19), QPointF(12, 12)):
        assert share_of(missed, grey, around(corner, 1.5)) > 0.2
    for edge in (QPointF(12, 5), QPointF(5, 12), QPointF(19, 12), QPointF(12, 19)):
        assert share_of(missed, grey, around(edge, 1.5)) == 0


def test_unknown_and_not_recorded_are_sparse_and_what_is_to_come_is_empty(tools):
    white = tools.theme.colours.surface
    for mark in (Mark.UNKNOWN, Mark.NOT_RECORDED):
        assert 0.4 < share_of(shaded(tools, mark), white, INSIDE) < 0.95
    assert share_of(shaded(tools, Mark.NOT_YET), white, INSIDE) == 1


def test_a_pause_is_flat_and_outside_the_course_is_nothing(tools):
    assert share_of(shaded(tools, paused=True), tools.theme.colours.quiet_bar, INSIDE) == 1
    assert share_of(shaded(tools, outside=True), tools.theme.colours.surface) == 1


def test_two_doses_cut_the_square_slantwise_the_first_above(tools):
    green = tools.theme.colours.ok
    first, second = QRectF(5, 5, 5, 5), QRectF(14, 14, 5, 5)
    image = shaded(tools, Mark.TAKEN, Mark.NOT_YET)
    assert (share_of(image, green, first), share_of(image, green, second)) == (1, 0)
    image = shaded(tools, Mark.NOT_YET, Mark.TAKEN)
    assert (share_of(image, green, first), share_of(image, green, second)) == (0, 1)


@pytest.mark.parametrize("place", range(3))
def test_three_doses_stand_beside_each_other(tools, place):
    marks = [Mark.NOT_YET] * 3
    marks[place] = Mark.TAKEN
    image = shaded(tools, *marks)
    third = 20 / 3
    shares = [
        share_of(image, tools.theme.colours.ok, QRectF(2 + n * third + 2, 5, third - 4, 14))
        for n in range(3)
    ]
    assert shares == [float(n == place) for n in range(3)]


def test_a_square_has_an_outline(tools):
    white = tools.theme.colours.surface
    image = shaded(tools, Mark.NOT_YET)
    for edge in (
        QRectF(6, 1, 12, 2),
        QRectF(6, 21, 12, 2),
        QRectF(1, 6, 2, 12),
        QRectF(21, 6, 2, 12),
    ):
        assert share_of(image, white, edge) == 0
    assert share_of(image, white, INSIDE) == 1


def test_the_oldest_day_stands_first_and_two_weeks_make_a_row(squares):
    places = [squares._square(n) for n in range(28)]
    whole = QRectF(squares.rect())
    assert all(whole.contains(place) for place in places)
    assert not any(one.intersects(other) for one, other in combinations(places, 2))
    assert len({place.top() for place in places[:14]}) == 1
    assert places[14].top() > places[0].bottom()
    assert places[14].left() == places[0].left()
    assert [place.left() for place in places[:14]] == sorted(place.left() for place in places[:14])
    assert squares.sizeHint().height() == 2 * (squares.fontMetrics().height() + 2)
    assert squares.minimumSizeHint().width() == 140


def test_pointing_at_a_day_says_which_it_is(squares, monkeypatch):
    shown = []
    monkeypatch.setattr(QToolTip, "showText", lambda place, text, widget: shown.append(text))
    for point in (squares._square(27).center().toPoint(), QPoint(0, 0)):
        squares.event(QHelpEvent(QHelpEvent.Type.ToolTip, point, QPoint()))
    assert shown[0].startswith("Monday 23")
    assert shown[1] == ""


def test_every_square_is_painted_in_its_place(squares, tools):
    picture = grabbed(squares)
    for number in range(28):
        middle = squares._square(number).adjusted(4, 4, -4, -4)
        assert share_of(picture, tools.theme.colours.ok, middle) > 0.8  # less the slanting cut


def test_a_day_without_a_dose_has_a_fainter_edge_than_one_not_yet_due(tools):
    colours = tools.theme.colours

    def edge(marks):
        picture = QImage(20, 20, QImage.Format.Format_RGB32)
        picture.fill(colours.surface)
        with QPainter(picture) as painter:
            paint_day(painter, QRectF(2.5, 2.5, 15, 15), marks, colours)
        return picture.pixelColor(10, 2).lightness()

    due, free = DayMarks(TODAY, (Mark.NOT_YET,)), DayMarks(TODAY, ())
    assert edge(due) < edge(free) < edge(DayMarks(TODAY, (), outside=True))
