"""A chart given away is the chart on the page, black on white, and whole or not there at all."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from isodiary.domain.errors import DiaryError
from isodiary.fonts import load_fonts
from isodiary.report.charts.cumulative_chart import CumulativeChart
from isodiary.report.charts.day_chart import (
    HEIGHT,
    SCALE,
    WIDTH,
    DayChart,
    picture,
    save_picture,
    save_text,
)
from isodiary.report.charts.day_chart import TITLE as TITLE_UNITS
from isodiary.services.doses.cumulative import cumulative_of
from isodiary.services.doses.projection import project
from tests.report.ink import ink
from tests.scratch import scratch_diary
from tests.services.courses import DAY_AFTER, START, begin, dose, symptom, write

TITLE = "Dose and symptoms <of> Anna & Co"


@pytest.fixture
def chart(qapp):
    load_fonts()
    diary = scratch_diary()
    begin(diary)
    write(diary, dose(START, 1), dose(START, 2), symptom(START, 2))
    held = cumulative_of(diary, START + timedelta(days=13), now=DAY_AFTER)
    found = project(held.course, held.phases, held.so_far, pause_weeks=1)
    yield CumulativeChart(held=held, projection=found)
    diary.close()


def test_a_picture_is_dark_on_white(chart):
    image = picture(chart, TITLE)
    assert (image.width(), image.height()) == (WIDTH * SCALE, HEIGHT * SCALE)
    assert image.pixelColor(0, 0).name() == "#ffffff"
    assert ink(image, (0, 0.1)) > 0.005
    assert ink(image, (0.1, 1)) > 0.005


def test_a_drawing_is_a_vector_with_title_and_description(chart, tmp_path):
    path = tmp_path / "chart.svg"
    save_picture(chart, TITLE, path)
    text = path.read_text("utf-8")
    assert "&lt;of&gt; Anna &amp; Co" in text
    assert "So far" in text
    assert "<image" not in text


def test_a_name_with_png_gets_pixels(chart, tmp_path):
    path = tmp_path / "chart.PNG"
    save_picture(chart, TITLE, path)
    assert QImage(str(path)).width() == WIDTH * SCALE


def test_a_text_is_utf_8(tmp_path):
    save_text("żółć\r\n", tmp_path / "numbers.csv")
    assert (tmp_path / "numbers.csv").read_bytes() == "żółć\r\n".encode()


def test_a_folder_that_is_not_there_is_said(chart, tmp_path):
    with pytest.raises(DiaryError, match="no folder"):
        save_picture(chart, TITLE, tmp_path / "none" / "chart.svg")


def test_a_drawing_has_the_size_of_the_picture_and_is_the_same(chart, tmp_path):
    path = tmp_path / "chart.svg"
    save_picture(chart, TITLE, path)
    drawing = QSvgRenderer(str(path))
    assert drawing.viewBoxF() == QRectF(0, 0, WIDTH, HEIGHT)
    # a unit is a pixel of a usual screen, so a text of 10 units can be read wherever it is shown
    assert drawing.defaultSize().width() == pytest.approx(WIDTH, rel=0.34)
    assert drawing.defaultSize().width() / drawing.defaultSize().height() == pytest.approx(
        WIDTH / HEIGHT, rel=0.01
    )
    pixels = picture(chart, TITLE)
    rendered = QImage(pixels.size(), pixels.format())
    rendered.fill("white")
    with QPainter(rendered) as painter:
        drawing.render(painter)
    for rows in ((0, 0.1), (0.1, 0.4), (0.4, 0.8), (0.8, 1)):
        for columns in ((0, 0.1), (0.1, 0.5), (0.5, 0.9)):
            here, there = (ink(each, rows, across=columns) for each in (rendered, pixels))
            assert here == pytest.approx(there, rel=0.2, abs=0.004)


def test_title_and_chart_share_the_picture(chart):
    seen = {}

    class Seen(DayChart):
        first = last = START
        description = "seen"

        def plot(self, rect, unit_px):
            return rect

        def values_on(self, day):
            return ""

        def paint(self, painter, rect, ink, unit_px):
            seen["place"] = painter.transform().mapRect(rect)
            painter.fillRect(rect, ink.text)

    image = picture(Seen(), TITLE)
    place = seen["place"]
    high, wide = image.height(), image.width()
    assert place.top() == TITLE_UNITS * SCALE
    assert ink(image, (0.03, place.top() / high), across=(0.01, 0.5)) > 0.05, "the title"
    assert ink(image, (0, place.top() / high), across=(0, 8 / WIDTH)) == 0
    # the chart has the rest, with the same room on all sides
    room = {place.left(), wide - place.right(), high - place.bottom()}
    assert room == {8 * SCALE}
    assert ink(image, (place.top() / high, place.bottom() / high), across=(0.02, 0.98)) == 1


def test_a_file_that_was_there_is_replaced_or_stays_whole(chart, tmp_path):
    path = tmp_path / "chart.svg"
    path.write_text("old" * 100_000)
    save_picture(chart, TITLE, path)
    assert path.read_text("utf-8").lstrip().startswith("<?xml")
    save_text("new", path)
    assert path.read_text("utf-8") == "new"
    assert [each.name for each in tmp_path.iterdir()] == ["chart.svg"]


def test_a_picture_is_written_as_png_and_can_be_read_back_whole(chart, tmp_path):
    path = tmp_path / "chart.png"
    save_picture(chart, TITLE, path)
    assert path.read_bytes().startswith(b"\x89PNG")
    assert QImage(str(path)).convertToFormat(QImage.Format.Format_RGB32) == picture(chart, TITLE)
