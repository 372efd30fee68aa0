"""A day's plan in one line, as it is typed and as it is stored."""

from __future__ import annotations

from datetime import date, time
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isodiary.domain.course import LONGEST_CYCLE, MOST_SLOTS, Plan, Slot
from isodiary.domain.day import wall
from isodiary.domain.dose import capsules_of
from isodiary.domain.meal import Meal
from isodiary.domain.plan import make_slots, parse_plan, parse_time, plan_text
from isodiary.domain.units import mg

MINUTES = st.times().map(lambda at: at.replace(second=0, microsecond=0))
CAPSULES = st.lists(st.integers(1, mg(40)), min_size=1, max_size=4).map(capsules_of)
DAYS = st.lists(
    st.tuples(st.sampled_from(Meal), MINUTES, CAPSULES),
    max_size=MOST_SLOTS,
    unique_by=lambda slot: slot[0],
).map(make_slots)
WITH_DOSES = DAYS.filter(bool)
WEEKDAYS = st.sets(st.integers(0, 6), min_size=1, max_size=6).map(lambda days: tuple(sorted(days)))
PLANS = st.one_of(
    WITH_DOSES.map(lambda slots: Plan(days=(slots,))),
    st.lists(DAYS, min_size=2, max_size=LONGEST_CYCLE)
    .filter(any)
    .map(lambda days: Plan(days=tuple(days))),
    st.builds(lambda slots, days: Plan(days=(slots,), weekdays=days), WITH_DOSES, WEEKDAYS),
)


def test_plan_is_read_with_the_usual_times():
    slots = (
        Slot(number=1, meal=Meal.BREAKFAST, planned=time(8), capsules=(mg(20), mg(10))),
        Slot(number=2, meal=Meal.DINNER, planned=time(19), capsules=(mg(20),)),
    )
    assert parse_plan("breakfast 20+10, dinner 20") == Plan(days=(slots,))


def test_plan_is_read_with_its_own_times_and_any_case():
    [[lunch]] = parse_plan(" LUNCH 7:05 40 ,").days
    assert (lunch.meal, lunch.planned, lunch.amount_ug) == (Meal.LUNCH, time(7, 5), mg(40))


@given(PLANS)
def test_plan_written_is_read_back(plan):
    assert parse_plan(plan_text(plan)) == plan


@given(DAYS)
def test_slots_are_numbered_by_their_time_of_day(slots):
    times = [wall(date(2026, 1, 5), slot.planned) for slot in slots]
    assert times == sorted(times)
    assert [slot.number for slot in slots] == list(range(1, len(slots) + 1))


def test_dose_after_midnight_is_the_last_of_the_day():
    plan = parse_plan("snack 00:30 20, breakfast 08:00 20, dinner 23:00 10")
    assert [slot.meal for slot in plan.slots] == [Meal.BREAKFAST, Meal.DINNER, Meal.SNACK]


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
        ("every 2 days: dinner 20", "needs the doses of 2 days"),
        ("every 2 days: dinner 20 / dinner 40 / -", "needs the doses of 2 days"),
        ("every 29 days: dinner 20" + " / -" * 28, "cycle is 1 to 28|every 2 to 28 days"),
        ("every 0 days: dinner 20", "every 2 to 28 days"),
        ("every 3 days: - / - / -", "a dose on one of its days"),
        ("every two days: dinner 20 / -", "not a day of the week"),
        ("Mon Wen: dinner 20", "“wen” is not a day of the week"),
        ("Mo We: dinner 20", "not a day of the week"),
        ("Mon Wed: dinner 20 / dinner 40", "Chosen weekdays"),
        ("Mon Wed: -", "a dose on one of its days"),
        ("dinner 20 / dinner 40", "in a rhythm only"),
        ("every 2 days: dinner 20, dinner 20 / -", "same meal"),
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


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("every 2 days: dinner 20 / dinner 40", "every 2 days: dinner 19:00 20 / dinner 19:00 40"),
        ("Every other day : dinner 20 / -", "every 2 days: dinner 19:00 20 / -"),
        ("every 3 days: dinner 20 / – / none", "every 3 days: dinner 19:00 20 / - / -"),
        ("every day: dinner 20", "dinner 19:00 20"),
        ("fri, Mon and wednesday: dinner 20:30 20", "Mon Wed Fri: dinner 20:30 20"),
        ("Mon. Wed. Fri.: dinner 20", "Mon Wed Fri: dinner 19:00 20"),
        ("Mon Tue Wed Thu Fri Sat Sun: dinner 20", "dinner 19:00 20"),
    ],
)
def test_rhythm_is_read_as_it_is_typed(typed, written):
    assert plan_text(parse_plan(typed)) == written


@pytest.mark.parametrize(
    ("plan", "mean"),
    [
        ("every 2 days: dinner 20 / dinner 40", Fraction(30_000)),
        ("Mon Wed Fri: dinner 20", Fraction(60_000, 7)),
        ("every 3 days: dinner 20 / - / -", Fraction(20_000, 3)),
        ("breakfast 20, dinner 20", Fraction(40_000)),
    ],
)
def test_planned_a_day_is_the_exact_mean_of_the_rhythm(plan, mean):
    assert parse_plan(plan).daily_ug == mean


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"days": ()}, "1 to 28 days"),
        ({"days": ((),)}, "a dose on some day"),
        ({"weekdays": (0, 0)}, "once each"),
        ({"weekdays": (2, 0)}, "once each"),
        ({"weekdays": (0, 7)}, "one to six"),
        ({"weekdays": (0, 1, 2, 3, 4, 5, 6)}, "one to six"),
    ],
)
def test_plan_that_cannot_be_is_refused(wrong, why):
    days = parse_plan("dinner 20").days
    with pytest.raises(ValueError, match=why):
        Plan(**{"days": days, **wrong})
    with pytest.raises(ValueError, match="same doses"):
        Plan(days=days * 2, weekdays=(0,))
