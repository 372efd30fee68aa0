"""Amounts are shown as they are on the screen, on paper and by the commands: nothing is cut off."""

from __future__ import annotations

from contextlib import closing

import pytest

from isodiary.domain.units import kg, mg
from isodiary.report import words as paper
from isodiary.services.exchange.summary_json import as_json
from isodiary.services.words.amounts import goal_text
from isodiary.services.words.units import mg_text, weight_text
from tests.scratch import scratch_diary
from tests.services.courses import begin, of


def plain(text):
    return text.replace("\N{NO-BREAK SPACE}", " ").replace("\u202f", " ")


@pytest.mark.parametrize("amount", ["120.5", "112.5", "120", "0.025"])
def test_an_amount_is_the_same_on_screen_and_paper(amount):
    assert plain(mg_text(mg(amount))) == plain(paper.mg(mg(amount))) == f"{amount} mg"
    assert plain(goal_text(mg(amount))) == f"{amount} mg/kg"


def test_a_weight_is_as_exact_on_paper_as_on_the_screen():
    assert plain(weight_text(kg("63.55"))) == plain(paper.weight(kg("63.55"))) == "63.55 kg"


def test_a_target_in_json_is_not_rounded():
    with closing(scratch_diary()) as diary:
        begin(diary, target_ug_per_kg=mg("120.333"), reference_weight_g=kg("63.555"))
        dose = as_json(of(diary))["dose"]
    assert isinstance(dose, dict)
    assert dose["target_mg"] == pytest.approx(120.333 * 63.555, abs=1e-9)
