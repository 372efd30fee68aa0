"""A change is a value, and its inverse is its undo."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isodiary.domain.change import Act, Change, Edit, change_of, edit_to
from isodiary.domain.record import DayNote, Patient, Visit, Weight

MONDAY, TUESDAY = date(2026, 11, 23), date(2026, 11, 24)
LIGHT = Weight(day=MONDAY, grams=60_000)
HEAVY = replace(LIGHT, grams=61_000)
NOTE = DayNote(day=MONDAY, text="dry lips")

WEIGHTS = st.sampled_from([None, LIGHT, HEAVY, replace(LIGHT, day=TUESDAY)])
EDITS = (
    st.tuples(WEIGHTS, WEIGHTS)
    .filter(lambda pair: pair[0] != pair[1])
    .map(lambda pair: Edit(before=pair[0], after=pair[1]))
)
CHANGES = st.lists(EDITS, min_size=1, max_size=5).map(
    lambda edits: Change(act=Act.LOG_WEIGHT, edits=tuple(edits))
)


@given(CHANGES)
def test_inverse_of_the_inverse_is_the_change(change):
    assert change.inverse().inverse() == change


@given(CHANGES)
def test_inverse_goes_back_in_the_opposite_order(change):
    there_and_back = [(edit.after, edit.before) for edit in reversed(change.edits)]
    assert [(edit.before, edit.after) for edit in change.inverse().edits] == there_and_back
    assert change.inverse().act is change.act


@given(CHANGES)
def test_undo_concerns_the_same_days_and_kinds(change):
    assert change.inverse().days == change.days
    assert change.inverse().touches(Weight)
    assert not change.touches(Visit, DayNote)


@pytest.mark.parametrize(
    ("before", "after", "why"),
    [
        (None, None, "of nothing"),
        (LIGHT, LIGHT, "changes something"),
        (LIGHT, replace(LIGHT), "changes something"),
        (LIGHT, Weight(day=MONDAY, grams=1 + LIGHT.grams), "keeps the kind and the id"),
        (LIGHT, replace(NOTE, id=LIGHT.id), "keeps the kind and the id"),
    ],
)
def test_edit_that_is_none_is_refused(before, after, why):
    with pytest.raises(ValueError, match=why):
        Edit(before=before, after=after)


def test_change_of_nothing_is_refused():
    with pytest.raises(ValueError, match="of nothing"):
        Change(act=Act.LOG_WEIGHT, edits=())


def test_entry_of_an_edit_is_the_one_that_is_or_last_was():
    assert Edit(before=LIGHT, after=HEAVY).entry == HEAVY
    assert Edit(before=LIGHT).entry == LIGHT
    assert Edit(after=LIGHT).entry == LIGHT


def test_change_names_the_days_it_leaves_and_the_days_it_comes_to():
    moved = Edit(before=LIGHT, after=replace(LIGHT, day=TUESDAY))
    named = Edit(after=Patient(name="A. B."))
    assert Change(act=Act.LOG_WEIGHT, edits=(moved, named)).days == {MONDAY, TUESDAY}
    assert Change(act=Act.CHANGE_PATIENT, edits=(named,)).days == frozenset()


def test_change_touches_any_of_the_kinds_asked_for():
    change = Change(act=Act.WRITE_NOTE, edits=(Edit(after=NOTE), Edit(before=LIGHT)))
    assert change.touches(Weight)
    assert change.touches(Visit, DayNote)
    assert not change.touches(Visit)


def test_nothing_changed_is_no_change():
    assert edit_to(LIGHT, replace(LIGHT)) is None
    assert edit_to(None, None) is None
    assert change_of(Act.LOG_WEIGHT, None, None) is None


def test_change_is_made_of_the_edits_that_are_some():
    change = change_of(Act.LOG_WEIGHT, None, edit_to(LIGHT, HEAVY), None)
    assert change == Change(act=Act.LOG_WEIGHT, edits=(Edit(before=LIGHT, after=HEAVY),))


def test_stored_words_are_unlike_each_other_and_stay():
    assert len({act.value for act in Act}) == len(Act)
    assert Act("log-dose") is Act.LOG_DOSE
