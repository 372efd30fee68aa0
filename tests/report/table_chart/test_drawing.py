"""Where everything of a table-chart stands, over a matrix of courses: no overlap and no cut."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from functools import cache
from itertools import combinations, pairwise

import pytest
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QImage, QPainter

from isodiary.fonts import load_fonts
from isodiary.language import _, speaking
from isodiary.pseudo import Pseudo
from isodiary.report.table_chart.layout import LegendPlace, chart_title, height_of, laid_out
from isodiary.report.table_chart.marks import (
    Bars,
    Boxes,
    Discs,
    Dotted,
    Drawing,
    Face,
    Hatched,
    Heaps,
    Paint,
    Strokes,
    TextMark,
    shortened_to,
    width_of,
)
from isodiary.report.table_chart.measures import LOW, NAME_ROOM, grid_of
from isodiary.report.table_chart.paint import paint_table_chart, paper_table_ink
from isodiary.report.table_chart.rows import BEFORE, SINCE_KEPT, SINCE_START, SINCE_VISIT
from tests.report.table_chart.courses import LAST, LONG, made

PAPER, SCREEN, NARROW = 182.0, 214.0, 90.0

MATRIX = {
    "5 days": made(5, visits=0, steps=(30,)),
    "1 day": made(1, visits=0, steps=(30,), signs=1),
    "14 days": made(14, visits=0, steps=(30,)),
    "28 days, 3 symptoms": made(28, visits=0, symptoms=3, steps=(30,)),
    "28 days, 4 steps": made(28),
    "84 days": made(84),
    "84 days, a pause": made(84, pause=6),
    "84 days, 20/40": made(84, rhythm=(20, 40), pause=6),
    "84 days, weekdays": made(84, rhythm=(20, 0, 20, 0, 20, 0, 0)),
    "84 days, extra and unknown": made(84, extra=True, unknown=True),
    "84 days, visits close together": made(84, visits=3, signs=9),
    "12 steps": made(84, steps=tuple(range(20, 80, 5))),
    "falling steps": made(84, steps=(80, 60, 40, 20)),
    "24 weeks": made(168, pause=10),
    "25 symptoms": made(84, symptoms=25),
    "no symptoms": made(84, symptoms=0, signs=0, tests=False),
    "60 weeks": made(420, pause=14),
    "60 weeks, rhythm": made(420, rhythm=(20, 40)),
    "two years": made(728),
    "ten years": made(3640, visits=130),
}
EACH = pytest.mark.parametrize("name", MATRIX)
WIDTHS = pytest.mark.parametrize("width", [PAPER, 188.0, SCREEN, 137.0, NARROW, 67.0])


@pytest.fixture(autouse=True)
def _fonts(qapp):
    load_fonts()


@cache
def drawn(name: str, width: float = PAPER, *, legend: LegendPlace = LegendPlace.ABOVE) -> Drawing:
    """Return a drawing, which several tests look at, laid out once."""
    rows = MATRIX[name]
    return laid_out(rows, width, title=chart_title(rows, width), legend=legend)


def words(drawing: Drawing) -> list[TextMark]:
    return [mark for mark in drawing.marks if isinstance(mark, TextMark)]


def overlapping(drawing: Drawing) -> list[tuple[str, str]]:
    """Return the pairs of texts of which one stands over the other."""
    placed = [(said.text, said.rect) for said in words(drawing)]
    return [
        (one, other)
        for (one, first), (other, second) in combinations(placed, 2)
        if first.intersects(second)
    ]


def texts(drawing: Drawing) -> list[str]:
    return [said.text for said in words(drawing)]


def boxes(drawing: Drawing, *tones: Paint) -> list[QRectF]:
    return [
        rect
        for mark in drawing.marks
        if isinstance(mark, (Boxes, Bars, Heaps)) and mark.tone in tones
        for rect in mark.rects
    ]


def lines(drawing: Drawing, *tones: Paint):
    return [
        run
        for mark in drawing.marks
        if isinstance(mark, Strokes) and mark.tone in tones
        for run in mark.runs
    ]


@EACH
@WIDTHS
@pytest.mark.parametrize("legend", LegendPlace)
def test_no_text_overlaps_another_or_is_cut(name, width, legend):
    drawing = drawn(name, width, legend=legend)
    whole = QRectF(0, -drawing.above, drawing.width, drawing.height)
    for said in words(drawing):
        assert whole.adjusted(-0.01, 0, 0.01, 0).contains(said.rect), said
    assert overlapping(drawing) == []


@EACH
@WIDTHS
def test_no_text_overlaps_another_in_a_longer_language(name, width):
    rows = MATRIX[name]
    with speaking(Pseudo()):
        since = replace(rows.since, title=_(SINCE_KEPT))
        before = rows.before and replace(rows.before, title=_(BEFORE))
        drawing = laid_out(replace(rows, since=since, before=before), width)
    assert overlapping(drawing) == []


@EACH
@WIDTHS
def test_no_head_is_cut_in_english(name, width):
    rows = MATRIX[name]
    for title in (SINCE_VISIT, SINCE_START, SINCE_KEPT):
        drawing = laid_out(replace(rows, since=replace(rows.since, title=title)), width)
        assert [text for text in texts(drawing) if text.endswith("…")] == [
            shortened_to(row.name, Face.NAME, NAME_ROOM)
            for row in rows.symptoms
            if shortened_to(row.name, Face.NAME, NAME_ROOM) != row.name
        ]


@EACH
@WIDTHS
def test_no_line_crosses_a_text(name, width):
    drawing = drawn(name, width)
    bare = [
        (said.text, said.rect)
        for said in words(drawing)
        if said.tone is not Paint.ON_SIGN  # those have a disc
    ]
    straight = lines(drawing, Paint.VISIT, Paint.OLD_VISIT, Paint.OUTLINE, Paint.AXIS, Paint.RULE)
    for run in straight:
        for (x1, y1), (x2, y2) in pairwise(run):
            line = QRectF(min(x1, x2), min(y1, y2), abs(x2 - x1) + 0.02, abs(y2 - y1) + 0.02)
            assert not [text for text, rect in bare if rect.intersects(line)], run


def test_discs_are_painted_over_the_lines_of_visits():
    marks = drawn("84 days, visits close together").marks
    discs = [place for place, mark in enumerate(marks) if isinstance(mark, Discs)]
    visits = [
        place
        for place, mark in enumerate(marks)
        if isinstance(mark, Strokes) and mark.tone is Paint.VISIT
    ]
    assert min(discs) > max(visits)


@EACH
@WIDTHS
def test_no_pause_is_shaded_over_a_text(name, width):
    drawing = drawn(name, width)
    shaded = [mark.rect for mark in drawing.marks if isinstance(mark, Hatched)]
    steps = [said for said in words(drawing) if said.face is Face.STRONG and said.x > 26]
    for rect in shaded:
        assert not any(said.rect.intersects(rect) for said in steps if said.rect.top() > 7.4 + 6.4)


@EACH
@WIDTHS
def test_bars_and_marks_stay_in_the_lane_and_above_their_ground(name, width):
    drawing = drawn(name, width, legend=LegendPlace.NONE)
    lane = QRectF(
        drawing.sight.left, 0, drawing.width - drawing.sight.left, drawing.sight.bottom
    ).adjusted(-0.01, 0, 0.01, 0)
    tones = (Paint.NONE, Paint.MILD, Paint.MODERATE, Paint.SEVERE)
    for rect in boxes(drawing, *tones):
        assert lane.contains(rect)
        [(upper, _)] = [row for row in drawing.sight.rows if row[0] <= rect.bottom() <= row[1]]
        assert upper <= rect.top()
    for mark in drawing.marks:
        if isinstance(mark, Discs):
            assert all(lane.contains(rect) for rect in mark.rects)


@EACH
@pytest.mark.parametrize("legend", LegendPlace)
@pytest.mark.parametrize("width", [PAPER, 67.0])
def test_its_height_is_known_before_it_is_laid_out(name, legend, width):
    drawing = drawn(name, width, legend=legend)
    assert height_of(MATRIX[name], width, legend=legend) == pytest.approx(drawing.height)


def test_the_measures_of_the_page():
    rows = MATRIX["84 days"]
    drawing = laid_out(rows, PAPER, legend=LegendPlace.NONE)
    assert drawing.height == pytest.approx(96.0, abs=0.5)
    assert drawing.sight.left == 26
    assert drawing.sight.day_width * 84 == pytest.approx(106)
    three = laid_out(MATRIX["28 days, 3 symptoms"], PAPER, legend=LegendPlace.NONE)
    assert three.height == pytest.approx(54, abs=1)
    assert three.sight.day_width * 28 == pytest.approx(126)  # no column before


def test_thirteen_rows_are_lower_and_letter_paper_has_low_ones():
    def row(symptoms, **more):
        drawing = laid_out(made(84, symptoms=symptoms), PAPER, legend=LegendPlace.NONE, **more)
        upper, lower = drawing.sight.rows[0]
        return round(lower - upper, 2)

    assert (row(12), row(13), row(12, heights=LOW)) == (4.7, 4.3, 4.3)


@pytest.mark.parametrize(("days", "title"), [(192, "day by day"), (420, "week by week")])
def test_narrow_days_are_drawn_by_weeks_of_the_course(days, title):
    rows = made(days, symptoms=1)
    drawing = laid_out(rows, PAPER, legend=LegendPlace.NONE)
    assert title in chart_title(rows, PAPER)
    bars = boxes(drawing, Paint.NONE, Paint.MILD, Paint.MODERATE, Paint.SEVERE)
    wide = {round(rect.width(), 2) for rect in bars}
    assert (0.3 in wide) == (days == 420)  # the stems up to the worst day of a week
    assert max(wide) <= 1.5


def test_an_unanswered_day_has_nothing_and_none_has_a_tick():
    rows = made(28, symptoms=1, visits=0)
    drawing = laid_out(rows, PAPER, legend=LegendPlace.NONE)
    bars = boxes(drawing, Paint.NONE, Paint.MILD, Paint.MODERATE, Paint.SEVERE)
    given = [severity for severity in rows.symptoms[0].severities if severity != 0xFF]
    assert len(bars) == len(given) < 28
    tall = sorted({round(rect.height() / (0.74 * 4.7 / 3), 2) for rect in bars})
    assert tall[1:] == [1, 2, 3]
    assert {round(rect.height(), 2) for rect in boxes(drawing, Paint.NONE)} == {0.26}


def test_the_outline_follows_the_plan_and_never_what_was_taken():
    drawing = drawn("84 days")
    outline = max(lines(drawing, Paint.OUTLINE), key=len)
    levels = [y for _, y in outline]
    assert len(outline) == 2 + 2 * len(MATRIX["84 days"].plan)
    assert levels[0] == levels[-1] == max(levels)


def test_tonight_has_no_outline_and_no_white():
    drawing = drawn("84 days")
    outline = max(lines(drawing, Paint.OUTLINE), key=len)
    last_day = drawing.sight.left + 83 * drawing.sight.day_width
    assert max(x for x, _ in outline) == pytest.approx(last_day)


def test_in_a_pause_the_outline_goes_to_the_ground():
    runs = [run for run in lines(drawn("84 days, a pause"), Paint.OUTLINE) if len(run) > 5]
    assert len(runs) == 2
    for run in runs:
        assert run[0][1] == run[-1][1] == max(y for _, y in run)


def test_a_rhythm_has_tops_only():
    drawing = drawn("84 days, 20/40")
    width = drawing.sight.day_width
    tops = [run for run in lines(drawing, Paint.OUTLINE) if len(run) == 2][1:]
    assert {round(b[0] - a[0], 3) for a, b in tops} == {round(0.82 * width, 3)}
    assert "20/40 mg" in texts(drawing)


def test_days_without_a_dose_in_the_plan_have_no_top():
    drawing = drawn("84 days, weekdays")
    tops = [run for run in lines(drawing, Paint.OUTLINE) if len(run) == 2][1:]
    assert len(tops) == 9  # three a week in three weeks


def test_a_step_is_named_as_long_as_there_is_room():
    assert {"30 mg a day", "40 mg", "50 mg"} <= set(texts(drawn("84 days")))
    crowded = [text for text in texts(drawn("12 steps")) if text.isdigit() and int(text) > 15]
    assert crowded


def test_visits_are_named_from_the_right_and_an_unnamed_one_begins_at_the_dose_row():
    drawing = drawn("84 days")
    assert "last visit 30 Oct".replace(" Oct", "\xa0Oct") in texts(drawing)
    tops = {round(run[0][1], 1) for run in lines(drawing, Paint.VISIT)}
    assert tops <= {4.0, 7.4}


def test_of_many_visits_the_older_ones_are_grey():
    drawing = drawn("60 weeks")
    assert len(lines(drawing, Paint.OLD_VISIT)) == len(MATRIX["60 weeks"].visits) - 1
    assert len(lines(drawing, Paint.VISIT)) == 1


def test_signs_close_together_share_a_disc_with_their_numbers():
    drawing = drawn("84 days, visits close together")
    discs = [rect for mark in drawing.marks if isinstance(mark, Discs) for rect in mark.rects]
    assert 1 <= len(discs) < 9
    assert any("–" in said.text for said in words(drawing) if said.tone is Paint.ON_SIGN)


def test_the_ground_of_the_period_runs_from_the_last_visit_through_its_columns():
    drawing = drawn("84 days")
    [ground] = boxes(drawing, Paint.GROUND)
    rows = MATRIX["84 days"]
    begins = drawing.sight.left + (rows.since.first - rows.days.first).days * (
        drawing.sight.day_width
    )
    assert ground.left() == pytest.approx(begins)
    assert ground.right() == pytest.approx(PAPER - 20)


def test_a_long_name_is_cut_and_the_lane_does_not_move():
    names = [text for text in texts(drawn("84 days")) if text.startswith(LONG[:8])]
    assert len(names) == 1
    assert names[0].endswith("…")
    assert width_of(names[0], Face.NAME) <= 25


def test_what_was_never_asked_in_a_period_is_a_dash():
    drawing = drawn("84 days")
    assert texts(drawing).count("–") == 5  # worst and since of one symptom, before of three


def test_the_key_says_not_known_and_extra_only_where_they_occur():
    usual, all_kinds = texts(drawn("84 days")), texts(drawn("84 days, extra and unknown"))
    assert ("not known" in usual, "not known" in all_kinds) == (False, True)
    assert ("not recorded" in usual, "not recorded" in all_kinds) == (True, True)
    assert any("extra" in text for text in all_kinds)


def test_rows_without_content_are_left_out():
    said = texts(drawn("no symptoms"))
    assert "Warning signs" not in said
    assert "Blood tests" not in said
    assert {"Warning signs", "Blood tests"} <= set(texts(drawn("84 days")))


@pytest.mark.parametrize(
    ("width", "columns"),
    [(182, (True, True, True)), (110, (True, True, False)), (90, (True, False, False)),
     (60, (False, False, False))],
)  # fmt: skip
def test_columns_are_left_out_before_the_lane_is_too_narrow(width, columns):
    grid = grid_of(width, LAST, 84, before=True)
    assert (grid.worst is not None, grid.since is not None, grid.before is not None) == columns


def test_days_not_recorded_are_white_with_dots():
    drawing = drawn("84 days")
    dotted = [rect for mark in drawing.marks if isinstance(mark, Dotted) for rect in mark.rects]
    assert len(dotted) == 1 + len([n for n in range(83) if n % 13 == 6])


def ink_of(drawing: Drawing, rect: QRectF, px: float = 8) -> float:
    """Return how dark a part of the drawing is, 0 white to 1 black."""
    image = QImage(
        round(drawing.width * px), round(drawing.height * px), QImage.Format.Format_Grayscale8
    )
    image.fill("white")
    with QPainter(image) as painter:
        paint_table_chart(painter, drawing, paper_table_ink(), at=QPointF(0, 0), unit_px=px)
    part = image.copy(
        round(rect.left() * px), round(rect.top() * px),
        max(1, round(rect.width() * px)), max(1, round(rect.height() * px)),
    )  # fmt: skip
    dark = [
        255 - part.pixelColor(x, y).red() for x in range(part.width()) for y in range(part.height())
    ]
    return sum(dark) / len(dark) / 255


def test_on_paper_the_bars_are_dark_where_they_stand_and_the_lane_is_white_between():
    drawing = drawn("28 days, 3 symptoms", legend=LegendPlace.NONE)
    for tone, dark in ((Paint.MILD, 0.49), (Paint.MODERATE, 0.7), (Paint.SEVERE, 1.0)):
        rect = boxes(drawing, tone)[0]
        inside = rect.adjusted(0.3, 0.3, -0.3, -0.3)
        assert ink_of(drawing, inside) == pytest.approx(dark, abs=0.03)
    unanswered = 8
    upper, lower = drawing.sight.rows[0]
    left = drawing.sight.left + unanswered * drawing.sight.day_width
    empty = QRectF(left + 0.2, upper + 0.2, drawing.sight.day_width - 0.4, lower - upper - 0.4)
    assert ink_of(drawing, empty) == pytest.approx(0.055, abs=0.01)  # the ground of the period


def test_a_day_is_a_stack_of_taken_then_white():
    drawing = drawn("28 days, 3 symptoms", legend=LegendPlace.NONE)
    width, ground = drawing.sight.day_width, 7.4 + 16
    left = drawing.sight.left + 3 * width
    half = 11.4 / 2
    lower = QRectF(left + 0.5, ground - half + 0.5, width - 1, half - 1)
    upper = QRectF(left + 0.5, ground - 11.4 + 0.5, width - 1, half - 1)
    assert ink_of(drawing, lower) == pytest.approx(0.294, abs=0.02)
    assert ink_of(drawing, upper) == pytest.approx(0, abs=0.01)


def test_part_of_the_rows_keeps_axis_and_dose():
    rows = made(84, symptoms=25)
    rest = laid_out(rows.part(12), PAPER, legend=LegendPlace.NONE)
    assert len(rest.sight.rows) == 13
    assert rest.sight.day_width == drawn("25 symptoms").sight.day_width
    assert "30 mg a day" in texts(rest)


def test_the_axis_has_room_for_two_weeks_at_least():
    drawing = drawn("5 days", legend=LegendPlace.NONE)
    assert drawing.sight.day_width == pytest.approx(126 / 14)
    named = next(said for said in words(drawing) if said.text.startswith("28"))
    assert named.rect.right() == pytest.approx(drawing.sight.left + 5 * 9)
    first = (LAST - timedelta(days=4)).day
    assert any(said.text.startswith(str(first)) for said in words(drawing))
