"""The strip on paper: months never overlap, words stay inside, at any length and size."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import combinations

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from isodiary.domain.units import mg
from isodiary.fonts import load_fonts
from isodiary.report.charts import course_strip as drawing
from isodiary.report.charts.pencil import Pencil, paper_ink
from isodiary.report.press.type_setter import TypeSetter
from isodiary.services.course.strip import Flag, Strip, StripBlock, StripMark

START = date(2026, 9, 1)


def strip_of(weeks, today=None):
    last = START + timedelta(days=max(0, 7 * weeks - 1))
    half = START + (last - START) / 2
    blocks = [StripBlock(first=START, last=half, daily_ug=mg(40))]
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
