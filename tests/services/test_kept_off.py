"""Marks that keep symptoms, notes and whole parts off paper: set, undone, and what they hide."""

from __future__ import annotations

from datetime import date

import pytest

from isodiary.domain.change import Act, Edit
from isodiary.domain.record import DayNote, KeptKind, KeptOff
from isodiary.resources import resources
from isodiary.services.catalogues import Catalogues
from isodiary.services.kept_off import (
    PRINTED,
    Module,
    keep_note_off,
    keep_off,
    off_labs,
    off_symptoms,
)

HEADACHE = KeptOff(kind=KeptKind.SYMPTOM, what="headache")
MOOD = KeptOff(kind=KeptKind.MODULE, what="mood")
INTIMACY = KeptOff(kind=KeptKind.MODULE, what="intimacy")


@pytest.fixture(scope="module")
def catalogues():
    return Catalogues(resources() / "catalogue")


def marked(*marks):
    return {(each.kind, each.what) for each in marks}


def test_a_mark_is_one_new_entry():
    change = keep_off([MOOD], marked(MOOD, HEADACHE))
    assert change.act is Act.KEEP_OFF_PAPER
    [edit] = change.edits
    assert edit.before is None
    assert (edit.after.kind, edit.after.what) == (KeptKind.SYMPTOM, "headache")


def test_a_mark_that_is_there_is_not_set_twice():
    assert keep_off([HEADACHE], marked(HEADACHE)) is None


def test_a_mark_is_taken_back():
    assert keep_off([HEADACHE, MOOD], marked(HEADACHE)).edits == (Edit(before=MOOD),)


def test_a_symptom_and_a_part_of_the_same_name_are_two_marks():
    twin = KeptOff(kind=KeptKind.SYMPTOM, what="mood")
    change = keep_off([MOOD], marked(MOOD, twin))
    assert [edit.after.kind for edit in change.edits] == [KeptKind.SYMPTOM]


def test_many_marks_change_at_once_and_what_stays_is_left_alone():
    wanted = {(KeptKind.MODULE, "mood"), (KeptKind.SYMPTOM, "lips_dry")}
    change = keep_off([HEADACHE, MOOD], wanted)
    assert Edit(before=HEADACHE) in change.edits
    assert [e.after.what for e in change.edits if e.after] == ["lips_dry"]
    assert len(change.edits) == 2


def test_a_mark_set_twice_by_two_windows_goes_with_one_act():
    twin = KeptOff(kind=KeptKind.SYMPTOM, what="headache")
    assert len(keep_off([HEADACHE, twin], set()).edits) == 2


def test_a_note_is_kept_off_and_let_on_again():
    note = DayNote(day=date(2026, 11, 1), text="private")
    change = keep_note_off(note, True)
    assert change.act is Act.KEEP_OFF_PAPER
    after = change.edits[0].after
    assert isinstance(after, DayNote)
    assert (after.off_paper, after.text, after.id) == (True, "private", note.id)
    assert keep_note_off(after, False).edits[0].after == note
    assert keep_note_off(note, False) is None


def test_intimacy_and_pregnancy_are_off_without_a_mark_and_mood_is_on(catalogues):
    off = off_symptoms([], catalogues.symptoms)
    assert {"libido_reduced", "pregnancy_possible"} <= off
    assert not off & {"mood_low", "headache"}
    assert "hcg_urine" in off_labs([], catalogues.labs)
    assert "alt" not in off_labs([], catalogues.labs)


def test_what_is_asked_for_is_on(catalogues):
    assert off_symptoms([], catalogues.symptoms, frozenset(Module)) == frozenset()
    assert off_labs([], catalogues.labs, frozenset(Module)) == frozenset()


def test_mood_goes_with_its_switch_and_takes_only_its_own_symptoms(catalogues):
    off = off_symptoms([], catalogues.symptoms, PRINTED - {Module.MOOD})
    assert {"mood_low", "anxiety", "suicidal_thoughts"} <= off
    assert "headache" not in off


def test_a_mark_holds_whatever_is_asked_for(catalogues):
    off = off_symptoms([HEADACHE, MOOD, INTIMACY], catalogues.symptoms, frozenset(Module))
    assert {"headache", "mood_low", "libido_reduced"} <= off


def test_the_patients_own_symptom_and_one_of_a_newer_catalogue_can_be_marked(catalogues):
    own = KeptOff(kind=KeptKind.SYMPTOM, what="own-1")
    assert "own-1" in off_symptoms([own], catalogues.symptoms)


def test_a_part_of_a_newer_isodiary_does_no_harm(catalogues):
    newer = KeptOff(kind=KeptKind.MODULE, what="finances")
    assert off_symptoms([newer], catalogues.symptoms) == off_symptoms([], catalogues.symptoms)
