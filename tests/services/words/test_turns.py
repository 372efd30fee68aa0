"""How a plan that takes turns is called on paper."""

from __future__ import annotations

import pytest

from isodiary.domain.plan import parse_plan
from isodiary.services.words.names import turns_words


@pytest.mark.parametrize(
    ("plan", "said"),
    [
        ("every 2 days: dinner 20 / dinner 40", "20/40\xa0mg, every 2\xa0days"),
        ("every 3 days: dinner 20 / - / -", "20\xa0mg, every 3\xa0days"),
        ("every 3 days: dinner 20 / - / dinner 40", "20/–/40\xa0mg, every 3\xa0days"),
        ("Mon Wed Fri: breakfast 20, dinner 10", "30\xa0mg, Mon, Wed and Fri"),
    ],
)
def test_the_amounts_of_the_days_stand_in_their_turn(plan, said):
    assert turns_words(parse_plan(plan)) == said
