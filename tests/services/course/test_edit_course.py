"""Details of a course, the patient and the contacts, each changed as one step."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from isodiary.domain.change import Act
from isodiary.domain.course import Course, Opening, Phase
from isodiary.domain.errors import Refused
from isodiary.domain.plan import parse_plan
from isodiary.domain.record import Contact, ContactKind, Patient
from isodiary.domain.units import kg
from isodiary.services.course.plan import amend_details, keep_person, with_contact

START = date(2026, 9, 1)
COURSE = Course(start=START, product="Isotroin", reference_weight_g=kg(64))
FIRST = Phase(course=COURSE.id, number=1, start=START, plan=parse_plan("dinner 20"))
SECOND = replace(FIRST, number=2, start=START + timedelta(days=28), id="second")
DOCTOR = Contact(kind=ContactKind.PRESCRIBER, name="Dr Ash", phone="0123")
MUM = Contact(kind=ContactKind.OTHER, name="Mum")


def edited(change):
    """Return what a change leaves behind."""
    assert change is not None
    return [edit.entry for edit in change.edits]


def amended(**changed):
    return amend_details(COURSE, replace(COURSE, **changed), (FIRST, SECOND), START)


def test_a_detail_touches_the_course_alone():
    assert edited(amended(product="Epuris")) == [replace(COURSE, product="Epuris")]


def test_nothing_changed_is_no_change():
    assert amended() is None


def test_a_course_that_began_earlier_begins_with_its_first_plan():
    earlier = START - timedelta(days=3)
    change = amended(start=earlier)
    assert change is not None
    assert change.act is Act.CHANGE_COURSE
    assert edited(change) == [
        replace(COURSE, start=earlier),
        replace(FIRST, start=earlier),
    ]


def test_first_plan_moves_with_the_diary_start_unless_another_has_begun_by_then():
    later = replace(COURSE, kept_from=START + timedelta(days=1))
    change = amend_details(COURSE, later, (FIRST, SECOND), None)
    assert edited(change) == [later, replace(FIRST, start=later.diary_start)]
    after_second = replace(COURSE, kept_from=SECOND.start)
    assert edited(amend_details(COURSE, after_second, (FIRST, SECOND), None)) == [after_second]


def test_what_was_before_the_diary_start_is_changed_without_its_plans():
    kept = replace(COURSE, start=START - timedelta(days=30), kept_from=START)
    unknown = replace(kept, opening=Opening.UNKNOWN)
    assert edited(amend_details(kept, unknown, (FIRST, SECOND), START)) == [unknown]


def test_a_first_day_after_a_dose_is_refused():
    with pytest.raises(Refused, match="began earlier"):
        amended(start=START + timedelta(days=1))


def test_patient_and_contacts_are_one_change():
    change = keep_person(None, Patient(name="Kim"), (), (DOCTOR,))
    assert edited(change) == [Patient(name="Kim"), DOCTOR]
    assert change is not None
    assert change.act is Act.CHANGE_CONTACTS


def test_only_the_patient_is_told_as_such():
    change = keep_person(None, Patient(name="Kim"), (DOCTOR,), (DOCTOR,))
    assert change is not None
    assert change.act is Act.CHANGE_PATIENT


def test_an_empty_patient_is_not_written_before_they_said_anything():
    assert keep_person(None, Patient(), (), ()) is None


def test_a_patient_who_takes_all_back_is_kept_as_empty():
    assert edited(keep_person(Patient(name="Kim"), Patient(), (), ())) == [Patient()]


def test_a_contact_is_added_changed_and_taken_away():
    added = with_contact((MUM,), ContactKind.CRISIS, "", "116 123")
    assert [(each.kind, each.phone) for each in added] == [
        (ContactKind.OTHER, ""),
        (ContactKind.CRISIS, "116 123"),
    ]
    (changed,) = with_contact((DOCTOR,), ContactKind.PRESCRIBER, "Dr Elm", "0123")
    assert changed == replace(DOCTOR, name="Dr Elm")
    assert with_contact((DOCTOR, MUM), ContactKind.PRESCRIBER, "", "") == (MUM,)
