"""Where the rows and the columns of a table-chart stand, in units."""

from __future__ import annotations

from dataclasses import replace

import pytest

from isodiary.fonts import load_fonts
from isodiary.report.table_chart.frame import legend_width
from isodiary.report.table_chart.layout import LegendPlace, chart_title, laid_out
from isodiary.report.table_chart.marks import (
    Bars,
    Boxes,
    Discs,
    Drawing,
    Face,
    Paint,
    Strokes,
    TextMark,
    shortened_to,
    width_of,
)
from isodiary.report.table_chart.measures import GROUPS, LOW, USUAL, grid_of, grouped
from tests.report.table_chart.courses import LAST, made

PAPER = 182.0


@pytest.fixture(autouse=True)
def _fonts(qapp):
    load_fonts()


def words(drawing: Drawing) -> dict[str, TextMark]:
    return {mark.text: mark for mark in drawing.marks if isinstance(mark, TextMark)}


def lines(drawing: Drawing, tone: Paint):
    return [
        run
        for mark in drawing.marks
        if isinstance(mark, Strokes) and mark.tone is tone
        for run in mark.runs
    ]


def test_the_rows_stand_below_each_other():
    drawing = laid_out(made(84, symptoms=3), PAPER, legend=LegendPlace.NONE)
    said = words(drawing)
    first = 7.4 + 16 + 1.6 + 4.7  # heads, dose, its rule, signs
    edges = [(first + 4.7 * place, first + 4.7 * (place + 1)) for place in range(3)]
    assert [tuple(row) for row in drawing.sight.rows] == [pytest.approx(edge) for edge in edges]
    assert drawing.sight.top == pytest.approx(7.4)
    assert drawing.sight.bottom == pytest.approx(first + 3 * 4.7 + 5.3)
    assert drawing.height == pytest.approx(drawing.sight.bottom + 4.6)
    assert drawing.above == 0
    baselines = {
        "Dose": 7.4 + 16 - 3 * 3.05 - 0.35,
        "Warning signs": 7.4 + 16 + 1.6 + 0.8 * 4.7,
        "Dry lips": edges[0][0] + 0.8 * 4.7,
        "Headache": edges[1][0] + 0.8 * 4.7,
        "Dry eyes": edges[2][0] + 0.8 * 4.7,
        "Blood tests": edges[2][1] + 0.8 * 4.7,
    }
    assert {text: said[text].baseline for text in baselines} == pytest.approx(baselines)
    assert lines(drawing, Paint.RULE) == [
        (
            (0.0, pytest.approx(7.4 + 16 + 1.6 * 0.95)),
            (PAPER, pytest.approx(7.4 + 16 + 1.6 * 0.95)),
        )
    ]
    [discs, *_] = [mark.rects[0] for mark in drawing.marks if isinstance(mark, Discs)]
    assert discs.center().y() == pytest.approx(7.4 + 16 + 1.6 + 4.7 / 2)


def test_bars_and_figures_stand_on_the_line_of_their_name():
    drawing = laid_out(made(84, symptoms=2), PAPER, legend=LegendPlace.NONE)
    said = words(drawing)
    for name in ("Dry lips", "Headache"):
        at = said[name].baseline
        feet = {
            round(rect.bottom(), 6)
            for mark in drawing.marks
            if isinstance(mark, Bars)
            and mark.tone in {Paint.NONE, Paint.SEVERE}
            and at - 4 < mark.top < at
            for rect in mark.rects
        }
        assert feet == {round(at, 6)}
        beside = [mark for mark in drawing.marks if isinstance(mark, TextMark) and mark.x > 132]
        assert sum(mark.baseline == at for mark in beside) in {3, 4, 5}


