"""The products the diary offers by name, with the strengths of their capsules.

An offer only: any name and any strength can be typed instead.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from isodiary.domain.catalogue.file import Block, by_id, read_file
from isodiary.domain.course import Formulation
from isodiary.domain.units import mg
from isodiary.domain.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping
    from importlib.resources.abc import Traversable
    from pathlib import Path


class FoodRule(StrEnum):
    """What labelling says about food."""

    WITH_FOOD = "with_food"
    EITHER = "either"


class Ingredient(StrEnum):
    """Whether something stands in the list of ingredients."""

    LISTED = "listed"
    NOT_LISTED = "not_listed"
    NOT_KNOWN = "not_known"


class Confidence(StrEnum):
    """How well a block was checked."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


@dataclass(frozen=True, slots=True, kw_only=True)
class FormulationFacts:
    """How the medicine is made up; mg of two formulations are not the same mg.

    Attributes:
        id: Stored in diaries; never renamed.
        name: The patient's words.
        food: What labelling says about food.
        food_text: The same as a sentence.
        note: What to know when mg are compared; None if there is nothing.
        strengths_ug: Strengths seen, in micrograms for each capsule, rising.
        confidence: How well the block was checked.
    """

    id: str
    name: str
    food: FoodRule
    food_text: str
    note: str | None
    strengths_ug: tuple[int, ...]
    confidence: Confidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Product:
    """One product of the catalogue.

    Attributes:
        id: Stored in diaries; never renamed.
        name: As it stands on the box.
        formulation: Id of its formulation.
        strengths_ug: Strengths to offer, in micrograms for each capsule, rising.
        soya_oil: Whether soya oil is listed.
        sorbitol: Whether sorbitol is listed.
        pregnancy_months: How long after the last capsule the maker's own page says that pregnancy
            must be avoided; None if no such page was read.
        confidence: How well the block was checked.
        retired: Kept for old courses, no longer offered.
    """

    id: str
    name: str
    formulation: str
    strengths_ug: tuple[int, ...]
    soya_oil: Ingredient
    sorbitol: Ingredient
    pregnancy_months: int | None
    confidence: Confidence
    retired: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductCatalogue:
    """All products and formulations by id, in the order of the file; retired ones too."""

    products: Mapping[str, Product]
    formulations: Mapping[str, FormulationFacts]

    @property
    def offered(self) -> tuple[Product, ...]:
        """The products to choose from."""
        return tuple(product for product in self.products.values() if not product.retired)

    def get(self, product_id: str) -> Product | None:
        """Return the product, or None for an id of a newer catalogue."""
        return self.products.get(product_id)

    def named(self, name: str) -> Product | None:
        """Return the product of that name, whatever its case; None for a name of the patient's."""
        wanted = name.strip().casefold()
        return next((p for p in self.products.values() if p.name.casefold() == wanted), None)

    def formulation_of(self, name: str) -> Formulation:
        """Return how the capsules of a product are made; the ordinary way if it is not listed."""
        product = self.named(name)
        return Formulation(product.formulation) if product else Formulation.CLASSIC

    def meant(self, name: str) -> Product | None:
        """Return the product that a name on a box begins with: Isotroin for "Isotroin 20 mg"."""
        typed = f"{name.strip().casefold()} "
        found = (p for p in self.products.values() if typed.startswith(f"{p.name.casefold()} "))
        return max(found, key=_length_of_name, default=None)


def load_products(folder: Path | Traversable, language: str = "en") -> ProductCatalogue:
    """Read `products.toml` of the catalogue's folder.

    Raises:
        CatalogueError: The file is missing or malformed.
    """
    root = read_file(folder, "products.toml", language)
    root.allow("formulation", "product")
    formulations = by_id(root.blocks("formulation"), _formulation)
    products = by_id(root.blocks("product"), lambda block: _product(block, formulations))
    return ProductCatalogue(products=products, formulations=formulations)


def _formulation(block: Block) -> FormulationFacts:
    block.allow("id", "name", "food", "food_text", "note", "strengths", "confidence")
    return FormulationFacts(
        id=block.text("id"),
        name=block.words("name"),
        food=block.member(FoodRule, "food"),
        food_text=block.words("food_text"),
        note=block.words_or_none("note"),
        strengths_ug=_strengths_ug(block),
        confidence=block.member(Confidence, "confidence"),
    )


def _product(block: Block, formulations: Mapping[str, FormulationFacts]) -> Product:
    block.allow(
        *("id", "name", "formulation", "strengths", "soya_oil", "sorbitol", "pregnancy_months"),
        *("confidence", "retired"),
    )
    monthly = "pregnancy_months" in block.values
    formulation = formulations.get(block.text("formulation"))
    if formulation is None:
        raise block.wrong("'formulation' is not one of this file's formulations")
    return Product(
        id=block.text("id"),
        name=block.text("name"),
        formulation=formulation.id,
        strengths_ug=_strengths_ug(block) or formulation.strengths_ug,
        soya_oil=block.member(Ingredient, "soya_oil", Ingredient.NOT_KNOWN),
        sorbitol=block.member(Ingredient, "sorbitol", Ingredient.NOT_KNOWN),
        pregnancy_months=block.count("pregnancy_months") if monthly else None,
        confidence=block.member(Confidence, "confidence"),
        retired=block.flag("retired"),
    )


def _length_of_name(product: Product) -> int:
    return len(product.name)


def _strengths_ug(block: Block) -> tuple[int, ...]:
    strengths = block.decimals("strengths")
    try:
        strengths_ug = [mg(strength) for strength in strengths]
    except ValueError as error:
        raise block.wrong(str(error)) from error
    if strengths_ug != sorted(set(strengths_ug)):
        raise block.wrong("'strengths' must rise, each standing once")
    return tuple(strengths_ug)
