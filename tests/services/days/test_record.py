"""What happened to an entry is told, and what was changed on a later day is marked."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from datetime import timedelta, timezone

import pytest

from isodiary.domain.change import Act, Change, Edit
from isodiary.domain.dose import Dose, Outcome
from isodiary.domain.errors import DiaryDamaged
from isodiary.services.days.record import (
    edited_later,
    holds_nothing,
    offset_words,
    read_record,
    story,
)
from isodiary.services.undo import redo_change, undo_last
from isodiary.storage.opening import open_diary
from tests.clock import EVENING
from tests.scratch import scratch_diary
from tests.storage.writing import meddle

MISSED = Dose(day=EVENING.date(), slot=1, outcome=Outcome.MISSED)
SKIPPED = replace(MISSED, outcome=Outcome.SKIPPED, note="was ill")


@pytest.fixture
def diary():
    diary = scratch_diary()
    yield diary
    diary.close()


def amend(diary, at):
    edit = Edit(before=MISSED, after=SKIPPED)
    return diary.apply(Change(act=Act.AMEND_DOSE, edits=(edit,)), at=at)


@pytest.fixture
def logged(diary):
    diary.apply(Change(act=Act.SKIP_DOSE, edits=(Edit(after=MISSED),)), at=EVENING)
    return diary


def test_each_chapter_says_when_what_and_how_it_was_from_then_on(logged):
    number = amend(logged, EVENING + timedelta(days=1))
    undo_last(logged, now=EVENING + timedelta(days=2))
    redo_change(logged, number, now=EVENING + timedelta(days=3))
    told = story(logged, SKIPPED, {})
    assert [chapter.act for chapter in told] == [
        "Dose left out",
        "Dose corrected",
        "Taken back: Dose corrected",
        "Made again: Dose corrected",
    ]
    assert told[1].when().endswith("2026 19:04")
    assert "skipped. “was ill”" in told[1].now
    assert "missed" in told[2].now


def test_an_entry_that_is_gone_is_said_to_be_gone(logged):
    logged.apply(Change(act=Act.REMOVE_DOSE, edits=(Edit(before=MISSED),)), at=EVENING)
    assert story(logged, MISSED, {})[-1].now == "no longer in the diary"


def test_an_entry_changed_on_a_later_day_is_edited(logged):
    amend(logged, EVENING + timedelta(days=1))
    assert edited_later(logged, SKIPPED)
    assert read_record(logged, MISSED.day).edited == {MISSED.id}


def test_an_entry_changed_on_its_own_evening_is_not(logged):
    amend(logged, EVENING + timedelta(hours=6))  # after midnight, but before four
    assert not edited_later(logged, SKIPPED)


def test_an_entry_that_was_changed_and_changed_back_is_not(logged):
    amend(logged, EVENING + timedelta(days=1))
    undo_last(logged, now=EVENING + timedelta(days=1))
    assert not edited_later(logged, MISSED)


def test_an_entry_changed_on_its_evening_and_again_later_is_edited(logged):
    amend(logged, EVENING + timedelta(hours=1))
    later = replace(SKIPPED, note="was in bed")
    edit = Edit(before=SKIPPED, after=later)
    at = EVENING + timedelta(days=1)
    logged.apply(Change(act=Act.AMEND_DOSE, edits=(edit,)), at=at)
    assert edited_later(logged, later)


def test_an_entry_that_was_only_taken_out_later_and_put_back_is_not_edited(logged):
    amend(logged, EVENING + timedelta(hours=1))
    later = EVENING + timedelta(days=1)
    logged.apply(Change(act=Act.REMOVE_DOSE, edits=(Edit(before=SKIPPED),)), at=later)
    undo_last(logged, now=later)
    assert not edited_later(logged, SKIPPED)


def test_an_entry_whose_history_is_lost_is_not_called_edited(tmp_path):
    path = tmp_path / "isodiary.sqlite"
    with closing(open_diary(path, now=EVENING)) as diary:
        diary.apply(Change(act=Act.SKIP_DOSE, edits=(Edit(after=MISSED),)), at=EVENING)
        amend(diary, EVENING + timedelta(days=1))
    meddle(path, "update history_edit set after = '{'")
    with closing(open_diary(path, now=EVENING)) as diary:
        with pytest.raises(DiaryDamaged):
            story(diary, SKIPPED, {})
        assert not edited_later(diary, SKIPPED)


def test_a_diary_is_empty_until_something_is_in_it_and_once_it_is_taken_back(diary):
    assert holds_nothing(diary)
    diary.apply(Change(act=Act.SKIP_DOSE, edits=(Edit(after=MISSED),)), at=EVENING)
    assert not holds_nothing(diary)
    undo_last(diary, now=EVENING)
    assert holds_nothing(diary)


@pytest.mark.parametrize(("hours", "words"), [(1, ""), (5.5, "UTC+5:30"), (-3, "UTC−3")])
def test_a_time_of_another_clock_says_so(hours, words):
    zone = timezone(timedelta(hours=hours))
    dose = Dose(
        day=EVENING.date(),
        slot=1,
        outcome=Outcome.TAKEN,
        amount_ug=1000,
        taken_at=EVENING.astimezone(zone),
    )
    assert offset_words(dose, EVENING) == words
