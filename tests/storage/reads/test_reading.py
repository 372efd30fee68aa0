from __future__ import annotations

from datetime import date, timedelta

import pytest

from isodiary.domain.record import Contact, ContactKind, DayNote, Patient, Visit, Weight
from isodiary.domain.symptom import OwnSymptom, Tracked
from isodiary.domain.units import kg
from isodiary.storage.opening import open_diary
from isodiary.storage.reads.course import (
    contacts,
    course_before,
    course_on,
    courses,
    patient,
    phases_of,
)
from isodiary.storage.reads.days import (
    doses_on,
    last_answered_day,
    note_on,
    own_symptoms,
    symptoms_on,
    tracked,
)
from isodiary.storage.reads.labs import latest_weight
from isodiary.storage.reads.visits import last_visit_before, next_visit_from
from tests.services.courses import DAY_AFTER, START, begin, dose, phase, symptom, write

ONE_DAY = timedelta(days=1)
LATER = date(2026, 8, 3)


@pytest.fixture
def diary():
    opened = open_diary(None, now=DAY_AFTER)
    yield opened
    opened.close()


def test_a_new_diary_is_about_no_one_yet(diary):
    assert patient(diary) == Patient()
    assert contacts(diary) == ()
    assert tracked(diary) == ()
    assert own_symptoms(diary) == ()


def test_the_patient_is_who_they_said(diary):
    anna = Patient(name="Anna K.", birth_year=2004)
    write(diary, anna)
    assert patient(diary) == anna


def test_contacts_stand_by_kind_and_name(diary):
    zoe = Contact(kind=ContactKind.OTHER, name="Zoe")
    adam = Contact(kind=ContactKind.OTHER, name="Adam")
    ward = Contact(kind=ContactKind.EMERGENCY, phone="112")
    write(diary, zoe, adam, ward)
    assert contacts(diary) == (ward, adam, zoe)


def test_tracked_symptoms_stand_in_their_order(diary):
    second, first = Tracked(symptom="a", position=2), Tracked(symptom="b", position=1)
    write(diary, second, first)
    assert tracked(diary) == (first, second)


def test_own_symptoms_stand_by_name(diary):
    second, first = OwnSymptom(label="Tingling"), OwnSymptom(label="Chapped hands")
    write(diary, second, first)
    assert own_symptoms(diary) == (first, second)


def test_a_day_belongs_to_the_course_that_began_last(diary):
    first = begin(diary, ended_on=START + ONE_DAY)
    second = begin(diary, start=LATER)
    assert course_on(diary, START - ONE_DAY) is None
    assert course_on(diary, START) == first
    assert course_on(diary, LATER - ONE_DAY) == first
    assert course_on(diary, LATER) == second
    assert courses(diary) == (first, second)


def test_the_course_before_is_the_one_that_began_earlier(diary):
    first = begin(diary)
    second = begin(diary, start=LATER)
    assert course_before(diary, second) == first
    assert course_before(diary, first) is None


def test_phases_stand_by_start_and_the_later_recorded_last(diary):
    course = begin(diary)
    other = begin(diary, start=LATER)
    third, second = phase(course, 3, START), phase(course, 2, START + ONE_DAY)
    write(diary, second, third)
    assert [one.number for one in phases_of(diary, course)] == [1, 3, 2]
    assert [one.number for one in phases_of(diary, other)] == [1]


def test_the_last_visit_before_a_day_is_not_on_it(diary):
    early, late = Visit(day=START), Visit(day=LATER)
    write(diary, early, late)
    assert last_visit_before(diary, LATER) == early
    assert last_visit_before(diary, LATER + ONE_DAY) == late
    assert last_visit_before(diary, START) is None


def test_the_next_visit_may_be_on_the_day(diary):
    early, late = Visit(day=START), Visit(day=LATER)
    write(diary, early, late)
    assert next_visit_from(diary, START) == early
    assert next_visit_from(diary, START + ONE_DAY) == late
    assert next_visit_from(diary, LATER + ONE_DAY) is None


def test_the_latest_weight_may_be_of_the_day(diary):
    early, late = Weight(day=START, grams=kg(64)), Weight(day=LATER, grams=kg(61))
    write(diary, early, late)
    assert latest_weight(diary, LATER) == late
    assert latest_weight(diary, LATER - ONE_DAY) == early
    assert latest_weight(diary, START - ONE_DAY) is None


def test_the_doses_of_a_day_stand_by_slot_and_extra_ones_last(diary):
    extra, second, first = dose(START, None), dose(START, 2), dose(START, 1)
    write(diary, extra, second, first, dose(LATER, 1))
    assert doses_on(diary, START) == (first, second, extra)


def test_the_answers_of_a_day_are_found_by_symptom(diary):
    headache, lips = symptom(START, 0), symptom(START, 2, "lips_dry")
    write(diary, headache, lips, symptom(LATER, 1))
    assert symptoms_on(diary, START) == {"headache": headache, "lips_dry": lips}


def test_the_last_answered_day_is_before_the_day(diary):
    write(diary, symptom(START, 0), symptom(LATER, 1))
    assert last_answered_day(diary, LATER) == START
    assert last_answered_day(diary, LATER + ONE_DAY) == LATER
    assert last_answered_day(diary, START) is None


def test_a_day_without_a_note_has_none(diary):
    note = DayNote(day=START, text="sunny")
    write(diary, note)
    assert note_on(diary, START) == note
    assert note_on(diary, LATER) is None
