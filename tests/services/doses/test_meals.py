"""Meals and fat: counted and in mg, and what was not noted is never taken for an answer."""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction

import pytest

from isodiary.domain.dose import Outcome
from isodiary.domain.meal import Fat, Meal
from isodiary.domain.period import Period
from isodiary.domain.units import mg
from isodiary.services.doses.meals import Swallowed, read_meals
from isodiary.services.figures.summarise import summarise
from isodiary.storage.opening import open_diary
from tests.services.courses import DAY_AFTER, END, START, amend, begin, dose, variable_course, write

WHOLE = Period(first=START, last=END)
TWICE = 2 * timedelta(weeks=52)


@pytest.fixture
def diary(tmp_path):
    opened = open_diary(tmp_path / "isodiary.sqlite", now=DAY_AFTER)
    yield opened
    opened.close()


@pytest.fixture
def course(diary):
    """Four doses with food, one without, one not noted, one extra, and three not swallowed."""
    made = begin(diary)
    days = [START + timedelta(days=number) for number in range(5)]
    write(
        diary,
        dose(days[0], 1, "30", meal=Meal.BREAKFAST, fat=Fat.RICH),
        dose(days[1], 1, "30", meal=Meal.BREAKFAST, fat=Fat.LOW),
        dose(days[2], 1, "30", meal=Meal.NONE),
        dose(days[0], 2, meal=Meal.DINNER, fat=Fat.SOME),
        dose(days[1], 2, "10", Outcome.PARTIAL, meal=Meal.DINNER),
        dose(days[2], 2),
        dose(days[2], None, "10", meal=Meal.SNACK),
        dose(days[3], 1, outcome=Outcome.MISSED),
        dose(days[3], 2, outcome=Outcome.UNKNOWN),
        dose(days[4], 1, outcome=Outcome.SKIPPED),
    )
    return made


def test_each_cell_counts_doses_and_milligrams(diary, course):
    table = read_meals(diary, course, WHOLE)
    assert table.slots == (1, 2, None)
    assert table.meals == (Meal.BREAKFAST, Meal.DINNER, Meal.SNACK, Meal.NONE, None)
    assert table.at(1, Meal.BREAKFAST) == Swallowed(count=2, amount_ug=mg(60))
    assert table.at(2, Meal.DINNER) == Swallowed(count=2, amount_ug=mg(30))
    assert table.at(2, Meal.BREAKFAST) == Swallowed()
    assert table.with_meal(Meal.NONE) == Swallowed(count=1, amount_ug=mg(30))


def test_shares_are_of_the_milligrams_noted_and_the_rest_is_apart(diary, course):
    table = read_meals(diary, course, WHOLE)
    assert table.main_meal_percent == Fraction(100 * 90, 130)
    assert table.meal_not_noted == Swallowed(count=1, amount_ug=mg(20))
    assert table.with_fat_percent == Fraction(100 * 50, 80)
    assert table.fat_not_noted == Swallowed(count=4, amount_ug=mg(70))


def test_counts_agree_with_those_of_the_summary(diary):
    course = variable_course(diary)
    table = read_meals(diary, course, WHOLE)
    said = summarise(diary, now=DAY_AFTER, last=END, warning_signs={}).meals
    assert {meal: table.with_meal(meal).count for meal in table.meals if meal} == said.by_meal
    assert table.meal_not_noted.count == said.not_noted


def test_only_the_days_of_the_period_and_the_course_count(diary, course):
    write(diary, dose(START - timedelta(days=1), None, "40", meal=Meal.LUNCH))
    second = Period(first=START + timedelta(days=1), last=START + timedelta(days=1))
    assert read_meals(diary, course, second).at(1, Meal.BREAKFAST).count == 1
    before = Period(first=START - timedelta(days=9), last=START)
    assert read_meals(diary, course, before).meals == (Meal.BREAKFAST, Meal.DINNER)


def test_nothing_swallowed_has_no_share(diary):
    table = read_meals(diary, begin(diary), WHOLE)
    assert table.empty
    assert (table.main_meal_percent, table.with_fat_percent) == (None, None)
    assert (table.slots, table.meals) == ((), ())


def test_a_corrected_meal_is_counted_anew(diary, course):
    write(diary, before := dose(START + timedelta(days=6), 2, meal=Meal.DINNER))
    assert read_meals(diary, course, WHOLE).at(2, Meal.DINNER).count == 3
    after = dose(before.day, 2, meal=Meal.LUNCH, id=before.id)
    amend(diary, before, after)
    table = read_meals(diary, course, WHOLE)
    assert (table.at(2, Meal.DINNER).count, table.at(2, Meal.LUNCH).count) == (2, 1)


def test_years_of_a_long_course_are_added_up(diary):
    course = begin(diary)
    days = [START, START + TWICE - timedelta(days=1), START + TWICE]
    write(diary, *(dose(day, 1, meal=Meal.DINNER) for day in days))
    long = Period(first=START, last=START + TWICE)
    assert read_meals(diary, course, long).at(1, Meal.DINNER).count == 3
