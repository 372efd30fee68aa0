"""The table-chart as a widget: its sizes follow its rows and the text, its picture its size."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontInfo
from PySide6.QtWidgets import QSizePolicy

from isodiary.report.table_chart.layout import LegendPlace, height_of
from isodiary.ui.kit.table_chart import StillChartView, TableChartDrawing, unit_px_of
from isodiary.ui.look.theme import ThemeChoice
from tests.report.table_chart.courses import made

ROWS = made(84, symptoms=4)


@pytest.fixture
def chart(qtbot, tools):
    chart = StillChartView(tools.theme, ROWS)
    qtbot.addWidget(chart)
    return chart


def high(rows, units, unit):
    return round(height_of(rows, units, legend=LegendPlace.BELOW) * unit) + 12


def test_a_unit_is_a_third_of_the_names_of_rows(tools):
    assert unit_px_of(tools.theme) == QFontInfo(tools.theme.font()).pixelSize() * 0.93 / 3


def test_it_is_as_high_as_its_rows_make_it_in_a_width(chart, tools):
    unit = unit_px_of(tools.theme)
    for width in (400, 700, 1100):
        assert chart.heightForWidth(width) == high(ROWS, (width - 12) / unit, unit)
    # no narrower than sixty units, whatever room it is given
    assert chart.heightForWidth(50) == high(ROWS, 60, unit)
    assert chart.hasHeightForWidth()
    policy = chart.sizePolicy()
    assert policy.hasHeightForWidth()
    assert policy.horizontalPolicy() is QSizePolicy.Policy.Expanding
    assert policy.verticalPolicy() is QSizePolicy.Policy.Minimum


def test_it_would_like_to_be_a_hundred_and_fifty_units_wide(chart, tools):
    unit = unit_px_of(tools.theme)
    wide = round(150 * unit)
    assert chart.sizeHint() == QSize(wide, high(ROWS, (wide - 12) / unit, unit))
    assert chart.minimumSizeHint() == QSize(round(60 * unit) + 12, 80)


def test_its_rows_are_what_is_told(chart):
    assert chart.rows is ROWS
    assert chart.accessibleName() == ROWS.description


def inked(image):
    """Return the first and the last column and row that are not transparent."""
    places = [
        (x, y)
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha()
    ]
    xs, ys = [x for x, _ in places], [y for _, y in places]
    return min(xs), max(xs), min(ys), max(ys)


def test_it_is_painted_inside_of_its_edges(chart):
    width = 500
    size = QSize(width, chart.heightForWidth(width))
    left, right, top, bottom = inked(chart._drawing.picture(size, 1.0).toImage())
    assert 5 <= left <= 6
    assert right <= width - 6
    assert right >= width - 10
    assert 6 <= top <= 8
    assert size.height() - 20 < bottom <= size.height() - 6


def test_on_a_finer_screen_it_has_more_pixels_at_the_same_places(chart):
    size = QSize(500, chart.heightForWidth(500))
    once, twice = (inked(chart._drawing.picture(size, ratio).toImage()) for ratio in (1.0, 2.0))
    assert [abs(fine / 2 - coarse) <= 1 for coarse, fine in zip(once, twice, strict=True)] == [
        True
    ] * 4
    picture = chart._drawing.picture(size, 2.0)
    assert picture.size() == size * 2
    assert picture.devicePixelRatio() == 2


def test_it_is_laid_out_and_painted_once_for_a_size(chart):
    drawing, size = chart._drawing, QSize(500, 400)
    first = drawing.picture(size, 1.0)
    laid_out = drawing.drawing(500)
    assert drawing.picture(size, 1.0).cacheKey() == first.cacheKey()
    assert drawing.drawing(500) is laid_out
    assert drawing.drawing(501) is not laid_out
    assert drawing.picture(QSize(501, 400), 1.0).cacheKey() != first.cacheKey()


def test_other_rows_are_laid_out_and_painted_anew(chart):
    drawing, size = chart._drawing, QSize(500, 400)
    before = drawing.picture(size, 1.0).toImage()
    drawing.show(made(28, symptoms=1))
    assert drawing.rows is not ROWS
    assert drawing.picture(size, 1.0).toImage() != before
    assert len(drawing.drawing(500).sight.rows) == 1


def test_another_dress_paints_it_anew(chart, tools):
    size = QSize(500, 400)
    light = chart._drawing.picture(size, 1.0).toImage()
    tools.theme.choose(ThemeChoice.DARK)
    assert chart._drawing.picture(size, 1.0).toImage() != light


def test_without_rows_there_is_nothing_to_paint(tools):
    bare = TableChartDrawing(tools.theme, LegendPlace.NONE)
    assert bare.rows is None
    assert bare.drawing(500) is None
    assert bare.height_px(500) == 12
    image = bare.picture(QSize(40, 30), 1.0).toImage()
    assert image.size() == QSize(40, 30)
    assert {image.pixelColor(x, y).alpha() for x in range(40) for y in range(30)} == {0}


def test_the_widget_shows_its_picture(chart, qtbot):
    chart.resize(500, chart.heightForWidth(500))
    chart.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
    chart.show()
    qtbot.waitExposed(chart)
    shown = chart.grab().toImage()
    picture = chart._drawing.picture(chart.size(), 1.0).toImage()
    dark = [
        (x, y)
        for x in range(0, 500, 3)
        for y in range(0, chart.height(), 3)
        if picture.pixelColor(x, y).alpha() == 255
    ]
    assert len(dark) > 100
    assert all(shown.pixel(x, y) == picture.pixel(x, y) for x, y in dark)
