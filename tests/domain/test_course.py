"""Courses and phases: what can be, and how their days are counted."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, time, timedelta
from fractions import Fraction

import pytest

from isodiary.domain.course import Course, Opening, Phase, Plan, Slot
from isodiary.domain.meal import Fat, Meal
from isodiary.domain.plan import parse_plan
from isodiary.domain.units import kg, mg

START = date(2026, 1, 5)
COURSE = Course(start=START, product="Capsules 20 mg", reference_weight_g=kg(64))
DINNER = Slot(number=1, meal=Meal.DINNER, planned=time(19), capsules=(mg(20),))
PLAN = Plan(days=((DINNER,),))


@pytest.mark.parametrize(
    ("day", "number", "week"),
    [("2026-01-05", 1, 1), ("2026-01-11", 7, 1), ("2026-01-12", 8, 2), ("2026-05-24", 140, 20)],
)
def test_days_and_weeks_of_a_course_are_counted_from_one(day, number, week):
    assert COURSE.day_number(date.fromisoformat(day)) == number
    assert COURSE.week_number(date.fromisoformat(day)) == week


def test_course_holds_its_first_and_its_last_day():
    ended = replace(COURSE, ended_on=date(2026, 6, 21))
    days = [START - timedelta(1), START, date(2026, 6, 21), date(2026, 6, 22)]
    assert [ended.holds(day) for day in days] == [False, True, True, False]
    assert COURSE.holds(date(2036, 1, 1))


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"reference_weight_g": kg(9)}, "10 to 700 kg"),
        ({"planned_weeks": 0}, "1 to 520 weeks"),
        ({"planned_weeks": 521}, "1 to 520 weeks"),
        ({"target_ug_per_kg": 0}, "above 0"),
        ({"target_ug_per_kg": 1_000_001}, "1,000 mg/kg"),
        ({"opening_ug": -1}, "opening amount"),
        ({"opening_ug": 200_000_001}, "opening amount"),
        ({"ended_on": START - timedelta(1)}, "end before it begins"),
        ({"kept_from": START - timedelta(1)}, "cannot begin before it"),
        ({"kept_from": START + timedelta(9), "ended_on": START}, "end before it begins"),
        ({"opening": Opening.UNKNOWN, "opening_ug": 1}, "has no mg"),
    ],
)
def test_course_that_cannot_be_is_refused(wrong, why):
    with pytest.raises(ValueError, match=why):
        replace(COURSE, **wrong)


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"number": 0}, "a slot is 1 to 3"),
        ({"number": 4}, "a slot is 1 to 3"),
        ({"capsules": ()}, "needs capsules"),
        ({"capsules": (mg(10), mg(20))}, "strongest"),
        ({"planned": time(19, 0, 30)}, "minute of the day"),
        ({"planned": time(19, 0, tzinfo=UTC)}, "minute of the day"),
    ],
)
def test_slot_that_cannot_be_is_refused(wrong, why):
    with pytest.raises(ValueError, match=why):
        replace(DINNER, **wrong)


@pytest.mark.parametrize(
    ("slots", "why"),
    [
        ((replace(DINNER, number=2),), "numbered from 1"),
        ((DINNER, replace(DINNER, number=2)), "same meal"),
        ((DINNER, replace(DINNER, number=2, meal=Meal.LUNCH, planned=time(13))), "time of day"),
        ((DINNER,) * 4, "at most 3"),
    ],
)
def test_phase_whose_plan_could_not_be_read_back_is_refused(slots, why):
    with pytest.raises(ValueError, match=why):
        Plan(days=(slots,))


def test_only_a_pause_has_a_last_day_and_it_is_not_before_the_first():
    with pytest.raises(ValueError, match="only a pause"):
        Phase(course=COURSE.id, number=1, start=START, plan=PLAN, until=START)
    with pytest.raises(ValueError, match="end before it begins"):
        Phase(course=COURSE.id, number=1, start=START, until=START - timedelta(1))
    with pytest.raises(ValueError, match="begins with its day"):
        Phase(course=COURSE.id, number=1, start=START, at=time(19))
    with pytest.raises(ValueError, match="minute of the day"):
        Phase(course=COURSE.id, number=1, start=START, plan=PLAN, at=time(19, 0, 1))
    assert Phase(course=COURSE.id, number=1, start=START, until=START).pause


def test_day_of_a_phase_is_the_sum_of_its_slots():
    plan = parse_plan("breakfast 20+10, dinner 20")
    phase = Phase(course=COURSE.id, number=1, start=START, plan=plan)
    assert (phase.daily_ug, phase.pause) == (Fraction(mg(50)), False)
    assert replace(phase, plan=None).daily_ug == 0


def test_main_meals_are_three_and_every_meal_has_its_usual_hour():
    assert [meal for meal in Meal if meal.main] == [Meal.BREAKFAST, Meal.LUNCH, Meal.DINNER]
    assert len({meal.usual_time for meal in Meal}) == len(Meal)
    assert list(Fat) == [Fat.LOW, Fat.SOME, Fat.RICH]


def test_diary_kept_from_the_first_capsule_is_said_in_one_way():
    assert replace(COURSE, kept_from=START) == COURSE
    assert replace(COURSE, kept_from=START, kept_at=time(19)).kept_from == START
    assert (COURSE.diary_start, COURSE.keeps(START)) == (START, True)
    later = replace(COURSE, kept_from=START + timedelta(30))
    assert (later.diary_start, later.keeps(START), later.holds(START)) == (
        START + timedelta(30),
        False,
        True,
    )


def test_day_and_week_stop_at_the_last_capsule():
    ended = replace(COURSE, ended_on=START + timedelta(9))
    assert (ended.day_number(date(2027, 1, 1)), ended.week_number(date(2027, 1, 1))) == (10, 2)
