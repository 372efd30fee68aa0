"""The products: an offer of names and strengths."""

from __future__ import annotations

from pathlib import Path

import pytest

from isodiary.domain.catalogue.products import FoodRule, Ingredient, ProductCatalogue, load_products
from isodiary.domain.units import mg

CATALOGUE = Path(__file__).parents[3] / "resources" / "catalogue"

# Ids stand in diaries. Add new ones; never take one out: retire it in the file instead.
RELEASED = """
    isotroin roaccutane accutane absorica absorica_ld epuris amnesteem claravis zenatane
    aknenormin curacne izotek oratane myorisan isotretinoin_other
"""


@pytest.fixture(scope="module")
def catalogue() -> ProductCatalogue:
    return load_products(CATALOGUE)


def test_every_released_product_is_still_there_in_its_order(catalogue):
    assert list(catalogue.products) == RELEASED.split()


def test_the_three_formulations_are_told_apart(catalogue):
    assert list(catalogue.formulations) == ["classic", "lidose", "micronised"]
    assert catalogue.products["absorica"].formulation == "lidose"
    assert catalogue.products["absorica_ld"].formulation == "micronised"


def test_only_the_ordinary_capsule_needs_food(catalogue):
    rules = {name: made.food for name, made in catalogue.formulations.items()}
    assert rules["classic"] is FoodRule.WITH_FOOD
    assert rules["lidose"] is FoodRule.EITHER
    assert rules["micronised"] is FoodRule.EITHER


def test_only_the_micronised_capsule_has_a_note_on_its_milligrams(catalogue):
    noted = [name for name, made in catalogue.formulations.items() if made.note]
    assert noted == ["micronised"]


def test_every_product_offers_strengths_that_rise(catalogue):
    for product in catalogue.products.values():
        assert product.strengths_ug, product.id
        assert list(product.strengths_ug) == sorted(set(product.strengths_ug))


def test_a_product_without_strengths_offers_those_of_its_formulation(catalogue):
    assert catalogue.products["absorica_ld"].strengths_ug == tuple(
        mg(strength) for strength in (8, 16, 20, 24, 28, 32)
    )


def test_every_strength_known_to_be_sold_is_offered_somewhere(catalogue):
    offered = {ug for made in catalogue.formulations.values() for ug in made.strengths_ug}
    assert offered >= {mg(n) for n in (5, 8, 10, 16, 20, 24, 25, 28, 30, 32, 35, 40)}


def test_a_strength_may_have_decimals(tmp_path):
    text = (CATALOGUE / "products.toml").read_text(encoding="utf-8")
    (tmp_path / "products.toml").write_text(
        text.replace("strengths = [5, 10, 20, 30]", "strengths = [2.5, 10]"), encoding="utf-8"
    )
    assert load_products(tmp_path).products["isotroin"].strengths_ug == (2500, 10_000)


def test_ingredients_that_were_not_read_are_not_known(catalogue):
    assert catalogue.products["isotroin"].soya_oil is Ingredient.LISTED
    assert catalogue.products["absorica"].sorbitol is Ingredient.NOT_LISTED
    assert catalogue.products["epuris"].soya_oil is Ingredient.NOT_KNOWN


def test_a_product_is_found_by_its_name_and_any_other_name_is_free(catalogue):
    assert catalogue.named(" absorica ld ") is catalogue.products["absorica_ld"]
    assert catalogue.named("Something new") is None
    assert catalogue.get("something_new") is None


def test_a_retired_product_is_known_but_not_offered(tmp_path):
    text = (CATALOGUE / "products.toml").read_text(encoding="utf-8")
    (tmp_path / "products.toml").write_text(
        text.replace('id = "epuris"', 'id = "epuris"\nretired = true'), encoding="utf-8"
    )
    catalogue = load_products(tmp_path)
    assert catalogue.get("epuris") is not None
    assert "epuris" not in [product.id for product in catalogue.offered]
