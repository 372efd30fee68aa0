"""Rows are found in the bare pages of a file: every one and whole, and nothing that is none."""

from __future__ import annotations

import random
from contextlib import closing
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isodiary.domain.dose import LARGEST_DOSE_UG, Dose, Outcome
from isodiary.domain.symptom import SymptomEntry
from isodiary.storage.carving import EDIT, edits_among, entry_of, page_size, pages, rows_in
from isodiary.storage.history import LOGS
from isodiary.storage.opening import open_diary
from tests.clock import EVENING
from tests.storage.test_damage import ONE_OF_EACH
from tests.storage.writing import MONDAY, add, everything, note

LENGTHS = (
    *range(1, 60),
    *range(120, 140),
    *range(400, 1_100, 3),
    *range(1_100, 5_400, 97),
    *range(8_170, 8_200, 5),
    9_999,
)
"""Of texts: from 58 letters on their type takes two bytes, from 8,186 three; a record that is
longer than 1,002 bytes goes on in pages of its own."""

AMOUNTS = (1, 2, 127, 128, 32_767, 32_768, 999_999, LARGEST_DOSE_UG)


def written(path, *entries):
    """Return the bytes of a closed diary with these entries, and the entries."""
    with closing(open_diary(path, now=EVENING)) as diary:
        add(diary, *entries)
        held = everything(diary)
    return path.read_bytes(), held


def found_in(content):
    made = (entry_of(row) for row in rows_in(content))
    return {each[1].id: each[1] for each in made if each is not None}


def test_one_entry_of_each_kind_is_found(path):
    content, held = written(path, *ONE_OF_EACH)
    assert found_in(content) == held


def test_a_text_of_any_length_is_found_whole(path):
    notes = [
        note(number, "".join(chr(97 + (number + n) % 26) for n in range(length)))
        for number, length in enumerate(LENGTHS)
    ]
    content, held = written(path, *notes)
    assert found_in(content) == held


def test_a_number_of_any_size_is_found(path):
    doses = [
        Dose(day=MONDAY + timedelta(days=n), slot=1, outcome=Outcome.TAKEN, amount_ug=amount)
        for n, amount in enumerate(AMOUNTS)
    ]
    answers = [SymptomEntry(day=MONDAY, symptom=f"own{n}", severity=n) for n in range(4)]
    content, held = written(path, *doses, *answers)
    assert found_in(content) == held


def test_what_is_left_of_a_file_that_was_cut_off_is_found(path):
    content, held = written(path, *(note(n, f"{n} " * 400) for n in range(30)))
    size = page_size(content)
    counts = []
    for kept in range(0, len(content) + 1, size):
        found = found_in(content[:kept])
        assert found.items() <= held.items()
        counts.append(len(found))
    assert counts == sorted(counts)
    assert (counts[0], counts[-1]) == (0, len(held))
    assert any(0 < count < len(held) for count in counts)


def test_a_row_with_another_bit_is_no_row(path):
    content, held = written(path, note(text="the lips are dry"))
    for meant in (b"the lips are drx", b"the lips are dr\xff"):
        other = content.replace(b"the lips are dry", meant)
        assert other != content
        assert found_in(other) == {}
    assert found_in(content) == held


def test_the_edits_of_the_history_are_found_in_their_order(path):
    with closing(open_diary(path, now=EVENING)) as diary:
        for number in (0, 1, 2):
            add(diary, note(number, "x" * 700), note(number + 10))
        columns = ", ".join(LOGS[EDIT])
        told = diary.rows(f"select {columns} from {EDIT} order by number, position")
    assert len(told) == 6
    assert edits_among(rows_in(path.read_bytes())) == told


@given(st.integers(0, 2**32))
def test_in_what_is_no_diary_nothing_is_found(seed):
    chance = random.Random(seed)
    content = bytearray(chance.randbytes(4 * 4_096))
    for start in range(0, len(content), 4_096):
        content[start] = 0x0A
    assert list(rows_in(bytes(content))) == []


@pytest.mark.parametrize(
    ("kept", "size"),
    [(512, 512), (4_096, 4_096), (32_768, 32_768), (1, 65_536), (0, 4_096), (256, 4_096)],
)
def test_the_size_of_a_page_stands_in_the_header(kept, size):
    content = bytes(16) + kept.to_bytes(2, "big") + bytes(3 * 65_536 - 18)
    assert page_size(content) == size
    assert {len(page) for page in pages(content)} == {size}
    assert len(list(pages(content))) == 3 * 65_536 // size
    assert page_size(content[:99]) == 4_096
