from __future__ import annotations

from datetime import timedelta

import pytest

from isodiary.domain.dose import Dose, Outcome
from isodiary.domain.lab import LabResult
from isodiary.domain.period import Period
from isodiary.domain.record import Visit
from isodiary.domain.symptom import SymptomEntry, Tracked
from isodiary.domain.units import mg
from isodiary.services.figures.trends import (
    answered_symptoms,
    read_trends,
)
from isodiary.services.sample.fill import fill
from isodiary.storage.reads.course import courses
from tests.clock import EVENING
from tests.scratch import scratch_diary
from tests.services.courses import (
    END,
    PAUSE,
    START,
    begin,
    dose,
    symptom,
    variable_course,
    write,
)

DAILY = ("lips_dry", "skin_dry", "headache")
WHOLE = Period(first=START, last=END)


@pytest.fixture
def diary():
    opened = scratch_diary()
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def sample():
    opened = scratch_diary()
    fill(opened, weeks=24, until=EVENING.date(), seed=7, daily=DAILY)
    yield opened
    opened.close()


def test_the_sample_course_is_as_its_entries_say(sample):
    [course] = courses(sample)
    period = Period(first=course.start + timedelta(days=10), last=EVENING.date())
    trends = read_trends(sample, period, DAILY)
    for number in range(period.days):
        day = period.first + timedelta(days=number)
        doses = sample.between(Dose, day, day)
        assert (day in trends.doses) == bool(doses)
        known = any(one.outcome is not Outcome.UNKNOWN for one in doses)
        if known:
            assert trends.taken_ug()[day] == sum(one.amount_ug for one in doses)
        else:
            assert day not in trends.taken_ug()
        answers = {one.symptom: one.severity for one in sample.between(SymptomEntry, day, day)}
        assert {line.symptom: line.on(day) for line in trends.lines} == {
            name: answers.get(name) for name in DAILY
        }


def test_phases_and_pauses_are_in_force_on_their_days(diary):
    variable_course(diary)
    trends = read_trends(diary, WHOLE, ())
    paused = [run for run in trends.plan if run.phase.pause]
    assert [(run.first, run.last) for run in paused] == [PAUSE]
    begun = trends.stretch_on(START)
    assert begun is not None
    assert begun.phase.daily_ug == mg(30)
    assert trends.stretch_on(START - timedelta(days=1)) is None


def test_a_day_of_which_nothing_is_known_is_absent_and_not_zero(diary):
    begin(diary)
    unknown = [dose(START, slot, outcome=Outcome.UNKNOWN) for slot in (1, 2)]
    missed = [dose(START + timedelta(days=1), 1, outcome=Outcome.MISSED)]
    write(diary, *unknown, *missed)
    trends = read_trends(diary, WHOLE, ())
    assert trends.taken_ug() == {START + timedelta(days=1): 0}


def test_symptoms_come_in_the_order_asked_for_and_only_if_answered(diary):
    begin(diary)
    write(diary, symptom(START, 1, "lips_dry"), symptom(START, 0))
    trends = read_trends(diary, WHOLE, ("headache", "skin_dry", "lips_dry", "headache"))
    assert [line.symptom for line in trends.lines] == ["headache", "lips_dry"]
    assert list(trends.lines[0].answers()) == [(START, 0)]


def test_symptoms_asked_every_day_are_offered_first(diary):
    begin(diary)
    write(diary, *(symptom(START, 1, name) for name in ("acne", "eyes_dry", "lips_dry")))
    write(diary, *(Tracked(symptom=name, position=n) for n, name in enumerate(("lips_dry", "no"))))
    assert answered_symptoms(diary, WHOLE) == ("lips_dry", "acne", "eyes_dry")


def test_visits_and_blood_tests_are_days(diary):
    begin(diary)
    lab = LabResult(day=START, analyte="alt", value=None, word="normal")
    write(diary, Visit(day=END), lab, Visit(day=END + timedelta(days=1)))
    trends = read_trends(diary, WHOLE, ())
    assert (trends.visits, trends.labs) == ((END,), (START,))
