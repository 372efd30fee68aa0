from __future__ import annotations

from datetime import date, datetime, time, timedelta
from fractions import Fraction

import pytest

from isodiary.domain.course import WeightBasis
from isodiary.domain.dose import Outcome
from isodiary.domain.meal import Meal
from isodiary.domain.record import Weight
from isodiary.domain.units import kg, mg
from tests.scratch import scratch_diary
from tests.services.courses import (
    END,
    PAUSE,
    SECOND,
    START,
    THIRD,
    TUESDAY,
    WEDNESDAY,
    ZONE,
    as_planned,
    begin,
    dose,
    evening,
    of,
    phase,
    variable_course,
    write,
)


@pytest.fixture
def diary():
    opened = scratch_diary()
    yield opened
    opened.close()


# The variable course of clinical.md 9.3


def test_the_variable_course_sums_to_what_was_swallowed(diary):
    variable_course(diary)
    figures = of(diary).dose
    assert figures.cumulative_ug == mg(5310)
    assert figures.taken_ug == mg(5310)
    assert figures.scheduled_ug == mg(5530)
    assert figures.cumulative_mg_per_kg == Fraction(5310, 64)
    assert figures.planned_ug == mg(50)


def test_the_variable_course_counts_its_doses(diary):
    variable_course(diary)
    figures = of(diary).dose
    assert (figures.due, figures.taken, figures.partial, figures.missed) == (266, 253, 1, 12)
    assert figures.not_recorded == figures.skipped == figures.unknown == figures.extra == 0
    assert figures.adherence == Fraction(100 * 254, 266)
    assert figures.adherence_by_mg == Fraction(100 * 5310, 5530)
    assert (figures.full_days, figures.due_days) == (120, 133)


@pytest.mark.parametrize(
    ("target", "target_mg", "remaining_mg", "days_left", "expected_on"),
    [
        (120, 7680, 2370, 48, date(2026, 7, 11)),
        (135, 8640, 3330, 67, date(2026, 7, 30)),
        (150, 9600, 4290, 86, date(2026, 8, 18)),
        (220, 14080, 8770, 176, date(2026, 11, 16)),
    ],
)
def test_the_variable_course_has_that_far_to_go(
    diary, target, target_mg, remaining_mg, days_left, expected_on
):
    variable_course(diary, target_ug_per_kg=mg(target))
    summary = of(diary)
    assert summary.dose.target_ug == mg(target_mg)
    assert summary.dose.remaining_ug == mg(remaining_mg)
    assert summary.dose.target_percent == Fraction(100 * 5310, target_mg)
    assert summary.dose.days_left == days_left
    assert summary.expected_on == expected_on


def test_the_variable_course_is_in_its_twentieth_week(diary):
    variable_course(diary)
    summary = of(diary)
    assert (summary.course_day, summary.course_week) == (140, 20)


def test_the_variable_course_has_three_steps_and_the_pause_ends_none(diary):
    variable_course(diary)
    steps = [
        (step.first, step.last, step.daily_ug, step.days, step.due, step.done)
        for step in of(diary).steps
    ]
    assert steps == [
        (START, date(2026, 2, 1), mg(30), 28, 56, 53),
        (SECOND, date(2026, 3, 29), mg(40), 56, 112, 107),
        (THIRD, END, mg(50), 49, 98, 94),
    ]


def test_an_opening_amount_is_in_the_cumulative_dose_only(diary):
    variable_course(diary, opening_ug=mg(600))
    summary = of(diary)
    assert summary.dose.cumulative_ug == mg(5910)
    assert summary.dose.cumulative_mg_per_kg == Fraction(9234375, 100000)
    assert summary.dose.remaining_ug == mg(1770)
    assert summary.dose.taken_ug == mg(5310)
    assert (summary.dose.days_left, summary.expected_on) == (36, date(2026, 6, 29))


