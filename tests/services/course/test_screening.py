"""Answers to what leaflets ask: kept with their day, changed later, never in the way."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from isodiary.domain.catalogue.screening import Excipient
from isodiary.domain.change import Act
from isodiary.domain.screening import Answer, Said
from isodiary.resources import resources
from isodiary.services.catalogues import Catalogues
from isodiary.services.course import screening

DAY, LATER = date(2026, 9, 1), date(2026, 11, 23)


@pytest.fixture(scope="module")
def catalogues():
    return Catalogues(resources() / "catalogue")


def given(**said):
    return [Answer(key=key, said=Said(word), day=DAY) for key, word in said.items()]


def test_answers_are_written_in_one_change_with_their_day():
    change = screening.answer((), {"ci_soya": Said.YES, "ci_liver": Said.NO}, DAY)
    assert change is not None
    assert change.act is Act.ANSWER_QUESTIONS
    answers = [edit.after for edit in change.edits if isinstance(edit.after, Answer)]
    assert [(each.key, each.said, each.day) for each in answers] == [
        ("ci_soya", Said.YES, DAY),
        ("ci_liver", Said.NO, DAY),
    ]


def test_an_answer_that_stays_keeps_its_day():
    assert screening.answer(given(ci_soya="yes"), {"ci_soya": Said.YES}, LATER) is None


def test_another_answer_has_its_own_day_and_the_same_id():
    [before] = given(ci_soya="unsure")
    change = screening.answer([before], {"ci_soya": Said.NO}, LATER)
    assert change is not None
    assert [edit.after for edit in change.edits] == [replace(before, said=Said.NO, day=LATER)]


def test_an_answer_can_be_taken_away_and_others_stay():
    before = given(ci_soya="yes", ci_liver="no")
    change = screening.answer(before, {"ci_soya": None}, LATER)
    assert change is not None
    assert [(edit.before, edit.after) for edit in change.edits] == [(before[0], None)]


def test_nothing_answered_is_nothing(catalogues):
    found = screening.answered(catalogues.screening, ())
    assert found.nothing
    assert found.open == len(catalogues.screening.asked) == 24


def test_yes_and_unsure_are_told_apart_from_no(catalogues):
    said = given(ci_soya="unsure", ci_liver="no", rf_asthma="yes", pr_sun="known")
    found = screening.answered(catalogues.screening, said)
    assert [question.id for question, _ in found.telling] == ["ci_soya", "rf_asthma"]
    assert [question.id for question, _ in found.denied] == ["ci_liver"]
    assert (found.open, found.known) == (21, 1)


def test_an_answer_of_a_newer_catalogue_is_left_alone(catalogues):
    assert screening.answered(catalogues.screening, given(ci_new="yes")).telling == ()


def test_an_answer_is_said_with_its_day():
    assert screening.answer_words("Soya allergy", given(ci_soya="unsure")[0]) == (
        "Soya allergy: unsure, 1\xa0Sep\xa02026"
    )


def test_what_was_denied_is_said_in_a_sentence_for_each_day(catalogues):
    said = [*given(ci_soya="no", rf_ibd="no"), Answer(key="rf_asthma", said=Said.NO, day=LATER)]
    denied = screening.answered(catalogues.screening, said).denied
    assert screening.denied_words(denied) == (
        "No, 1\xa0Sep\xa02026: Soya allergy, Crohn’s or ulcerative colitis.",
        "No, 23\xa0Nov\xa02026: Asthma.",
    )


def test_whether_the_product_lists_an_ingredient_is_said_and_never_guessed(catalogues):
    products = catalogues.products
    said = [
        screening.ingredient_words(products.named(name), Excipient.SORBITOL)
        for name in ("Isotroin", "Absorica", "Zenatane", "Home brand")
    ]
    assert said == [
        "in the list of ingredients",
        "not in the list of ingredients that was read",
        *["not known here; the leaflet in the box says"] * 2,
    ]


def test_a_question_that_hangs_on_an_ingredient_says_so_of_the_product(catalogues):
    question = catalogues.screening.questions["ci_fructose"]
    details = screening.question_details(question, catalogues.products.meant("Absorica 20 mg"))
    assert details[1] == "Absorica: sorbitol not in the list of ingredients that was read."
    assert screening.question_details(catalogues.screening.questions["ci_liver"], None) == (
        "EU labels say: not to be taken.",
    )


def test_the_product_of_a_box_is_the_longest_that_its_name_begins_with(catalogues):
    products = catalogues.products
    assert products.meant("absorica ld 16 mg") is products.products["absorica_ld"]
    assert products.meant("Absorica 20") is products.products["absorica"]
    assert products.meant("Isotroina") is None
