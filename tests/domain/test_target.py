"""When a target was reached: on the first day on which it was, be it in part by what was before."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from isodiary.domain.target import Reached, reached

DAYS = [(date(2026, 3, 3), 20), (date(2026, 3, 2), 20), (date(2026, 3, 5), 20)]


@pytest.mark.parametrize(
    ("before", "target", "found"),
    [
        (0, None, None),
        (0, 61, None),
        (0, 60, Reached(date(2026, 3, 5), False)),
        (0, Fraction(39), Reached(date(2026, 3, 3), False)),
        (1, Fraction(41), Reached(date(2026, 3, 3), True)),
        (41, 41, Reached(None, True)),
    ],
)
def test_a_target_is_reached_on_the_first_day_on_which_all_of_it_is(before, target, found):
    assert reached(before, DAYS, target) == found
