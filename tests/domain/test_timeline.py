"""Which plan is in force on a day, and what is due, checked day by day."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isodiary.domain.course import Course, Phase, Slot
from isodiary.domain.day import ONE_DAY, diary_day, wall
from isodiary.domain.meal import Meal
from isodiary.domain.plan import parse_plan
from isodiary.domain.timeline import (
    GRACE,
    DueRun,
    Stretch,
    due_runs,
    is_due,
    last_due_day,
    phase_on,
    plan_on,
    stretches,
)
from isodiary.domain.units import kg, mg

START = date(2026, 1, 5)
COURSE = Course(start=START, product="", reference_weight_g=kg(64))
PLANS = [
    parse_plan("breakfast 20, dinner 10"),
    parse_plan("dinner 23:00 40"),
    parse_plan("breakfast 10, lunch 10, snack 02:30 10"),
    (),
]
DAYS = st.integers(-10, 60).map(lambda days: START + timedelta(days))


@st.composite
def phase_lists(draw):
    made = []
    for number in range(1, draw(st.integers(0, 7)) + 1):
        start, slots = draw(DAYS), draw(st.sampled_from(PLANS))
        lasts = draw(st.none() | st.integers(0, 20)) if not slots else None
        until = None if lasts is None else start + timedelta(lasts)
        made.append(Phase(course=COURSE.id, number=number, start=start, slots=slots, until=until))
    return made


COURSES = st.just(COURSE) | st.integers(0, 60).map(
    lambda days: replace(COURSE, ended_on=START + timedelta(days))
)
NOWS = st.timedeltas(timedelta(0), timedelta(days=90)).map(
    lambda later: datetime(2025, 12, 20, tzinfo=UTC) + later
)


def phase(number, start, slots=(), until=None) -> Phase:
    return Phase(course=COURSE.id, number=number, start=start, slots=slots, until=until)


def day_range(first, last):
    return [first + timedelta(n) for n in range((last - first).days + 1)]


@given(COURSES, phase_lists(), DAYS, DAYS)
def test_stretches_say_of_each_day_what_the_phases_say(course, phases, first, last):
    cut = stretches(course, phases, first, last)
    told = {day: run.phase for run in cut for day in day_range(run.first, run.last)}
    in_course = [day for day in day_range(first, last) if course.holds(day)]
    expected = {day: phase_on(phases, day) for day in in_course}
    assert told == {day: found for day, found in expected.items() if found is not None}
    assert sum(run.days for run in cut) == len(told)


@given(COURSES, phase_lists(), DAYS, DAYS)
def test_stretches_are_as_long_as_they_can_be(course, phases, first, last):
    cut = stretches(course, phases, first, last)
    for before, after in pairwise(cut):
        assert before.last < after.first
        assert before.phase != after.phase or before.last + ONE_DAY < after.first


@given(COURSES, phase_lists(), DAYS, st.sampled_from(PLANS), DAYS)
def test_peer_meditrak_222_new_phase_rewrites_no_day_before_it(course, phases, start, slots, day):
    added = phase(len(phases) + 1, start, slots)
    changed = [*phases, added]
    if day < start:
        assert plan_on(course, changed, day) == plan_on(course, phases, day)
    if day == start and course.holds(day):
        assert plan_on(course, changed, day) == slots


def test_peer_medassist_ng_79_new_clock_time_leaves_past_days_as_they_were():
    early, late = parse_plan("dinner 18:00 20"), parse_plan("dinner 22:00 20")
    phases = [phase(1, START, early), phase(2, START + timedelta(7), late)]
    now = datetime(2026, 1, 12, 19, tzinfo=UTC)
    runs = due_runs(stretches(COURSE, phases, START, now.date()), now)
    assert [(run.first, run.last) for run in runs] == [(START, START + timedelta(6))]
    assert plan_on(COURSE, phases, START) == early


def test_peer_blood_pressure_monitor_616_old_dose_stays_beside_the_new():
    phases = [
        phase(1, START, parse_plan("dinner 10")),
        phase(2, date(2026, 2, 2), parse_plan("dinner 20")),
    ]
    cut = stretches(COURSE, phases, START, date(2026, 2, 28))
    assert [(run.days, run.phase.daily_ug) for run in cut] == [(28, mg(10)), (27, mg(20))]


def test_peer_medtimer_690_tomorrows_dose_is_not_due_today():
    [dinner] = parse_plan("dinner 20")
    assert not is_due(dinner, date(2026, 11, 24), datetime(2026, 11, 23, 23, 59, tzinfo=UTC))


def test_pause_with_a_last_day_gives_the_plan_back_the_day_after():
    plan = PLANS[0]
    phases = [phase(1, START, plan), phase(2, date(2026, 4, 20), until=date(2026, 4, 26))]
    days = ["2026-04-19", "2026-04-20", "2026-04-26", "2026-04-27"]
    found = [plan_on(COURSE, phases, date.fromisoformat(day)) for day in days]
    assert found == [plan, (), (), plan]


def test_open_pause_lasts_until_a_later_phase():
    plan, later = PLANS[0], PLANS[1]
    phases = [phase(1, START, plan), phase(2, date(2026, 4, 20)), phase(3, date(2026, 6, 1), later)]
    days = ["2026-04-20", "2026-05-31", "2026-06-01"]
    assert [plan_on(COURSE, phases, date.fromisoformat(day)) for day in days] == [(), (), later]


def test_plan_begun_inside_a_pause_ends_it():
    plan, later = PLANS[0], PLANS[1]
    pause = phase(2, date(2026, 4, 20), until=date(2026, 4, 30))
    phases = [phase(1, START, plan), pause, phase(3, date(2026, 4, 25), later)]
    days = ["2026-04-24", "2026-04-25", "2026-05-01"]
    assert [plan_on(COURSE, phases, date.fromisoformat(day)) for day in days] == [(), later, later]


def test_of_two_phases_of_one_day_the_later_recorded_is_in_force():
    phases = [phase(2, START, PLANS[1]), phase(1, START, PLANS[0])]
    assert plan_on(COURSE, phases, START) == PLANS[1]


def test_phase_that_starts_later_is_in_force_also_when_it_was_recorded_first():
    planned_ahead = phase(2, START + timedelta(14), PLANS[1])
    phases = [phase(1, START, PLANS[0]), planned_ahead, phase(3, START + timedelta(7), PLANS[2])]
    found = [plan_on(COURSE, phases, START + timedelta(days)) for days in (6, 7, 13, 14)]
    assert found == [PLANS[0], PLANS[2], PLANS[2], PLANS[1]]


def test_pause_until_the_end_of_the_calendar_is_a_pause():
    forever = phase(1, START, until=date.max)
    assert [run.phase for run in stretches(COURSE, [forever], START, date.max)] == [forever]


def test_outside_a_course_there_is_no_plan():
    phases = [phase(1, START - timedelta(10), PLANS[0])]
    ended = replace(COURSE, ended_on=START)
    assert plan_on(None, phases, START) is None
    assert plan_on(COURSE, phases, START - ONE_DAY) is None
    assert plan_on(ended, phases, START + ONE_DAY) is None
    assert plan_on(COURSE, [phase(1, START + ONE_DAY, PLANS[0])], START) is None
    assert stretches(ended, phases, START + ONE_DAY, START + ONE_DAY) == ()


@given(COURSES, phase_lists(), NOWS)
def test_due_runs_say_of_each_slot_of_each_day_whether_it_is_due(course, phases, now):
    first, last = START, START + timedelta(60)
    runs = due_runs(stretches(course, phases, first, last), now)
    told = {(day, run.slot) for run in runs for day in day_range(run.first, run.last)}
    expected = {
        (day, slot)
        for day in day_range(first, last)
        for slot in plan_on(course, phases, day) or ()
        if is_due(slot, day, now)
    }
    assert told == expected
    assert sum(run.days for run in runs) == len(told)


@given(st.times().map(lambda at: at.replace(second=0, microsecond=0)), NOWS)
def test_last_due_day_is_due_and_the_next_is_not(planned, now):
    slot = Slot(number=1, meal=Meal.DINNER, planned=planned, capsules=(mg(20),))
    day = last_due_day(slot, now)
    assert is_due(slot, day, now)
    assert not is_due(slot, day + ONE_DAY, now)
    assert day <= diary_day(now)


@pytest.mark.parametrize(
    ("planned", "not_yet", "due"),
    [
        ("08:00", "2026-01-05T11:59", "2026-01-05T12:00"),
        ("19:00", "2026-01-05T22:59", "2026-01-05T23:00"),
        ("23:00", "2026-01-06T02:59", "2026-01-06T03:00"),
        ("00:30", "2026-01-06T04:29", "2026-01-06T04:30"),
        ("03:59", "2026-01-06T07:58", "2026-01-06T07:59"),
        ("04:00", "2026-01-05T07:59", "2026-01-05T08:00"),
    ],
)
def test_dose_is_due_four_hours_after_its_time_also_around_midnight(planned, not_yet, due):
    slot = Slot(number=1, meal=Meal.DINNER, planned=time.fromisoformat(planned), capsules=(mg(20),))
    assert not is_due(slot, START, datetime.fromisoformat(not_yet))
    assert is_due(slot, START, datetime.fromisoformat(due))
    assert wall(START, slot.planned) + GRACE == datetime.fromisoformat(due)


@pytest.mark.parametrize("day", ["2026-03-29", "2026-10-25", "2026-11-01"])
def test_peer_medtimer_943_clock_change_moves_no_dose_by_an_hour(day):
    slot = Slot(number=1, meal=Meal.BREAKFAST, planned=time(8), capsules=(mg(20),))
    for zone in ("Europe/Warsaw", "America/New_York"):
        noon = datetime.combine(date.fromisoformat(day), time(12), ZoneInfo(zone))
        assert is_due(slot, noon.date(), noon)
        assert not is_due(slot, noon.date(), noon - timedelta(minutes=1))


def test_stretches_and_runs_count_both_ends():
    run = Stretch(first=START, last=START, phase=phase(1, START))
    assert run.days == 1
    assert DueRun(first=START, last=START + ONE_DAY, slot=PLANS[0][0]).days == 2
