"""How a table-chart is painted, on paper and on pixels, and what is given away of it."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from isodiary.fonts import load_fonts
from isodiary.report.table_chart.layout import laid_out
from isodiary.report.table_chart.marks import (
    Areas,
    Bars,
    Boxes,
    Discs,
    Dotted,
    Drawing,
    Face,
    Hatched,
    Mark,
    Paint,
    Sight,
    Strokes,
    TextMark,
    width_of,
)
from isodiary.report.table_chart.paint import hatched, paint_table_chart, paper_table_ink, svg_of
from isodiary.report.table_chart.saving import save_table_picture, table_picture
from tests.report.table_chart.courses import made

PAPER = 182.0


@pytest.fixture(autouse=True)
def _fonts(qapp):
    load_fonts()


def drawing_of(*marks: Mark, width: float = 10, height: float = 10, above: float = 0) -> Drawing:
    sight = Sight(left=0, day_width=1, top=0, bottom=height, rows=())
    return Drawing(marks=marks, width=width, height=height, above=above, sight=sight, weekly=False)


def painted(drawing: Drawing, px: float = 10, *, snap=False, at=None, ink=None) -> QImage:
    at = at or QPointF(0, 0)
    image = QImage(
        round(drawing.width * px + at.x()),
        round(drawing.height * px + at.y()),
        QImage.Format.Format_RGB32,
    )
    image.fill("yellow")
    with QPainter(image) as painter:
        paint_table_chart(painter, drawing, ink or paper_table_ink(), at=at, unit_px=px, snap=snap)
    return image


YELLOW = QColor("yellow").rgb()


def filled(image: QImage) -> tuple[int, int, int, int]:
    """Return the first and last column and row with ink on them."""
    places = [
        (x, y)
        for x in range(image.width())
        for y in range(image.height())
        if image.pixel(x, y) != YELLOW
    ]
    xs, ys = [x for x, _ in places], [y for _, y in places]
    return min(xs), max(xs), min(ys), max(ys)


BOX = Boxes(rects=(QRectF(2, 3, 4, 5),), tone=Paint.TAKEN)


def test_a_unit_is_so_many_pixels_from_the_given_place_below_what_stands_above():
    assert filled(painted(drawing_of(BOX), 10)) == (20, 59, 30, 79)
    assert filled(painted(drawing_of(BOX), 3)) == (6, 17, 9, 23)
    moved = painted(drawing_of(BOX, above=1), 10, at=QPointF(7, 5))
    assert filled(moved) == (27, 66, 45, 94)
    assert moved.pixelColor(30, 50) == QColor("#b4b4b4")


@pytest.mark.parametrize(
    ("mark", "dark", "bare"),
    [
        (Areas(polygons=(((2, 2), (8, 2), (8, 8)),), tone=Paint.TEXT), (7, 3), (3, 7)),
        (Strokes(runs=(((2, 5), (8, 5)),), width=1, tone=Paint.TEXT), (5, 5), (5, 6.2)),
        (Discs(rects=(QRectF(2, 2, 6, 6),), tone=Paint.SIGN), (5, 2.2), (2.3, 2.3)),
        (
            Bars(lefts=(1, 6), width=2, top=4, height=4, tone=Paint.SEVERE),
            (7, 5),
            (4.5, 5),
        ),
    ],
)
def test_every_shape_is_filled_where_it_stands_and_not_beside(mark, dark, bare):
    image = painted(drawing_of(mark))
    at = [image.pixelColor(round(x * 10), round(y * 10)) for x, y in (dark, bare)]
    assert at == [QColor("black"), QColor("yellow")]


def test_a_line_ends_where_it_ends_and_has_sharp_corners():
    run = ((2, 8), (2, 2), (8, 2))
    image = painted(drawing_of(Strokes(runs=(run,), width=1, tone=Paint.TEXT)))
    assert filled(image) == (15, 79, 15, 79)
    assert image.pixelColor(15, 15) == QColor("black")
    assert image.pixelColor(50, 50) == QColor("yellow")


def test_a_text_stands_on_its_baseline_in_its_face():
    mark = TextMark(text="HEH", x=2, baseline=8, face=Face.TITLE)
    left, right, top, foot = filled(painted(drawing_of(mark)))
    assert foot == pytest.approx(79, abs=1)
    assert top == pytest.approx(80 - 35 * 0.73, abs=1)
    assert left == pytest.approx(22, abs=2)
    assert right == pytest.approx(20 + 10 * width_of("HEH", Face.TITLE), abs=4)


def test_a_text_after_a_text_and_a_box_after_it_keep_their_places():
    mark = TextMark(text="H", x=0, baseline=2, face=Face.SMALL)
    image = painted(drawing_of(mark, mark, BOX))
    assert image.pixelColor(21, 31) == QColor("#b4b4b4")
    assert image.pixelColor(19, 31) == QColor("yellow")


def test_the_dots_lie_on_one_grid_in_white():
    whole = drawing_of(Dotted(rects=(QRectF(1, 1, 5.9, 5.9),)))
    px = 50
    image = painted(whole, px)
    assert filled(image) == (50, 344, 50, 344)
    dot, dark, white = 0.62 * px, QColor("#333333"), QColor("white")
    for across, down in ((2, 2), (5, 9), (10, 4)):
        x, y = round(across * dot), round(down * dot)
        assert [image.pixelColor(x + far, y) for far in (0, 5, 15)] == [dark, dark, white]
        assert [image.pixelColor(x, y + far) for far in (5, 15)] == [dark, white]
    for x, y in ((1, 5), (5, 1), (11, 5), (5, 11)):  # these would be cut
        assert image.pixelColor(round(x * dot), round(y * dot)) in (white, QColor("yellow"))
    # days beside each other, drawn apart, have the same grid
    part = painted(drawing_of(Dotted(rects=(QRectF(3, 1, 2, 5.9),))), px)
    assert part.copy(165, 60, 70, 280) == image.copy(165, 60, 70, 280)


def test_a_slip_too_narrow_for_the_grid_has_its_dots_in_the_middle():
    px = 50
    image = painted(drawing_of(Dotted(rects=(QRectF(1.9, 2.0, 0.4, 0.4),))), px)
    assert image.pixelColor(105, 110) == QColor("#333333")
    assert filled(image) == (95, 114, 100, 119)


def test_a_pause_is_hatched_in_its_area_alone():
    image = painted(drawing_of(Hatched(rect=QRectF(2, 3, 5, 4))))
    assert filled(image) == pytest.approx((20, 69, 30, 69), abs=1)
    assert image.pixelColor(52, 52) != QColor("yellow")  # 10.4 = 8 × 1.3 from both edges
    assert image.pixelColor(49, 49) == QColor("yellow")


def test_lines_of_a_hatch_rise_to_the_right_from_edge_to_edge():
    found = [line.toTuple() for line in hatched(QRectF(2, 3, 3, 2), 1.0)]
    assert found == [
        pytest.approx(line) for line in [(2, 4, 3, 3), (2, 5, 4, 3), (3, 5, 5, 3), (4, 5, 5, 4)]
    ]
    # lines of two areas side by side are the same lines
    both = [hatched(QRectF(left, 3, 3, 2), 1.3) for left in (2, 5)]
    sums = [{round(line.x1() + line.y1(), 6) for line in lines} for lines in both]
    assert all(round(each / 1.3, 6).is_integer() for part in sums for each in part)


def test_an_ink_without_a_colour_leaves_its_marks_out():
    caps = (
        Boxes(rects=(QRectF(2, 2, 3, 3),), tone=Paint.CAP),
        Bars(lefts=(2,), width=2, top=2, height=2, tone=Paint.CAP),
        Areas(polygons=(((2, 2), (8, 2), (8, 8)),), tone=Paint.CAP),
        Discs(rects=(QRectF(2, 2, 3, 3),), tone=Paint.CAP),
        Strokes(runs=(((2, 2), (8, 2)),), width=1, tone=Paint.CAP),
        TextMark(text="HEH", x=2, baseline=8, face=Face.TITLE, tone=Paint.CAP),
    )
    bare = painted(drawing_of())
    for cap in caps:
        assert painted(drawing_of(cap)) == bare
        shown = replace(paper_table_ink(), cap=QColor("red"))
        assert painted(drawing_of(cap), ink=shown) != bare


@pytest.mark.parametrize("snapped", [True, False])
def test_bars_of_a_screen_are_of_one_width_on_whole_pixels(snapped):
    """At 3.7 pixels a bar of 0.82 units is 3 of them wide, wherever it stands."""
    lefts = tuple(1 + 1.07 * place for place in range(8))
    bars = Bars(lefts=lefts, width=0.82, top=3.1, height=4.2, tone=Paint.SEVERE)
    boxes = Boxes(
        rects=tuple(QRectF(left, 3.1, 0.82, 4.2) for left in lefts),
        tone=Paint.SEVERE,
        snapped=snapped,
    )
    at = QPointF(0.4, 0.3)
    for mark in (bars, boxes):
        image = painted(drawing_of(mark), 3.7, snap=snapped, at=at)
        row = [image.pixel(x, 20) for x in range(image.width())]
        if not snapped:
            assert len(set(row)) > 2  # smooth edges
            continue
        assert set(row) == {YELLOW, QColor("black").rgb()}
        begun = [x for x, (one, two) in enumerate(pairwise(row), 1) if one == YELLOW != two]
        assert begun == [round(left * 3.7 + 0.4) for left in lefts]
        assert row.count(QColor("black").rgb()) == 3 * len(lefts)
        _, _, top, foot = filled(image)
        assert foot == round(7.3 * 3.7 + 0.3) - 1
        assert foot - top + 1 == round(4.2 * 3.7)


def test_no_bar_of_a_screen_vanishes():
    thin = Boxes(rects=(QRectF(2, 2, 0.1, 0.1),), tone=Paint.SEVERE, snapped=True)
    left, right, top, foot = filled(painted(drawing_of(thin), 3, snap=True))
    assert (left, right) == (6, 6)
    assert top == foot == 5


def test_what_need_not_be_snapped_is_smooth_on_a_screen_too():
    box = Boxes(rects=(QRectF(2.03, 2, 3, 3),), tone=Paint.SEVERE)
    image = painted(drawing_of(box), 10, snap=True)
    assert image.pixelColor(20, 30) not in (QColor("yellow"), QColor("black"))


def test_what_follows_a_snapped_bar_is_smooth_again():
    bar = Boxes(rects=(QRectF(0, 0, 1, 1),), tone=Paint.SEVERE, snapped=True)
    line = Strokes(runs=(((2, 2), (8, 7)),), width=0.5, tone=Paint.SEVERE)
    image = painted(drawing_of(bar, line), 10, snap=True)
    assert len({image.pixel(x, 40) for x in range(image.width())}) > 2


def test_the_painter_is_left_as_it_was():
    image = QImage(100, 100, QImage.Format.Format_RGB32)
    with QPainter(image) as painter:
        before = (painter.worldTransform(), painter.renderHints(), painter.pen(), painter.brush())
        paint_table_chart(painter, drawing_of(BOX), paper_table_ink(), at=QPointF(3, 4), unit_px=2)
        after = (painter.worldTransform(), painter.renderHints(), painter.pen(), painter.brush())
    assert before == after


def test_a_drawing_as_svg_has_its_size_its_words_and_its_shapes():
    content = svg_of(drawing_of(BOX, width=10.1), paper_table_ink(), 4, "A title", "All of it")
    assert b"<title>A title</title>" in content
    assert b"<desc>All of it</desc>" in content
    svg = QSvgRenderer(content)
    assert svg.viewBoxF() == QRectF(0, 0, 41, 40)
    image = QImage(41, 40, QImage.Format.Format_RGB32)
    image.fill("yellow")
    with QPainter(image) as painter:
        svg.render(painter)
    assert filled(image) == (8, 23, 12, 31)


def test_a_picture_is_the_drawing_on_white_with_a_margin():
    rows = made(28, symptoms=3)
    drawing = laid_out(rows, PAPER, title="A title")
    picture = table_picture(rows, "A title")
    assert picture.size() == QSize(round((PAPER + 8) * 8), round((drawing.height + 8) * 8))
    inside = picture.copy(32, 32, round(PAPER * 8), round(drawing.height * 8))
    alone = QImage(inside.size(), QImage.Format.Format_RGB32)
    alone.fill("white")
    with QPainter(alone) as painter:
        paint_table_chart(painter, drawing, paper_table_ink(), at=QPointF(0, 0), unit_px=8)
    assert inside == alone
    bare = picture.copy()
    with QPainter(bare) as painter:
        painter.fillRect(QRectF(30, 30, inside.width() + 4, inside.height() + 4), "white")
    blank = QImage(picture.size(), picture.format())
    blank.fill("white")
    assert bare == blank


@pytest.mark.parametrize("name", ["chart.png", "chart.PNG", "chart.svg"])
def test_a_chart_is_saved_as_its_name_says(tmp_path, name):
    rows = made(28, symptoms=3)
    save_table_picture(rows, "A title", tmp_path / name)
    content = (tmp_path / name).read_bytes()
    if name.lower().endswith("png"):
        image = QImage()
        assert image.loadFromData(content, "PNG")
        assert image.convertToFormat(QImage.Format.Format_RGB32) == table_picture(rows, "A title")
    else:
        drawing = laid_out(rows, PAPER, title="A title")
        assert content == svg_of(drawing, paper_table_ink(), 4, "A title", rows.description)
