"""The dose row by hand: every amount, line and label in its place, ten units to a day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from isodiary.domain.course_days import DayDoses
from isodiary.domain.period import Period
from isodiary.domain.units import mg
from isodiary.fonts import load_fonts
from isodiary.report.table_chart.dose import DoseLane
from isodiary.report.table_chart.marks import (
    Areas,
    Boxes,
    Dotted,
    Face,
    Paint,
    Strokes,
    TextMark,
    width_of,
)
from isodiary.report.table_chart.measures import LABELS, Grid
from isodiary.report.table_chart.rows import ChartRows, PlanStep
from tests.report.table_chart.courses import made

FIRST = date(2026, 9, 1)
LEFT, DAY = 20.0, 10.0
TOP = 5.0
GROUND = TOP + LABELS + 20
"""Twenty units for the highest amount."""

TAKEN = DayDoses(planned_ug=mg(40), taken_ug=mg(40))


@pytest.fixture(autouse=True)
def _fonts(qapp):
    load_fonts()


def day(number: int) -> date:
    return FIRST + timedelta(days=number)


def x(number: float) -> float:
    return round(LEFT + number * DAY, 6)


def y(amount: float, most: float = 40) -> float:
    return round(GROUND - 20 * amount / most, 6)


def step(first: int, last: int, *amounts: int, labels: tuple[str, ...] = ()) -> PlanStep:
    return PlanStep(
        first=day(first), last=day(last), tops_ug=tuple(map(mg, amounts)), labels=labels
    )


def rows(doses, *plan, **more) -> ChartRows:
    return replace(
        made(1, symptoms=0, visits=0),
        days=Period(first=FIRST, last=day(len(doses) - 1)),
        doses=tuple(doses),
        plan=plan or (step(0, len(doses) - 1, 40),),
        **more,
    )


def lane(rows: ChartRows, *, days: int = 14, width: float = 140.0) -> DoseLane:
    grid = Grid(
        names=LEFT,
        lane=width,
        worst=None,
        since=None,
        before=None,
        ground=LEFT + width,
        width=LEFT + width,
        first=FIRST,
        days=days,
    )
    return DoseLane(rows, grid, TOP, GROUND)


def polygons(lane: DoseLane, tone: Paint):
    """Return the polygons of a tone without the corner that closes them twice."""
    [areas] = [mark for mark in lane.marks() if isinstance(mark, Areas) and mark.tone is tone]
    return [rounded(polygon) for polygon in areas.polygons]


def rounded(points):
    return [(round(x, 6), round(y, 6)) for x, y in points]


def rects(lane: DoseLane, kind):
    return [
        tuple(round(each, 6) for each in rect.getCoords())
        for mark in lane.marks()
        if isinstance(mark, kind)
        for rect in mark.rects
    ]


def strokes(lane: DoseLane):
    """Return the ground, and the outline."""
    ground, outline = (mark for mark in lane.marks() if isinstance(mark, Strokes))
    return [rounded(run) for run in ground.runs], [rounded(run) for run in outline.runs]


def labels(lane: DoseLane):
    return {mark.text: mark for mark in lane.labels()}


def test_white_is_as_high_as_was_planned_and_grey_as_was_taken():
    half = DayDoses(planned_ug=mg(40), taken_ug=mg(20))
    none = DayDoses(planned_ug=mg(40))
    drawn = lane(rows([TAKEN, half, none, TAKEN]))
    assert polygons(drawn, Paint.WHITE) == [
        [
            (x(0), GROUND),
            *((x(at), y(40)) for at in (0, 4)),  # one line over days of one dose
            (x(4), GROUND),
        ]
    ]
    assert polygons(drawn, Paint.TAKEN) == [
        [
            (x(0), GROUND),
            (x(0), y(40)),
            (x(1), y(40)),
            (x(1), y(20)),
            (x(2), y(20)),
            (x(2), GROUND),
        ],
        [(x(3), GROUND), (x(3), y(40)), (x(4), y(40)), (x(4), GROUND)],
    ]


def test_days_without_a_dose_break_the_row():
    drawn = lane(rows([TAKEN, DayDoses(), TAKEN]))
    assert [(one[0][0], one[-1][0]) for one in polygons(drawn, Paint.WHITE)] == [
        (x(0), x(1)),
        (x(2), x(3)),
    ]


def test_what_is_still_to_come_has_no_white_and_what_came_stays():
    coming = DayDoses(
        planned_ug=mg(40), taken_ug=mg(10), open_ug=mg(5), unknown_ug=mg(5), coming_ug=mg(20)
    )
    drawn = lane(rows([TAKEN, coming]))
    [white] = polygons(drawn, Paint.WHITE)
    assert white[3:5] == [(x(1), y(20)), (x(2), y(20))]
    assert rects(drawn, Dotted) == [(x(1), y(20), x(2), y(10))]


def test_a_dose_taken_that_was_not_yet_due_is_no_white_beyond_the_plan():
    more = DayDoses(planned_ug=mg(20), taken_ug=mg(30), coming_ug=mg(20))
    [white] = polygons(lane(rows([TAKEN, more])), Paint.WHITE)
    assert white[3:5] == [(x(1), y(20)), (x(2), y(20))]


def test_what_is_not_known_stands_on_what_was_taken_and_days_alike_are_one():
    unknown = DayDoses(planned_ug=mg(40), taken_ug=mg(10), unknown_ug=mg(10), open_ug=mg(10))
    lower = DayDoses(planned_ug=mg(40), unknown_ug=mg(20))
    same_top = DayDoses(planned_ug=mg(40), taken_ug=mg(20), unknown_ug=mg(10))
    drawn = lane(rows([unknown, unknown, lower, TAKEN, lower, unknown, same_top]))
    assert rects(drawn, Dotted) == [
        (x(0), y(30), x(2), y(10)),
        (x(2), y(20), x(3), y(0)),
        (x(4), y(20), x(5), y(0)),
        (x(5), y(30), x(6), y(10)),
        (x(6), y(30), x(7), y(20)),
    ]


def test_without_a_day_not_known_there_are_no_dots():
    assert rects(lane(rows([TAKEN, TAKEN])), Dotted) == []


def test_extra_doses_stand_on_top_of_plan_or_of_what_was_swallowed():
    on_plan = replace(TAKEN, taken_ug=mg(10), extra_ug=mg(1))
    on_taken = replace(TAKEN, taken_ug=mg(41), extra_ug=mg(1))
    on_dots = DayDoses(planned_ug=mg(20), taken_ug=mg(10), open_ug=mg(20), extra_ug=mg(1))
    alone = DayDoses(extra_ug=mg(1))
    drawn = lane(rows([on_plan, on_taken, on_dots, alone, TAKEN]))
    assert rects(drawn, Boxes) == [
        (x(0), y(41), x(1), y(40)),
        (x(1), y(42), x(2), y(41)),
        (x(2), y(31), x(3), y(30)),
        (x(3), y(1), x(4), y(0)),
    ]


def test_extra_doses_reach_one_unit_into_the_room_for_labels_and_no_further():
    most = replace(TAKEN, extra_ug=mg(2))
    drawn = lane(rows([most]))
    assert rects(drawn, Boxes) == [(x(0), y(42), x(1), y(40))]
    twice = lane(rows([replace(TAKEN, extra_ug=mg(40))]))
    [(_, top, _, foot)] = rects(twice, Boxes)
    assert (top, foot) == (pytest.approx(GROUND - 21), pytest.approx(GROUND - 10.5))


def test_the_plan_alone_makes_the_scale_when_nothing_came_of_it():
    drawn = lane(rows([DayDoses(), replace(TAKEN, planned_ug=mg(20), taken_ug=mg(20))]))
    [white] = polygons(drawn, Paint.WHITE)
    assert white[1] == (x(1), y(20))
    empty = lane(rows([DayDoses()], step(0, 0, 0)))
    assert strokes(empty)[1] == [[(x(0), GROUND), (x(0), GROUND), (x(1), GROUND), (x(1), GROUND)]]


def test_the_ground_is_under_all_days():
    assert strokes(lane(rows([TAKEN] * 5)))[0] == [[(x(0), GROUND), (x(5), GROUND)]]


def test_the_outline_is_one_line_from_the_ground_over_all_steps():
    drawn = lane(rows([TAKEN] * 6, step(0, 1, 20), step(2, 5, 40)))
    assert strokes(drawn)[1] == [
        [
            (x(0), GROUND),
            (x(0), y(20)),
            (x(2), y(20)),
            (x(2), y(40)),
            (x(6), y(40)),
            (x(6), GROUND),
        ]
    ]


def spans(drawn: DoseLane):
    return [(run[0][0], run[-1][0]) for run in strokes(drawn)[1]]


@pytest.mark.parametrize(
    ("pauses", "left"),
    [
        ([(2, 3)], [(0, 2), (4, 8)]),
        ([(0, 1)], [(2, 8)]),
        ([(6, 7)], [(0, 6)]),
        ([(7, 7)], [(0, 7)]),
        ([(1, 1), (3, 4)], [(0, 1), (2, 3), (5, 8)]),
        ([(0, 7)], []),
    ],
)
def test_a_pause_has_no_outline(pauses, left):
    paused = tuple(Period(first=day(first), last=day(last)) for first, last in pauses)
    drawn = lane(rows([TAKEN] * 8, step(0, 7, 40), pauses=paused))
    assert spans(drawn) == [(x(first), x(last)) for first, last in left]


def test_a_pause_of_another_step_is_none_of_this_one():
    paused = (Period(first=day(4), last=day(5)),)
    drawn = lane(rows([TAKEN] * 8, step(0, 3, 20), step(6, 7, 40), pauses=paused))
    assert spans(drawn) == [(x(0), x(4)), (x(6), x(8))]


def test_this_evening_has_no_outline_and_a_day_done_has_one():
    tonight = replace(TAKEN, coming_ug=mg(40))
    assert spans(lane(rows([TAKEN, TAKEN, tonight]))) == [(x(0), x(2))]
    assert spans(lane(rows([TAKEN, TAKEN, TAKEN]))) == [(x(0), x(3))]
    assert spans(lane(rows([tonight]))) == []


def test_of_a_rhythm_each_day_with_a_dose_has_a_top():
    plan = step(0, 5, 40, 0, 20)
    paused = (Period(first=day(3), last=day(3)),)
    drawn = lane(rows([TAKEN] * 6, plan, pauses=paused))
    assert strokes(drawn)[1] == [
        [(x(0.09), y(40)), (x(0.91), y(40))],
        [(x(2.09), y(20)), (x(2.91), y(20))],
        [(x(5.09), y(20)), (x(5.91), y(20))],
    ]


def test_a_rhythm_on_days_too_narrow_is_a_line_at_its_mean():
    doses = [TAKEN] * 1000
    drawn = lane(rows(doses, step(0, 999, 40, 20)), days=1000, width=190.0)
    assert strokes(drawn)[1] == [[(LEFT, y(30)), (LEFT + 190, y(30))]]
    wide = lane(rows(doses, step(0, 999, 40, 20)), days=1000, width=200.0)
    assert len(strokes(wide)[1]) == 1000


def test_steps_of_a_day_before_and_after_a_rhythm_are_lines_of_their_own():
    drawn = lane(rows([TAKEN] * 6, step(0, 1, 20), step(2, 3, 40, 0), step(4, 5, 40)))
    runs = strokes(drawn)[1]
    assert sorted((run[0][0], run[-1][0]) for run in runs) == [
        (x(0), x(2)),
        (x(2.09), x(2.91)),
        (x(4), x(6)),
    ]


def test_days_too_narrow_stand_by_sevens_at_their_mean():
    half = DayDoses(planned_ug=mg(40), taken_ug=mg(20), open_ug=mg(7), extra_ug=mg(7))
    empty = DayDoses()
    doses = [TAKEN, *[half] * 6, *[empty] * 6, TAKEN, *[empty] * 7, TAKEN, TAKEN]
    drawn = lane(rows(doses, step(0, len(doses) - 1, 40)), days=1000, width=100.0)
    assert [round(stack.left, 6) for stack in drawn.stacks] == [20, 20.7, 22.1]
    assert [round(stack.right, 6) for stack in drawn.stacks] == [20.7, 21.4, 22.3]
    first, second, last = drawn.stacks
    assert first.taken_ug == pytest.approx(mg(160) / 7)
    assert first.dotted_ug == first.extra_ug == pytest.approx(mg(6))
    assert first.planned_ug == last.taken_ug == last.planned_ug == mg(40)
    assert second.planned_ug == pytest.approx(mg(40) / 7)


LONG, SHORT = "40 mg a day", "40"


def test_a_label_stands_above_its_step_and_beside_its_edge():
    drawn = lane(
        rows([TAKEN] * 14, step(0, 6, 20, labels=("20 mg",)), step(7, 13, 40, labels=(SHORT,)))
    )
    said = labels(drawn)
    assert {text: round(mark.x, 6) for text, mark in said.items()} == {
        "20 mg": x(0) + 0.7,
        SHORT: x(7) + 0.7,
    }
    # what was taken is higher than this plan, and the label stands above that too
    assert said["20 mg"].baseline == pytest.approx(y(40) - 1.25)
    assert said[SHORT].baseline == pytest.approx(y(40) - 1.25)
    assert {mark.face for mark in said.values()} == {Face.STRONG}


def test_a_label_stands_above_the_days_under_it_only():
    low = DayDoses(planned_ug=mg(20), taken_ug=mg(20))
    past = 1 + int((0.7 + width_of("20 mg", Face.STRONG)) / DAY)
    for place, expected in ((0, y(40)), (past - 1, y(40)), (past, y(20))):
        doses = [low] * 14
        doses[place] = TAKEN
        drawn = lane(rows(doses, step(0, 13, 20, labels=("20 mg",))))
        raised = replace(drawn._rows, plan=(*drawn._rows.plan, step(13, 13, 40)))
        mark = labels(lane(raised))["20 mg"]
        assert mark.baseline == pytest.approx(expected - 1.25), place


def room(text: str) -> int:
    """Return how many days a label needs, with the room beside it."""
    return 1 + int((0.7 + width_of(text, Face.STRONG) + 0.5) / DAY)


@pytest.mark.parametrize(
    "edge", ["visit", "pause", "higher", "equal", "equal and bare", "close", "lower", "bare"]
)
def test_a_label_ends_before_what_would_cross_it(edge):
    long, short = room(LONG), room(SHORT)
    assert short < long

    def said(at: int) -> list[str]:
        plan = [step(0, at - 1, 20, labels=(LONG, SHORT)), step(13, 13, 40)]
        more: dict[str, Any] = {}
        if edge == "visit":
            more["visits"] = (day(at - 1),)
        elif edge == "pause":
            more["pauses"] = (Period(first=day(at), last=day(at)),)
        else:
            amount = {"higher": 40, "close": 15, "lower": 5, "bare": 15}.get(edge, 20)
            beside = () if edge.endswith("bare") else ("next",)
            plan[1:1] = [step(at, 12, amount, labels=beside)]
        drawn = lane(rows([DayDoses()] * 14, *plan, **more))
        return [text for text in labels(drawn) if text in (LONG, SHORT)]

    assert said(long) == [LONG]
    assert said(short) == ([LONG] if edge in {"lower", "bare"} else [SHORT])


def test_a_visit_or_a_pause_before_a_step_does_not_end_its_label():
    earlier = {
        "visits": (day(1),),
        "pauses": (Period(first=day(0), last=day(1)), Period(first=day(3), last=day(3))),
    }
    plan = (step(0, 2, 40), step(3, 13, 40, labels=(LONG, SHORT)))
    assert list(labels(lane(rows([TAKEN] * 14, *plan, **earlier)))) == [LONG]


def test_a_visit_on_the_first_day_of_a_step_ends_its_label_that_evening():
    drawn = lane(rows([TAKEN] * 14, step(0, 13, 40, labels=(LONG, SHORT)), visits=(day(0),)))
    assert list(labels(drawn)) == [SHORT]


def test_a_label_ends_where_the_lane_does_and_one_without_room_is_left_out():
    def said(at: int) -> list[str]:
        plan = (step(0, at - 1, 40), step(at, 13, 40, labels=(LONG, SHORT)))
        return list(labels(lane(rows([TAKEN] * 14, *plan))))

    assert said(14 - room(LONG)) == [LONG]
    assert said(14 - room(SHORT)) == [SHORT]
    crowded = lane(rows([TAKEN] * 14, step(0, 13, 40, labels=("a label of many words" * 9,))))
    assert list(crowded.labels()) == []


def test_a_label_is_a_text():
    [mark] = lane(rows([TAKEN], step(0, 0, 40, labels=(SHORT,)))).labels()
    assert isinstance(mark, TextMark)
    assert mark.tone is Paint.TEXT
