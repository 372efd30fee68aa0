"""Answers are facts: none is one, no answer is another thing, and what stands already stays."""

from __future__ import annotations

from datetime import date

import pytest

from isodiary.domain.day_entries import DayEntries
from isodiary.domain.symptom import OwnSymptom, SymptomEntry, Tracked
from isodiary.services.symptoms import log as log_symptoms

DAY = date(2026, 11, 23)
LIPS = SymptomEntry(day=DAY, symptom="lips_dry", severity=2, note="balm")
TRACKED = [Tracked(symptom=each, position=at) for at, each in enumerate(("lips_dry", "headache"))]


def edits(change):
    assert change is not None
    return change.edits


def day(*symptoms):
    return DayEntries(day=DAY, symptoms=symptoms)


def after(change):
    return {edit.after.symptom: edit.after.severity for edit in edits(change)}


def test_new_answer_is_added_and_a_standing_one_amended_with_its_note():
    change = log_symptoms.answer(day(LIPS), {"lips_dry": 3, "headache": 1})
    assert after(change) == {"lips_dry": 3, "headache": 1}
    amended = edits(change)[0]
    assert amended.before == LIPS
    assert (amended.after.id, amended.after.note) == (LIPS.id, "balm")


def test_answer_that_stands_already_changes_nothing():
    assert log_symptoms.answer(day(LIPS), {"lips_dry": 2}) is None


def test_note_comes_with_the_answer_where_one_is_given():
    change = log_symptoms.answer(day(), {"headache": 1}, notes={"headache": "after lunch"})
    assert edits(change)[0].after.note == "after lunch"


def test_none_is_a_zero_for_each_tracked_symptom():
    assert after(log_symptoms.none_today(day(), TRACKED)) == {"lips_dry": 0, "headache": 0}


def test_none_leaves_what_is_answered_as_it_is():
    assert after(log_symptoms.none_today(day(LIPS), TRACKED)) == {"headache": 0}
    answered = day(LIPS, SymptomEntry(day=LIPS.day, symptom="headache", severity=3))
    assert log_symptoms.none_today(answered, TRACKED) is None


def test_as_last_time_takes_tracked_answers_and_leaves_what_is_answered():
    last = [
        SymptomEntry(day=date(2026, 11, 20), symptom=each, severity=1)
        for each in ("lips_dry", "headache", "nosebleed")
    ]
    assert after(log_symptoms.same_as(day(LIPS), last, TRACKED)) == {"headache": 1}
    assert log_symptoms.same_as(day(), [], TRACKED) is None


def test_removed_answer_is_not_a_zero():
    [edit] = edits(log_symptoms.remove(LIPS))
    assert (edit.before, edit.after) == (LIPS, None)


def test_list_is_added_to_reordered_and_retired_in_one_change():
    change = log_symptoms.track(TRACKED, ["headache", "nosebleed", "headache"])
    kept = {edit.after.symptom: edit.after.position for edit in edits(change) if edit.after}
    gone = [edit.before.symptom for edit in edits(change) if edit.after is None]
    assert (kept, gone) == ({"headache": 0, "nosebleed": 1}, ["lips_dry"])
    assert log_symptoms.track(TRACKED, ["lips_dry", "headache"]) is None


@pytest.mark.parametrize("severity", [0, 3])
def test_own_symptom_is_named_and_answered_in_one_change(severity):
    own, entry = (edit.after for edit in edits(log_symptoms.name_own(day(), "Itching", severity)))
    assert isinstance(own, OwnSymptom)
    assert (entry.symptom, entry.severity) == (own.id, severity)
