"""The first guess at a table: its separator, encoding, order of days and columns."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isodiary.services.exchange.guessing import (
    encoding_guessed,
    guess,
    is_table,
    order_guessed,
    role_of,
    separator_guessed,
    with_role,
)
from isodiary.services.exchange.mapping import COLUMNS, DayOrder, TableMapping
from isodiary.services.exchange.source import Source
from tests.clock import EVENING


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_the_separator_is_the_one_that_fits_every_line(separator):
    rows = [
        ["Day", "Weight", "Words, and | more;"],
        ["2.11.2026", "63,4", "a"],
        ["3.11.2026", "6", ""],
    ]
    lines = [
        separator.join(f'"{cell}"' if separator in cell else cell for cell in row) for row in rows
    ]
    assert separator_guessed("\n".join(lines)) == separator


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        ("größer".encode(), ""),
        ("größer".encode()[:-4], ""),
        ("größer".encode("utf-8-sig"), ""),
        ("größer".encode("utf-16"), ""),
        ("größer".encode("utf-16-le"), "utf-16-le"),
        ("größer".encode("utf-16-be"), "utf-16-be"),
        ("größer, 3 €".encode("cp1252"), "cp1252"),
        (b"gr\xf6\xdfer \x81", "latin-1"),
        (b"", ""),
    ],
)
def test_the_encoding_is_told_by_the_first_bytes(content, encoding):
    assert encoding_guessed(content) == encoding


@pytest.mark.parametrize(
    ("cells", "order"),
    [
        (["2026-11-02"], DayOrder.YEAR_FIRST),
        (["2.11.2026", "x"], DayOrder.DAY_FIRST),
        (["2/11/2026", "11/13/2026"], DayOrder.MONTH_FIRST),
        (["13/11/2026"], DayOrder.DAY_FIRST),
        (["1/2/2026"], DayOrder.DAY_FIRST),
        ([], DayOrder.YEAR_FIRST),
    ],
)
def test_the_order_of_days_is_told_by_those_that_can_be_but_one(cells, order):
    assert order_guessed(cells) is order


HEADS = st.lists(st.sampled_from(["Date", "a", "b", "", " a ", "A"]), min_size=1, max_size=6)
ROLES = st.sampled_from([*COLUMNS, "leave", "weight kg", "symptom", "dose mg", "note"])


@given(HEADS, st.lists(st.tuples(st.integers(0, 5), ROLES), max_size=8))
def test_a_column_is_what_was_said_last_and_no_two_are_the_day(heads, said):
    mapping = TableMapping(name="a", columns={"day": 1})
    for place, role in said:
        if place >= len(heads):
            continue
        mapping = with_role(mapping, heads, place, role)
        if role in COLUMNS or heads[place].strip():
            assert role_of(mapping, heads, place) == role
        roles = [role_of(mapping, heads, each) for each in range(len(heads))]
        assert all(roles.count(each) <= 1 for each in COLUMNS)


@given(st.binary(max_size=300))
def test_any_bytes_are_guessed_at_or_are_no_table(tmp_path_factory, content):
    path = tmp_path_factory.mktemp("any") / "file"
    path.write_bytes(content)
    source = Source(path, now=EVENING)
    if is_table(source):
        assert guess(source).separator