def test_missed_instead_of_paused_counts_as_due(diary):
    variable_course(diary, paused=False)
    figures = of(diary).dose
    assert (figures.due, figures.taken + figures.partial) == (280, 254)
    assert figures.scheduled_ug == mg(5880)
    assert figures.adherence == Fraction(100 * 254, 280)
    assert figures.adherence_by_mg == Fraction(100 * 5310, 5880)


def test_the_latest_weight_divides_if_the_course_says_so(diary):
    variable_course(diary, weight_basis=WeightBasis.LATEST)
    write(diary, Weight(day=SECOND, grams=kg(62)), Weight(day=END, grams=kg(61)))
    write(diary, Weight(day=END + timedelta(days=1), grams=kg(80)))
    figures = of(diary).dose
    assert figures.weight_g == kg(61)
    assert figures.cumulative_mg_per_kg == Fraction(5310, 61)


def test_a_weight_changes_nothing_if_the_course_keeps_its_first(diary):
    variable_course(diary)
    write(diary, Weight(day=END, grams=kg(61)))
    assert of(diary).dose.weight_g == kg(64)


def test_without_a_weighing_the_latest_is_the_one_of_the_start(diary):
    variable_course(diary, weight_basis=WeightBasis.LATEST)
    assert of(diary).dose.weight_g == kg(64)


def test_in_a_pause_with_an_end_the_days_to_the_target_are_those_of_the_calendar(diary):
    variable_course(diary)
    before, within = of(diary, last=PAUSE[0] - timedelta(days=1)), of(diary, last=PAUSE[0])
    assert within.dose.planned_ug == 0
    assert within.expected_on == before.expected_on
    assert within.dose.days_left == before.dose.days_left - 1


def test_in_a_pause_without_an_end_no_day_can_be_told(diary):
    course = begin(diary, target_ug_per_kg=mg(120))
    write(diary, phase(course, 2, TUESDAY))
    summary = of(diary, last=WEDNESDAY)
    assert (summary.dose.planned_ug, summary.dose.days_left, summary.expected_on) == (0, None, None)


def test_a_phase_entered_ahead_is_walked_through(diary):
    course = begin(diary, "dinner 20", reference_weight_g=kg(50), target_ug_per_kg=mg(4))  # 200 mg
    write(diary, phase(course, 2, WEDNESDAY, "dinner 40"), dose(START, 1))
    summary = of(diary, last=START)
    assert (summary.dose.days_left, summary.expected_on) == (5, START + timedelta(days=5))


# To the target, clinical.md A9 and A11


def test_days_to_the_target_are_rounded_up(diary):
    begin(
        diary, target_ug_per_kg=mg(135), reference_weight_g=kg(70), opening_ug=mg(3600), start=END
    )
    assert of(diary, now=evening(END)).dose.days_left == 147


def test_above_the_target_nothing_is_left(diary):
    begin(diary, target_ug_per_kg=mg(10), opening_ug=mg(1280))
    figures = of(diary, last=START, now=evening(START)).dose
    assert (figures.remaining_ug, figures.days_left) == (0, 0)
    assert figures.target_percent == 200


def test_without_a_target_there_is_none_to_reach(diary):
    begin(diary)
    summary = of(diary)
    assert summary.dose.target_ug is summary.dose.remaining_ug is summary.dose.days_left is None
    assert summary.expected_on is None


# What is due


def test_a_slot_counts_from_its_answer_on(diary):
    begin(diary, "breakfast 08:00 20, dinner 19:00 10")
    write(diary, dose(START, 1, meal=Meal.BREAKFAST), dose(START, 2, "10", meal=Meal.DINNER))
    figures = of(diary, now=evening(START), last=None).dose
    assert (figures.due, figures.taken, figures.full_days, figures.due_days) == (2, 2, 1, 1)
    assert figures.taken_ug == figures.scheduled_ug == mg(30)
    assert figures.cumulative_ug == mg(30)


