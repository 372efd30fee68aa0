"""Backups: when one is due, which are kept, where they go, and how they stand."""

from __future__ import annotations

import os
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isodiary.domain.errors import DiaryDamaged, DiaryError, DiskTrouble, Refused
from isodiary.domain.record import Weight
from isodiary.services.check import check
from isodiary.services.safety.backups import (
    Light,
    back_up,
    back_up_if_due,
    bad_backups,
    look_and_compare,
    look_into,
    move_backups,
    newest_good,
    save_copy,
    standing,
)
from isodiary.services.safety.compare import counted
from isodiary.services.safety.restore import restore
from isodiary.services.undo import undo_last
from isodiary.storage import backup
from isodiary.storage.backup_files import (
    DAILY,
    MONTHLY,
    WEEKLY,
    Why,
    backup_files,
    kept_of,
    places_of,
)
from isodiary.storage.inside import look_inside
from isodiary.storage.leftover import bytes_of
from isodiary.storage.opening import open_diary
from tests.clock import EVENING
from tests.scratch import scratch_diary
from tests.storage.writing import add, everything, folder, meddle, note, weight

NOON = EVENING.replace(hour=12, minute=0, tzinfo=None)
MOMENTS = st.datetimes(NOON - timedelta(days=900), NOON)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "isodiary.sqlite"


@pytest.fixture
def diary(path):
    with closing(open_diary(path, now=EVENING)) as opened:
        yield opened


def test_a_backup_holds_what_the_diary_holds(path, diary):
    add(diary, weight(), note())
    made = back_up(diary, now=EVENING)
    assert made.path.name == "isodiary-20261123-190400.sqlite"
    assert (made.entries, made.second) == (2, None)
    with closing(open_diary(made.path, now=EVENING)) as copy:
        assert everything(copy) == everything(diary)
    assert made.path.stat().st_mode & 0o777 == 0o600
    assert made.path.parent.stat().st_mode & 0o777 == 0o700


def test_the_first_change_of_a_day_makes_a_backup_due_and_no_other(diary):
    assert back_up_if_due(diary, now=EVENING) is None, "nothing was changed"
    add(diary, weight())
    assert back_up_if_due(diary, now=EVENING) is not None
    add(diary, weight(1))
    assert back_up_if_due(diary, now=EVENING + timedelta(hours=4)) is None
    assert back_up_if_due(diary, now=EVENING + timedelta(hours=6)) is not None


def test_a_scratch_diary_has_no_backups():
    with closing(scratch_diary()) as scratch:
        add(scratch, weight())
        assert back_up_if_due(scratch, now=EVENING) is None
        with pytest.raises(Refused, match="sample"):
            back_up(scratch, now=EVENING)


def test_two_backups_of_one_second_have_names_of_their_own(path, diary):
    add(diary, weight())
    names = {back_up(diary, now=EVENING).path.name for _ in range(2)}
    assert names == {"isodiary-20261123-190400.sqlite", "isodiary-20261123-190400-2.sqlite"}
    assert len(backup_files(path)) == 2


def test_a_damaged_diary_is_not_backed_up_over_good_ones(path, diary):
    add(diary, weight())
    back_up(diary, now=EVENING)
    meddle(path, "update weight set grams = 94000")
    with pytest.raises(DiaryDamaged, match="damaged"):
        back_up(diary, now=EVENING + timedelta(days=1))
    assert len(backup_files(path)) == 1


def test_a_copy_that_lost_a_row_is_no_backup(path, diary, monkeypatch):
    add(diary, weight())
    counted = backup._counts
    monkeypatch.setattr(
        backup, "_counts", lambda db: {**counted(db), **({} if db is diary._db else {"weight": 0})}
    )
    with pytest.raises(DiskTrouble, match="not good"):
        back_up(diary, now=EVENING)
    assert folder(path.parent / "backups" / "any") == {}


@given(st.lists(MOMENTS, min_size=1, max_size=400))
def test_enough_is_kept_and_never_without_the_newest(moments):
    kept = kept_of(moments)
    assert max(moments) in kept
    days = sorted({moment.date() for moment in moments}, reverse=True)
    assert {moment for moment in moments if moment.date() in days[:2]} <= kept
    assert len({moment.date() for moment in kept}) >= min(len(days), DAILY)
    rest = [moment for moment in kept if moment.date() not in days[:2]]
    assert len(rest) <= DAILY + WEEKLY + MONTHLY
    assert kept_of(kept) == kept


def test_a_year_of_daily_backups_is_kept_as_said():
    moments = [NOON - timedelta(days=364 - day) for day in range(365)]
    kept = sorted(kept_of(moments), reverse=True)
    assert [each.date() for each in kept[:12]] == [each.date() for each in moments[:-13:-1]]
    months = {(each.year, each.month) for each in kept}
    assert len(months) == MONTHLY
    assert 12 + 9 + 12 - 5 <= len(kept) <= 12 + 9 + 12


def test_a_backup_of_another_clock_stays_when_it_is_made(path, diary):
    add(diary, weight())
    for day in range(30):
        back_up(diary, now=EVENING + timedelta(days=day))
    made = back_up(diary, now=EVENING - timedelta(days=366))
    assert made.path.exists()


