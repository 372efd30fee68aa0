"""The questions and precautions: all that were released, in a patient's words, as data."""

from __future__ import annotations

from pathlib import Path

import pytest

from isodiary.domain.catalogue.file import CatalogueError
from isodiary.domain.catalogue.screening import Excipient, LabelStatus, load_screening
from isodiary.domain.span import parse_span

CATALOGUE = Path(__file__).parents[3] / "resources" / "catalogue"

# Ids stand in diaries. Add new ones; never take one out: retire it in the file instead.
QUESTIONS = """
    ci_pregnant ci_breastfeeding ci_ppp_not_met ci_soya ci_peanut ci_fructose ci_excipient_other
    ci_liver ci_lipids ci_hypervitaminosis_a ci_tetracycline ix_vitamin_a ix_methotrexate
    ix_progestogen_minipill ix_topical ix_phenytoin_steroid_stjohn ix_warfarin rf_depression rf_ibd
    rf_diabetes_obesity_alcohol rf_kidney rf_asthma rf_bone_growth rf_eyes
"""
PRECAUTIONS = """
    pr_pregnancy pr_blood_donation pr_sharing pr_waxing pr_sun pr_lenses pr_night_driving pr_alcohol
    pr_exercise pr_vitamin_a pr_care pr_mood pr_dental pr_next_course
"""


@pytest.fixture(scope="module")
def screening():
    return load_screening(CATALOGUE)


@pytest.fixture
def changed(tmp_path):
    def load(right, wrong):
        text = (CATALOGUE / "screening.toml").read_text("utf-8")
        assert right in text
        (tmp_path / "screening.toml").write_text(text.replace(right, wrong), "utf-8")
        return load_screening(tmp_path)

    return load


def test_every_released_question_is_still_there_in_its_order(screening):
    assert list(screening.questions) == QUESTIONS.split()
    assert list(screening.precautions) == PRECAUTIONS.split()


def test_every_question_asks_one_and_says_what_labels_say(screening):
    for question in screening.questions.values():
        assert question.question.endswith("?"), question.id
        assert question.says.endswith("."), question.id
        assert len(question.short) <= 45, question.id


def test_contraindications_are_told_apart_from_the_rest(screening):
    status = {each.id: each.status for each in screening.questions.values()}
    assert {s for key, s in status.items() if key.startswith("ci_")} == {
        LabelStatus.CONTRAINDICATED
    }
    assert LabelStatus.CONTRAINDICATED not in {
        s for key, s in status.items() if not key.startswith("ci_")
    }


def test_soya_peanut_and_fructose_hang_on_what_is_in_the_capsule(screening):
    hanging = {each.id: each.ingredient for each in screening.asked if each.ingredient}
    assert hanging == {
        "ci_soya": Excipient.SOYA_OIL,
        "ci_peanut": Excipient.SOYA_OIL,
        "ci_fructose": Excipient.SORBITOL,
    }


def test_what_concerns_pregnancy_or_mood_is_private(screening):
    assert screening.private == {
        *("ci_pregnant", "ci_breastfeeding", "ci_ppp_not_met"),
        *("ix_progestogen_minipill", "rf_depression"),
    }
    assert [each.id for each in screening.shown if each.private] == ["pr_pregnancy"]


def test_times_after_the_course_are_data(screening):
    assert screening.precautions["pr_blood_donation"].spans == (parse_span("1 month"),)
    assert screening.precautions["pr_waxing"].spans[0] == parse_span("6 months")
    assert screening.precautions["pr_pregnancy"].by_country


def test_only_what_is_not_private_has_a_name_on_paper(screening):
    names = screening.printed_names()
    assert names["ci_soya"] == "Soya allergy"
    assert set(screening.questions) - set(names) == screening.private


def test_a_retired_question_is_known_but_not_asked(changed):
    screening = changed('id = "ci_liver"', 'id = "ci_liver"\nretired = true')
    assert "ci_liver" in screening.questions
    assert "ci_liver" not in [each.id for each in screening.asked]


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        ('ingredient = "sorbitol"', 'ingredient = "honey"', "ci_fructose: 'ingredient' cannot be"),
        ('status = "avoid"', 'status = "never"', "ix_vitamin_a: 'status' cannot be 'never'"),
        ('spans = ["6 months", "5 months"]', 'spans = ["half a year"]', "pr_waxing: 'spans'"),
        ('after = { en = "Dryness can last." }', "aftre = 1", "pr_lenses: 'aftre' is not known"),
        ('after = { en = "Dryness can last." }', 'spans = ["1 day"]', "pr_lenses: .* need 'after'"),
        ('during = { en = "None." }\nconfidence', "confidence", "pr_vitamin_a: .* is missing"),
        ('id = "pr_sun"', 'id = "ci_liver"', "the same id: ci_liver"),
        ('id = "rf_eyes"', 'id = "ci_liver"', "ci_liver: .*twice"),
    ],
)
def test_a_mistake_is_named(changed, right, wrong, said):
    with pytest.raises(CatalogueError, match=said):
        changed(right, wrong)
