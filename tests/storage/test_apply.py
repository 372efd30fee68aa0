"""A change is written whole or not at all, and only onto what it was made for."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from isodiary.domain.change import Change, Edit, Entry
from isodiary.domain.course import Course, Phase
from isodiary.domain.dose import Dose, Outcome
from isodiary.domain.errors import AlreadyLogged, Stale
from isodiary.domain.plan import parse_plan
from isodiary.domain.record import DayNote, Visit, Weight
from isodiary.domain.symptom import SymptomEntry, Tracked
from isodiary.domain.units import kg, mg
from isodiary.storage.opening import open_diary
from tests.clock import EVENING
from tests.storage.writing import MONDAY, add, change, everything, gone, new, note, weight

COURSE = Course(start=MONDAY, product="Capsules 20 mg", reference_weight_g=kg(64))
PHASE = Phase(course=COURSE.id, number=1, start=MONDAY, plan=parse_plan("breakfast 20, dinner 20"))
TONIGHT = Dose(day=MONDAY, slot=2, outcome=Outcome.TAKEN, amount_ug=mg(20), taken_at=EVENING)


def test_what_goes_in_comes_out_equal(diary):
    add(diary, COURSE, PHASE, TONIGHT)
    assert everything(diary) == {entry.id: entry for entry in (COURSE, PHASE, TONIGHT)}


def test_refused_edit_takes_the_whole_change_with_it(diary):
    kept = weight()
    add(diary, kept)
    with pytest.raises(AlreadyLogged, match="already holds an entry"):
        add(diary, note(), weight(1), weight())
    assert everything(diary) == {kept.id: kept}
    assert [record.number for record in diary.history.stacks().undo] == [1]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (TONIGHT, Dose(day=MONDAY, slot=2, outcome=Outcome.MISSED)),
        (weight(), weight(grams=65_000)),
        (note(), note(text="other")),
        (Visit(day=MONDAY), Visit(day=MONDAY)),
        (
            SymptomEntry(day=MONDAY, symptom="headache", severity=0),
            SymptomEntry(day=MONDAY, symptom="headache", severity=2),
        ),
        (Tracked(symptom="headache", position=1), Tracked(symptom="headache", position=2)),
        (TONIGHT, replace(TONIGHT, day=date(2026, 11, 24))),
    ],
)
def test_peer_medication_tracker_3_second_entry_in_the_same_place_is_refused(diary, first, second):
    add(diary, first)
    with pytest.raises(AlreadyLogged):
        add(diary, second)
    assert list(everything(diary).values()) == [first]


def test_extra_doses_of_a_day_are_as_many_as_were_swallowed(diary):
    extras = [replace(TONIGHT, slot=None, id=f"extra{number}") for number in range(3)]
    add(diary, TONIGHT, *extras)
    assert set(everything(diary).values()) == {TONIGHT, *extras}


@pytest.mark.parametrize(
    "made",
    [
        lambda old, newer: change(Edit(before=old, after=replace(old, grams=70_000))),
        lambda old, newer: gone(old),
        lambda old, newer: change(Edit(before=weight(5), after=None)),
    ],
)
def test_change_made_for_what_is_no_longer_there_is_refused(diary, made):
    old = weight()
    newer = replace(old, grams=65_000)
    add(diary, old)
    diary.apply(change(Edit(before=old, after=newer)), at=EVENING)
    with pytest.raises(Stale, match="changed elsewhere"):
        diary.apply(made(old, newer), at=EVENING)
    assert diary.all(Weight) == [newer]
    assert diary.history.stacks().undo[-1].number == 2


def test_course_that_got_a_phase_elsewhere_is_not_taken_from_under_it(diary):
    add(diary, COURSE)
    add(diary, PHASE)
    with pytest.raises(Stale):
        diary.apply(gone(COURSE), at=EVENING)
    assert everything(diary) == {COURSE.id: COURSE, PHASE.id: PHASE}


def test_phase_of_a_course_that_is_gone_is_refused(diary):
    with pytest.raises(Stale):
        add(diary, PHASE)
    assert everything(diary) == {}


def test_entry_moves_to_another_day_and_keeps_its_name(diary):
    first = weight()
    add(diary, first)
    moved = replace(first, day=date(2026, 11, 20))
    diary.apply(change(Edit(before=first, after=moved)), at=EVENING)
    assert diary.get(Weight, first.id) == moved


def test_same_entry_may_be_changed_twice_in_one_change(diary):
    first = weight()
    second, third = replace(first, grams=65_000), replace(first, grams=66_000)
    both = change(
        Edit(after=first), Edit(before=first, after=second), Edit(before=second, after=third)
    )
    diary.apply(both, at=EVENING)
    assert diary.all(Weight) == [third]
    diary.apply(both.inverse(), at=EVENING, reverts=1)
    assert everything(diary) == {}


def test_failure_of_ours_leaves_the_diary_as_it_was(diary):
    with pytest.raises(ValueError, match="offset"):
        diary.apply(new(weight()), at=EVENING.replace(tzinfo=None))
    assert everything(diary) == {}
    add(diary, weight())


def test_peer_meditrak_222_new_dose_step_rewrites_no_dose(diary):
    add(diary, COURSE, PHASE, TONIGHT)
    stronger = Phase(course=COURSE.id, number=2, start=MONDAY, plan=parse_plan("dinner 40"))
    add(diary, stronger)
    assert diary.all(Dose) == [TONIGHT]
    assert diary.get(Phase, PHASE.id) == PHASE


def test_peer_meditrak_240_amount_taken_stands_apart_from_the_amount_planned(diary):
    half = replace(TONIGHT, outcome=Outcome.PARTIAL, amount_ug=mg(10))
    add(diary, COURSE, PHASE, half)
    assert diary.rows("select amount_ug from sound_dose") == [(10_000,)]


def test_peer_bangleapps_4301_every_time_is_kept_with_its_offset(diary):
    add(diary, TONIGHT)
    assert diary.rows("select taken_at from sound_dose") == [("2026-11-23T19:04:00+01:00",)]
    assert diary.rows("select at from history") == [("2026-11-23T19:04:00+01:00",)]


def test_peer_medtimer_518_entry_of_any_age_is_added_and_changed(diary):
    old = replace(TONIGHT, day=date(1999, 12, 31))
    add(diary, old)
    newer = replace(old, note="found in a drawer")
    diary.apply(change(Edit(before=old, after=newer)), at=EVENING)
    assert diary.all(Dose) == [newer]


def test_entries_of_a_span_are_those_of_its_days_oldest_first(diary):
    weights = [weight(day) for day in (3, -2, 0, 1)]
    add(diary, *weights)
    span = diary.between(Weight, date(2026, 11, 21), date(2026, 11, 24))
    assert [entry.day.day for entry in span] == [21, 23, 24]
    assert diary.between(Weight, date(2026, 11, 25), date(2026, 11, 25)) == []


def test_entry_that_is_not_there_is_none(diary):
    assert diary.get(DayNote, "nowhere") is None


def test_another_connections_change_is_seen_once(path, diary):
    assert not diary.changed_elsewhere()
    add(diary, weight())
    assert not diary.changed_elsewhere()
    with closing(open_diary(path, now=EVENING)) as other:
        assert not other.changed_elsewhere()
        add(other, weight(1))
    assert diary.changed_elsewhere()
    assert not diary.changed_elsewhere()
    assert len(diary.all(Weight)) == 2


SLOTS = st.integers(0, 4)
ACTIONS = st.lists(
    st.tuples(st.sampled_from(["write", "erase", "undo", "redo", "undo out of order"]), SLOTS),
    max_size=40,
)


@settings(max_examples=60)
@given(ACTIONS)
def test_any_sequence_of_changes_undone_and_redone_keeps_the_diary_equal_to_a_model(actions):
    with closing(open_diary(None, now=EVENING)) as diary:
        model: dict[str, Entry] = {}
        grams = 60_000
        for action, place in actions:
            stacks = diary.history.stacks()
            grams += 1
            if action in {"write", "erase"}:
                made = _edit_of(model, place, grams, erase=action == "erase")
                if made is not None:
                    _carry_out(diary, model, made)
            elif action == "redo" and stacks.redo:
                number = stacks.redo[-1].number
                _carry_out(diary, model, diary.history.change(number), restores=number)
            elif action != "redo" and stacks.undo:
                which = -1 if action == "undo" else place % len(stacks.undo)
                number = stacks.undo[which].number
                _carry_out(diary, model, diary.history.change(number).inverse(), reverts=number)
            assert everything(diary) == model
        assert diary.damaged() == []
        assert _replayed(diary) == model


def _edit_of(model, place, grams, *, erase) -> Change | None:
    before = next((entry for entry in model.values() if entry.day == weight(place).day), None)
    after = None if erase else replace(before or weight(place), grams=grams)
    return None if before is None and after is None else change(Edit(before=before, after=after))


def _carry_out(diary, model, made, **how) -> None:
    """Apply to both; what no longer fits is refused by both."""
    fits = all(
        model.get(edit.entry.id) == edit.before
        and (
            edit.after is None
            or all(e.day != edit.after.day or e.id == edit.after.id for e in model.values())
        )
        for edit in made.edits
    )
    if not fits:
        with pytest.raises((Stale, AlreadyLogged)):
            diary.apply(made, at=EVENING, **how)
        return
    diary.apply(made, at=EVENING, **how)
    for edit in made.edits:
        model.pop(edit.entry.id, None)
        if edit.after is not None:
            model[edit.after.id] = edit.after


def _replayed(diary) -> dict[str, Entry]:
    """Return what the history says the diary holds, made from nothing."""
    with closing(open_diary(None, now=EVENING)) as anew:
        for (number,) in diary.rows("select number from history order by number"):
            anew.apply(diary.history.change(number), at=EVENING)
        return everything(anew)


def test_a_change_that_was_rolled_back_is_not_acknowledged_with_the_next(diary):
    def fails():
        with diary.writing():
            add(diary, weight())
            raise RuntimeError("the program failed")

    before = len(diary.acknowledged)
    with pytest.raises(RuntimeError):
        fails()
    assert len(diary.acknowledged) == before
    add(diary, weight(1))
    assert len(diary.acknowledged) == before + 1
    assert [each.day for each in everything(diary).values()] == [weight(1).day]
