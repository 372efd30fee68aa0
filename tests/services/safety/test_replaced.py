"""The file of an open diary is replaced: what each has is told, and ours is saved beside."""

from __future__ import annotations

from contextlib import closing

import pytest

from isodiary.domain.errors import FileReplaced
from isodiary.services.safety.backups import back_up
from isodiary.services.safety.compare import counted
from isodiary.services.safety.replaced import look_at_both, save_ours
from isodiary.storage.opening import open_diary
from tests.clock import EVENING
from tests.storage.writing import add, everything, gone, note, weight


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "isodiary.sqlite"
    with closing(open_diary(path, now=EVENING)) as diary:
        add(diary, weight(), note())
    return path


@pytest.fixture
def other(tmp_path):
    path = tmp_path / "other.sqlite"
    with closing(open_diary(path, now=EVENING)) as diary:
        add(diary, weight(20), weight(21))
    return path


def test_a_diary_that_was_moved_away_is_saved_whole(path, other):
    with closing(open_diary(path, now=EVENING)) as diary:
        add(diary, weight(1))
        ours = everything(diary)
        path.rename(path.with_name("moved.sqlite"))
        other.rename(path)
        with pytest.raises(FileReplaced, match="kept as long as"):
            add(diary, weight(2))
        both = look_at_both(diary)
        assert (both.whole, both.ours) == (True, ours)
        assert counted(both.compared.here) == ("1\xa0note", "2\xa0weights")
        assert counted(both.compared.there) == ("2\xa0weights",)
        saved = save_ours(diary, now=EVENING)
    assert saved.name == "isodiary, kept 2026-11-23 1904.sqlite"
    with closing(open_diary(saved, now=EVENING)) as kept:
        assert everything(kept) == ours
    with closing(open_diary(path, now=EVENING)) as there:
        assert everything(there) == both.there


def test_a_diary_that_was_written_over_is_saved_from_backup_and_memory(path, other):
    with closing(open_diary(path, now=EVENING)) as diary:
        first = next(iter(everything(diary).values()))
        back_up(diary, now=EVENING)
        diary.apply(gone(first), at=EVENING)
        add(diary, weight(1))
        ours = everything(diary)
        diary.settle()
        path.write_bytes(other.read_bytes())
        assert diary.is_replaced()
        both = look_at_both(diary)
        assert both.ours == ours
        assert len(both.there or {}) == 2
        saved = save_ours(diary, now=EVENING)
    assert path.read_bytes() == other.read_bytes()
    with closing(open_diary(saved, now=EVENING)) as kept:
        assert everything(kept) == ours


def test_a_diary_that_was_deleted_leaves_nothing_to_compare_with(path):
    with closing(open_diary(path, now=EVENING)) as diary:
        ours = everything(diary)
        path.unlink()
        both = look_at_both(diary)
        assert (both.there, both.ours) == (None, ours)
    assert not path.exists()
    with closing(open_diary(path, now=EVENING)) as new:
        assert everything(new) == {}


def test_what_is_there_and_no_diary_counts_as_nothing(path):
    with closing(open_diary(path, now=EVENING)) as diary:
        path.unlink()
        path.write_text("words")
        assert look_at_both(diary).there is None
    assert path.read_text() == "words"
