"""One estimate a week: bars, values and names of weeks in their places."""

from __future__ import annotations

from itertools import pairwise

import pytest

from isodiary.fonts import load_fonts
from isodiary.report.sheet.content import WeekBars
from isodiary.report.table_chart.marks import (
    Boxes,
    Drawing,
    Face,
    Paint,
    TextMark,
    width_of,
)
from isodiary.report.table_chart.weeks import weeks_laid_out

PAPER = 182.0


@pytest.fixture(autouse=True)
def _fonts(qapp):
    load_fonts()


def words(drawing: Drawing) -> dict[str, TextMark]:
    return {mark.text: mark for mark in drawing.marks if isinstance(mark, TextMark)}


def weeks(*values: int | None, first=1, most=4, name="Acne", change="4 → 1") -> WeekBars:
    return WeekBars(
        title="", note="", name=name, first_week=first, values=values, most=most, change=change
    )


def week_bars(drawing: Drawing) -> list[tuple[float, ...]]:
    [mark] = [mark for mark in drawing.marks if isinstance(mark, Boxes)]
    assert mark.snapped
    return [
        tuple(round(each, 6) for each in (rect.left(), rect.top(), rect.width(), rect.height()))
        for rect in mark.rects
    ]


def test_an_estimate_is_a_bar_on_its_week_as_high_as_it_is():
    drawing = weeks_laid_out(weeks(4, None, 2, 0), PAPER)
    assert week_bars(drawing) == [
        (26.0, round(7.6 - 4.64, 6), 2.0, 4.64),
        (26 + 2 * 3.6, round(7.6 - 2.32, 6), 2.0, 2.32),
        (round(26 + 3 * 3.6, 6), round(7.6 - 0.26, 6), 2.0, 0.26),
    ]
    assert drawing.width == PAPER
    assert drawing.height == pytest.approx(7.6 + 3.6 + 0.8)
    assert (drawing.above, drawing.weekly) == (0, True)
    assert (drawing.sight.left, drawing.sight.top, drawing.sight.bottom) == (26, 0, 7.6)
    assert drawing.sight.day_width == pytest.approx(3.6 / 7)


def test_many_weeks_stand_closer_and_leave_their_change_room():
    drawing = weeks_laid_out(weeks(*[3] * 60), PAPER)
    pitch = (PAPER - 26 - width_of("4 → 1", Face.STRONG) - 3) / 60
    bars = week_bars(drawing)
    assert bars[1][0] - bars[0][0] == pytest.approx(pitch, abs=1e-5)
    assert bars[0][2] == pytest.approx(0.6 * pitch, abs=1e-5)
    change = words(drawing)["4 → 1"]
    assert change.rect.right() == pytest.approx(PAPER)
    assert bars[-1][0] + pitch + 3 == pytest.approx(change.x, abs=1e-4)


def test_the_row_of_weeks_has_a_name_and_says_that_it_is_of_weeks():
    drawing = weeks_laid_out(weeks(4), PAPER)
    said = words(drawing)
    assert (said["Acne"].x, said["Acne"].baseline, said["Acne"].face) == (0, 7.6, Face.NAME)
    week = said["week of the course"]
    assert (week.x, week.face, week.tone) == (0, Face.SMALL, Paint.GREY)
    assert week.baseline == pytest.approx(11.2)
    assert (said["4 → 1"].baseline, said["4 → 1"].face) == (7.6, Face.STRONG)
    long = words(weeks_laid_out(weeks(4, name="Acne as the patient estimates it"), PAPER))
    [cut] = [mark for text, mark in long.items() if text.startswith("Acne")]
    assert cut.text.endswith("…")
    assert width_of(cut.text, Face.NAME) <= 25


def small(drawing: Drawing, baseline: float) -> list[tuple[str, float]]:
    """Return the small texts of a height, each with its middle."""
    return [
        (mark.text, round(mark.rect.center().x(), 3))
        for mark in drawing.marks
        if isinstance(mark, TextMark)
        and mark.face is Face.SMALL
        and mark.x >= 26 - 2
        and mark.baseline == pytest.approx(baseline)
    ]


def test_a_value_stands_above_the_first_bar_and_above_each_that_differs():
    drawing = weeks_laid_out(weeks(4, 4, None, 4, 2, 2, 4), PAPER)

    def middle(place: int) -> float:
        return round(26 + place * 3.6 + 1, 3)

    assert small(drawing, 7.6 - 4.64 - 0.7) == [("4", middle(0)), ("4", middle(6))]
    assert small(drawing, 7.6 - 2.32 - 0.7) == [("2", middle(4))]


def test_values_leave_each_other_room():
    values = [10, 20] * 40
    drawing = weeks_laid_out(weeks(*values, most=20), PAPER)
    shown = sorted(
        (mark for mark in drawing.marks if isinstance(mark, TextMark) and mark.baseline < 7),
        key=lambda mark: mark.x,
    )
    assert 2 < len(shown) < len(values)
    wide = width_of("10", Face.SMALL)
    gaps = [two.x - one.rect.right() for one, two in pairwise(shown)]
    assert min(gaps) >= 0.5 - 1e-6
    assert max(gaps) < 0.5 + wide + 2


@pytest.mark.parametrize(
    ("first", "count", "named"),
    [
        (1, 1, [1]),
        (1, 2, [1, 2]),
        (1, 12, [1, 4, 8, 12]),
        (2, 12, [2, 4, 8, 12]),
        (4, 9, [4, 8, 12]),
        (3, 4, [3, 4, 6]),
    ],
)
def test_the_first_week_every_fourth_and_the_last_are_named(first, count, named):
    drawing = weeks_laid_out(weeks(*[1] * count, first=first), PAPER)
    assert small(drawing, 11.2) == [
        (str(week), round(26 + (week - first) * 3.6 + 1, 3)) for week in named
    ]


def test_names_of_weeks_leave_each_other_room():
    drawing = weeks_laid_out(weeks(*[1] * 120, first=95), PAPER)
    named = [
        mark
        for mark in drawing.marks
        if isinstance(mark, TextMark) and mark.baseline == pytest.approx(11.2) and mark.x > 20
    ]
    assert 5 < len(named) < 32
    for one, two in pairwise(named):
        assert two.x - one.rect.right() >= 0.8 - 1e-6
