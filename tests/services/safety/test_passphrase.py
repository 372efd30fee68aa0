"""A passphrase on, changed and off, with the backups and all that lies beside a diary."""

from __future__ import annotations

import os
import shutil
from contextlib import closing
from datetime import timedelta

import pytest

from isodiary.domain.errors import DiaryDamaged, DiaryError, Locked, Refused
from isodiary.domain.record import DayNote
from isodiary.services.check import check
from isodiary.services.safety.backups import (
    back_up,
    bad_backups,
    look_into,
    newest_good,
    save_copy,
)
from isodiary.services.safety.erase import erase_diary
from isodiary.services.safety.forget import erasable, erase_for_good
from isodiary.services.safety.harm import look_at_harm
from isodiary.services.safety.passphrase import finish, set_passphrase, take_passphrase_away
from isodiary.services.safety.replaced import put_back, save_ours
from isodiary.services.safety.restore import restore, restore_change
from isodiary.services.safety.salvage import salvage
from isodiary.storage.backup_files import Places, backup_files, keep_places, places_of
from isodiary.storage.database import Key, begins_encrypted
from isodiary.storage.drafts import Draft, Drafts, drafts_file
from isodiary.storage.former_keys import former_files, keep_former
from isodiary.storage.keys import new_salt
from isodiary.storage.opening import open_diary
from isodiary.storage.rekeying import rewrite
from isodiary.storage.unlocking import unlock
from tests.clock import EVENING
from tests.faults.diaries import made
from tests.storage.writing import add, everything, gone, note, weight

WORDS, OTHERS = "four quiet green apples", "and five more of them"
LATER = EVENING + timedelta(minutes=1)


@pytest.fixture
def path(tmp_path):
    """A plain diary with a backup that it has outlived."""
    path = tmp_path / "isodiary.sqlite"
    made(path, days=4)
    with closing(open_diary(path, now=EVENING)) as diary:
        back_up(diary, now=EVENING)
        add(diary, weight(50))
    return path


@pytest.fixture
def key():
    return Key(os.urandom(32), new_salt())


@pytest.fixture
def locked(path, key):
    """The same with a passphrase, its backup as well."""
    rewrite(path, EVENING, before=None, after=key)
    finish(path, key)
    return path


def held(path, key=None):
    with closing(open_diary(path, now=LATER, key=key)) as diary:
        assert check(diary).sound
        return everything(diary)


def damage(path):
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def test_on_changed_and_off_with_the_backups(path):
    entries = held(path)
    on = set_passphrase(path, WORDS, now=LATER, key=None)
    assert (on.backups, on.left, on.away) == (1, (), None)
    assert on.key == unlock(path, WORDS)
    assert held(path, on.key) == entries
    [backup] = backup_files(path)
    assert begins_encrypted(backup.path)
    assert look_into(backup, on.key).sound
    changed = set_passphrase(path, OTHERS, now=LATER, key=on.key)
    assert (held(path, changed.key), changed.backups) == (entries, 1)
    assert look_into(backup, changed.key).sound
    assert look_into(backup, on.key).locked
    assert changed.key is not None
    off = take_passphrase_away(path, now=LATER, key=changed.key)
    assert (off.key, off.backups) == (None, 1)
    assert held(path) == entries
    assert not begins_encrypted(backup.path)
    assert look_into(backup).sound


def test_what_was_typed_and_not_saved_is_not_kept_in_the_clear(path, key):
    Drafts(path).keep("note", Draft(title="Note", at=EVENING.isoformat(), typed={"0": "secret"}))
    assert drafts_file(path).exists()
    set_passphrase(path, WORDS, now=LATER, key=None)
    assert not drafts_file(path).exists()


def test_what_stays_readable_is_named(path, tmp_path):
    aside = tmp_path / "isodiary, other 2026-11-01 1200.sqlite"
    shutil.copy(path, aside)
    [backup] = backup_files(path)
    bad = backup.path.with_name("isodiary-20261101-120000.sqlite")
    bad.write_bytes(backup.path.read_bytes()[:9_000])
    keep_places(path, Places(here=places_of(path).here, second=tmp_path / "stick"))
    on = set_passphrase(path, WORDS, now=LATER, key=None)
    assert on.left == (bad, aside)
    assert on.away == tmp_path / "stick"


def test_a_backup_of_before_in_a_place_that_was_away_is_encrypted_with_the_next_one(path, tmp_path):
    stick = tmp_path / "stick"
    stick.mkdir()
    keep_places(path, Places(here=places_of(path).here, second=stick))
    with closing(open_diary(path, now=LATER)) as diary:
        twin = back_up(diary, now=LATER).second
    stick.rename(tmp_path / "away")
    on = set_passphrase(path, WORDS, now=LATER, key=None)
    (tmp_path / "away").rename(stick)
    assert twin is not None
    assert not begins_encrypted(twin)
    with closing(open_diary(path, now=LATER, key=on.key)) as diary:
        back_up(diary, now=LATER + timedelta(days=1))
    assert all(begins_encrypted(each) for each in stick.iterdir())


