"""When a target would be reached: the worked examples of clinical.md 9.3, and what always holds."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isodiary.domain.course import Course
from isodiary.domain.dose import Outcome
from isodiary.domain.units import kg, mg
from isodiary.services.doses.cumulative import read_cumulative
from isodiary.services.doses.projection import DayRange, Obstacle, Rate, Scenario, SoFar, project
from isodiary.services.figures.summarise import summarise
from isodiary.storage.opening import open_diary
from tests.services.courses import (
    DAY_AFTER,
    END,
    PAUSE,
    START,
    ZONE,
    as_planned,
    begin,
    dose,
    phase,
    variable_course,
    write,
)

PLANNED, ACTUAL, PAUSED = Scenario


@pytest.fixture
def diary(tmp_path):
    opened = open_diary(tmp_path / "isodiary.sqlite", now=DAY_AFTER)
    yield opened
    opened.close()


def cumulative_of(diary, last=END, now=DAY_AFTER):
    summary = summarise(diary, now=now, last=last, warning_signs={})
    return summary, read_cumulative(diary, summary)


def ranges_of(diary, *, weeks=1, last=END, now=DAY_AFTER):
    _, held = cumulative_of(diary, last, now)
    return project(held.course, held.phases, held.so_far, pause_weeks=weeks)


def only(day):
    return DayRange(earliest=day, latest=day)


@pytest.mark.parametrize(
    ("target", "days", "on"),
    [
        (120, 48, date(2026, 7, 11)),
        (135, 67, date(2026, 7, 30)),
        (150, 86, date(2026, 8, 18)),
        (220, 176, date(2026, 11, 16)),
    ],
)
def test_the_days_to_a_target_as_planned(diary, target, days, on):
    variable_course(diary, target_ug_per_kg=mg(target))
    found = ranges_of(diary, weeks=3).ranges
    assert END + timedelta(days=days) == on
    assert found[PLANNED] == only(on)
    assert found[PAUSED] == only(on + timedelta(weeks=3))


def test_an_opening_amount_brings_the_day_nearer(diary):
    variable_course(diary, opening_ug=mg(600))
    assert ranges_of(diary).ranges[PLANNED] == only(date(2026, 6, 29))


def test_as_planned_is_the_day_the_summary_says(diary):
    variable_course(diary)
    summary, held = cumulative_of(diary)
    found = project(held.course, held.phases, held.so_far, pause_weeks=1).ranges[PLANNED]
    assert found == only(summary.expected_on)


def test_the_rate_is_that_of_the_last_28_due_days(diary):
    variable_course(diary)
    _, held = cumulative_of(diary)
    # 27 April to 24 May, two evening doses of 20 mg missed: 28 x 50 - 40 = 1,360 mg
    rate = Fraction(mg(1360), 28)
    assert held.so_far.rate == Rate(days=28, lowest_ug=rate, highest_ug=rate)
    # 2,370 mg at 48.571 mg a day: 48.79, so 49 days
    assert ranges_of(diary).ranges[ACTUAL] == only(END + timedelta(days=49))


def test_days_of_a_pause_are_no_due_days(diary):
    variable_course(diary)
    last = PAUSE[1] + timedelta(days=7)
    now = datetime.combine(last + timedelta(days=1), time(12), ZONE)
    _, held = cumulative_of(diary, last, now)
    # 7 days after the pause and 21 before it, with three evening doses missed
    assert held.so_far.rate.days == 28
    assert held.so_far.rate.lowest_ug == Fraction(mg(28 * 50 - 60), 28)


def test_a_day_whose_evening_is_to_come_does_not_lower_the_rate_and_may_end_it_sooner(diary):
    course = begin(diary, target_ug_per_kg=mg(10))  # 640 mg
    yesterday = START + timedelta(days=9)
    write(
        diary,
        *as_planned(course, [phase(course, 1, START, "breakfast 20, dinner 20")], START, yesterday),
    )
    today = yesterday + timedelta(days=1)
    write(diary, dose(today, 1))
    noon = datetime.combine(today, time(13), ZONE)
    _, held = cumulative_of(diary, today, noon)
    assert held.so_far.rate == Rate(
        days=10, lowest_ug=Fraction(mg(40)), highest_ug=Fraction(mg(40))
    )
    assert held.end.highest_ug == mg(420)
    assert held.so_far.highest_ug == mg(440)
    found = ranges_of(diary, last=today, now=noon).ranges[PLANNED]
    assert found == DayRange(earliest=today + timedelta(days=5), latest=today + timedelta(days=6))


@pytest.mark.parametrize(
    ("evening", "highest"),
    [
        (None, mg(40)),
        (dose(START, 2), mg(40)),
        (dose(START, 2, "10", outcome=Outcome.PARTIAL), mg(30)),
        (dose(START, 2, outcome=Outcome.SKIPPED), mg(20)),
        (dose(START, 2, outcome=Outcome.UNKNOWN), mg(40)),
    ],
)
def test_a_dose_to_come_today_is_open_until_it_is_answered(diary, evening, highest):
    begin(diary)
    write(diary, *(each for each in (dose(START, 1), evening) if each))
    noon = datetime.combine(START, time(13), ZONE)
    _, held = cumulative_of(diary, START, noon)
    assert held.so_far.highest_ug == highest
    assert held.end.lowest_ug == mg(20) + (evening.amount_ug if evening else 0)
    unknown = evening is not None and evening.outcome is Outcome.UNKNOWN
    assert held.end.highest_ug == (highest if unknown else held.end.lowest_ug)


def test_nothing_is_to_come_on_the_last_day_of_a_course_that_ended_before(diary):
    begin(diary, ended_on=START)
    write(diary, dose(START, 1))
    morning = datetime.combine(START + timedelta(days=1), time(3), ZONE)
    _, held = cumulative_of(diary, START + timedelta(days=1), morning)
    assert held.so_far.last == START
    assert held.so_far.highest_ug == held.end.highest_ug


def test_a_dose_to_come_is_not_that_of_the_day_before(diary):
    begin(diary)
    tomorrow = START + timedelta(days=1)
    write(diary, *(dose(START, slot) for slot in (1, 2)), dose(tomorrow, 1))
    noon = datetime.combine(tomorrow, time(13), ZONE)
    _, held = cumulative_of(diary, tomorrow, noon)
    assert (held.so_far.lowest_ug, held.so_far.highest_ug) == (mg(60), mg(80))


def test_what_is_not_known_makes_a_range(diary):
    course = begin(diary, target_ug_per_kg=mg(100))  # 6,400 mg
    last = START + timedelta(days=27)
    planned = as_planned(course, [phase(course, 1, START, "breakfast 20, dinner 20")], START, last)
    write(diary, *planned[:40], dose(START + timedelta(days=20), 1, outcome=Outcome.UNKNOWN))
    summary, held = cumulative_of(diary, last)
    assert (held.so_far.lowest_ug, held.so_far.highest_ug) == (mg(800), mg(1120))
    assert held.so_far.highest_ug == summary.dose.cumulative_ug + summary.dose.open_ug
    found = ranges_of(diary, last=last).ranges
    assert found[PLANNED] == DayRange(
        earliest=last + timedelta(days=132), latest=last + timedelta(days=140)
    )
    # 800 / 28 mg a day at the lowest: 5,600 mg take 196 days
    assert found[ACTUAL] == DayRange(
        earliest=last + timedelta(days=132), latest=last + timedelta(days=196)
    )


def test_every_day_of_the_curve_is_what_a_summary_of_it_says(diary):
    variable_course(diary)
    _, held = cumulative_of(diary)
    for number in range(0, 140, 9):
        day = START + timedelta(days=number)
        said = summarise(diary, now=DAY_AFTER, last=day, warning_signs={}).dose
        assert held.on(day).lowest_ug == said.lowest_ug == said.cumulative_ug
        assert held.on(day).highest_ug == said.highest_ug
    assert held.on(START - timedelta(days=1)) is None
    assert held.on(END + timedelta(days=1)) is None


@pytest.mark.parametrize(
    ("more", "obstacle"),
    [
        ({"target_ug_per_kg": None}, Obstacle.NO_TARGET),
        ({"target_ug_per_kg": mg(80)}, Obstacle.REACHED),
        ({"ended_on": END}, Obstacle.ENDED),
    ],
)
def test_without_anything_to_work_out_it_says_why(diary, more, obstacle):
    variable_course(diary, **more)
    found = ranges_of(diary)
    assert found.obstacle is obstacle
    assert set(found.ranges.values()) == {None}


def test_in_a_pause_without_an_end_it_is_not_computable(diary):
    course = variable_course(diary)
    write(diary, phase(course, 5, END))
    assert ranges_of(diary).ranges == dict.fromkeys(Scenario)


def test_phases_and_pauses_recorded_ahead_are_counted(diary):
    course = variable_course(diary)
    first = END + timedelta(days=11)  # ten days of 50 mg, then a week of nothing, then 40 mg
    write(
        diary,
        phase(course, 5, first, until=first + timedelta(days=6)),
        phase(course, 6, first + timedelta(days=7), "breakfast 20, dinner 20"),
    )
    # 2,370 - 500 = 1,870 mg at 40 mg a day: 47 days
    found = ranges_of(diary).ranges[PLANNED]
    assert found == only(END + timedelta(days=10 + 7 + 47))


def test_nothing_swallowed_of_late_has_no_rate_to_go_on_with(diary):
    course = begin(diary, target_ug_per_kg=mg(120))
    missed = [dose(START, slot, outcome=Outcome.MISSED) for slot in (1, 2)]
    write(diary, *missed)
    assert course.target_ug_per_kg
    assert ranges_of(diary, last=START).ranges[ACTUAL] is None


COURSE = Course(start=START, product="Isotroin", reference_weight_g=kg(64))
PLANS = ("breakfast 20", "breakfast 20, dinner 10", "breakfast 40, dinner 40")


@st.composite
def standings(draw):
    last = START + timedelta(days=draw(st.integers(0, 200)))
    phases = [phase(COURSE, 1, START, draw(st.sampled_from(PLANS)))]
    for number in range(2, 2 + draw(st.integers(0, 3))):
        start = START + timedelta(days=draw(st.integers(0, 400)))
        if draw(st.booleans()):
            until = start + timedelta(days=draw(st.integers(0, 60)))
            phases.append(phase(COURSE, number, start, until=until))
        else:
            phases.append(phase(COURSE, number, start, draw(st.sampled_from(PLANS))))
    lowest = draw(st.integers(0, 9_000_000))
    rate = Fraction(draw(st.integers(0, 60_000)), draw(st.integers(1, 28)))
    so_far = SoFar(
        last=last,
        target_ug=draw(st.integers(1, 12_000_000)),
        lowest_ug=lowest,
        highest_ug=lowest + draw(st.integers(0, 2_000_000)),
        rate=Rate(days=28, lowest_ug=rate, highest_ug=rate + draw(st.integers(0, 20_000))),
    )
    return phases, so_far


def day_or_never(day):
    return day or date.max


@given(standings(), st.integers(1, 8))
def test_a_range_is_ordered_and_never_in_the_past(standing, weeks):
    phases, so_far = standing
    for found in project(COURSE, phases, so_far, pause_weeks=weeks).ranges.values():
        if found is not None:
            assert so_far.last <= found.earliest <= day_or_never(found.latest)


@given(standings(), st.integers(1, 7))
def test_a_pause_never_makes_it_sooner_and_a_longer_one_not_either(standing, weeks):
    phases, so_far = standing
    shorter = project(COURSE, phases, so_far, pause_weeks=weeks).ranges
    longer = project(COURSE, phases, so_far, pause_weeks=weeks + 1).ranges
    for before, after in [(shorter[PLANNED], shorter[PAUSED]), (shorter[PAUSED], longer[PAUSED])]:
        if before is not None and after is not None:
            assert before.earliest <= after.earliest
            assert day_or_never(before.latest) <= day_or_never(after.latest)


@given(standings(), st.integers(0, 500_000))
def test_more_swallowed_is_never_later(standing, more):
    phases, so_far = standing
    ahead = replace(so_far, lowest_ug=so_far.lowest_ug + more, highest_ug=so_far.highest_ug + more)
    before = project(COURSE, phases, so_far, pause_weeks=1).ranges[PLANNED]
    after = project(COURSE, phases, ahead, pause_weeks=1).ranges[PLANNED]
    if before is not None and after is not None:
        assert after.earliest <= before.earliest
        assert day_or_never(after.latest) <= day_or_never(before.latest)


TARGET = mg(1000)


def ways_of(phases, *, lowest_ug=0, highest_ug=0, weeks=1):
    so_far = SoFar(
        last=START,
        target_ug=Fraction(TARGET),
        lowest_ug=lowest_ug,
        highest_ug=highest_ug,
        rate=None,
    )
    return project(COURSE, phases, so_far, pause_weeks=weeks).ways


def test_a_way_ends_where_nothing_is_missing_and_goes_on_for_a_microgram():
    phases = [phase(COURSE, 1, START, "breakfast 20")]
    lowest, highest = ways_of(phases, lowest_ug=TARGET - 1, highest_ug=TARGET)[PLANNED]
    assert highest == ((START, TARGET),)
    assert lowest == ((START, TARGET - 1), (START + timedelta(days=1), TARGET - 1 + mg(20)))


def test_a_way_has_one_corner_where_the_plan_changes_and_is_level_in_a_pause():
    phases = [
        phase(COURSE, 1, START, "breakfast 20"),
        phase(COURSE, 2, START + timedelta(days=11), "breakfast 40"),
    ]
    ways = ways_of(phases, weeks=2)
    # ten days of 20 mg and twenty of 40 mg; after a pause 25 of 40 mg
    assert ways[PLANNED][0] == (
        (START, 0),
        (START + timedelta(days=10), mg(200)),
        (START + timedelta(days=30), TARGET),
    )
    assert ways[PAUSED][0] == (
        (START, 0),
        (START + timedelta(days=14), 0),
        (START + timedelta(days=39), TARGET),
    )
