"""The log: what can be taken back, what can be made again, and what happened to an entry."""

from __future__ import annotations

from contextlib import closing, suppress
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from isodiary.domain.change import Act, Edit
from isodiary.domain.errors import DiaryDamaged
from isodiary.domain.record import Weight
from isodiary.storage.diary import Diary
from isodiary.storage.history import UNDO_LIMIT
from isodiary.storage.opening import open_diary
from isodiary.storage.rows import checksum
from tests.clock import EVENING
from tests.storage.writing import add, change, everything, meddle, new, note, weight


def undo(diary: Diary, number) -> int:
    return diary.apply(diary.history.change(number).inverse(), at=EVENING, reverts=number)


def redo(diary: Diary, number) -> int:
    return diary.apply(diary.history.change(number), at=EVENING, restores=number)


def stacks(diary) -> tuple[list[int], list[int]]:
    """Return the numbers that can be taken back and made again, the next one last."""
    found = diary.history.stacks()
    return [record.number for record in found.undo], [record.number for record in found.redo]


def test_change_is_kept_as_it_was_made(diary):
    made = new(weight(), note())
    assert diary.apply(made, at=EVENING) == 1
    assert diary.history.change(1) == made


def test_record_says_what_was_done_and_when(diary):
    diary.apply(change(Edit(after=note()), act=Act.WRITE_NOTE), at=EVENING)
    [record] = diary.history.stacks().undo
    assert (record.at, record.act, record.reverts, record.restores) == (
        EVENING,
        Act.WRITE_NOTE,
        None,
        None,
    )
    assert diary.history.last_at() == EVENING


def test_new_diary_has_nothing_to_take_back(diary):
    assert stacks(diary) == ([], [])
    assert diary.history.last_at() is None


def test_undone_change_can_be_made_again(diary):
    add(diary, weight())
    add(diary, note())
    undo(diary, 2)
    assert stacks(diary) == ([1], [2])
    redo(diary, 2)
    assert stacks(diary) == ([1, 2], [])


def test_new_change_ends_what_could_be_made_again(diary):
    add(diary, weight())
    undo(diary, 1)
    add(diary, note())
    assert stacks(diary) == ([3], [])


def test_changes_are_taken_back_in_any_order(diary):
    for day in range(4):
        add(diary, weight(day))
    undo(diary, 2)
    undo(diary, 4)
    assert stacks(diary) == ([1, 3], [2, 4])
    redo(diary, 2)
    assert stacks(diary) == ([1, 3, 2], [4])


def test_peer_rxdroid_35_stacks_are_there_after_a_restart(path, diary):
    for day in range(3):
        add(diary, weight(day))
    undo(diary, 3)
    before = diary.history.stacks()
    with closing(open_diary(path, now=EVENING)) as again:
        assert again.history.stacks() == before
        undo(again, 2)
        assert len(everything(again)) == 1
    assert stacks(diary) == ([1], [3, 2])


def test_the_last_hundred_changes_can_be_taken_back(diary):
    for day in range(UNDO_LIMIT + 5):
        add(diary, weight(day))
    assert stacks(diary) == (list(range(6, UNDO_LIMIT + 6)), [])


def test_the_last_hundred_undone_changes_can_be_made_again():
    with closing(open_diary(None, now=EVENING)) as diary:
        numbers = [add(diary, weight(day)) for day in range(UNDO_LIMIT + 5)]
        for number in reversed(numbers):
            undo(diary, number)
        assert stacks(diary) == ([], list(range(UNDO_LIMIT, 0, -1)))


def test_change_undone_and_redone_hundreds_of_times_can_still_be_taken_back():
    with closing(open_diary(None, now=EVENING)) as diary:
        add(diary, note())
        add(diary, weight())
        for _ in range(3 * UNDO_LIMIT):
            undo(diary, 2)
            redo(diary, 2)
        assert stacks(diary) == ([1, 2], [])


def test_an_old_change_made_again_is_told_though_no_more_is_read_than_a_hundred_need():
    with closing(open_diary(None, now=EVENING)) as diary:
        numbers = [add(diary, weight(day)) for day in range(UNDO_LIMIT + 20)]
        undo(diary, 1)
        redo(diary, 1)
        add(diary, note())
        found = diary.history.stacks().undo
        assert [record.number for record in found][-2:] == [1, numbers[-1] + 3]
        assert (found[-2].act, found[-2].reverts, found[-2].restores) == (
            Act.LOG_WEIGHT,
            None,
            None,
        )