def test_what_a_program_that_died_left_is_finished(locked, key, path):
    [backup] = backup_files(path)
    plain = path.with_name("plain.sqlite")
    made(plain, days=1)
    shutil.copy(plain, backup.path.with_name("isodiary-20261101-120000.sqlite"))
    shutil.copy(plain, path.with_name(".isodiary-0123.new"))
    shutil.copy(plain, backup.path.with_name(".isodiary-0123.new"))
    assert finish(path, key) == 1
    assert all(begins_encrypted(file.path) for file in backup_files(path))
    assert not list(path.parent.rglob("*.new"))
    assert finish(path, key) == 0


def test_backups_that_a_program_that_died_left_with_the_former_passphrase_follow(locked, key, path):
    third, other = (Key(os.urandom(32), new_salt()) for _ in range(2))
    rewrite(locked, LATER, before=key, after=third)  # and there it died
    rewrite(locked, LATER, before=third, after=other)  # and so it did again
    [backup] = backup_files(path)
    assert look_into(backup, other).locked
    assert former_files(path)
    assert all(begins_encrypted(file) for file in former_files(path))
    assert finish(path, other) == 1
    assert look_into(backup, other).sound
    assert former_files(path) == ()


def test_a_change_that_was_not_done_leaves_no_former_key_behind(locked, key, path):
    keep_former(locked, [key], Key(os.urandom(32), new_salt()))
    assert finish(locked, key) == 0
    assert former_files(path) == ()


def test_backups_in_a_place_that_is_away_follow_once_it_is_there(locked, key, tmp_path):
    stick = tmp_path / "stick"
    stick.mkdir()
    keep_places(locked, Places(here=places_of(locked).here, second=stick))
    with closing(open_diary(locked, now=LATER, key=key)) as diary:
        twin = back_up(diary, now=LATER).second
    stick.rename(tmp_path / "away")
    on = set_passphrase(locked, WORDS, now=LATER, key=key)
    assert on.key is not None
    assert finish(locked, on.key) == 0
    (tmp_path / "away").rename(stick)
    assert twin.read_bytes()[:16] == key.salt
    assert finish(locked, on.key) == 1
    assert twin.read_bytes()[:16] == on.key.salt
    assert former_files(locked) == ()


def test_a_disk_that_is_full_for_the_backups_is_no_refusal(path, monkeypatch):
    """The diary has its passphrase by then, and its recovery key must be seen."""
    entries, replace = held(path), os.replace

    def full(source, target):
        if target != path:
            raise OSError(28, "No space left on device")
        replace(source, target)

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", full)
        on = set_passphrase(path, WORDS, now=LATER, key=None)
    [backup] = backup_files(path)
    assert (on.backups, on.left) == (0, (backup.path,))
    assert on.key is not None
    assert held(path, on.key) == entries
    assert finish(path, on.key) == 1
    assert look_into(backup, on.key).sound


def test_taking_it_away_that_is_refused_leaves_the_backups_encrypted(locked, key, monkeypatch):
    replace = os.replace

    def full(source, target):
        if target == locked:
            raise OSError(28, "No space left on device")
        replace(source, target)

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(DiaryError, match="full"):
        take_passphrase_away(locked, now=LATER, key=key)
    assert begins_encrypted(locked)
    assert all(begins_encrypted(file.path) for file in backup_files(locked))


def test_what_is_erased_for_good_is_nowhere_in_an_encrypted_diary(locked, key, tmp_path):
    secret = "Zornwort among much else " * 40
    with closing(open_diary(locked, now=LATER, key=key)) as diary:
        add(diary, note(70, secret), note(71, secret))
        diary.apply(gone(*diary.between(DayNote, note(70).day, note(71).day)), at=LATER)
        diary.settle()
        pages = locked.stat().st_size
        before = everything(diary)
        assert len(erasable(diary)) == 2
        erase_for_good(diary, [each.entry.id for each in erasable(diary)])
        assert everything(diary) == before
        assert check(diary).sound
        assert diary.rows("pragma freelist_count") == [(0,)]
        tables = [name for (name,) in diary.rows("select name from sqlite_schema where rootpage")]
        rows = [row for name in tables if "auto" not in name for row in _rows(diary, name)]
        assert len(rows) > 20
        assert not [row for row in rows if "Zornwort" in repr(row)]
        assert locked.stat().st_size < pages
    assert begins_encrypted(locked)
    assert {each.name for each in tmp_path.iterdir()} == {"isodiary.sqlite", "backups"}
    assert held(locked, key) == before


def _rows(diary, name):
    kind = diary.rows("select type from sqlite_schema where name = ?", [name])
    return diary.rows(f'select * from "{name}"') if kind == [("table",)] else []


