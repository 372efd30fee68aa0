"""Erased for good: no byte of the file holds it any more, and the rest of the history stands."""

from __future__ import annotations

import json
import shutil
from contextlib import closing
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from isodiary.domain.change import KINDS, Edit
from isodiary.domain.errors import DiaryBusy, DiaryDamaged, DiaryReadOnly, NothingThere, Refused
from isodiary.domain.record import DayNote
from isodiary.services.check import check
from isodiary.services.safety.forget import NOTHING, erasable, erasable_of, erase_for_good
from isodiary.services.safety.salvage import salvage
from isodiary.services.undo import undo_last
from isodiary.storage.history import ERASED
from isodiary.storage.opening import open_diary
from isodiary.storage.rows import table_of
from tests.clock import EVENING
from tests.storage.entries import STRATEGIES
from tests.storage.writing import add, change, everything, folder, gone, meddle, note, weight

SECRET = "Zornwort among much else " * 40
FORMER, NOW = note(1, f"{SECRET} earlier"), "what stands now"


@pytest.fixture
def path(tmp_path):
    return tmp_path / "isodiary.sqlite"


@pytest.fixture
def written(path):
    """A diary with a deleted note, one that was written anew, and others."""
    with closing(open_diary(path, now=EVENING)) as diary:
        add(diary, weight(), note(0, SECRET), FORMER)
        for day in range(2, 40):
            add(diary, note(day, f"day {day} " * 30))
        diary.apply(gone(*diary.between(DayNote, note().day, note().day)), at=EVENING)
        diary.apply(change(Edit(before=FORMER, after=replace(FORMER, text=NOW))), at=EVENING)
        yield diary


def words_in(path):
    return {name for name, content in folder(path).items() if b"Zornwort" in content}


def ids(diary):
    return [each.entry.id for each in erasable(diary)]


def test_what_was_deleted_or_changed_is_named_the_last_first(written):
    changed, deleted = erasable(written)
    assert (changed.deleted, deleted.deleted) == (False, True)
    assert (changed.entry.text, deleted.entry.text) == (NOW, SECRET)
    assert changed.last.number > deleted.last.number
    assert erasable_of(written, changed.entry) == changed
    [weighed] = written.where(type(weight()), "true")
    assert erasable_of(written, weighed) is None


def test_no_byte_of_the_file_holds_it_any_more(path, written):
    assert words_in(path)
    before = everything(written)
    erase_for_good(written, ids(written))
    assert words_in(path) == set()
    assert everything(written) == before
    assert check(written).sound
    assert erasable(written) == ()
    written.close()
    assert words_in(path) == set()
    with closing(open_diary(path, now=EVENING)) as again:
        assert check(again).sound
        assert everything(again) == before


def test_words_that_lay_in_pages_nobody_uses_are_gone_too(path, written):
    for day in range(50, 60):
        add(written, note(day, SECRET + str(day)))
    written.rows("pragma secure_delete = off")  # as most SQLites have it
    written.apply(gone(*written.where(DayNote, "text like 'Zorn%'")), at=EVENING)
    written.settle()
    erase_for_good(written, ids(written))
    assert words_in(path) == set()


def test_the_copy_lacks_the_words_and_the_former_file_is_no_part_of_it(path, written, tmp_path):
    erase_for_good(written, ids(written))
    copy = tmp_path / "copy" / "isodiary.sqlite"
    copy.parent.mkdir()
    shutil.copyfile(path, copy)
    with closing(open_diary(copy, now=EVENING)) as diary:
        assert everything(diary) == everything(written)


def test_what_held_it_is_not_taken_back_and_what_did_not_is(path, written):
    erase_for_good(written, ids(written))
    stacks = written.history.stacks()
    # the first change held both notes, the last two deleted and changed them
    assert [record.number for record in stacks.undo] == list(range(2, 40))
    for number in (1, 40, 41):
        with pytest.raises(Refused, match="erased for good"):
            written.history.change(number)
    undo_last(written, now=EVENING)
    assert not written.between(DayNote, note(39).day, note(39).day)
    assert check(written).sound