@pytest.mark.parametrize(
    ("signs", "since", "before", "row"),
    [
        (0, 0, 0, False),
        (1, 1, 0, True),
        (0, 1, 0, True),
        (0, 0, 1, True),
        (0, 0, None, False),
    ],
)
def test_warning_signs_have_a_row_where_there_is_one_in_the_chart_or_a_column(
    signs, since, before, row
):
    rows = made(84, signs=signs, symptoms=1)
    assert rows.before is not None
    rows = replace(
        rows,
        since=replace(rows.since, signs=since),
        before=None if before is None else replace(rows.before, signs=before),
    )
    drawing = laid_out(rows, PAPER, legend=LegendPlace.NONE)
    assert ("Warning signs" in words(drawing)) == row
    assert drawing.sight.rows[0][0] == pytest.approx(7.4 + 16 + 1.6 + (4.7 if row else 0))


def test_without_blood_tests_their_row_is_a_little_room():
    drawing = laid_out(made(84, symptoms=1, tests=False), PAPER, legend=LegendPlace.NONE)
    assert drawing.sight.bottom == pytest.approx(drawing.sight.rows[0][1] + 0.55)


def test_a_title_and_a_legend_above_move_the_sight_down():
    rows = made(84)
    bare = laid_out(rows, PAPER, legend=LegendPlace.NONE)
    titled = laid_out(rows, PAPER, title="A title")
    assert titled.above == 6.4
    assert titled.height == pytest.approx(bare.height + 6.4)
    assert titled.sight.top == pytest.approx(bare.sight.top + 6.4)
    assert titled.sight.bottom == pytest.approx(bare.sight.bottom + 6.4)
    for one, other in zip(titled.sight.rows, bare.sight.rows, strict=True):
        assert one == pytest.approx((other[0] + 6.4, other[1] + 6.4))
    said = words(titled)
    assert (said["A title"].x, said["A title"].face) == (0, Face.TITLE)
    assert said["A title"].baseline == said["0 none"].baseline == pytest.approx(-3.0)
    blank = said["blank: not answered"]
    assert blank.rect.right() == pytest.approx(PAPER)


def test_a_legend_gives_way_to_the_title():
    rows = made(84)
    for more, there in ((-0.1, False), (0.1, True)):
        title = "x" * 30
        width = legend_width() + width_of(title, Face.TITLE) + 2 + more
        assert ("0 none" in words(laid_out(rows, width, title=title))) == there
    assert "0 none" in words(laid_out(rows, legend_width() + 0.1))
    assert "0 none" not in words(laid_out(rows, legend_width() - 0.1))
    long = laid_out(rows, 60, title="A title of a great many words that goes on")
    [cut] = [mark.text for mark in words(long).values() if mark.face is Face.TITLE]
    assert cut.endswith("…")
    assert 50 < width_of(cut, Face.TITLE) <= 60


def test_a_legend_below_stands_under_the_days():
    rows = made(84)
    bare = laid_out(rows, PAPER, legend=LegendPlace.NONE)
    drawing = laid_out(rows, PAPER, legend=LegendPlace.BELOW)
    assert words(drawing)["0 none"].baseline == pytest.approx(bare.height + 3.8)
    assert drawing.height == pytest.approx(bare.height + 3.8 + 1.4)
    assert drawing.above == 0


@pytest.mark.parametrize(
    ("days", "title", "weekly"),
    [
        (28, "Dose and symptoms, day by day", False),
        (420, "Dose and symptoms, week by week", True),
        (3640, "Dose and symptoms, in steps of 4 weeks", True),
        (7000, "Dose and symptoms, in steps of 13 weeks", True),
    ],
)
def test_the_title_says_how_many_days_stand_together(days, title, weekly):
    rows = made(days, symptoms=1, visits=1)
    assert chart_title(rows, PAPER) == title
    assert laid_out(rows, PAPER).weekly == weekly


