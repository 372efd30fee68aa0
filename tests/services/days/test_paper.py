"""The paper is filled in with the plan as it is now, and with the symptoms that may be printed."""

from __future__ import annotations

from datetime import timedelta

import pytest

from isodiary.domain.day import ONE_DAY
from isodiary.domain.symptom import Tracked
from isodiary.services.days.paper import blank_days, planned_days, printed_symptoms, slots_a_day
from tests.scratch import scratch_diary
from tests.services.courses import START, begin, phase, write


@pytest.fixture
def diary():
    diary = scratch_diary()
    yield diary
    diary.close()


def amounts(days):
    return [None if day.plan is None else len(day.plan) for day in days]


def test_each_day_has_the_plan_of_its_phase(diary):
    course = begin(diary, "breakfast 20, dinner 20", start=START)
    write(diary, phase(course, 2, START + timedelta(days=3), "breakfast 20"))
    assert amounts(planned_days(diary, START, 1)) == [2, 2, 2, 1, 1, 1, 1]


def test_pauses_and_days_outside_the_course_differ(diary):
    course = begin(diary, start=START)
    write(diary, phase(course, 2, START + ONE_DAY, until=START + ONE_DAY))
    assert amounts(planned_days(diary, START - ONE_DAY, 1)) == [None, 2, 0, 2, 2, 2, 2]


def test_without_a_course_no_dose_is_planned(diary):
    assert amounts(planned_days(diary, START, 1)) == [None] * 7
    assert slots_a_day(diary, START) == 2


def test_a_blank_paper_has_room_for_the_doses_of_the_present_plan(diary):
    begin(diary, "breakfast 20, lunch 10, dinner 20", start=START)
    assert slots_a_day(diary, START) == 3
    assert {(day.day, day.plan) for day in blank_days(2)} == {(None, None)}
    assert len(blank_days(2)) == 14


def test_what_is_kept_off_paper_is_not_on_it(diary):
    names = ("lips_dry", "mood_low", "headache")
    write(diary, *(Tracked(symptom=name, position=n) for n, name in enumerate(names)))
    assert printed_symptoms(diary, {"mood_low"}) == ("lips_dry", "headache")


def test_a_day_without_a_dose_is_not_a_pause(diary):
    course = begin(diary, "Mon Wed Fri: dinner 20", start=START)
    write(diary, phase(course, 2, START + 5 * ONE_DAY, until=START + 5 * ONE_DAY))
    days = planned_days(diary, START, 1)
    assert amounts(days) == [1, 0, 1, 0, 1, 0, 0]
    assert [day.paused for day in days] == [False] * 5 + [True, False]


@pytest.mark.parametrize("day", [START, START + ONE_DAY, START + 2 * ONE_DAY, START + 9 * ONE_DAY])
def test_a_blank_paper_has_room_for_the_most_doses_of_the_cycle(diary, day):
    course = begin(diary, "every 3 days: dinner 20 / - / breakfast 10, lunch 10, dinner 10")
    write(diary, phase(course, 2, START + 9 * ONE_DAY))
    assert slots_a_day(diary, day) == 3
