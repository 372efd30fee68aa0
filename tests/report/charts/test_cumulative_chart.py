"""The curve of the cumulative dose: band, target, ways to it, and what it says under the cursor."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QImage, QPainter

from isodiary.domain.day import ONE_DAY
from isodiary.domain.units import mg
from isodiary.fonts import face, load_fonts
from isodiary.report.charts import cumulative_chart
from isodiary.report.charts.cumulative_chart import ROOM, ROW, CumulativeChart, amount_on, levels
from isodiary.report.charts.pencil import Pencil, paper_ink
from isodiary.services.doses.cumulative import cumulative_of
from isodiary.services.doses.projection import project
from isodiary.storage.opening import open_diary
from tests.report.charts.canvas import dark_at, words_in
from tests.report.ink import ink
from tests.services.courses import DAY_AFTER, END, START, begin, dose, variable_course, write

WIDTH, HEIGHT = 690, 260
RECT = QRectF(0, 0, WIDTH, HEIGHT)


@pytest.fixture(autouse=True)
def _fonts(qapp):
    load_fonts()


@pytest.fixture
def diary(tmp_path):
    opened = open_diary(tmp_path / "isodiary.sqlite", now=DAY_AFTER)
    yield opened
    opened.close()


def chart_of(diary, last=END, weeks=2):
    held = cumulative_of(diary, last, now=DAY_AFTER)
    found = project(held.course, held.phases, held.so_far, pause_weeks=weeks)
    return CumulativeChart(held=held, projection=found)


def drawn(chart, unit=1.0):
    image = QImage(round(WIDTH * unit), round(HEIGHT * unit), QImage.Format.Format_RGB32)
    image.fill("white")
    with QPainter(image) as painter:
        painter.setFont(face())
        chart.paint(painter, QRectF(0, 0, WIDTH * unit, HEIGHT * unit), paper_ink(), unit)
    return image


def strip(chart, low, high):
    """Return where mg/kg stand from the top of the picture."""
    plot = chart.plot(RECT, 1.0)
    places = [plot.bottom() - float(v / chart.top_per_kg) * plot.height() for v in (high, low)]
    return tuple(place / HEIGHT for place in places)


def across(chart, first, last):
    """Return where days stand from the left of the picture."""
    plot = chart.plot(RECT, 1.0)
    days = (chart.last - chart.first).days + 1
    places = [(day - chart.first).days / days for day in (first, last)]
    return tuple((plot.left() + place * plot.width()) / WIDTH for place in places)


def plain(words):
    return words.replace("\u00a0", " ").replace("\u202f", " ")


def test_the_axis_reaches_to_the_last_day_of_the_last_scenario(diary):
    variable_course(diary)
    chart = chart_of(diary)
    assert (chart.first, chart.last) == (START, date(2026, 7, 25))
    assert chart.top_per_kg == 120


def test_a_target_far_off_does_not_squeeze_the_course(diary):
    variable_course(diary, target_ug_per_kg=mg(1_000))
    assert chart_of(diary).last == END + 3 * timedelta(days=139)


def test_a_single_day_is_drawn_as_four_weeks(diary):
    begin(diary)
    chart = chart_of(diary, START)
    assert chart.last == START + timedelta(days=27)
    assert ink(drawn(chart), (0, 1)) > 0


def test_the_target_is_a_line_and_without_one_there_is_none(diary):
    variable_course(diary)
    with_target = chart_of(diary)
    where = across(with_target, START + timedelta(days=60), START + timedelta(days=130))
    assert ink(drawn(with_target), strip(with_target, 119, 121), across=where) > 0.1
    assert "target" in plain(with_target.description).casefold()


def test_what_is_open_is_a_band_above_the_curve(diary):
    begin(diary)
    days = [START + timedelta(days=number) for number in range(56)]
    write(diary, *(dose(day, 1) for day in days))
    chart = chart_of(diary, days[-1])
    assert chart.top_per_kg == 35  # every evening is open
    later = across(chart, days[40], days[50])
    assert ink(drawn(chart), strip(chart, 16.9, 19.4), across=later) > 0.05
    write(diary, *(dose(day, 2) for day in days))
    whole = chart_of(diary, days[-1])
    assert ink(drawn(whole), strip(whole, 16.9, 19.4), across=later) < 0.01


def test_the_days_of_each_scenario_stand_above_the_target(diary):
    variable_course(diary)
    chart = chart_of(diary)
    rows = (0, (ROOM[1] - 4) / HEIGHT)
    found = [each for each in chart.ranges.values() if each]
    assert len(found) == 3
    for each in found:
        where = across(chart, each.earliest, each.earliest + timedelta(days=2))
        assert ink(drawn(chart), rows, across=where) > 0.02
    before = across(chart, START, END)
    assert ink(drawn(chart), (0, rows[1] * 0.6), across=before) == 0


def test_a_day_so_far_is_read_out_with_its_band(diary):
    begin(diary)
    write(diary, dose(START, 1))
    chart = chart_of(diary, START)
    said = plain(chart.values_on(START))
    assert said == "Mon 5 Jan 2026: 0.3 to 0.6 mg/kg, 20 mg swallowed"
    assert plain(chart.values_on(START + timedelta(days=3))) == "Thu 8 Jan 2026: not yet"


def test_a_day_ahead_is_read_out_for_each_scenario(diary):
    variable_course(diary)
    chart = chart_of(diary)
    # 5,310 + 10 x 50 mg; + 10 x 48.571 mg; a pause of two weeks; each by 64 kg
    said = plain(chart.values_on(END + timedelta(days=10)))
    assert said == "Wed 3 Jun 2026: A 90.8 mg/kg; B 90.6 mg/kg; C 83.0 mg/kg"
    # as planned the target is reached on the day before; 49 days of 48.571 mg, 35 of 50 mg
    said = plain(chart.values_on(date(2026, 7, 12)))
    assert said == "Sun 12 Jul 2026: B 120.2 mg/kg; C 110.3 mg/kg"


def test_the_description_says_what_the_eye_sees(diary):
    variable_course(diary)
    chart = chart_of(diary)
    ends = [date(2026, month, 1) - ONE_DAY for month in (2, 3, 4, 5)]
    by_month = " ".join(f"{chart.values_on(day)}." for day in ends)
    assert plain(chart.description) == (
        "So far 83.0 mg/kg (5 310 mg swallowed, start weight 64 kg). Target 120 mg/kg:"
        " A on 11 Jul 2026, B on 12 Jul 2026, C on 25 Jul 2026."
        f" {plain(by_month)}"
    )


def test_a_way_rises_evenly_between_its_points():
    way = ((START, 100), (START + timedelta(days=10), 300))
    assert amount_on(way, START + timedelta(days=5)) == 200
    assert amount_on(way, START + timedelta(days=10)) == 300
    assert amount_on(way, START + timedelta(days=11)) is None
    assert amount_on((), START) is None


@pytest.mark.parametrize("weeks", [2, 24, 60])
def test_it_is_the_same_chart_twice_as_large(diary, weeks):
    begin(diary, target_ug_per_kg=mg(120))
    last = START + timedelta(weeks=weeks)
    days = [START + timedelta(days=number) for number in range(7 * weeks)]
    write(diary, *(dose(day, 1) for day in days))
    chart = chart_of(diary, last)
    once, twice = ink(drawn(chart), (0, 1)), ink(drawn(chart, 2.0), (0, 1))
    assert once == pytest.approx(twice, rel=0.15)


@pytest.mark.parametrize(
    ("top", "last", "step"),
    [
        (0, 0, 1),
        (3, 3, 1),
        (5, 5, 1),
        (9, 8, 2),
        (24, 20, 5),
        (35, 30, 10),
        (99, 80, 20),
        (120, 100, 50),
        (499, 400, 100),
        (1000, 1000, 200),
        (2_400, 2_000, 500),
        (4_900, 4_000, 1_000),
        (9_900, 8_000, 2_000),
        (24_000, 20_000, 5_000),
    ],
)
def test_lines_of_the_grid_have_round_numbers(top, last, step):
    found = levels(top)
    assert (found[-1], found.step) == (last, step)


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"target_ug_per_kg": None}, "no target"),
        ({"target_ug_per_kg": mg(80)}, "reached"),
        ({"ended_on": END}, "last capsule was on 24 may 2026"),
    ],
)
def test_without_a_day_ahead_the_description_says_why(diary, more, words):
    variable_course(diary, **more)
    chart = chart_of(diary)
    assert words in plain(chart.description).casefold()
    assert plain(chart.description).startswith("So far 83.0 mg/kg")
    assert chart.description.count(".") >= 2


def test_the_curve_goes_through_the_dose_of_each_day(diary):
    variable_course(diary)
    chart = chart_of(diary)
    picture, plot = drawn(chart), chart.plot(RECT, 1.0)
    for number in range(5, 140, 15):
        held = chart.held.at(number)
        x = across(chart, held.day, held.day)[0] * WIDTH
        x += plot.width() / ((chart.last - chart.first).days + 1)
        high = float(chart.held.per_kg(held.lowest_ug) / chart.top_per_kg) * plot.height()
        place = QPointF(x, plot.bottom() - high)
        assert dark_at(picture, place) > 0.4
        assert dark_at(picture, place - QPointF(0, 14), 3) < 0.15


def test_a_course_that_began_with_something_begins_there(diary):
    variable_course(diary, opening_ug=mg(1280))  # 20 mg/kg
    chart = chart_of(diary)
    picture, plot = drawn(chart), chart.plot(RECT, 1.0)
    y = plot.bottom() - 20 / float(chart.top_per_kg) * plot.height()
    assert dark_at(picture, QPointF(plot.left() + 1, y - 1)) > 0.3
    assert dark_at(picture, QPointF(plot.left() + 3, plot.bottom() - 8)) == 0


NAMES = ["A as planned", "B as swallowed of late", "C with a pause"]


def test_each_scenario_has_a_row_of_its_own_with_its_name(diary, monkeypatch):
    variable_course(diary)
    chart = chart_of(diary)
    words = words_in(monkeypatch, chart.paint, WIDTH, HEIGHT)
    letters = [word for word in words if word.text in NAMES]
    assert [word.text for word in letters] == NAMES
    plot, picture = chart.plot(RECT, 1.0), drawn(chart)
    rows = [word.place.center().y() for word in letters]
    assert [round(below - above) for above, below in pairwise(rows)] == [13, 13]
    assert 0 < rows[0] < ROW
    assert all(row < plot.top() for row in rows)
    for word, found in zip(letters, chart.ranges.values(), strict=True):
        left = across(chart, found.earliest, found.earliest)[0] * WIDTH
        assert word.place.right() == pytest.approx(left - 4, abs=0.5)
        assert dark_at(picture, QPointF(left + 1.5, word.place.center().y())) > 0.5
        foot = QPointF(
            across(chart, found.earliest + timedelta(days=1), END)[0] * WIDTH, plot.top()
        )
        assert dark_at(picture, foot - QPointF(0, 2), 2) > 0.05


def test_numbers_stand_at_the_left_and_the_target_is_named_at_its_line(diary, monkeypatch):
    variable_course(diary)
    chart = chart_of(diary)
    plot = chart.plot(RECT, 1.0)
    words = words_in(monkeypatch, chart.paint, WIDTH, HEIGHT)
    by_text = {plain(word.text): word.place for word in words}
    for level in levels(chart.top_per_kg):
        y = plot.bottom() - level / float(chart.top_per_kg) * plot.height()
        assert by_text[str(level)].center().y() == pytest.approx(y, abs=1)
        assert plot.left() - 12 < by_text[str(level)].right() < plot.left()
    [target] = [word.place for word in words if word.text.startswith("target")]
    line = plot.bottom() - 120 / float(chart.top_per_kg) * plot.height()
    assert 0 < line - target.bottom() < 6
    assert target.left() == plot.left()


def test_without_a_target_nothing_is_named(diary, monkeypatch):
    variable_course(diary, target_ug_per_kg=None)
    words = words_in(monkeypatch, chart_of(diary).paint, WIDTH, HEIGHT)
    assert not [word for word in words if word.text.startswith("target")]
    assert not [word for word in words if word.text in NAMES]


@pytest.mark.parametrize("width", [WIDTH, 400, 240, 160, 70])
@pytest.mark.parametrize("weeks", [2, 20])
@pytest.mark.parametrize("target", [100_000, 200_000])
def test_no_name_touches_another_or_a_line_to_the_plot(diary, monkeypatch, width, weeks, target):
    variable_course(diary, target_ug_per_kg=target)
    chart = chart_of(diary, weeks=weeks)
    found, lines = words_in(monkeypatch, chart.paint, width, HEIGHT), []
    with monkeypatch.context() as patch:
        patch.setattr(Pencil, "line", lambda pencil, *ends: lines.append(ends))
        words_in(patch, chart.paint, width, HEIGHT)
    upright = [(x, min(y, z), max(y, z)) for x, y, x2, z in lines if x == x2]
    assert upright
    names = [word for word in found if word.text in {*NAMES, *"ABC"}]
    assert [name.text[0] for name in names] == ["A", "B", "C"]
    for word in names:
        assert word.place.left() >= 0
        assert word.place.right() <= width
        assert not [
            other for other in found if other is not word and other.place.intersects(word.place)
        ]
        for x, top, foot in upright:
            between = word.place.left() < x < word.place.right()
            assert not (between and top < word.place.bottom() and foot > word.place.top())


def test_a_name_without_room_is_its_letter(diary, monkeypatch):
    variable_course(diary)
    words = words_in(monkeypatch, chart_of(diary).paint, 70, HEIGHT)
    assert [word.text for word in words if word.text in {*NAMES, *"ABC"}] == ["A", "B", "C"]


def test_the_ways_end_where_the_target_is(diary):
    variable_course(diary)
    chart = chart_of(diary)
    picture, plot = drawn(chart), chart.plot(RECT, 1.0)
    days = (chart.last - chart.first).days + 1
    for way in [way for ways in chart.projection.ways.values() for way in ways]:
        day, amount_ug = way[-1]
        x = plot.left() + ((day - chart.first).days + 1) / days * plot.width()
        y = (
            plot.bottom()
            - float(amount_ug / chart.held.weight_g / chart.top_per_kg) * plot.height()
        )
        near = QPointF(min(x, plot.right()) - 4, max(y, plot.top()) + 4)
        assert dark_at(picture, near, 6) > 0.05


def test_the_plot_has_most_of_the_room(diary):
    variable_course(diary)
    plot = chart_of(diary).plot(RECT, 1.0)
    assert plot.width() > 0.9 * WIDTH
    assert plot.height() > 0.6 * HEIGHT


@pytest.mark.parametrize(("days", "together"), [(700, 1), (900, 2), (1_700, 3)])
def test_days_too_narrow_to_be_seen_are_drawn_together(diary, days, together):
    begin(diary)
    last = START + timedelta(days=days - 1)
    write(diary, *(dose(last - timedelta(days=n), 1) for n in range(40)))
    chart = chart_of(diary, last)
    assert (chart.last - chart.first).days + 1 == days
    image = QImage(WIDTH, HEIGHT, QImage.Format.Format_RGB32)
    with QPainter(image) as painter:
        pencil = Pencil(painter, paper_ink(), 1.0)
        drawing = cumulative_chart._Drawing(pencil, chart.plot(RECT, 1.0), chart)
        thinned = [each.day for each in drawing._thinned()]
    # every one of 636 units is wide enough for 0.8 of a day
    assert [(each - START).days for each in thinned[:3]] == [
        together - 1,
        2 * together - 1,
        3 * together - 1,
    ]
    assert thinned[-1] == last
    assert thinned == sorted(set(thinned))
