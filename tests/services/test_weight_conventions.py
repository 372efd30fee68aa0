"""mg/kg by the start weight, the newest weight and the weight of each day."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from isodiary.domain.course import Course
from isodiary.domain.record import Weight
from isodiary.domain.units import kg, mg
from isodiary.services.weights import conventions, weight_series

START = date(2026, 1, 5)


def day(number):
    return START + timedelta(days=number)


def course(**more):
    return Course(start=START, product="Isotroin", reference_weight_g=kg(64), **more)


def test_the_worked_example_of_a_course_by_start_and_newest_weight():
    # clinical.md 9.3
    taken = [(day(0), mg(810)), (day(28), mg(2130)), (day(84), mg(2370))]
    found = conventions(course(), [Weight(day=day(139), grams=kg(61))], taken, day(139), mg(50))
    assert found.start.cumulative == Fraction("82.96875")
    assert found.newest.cumulative == Fraction(5310, 61)
    assert found.each_day.cumulative == Fraction("82.96875")
    assert (found.start.a_day, found.newest.a_day) == (Fraction(50, 64), Fraction(50, 61))


def test_each_day_divides_by_the_weight_that_was_valid_on_it():
    weights = [Weight(day=day(10), grams=kg(60)), Weight(day=day(20), grams=kg(50))]
    taken = [(day(9), mg(64)), (day(10), mg(60)), (day(19), mg(60)), (day(20), mg(50))]
    found = conventions(course(), weights, taken, day(30)).each_day
    assert found.cumulative == 4
    assert (found.weight_g, found.weighed_on) == (kg(50), day(20))


def test_what_was_swallowed_before_the_diary_is_divided_by_the_start_weight():
    weights = [Weight(day=day(1), grams=kg(50))]
    swallowed = [(day(1), mg(50))]
    found = conventions(course(), weights, swallowed, day(2), before_ug=mg(640))
    assert found.each_day.cumulative == 11
    assert found.start.cumulative == Fraction(690, 64)


def test_days_and_weights_outside_the_course_so_far_do_not_count():
    weights = [Weight(day=day(-3), grams=kg(70)), Weight(day=day(9), grams=kg(50))]
    taken = [(day(-1), mg(100)), (day(0), mg(64)), (day(9), mg(100))]
    found = conventions(course(), weights, taken, day(8))
    assert found.start.cumulative == found.each_day.cumulative == 1
    # as the summary has it, the newest weight may be one from before the course
    assert found.newest.cumulative == Fraction(64, 70)


def test_without_a_plan_there_is_nothing_a_day():
    assert conventions(course(), [], [], day(0)).start.a_day is None


GRAMS = st.integers(kg(30), kg(200))


@given(
    grams=GRAMS,
    taken=st.lists(st.tuples(st.integers(0, 100).map(day), st.integers(0, mg(80))), max_size=20),
)
def test_a_weight_that_never_changes_makes_all_three_the_same(grams, taken):
    of = Course(start=START, product="Isotroin", reference_weight_g=grams)
    found = conventions(of, [Weight(day=day(5), grams=grams)], taken, day(100))
    cumulative = {each.cumulative for each in (found.start, found.newest, found.each_day)}
    assert cumulative == {Fraction(sum(ug for _, ug in taken), grams)}


@given(
    weights=st.lists(st.tuples(st.integers(0, 100).map(day), GRAMS), max_size=8),
    taken=st.lists(st.tuples(st.integers(0, 100).map(day), st.integers(0, mg(80))), max_size=20),
)
def test_by_each_day_lies_between_the_lightest_and_the_heaviest(weights, taken):
    found = conventions(course(), [Weight(day=d, grams=g) for d, g in weights], taken, day(100))
    total = sum(ug for _, ug in taken)
    noted = [kg(64), *(grams for _, grams in weights)]
    assert Fraction(total, max(noted)) <= found.each_day.cumulative <= Fraction(total, min(noted))


def test_weights_stand_oldest_first_with_their_change():
    newer, older = Weight(day=day(9), grams=kg(61)), Weight(day=day(1), grams=kg(64))
    assert [(point.weight, point.change_g) for point in weight_series([newer, older])] == [
        (older, None),
        (newer, -3000),
    ]
