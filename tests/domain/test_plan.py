"""A day's plan in one line, as it is typed and as it is stored."""

from __future__ import annotations

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isodiary.domain.course import MOST_SLOTS, Slot
from isodiary.domain.day import wall
from isodiary.domain.dose import capsules_of
from isodiary.domain.meal import Meal
from isodiary.domain.plan import make_plan, parse_plan, parse_time, plan_text
from isodiary.domain.units import mg

MINUTES = st.times().map(lambda at: at.replace(second=0, microsecond=0))
CAPSULES = st.lists(st.integers(1, mg(40)), min_size=1, max_size=4).map(capsules_of)
PLANS = st.lists(
    st.tuples(st.sampled_from(Meal), MINUTES, CAPSULES),
    min_size=1,
    max_size=MOST_SLOTS,
    unique_by=lambda slot: slot[0],
).map(make_plan)


def test_plan_is_read_with_the_usual_times():
    assert parse_plan("breakfast 20+10, dinner 20") == (
        Slot(number=1, meal=Meal.BREAKFAST, planned=time(8), capsules=(mg(20), mg(10))),
        Slot(number=2, meal=Meal.DINNER, planned=time(19), capsules=(mg(20),)),
    )


def test_plan_is_read_with_its_own_times_and_any_case():
    [lunch] = parse_plan(" LUNCH 7:05 40 ,")
    assert (lunch.meal, lunch.planned, lunch.amount_ug) == (Meal.LUNCH, time(7, 5), mg(40))


@given(PLANS)
def test_plan_written_is_read_back(plan):
    assert parse_plan(plan_text(plan)) == plan


@given(PLANS)
def test_slots_are_numbered_by_their_time_of_day(plan):
    times = [wall(date(2026, 1, 5), slot.planned) for slot in plan]
    assert times == sorted(times)
    assert [slot.number for slot in plan] == list(range(1, len(plan) + 1))


def test_dose_after_midnight_is_the_last_of_the_day():
    plan = parse_plan("snack 00:30 20, breakfast 08:00 20, dinner 23:00 10")
    assert [slot.meal for slot in plan] == [Meal.BREAKFAST, Meal.DINNER, Meal.SNACK]


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("", "1 to 3 doses"),
        (" , ", "1 to 3 doses"),
        ("breakfast 10, lunch 10, snack 10, dinner 10", "1 to 3 doses"),
        ("dinner 20, dinner 21:00 20", "same meal"),
        ("tea 20", "is not a meal; the meals are breakfast, lunch"),
        ("dinner", "is not a meal and capsules"),
        ("dinner 19:00 20 mg", "is not a meal and capsules"),
        ("dinner twenty", "not capsules in mg"),
        ("dinner 25:00 20", "not a time"),
        ("dinner 1900 20", "not a time"),
    ],
)
def test_what_is_no_plan_is_refused_with_how_to_write_one(typed, why):
    with pytest.raises(ValueError, match=why):
        parse_plan(typed)


@given(MINUTES)
def test_time_written_is_read_back(at):
    assert parse_time(f"{at:%H:%M}") == at


@pytest.mark.parametrize(
    "typed", ["", ":", "7", "7:5", "24:00", "12:60", "-1:00", "1 2:00", "19.05", "²:00"]
)
def test_what_is_no_time_is_refused(typed):
    with pytest.raises(ValueError, match="is not a time such as 19:05"):
        parse_time(typed)
