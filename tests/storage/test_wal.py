"""The log of writes read byte by byte: what is committed and whole counts, and nothing after it."""

from __future__ import annotations

from contextlib import closing

import pytest

from isodiary.storage.opening import open_diary
from isodiary.storage.wal import (
    FRAME,
    HEADER,
    READ_VERSION,
    committed,
    holds_something,
    shm_of,
    unlogged,
    wal_of,
    whole,
)
from tests.clock import EVENING
from tests.storage.writing import add, everything, note


@pytest.fixture
def logs(path):
    """The bytes of the file, and of its log after each of three changes."""
    found = []
    with closing(open_diary(path, now=EVENING)) as diary:
        diary.settle()
        main = path.read_bytes()
        for number in range(3):
            add(diary, note(number, f"note {number} " * 300))
            found.append(wal_of(path).read_bytes())
    return main, found


def notes_of(content, path):
    """Return the notes of a diary of these bytes."""
    other = path.with_name("other.sqlite")
    other.write_bytes(content)
    with closing(open_diary(other, now=EVENING)) as diary:
        return sorted(each.text[:6] for each in everything(diary).values())


def test_a_log_lies_over_its_file(path, logs):
    main, found = logs
    for number, log in enumerate(found, start=1):
        content = whole(main, log)
        assert content[READ_VERSION - 1 : READ_VERSION + 1] == b"\1\1"
        assert notes_of(content, path) == [f"note {n}" for n in range(number)]


def test_a_log_that_was_cut_off_holds_its_last_whole_commit(logs):
    _, found = logs
    ends = [len(log) for log in found]
    kept = [committed(log) for log in found]
    assert ends == sorted(ends)
    size = kept[0].page_size + FRAME
    for end in (*range(HEADER, ends[-1], size), *ends, *(end - 1 for end in ends)):
        for cut in (end, end + 1, end + FRAME):
            whole_ones = [log for log, last in zip(kept, ends, strict=True) if last <= cut]
            log = committed(found[-1][:cut])
            assert log == (whole_ones[-1] if whole_ones else None)


@pytest.mark.parametrize("length", [0, 1, 23, 24, HEADER - 1, HEADER, HEADER + FRAME])
def test_a_log_without_a_whole_frame_has_committed_nothing(logs, length):
    main, found = logs
    assert committed(found[0][:length]) is None
    assert whole(main, found[0][:length]) == unlogged(main)


@pytest.mark.parametrize("place", [0, 3, 8, 11, 12, 16, 24, 31, HEADER + 8, HEADER + 16, -1])
def test_a_log_with_another_bit_ends_before_it(logs, place):
    log = bytearray(logs[1][0])
    log[place] ^= 1
    assert committed(bytes(log)) is None


def test_a_log_is_said_to_hold_something_only_while_it_does(path):
    assert not holds_something(path)
    with closing(open_diary(path, now=EVENING)) as diary:
        add(diary, note())
        assert holds_something(path)
        diary.settle()
        assert not holds_something(path)
        assert wal_of(path).exists()
        assert shm_of(path).exists()
        assert {wal_of(path).name, shm_of(path).name} == {f"{path.name}-wal", f"{path.name}-shm"}


@pytest.mark.parametrize("length", [0, 1, READ_VERSION])
def test_what_has_no_header_is_left_as_it_is(length):
    content = bytes(range(2, 2 + length))
    assert unlogged(content) == content


def test_only_the_note_in_the_header_is_changed():
    content = bytes(range(2, 40))
    assert unlogged(content) == content[:18] + b"\1\1" + content[20:]
