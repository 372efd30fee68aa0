"""The last days of a symptom as small bars: as high as the severity, with gaps."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from isodiary.domain.symptom import WORST
from isodiary.ui.today.symptom_row import paint_sparkline
from tests.ui.pictures import share_of

AREA = QRectF(20, 10, 130, 30)
WIDE, HIGH = 170, 50
RED = QColor("red")


def painted(*severities):
    picture = QImage(WIDE, HIGH, QImage.Format.Format_RGB32)
    picture.fill("white")
    with QPainter(picture) as painter:
        before = painter.pen()
        paint_sparkline(painter, AREA, severities, RED)
        assert painter.pen() == before
    return picture


def ink(picture, area=None):
    return 1 - share_of(picture, QColor("white"), area)


def bar(number, of):
    """Return the column of a day, from the top of the area to its ground, without its gaps."""
    step = AREA.width() / of
    return QRectF(AREA.left() + number * step + 1, AREA.top(), step * 0.7 - 2, AREA.height())


def test_each_answer_stands_at_its_day_and_its_height():
    severities = (0, 3, 1, 2, 0, 3)
    picture = painted(*severities)
    for number, severity in enumerate(severities):
        column = bar(number, 6)
        third = column.height() / WORST
        for level in range(1, WORST + 1):
            part = QRectF(column.left(), column.bottom() - level * third + 1, column.width(), 7)
            assert ink(picture, part) == (level <= severity)


def test_none_is_a_line_on_the_ground_and_not_recorded_is_nothing():
    picture = painted(0, None, 0)
    for number, there in ((0, True), (1, False), (2, True)):
        column = bar(number, 3)
        ground = QRectF(column.left(), column.bottom() - 1, column.width(), 1)
        assert ink(picture, ground) == there
        assert ink(picture, column.adjusted(0, 0, 0, -2)) == 0


def test_it_fills_its_area_and_leaves_it_nowhere():
    picture = painted(*(0, 3) * 7)
    outside = AREA.adjusted(-2, -2, 2, 2)
    assert ink(picture, QRectF(0, 0, outside.left(), HIGH)) == 0
    assert ink(picture, QRectF(outside.right(), 0, WIDE - outside.right(), HIGH)) == 0
    assert ink(picture, QRectF(0, 0, WIDE, outside.top())) == 0
    assert ink(picture, QRectF(0, outside.bottom(), WIDE, HIGH - outside.bottom())) == 0


def test_no_day_is_nothing():
    assert ink(painted(2), bar(0, 1)) > 0.5
    assert ink(painted()) == ink(painted(None, None)) == 0
