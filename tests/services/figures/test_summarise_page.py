from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest

from isodiary.domain.dose import Outcome
from isodiary.domain.errors import NothingThere, Refused
from isodiary.domain.lab import LabResult
from isodiary.domain.meal import Meal
from isodiary.domain.record import Contact, ContactKind, Patient, Visit, Weight
from isodiary.domain.units import kg, mg
from isodiary.storage.reads.course import phases_of
from tests.scratch import scratch_diary
from tests.services.courses import (
    DAY_AFTER,
    END,
    MONDAY,
    SECOND,
    START,
    THIRD,
    TUESDAY,
    WEDNESDAY,
    ZONE,
    amend,
    begin,
    days,
    dose,
    of,
    phase,
    symptom,
    write,
)


@pytest.fixture
def diary():
    opened = scratch_diary()
    yield opened
    opened.close()


# Which course and which period


def test_the_period_begins_the_day_after_the_last_visit(diary):
    begin(diary)
    write(diary, Visit(day=START), Visit(day=SECOND), Visit(day=THIRD))
    assert of(diary, last=THIRD).period.first == SECOND + timedelta(days=1)


def test_without_a_visit_the_period_begins_with_the_course(diary):
    begin(diary)
    write(diary, Visit(day=START - timedelta(days=30)))
    assert of(diary).period.first == START


def test_the_period_ends_today_which_turns_at_four(diary):
    begin(diary)
    night = datetime.combine(TUESDAY, time(3, 59), ZONE)
    assert of(diary, now=night, last=None).period.last == MONDAY
    assert of(diary, now=night + timedelta(minutes=1), last=None).period.last == TUESDAY


def test_the_period_goes_on_to_today_after_the_last_capsule(diary):
    begin(diary, ended_on=TUESDAY, target_ug_per_kg=mg(120))
    write(diary, symptom(END, 3, "thoughts"))
    summary = of(diary, last=None, signs={"thoughts": 1})
    assert (summary.period.first, summary.period.last) == (START, DAY_AFTER.date())
    assert [sign.day for sign in summary.warning_signs] == [END]
    assert (summary.course_day, summary.course_week) == (2, 1)
    assert (summary.dose.planned_ug, summary.dose.days_left, summary.expected_on) == (0, None, None)


def test_after_the_end_of_a_course_nothing_is_planned_nor_due(diary):
    begin(diary, ended_on=TUESDAY)
    figures = of(diary, last=END).dose
    assert (figures.planned_ug, figures.due) == (0, 4)


def test_before_the_course_begins_nothing_is_due(diary):
    begin(diary)
    earlier = START - timedelta(days=10)
    write(diary, symptom(earlier, 1))
    summary = of(diary, first=earlier, last=START)
    assert summary.period.first == earlier
    assert summary.dose.due == 2
    assert summary.symptoms[0].days_answered == 1


def test_a_second_course_begins_anew(diary):
    begin(diary, ended_on=TUESDAY, opening_ug=mg(100))
    second = begin(diary, "dinner 30", start=SECOND)
    write(diary, dose(START, 1), dose(SECOND, 1, "30"))
    summary = of(diary, last=SECOND)
    assert summary.course == second
    assert summary.dose.cumulative_ug == mg(30)
    assert [step.daily_ug for step in summary.steps] == [mg(30)]


def test_between_two_courses_the_earlier_one_is_meant(diary):
    first = begin(diary, ended_on=TUESDAY)
    begin(diary, start=THIRD)
    assert of(diary, last=SECOND).course == first


def test_without_a_course_there_is_nothing_to_sum(diary):
    with pytest.raises(NothingThere, match="no course"):
        of(diary)


def test_before_the_first_course_there_is_nothing_to_sum(diary):
    begin(diary)
    with pytest.raises(NothingThere):
        of(diary, last=START - timedelta(days=1))


def test_a_period_that_ends_before_it_begins_is_refused(diary):
    begin(diary)
    with pytest.raises(Refused, match=r"2026-01-07 and end on 2026-01-06"):
        of(diary, first=WEDNESDAY, last=TUESDAY)


