"""The days of a course for its chart: the four states apart, each day once, worked out by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest

from isodiary.domain.acne import AcneCheck
from isodiary.domain.course_days import CourseDays, DayDoses
from isodiary.domain.dose import Outcome
from isodiary.domain.period import Period
from isodiary.domain.record import Visit
from isodiary.domain.symptom import NOT_ANSWERED
from isodiary.domain.units import mg
from isodiary.services.figures.course_days import chart_days, read_course_days
from isodiary.services.figures.summarise import summarise
from tests.scratch import scratch_diary
from tests.services.courses import (
    DAY_AFTER,
    END,
    PARTIAL,
    PAUSE,
    START,
    TUESDAY,
    WEDNESDAY,
    ZONE,
    begin,
    dose,
    of,
    phase,
    symptom,
    variable_course,
    write,
)

ONE = timedelta(days=1)
SIGNS = {"headache": 1}


@pytest.fixture
def diary():
    opened = scratch_diary()
    yield opened
    opened.close()


def charted(diary, summary, **more) -> CourseDays:
    return read_course_days(diary, summary, **{"warning_signs": SIGNS, **more})


def on(days: CourseDays, day: date) -> DayDoses:
    return days.doses[(day - days.days.first).days]


def test_every_day_of_the_course_has_its_doses(diary):
    variable_course(diary)
    summary = of(diary, first=START)
    found = charted(diary, summary)
    assert found.days == Period(first=START, last=END)
    assert len(found.doses) == found.days.days
    assert on(found, START) == DayDoses(planned_ug=mg(30), taken_ug=mg(30))
    assert on(found, START + 3 * ONE) == DayDoses(planned_ug=mg(30), taken_ug=mg(20))
    assert on(found, PARTIAL[0]) == DayDoses(planned_ug=mg(40), taken_ug=mg(30))
    assert on(found, PAUSE[0]) == DayDoses()


def test_its_days_add_up_to_the_figures_of_the_summary(diary):
    variable_course(diary)
    write(diary, dose(TUESDAY, None))
    summary = of(diary, first=START)
    doses = charted(diary, summary).doses
    assert sum(day.taken_ug for day in doses) == summary.dose.taken_ug
    assert sum(day.planned_ug for day in doses) == summary.dose.scheduled_ug
    swallowed = sum(day.taken_ug + day.extra_ug for day in doses)
    assert swallowed == summary.dose.cumulative_ug


def test_not_recorded_not_known_not_taken_and_extra_stay_apart(diary):
    begin(diary)
    write(diary, dose(START, 1), dose(START, 2, outcome=Outcome.UNKNOWN))
    write(diary, dose(TUESDAY, 1, outcome=Outcome.SKIPPED), dose(TUESDAY, None, "10"))
    summary = of(diary, last=WEDNESDAY)
    found = charted(diary, summary)
    assert found.doses == (
        DayDoses(planned_ug=mg(40), taken_ug=mg(20), unknown_ug=mg(20)),
        DayDoses(planned_ug=mg(40), open_ug=mg(20), extra_ug=mg(10)),
        DayDoses(planned_ug=mg(40), open_ug=mg(40)),
    )


def test_what_is_still_to_come_is_not_due(diary):
    begin(diary)
    noon = datetime.combine(TUESDAY, time(13), ZONE)
    summary = of(diary, now=noon, last=TUESDAY)
    assert on(charted(diary, summary), TUESDAY) == DayDoses(
        planned_ug=mg(20), open_ug=mg(20), coming_ug=mg(20)
    )


def test_a_rhythm_has_days_without_a_dose(diary):
    begin(diary, "every 2 days: dinner 40 / -")
    write(diary, dose(START, 1, "40"))
    summary = of(diary, last=WEDNESDAY)
    assert charted(diary, summary).doses == (
        DayDoses(planned_ug=mg(40), taken_ug=mg(40)),
        DayDoses(),
        DayDoses(planned_ug=mg(40), open_ug=mg(40)),
    )


def test_answers_are_a_byte_for_each_day_and_know_their_first(diary):
    begin(diary)
    write(diary, symptom(TUESDAY, 0), symptom(WEDNESDAY, 3), symptom(WEDNESDAY, 1, "lips_dry"))
    found = charted(diary, of(diary, last=WEDNESDAY))
    assert found.answers == {
        "headache": bytes([NOT_ANSWERED, 0, 3]),
        "lips_dry": bytes([NOT_ANSWERED, NOT_ANSWERED, 1]),
    }
    assert found.first_answers == {"headache": TUESDAY, "lips_dry": WEDNESDAY}


def test_a_part_of_the_days_has_its_own_answers_and_the_first_ones_of_the_course(diary):
    begin(diary)
    write(diary, symptom(START, 2), symptom(WEDNESDAY, 1, "lips_dry"))
    summary = of(diary, last=WEDNESDAY)
    found = charted(diary, summary, days=Period(first=TUESDAY, last=WEDNESDAY))
    assert found.days == Period(first=TUESDAY, last=WEDNESDAY)
    assert set(found.answers) == {"lips_dry"}
    assert found.first_answers["headache"] == START
    assert found.cut


def test_days_outside_the_course_are_not_charted(diary):
    begin(diary, start=TUESDAY)
    write(diary, symptom(START, 2))
    summary = of(diary, last=WEDNESDAY)
    found = charted(diary, summary, days=Period(first=START, last=END))
    assert found.days == Period(first=TUESDAY, last=WEDNESDAY)
    assert found.answers == {}


def test_after_the_last_capsule_answers_go_on_and_nothing_is_due(diary):
    begin(diary, ended_on=START)
    write(diary, dose(START, 1), dose(START, 2), symptom(WEDNESDAY, 2))
    found = charted(diary, of(diary, last=WEDNESDAY))
    assert found.days.last == WEDNESDAY
    assert found.doses[1:] == (DayDoses(), DayDoses())
    assert found.answers["headache"][-1] == 2


def test_of_a_second_course_only_its_own_days_are_charted(diary):
    begin(diary, ended_on=TUESDAY)
    write(diary, dose(START, 1), symptom(START, 3))
    later = START + timedelta(weeks=8)
    begin(diary, start=later)
    found = charted(diary, of(diary, last=later + ONE))
    assert found.days.first == later
    assert found.answers == {}
    assert found.first_answers == {}


def test_a_course_kept_from_its_middle_begins_with_the_diary(diary):
    begin(diary, kept_from=WEDNESDAY)
    found = charted(diary, of(diary, last=WEDNESDAY + ONE))
    assert found.days.first == WEDNESDAY
    assert not found.cut


def test_of_a_long_course_the_last_two_years_are_charted(diary):
    course = begin(diary)
    last = START + timedelta(weeks=110, days=3)
    assert chart_days(course, last) == Period(first=START + timedelta(weeks=7), last=last)
    assert chart_days(replace(course, ended_on=START), last).last == last


def test_signs_reach_back_to_the_period_before(diary):
    begin(diary)
    write(diary, Visit(day=WEDNESDAY), symptom(TUESDAY, 3), symptom(WEDNESDAY + ONE, 2))
    found = charted(diary, of(diary, last=WEDNESDAY + 2 * ONE, signs=SIGNS))
    assert [sign.day for sign in found.signs] == [WEDNESDAY + ONE, TUESDAY]


def test_acne_of_these_days_is_there(diary):
    begin(diary)
    write(diary, AcneCheck(day=TUESDAY, iga=3), AcneCheck(day=END, iga=2))
    assert [one.day for one in charted(diary, of(diary, last=WEDNESDAY)).acne] == [TUESDAY]


def test_the_period_before_has_its_doses(diary):
    course = begin(diary)
    write(diary, phase(course, 2, WEDNESDAY, "dinner 20"), Visit(day=TUESDAY))
    write(diary, dose(START, 1), dose(START, 2), dose(TUESDAY, 1))
    summary = summarise(diary, now=DAY_AFTER, last=WEDNESDAY + ONE, warning_signs={})
    assert (summary.done_before, summary.due_before) == (3, 4)
