"""Amounts, days and counts, written the same in every country."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from isodiary.domain.units import kg, mg
from isodiary.services.habits import Habits
from isodiary.services.words import units as units_words
from isodiary.services.words.days import full_day, long_day, month_words, near_day
from isodiary.services.words.units import (
    capsules_words,
    joined,
    mg_text,
    per_kg_text,
    percent_text,
    weight_text,
)

MONDAY = date(2026, 11, 23)
HARD, THIN = units_words.HARD, units_words.THIN


@pytest.mark.parametrize(
    ("amount_ug", "said"),
    [(mg(40), "40"), (mg("2.5"), "2.5"), (mg(3_930), f"3{THIN}930"), (0, "0"), (1, "0.001")],
)
def test_amounts_have_decimals_only_where_they_need_them(amount_ug, said):
    assert mg_text(amount_ug) == f"{said}{HARD}mg"


def test_weights_and_shares():
    assert weight_text(kg("63.5")) == f"63.5{HARD}kg"
    assert per_kg_text(Fraction(251, 4)) == "62.8"
    assert percent_text(Fraction(189, 2)) == f"95{HARD}%"
    assert percent_text(None) == "–"


@pytest.mark.parametrize(
    ("away", "said"),
    [(0, "today"), (-1, "yesterday"), (1, "tomorrow"), (-2, f"21{HARD}Nov"), (60, None)],
)
def test_near_days_have_names_and_far_ones_their_year(away, said):
    day = date.fromordinal(MONDAY.toordinal() + away)
    assert near_day(day, MONDAY) == (said or f"22{HARD}Jan{HARD}2027")


def test_days_in_full_and_in_short():
    assert long_day(MONDAY) == "Monday 23 November"
    assert full_day(MONDAY) == f"23{HARD}Nov{HARD}2026"
    assert month_words(MONDAY) == "November 2026"


@pytest.mark.parametrize(
    ("capsules", "said"),
    [
        ((mg(20),), f"1{HARD}×{HARD}20{HARD}mg capsule"),
        (
            (mg(20), mg(10), mg(10)),
            f"1{HARD}×{HARD}20{HARD}mg + 2{HARD}×{HARD}10{HARD}mg capsules",
        ),
    ],
)
def test_capsules_are_counted_by_strength(capsules, said):
    assert capsules_words(capsules) == said


def test_strengths_of_capsules_have_the_decimal_sign_of_the_habits():
    said = capsules_words((mg("7.5"),), Habits(comma=True))
    assert said == f"1{HARD}×{HARD}7,5{HARD}mg capsule"


def test_lists():
    assert joined([]) == ""
    assert joined(["a", "b", "c"]) == "a, b and c"
