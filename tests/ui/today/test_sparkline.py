"""The last days of a symptom as a small line: as high as the severity, with gaps."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from isodiary.domain.symptom import WORST
from isodiary.ui.today.symptom_row import paint_sparkline
from tests.ui.pictures import around, share_of

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


def at(number, severity, of):
    """Return where an answer stands: today at the right edge, the worst at the top."""
    x = AREA.left() + number * AREA.width() / (of - 1)
    return QPointF(x, AREA.bottom() - severity * AREA.height() / WORST)


def test_each_answer_stands_at_its_day_and_its_height():
    severities = (0, 3, 1, 2, 0, 3)
    picture = painted(*severities)
    for number, severity in enumerate(severities):
        assert ink(picture, around(at(number, severity, 6), 1.5)) > 0.3
        for other in range(WORST + 1):
            if abs(other - severity) > 2:
                assert ink(picture, around(at(number, other, 6), 1.5)) == 0


def test_it_fills_its_area_and_leaves_it_nowhere():
    picture = painted(*(0, 3) * 7)
    outside = AREA.adjusted(-2, -2, 2, 2)
    assert ink(picture, QRectF(0, 0, outside.left(), HIGH)) == 0
    assert ink(picture, QRectF(outside.right(), 0, WIDE - outside.right(), HIGH)) == 0
    assert ink(picture, QRectF(0, 0, WIDE, outside.top())) == 0
    assert ink(picture, QRectF(0, outside.bottom(), WIDE, HIGH - outside.bottom())) == 0


def test_a_day_without_an_answer_is_a_gap():
    picture = painted(2, 2, None, None, 2, 2, 2)
    across = AREA.width() / 6
    gap = QRectF(AREA.left() + across + 3, 0, 3 * across - 6, HIGH)
    assert ink(picture, gap) == 0
    for between in (0.5, 4.5, 5.5):
        middle = at(0, 2, 7) + QPointF(between * across, 0)
        assert ink(picture, around(middle, 1.5)) > 0.3


@pytest.mark.parametrize("severities", [(None, 3, None), (None, None, 2), (1, None, None)])
def test_a_lone_answer_is_a_dot(severities):
    picture = painted(*severities)
    [(number, severity)] = [(n, s) for n, s in enumerate(severities) if s is not None]
    place = at(number, severity, 3)
    assert ink(picture, around(place, 1)) > 0.3
    assert ink(picture) < 30 / (WIDE * HIGH)


def test_a_single_day_stands_at_the_left_and_no_day_is_nothing():
    assert ink(painted(2), around(QPointF(AREA.left(), AREA.bottom() - 20), 1)) > 0.3
    assert ink(painted()) == ink(painted(None, None)) == 0
