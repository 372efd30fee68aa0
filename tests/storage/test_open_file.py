"""The stamp and the guard of an open diary: other programs are known, other files are noticed."""

from __future__ import annotations

import errno
import os
import shutil
from contextlib import closing
from dataclasses import replace

import pytest

from isodiary.domain.change import Edit
from isodiary.domain.errors import FileReplaced
from isodiary.storage.damage_mark import is_marked
from isodiary.storage.open_file import OpenFile
from isodiary.storage.opening import open_diary
from isodiary.storage.stamp import read_stamp, stamp_file
from tests.clock import EVENING
from tests.storage.writing import add, change, everything, folder, weight


def test_the_stamp_lies_there_as_long_as_the_diary_is_open(path):
    with closing(open_diary(path, now=EVENING)) as diary:
        assert stamp_file(path).exists()
        add(diary, weight())
        assert not diary.is_replaced()
    assert list(folder(path)) == [path.name]


def test_what_another_isodiary_writes_and_settles_is_no_other_file(path, diary):
    add(diary, weight())
    with closing(open_diary(path, now=EVENING)) as other:
        add(other, weight(1))
        other.settle()
        assert not diary.is_replaced()
    assert not diary.is_replaced()
    add(diary, weight(2))
    assert len(everything(diary)) == 3


def test_a_diary_whose_stamp_was_taken_away_knows_its_own_file(path, diary):
    add(diary, weight())
    diary.settle()
    with closing(open_diary(path, now=EVENING)) as other:
        add(other, weight(1))
        other.settle()
        stamp_file(path).unlink()
        assert not diary.is_replaced()
        assert read_stamp(path) is not None


def test_another_file_is_noticed_without_a_stamp_too(tmp_path, path, diary):
    other = tmp_path / "other.sqlite"
    with closing(open_diary(other, now=EVENING)) as made:
        add(made, weight(9), weight(8), weight(7))
    add(diary, weight())
    diary.settle()
    with closing(open_diary(path, now=EVENING)) as window:
        stamp_file(path).unlink()
        shutil.copyfile(other, path)
        assert window.is_replaced()
        with pytest.raises(FileReplaced):
            window.settle()


def test_settling_puts_everything_into_the_file(path, diary):
    add(diary, weight())
    assert path.with_name(f"{path.name}-wal").stat().st_size > 0
    assert diary.settle()
    assert path.with_name(f"{path.name}-wal").stat().st_size == 0
    assert diary.settle()


def test_settling_waits_for_nobody_who_reads(path, diary):
    add(diary, weight())
    with closing(open_diary(path, now=EVENING)) as other, other.reading():
        assert len(everything(other)) == 1
        add(diary, weight(1))
        assert not diary.settle()
        assert len(everything(other)) == 1
    assert diary.settle()


def test_a_diary_in_memory_has_no_file_to_lose():
    with closing(open_diary(None, now=EVENING)) as scratch:
        add(scratch, weight())
        assert scratch.settle()
        assert not scratch.is_replaced()


def test_a_file_that_cannot_be_looked_at_is_left_as_it_is(path, monkeypatch):
    def fails(file):
        raise OSError(errno.EIO, "cannot be looked at")

    diary = open_diary(path, now=EVENING)
    add(diary, weight())
    with monkeypatch.context() as patch:
        patch.setattr(OpenFile, "is_replaced", fails)
        diary.close()
    assert stamp_file(path).exists()
    with closing(open_diary(path, now=EVENING)) as again:
        assert len(everything(again)) == 1
    assert not stamp_file(path).exists()


def test_settling_inside_a_transaction_does_nothing(diary):
    with diary.writing():
        assert not diary.settle()
    assert diary.settle()


def test_a_new_date_alone_makes_no_other_file(path, diary):
    add(diary, weight())
    diary.settle()
    os.utime(path)
    assert not diary.is_replaced()
    add(diary, weight(1))
    os.utime(path, (1, 1))
    assert not diary.is_replaced(), "though what was just written is in its log"
    assert diary.settle()
    assert len(everything(diary)) == 2


def test_another_content_of_the_same_size_is_another_file(path, diary):
    add(diary, weight())
    diary.settle()
    content = bytearray(path.read_bytes())
    content[-1] ^= 1
    path.write_bytes(content)
    assert diary.is_replaced()


def test_a_copy_put_back_over_it_is_another_file_though_it_is_of_today(path, diary):
    add(diary, weight(grams=61_000))
    diary.settle()
    copy = path.read_bytes()
    [noted] = diary.all(type(weight()))
    diary.apply(change(Edit(before=noted, after=replace(noted, grams=62_000))), at=EVENING)
    diary.settle()
    assert len(path.read_bytes()) == len(copy)
    path.write_bytes(copy)
    assert diary.is_replaced()


def test_before_its_content_was_noted_a_new_date_may_hide_another_one(path, diary):
    add(diary, weight())
    diary.settle()
    with closing(open_diary(path, now=EVENING)) as again:
        os.utime(path)
        assert again.is_replaced()


def test_rights_and_labels_that_change_are_no_other_file(path, diary):
    add(diary, weight())
    diary.settle()
    path.chmod(0o640)
    assert not diary.is_replaced()
    with closing(open_diary(path, now=EVENING)) as again:
        add(again, weight(1))


def test_a_new_date_makes_no_damaged_file_a_sound_one(path, diary):
    add(diary, weight())
    diary.note_damage()
    diary.close()
    os.utime(path, (1, 1))
    assert is_marked(path)
    path.write_bytes(path.read_bytes() + b"\0")
    assert not is_marked(path), "another file has no mark"
