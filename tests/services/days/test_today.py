"""Everything the page of a day shows, read in one go."""

from __future__ import annotations

from datetime import timedelta

import pytest

from isodiary.services.days.today import SQUARE_DAYS, read_figures, read_today
from isodiary.storage.opening import open_diary
from tests.clock import EVENING
from tests.ui.conftest import START, TODAY, UNRECORDED, course_changes


@pytest.fixture
def diary():
    diary = open_diary(None, now=EVENING)
    yield diary
    diary.close()


@pytest.fixture
def course(diary):
    for change in course_changes():
        diary.apply(change, at=EVENING)
    return diary


def read(diary, day=TODAY, now=EVENING):
    return read_today(diary, day, now=now)


def figures(diary):
    return read_figures(diary, TODAY, now=EVENING, warning_signs=frozenset())


def test_empty_diary_has_a_day_without_figures(diary):
    today = read(diary)
    assert (figures(diary), today.entries.course, today.open_before) == (None, None, ())
    assert today.used_weight_g is None
    assert (today.last_day, today.last_answers, today.next_visit) == (None, (), None)


def test_day_of_a_course_has_its_doses_figures_and_the_last_answers(course):
    today = read(course)
    assert [slot.number for slot in today.entries.open_slots] == [2]
    assert figures(course).dose.due
    assert figures(course).period.days == SQUARE_DAYS
    assert today.used_weight_g == figures(course).dose.weight_g
    assert today.last_day == TODAY - timedelta(days=1)
    assert {entry.symptom: entry.severity for entry in today.last_answers} == {
        "lips_dry": 2,
        "headache": 0,
    }
    assert today.next_visit.day == TODAY + timedelta(days=9)


def test_open_doses_before_the_day_are_told_on_the_present_day_alone(course):
    found = {(each.day, each.slot.number) for each in read(course).open_before}
    assert found == UNRECORDED - {(TODAY, 2)}
    assert read(course, TODAY - timedelta(days=1)).open_before == ()


def test_severities_are_of_the_last_fourteen_days(course):
    days = read(course).severities["lips_dry"]
    assert min(days) >= TODAY - timedelta(days=13)
    assert TODAY - timedelta(days=1) in days


def test_present_day_and_days_to_come_know_themselves(course):
    assert read(course).is_today
    assert read(course, TODAY + timedelta(days=1)).is_ahead
    after_midnight = read(course, now=EVENING + timedelta(hours=6))
    assert after_midnight.is_today


def test_day_before_the_course_is_outside_it(course):
    assert read(course, START - timedelta(days=1)).entries.course is None