# Symptoms


def test_what_was_not_answered_is_not_nothing(diary):
    begin(diary)
    write(diary, symptom(TUESDAY, 2), symptom(WEDNESDAY, 0))
    summary = of(diary, last=WEDNESDAY)
    [headache] = summary.symptoms
    assert (headache.mean, headache.days_answered, headache.days_present) == (1, 2, 1)
    assert (headache.worst, summary.answered_days, summary.period.days) == (2, 2, 3)


def test_the_worst_symptom_stands_first_then_the_most_frequent_then_by_mean_and_name(diary):
    begin(diary)
    write(
        diary,
        symptom(MONDAY, 3, "rare"),
        symptom(MONDAY, 1, "often"),
        symptom(TUESDAY, 1, "often"),
        symptom(MONDAY, 1, "b_once"),
        symptom(MONDAY, 1, "a_once"),
        symptom(MONDAY, 1, "thin"),
        symptom(TUESDAY, 0, "thin"),
    )
    names = [figures.symptom for figures in of(diary, last=TUESDAY).symptoms]
    assert names == ["rare", "often", "a_once", "b_once", "thin"]


def test_the_period_before_is_as_long_and_stands_beside(diary):
    begin(diary)
    write(diary, *(symptom(day, n % 4) for n, day in enumerate(days(START, SECOND))))
    summary = of(diary, first=START + timedelta(days=14), last=START + timedelta(days=20))
    before = summary.symptoms_before["headache"]
    assert (before.days_answered, before.severity_sum) == (7, 3 + 0 + 1 + 2 + 3 + 0 + 1)


@pytest.mark.parametrize(
    ("visits", "first", "wanted"),
    [
        ((7, 17, 27), None, (18, 27, 10)),  # since the last visit: between the two before
        ((7, 17, 27), 28, (18, 27, 10)),  # however it was asked for
        ((7, 17, 27), 29, (19, 28, 10)),
        ((27,), None, (17, 27, 11)),  # there are no two visits before
        ((-30, 27), None, (0, 27, 28)),  # nothing before the diary start
        ((-30, -1), None, None),
        ((7, 17, 38), None, (8, 17, 10)),  # one on the last day is not yet the last
    ],
)
def test_since_the_last_visit_the_period_before_lies_between_the_two_before(
    diary, visits, first, wanted
):
    begin(diary)
    last = START + timedelta(days=38)
    write(diary, *(symptom(day, 1) for day in days(START, last)))
    write(diary, *(Visit(day=START + timedelta(days=day)) for day in visits))
    begun = None if first is None else START + timedelta(days=first)
    summary = of(diary, first=begun, last=last)
    answered = summary.symptoms_before.get("headache")
    if wanted is None:
        assert (answered, summary.before) == (None, summary.period.before())
    else:
        from_, to, count = wanted
        assert summary.before.first == START + timedelta(days=from_)
        assert summary.before.last == START + timedelta(days=to)
        assert answered.days_answered == count


def test_warning_signs_are_those_present_newest_first(diary):
    begin(diary)
    write(
        diary,
        symptom(MONDAY, 1, "vision"),
        symptom(TUESDAY, 0, "vision"),
        symptom(WEDNESDAY, 2, "vision", note="rang the clinic"),
        symptom(WEDNESDAY, 3, "lips_dry"),
    )
    signs = of(diary, last=WEDNESDAY, signs={"vision": 1}).warning_signs
    assert [(sign.day, sign.severity, sign.note) for sign in signs] == [
        (WEDNESDAY, 2, "rang the clinic"),
        (MONDAY, 1, ""),
    ]


def test_a_step_has_the_symptoms_of_its_days_but_not_of_the_pause(diary):
    course = begin(diary)
    write(diary, phase(course, 2, TUESDAY, until=TUESDAY))
    write(diary, symptom(MONDAY, 1), symptom(TUESDAY, 3), symptom(WEDNESDAY, 2))
    [step] = of(diary, last=WEDNESDAY).steps
    assert (step.first, step.last, step.days) == (MONDAY, WEDNESDAY, 2)
    assert step.symptoms["headache"].mean == Fraction(3, 2)


