"""Notes, weights, the patient and contacts, each as one change."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from isodiary.domain.day_entries import DayEntries
from isodiary.domain.errors import Refused
from isodiary.domain.record import Contact, ContactKind, DayNote, Patient, Weight
from isodiary.domain.units import kg
from isodiary.services import weights as log_record
from isodiary.services.course.people import describe_patient, keep_contacts
from isodiary.services.days.notes import add_to_note, write_note

DAY = date(2026, 11, 23)
NOTE = DayNote(day=DAY, text="Long day")
WEIGHT = Weight(day=DAY, grams=kg(64))
DOCTOR = Contact(kind=ContactKind.PRESCRIBER, name="Dr Ash", phone="116")


def only(change):
    [edit] = change.edits
    return edit.before, edit.after


def test_note_is_written_amended_and_deleted_by_emptying_it():
    entries = DayEntries(day=DAY)
    assert only(write_note(entries, " Long day "))[1].text == "Long day"
    assert write_note(entries, "  ") is None
    noted = DayEntries(day=DAY, note=NOTE)
    assert only(write_note(noted, "Longer")) == (NOTE, replace(NOTE, text="Longer"))
    assert only(write_note(noted, "")) == (NOTE, None)
    assert write_note(noted, "Long day") is None


def test_line_is_added_to_a_note():
    assert only(add_to_note(DayEntries(day=DAY), "x"))[1].text == "x"
    added = add_to_note(DayEntries(day=DAY, note=NOTE), "x")
    assert only(added)[1].text == "Long day\nx"


def test_note_that_is_too_long_is_refused_and_the_old_one_stays():
    with pytest.raises(Refused):
        write_note(DayEntries(day=DAY), "x" * 1_000_000)


def test_second_weight_of_a_day_amends_the_first():
    assert only(log_record.weigh(DayEntries(day=DAY), kg(63)))[0] is None
    weighed = DayEntries(day=DAY, weight=WEIGHT)
    assert only(log_record.weigh(weighed, kg(63))) == (WEIGHT, replace(WEIGHT, grams=kg(63)))
    assert log_record.weigh(weighed, kg(64)) is None
    assert only(log_record.remove_weight(WEIGHT)) == (WEIGHT, None)


@pytest.mark.parametrize("grams", [0, kg(9), kg(701)])
def test_weight_of_no_patient_is_refused(grams):
    with pytest.raises(Refused):
        log_record.weigh(DayEntries(day=DAY), grams)


def test_unusual_weight_is_asked_about():
    assert log_record.weight_doubts(kg(64)) == ()
    assert len(log_record.weight_doubts(kg(250))) == 1


def test_patient_is_described_and_the_same_again_is_no_change():
    patient = Patient(name="A. K.")
    assert only(describe_patient(None, patient)) == (None, patient)
    assert describe_patient(patient, patient) is None


def test_contacts_are_added_amended_and_removed_in_one_change():
    other = Contact(kind=ContactKind.CRISIS, phone="117")
    moved = replace(DOCTOR, phone="118")
    change = keep_contacts([DOCTOR, other], [moved])
    assert change is not None
    assert {(edit.before, edit.after) for edit in change.edits} == {(DOCTOR, moved), (other, None)}
    assert keep_contacts([DOCTOR], [DOCTOR]) is None
