"""A chart given away is the chart on the page, black on white, and whole or not there at all."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtGui import QImage

from isodiary.domain.errors import DiaryError
from isodiary.domain.period import Period
from isodiary.fonts import load_fonts
from isodiary.report.charts.day_chart import HEIGHT, SCALE, WIDTH, picture, save_picture, save_text
from isodiary.report.charts.trend_chart import trend_chart
from isodiary.services.figures.trends import read_trends
from isodiary.storage.opening import open_diary
from tests.report.ink import ink
from tests.services.courses import DAY_AFTER, START, begin, dose, symptom, write

TITLE = "Dose and symptoms <of> Anna & Co"


@pytest.fixture
def chart(qapp):
    load_fonts()
    diary = open_diary(None, now=DAY_AFTER)
    begin(diary)
    write(diary, dose(START, 1), dose(START, 2), symptom(START, 2))
    period = Period(first=START, last=START + timedelta(days=13))
    yield trend_chart(read_trends(diary, period, ["headache"]), {}, roomy=False)
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
    assert "headache, worst 2" in text
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