def test_the_same_amount_in_other_slots_is_the_same_step(diary):
    course = begin(diary, "breakfast 20, dinner 20")
    write(diary, phase(course, 2, TUESDAY, "dinner 40"), phase(course, 3, WEDNESDAY, "dinner 20"))
    steps = of(diary, last=WEDNESDAY).steps
    assert [(step.daily_ug, step.days, step.due) for step in steps] == [
        (mg(40), 2, 3),
        (mg(20), 1, 1),
    ]


# The rest of the page


def test_meals_are_counted_of_the_doses_swallowed(diary):
    begin(diary)
    write(
        diary,
        dose(MONDAY, 1, meal=Meal.BREAKFAST),
        dose(MONDAY, 2, meal=Meal.SNACK),
        dose(TUESDAY, 1),
        dose(TUESDAY, 2, outcome=Outcome.MISSED),
        dose(TUESDAY, None, meal=Meal.DINNER),
    )
    meals = of(diary, last=TUESDAY).meals
    assert meals.by_meal == {Meal.BREAKFAST: 1, Meal.DINNER: 1, Meal.SNACK: 1}
    assert (meals.not_noted, meals.with_meal_percent) == (1, Fraction(200, 3))


def test_doses_before_and_after_the_course_are_not_of_it(diary):
    course = begin(diary, ended_on=WEDNESDAY)
    write(diary, phase(course, 2, START, until=MONDAY), phase(course, 3, TUESDAY, until=TUESDAY))
    earlier, later = START - timedelta(days=1), WEDNESDAY + timedelta(days=1)
    write(diary, *(dose(day, None, meal=Meal.DINNER) for day in (earlier, WEDNESDAY, later)))
    summary = of(diary, first=earlier, last=later)
    assert (summary.dose.extra, summary.dose.cumulative_ug) == (1, mg(20))
    assert summary.meals.by_meal == {Meal.DINNER: 1}


def test_without_any_phase_in_force_the_course_still_ends_on_its_day(diary):
    course = begin(diary, start=THIRD, ended_on=THIRD + timedelta(days=1))
    [first] = phases_of(diary, course)
    later = replace(first, start=THIRD + timedelta(days=9))
    amend(diary, first, later)
    write(diary, *(dose(THIRD + timedelta(days=n), None) for n in range(4)))
    summary = of(diary)
    assert (summary.dose.extra, summary.dose.due, summary.steps) == (2, 0, ())


def test_labs_are_those_of_the_course_and_before_it_but_not_of_an_earlier_course(diary):
    begin(diary, ended_on=TUESDAY)
    begin(diary, start=THIRD)
    sampled = [MONDAY, SECOND, THIRD, END]
    write(diary, *(LabResult(day=day, analyte="alt", value=Decimal(18)) for day in sampled))
    assert [result.day for result in of(diary, last=THIRD).labs] == [SECOND, THIRD]
    assert [result.day for result in of(diary, last=TUESDAY).labs] == [MONDAY]


def test_weights_and_visits_are_those_of_the_course_and_visits_also_planned(diary):
    begin(diary)
    later = END + timedelta(days=20)
    weighed = [START - timedelta(days=1), START, SECOND, THIRD]
    write(diary, *(Weight(day=day, grams=kg(64)) for day in weighed))
    write(diary, *(Visit(day=day) for day in (START - timedelta(days=9), SECOND, later)))
    summary = of(diary, last=SECOND)
    assert [weight.day for weight in summary.weights] == [START, SECOND]
    assert summary.visits == (SECOND, later)


def test_the_page_says_whom_it_is_about(diary):
    begin(diary)
    assert of(diary).patient == Patient()
    anna, doctor = Patient(name="Anna K."), Contact(kind=ContactKind.PRESCRIBER, name="Dr Nowak")
    write(diary, anna, doctor)
    summary = of(diary)
    assert (summary.patient, summary.contacts) == (anna, (doctor,))