def test_a_short_one_changes_nothing(path):
    before = path.read_bytes()
    with pytest.raises(Refused, match="8 characters"):
        set_passphrase(path, "apples", now=LATER, key=None)
    assert path.read_bytes() == before


def test_a_backup_is_restored_by_one_act_or_in_the_place_of_damage(locked, key):
    [backup] = backup_files(locked)
    then = held(backup.path, key)
    restore(locked, backup.path, now=LATER, key=key)
    assert held(locked, key) == then
    damage(locked)
    done = restore(locked, backup.path, now=LATER, key=key)
    assert held(locked, key) == then
    assert done.kept is not None
    assert begins_encrypted(done.kept)


def test_a_plain_backup_in_the_place_of_an_encrypted_diary_is_encrypted(locked, key, tmp_path):
    plain = tmp_path / "stick.sqlite"
    made(plain, days=2)
    then = held(plain)
    damage(locked)
    restore(locked, plain, now=LATER, key=key)
    assert begins_encrypted(locked)
    assert held(locked, key) == then
    assert not list(tmp_path.glob("*.new"))


def test_a_backup_of_an_earlier_passphrase_wants_that(locked, key, tmp_path):
    [backup] = backup_files(locked)
    then = held(backup.path, key)
    other = Key(os.urandom(32), new_salt())
    rewrite(locked, LATER, before=key, after=other)
    with pytest.raises(Locked):
        restore(locked, backup.path, now=LATER, key=other)
    restore(locked, backup.path, now=LATER, key=other, backup_key=key)
    assert held(locked, other) == then


def test_the_window_goes_back_to_one(locked, key):
    [backup] = backup_files(locked)
    then = held(backup.path, key)
    with closing(open_diary(locked, now=LATER, key=key)) as diary:
        change = restore_change(diary, backup.path, now=LATER)
        assert change is not None
        diary.apply(change, at=LATER)
        assert everything(diary) == then


def test_a_copy_is_encrypted_and_read_back(locked, key, tmp_path):
    with closing(open_diary(locked, now=LATER, key=key)) as diary:
        assert save_copy(diary, tmp_path / "copy.sqlite") == len(everything(diary))
    assert begins_encrypted(tmp_path / "copy.sqlite")


def test_harm_and_salvage_want_the_key_and_keep_it(locked, key, tmp_path):
    damage(locked)
    harm = look_at_harm(locked, key)
    assert harm.backup.sound
    assert len(harm.sound) > 10
    out = tmp_path / "saved.sqlite"
    report = salvage(locked, out, now=LATER, key=key)
    assert begins_encrypted(out)
    assert len(held(out, key)) == report.entries
    with pytest.raises(Locked):
        look_at_harm(locked)


def test_the_newest_good_backup_is_found_behind_one_of_another_passphrase(locked, key):
    [backup] = backup_files(locked)
    newer = backup.path.with_name("isodiary-20261124-120000.sqlite")
    shutil.copy(backup.path, newer)
    newer.write_bytes(new_salt() + newer.read_bytes()[16:])
    assert newest_good(locked, key).file == backup
    [other] = bad_backups(locked, key)
    assert (other.file.path, other.locked) == (newer, True)


def test_what_is_kept_of_a_replaced_diary_is_encrypted(locked, key, tmp_path):
    with closing(open_diary(locked, now=LATER, key=key)) as diary:
        add(diary, weight(60))
        kept_entries = everything(diary)
        made(tmp_path / "plain.sqlite", days=1)
        os.replace(tmp_path / "plain.sqlite", locked)
        kept = save_ours(diary, now=LATER)
        assert begins_encrypted(kept)
    put_back(locked, kept, now=LATER, key=key)
    assert held(locked, key) == kept_entries


def test_what_is_kept_of_one_that_was_written_over_is_encrypted(locked, key, tmp_path):
    with closing(open_diary(locked, now=LATER, key=key)) as diary:
        add(diary, weight(60))
        locked.write_bytes(bytes(20_000))
        kept = save_ours(diary, now=LATER)
    assert begins_encrypted(kept)
    assert weight(60).day in {getattr(each, "day", None) for each in held(kept, key).values()}


def test_it_is_erased_without_the_key(locked, tmp_path):
    erase_diary(locked)
    assert list(tmp_path.iterdir()) == []


def test_a_failing_disk_leaves_the_diary_as_it_was(path, monkeypatch):
    entries = held(path)

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(DiaryError, match="full"):
        set_passphrase(path, WORDS, now=LATER, key=None)
    monkeypatch.undo()
    assert held(path) == entries
    assert not list(path.parent.glob(".isodiary-*.new"))


def test_a_damaged_diary_is_not_changed(path):
    content = bytearray(path.read_bytes())
    content[20_000:24_096] = bytes(4_096)
    path.write_bytes(content)
    before = path.read_bytes()
    with pytest.raises(DiaryDamaged):
        set_passphrase(path, WORDS, now=LATER, key=None)
    assert path.read_bytes() == before
