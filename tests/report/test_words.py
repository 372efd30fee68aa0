"""Numbers and days stand on paper as written here."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isodiary.domain.summary import Period
from isodiary.domain.units import kg, mg, pounds, rounded
from isodiary.report import words
from isodiary.services.habits import Habits, WeightUnit
from isodiary.services.words.units import THIN, number_text
from tests.report.conftest import flat

OTHERS = Habits(comma=True, weight_unit=WeightUnit.LB)


@given(st.fractions(min_value=0, max_value=10**9), st.integers(0, 3))
def test_a_number_can_be_read_back_as_rounded(value, decimals):
    written = number_text(value, decimals)
    assert Decimal(written.replace(THIN, "")) == rounded(value, decimals)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (words.mg(mg(3930)), "3 930 mg"),
        (words.mg(mg("12.5")), "12.5 mg"),
        (words.mg(mg(100)), "100 mg"),
        (words.weight(kg("63.45")), "63.45 kg"),
        (words.weight(kg(60)), "60 kg"),
        (words.weight(pounds(140), OTHERS), "140 lb"),
        (words.mg(mg("12.5"), OTHERS), "12,5 mg"),
        (words.per_kg(Fraction(3930, 64), 1, OTHERS), "61,4 mg/kg"),
        (words.mean(Fraction(3, 2), OTHERS), "1,5"),
        (words.per_kg(Fraction(3930, 64)), "61.4 mg/kg"),
        (words.percent(Fraction(179, 2)), "90 %"),
        (words.percent(None), "–"),
        (words.mean(None), "–"),
        (words.days(Period(first=date(2026, 11, 23), last=date(2026, 11, 23))), "1 day"),
        (words.severity(3), "severe (3 of 3)"),
    ],
)
def test_figures(written, expected):
    assert flat(written) == expected


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (date(2026, 10, 26), date(2026, 11, 23), "26 Oct – 23 Nov 2026"),
        (date(2026, 12, 20), date(2027, 1, 3), "20 Dec 2026 – 3 Jan 2027"),
        (date(2026, 12, 20), date(2026, 12, 20), "20 Dec 2026"),
    ],
)
def test_periods(first, last, expected):
    assert flat(words.period(Period(first=first, last=last))) == expected


@given(st.text(), st.integers(1, 50))
def test_a_shortened_text_is_its_beginning(text, most):
    whole = " ".join(text.split())
    short = words.shortened(text, most)
    assert len(short) <= most + 2
    assert short == whole or whole.startswith(short.removesuffix(" …").removesuffix("…"))