def test_what_was_taken_back_and_erased_is_not_made_again(written):
    add(written, note(60, SECRET))
    undo_last(written, now=EVENING)
    erase_for_good(written, ids(written))
    assert written.history.stacks().redo == ()
    assert check(written).sound


def test_the_story_of_an_entry_that_stands_begins_with_what_it_is(written):
    erase_for_good(written, ids(written))
    [(record, edit)] = written.history.of_entry(FORMER.id)
    assert record.erased
    assert (edit.before, edit.after.text) == (None, NOW)


def test_only_what_was_asked_for_is_erased(written):
    changed, deleted = erasable(written)
    erase_for_good(written, [deleted.entry.id])
    assert erasable(written) == (changed,)
    assert len(written.history.of_entry(FORMER.id)) == 2


def test_what_is_kept_for_a_file_that_is_replaced_lacks_it_too(written):
    erase_for_good(written, ids(written))
    kept = [edit for act in written.acknowledged for edit in act.change.edits]
    assert not any("Zornwort" in repr(edit) for edit in kept)
    assert any(edit.after is not None and edit.after.id == FORMER.id for edit in kept)


def test_salvage_brings_none_of_it_back(path, written, tmp_path):
    erase_for_good(written, ids(written))
    before = everything(written)
    written.close()
    meddle(path, "delete from weight")
    report = salvage(path, tmp_path / "saved.sqlite", now=EVENING)
    with closing(open_diary(tmp_path / "saved.sqlite", now=EVENING)) as saved:
        assert everything(saved) == before
    assert report.entries == len(before)


def test_nothing_to_erase_is_said(path):
    with closing(open_diary(path, now=EVENING)) as diary:
        add(diary, weight())
        assert erasable(diary) == ()
        with pytest.raises(NothingThere, match=NOTHING):
            erase_for_good(diary, [])


def test_a_damaged_diary_is_not_written(path, written):
    doomed = ids(written)
    meddle(path, "update weight set grams = grams + 1")
    with pytest.raises(DiaryDamaged):
        erase_for_good(written, doomed)
    assert words_in(path)


def test_a_diary_that_may_only_be_read_is_not_written(path, written):
    doomed = ids(written)
    written.read_only = True
    with pytest.raises(DiaryReadOnly):
        erase_for_good(written, doomed)


def test_while_another_program_reads_it_is_not_said_to_be_erased(path, written):
    written.settle()
    written.wait_at_most(10)
    doomed = ids(written)
    with closing(open_diary(path, now=EVENING)) as other:
        with other.reading():
            assert other.all(DayNote)
            with pytest.raises(DiaryBusy):
                erase_for_good(written, doomed)
        written.erase_for_good([])
    assert words_in(path) == set()


def test_a_damaged_row_of_the_history_tells_nothing(path, written):
    written.settle()
    meddle(path, "update history_edit set before = before || ' ' where after is null")
    assert [each.deleted for each in erasable(written)] == [False]


@settings(max_examples=200, deadline=None)
@given(entry=st.one_of([STRATEGIES[kind] for kind in KINDS]))
def test_no_entry_is_kept_like_one_that_was_erased(entry):
    assert not {*json.loads(ERASED)}.issubset(table_of(type(entry)).columns)
    told = table_of(type(entry)).short(entry)
    assert json.loads(ERASED) != {name: told[name] for name in told if name != "id"}


def test_when_a_dose_was_noted_is_still_told(written):
    late = EVENING + timedelta(days=1)
    [stands] = written.where(DayNote, "text = ?", [NOW])
    written.apply(change(Edit(before=stands, after=replace(stands, text="anew"))), at=late)
    erase_for_good(written, ids(written))
    rows = written.rows(
        "select count(*) from history_edit where before is not null and after is not null"
    )
    assert rows == [(2,)]
