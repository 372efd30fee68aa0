"""Taking back and making again, on the file, by whoever opens it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from isodiary.domain.change import Act, Change, Edit
from isodiary.domain.errors import NothingThere
from isodiary.domain.record import DayNote
from isodiary.services.undo import redo_change, undo_last
from isodiary.storage.opening import open_diary
from tests.clock import EVENING
from tests.scratch import scratch_diary

DAY = EVENING.date()


def write(diary, back):
    note = DayNote(day=DAY - timedelta(days=back), text="x")
    change = Change(act=Act.WRITE_NOTE, edits=(Edit(after=note),))
    diary.apply(change, at=EVENING)
    return change


@pytest.fixture
def path(tmp_path):
    return tmp_path / "diary.sqlite"


def test_last_change_is_taken_back_first_also_after_a_restart(path):
    diary = open_diary(path, now=EVENING)
    first, last = write(diary, 1), write(diary, 2)
    diary.close()
    again = open_diary(path, now=EVENING)
    assert undo_last(again, now=EVENING) == last
    assert undo_last(again, now=EVENING) == first
    assert again.all(DayNote) == []
    with pytest.raises(NothingThere):
        undo_last(again, now=EVENING)
    again.close()


def test_what_was_taken_back_is_made_again(path):
    diary = open_diary(path, now=EVENING)
    change = write(diary, 1)
    undo_last(diary, now=EVENING)
    number = diary.history.stacks().redo[-1].number
    assert redo_change(diary, number, now=EVENING) == change
    assert diary.all(DayNote) == [change.edits[0].after]
    assert diary.history.stacks().redo == ()
    diary.close()


def test_nothing_to_take_back_is_said():
    diary = scratch_diary()
    with pytest.raises(NothingThere):
        undo_last(diary, now=EVENING)
    diary.close()
