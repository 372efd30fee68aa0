"""Amounts and weights are exact, and rounded only for the eye."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isodiary.domain.units import kg, mg, mg_per_kg, percent, pounds, rounded, thousandth

MICROGRAMS = st.integers(min_value=0, max_value=10**12 - 1)


@pytest.mark.parametrize(
    ("weight", "daily", "shown"),
    [("60", 40, "0.67"), ("72.5", 50, "0.69"), ("80", 60, "0.75"), ("55", 30, "0.55")],
)
def test_daily_mg_per_kg_is_what_the_doctor_reads(weight, daily, shown):
    assert rounded(mg_per_kg(mg(daily), weight_g=kg(weight)), 2) == Decimal(shown)


@pytest.mark.parametrize(
    ("taken", "weight", "shown"),
    [(5_310, 64, "83.0"), (5_310, 61, "87.0"), (5_910, 64, "92.3"), (8_460, "70.5", "120.0")],
)
def test_cumulative_mg_per_kg_is_shown_half_up(taken, weight, shown):
    assert str(rounded(mg_per_kg(mg(taken), weight_g=kg(weight)), 1)) == shown


@pytest.mark.parametrize(
    ("part", "whole", "shown"),
    [(254, 266, "95.5"), (5_310, 5_530, "96.0"), (120, 133, "90.2"), (9_000, 7_680, "117.2")],
)
def test_percentages_are_shown_half_up_and_may_exceed_a_hundred(part, whole, shown):
    share = percent(part, whole)
    assert share is not None
    assert str(rounded(share, 1)) == shown


def test_percent_of_nothing_is_not_known():
    assert percent(0, 0) is None


@given(MICROGRAMS, st.integers(min_value=1, max_value=10**6), st.integers(0, 6))
def test_rounding_is_half_up(numerator, denominator, decimals):
    scaled = Fraction(numerator, denominator) * 10**decimals
    whole = int(scaled)
    expected = whole + (1 if scaled - whole >= Fraction(1, 2) else 0)
    assert rounded(Fraction(numerator, denominator), decimals) * 10**decimals == expected


@given(st.decimals(min_value=0, max_value=10**9, places=6), st.integers(0, 5))
def test_rounding_agrees_with_decimal_arithmetic(value, decimals):
    assert rounded(value, decimals) == value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


@given(MICROGRAMS)
def test_milligrams_of_micrograms_are_the_micrograms(amount_ug):
    assert mg(thousandth(amount_ug)) == amount_ug
    assert kg(thousandth(amount_ug)) == amount_ug


@given(MICROGRAMS, st.integers(min_value=1, max_value=700_000))
def test_mg_per_kg_loses_nothing(amount_ug, weight_g):
    assert mg_per_kg(amount_ug, weight_g=weight_g) * weight_g == amount_ug


@pytest.mark.parametrize(("typed", "grams"), [("1", 454), ("150", 68_039), ("140.5", 63_730)])
def test_pounds_become_whole_grams(typed, grams):
    assert pounds(typed) == grams


@pytest.mark.parametrize("amount", ["0.0001", "20.00005", "1e-999999"])
def test_amounts_finer_than_a_unit_are_refused(amount):
    with pytest.raises(ValueError, match="finer"):
        mg(amount)
    with pytest.raises(ValueError, match="finer"):
        kg(amount)


@pytest.mark.parametrize("amount", ["", "twenty", "nan", "-inf", "sNaN", "1e999999999", "1e9"])
def test_what_is_no_amount_is_refused_at_once(amount):
    for unit in (mg, kg, pounds):
        with pytest.raises(ValueError, match="number"):
            unit(amount)


@pytest.mark.parametrize("weight_g", [0, -1])
def test_nobody_weighs_nothing(weight_g):
    with pytest.raises(ValueError, match="above zero"):
        mg_per_kg(mg(20), weight_g=weight_g)
