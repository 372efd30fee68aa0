"""What stands around the lanes by hand: heads, figures, key, visits, axis and legend."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest

from isodiary.domain.course_days import DayDoses
from isodiary.domain.period import Period
from isodiary.domain.units import mg
from isodiary.fonts import load_fonts
from isodiary.report.table_chart import frame
from isodiary.report.table_chart.marks import (
    Boxes,
    Dotted,
    Face,
    Hatched,
    Paint,
    Strokes,
    TextMark,
    shortened_to,
    width_of,
)
from isodiary.report.table_chart.measures import HEADS, Grid
from isodiary.report.table_chart.rows import LaneRow, PeriodColumn, Tally
from tests.report.table_chart.courses import made

FIRST = date(2026, 9, 1)
LEFT, DAY = 20.0, 2.0
WORST, SINCE, BEFORE = 230.0, 250.0, 275.0


@pytest.fixture(autouse=True)
def _fonts(qapp):
    load_fonts()


def day(number: int) -> date:
    return FIRST + timedelta(days=number)


def x(number: float) -> float:
    return LEFT + number * DAY


def grid(first: date = FIRST, **more) -> Grid:
    plain = Grid(
        names=LEFT,
        lane=100 * DAY,
        worst=WORST,
        since=SINCE,
        before=BEFORE,
        ground=252.0,
        width=280.0,
        first=first,
        days=100,
    )
    return replace(plain, **more)


def rows(days=100, first=FIRST, **more):
    period = Period(first=first, last=first + timedelta(days=days - 1))
    plain = replace(made(1, symptoms=0, visits=0), days=period, visits=(), pauses=(), plan=())
    return replace(plain, doses=(DayDoses(),) * days, **more)


def flat(text: str) -> str:
    return text.replace("\xa0", " ").replace("\u2009", " ")


def texts(marks) -> dict[str, TextMark]:
    return {flat(mark.text): mark for mark in marks if isinstance(mark, TextMark)}


def right_of(mark: TextMark) -> float:
    return round(mark.x + width_of(mark.text, mark.face), 6)


def column(title: str, count: int = 50, of: int = 52, signs: int = 0) -> PeriodColumn:
    return PeriodColumn(title=title, first=FIRST, doses=Tally(count=count, of=of), signs=signs)


BOTH = {"since": column("Since", 53, 57, 2), "before": column("Earlier", 4, 152, 3)}
ROW = LaneRow(
    name="Dry lips",
    severities=b"",
    worst=3,
    since=Tally(count=7, of=27),
    before=Tally(count=0, of=9),
)


def test_heads_end_where_their_columns_do():
    marks = list(frame.heads(grid(), rows(**BOTH)))
    assert [(mark.text, right_of(mark), mark.baseline, mark.face, mark.tone) for mark in marks] == [
        ("Since", SINCE, 3.1, Face.HEAD, Paint.TEXT),
        ("days present", SINCE, 6.6, Face.SMALL, Paint.GREY),
        ("Earlier", BEFORE, 3.1, Face.HEAD, Paint.TEXT),
        ("days present", BEFORE, 6.6, Face.SMALL, Paint.GREY),
        ("worst", WORST, 6.6, Face.SMALL, Paint.GREY),
    ]


@pytest.mark.parametrize(
    ("left_out", "heads"),
    [
        ({"before": None}, ["Since", "days present", "worst"]),
        ({"before": None, "since": None}, ["worst"]),
        ({"before": None, "since": None, "worst": None}, []),
        ({"worst": None}, ["Since", "days present", "Earlier", "days present"]),
        ({"since": None}, ["Earlier", "days present", "worst"]),
    ],
)
def test_what_has_no_column_has_no_head(left_out, heads):
    marks = frame.heads(grid(**left_out), rows(**BOTH))
    assert [mark.text for mark in marks] == heads


def test_without_a_period_before_its_column_is_empty():
    marks = frame.heads(grid(), rows(since=BOTH["since"], before=None))
    assert [mark.text for mark in marks] == ["Since", "days present", "worst"]


LONG = "A head of a great many words in a row that never ends"


def test_heads_are_cut_before_the_column_beside_them():
    both = {"since": column(LONG), "before": column(LONG)}

    def widths(on: Grid):
        return [mark.text for mark in frame.heads(on, rows(**both)) if mark.text.startswith("A")]

    def cut(room: float) -> str:
        shown = shortened_to(LONG, Face.HEAD, room)
        assert shown.endswith("…")
        return shown

    # the lane ends at 220, and may be reached over: nothing of it stands so high
    assert widths(grid()) == [cut(SINCE - 220), cut(BEFORE - SINCE - 0.7)]
    assert widths(grid(since=None)) == [cut(BEFORE - 220 - 0.7)]
    small = {
        mark.text
        for mark in frame.heads(grid(worst=240.0), rows(**both))
        if mark.face is Face.SMALL and mark.text.startswith("d")
    }
    assert small == {"days present", shortened_to("days present", Face.SMALL, 10 - 0.7)}
    narrow = frame.heads(grid(worst=None, since=228.0), rows(**both))
    assert shortened_to("days present", Face.SMALL, 8 - 0.7) in [mark.text for mark in narrow]


def figures(marks):
    return [
        (flat(mark.text), round(mark.x, 3), right_of(mark), mark.baseline, mark.face, mark.tone)
        for mark in marks
    ]


def of(text: str) -> float:
    return width_of(text, Face.NAME)


def entry(text: str, right: float, face: Face = Face.NAME, tone: Paint = Paint.TEXT, at=9.0):
    """Return what a text looks like that ends at a place."""
    return text, pytest.approx(right - width_of(text, face), abs=1e-3), near(right), at, face, tone


def begun(text: str, x: float, at=9.0):
    right = near(x + of(text))
    return text, pytest.approx(x, abs=1e-3), right, at, Face.NAME, Paint.GREY


def near(number: float):
    return pytest.approx(number, abs=1e-5)


def test_counts_stand_before_of_and_all_of_a_column_line_up():
    charted = rows(**BOTH, symptoms=(ROW,))
    columns = frame.Columns(grid(), charted)
    since, before = SINCE - of("of 57"), BEFORE - of("of 152")
    assert figures(columns.symptom(ROW, 9.0)) == [
        entry("3", WORST, Face.STRONG),
        begun("of 27", since),
        entry("7", since - 0.75, Face.STRONG),
        begun("of 9", before),
        entry("0", before - 0.75),
    ]


def test_of_stands_where_the_widest_of_any_row_lets_it():
    wide = replace(ROW, since=Tally(count=1, of=888), before=Tally(count=1, of=999))
    columns = frame.Columns(grid(), rows(**BOTH, symptoms=(ROW, wide)))
    found = {text: x for text, x, *_ in figures(columns.symptom(ROW, 9.0))}
    assert found["of 27"] == pytest.approx(SINCE - of("of 888"), abs=1e-3)
    assert found["of 9"] == pytest.approx(BEFORE - of("of 999"), abs=1e-3)


def test_what_was_not_asked_is_a_dash_in_every_column():
    columns = frame.Columns(grid(), rows(**BOTH))
    unasked = replace(ROW, worst=None, since=None, before=None)
    since, before = SINCE - of("of 57"), BEFORE - of("of 152")
    assert figures(columns.symptom(unasked, 9.0)) == [
        entry("–", WORST),
        entry("–", since - 0.75),
        entry("–", before - 0.75),
    ]


def test_what_was_none_all_along_is_not_bold():
    columns = frame.Columns(grid(), rows(**BOTH))
    none = replace(ROW, worst=0, since=Tally(count=0, of=27), before=Tally(count=3, of=9))
    faces = {mark.text: mark.face for mark in columns.symptom(none, 9.0)}
    assert faces == dict.fromkeys(("0", "of 27", "3", "of 9"), Face.NAME)


def test_doses_taken_stand_with_a_head_of_their_own():
    columns = frame.Columns(grid(), rows(**BOTH))
    since, before = SINCE - of("of 57"), BEFORE - of("of 152")
    head = ("doses taken", Face.SMALL, Paint.GREY, 5.4)
    assert figures(columns.doses(9.0)) == [
        entry(head[0], SINCE, *head[1:]),
        begun("of 57", since),
        entry("53", since - 0.75, Face.STRONG),
        entry(head[0], BEFORE, *head[1:]),
        begun("of 152", before),
        entry("4", before - 0.75),
    ]


def test_the_head_of_the_doses_is_cut_before_what_stands_left_of_it():
    columns = frame.Columns(grid(since=230.0, before=240.0), rows(**BOTH))
    cut = shortened_to("doses taken", Face.SMALL, 10 - 0.7)
    assert cut.endswith("…")
    assert [mark.text for mark in columns.doses(9.0) if mark.face is Face.SMALL] == [cut, cut]


def test_signs_stand_where_counts_do_and_are_bold_in_the_period():
    columns = frame.Columns(grid(), rows(**BOTH))
    assert figures(columns.signs(9.0)) == [
        entry("2", SINCE - of("of 57") - 0.75, Face.STRONG),
        entry("3", BEFORE - of("of 152") - 0.75),
    ]
    none = frame.Columns(grid(), rows(since=column("Since"), before=None))
    assert [(mark.text, mark.face) for mark in none.signs(9.0)] == [("0", Face.NAME)]


@pytest.mark.parametrize(
    ("left_out", "texts"),
    [
        ({"worst": None}, ["of 27", "7", "of 9", "0"]),
        ({"since": None}, ["3", "of 9", "0"]),
        ({"before": None}, ["3", "of 27", "7"]),
    ],
)
def test_figures_without_a_column_are_left_out(left_out, texts):
    columns = frame.Columns(grid(**left_out), rows(**BOTH))
    assert [flat(mark.text) for mark in columns.symptom(ROW, 9.0)] == texts


def test_a_name_begins_at_the_edge_and_is_cut_before_the_lane():
    assert frame.name("Dry lips", 9.0) == TextMark(
        text="Dry lips", x=0.0, baseline=9.0, face=Face.NAME
    )
    cut = frame.name(LONG, 9.0, Face.STRONG)
    assert cut.face is Face.STRONG
    assert 22 < width_of(cut.text, Face.STRONG) <= 25


UNKNOWN = DayDoses(planned_ug=mg(20), unknown_ug=mg(20))
EXTRA = DayDoses(extra_ug=mg(20))


@pytest.mark.parametrize(
    ("doses", "pitch", "said"),
    [
        ((), 3.05, ["taken", "missed, skipped", "not recorded"]),
        ((UNKNOWN,), 2.55, ["taken", "missed, skipped", "not recorded", "not known"]),
        ((EXTRA,), 2.55, ["taken", "missed, skipped", "not recorded", "extra, on top"]),
        (
            (UNKNOWN, EXTRA),
            2.55,
            ["taken", "missed, skipped", "not recorded", "not known", "extra, on top"],
        ),
    ],
)
def test_the_key_stands_on_the_ground_a_box_for_each_fill(doses, pitch, said):
    marks = list(frame.key(replace(rows(1), doses=(DayDoses(), *doses)), 50.0))
    words = [mark for mark in marks if isinstance(mark, TextMark)]
    lines = [pytest.approx(50 - pitch * (len(said) - place)) for place in range(1, len(said) + 1)]
    assert [(mark.text, mark.x, mark.face) for mark in words] == [
        ("Dose", 0.0, Face.STRONG),
        *((text, 4.0, Face.SMALL) for text in said),
    ]
    assert [mark.baseline for mark in words] == [50 - len(said) * pitch - 0.35, *lines]
    assert {mark.tone for mark in words[1:]} == {Paint.GREY}
    filled = {
        (mark.tone, round(rect.top(), 3)): rect.getRect()
        for mark in marks
        if isinstance(mark, Boxes)
        for rect in mark.rects
    }
    # the frames of the boxes, each a closed line round what fills it
    [outline] = [mark for mark in marks if isinstance(mark, Strokes)]
    assert (outline.width, outline.tone) == (0.16, Paint.OUTLINE)
    tops = [50 - pitch * (len(said) - place) - 1.8 for place in range(1, len(said) + 1)]
    for run, top in zip(outline.runs, tops, strict=True):
        left, right, foot = 0.05, 2.55, top + 1.8
        around = [(left, top), (right, top), (right, foot), (left, foot), (left, top)]
        assert list(run) == [pytest.approx(point) for point in around]
    dotted = [rect for mark in marks if isinstance(mark, Dotted) for rect in mark.rects]
    of_dots = [top for text, top in zip(said, tops, strict=True) if text.startswith("not ")]
    assert [rect.getRect() for rect in dotted] == [
        pytest.approx((0.05, top, 2.5, 1.8)) for top in of_dots
    ]
    tones = {"taken": Paint.TAKEN, "missed, skipped": Paint.WHITE, "extra, on top": Paint.TAKEN}
    assert filled == {
        (tones[text], round(top, 3)): pytest.approx(
            (0.05, top, 2.5, 0.9 if text == "extra, on top" else 1.8)
        )
        for text, top in zip(said, tops, strict=True)
        if text in tones
    }


def drawn_visits(*days: int, on: Grid | None = None, **more):
    charted = rows(visits=tuple(day(at) for at in days), **more)
    marks = list(frame.visits(on or grid(), charted, 90.0))
    lines = {
        round((run[0][0] - LEFT) / DAY, 3): (run[0][1], run[1], mark.tone)
        for mark in marks
        if isinstance(mark, Strokes)
        for run in mark.runs
    }
    return lines, texts(marks)


def test_a_visit_is_a_line_at_the_end_of_its_day_down_to_the_axis():
    lines, said = drawn_visits(9, 59)
    assert lines == {
        10.0: (4.0, (x(10), 90.0), Paint.VISIT),
        60.0: (4.0, (x(60), 90.0), Paint.VISIT),
    }
    assert {text: (mark.x, mark.baseline, mark.face) for text, mark in said.items()} == {
        "visit 10 Sep": (pytest.approx(x(10) + 0.7), 6.1, Face.SMALL),
        "last visit 30 Oct": (pytest.approx(x(60) + 0.7), 6.1, Face.SMALL),
    }


def test_the_last_visit_is_named_left_of_its_line_where_it_has_no_room_right_of_it():
    at = 97
    _, said = drawn_visits(at)
    [(text, mark)] = said.items()
    assert text == "last visit 7 Dec"
    assert mark.rect.right() == pytest.approx(x(at + 1) - 0.7)


def test_the_last_visit_keeps_its_long_name_in_the_lane():
    on = grid(lane=40.0, days=20)
    room = width_of("last visit 1\xa0Sep", Face.SMALL)
    assert room + 1.4 < 40
    _, said = drawn_visits(0, on=on)
    assert list(said) == ["last visit 1 Sep"]
    narrow = grid(lane=2.0 + room, days=20)  # no room, at either side of the line
    _, said = drawn_visits(9, on=narrow)
    assert len(said) == 1
    assert "last" not in next(iter(said))


def test_a_visit_is_named_shorter_or_not_at_all_before_the_next_one():
    whole, short = (width_of(text, Face.SMALL) for text in ("visit 1\xa0Sep", "1\xa0Sep"))

    def said(distance: int):
        lines, words = drawn_visits(0, distance)
        return lines[1.0][0], [text for text in words if text.endswith("1 Sep")]

    def distance(width: float) -> int:
        """Return the first whole day that leaves room: beside the line, and before the next."""
        return int((0.7 + width + 1.0) / DAY) + 1

    assert said(distance(whole)) == (4.0, ["visit 1 Sep"])
    assert said(distance(whole) - 1) == (4.0, ["1 Sep"])
    assert said(distance(short)) == (4.0, ["1 Sep"])
    # without a name its line begins at the dose row
    assert said(distance(short) - 1) == (HEADS, [])


def test_a_visit_before_a_label_that_stands_left_of_its_line_ends_before_that():
    last = 97
    label = width_of("last visit 7\xa0Dec", Face.SMALL)
    begins = x(last + 1) - 0.7 - label
    near_it = int((begins - LEFT) / DAY) - 2
    lines, said = drawn_visits(near_it, last)
    assert lines[near_it + 1.0][0] == HEADS
    assert list(said) == ["last visit 7 Dec"]


@pytest.mark.parametrize("count", [8, 9])
def test_of_more_than_eight_visits_all_but_the_last_are_pale(count):
    lines, _ = drawn_visits(*range(0, 11 * count, 11))
    tones = [tone for _, _, tone in lines.values()]
    assert tones[-1] is Paint.VISIT
    assert set(tones[:-1]) == {Paint.VISIT if count == 8 else Paint.OLD_VISIT}


def paused(first: int, last: int) -> Period:
    return Period(first=day(first), last=day(last))


def test_a_pause_is_named_in_its_middle():
    _, said = drawn_visits(pauses=(paused(10, 29), paused(50, 59)))
    mark = said["pause"]
    assert mark.rect.center().x() == pytest.approx(x(55))
    assert (mark.baseline, mark.face, mark.tone) == (6.1, Face.SMALL, Paint.GREY)
    marks = list(frame.visits(grid(), rows(pauses=(paused(10, 29), paused(50, 59))), 90.0))
    assert [round(mark.rect.center().x(), 3) for mark in marks] == [x(20), x(55)]


def names_a_pause(*visits: int, first: int, last: int) -> bool:
    _, said = drawn_visits(*visits, pauses=(paused(first, last),))
    return "pause" in said


def test_a_pause_is_not_named_over_a_visit_or_its_label():
    assert names_a_pause(first=40, last=41)
    assert not names_a_pause(40, first=40, last=41)  # the line goes through its middle
    assert not names_a_pause(38, first=40, last=41)  # its label stands there
    assert names_a_pause(60, first=40, last=41)
    # a visit without a label has a line that does not reach so high
    assert names_a_pause(40, 42, first=35, last=46) is False
    assert not names_a_pause(42, first=35, last=46)


def test_a_pause_is_not_named_beyond_the_lane():
    assert not names_a_pause(first=0, last=0)
    assert not names_a_pause(first=99, last=99)
    half = int(width_of("pause", Face.SMALL) / DAY) + 1
    assert names_a_pause(first=0, last=half)
    assert names_a_pause(first=99 - half, last=99)


def test_of_two_pauses_close_together_one_is_named():
    both = (paused(40, 40), paused(42, 42))
    marks = [
        mark for mark in frame.visits(grid(), rows(pauses=both), 90.0) if isinstance(mark, TextMark)
    ]
    assert [round(mark.rect.center().x(), 3) for mark in marks] == [x(40.5)]


def test_a_pause_is_named_half_a_unit_from_what_stands_left_of_it():
    _, said = drawn_visits(40)
    visit = next(iter(said.values()))
    half = width_of("pause", Face.SMALL) / 2

    gaps = {}
    for days in range(8, 60):
        pause = paused(41, 40 + days)
        begins = (x(41) + x(41 + days)) / 2 - half
        gap = begins - visit.rect.right()
        marks = frame.visits(grid(), rows(visits=(day(40),), pauses=(pause,)), 90.0)
        gaps[gap] = "pause" in texts(marks)
    assert {gap: there for gap, there in gaps.items() if there != (gap >= 0.5)} == {}
    assert min(gap for gap, there in gaps.items() if there) < 0.5 + DAY / 2 + 0.01


def test_a_pause_is_shaded_from_the_dose_row_to_the_axis():
    marks = list(frame.pauses(grid(), rows(pauses=(paused(10, 29), paused(50, 50))), 90.0))
    assert all(isinstance(mark, Hatched) for mark in marks)
    assert [mark.rect.getCoords() for mark in marks] == [
        pytest.approx((x(10), HEADS, x(30), 90)),
        pytest.approx((x(50), HEADS, x(51), 90)),
    ]


def axis(days: int, first: date = FIRST, day_width: float = DAY):
    on = grid(first, lane=100 * day_width)
    stroke, *words = frame.axis(on, rows(days, first), 90.0)
    assert isinstance(stroke, Strokes)
    assert (stroke.width, stroke.tone) == (0.16, Paint.AXIS)
    line, *ticks = stroke.runs
    assert list(line) == [(LEFT, 90), (on.right, 90)]
    for top, foot in ticks:
        assert [*top, *foot] == pytest.approx([foot[0], 90, foot[0], 91.1])
    for mark in words:
        assert mark.baseline == pytest.approx(93.4)
        assert (mark.face, mark.tone) == (Face.SMALL, Paint.GREY)
    for one, other in pairwise(sorted(words, key=lambda mark: mark.x)):
        assert one.rect.right() + 1 <= other.x + 1e-6
    at = [round((tick[0][0] - LEFT) / day_width) for tick in ticks]
    return at, {flat(mark.text): mark for mark in words}


def test_the_axis_names_the_first_and_the_last_day_and_the_months_between():
    ticks, said = axis(100)
    assert ticks == [0, 30, 61, 91]
    assert {text: round(mark.x, 3) for text, mark in said.items()} == {
        "1 Sep": LEFT,
        "Oct": x(30) + 0.6,
        "Nov": x(61) + 0.6,
        "Dec": x(91) + 0.6,
        "9 Dec": round(x(100) - width_of("9\xa0Dec", Face.SMALL), 3),
    }


def test_another_year_is_said_with_both_ends_and_with_january_where_it_has_room():
    first = date(2026, 11, 20)
    ticks, said = axis(100, first)
    assert ticks == [0, 11, 42, 73]
    assert set(said) == {"20 Nov 2026", "Dec", "Jan 2027", "Feb", "27 Feb 2027"}
    # a shorter name where the year does not fit before the last day
    _, said = axis(54, first)
    assert "Jan" in said
    assert "Jan 2027" not in said


def test_a_day_alone_is_named_once():
    ticks, said = axis(1)
    assert ticks == [0]
    assert list(said) == ["1 Sep"]


def test_the_last_day_ends_in_the_lane_and_gives_way_to_the_first():
    assert list(axis(2, day_width=1.0)[1]) == ["1 Sep"]
    wide = width_of("1\xa0Sep", Face.SMALL) + width_of("30\xa0Sep", Face.SMALL) + 1.0
    assert list(axis(30, day_width=wide / 30 + 0.001)[1]) == ["1 Sep", "30 Sep"]
    assert list(axis(30, day_width=wide / 30 - 0.001)[1]) == ["1 Sep"]


def test_a_month_that_begins_on_the_last_day_has_its_tick():
    ticks, said = axis(31)
    assert ticks == [0, 30]
    assert "1 Oct" in said


LEVELS = ["0 none", "1 mild", "2 moderate", "3 severe"]


def legend(width: float, *, to_the_right: bool = False):
    marks = list(frame.legend(width, 10.0, to_the_right=to_the_right))
    words = [mark for mark in marks if isinstance(mark, TextMark)]
    bars = [(mark.tone, rect) for mark in marks if isinstance(mark, Boxes) for rect in mark.rects]
    assert all(mark.snapped for mark in marks if isinstance(mark, Boxes))
    assert {(mark.face, mark.tone) for mark in words} == {(Face.SMALL, Paint.GREY)}
    return words, bars


def test_the_legend_says_each_severity_with_its_bar_and_then_what_a_blank_is():
    words, bars = legend(300)
    assert [mark.text for mark in words] == [*LEVELS, "blank: not answered"]
    assert {mark.baseline for mark in words} == {10.0}
    at = 0.0
    heights = {
        Paint.NONE: [0.26],
        Paint.MILD: [1.16],
        Paint.MODERATE: [2.32],
        Paint.SEVERE: [3.48],
    }
    tones = list(heights)
    for place, mark in enumerate(words):
        if place < 4:
            tone = tones[place]
            [rect] = [rect for kind, rect in bars if kind is tone]
            assert rect.getCoords() == pytest.approx((at, 10 - heights[tone][0], at + 1.2, 10))
            at += 1.9
        assert mark.x == pytest.approx(at)
        at += width_of(mark.text, Face.SMALL) + 2.2
    caps = [rect for tone, rect in bars if tone is Paint.CAP]
    pale = [rect for tone, rect in bars if tone in {Paint.MILD, Paint.MODERATE}]
    assert [rect.getRect() for rect in caps] == [
        pytest.approx((rect.left(), rect.top(), 1.2, 0.25)) for rect in pale
    ]


def test_the_legend_at_the_right_ends_there():
    words, bars = legend(300, to_the_right=True)
    assert right_of(words[-1]) == pytest.approx(300)
    assert bars[0][1].left() == pytest.approx(300 - frame.legend_width())


def test_the_legend_takes_more_lines_where_it_has_no_room():
    whole = frame.legend_width()
    for width, lines in ((whole, 1), (whole - 0.02, 2), (whole / 2, 2), (35, 3), (28, 4)):
        words, bars = legend(width)
        assert len({mark.baseline for mark in words}) == lines, width
        begun = [10 + 4.2 * line for line in range(lines)]
        assert sorted({mark.baseline for mark in words}) == pytest.approx(begun)
        assert all(right_of(mark) <= width + 0.011 for mark in words)
        for (_, rect), mark in zip(
            [bar for bar in bars if bar[0] is not Paint.CAP], words, strict=False
        ):
            assert rect.bottom() == pytest.approx(mark.baseline)
            assert mark.x - rect.left() == pytest.approx(1.9)
        assert frame.legend_height(width) == pytest.approx(3.8 + 4.2 * (lines - 1) + 1.4)