def test_the_dose_of_three_in_the_afternoon_is_due_by_seven_in_the_evening(diary):
    begin(diary, "lunch 15:00 20, dinner 19:00 20")
    figures = of(diary, now=evening(START), last=None).dose
    assert (figures.due, figures.not_recorded) == (1, 1)


@pytest.mark.parametrize(("at", "due"), [(time(22, 59, 59), 0), (time(23), 1)])
def test_a_dose_is_due_four_hours_after_its_time(diary, at, due):
    begin(diary, "dinner 19:00 20")
    now = datetime.combine(START, at, ZONE)
    assert of(diary, now=now, last=None).dose.due == due


def test_what_is_unknown_or_not_recorded_is_open(diary):
    begin(diary, "breakfast 20, lunch 5, dinner 10")
    write(diary, dose(START, 1), dose(START, 2, outcome=Outcome.UNKNOWN))
    figures = of(diary, last=START).dose
    assert (figures.taken, figures.unknown, figures.not_recorded) == (1, 1, 1)
    assert figures.cumulative_ug == mg(20)
    assert figures.open_ug == mg(15)
    assert figures.highest_mg_per_kg == Fraction(35, 64)


def test_what_is_open_before_the_period_is_in_the_band_too(diary):
    begin(diary)
    figures = of(diary, first=WEDNESDAY, last=WEDNESDAY).dose
    assert figures.due == 2
    assert figures.open_ug == mg(120)


def test_a_skipped_dose_is_due_and_not_open(diary):
    begin(diary, "dinner 20")
    write(diary, dose(START, 1, outcome=Outcome.SKIPPED))
    figures = of(diary, last=START).dose
    assert (figures.due, figures.skipped, figures.open_ug, figures.full_days) == (1, 1, 0, 0)


def test_an_extra_dose_counts_in_the_amount_only(diary):
    begin(diary, "dinner 20")
    write(diary, dose(START, 1), dose(START, None, "10"))
    figures = of(diary, last=START).dose
    assert (figures.due, figures.taken, figures.extra) == (1, 1, 1)
    assert figures.taken_ug == mg(20)
    assert figures.cumulative_ug == mg(30)


def test_a_logged_dose_stays_due_though_the_plan_has_it_no_more(diary):
    begin(diary, "dinner 20")
    write(diary, dose(START, 1), dose(START, 2, "10"))
    figures = of(diary, last=START).dose
    assert (figures.due, figures.taken, figures.extra, figures.not_recorded) == (2, 2, 0, 0)
    assert figures.cumulative_ug == figures.scheduled_ug == mg(30)


def test_a_logged_dose_stays_due_in_a_pause_recorded_later_and_an_open_one_does_not(diary):
    course = begin(diary)
    write(diary, phase(course, 2, TUESDAY), dose(TUESDAY, 1))
    figures = of(diary, first=TUESDAY, last=TUESDAY).dose
    assert (figures.due, figures.taken, figures.cumulative_ug) == (1, 1, mg(20))


def test_a_partial_dose_is_done_but_its_day_is_not_full(diary):
    begin(diary, "dinner 20")
    write(diary, dose(START, 1, "10", outcome=Outcome.PARTIAL))
    figures = of(diary, last=START).dose
    assert figures.adherence == 100
    assert figures.adherence_by_mg == 50
    assert (figures.full_days, figures.due_days) == (0, 1)


def test_where_nothing_was_due_there_is_no_adherence(diary):
    begin(diary)
    figures = of(diary, now=evening(START).replace(hour=9), last=START).dose
    assert (figures.due, figures.adherence, figures.adherence_by_mg) == (0, None, None)


def test_a_later_phase_leaves_the_days_before_it_as_they_were(diary):
    course = begin(diary, "dinner 20")
    write(diary, *as_planned(course, [phase(course, 1, START, "dinner 20")], START, TUESDAY))
    before = of(diary, last=TUESDAY).dose
    write(diary, phase(course, 2, WEDNESDAY, "breakfast 30, dinner 30"))
    assert of(diary, last=TUESDAY).dose == before
