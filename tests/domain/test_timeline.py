"""Which plan is in force on a day, and what is due, checked day by day."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from fractions import Fraction
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isodiary.domain.course import Course, Opening, Phase, Slot
from isodiary.domain.day import ONE_DAY, wall
from isodiary.domain.dose import Dose, Outcome
from isodiary.domain.meal import Meal
from isodiary.domain.plan import parse_plan
from isodiary.domain.timeline import (
    GRACE,
    Stretch,
    is_due,
    open_slots,
    opening_range,
    phase_on,
    plan_on,
    planned_before,
    reached_on,
    slots_on,
    stretches,
    with_planned,
)
from isodiary.domain.units import kg, mg

START = date(2026, 1, 5)
COURSE = Course(start=START, product="", reference_weight_g=kg(64))
PLANS = [
    parse_plan("breakfast 20, dinner 10"),
    parse_plan("dinner 23:00 40"),
    parse_plan("breakfast 10, lunch 10, snack 02:30 10"),
    parse_plan("every 3 days: dinner 20 / - / breakfast 20, dinner 20"),
    parse_plan("Mon Wed Fri: dinner 20"),
    None,
]
EVENING = time(19)
DAYS = st.integers(-10, 60).map(lambda days: START + timedelta(days))


@st.composite
def phase_lists(draw):
    made = []
    for number in range(1, draw(st.integers(0, 7)) + 1):
        start, plan = draw(DAYS), draw(st.sampled_from(PLANS))
        lasts = draw(st.none() | st.integers(0, 20)) if not plan else None
        until = None if lasts is None else start + timedelta(lasts)
        at = draw(st.none() | st.just(time(12))) if plan else None
        made.append(phase(number, start, plan, until=until, at=at))
    return made


COURSES = st.just(COURSE) | st.integers(0, 60).map(
    lambda days: replace(COURSE, ended_on=START + timedelta(days))
)
NOWS = st.timedeltas(timedelta(0), timedelta(days=90)).map(
    lambda later: datetime(2025, 12, 20, tzinfo=UTC) + later
)


def phase(number, start, plan=None, until=None, at=None) -> Phase:
    return Phase(
        course=COURSE.id,
        number=number,
        start=start,
        at=at,
        plan=plan,
        until=until,
        id=f"phase-{number}",
    )


def of(text) -> tuple[Slot, ...]:
    """The slots of a day on which a plan has the same doses every day."""
    return parse_plan(text).days[0]


def day_range(first, last):
    return [first + timedelta(n) for n in range((last - first).days + 1)]


@given(COURSES, phase_lists(), DAYS, DAYS)
def test_stretches_say_of_each_day_what_the_phases_say(course, phases, first, last):
    cut = stretches(course, phases, first, last)
    told = {day: run.phase for run in cut for day in day_range(run.first, run.last)}
    in_course = [day for day in day_range(first, last) if course.keeps(day)]
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
def test_peer_meditrak_222_new_phase_rewrites_no_day_before_it(course, phases, start, plan, day):
    added = phase(len(phases) + 1, start, plan)
    changed = [*phases, added]
    if day < start:
        assert plan_on(course, changed, day) == plan_on(course, phases, day)
    if day == start and course.holds(day):
        assert plan_on(course, changed, day) == added.slots_on(day)


def test_peer_medassist_ng_79_new_clock_time_leaves_past_days_as_they_were():
    early, late = parse_plan("dinner 18:00 20"), parse_plan("dinner 22:00 20")
    phases = [phase(1, START, early), phase(2, START + timedelta(7), late)]
    now = datetime(2026, 1, 12, 19, tzinfo=UTC)
    found = open_slots(COURSE, phases, {}, day_range(START, now.date()), now)
    assert [day for day, _ in found] == day_range(START, START + timedelta(6))
    assert plan_on(COURSE, phases, START) == early.days[0]


def test_peer_blood_pressure_monitor_616_old_dose_stays_beside_the_new():
    phases = [
        phase(1, START, parse_plan("dinner 10")),
        phase(2, date(2026, 2, 2), parse_plan("dinner 20")),
    ]
    cut = stretches(COURSE, phases, START, date(2026, 2, 28))
    assert [(run.days, run.phase.daily_ug) for run in cut] == [
        (28, Fraction(mg(10))),
        (27, Fraction(mg(20))),
    ]


def test_peer_medtimer_690_tomorrows_dose_is_not_due_today():
    [dinner] = of("dinner 20")
    assert not is_due(dinner, date(2026, 11, 24), datetime(2026, 11, 23, 23, 59, tzinfo=UTC))


def test_pause_with_a_last_day_gives_the_plan_back_the_day_after():
    plan = PLANS[0]
    phases = [phase(1, START, plan), phase(2, date(2026, 4, 20), until=date(2026, 4, 26))]
    days = ["2026-04-19", "2026-04-20", "2026-04-26", "2026-04-27"]
    found = [plan_on(COURSE, phases, date.fromisoformat(day)) for day in days]
    assert found == [plan.days[0], (), (), plan.days[0]]


def test_open_pause_lasts_until_a_later_phase():
    plan, later = PLANS[0], PLANS[1]
    phases = [phase(1, START, plan), phase(2, date(2026, 4, 20)), phase(3, date(2026, 6, 1), later)]
    days = ["2026-04-20", "2026-05-31", "2026-06-01"]
    assert [plan_on(COURSE, phases, date.fromisoformat(day)) for day in days] == [
        (),
        (),
        later.days[0],
    ]


def test_plan_begun_inside_a_pause_ends_it():
    plan, later = PLANS[0], PLANS[1]
    pause = phase(2, date(2026, 4, 20), until=date(2026, 4, 30))
    phases = [phase(1, START, plan), pause, phase(3, date(2026, 4, 25), later)]
    days = ["2026-04-24", "2026-04-25", "2026-05-01"]
    found = [plan_on(COURSE, phases, date.fromisoformat(day)) for day in days]
    assert found == [(), later.days[0], later.days[0]]


def test_of_two_phases_of_one_day_the_later_recorded_is_in_force():
    phases = [phase(2, START, PLANS[1]), phase(1, START, PLANS[0])]
    assert plan_on(COURSE, phases, START) == PLANS[1].days[0]


def test_phase_that_starts_later_is_in_force_also_when_it_was_recorded_first():
    planned_ahead = phase(2, START + timedelta(14), PLANS[1])
    phases = [phase(1, START, PLANS[0]), planned_ahead, phase(3, START + timedelta(7), PLANS[2])]
    found = [plan_on(COURSE, phases, START + timedelta(days)) for days in (6, 7, 13, 14)]
    assert found == [PLANS[each].days[0] for each in (0, 2, 2, 1)]


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
def test_open_slots_are_those_planned_whose_time_has_passed(course, phases, now):
    days = day_range(START, START + timedelta(60))
    told = set(open_slots(course, phases, {}, days, now))
    expected = {
        (day, slot)
        for day in days
        for slot in plan_on(course, phases, day) or ()
        if is_due(slot, day, now)
    }
    assert told == expected


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


def test_stretch_counts_both_ends():
    run = Stretch(first=START, last=START, phase=phase(1, START))
    assert run.days == 1


def days_of(plan, count, *, first=START, course=COURSE, more=()):
    """The mg of so many days from `first` on."""
    phases = [phase(1, course.diary_start, parse_plan(plan)), *more]
    found = [plan_on(course, phases, first + timedelta(n)) for n in range(count)]
    return [None if slots is None else sum(s.amount_ug for s in slots) // 1000 for slots in found]


@pytest.mark.parametrize(
    ("plan", "expected"),
    [
        ("every 2 days: dinner 20 / dinner 40", [20, 40, 20, 40, 20, 40, 20]),
        ("every 3 days: dinner 20 / - / -", [20, 0, 0, 20, 0, 0, 20]),
        ("Mon Wed Fri: dinner 20", [20, 0, 20, 0, 20, 0, 0]),  # from a Monday on
        ("every day: dinner 20", [20] * 7),
    ],
)
def test_rhythm_gives_each_day_of_its_cycle_its_own_doses(plan, expected):
    assert days_of(plan, 7) == expected


def test_cycle_counts_on_through_a_pause():
    pause = phase(2, START + timedelta(3), until=START + timedelta(5))
    found = days_of("every 2 days: dinner 20 / dinner 40", 8, more=[pause])
    assert found == [20, 40, 20, 0, 0, 0, 20, 40]


def test_nothing_is_due_before_the_diary_start():
    course = replace(COURSE, kept_from=START + timedelta(2))
    assert days_of("every 2 days: dinner 20 / dinner 40", 5, course=course) == [0, 0, 20, 40, 20]
    assert stretches(course, [phase(1, START, PLANS[0])], START, START + timedelta(3))[0].first == (
        course.diary_start
    )


def test_course_kept_from_the_evening_does_not_owe_the_morning():
    course = replace(COURSE, kept_from=START, kept_at=EVENING)
    phases = [phase(1, START, parse_plan("breakfast 20, dinner 20"))]
    assert [slot.number for slot in plan_on(course, phases, START) or ()] == [2]
    assert len(plan_on(course, phases, START + ONE_DAY) or ()) == 2
    assert planned_before(course, phases) == mg(20)


@pytest.mark.parametrize(
    ("plan", "days", "before"),
    [
        ("dinner 40", 28, 28 * 40),
        ("every 2 days: dinner 20 / dinner 40", 28, 14 * 60),
        ("every 2 days: dinner 20 / dinner 40", 1, 40),  # it counts back: the day before is day 2
        ("every 3 days: dinner 20 / - / -", 5, 20),
        ("every 3 days: dinner 20 / - / -", 6, 40),
        ("Mon Wed Fri: dinner 20", 3, 20),  # Friday, Saturday, Sunday
    ],
)
def test_as_planned_counts_back_from_the_diary_start(plan, days, before):
    course = replace(
        COURSE, start=START - timedelta(days), kept_from=START, opening=Opening.PLANNED
    )
    assert planned_before(course, [phase(1, START, parse_plan(plan))]) == mg(before)


def test_what_was_before_the_diary_start_is_a_range_only_if_it_is_not_known():
    phases = [phase(1, START, parse_plan("dinner 40"))]
    begun = replace(COURSE, start=START - timedelta(10), kept_from=START)
    ranges = [
        opening_range(replace(begun, opening=Opening.MG, opening_ug=mg(300)), phases),
        opening_range(replace(begun, opening=Opening.PLANNED), phases),
        opening_range(replace(begun, opening=Opening.UNKNOWN), phases),
    ]
    assert ranges == [(mg(300), mg(300)), (mg(400), mg(400)), (0, mg(400))]


def logged(day, slot, planned, by, **more):
    dose = Dose(day=day, slot=slot.number, outcome=Outcome.TAKEN, amount_ug=planned, **more)
    return with_planned(dose, slot, by)


def test_plan_changed_at_noon_leaves_the_morning_and_gives_the_evening():
    old, new = parse_plan("breakfast 20, dinner 20"), parse_plan("dinner 40")
    phases = [phase(1, START, old), phase(2, START + timedelta(3), new, at=time(8, 1))]
    noon = START + timedelta(3)
    morning = logged(noon, old.days[0][0], mg(20), "phase-1")
    found = slots_on(COURSE, phases, noon, [morning])
    assert [(each.number, each.meal, each.amount_ug) for each in found] == [
        (1, Meal.BREAKFAST, mg(20)),
        (2, Meal.DINNER, mg(40)),
    ]
    assert slots_on(COURSE, phases, noon + ONE_DAY, []) == new.days[0]
    assert phase_on(phases, noon).number == 2


def test_dose_that_is_logged_stays_due_as_it_was_planned_whatever_is_planned_later():
    old = parse_plan("breakfast 20, dinner 20")
    doses = [logged(START, slot, mg(20), "phase-1") for slot in old.days[0]]
    first = phase(1, START, old)
    for later in (phase(2, START, parse_plan("lunch 60")), phase(2, START)):
        assert slots_on(COURSE, [first, later], START, doses) == old.days[0]


def test_plan_recorded_late_gives_only_doses_after_the_last_logged_one_at_other_meals():
    old = parse_plan("breakfast 20, lunch 20, dinner 20")
    new = parse_plan("breakfast 10, lunch 10, dinner 10")
    phases = [phase(1, START, old), phase(2, START, new)]
    day = START + timedelta(2)
    lunch = logged(day, old.days[0][1], mg(20), "phase-1")
    found = slots_on(COURSE, phases, day, [lunch])
    assert [(each.number, each.meal, each.amount_ug) for each in found] == [
        (1, Meal.BREAKFAST, mg(20)),
        (2, Meal.LUNCH, mg(20)),
        (3, Meal.DINNER, mg(10)),
    ]


def test_dose_logged_early_under_the_plan_in_force_takes_nothing_from_it():
    plan = parse_plan("breakfast 20, lunch 20, dinner 20")
    phases = [phase(1, START, parse_plan("dinner 40")), phase(2, START, plan)]
    dinner = logged(START, plan.days[0][2], mg(20), "phase-2")
    assert slots_on(COURSE, phases, START, [dinner]) == plan.days[0]


@given(phase_lists(), st.data())
def test_slots_of_a_day_have_numbers_of_their_own_and_hold_every_logged_one(phases, data):
    day = data.draw(DAYS)
    doses: list[Dose] = []
    for _ in range(data.draw(st.integers(0, 3))):
        open_ = [
            slot
            for slot in slots_on(COURSE, phases, day, doses) or ()
            if slot.number not in {dose.slot for dose in doses}
        ]
        if open_:
            by = data.draw(st.sampled_from(phases)).id
            doses.append(logged(day, data.draw(st.sampled_from(open_)), mg(10), by))
    found = slots_on(COURSE, phases, day, doses) or ()
    numbers = [slot.number for slot in found]
    assert numbers == sorted(set(numbers))
    assert {dose.slot for dose in doses} <= set(numbers) <= {1, 2, 3}
    held: dict[int | None, tuple[int, ...]] = {slot.number: slot.capsules for slot in found}
    assert all(held[dose.slot] == dose.planned_capsules for dose in doses)


@given(COURSES, phase_lists(), st.integers(1, 3_000), DAYS)
def test_target_is_reached_on_the_day_a_walk_through_the_calendar_says(course, phases, need, last):
    found = reached_on(course, phases, Fraction(mg(need)), last)
    day, left = last, mg(need)
    for _ in range(400):
        day += ONE_DAY
        left -= sum(slot.amount_ug for slot in plan_on(course, phases, day) or ())
        if left <= 0:
            break
    if left <= 0 or (found is not None and found <= day):
        assert found == day
