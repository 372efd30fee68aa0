"""A course in words: where each phase stands, what a new one changes, what is asked once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from isodiary.domain.course import Course, Phase, WeightBasis
from isodiary.domain.plan import parse_plan
from isodiary.domain.record import Patient, Weight
from isodiary.domain.units import kg, mg
from isodiary.services.course import plan as plan_course
from isodiary.services.course import words
from isodiary.services.course.preview import preview
from isodiary.services.course.view import CourseView, PhaseState

TODAY = date(2026, 11, 23)
START = date(2026, 9, 1)
COURSE = Course(start=START, product="Isotroin", reference_weight_g=kg(64))
FIRST = Phase(course=COURSE.id, number=1, start=START, plan=parse_plan("dinner 40"))
PAUSE = Phase(course=COURSE.id, number=2, start=TODAY, until=TODAY + timedelta(days=2))
LATER = replace(FIRST, number=3, start=TODAY + timedelta(days=9), plan=parse_plan("dinner 60"))
NEWEST = Weight(day=date(2026, 11, 1), grams=kg("63.5"))


def view(*phases, course=COURSE, weights=(NEWEST,)):
    return CourseView(
        today=TODAY,
        course=course,
        phases=phases,
        courses=(),
        answers=(),
        weights=weights,
        patient=Patient(),
        contacts=(),
    )


def previewed(change, phases, doses=()):
    shown = preview(COURSE, phases, change, doses)
    return words.preview_words(shown, COURSE, phases, COURSE.reference_weight_g)


def test_each_phase_stands_in_one_place():
    shown = view(FIRST, PAUSE, LATER)
    assert [shown.state(phase) for phase in shown.phases] == [
        PhaseState.PAST,
        PhaseState.IN_FORCE,
        PhaseState.TO_COME,
    ]


def test_after_the_end_no_phase_is_in_force():
    ended = replace(COURSE, ended_on=TODAY - timedelta(days=1))
    assert view(FIRST, course=ended).state(FIRST) is PhaseState.PAST


def test_mg_per_kg_divide_by_the_weight_that_was_chosen():
    assert view(FIRST).used_weight_g == kg(64)
    latest = replace(COURSE, weight_basis=WeightBasis.LATEST)
    assert view(FIRST, course=latest).used_weight_g == kg("63.5")
    assert view(FIRST, course=latest, weights=()).used_weight_g == kg(64)


def test_a_weight_of_a_day_to_come_is_not_the_latest():
    to_come = replace(NEWEST, day=TODAY + timedelta(days=1), grams=kg(60))
    assert view(weights=(to_come, NEWEST)).latest_weight == NEWEST


def test_a_pause_between_two_plans_is_previewed_with_both_ends():
    change = plan_course.pause(COURSE, (FIRST,), start=TODAY, until=TODAY + timedelta(days=2))
    assert previewed(change, (FIRST,)) == (
        "From 23\xa0Nov\xa02026: 40\xa0mg a day (0.63\xa0mg/kg) → pause",
        "For mg/kg: 64\xa0kg, the weight at the start",
        "From 26\xa0Nov\xa02026: 40\xa0mg a day (0.63\xa0mg/kg) again",
    )


def test_a_dose_within_a_pause_is_previewed_as_its_end():
    change = plan_course.new_phase(
        COURSE, (FIRST, PAUSE), start=TODAY + timedelta(days=1), plan=parse_plan("dinner 20")
    )
    assert previewed(change, (FIRST, PAUSE))[0].endswith("pause → 20\xa0mg a day (0.31\xa0mg/kg)")


def test_what_begins_later_is_named():
    change = plan_course.new_phase(
        COURSE, (FIRST, LATER), start=TODAY, plan=parse_plan("dinner 20")
    )
    assert "On 2\xa0Dec\xa02026 the plan of 60\xa0mg begins, as recorded before" in previewed(
        change, (FIRST, LATER)
    )


@pytest.mark.parametrize(
    ("course", "said"),
    [
        (COURSE, "day 84 · week 12"),
        (replace(COURSE, planned_weeks=24), "day 84 · week 12 of 24"),
        (replace(COURSE, ended_on=TODAY), "ended on 23\xa0Nov\xa02026"),
        (replace(COURSE, start=TODAY + timedelta(days=1)), "begins on 24\xa0Nov\xa02026"),
    ],
)
def test_where_the_course_stands_is_said(course, said):
    assert words.time_words(course, TODAY) == said


def test_no_target_is_said_and_never_replaced():
    assert words.target_words(COURSE) == "none"


def test_an_earlier_course_names_the_plans_it_had():
    ended = replace(COURSE, ended_on=TODAY)
    assert words.course_line(ended, (FIRST, PAUSE, LATER)) == (
        "Isotroin, 1\xa0Sep\xa02026 to 23\xa0Nov\xa02026: 40\xa0mg, 60\xa0mg a day"
    )


@pytest.mark.parametrize(
    ("doubts", "usual", "unusual"),
    [
        (words.target_doubts, (None, mg(30), mg(300)), (mg(29), mg(301))),
        (words.weeks_doubts, (None, 1, 60), (61,)),
        (words.opening_doubts, (0, mg(5)), (1, mg(4))),
        (words.plan_doubts, (parse_plan("lunch 60, dinner 40"),), (parse_plan("dinner 101"),)),
    ],
)
def test_only_what_is_unusual_is_asked(doubts, usual, unusual):
    assert not any(doubts(value) for value in usual)
    assert all(len(doubts(value)) == 1 for value in unusual)


@pytest.mark.parametrize(
    ("day", "asked"),
    [(TODAY, 0), (date(2023, 11, 25), 0), (date(2023, 11, 20), 1), (date(2026, 11, 24), 1)],
)
def test_a_first_day_long_ago_or_to_come_is_asked(day, asked):
    assert len(words.start_doubts(day, TODAY)) == asked


@pytest.mark.parametrize(
    ("day", "asked"),
    [(TODAY, 0), (date(2026, 10, 23), 0), (date(2026, 10, 22), 1), (date(2027, 5, 24), 1)],
)
def test_a_plan_far_from_today_is_asked(day, asked):
    assert len(words.from_day_doubts(day, TODAY)) == asked