@settings(max_examples=60)
@given(st.lists(st.sampled_from(["make", "undo", "redo"]), max_size=60))
def test_stacks_are_those_of_a_program_that_never_closed(actions):
    with closing(open_diary(None, now=EVENING)) as diary:
        undone: list[int] = []
        made: list[int] = []
        for day, action in enumerate(actions):
            if action == "make":
                made.append(add(diary, weight(day)))
                undone.clear()
            elif action == "undo" and made:
                undone.append(made.pop())
                undo(diary, undone[-1])
            elif action == "redo" and undone:
                made.append(undone.pop())
                redo(diary, made[-1])
        assert stacks(diary) == (made, undone)


def test_peer_medtimer_475_history_of_an_entry_tells_every_state_of_it(diary):
    first = weight()
    second = replace(first, grams=65_000)
    add(diary, note(), first)
    diary.apply(change(Edit(before=first, after=second)), at=EVENING)
    undo(diary, 2)
    told = diary.history.of_entry(first.id)
    assert [record.number for record, _ in told] == [1, 2, 3]
    assert [record.reverts for record, _ in told] == [None, None, 2]
    assert [(edit.before, edit.after) for _, edit in told] == [
        (None, first),
        (first, second),
        (second, first),
    ]
    assert diary.history.of_entry("nowhere") == []


def test_change_that_is_not_in_the_log_is_not_made_up(diary):
    with pytest.raises(DiaryDamaged):
        diary.history.change(7)


@pytest.mark.parametrize(
    "harm",
    [
        "update history set act = 'log-dose' where number = 2",
        "update history set act = 'nonsense' where number = 2",
        "update history set at = 'yesterday' where number = 2",
        "update history set reverts = 1 where number = 2",
        "update history set at = cast(x'ff' as text) where number = 2",
    ],
)
def test_stacks_end_at_a_damaged_record(path, diary, harm):
    for day in range(4):
        add(diary, weight(day))
    diary.close()
    meddle(path, harm)
    with closing(open_diary(path, now=EVENING)) as again:
        assert stacks(again) == ([3, 4], [])
        assert [(row.table, row.id) for row in again.damaged()] == [("history", "2")]
        with pytest.raises(DiaryDamaged, match="history of this entry"):
            again.history.change(2)
        with pytest.raises(DiaryDamaged, match="history of this entry"):
            again.history.of_entry(again.all(Weight, order="day")[1].id)
        with pytest.raises(DiaryDamaged, match="nothing more is written"):
            undo(again, 3)


@pytest.mark.parametrize(
    "harm",
    [
        "update history_edit set after = replace(after, '64000', '94000')",
        "update history_edit set after = '{'",
        "update history_edit set after = cast(x'ff' as text)",
        "update history_edit set entry_table = 'visit'",
        "update history_edit set entry_id = 'other' where entry_table = 'day_note'",
        "delete from history_edit",
    ],
)
def test_damaged_edit_is_not_taken_back(path, diary, harm):
    add(diary, weight(), note())
    before = everything(diary)
    diary.close()
    meddle(path, harm)
    with closing(open_diary(path, now=EVENING)) as again:
        with pytest.raises(DiaryDamaged):
            undo(again, 1)
        for entry in before.values():
            told: list[Edit] = []
            with suppress(DiaryDamaged):
                told = [edit for _, edit in again.history.of_entry(entry.id)]
            assert told in ([], [Edit(after=entry)])
        assert everything(again) == before
        assert {row.table for row in again.damaged()} <= {"history_edit"}


def test_last_moment_of_a_damaged_log_is_not_known(path, diary):
    add(diary, weight())
    diary.close()
    meddle(path, "update history set at = 'never'")
    with closing(open_diary(path, now=EVENING)) as again:
        assert again.history.last_at() is None


@pytest.mark.parametrize("year", [1900, 2199])
def test_a_change_was_made_in_a_year_of_these_centuries(diary, year):
    at = EVENING.replace(year=year)
    diary.apply(new(weight()), at=at)
    assert diary.history.last_at() == at


@pytest.mark.parametrize("at", ["1899-12-31T12:00:00+01:00", "2200-01-01T12:00:00+01:00"])
def test_a_change_of_another_century_is_damage(path, diary, at):
    add(diary, weight())
    row = (1, at, "log-weight", None, None)
    diary.rows("update history set at = ?, checksum = ?", [at, checksum(row)])
    assert diary.history.last_at() is None


def test_a_time_without_an_offset_is_damage(path, diary):
    add(diary, weight())
    at = "2026-11-23T19:04:00"
    row = (1, at, "log-weight", None, None)
    diary.rows("update history set at = ?, checksum = ?", [at, checksum(row)])
    assert diary.history.last_at() is None
