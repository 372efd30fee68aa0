"""A lab result keeps what the lab printed and is marked against the lab's own range only."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isodiary.domain.lab import Comparator, LabRange, LabResult, mark

DAY = date(2026, 11, 23)


def result(value, low=None, high=None, **rest) -> LabResult:
    low, high = (None if end is None else Decimal(end) for end in (low, high))
    number = None if value is None else Decimal(value)
    return LabResult(day=DAY, analyte="alt", value=number, low=low, high=high, **rest)


@pytest.mark.parametrize(
    ("value", "low", "high", "flag"),
    [
        ("6", "7", "45", "L"),
        ("7", "7", "45", None),
        ("45", "7", "45", None),
        ("45.1", "7", "45", "H"),
        ("52", None, "45", "H"),
        ("5", None, "45", None),
        ("5", "7", None, "L"),
        ("52", "7", None, None),
        ("52", None, None, None),
    ],
)
def test_mark_stands_outside_the_labs_range_only(value, low, high, flag):
    assert result(value, low, high).flag == flag


@pytest.mark.parametrize(
    ("comparator", "value", "low", "high", "flag"),
    [
        ("<", "5", "5", "45", "L"),
        ("<", "5", "6", "45", "L"),
        ("<", "5", "4", "45", None),
        ("<", "5", None, "45", None),
        ("<", "50", "5", "45", None),
        (">", "45", "5", "45", "H"),
        (">", "44", "5", "45", None),
        (">", "90", None, "45", "H"),
        (">", "2", "5", "45", None),
        ("<=", "5", "5", "45", None),
        ("<=", "4", "5", "45", "L"),
        (">=", "45", "7", "45", None),
        (">=", "46", "7", "45", "H"),
    ],
)
def test_less_and_more_are_marked_only_where_all_they_can_be_is_outside(
    comparator, value, low, high, flag
):
    assert result(value, low, high, comparator=Comparator(comparator)).flag == flag


NUMBERS = st.decimals(0, 100, places=1)


@given(NUMBERS, NUMBERS, NUMBERS, st.sampled_from(Comparator), st.booleans(), st.booleans())
def test_mark_of_a_comparator_holds_for_every_value_it_can_stand_for(
    value, one_end, other_end, comparator, low_strict, high_strict
):
    low, high = sorted([one_end, other_end])
    strict = {"low_strict": low_strict, "high_strict": high_strict}
    flag = result(value, low, high, comparator=comparator, **strict).flag
    step = Decimal("0.05")
    can_be = {
        Comparator.EXACTLY: [value],
        Comparator.BELOW: [value - step, *(n for n in (Decimal(0), low, high) if n < value)],
        Comparator.AT_MOST: [value, *(n for n in (Decimal(0), low, high) if n < value)],
        Comparator.ABOVE: [value + step, *(n for n in (low, high, Decimal(200)) if n > value)],
        Comparator.AT_LEAST: [value, *(n for n in (low, high, Decimal(200)) if n > value)],
    }[comparator]
    below = all(n < low or (low_strict and n == low) for n in can_be)
    above = all(n > high or (high_strict and n == high) for n in can_be)
    assert flag == ("H" if above else "L" if below else None)


@pytest.mark.parametrize(
    ("value", "ends", "flag"),
    [
        ("150", LabRange(None, Decimal(150), high_strict=True), "H"),
        ("150", LabRange(None, Decimal(150)), None),
        ("40", LabRange(Decimal(40), None, low_strict=True), "L"),
        ("40", LabRange(Decimal(40), None), None),
    ],
)
def test_an_end_that_is_strict_lies_outside(value, ends, flag):
    assert mark(Decimal(value), Comparator.EXACTLY, ends) == flag


def test_word_has_no_mark():
    assert result(None, "0", "1", word="negative").flag is None


@pytest.mark.parametrize(
    ("value", "rest", "why"),
    [
        (None, {}, "number or a word"),
        ("1", {"word": "negative"}, "number or a word"),
        ("-1", {}, "from 0 up"),
        ("nan", {}, "from 0 up"),
        ("inf", {}, "from 0 up"),
        ("1", {"low": "2", "high": "1"}, "upwards"),
        ("1", {"low": "nan"}, "numbers as its ends"),
        ("1", {"high": "inf"}, "numbers as its ends"),
        ("1", {"high": "2", "low_strict": True}, "not strict"),
        ("1", {"low": "0", "high_strict": True}, "not strict"),
    ],
)
def test_result_that_cannot_be_is_refused(value, rest, why):
    with pytest.raises(ValueError, match=why):
        result(value, **rest)


def test_result_says_of_what():
    with pytest.raises(ValueError, match="of what"):
        LabResult(day=DAY, analyte="", value=Decimal(1))


def test_decimals_are_kept_as_typed():
    assert str(result("1.10").value) == "1.10"
