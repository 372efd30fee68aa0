"""Everything the page of a day shows, read in one go."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from isodiary.domain.change import Act, Change, Edit
from isodiary.domain.course import Course, Phase
from isodiary.domain.plan import parse_plan
from isodiary.services.days.today import SQUARE_DAYS, read_figures, read_today
from isodiary.services.doses.catch_up import OpenSlot
from isodiary.services.symptoms.log import answer
from isodiary.storage.reads.days import read_day
from tests.clock import EVENING
from tests.scratch import scratch_diary
from tests.ui.conftest import START, TODAY, UNRECORDED, course_changes


@pytest.fixture
def diary():
    diary = scratch_diary()
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
    return read_figures(diary, TODAY, now=EVENING, warning_signs={})


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


def test_severities_are_of_the_fourteen_days_before_the_day(course):
    entries = read_day(course, TODAY)
    course.apply(answer(entries, {"lips_dry": 3}), at=EVENING)
    days = read(course).severities["lips_dry"]
    assert (min(days), max(days)) == (TODAY - timedelta(days=14), TODAY - timedelta(days=1))


def test_the_next_dose_is_on_the_next_day_that_has_one(diary):
    monday = TODAY
    assert monday.weekday() == 0
    plan = parse_plan("Mon Wed Fri: dinner 20")
    begun = Course(start=monday, product="Isotretinoin", reference_weight_g=64_000)
    phase = Phase(course=begun.id, number=1, start=monday, plan=plan)
    edits = (Edit(after=begun), Edit(after=phase))
    diary.apply(Change(act=Act.BEGIN_COURSE, edits=edits), at=EVENING)
    tuesday = read(diary, monday + timedelta(days=1))
    assert tuesday.entries.plan == ()
    assert tuesday.next_dose == OpenSlot(monday + timedelta(days=2), plan.slots[0])
    ended = replace(begun, ended_on=monday + timedelta(days=1))
    end = Change(act=Act.END_COURSE, edits=(Edit(before=begun, after=ended),))
    diary.apply(end, at=EVENING)
    assert read(diary, monday + timedelta(days=1)).next_dose is None


def test_the_next_dose_is_looked_for_so_far_ahead_and_no_farther(course):
    begun = read_day(course, TODAY).course
    pause = Phase(course=begun.id, number=9, start=TODAY, until=TODAY + timedelta(days=59))
    course.apply(Change(act=Act.PAUSE_COURSE, edits=(Edit(after=pause),)), at=EVENING)
    found = read(course).next_dose
    assert found.day == TODAY + timedelta(days=60)
    longer = replace(pause, until=TODAY + timedelta(days=60))
    edit = Edit(before=pause, after=longer)
    course.apply(Change(act=Act.PAUSE_COURSE, edits=(edit,)), at=EVENING)
    assert read(course).next_dose is None


def test_present_day_and_days_to_come_know_themselves(course):
    assert read(course).is_today
    assert read(course, TODAY + timedelta(days=1)).is_ahead
    after_midnight = read(course, now=EVENING + timedelta(hours=6))
    assert after_midnight.is_today


def test_day_before_the_course_is_outside_it(course):
    assert read(course, START - timedelta(days=1)).entries.course is None