def test_other_files_of_the_folder_are_left_alone(path, diary):
    other = path.parent / "backups"
    other.mkdir()
    mine = [
        other / name
        for name in ("mine.sqlite", "isodiary-2026.sqlite", "other-20200101-000000.sqlite")
    ]
    for each in mine:
        each.touch()
    add(diary, weight())
    back_up(diary, now=EVENING)
    assert all(each.exists() for each in mine)
    assert len(backup_files(path)) == 1


def test_the_light_says_how_old_the_newest_is(path, diary):
    assert standing(path, now=EVENING).light is Light.NONE
    add(diary, weight())
    back_up(diary, now=EVENING)
    assert standing(path, now=EVENING + timedelta(days=7)).light is Light.GOOD
    old = standing(path, now=EVENING + timedelta(days=8))
    assert (old.light, old.count) == (Light.OLD, 1)
    assert old.size == old.newest.path.stat().st_size


def test_the_second_place_gets_a_twin_or_is_said_to_be_away(path, diary, tmp_path):
    stick = tmp_path / "stick"
    stick.mkdir()
    add(diary, weight())
    move_backups(path, path.parent / "backups", second=stick)
    made = back_up(diary, now=EVENING)
    assert made.second == stick / made.path.name
    assert made.second.read_bytes() == made.path.read_bytes()
    [file] = backup_files(path)
    assert file.places == (made.path.parent, stick)
    assert places_of(path).reached == EVENING
    stick.rename(tmp_path / "pulled out")
    assert standing(path, now=EVENING).light is Light.OLD
    assert back_up(diary, now=EVENING).second is None


def test_backups_move_along_with_their_folder(path, diary, tmp_path):
    add(diary, weight())
    before = back_up(diary, now=EVENING).path.read_bytes()
    move_backups(path, tmp_path / "safe" / "place", second=None)
    [file] = backup_files(path)
    assert file.path.parent == tmp_path / "safe" / "place"
    assert file.path.read_bytes() == before
    assert back_up(diary, now=EVENING).path.parent == file.path.parent


def test_a_place_that_cannot_be_written_is_not_taken(path, tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(DiaryError):
        move_backups(path, tmp_path / "file" / "x", second=None)
    with pytest.raises(DiaryError):
        move_backups(path, tmp_path / "backups", second=tmp_path / "gone")
    assert places_of(path).second is None


def test_what_a_backup_lacks_is_told(path, diary):
    add(diary, weight())
    back_up(diary, now=EVENING)
    add(diary, weight(1), note(), note(1))
    [file] = backup_files(path)
    inside, compared = look_and_compare(diary, file)
    assert inside.sound
    assert counted(compared.lacking_there) == ("2\xa0notes", "1\xa0weight")
    assert compared.lacking_here == ()
    assert look_and_compare(diary, file) == (inside, compared)


def test_a_damaged_backup_is_named_and_the_next_good_one_found(path, diary):
    add(diary, weight())
    back_up(diary, now=EVENING)
    bad = back_up(diary, now=EVENING + timedelta(days=1)).path
    meddle(bad, "update weight set grams = 94000")
    assert [each.file.path for each in bad_backups(path)] == [bad]
    assert newest_good(path).file.path.name == "isodiary-20261123-190400.sqlite"
    bad.write_bytes(b"")
    assert not look_into(backup_files(path)[0]).sound


def test_a_saved_copy_replaces_nothing(path, diary, tmp_path):
    add(diary, weight())
    assert save_copy(diary, tmp_path / "copy.sqlite") == 1
    with pytest.raises(Refused, match="There is a file"):
        save_copy(diary, tmp_path / "copy.sqlite")


def test_what_a_dead_program_left_is_cleared_away_later(path, diary):
    add(diary, weight())
    left = back_up(diary, now=EVENING).path.with_name(".isodiary-0123456789abcdef.new")
    left.touch()
    back_up(diary, now=EVENING)
    assert left.exists(), "it may be another program at work"
    os.utime(left, (1, 1))
    back_up(diary, now=EVENING)
    assert not left.exists()


@pytest.mark.parametrize("why", Why)
def test_the_reason_stands_in_the_name(path, diary, why):
    add(diary, weight())
    back_up(diary, now=EVENING, why=why)
    [file] = backup_files(path)
    assert (file.why, file.at) == (why, EVENING.replace(tzinfo=None))


RELEASED = sorted((Path(__file__).parents[2] / "files").glob("diary-*.sqlite"))


@pytest.mark.parametrize("released", RELEASED, ids=lambda path: path.stem)
def test_a_backup_of_every_released_schema_is_restored(path, diary, released):
    add(diary, weight())
    before = released.read_bytes()
    with closing(look_inside(bytes_of(released))) as held:
        expected = everything(held)
    done = restore(path, released, now=EVENING)
    assert everything(diary) == expected
    assert (done.entries, done.undoable) == (len(expected), True)
    assert released.read_bytes() == before
    undo_last(diary, now=EVENING)
    assert [type(entry) for entry in everything(diary).values()] == [Weight]


@pytest.mark.parametrize("released", RELEASED, ids=lambda path: path.stem)
def test_a_backup_of_every_released_schema_begins_a_diary(path, released):
    with closing(look_inside(bytes_of(released))) as held:
        expected = everything(held)
    restore(path, released, now=EVENING)
    with closing(open_diary(path, now=EVENING)) as begun:
        assert everything(begun) == expected
        assert check(begun).sound