def test_a_period_that_began_before_the_chart_is_shaded_from_its_edge():
    rows = made(84, symptoms=1)
    early = replace(rows, since=replace(rows.since, first=LAST.replace(year=2025)))
    [ground] = [
        mark.rects[0]
        for mark in laid_out(early, PAPER, legend=LegendPlace.NONE).marks
        if isinstance(mark, Boxes) and mark.tone is Paint.GROUND
    ]
    assert ground.left() == 26
    assert ground.top() == 0
    bottom = laid_out(early, PAPER, legend=LegendPlace.NONE).sight.bottom
    assert ground.bottom() == pytest.approx(bottom)


def test_the_columns_of_a_page():
    grid = grid_of(PAPER, LAST, 84, before=True)
    assert (grid.names, grid.lane, grid.right) == (26, 106, 132)
    assert (grid.worst, grid.since, grid.before) == pytest.approx((140.3, 160.5, 182))
    assert (grid.ground, grid.width) == (162, 182)
    assert (grid.first, grid.days) == (LAST, 84)


def test_without_a_period_before_the_lane_has_its_room():
    grid = grid_of(PAPER, LAST, 84, before=False)
    assert (grid.lane, grid.ground, grid.before) == (126, 182, None)
    assert (grid.worst, grid.since) == pytest.approx((160.3, 180.5))


@pytest.mark.parametrize(
    ("width", "columns"),
    [(116, 3), (115.9, 2), (96, 2), (95.9, 1), (76, 1), (75.9, 0), (30, 0)],
)
def test_a_lane_is_forty_units_at_least_while_columns_can_be_left_out(width, columns):
    grid = grid_of(width, LAST, 84, before=True)
    shown = [grid.worst, grid.since, grid.before]
    assert [each is not None for each in shown] == [place < columns for place in range(3)]
    assert grid.lane >= 40 or columns == 0
    if columns == 0:
        assert (grid.right, grid.ground) == (width, width)


def test_days_outside_the_lane_stand_at_its_ends():
    grid = grid_of(PAPER, LAST, 84, before=True)
    assert grid.x(LAST.replace(year=2025)) == 26
    assert grid.x(LAST.replace(year=2028)) == 132
    assert grid.x(LAST.replace(day=29)) == pytest.approx(26 + 106 / 84)


@pytest.mark.parametrize(("days", "room"), [(1, 14), (13, 14), (14, 14), (15, 15)])
def test_a_lane_has_room_for_a_fortnight(days, room):
    assert grid_of(PAPER, LAST, days, before=True).days == room


def test_days_are_grouped_as_soon_as_they_are_too_narrow():
    assert [grouped(0.55 / days, 0.55) for days in GROUPS] == list(GROUPS)
    assert [grouped(0.549 / days, 0.55) for days in GROUPS] == [7, 28, 91, 91]


@pytest.mark.parametrize(
    ("heights", "symptoms", "high"),
    [(USUAL, 12, 4.7), (USUAL, 13, 4.3), (LOW, 1, 4.3), (LOW, 13, 4.3)],
)
def test_many_rows_are_lower(heights, symptoms, high):
    assert heights.of(symptoms) == high


@pytest.mark.parametrize("kind", Face)
def test_a_text_is_cut_to_its_room_and_never_more_than_it_must(kind):
    text = "Cracked mouth corners"
    whole = width_of(text, kind)
    assert shortened_to(text, kind, whole) == text
    for length in range(1, len(text) - 3):
        cut = f"{text[:length].rstrip()}…"
        assert shortened_to(text, kind, width_of(cut, kind)) == cut
        assert len(shortened_to(text, kind, width_of(cut, kind) - 0.01)) < len(cut)
    assert shortened_to(text, kind, 0) == "…"


def test_the_room_of_a_text_reaches_from_its_capitals_to_its_depths():
    mark = TextMark(text="Dose", x=3.0, baseline=10.0, face=Face.NAME)
    width = width_of("Dose", Face.NAME)
    assert mark.rect.getRect() == pytest.approx((3, 10 - 0.73 * 3, width, 0.94 * 3))
    assert 4 < width < 9
