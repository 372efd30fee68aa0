"""Typed text keeps its words and loses what no one typed on purpose."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from isodiary.domain.text import LINE_LIMIT, NOTE_LIMIT, line, note, tidy

TYPED = st.text(st.characters(), max_size=200)  # surrogates and controls too


@given(TYPED)
@example("half \ud800 a pair\0")
def test_tidied_text_can_be_stored_and_stays_as_it_is(typed):
    kept = tidy(typed)
    kept.encode()
    assert "\0" not in kept
    assert tidy(kept) == kept


@given(TYPED)
@example("half \ud800 a pair\0")
def test_tidying_takes_control_characters_and_nothing_else(typed):
    parted = typed.replace("\v", " ").replace("\f", " ")
    printable = [c for c in parted if unicodedata.category(c) not in {"Cc", "Cs"}]
    assert [c for c in tidy(typed) if c not in "\n\t"] == printable


@pytest.mark.parametrize("ends", ["a\r\nb", "a\rb", "a\nb"])
def test_line_ends_become_one_kind(ends):
    assert tidy(ends) == "a\nb"


@pytest.mark.parametrize(
    "words",
    [
        "<img src='file:/x'>",
        "=1+1",
        "'; drop table dose; --",
        "كبسولة",
        "👩‍⚕️ 🇵🇱",
        "e\u0301",
        "\u202eabc",
    ],
)
def test_words_of_every_kind_are_kept(words):
    assert note(words) == words


def test_note_keeps_its_lines_and_loses_the_space_around_it():
    assert note("  dry lips\n\nworse at night \n") == "dry lips\n\nworse at night"


def test_line_is_one_line():
    assert line(" Dr\tNowak\r\n  room 5 ") == "Dr Nowak room 5"


def test_note_of_the_greatest_length_is_kept():
    assert note("a" * NOTE_LIMIT + "\0 ") == "a" * NOTE_LIMIT


def test_longer_note_is_refused_with_both_lengths():
    with pytest.raises(
        ValueError, match="10\N{NARROW NO-BREAK SPACE}000 characters long; this one has 10"
    ):
        note("a" * (NOTE_LIMIT + 1))


def test_longer_line_is_refused():
    with pytest.raises(ValueError, match="200 characters long"):
        line("a" * (LINE_LIMIT + 1))


@pytest.mark.parametrize("sign", ["\v", "\f"])
def test_what_parts_words_parts_them_still(sign):
    assert line(f"dry{sign}lips") == note(f"dry{sign}lips") == "dry lips"


@pytest.mark.parametrize("sign", ["x", "\0", "😀", " "])
def test_ten_million_signs_are_refused_without_being_looked_at(sign, monkeypatch):
    looked: list[str] = []
    monkeypatch.setattr("isodiary.domain.text.tidy", looked.append)
    for read in (note, line):
        with pytest.raises(ValueError, match="10\u202f000\u202f000"):
            read(sign * 10_000_000)
    assert looked == []
