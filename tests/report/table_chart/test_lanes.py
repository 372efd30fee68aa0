"""The lanes by hand: bars, stems, discs and triangles in their places, ten units to a day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from isodiary.domain.period import Period
from isodiary.domain.symptom import NOT_ANSWERED
from isodiary.fonts import load_fonts
from isodiary.report.table_chart.lanes import (
    BETWEEN_DISCS,
    CAP,
    RADIUS,
    TICK,
    Lanes,
    blood_test_marks,
    sign_marks,
)
from isodiary.report.table_chart.marks import Bars, Discs, Face, Heaps, Paint, TextMark, width_of
from isodiary.report.table_chart.measures import Grid
from isodiary.report.table_chart.rows import SignDay

FIRST = date(2026, 9, 1)
LEFT = 20.0
GROUND, HEIGHT = 50.0, 12.0
LEVEL = 0.74 * HEIGHT / 3


@pytest.fixture(autouse=True)
def _fonts(qapp):
    load_fonts()


def near(*numbers: float):
    return pytest.approx(numbers)


def day(number: int) -> date:
    return FIRST + timedelta(days=number)


def grid(days: int, day_width: float) -> Grid:
    lane = days * day_width
    return Grid(
        names=LEFT,
        lane=lane,
        worst=None,
        since=None,
        before=None,
        ground=LEFT + lane,
        width=LEFT + lane,
        first=FIRST,
        days=days,
    )


def lanes(days: int, day_width: float, weeks_from: int = 0) -> Lanes:
    period = Period(first=FIRST, last=day(days - 1))
    return Lanes(grid(days, day_width), period, day(weeks_from))


def drawn(lanes: Lanes, severities: list[int]):
    """Return the rectangles by their tone, each with its left, top, width and height."""
    found: dict[Paint, list[tuple[float, ...]]] = {}
    for mark in lanes.marks(bytes(severities), GROUND, HEIGHT):
        assert isinstance(mark, Bars | Heaps)
        for rect in mark.rects:
            found.setdefault(mark.tone, []).append(
                (rect.left(), rect.top(), rect.width(), rect.height())
            )
    return {tone: [near(*rect) for rect in rects] for tone, rects in found.items()}


def test_a_bar_stands_in_the_middle_of_its_day_and_is_as_high_as_its_severity():
    # 5 units a day: the bar is as wide as bars may be
    middle = LEFT + (5 - 1.5) / 2
    assert drawn(lanes(5, 5.0), [0, 1, 2, 3, NOT_ANSWERED]) == {
        Paint.NONE: [(middle, GROUND - TICK, 1.5, TICK)],
        Paint.MILD: [(middle + 5, GROUND - LEVEL, 1.5, LEVEL)],
        Paint.MODERATE: [(middle + 10, GROUND - 2 * LEVEL, 1.5, 2 * LEVEL)],
        Paint.SEVERE: [(middle + 15, GROUND - 3 * LEVEL, 1.5, 3 * LEVEL)],
        Paint.CAP: [
            (middle + 5, GROUND - LEVEL, 1.5, CAP),
            (middle + 10, GROUND - 2 * LEVEL, 1.5, CAP),
        ],
    }


@pytest.mark.parametrize(
    ("day_width", "width"),
    [(0.55, 0.42), (0.7, 0.57), (1.0, 0.82), (1.5, 1.23), (1.9, 1.5), (3.0, 1.5)],
)
def test_a_bar_leaves_a_gap_to_the_next(day_width, width):
    found = drawn(lanes(20, day_width), [3] * 20)[Paint.SEVERE]
    assert found[:2] == [
        (LEFT + (day_width - width) / 2, GROUND - 3 * LEVEL, width, 3 * LEVEL),
        (LEFT + (3 * day_width - width) / 2, GROUND - 3 * LEVEL, width, 3 * LEVEL),
    ]


def test_days_of_a_severity_are_one_mark_with_all_its_places():
    marks = list(lanes(4, 5.0).marks(bytes([1, 3, 1, 3]), GROUND, HEIGHT))
    assert [(mark.tone, len(mark.rects)) for mark in marks] == [
        (Paint.MILD, 2),
        (Paint.CAP, 2),
        (Paint.SEVERE, 2),
    ]


@pytest.mark.parametrize(
    ("day_width", "together"), [(0.55, 1), (0.5, 7), (0.078, 28), (0.01, 91), (0.001, 91)]
)
def test_narrow_days_are_drawn_together(day_width, together):
    assert lanes(400, day_width).group_days == together


def test_a_week_has_a_bar_at_its_mean_and_a_stem_to_its_worst_day():
    # a week is 3.5 units wide
    weeks = [1] * 6 + [3] + [0] * 7 + [NOT_ANSWERED] * 7 + [2, NOT_ANSWERED, 2, 2, 2, 2, 2]
    mean = 9 / 7 * LEVEL
    left, stem = LEFT + (3.5 - 1.5) / 2, LEFT + (3.5 - 0.3) / 2
    assert drawn(lanes(28, 0.5), weeks) == {
        Paint.MILD: [(left, GROUND - mean, 1.5, mean)],
        Paint.SEVERE: [(stem, GROUND - 3 * LEVEL, 0.3, 3 * LEVEL - mean)],
        Paint.NONE: [(left + 3.5, GROUND - TICK, 1.5, TICK)],
        Paint.MODERATE: [(left + 10.5, GROUND - 2 * LEVEL, 1.5, 2 * LEVEL)],
        Paint.CAP: [
            (left, GROUND - mean, 1.5, CAP),
            (left + 10.5, GROUND - 2 * LEVEL, 1.5, CAP),
        ],
    }


@pytest.mark.parametrize(
    ("given", "tone"),
    [
        ([0, 1], Paint.MILD),
        ([0, 0, 1], Paint.NONE),
        ([1, 2], Paint.MODERATE),
        ([1, 1, 2], Paint.MILD),
        ([2, 3], Paint.SEVERE),
    ],
)
def test_the_tone_of_a_week_is_its_mean_rounded_half_up(given, tone):
    week = [*given, *[NOT_ANSWERED] * (7 - len(given))]
    mean = sum(given) / len(given) * LEVEL
    assert drawn(lanes(7, 0.5), week)[tone][0] == (LEFT + 1, GROUND - mean, 1.5, mean)


def test_bars_of_weeks_keep_their_shape_on_a_screen():
    marks = list(lanes(7, 0.5).marks(bytes([1, 2] * 3 + [0]), GROUND, HEIGHT))
    assert {mark.tone for mark in marks} == {Paint.MILD, Paint.MODERATE, Paint.CAP}
    assert all(isinstance(mark, Heaps) for mark in marks)


def test_a_severe_week_needs_no_edge():
    assert list(drawn(lanes(7, 0.5), [3] * 7)) == [Paint.SEVERE]


@pytest.mark.parametrize(
    ("weeks_from", "lengths"),
    [(0, [7, 7, 6]), (3, [3, 7, 7, 3]), (-2, [5, 7, 7, 1]), (7, [7, 7, 6]), (-15, [6, 7, 7])],
)
def test_weeks_are_those_of_the_course_and_the_ends_are_shorter(weeks_from, lengths):
    found = drawn(lanes(20, 0.5, weeks_from), [3] * 20)[Paint.SEVERE]
    begins, expected = 0, []
    for length in lengths:
        room = length * 0.5
        width = max(min(room - 0.63, 1.5), 0.13)
        middle = LEFT + (begins + length / 2) * 0.5
        expected.append((middle - width / 2, GROUND - 3 * LEVEL, width, 3 * LEVEL))
        begins += length
    assert found == expected


WIDE = grid(40, 10.0)


def discs(*signs: tuple[int, int | None], on: Grid = WIDE):
    """Return the left and right ends and the numbers of discs."""
    marks = list(sign_marks(on, [SignDay(day=day(at), number=n) for at, n in signs], 30.0))
    found = []
    for place, mark in enumerate(marks):
        if isinstance(mark, Discs):
            [rect] = mark.rects
            assert (rect.top(), rect.bottom()) == near(30 - RADIUS, 30 + RADIUS)
            assert mark.tone is Paint.SIGN
            said = marks[place + 1] if place + 1 < len(marks) else None
            text = said.text if isinstance(said, TextMark) else ""
            if isinstance(said, TextMark):
                assert said.rect.center().x() == pytest.approx(rect.center().x())
                assert said.baseline == pytest.approx(30 + 0.36 * 2.65)
                assert (said.face, said.tone) == (Face.HEAD, Paint.ON_SIGN)
            found.append((round(rect.left(), 6), round(rect.right(), 6), text))
    return found


def disc(at: float, text: str = "", half: float = RADIUS):
    return round(LEFT + 10 * at - half, 6), round(LEFT + 10 * at + half, 6), text


def test_a_disc_stands_in_the_middle_of_its_day_with_its_number():
    assert discs((9, 1), (4, 2), (2, None)) == [disc(2.5), disc(4.5, "2"), disc(9.5, "1")]


def test_signs_of_a_day_are_one_disc():
    half = max(RADIUS, width_of("1–3", Face.HEAD) / 2 + 0.7)
    assert discs((5, 3), (5, 2), (5, 1)) == [disc(5.5, "1–3", half)]


def test_a_number_of_many_digits_makes_its_disc_wide():
    half = width_of("1000", Face.HEAD) / 2 + 0.7
    assert half > RADIUS
    assert discs((5, 1000)) == [disc(5.5, "1000", half)]


def test_earlier_signs_in_a_group_have_no_number():
    assert discs((5, None), (5, 2)) == [disc(5.5, "2")]
    assert discs((5, None), (5, None)) == [disc(5.5)]


def test_discs_that_would_touch_are_one_between_them():
    apart = 2 * RADIUS + BETWEEN_DISCS
    touching, free = grid(40, apart - 0.01), grid(40, apart + 0.01)
    [(left, right, text)] = discs((4, 2), (5, 1), on=touching)
    assert text == "1–2"
    assert (left + right) / 2 == pytest.approx(touching.x(day(5)))
    assert [text for *_, text in discs((4, 2), (5, 1), on=free)] == ["2", "1"]


def test_a_group_needs_room_for_its_numbers_too():
    apart = 2 * RADIUS + BETWEEN_DISCS + width_of("2–3", Face.HEAD)
    for more, count in ((-0.01, 1), (0.01, 2)):
        on = grid(20, (apart + more) / 4)
        assert len(discs((5, 3), (5, 2), (9, 1), on=on)) == count


def test_a_disc_stays_in_the_lane():
    narrow = grid(100, 0.5)
    first, last = discs((0, 2), (99, 1), on=narrow)
    assert first[0] == pytest.approx(LEFT)
    assert last[1] == pytest.approx(LEFT + 50)


def test_no_signs_are_no_discs():
    assert discs() == []


def test_a_blood_test_is_a_triangle_on_the_middle_of_its_day():
    mark = blood_test_marks(WIDE, [day(0), day(7)], 60.0)
    assert mark.tone is Paint.TEXT
    assert list(map(list, mark.polygons)) == [
        [near(at - 0.8, 60), near(at, 58.4), near(at + 0.8, 60)] for at in (25, 95)
    ]
