"""Planned blood tests: entered, or taken over from a template for the patient to edit."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from isodiary.domain.change import Act
from isodiary.domain.course import Course, Phase
from isodiary.domain.errors import AlreadyLogged
from isodiary.domain.lab import PlannedTest
from isodiary.domain.plan import parse_plan
from isodiary.services.labs.plan import amend_test, plan_all, plan_test, proposed, remove_tests
from tests.services.labs.diaries import DAY, LABS, LATER, entries_after

START = date(2026, 1, 31)


def course(**more):
    return Course(start=START, product="Isotroin", reference_weight_g=64_000, **more)


def phase(of, number, start, plan):
    return Phase(course=of.id, number=number, start=start, plan=parse_plan(plan))


def days(template, *, today=START, phases=(), **more):
    of = course(**more)
    found = [phase(of, number, *each) for number, each in enumerate(phases, start=1)]
    return [test.day for test in proposed(LABS.schedules[template], of, found, today)]


def test_the_eu_template_goes_on_every_three_months_to_the_planned_end():
    assert days("eu", planned_weeks=36) == [
        date(2026, 1, 31),
        date(2026, 2, 28),  # a month after the 31st
        date(2026, 5, 31),
        date(2026, 8, 31),
    ]


def test_a_course_without_planned_weeks_is_filled_in_for_half_a_year():
    assert days("eu")[-1] == date(2026, 5, 31)


def test_nothing_is_filled_in_after_the_last_capsule():
    assert days("eu", ended_on=date(2026, 2, 27)) == [START]


def test_only_days_from_today_on_are_filled_in():
    assert days("us", today=START + timedelta(days=1)) == [date(2026, 2, 28)]


def test_the_consensus_adds_the_first_day_of_the_highest_dose():
    rise = date(2026, 3, 2)
    steps = [(START, "breakfast 20"), (rise, "breakfast 40"), (date(2026, 4, 1), "breakfast 40")]
    assert days("delphi2022", phases=steps) == [START, rise]
    assert days("delphi2022", phases=steps[:1]) == [START]


def test_my_doctors_template_is_empty():
    assert days("my_doctor", planned_weeks=36) == []


def test_a_template_writes_what_is_tested():
    [first, _] = proposed(LABS.schedules["us"], course(), (), START)
    assert first.what == "Liver tests, fasting lipids"


def test_a_test_is_planned_once_a_day():
    [planned] = entries_after(plan_test([], DAY, "  Liver tests "))
    assert (planned.day, planned.what) == (DAY, "Liver tests")
    with pytest.raises(AlreadyLogged):
        plan_test([planned], DAY, "liver tests")
    assert plan_test([planned], DAY, "Lipids").act is Act.PLAN_TEST


def test_a_template_taken_over_twice_plans_nothing_new():
    tests = proposed(LABS.schedules["eu"], course(), (), START)
    planned = entries_after(plan_all([], tests))
    again = proposed(LABS.schedules["eu"], course(), (), START)
    assert planned == list(tests)
    assert plan_all(planned, again) is None


def test_a_planned_test_is_moved_and_removed():
    first, second = PlannedTest(day=DAY, what="a"), PlannedTest(day=LATER, what="a")
    [moved] = entries_after(amend_test([first], first, LATER, "b"))
    assert (moved.id, moved.day, moved.what) == (first.id, LATER, "b")
    assert amend_test([first], first, DAY, "a") is None
    with pytest.raises(AlreadyLogged):
        amend_test([first, second], first, LATER, "a")
    assert remove_tests([first, second]).act is Act.REMOVE_TEST
