"""The last days as squares: each outcome has a shape, a click goes to the day."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QTest

from isodiary.domain.day_marks import DayMarks, Mark
from isodiary.ui.kit.day_square import DaySquares, paint_day
from tests.ui.conftest import TODAY

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
