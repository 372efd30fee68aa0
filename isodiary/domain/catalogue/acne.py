"""The words with which a patient estimates the acne, as the catalogue has them."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from isodiary.domain.acne import GAGS_FACTORS, WORST_IGA, WORST_LESION, GagsBand
from isodiary.domain.catalogue.file import Block, by_id, read_file
from isodiary.domain.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping
    from importlib.resources.abc import Traversable
    from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Grade:
    """One step of a scale; its number is its place in the list.

    Attributes:
        id: Its name in the file.
        label: The patient's word for it.
        sentence: What it looks like; empty where the label says it.
    """

    id: str
    label: str
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AcneCatalogue:
    """The scales of an acne check.

    Attributes:
        overall: The overall grades 0 to 4, with a sentence each.
        lesions: The worst lesion of an area, 0 to 4.
        areas: The six areas of the global score, in the order of their factors.
        bands: What a global score is called.
    """

    overall: tuple[Grade, ...]
    lesions: tuple[Grade, ...]
    areas: tuple[Grade, ...]
    bands: Mapping[GagsBand, str]


def load_acne(folder: Path | Traversable, language: str = "en") -> AcneCatalogue:
    """Read `acne.toml` of the catalogue's folder.

    Raises:
        CatalogueError: The file is missing or malformed.
    """
    root = read_file(folder, "acne.toml", language)
    root.allow("overall", "lesion", "area", "bands")
    bands = root.table("bands")
    bands.allow(*(band.name.lower() for band in GagsBand))
    return AcneCatalogue(
        overall=_grades(root, "overall", WORST_IGA + 1),
        lesions=_grades(root, "lesion", WORST_LESION + 1),
        areas=_grades(root, "area", len(GAGS_FACTORS)),
        bands=MappingProxyType({band: bands.words(band.name.lower()) for band in GagsBand}),
    )


def _grades(root: Block, key: str, count: int) -> tuple[Grade, ...]:
    grades = tuple(by_id(root.blocks(key), _grade).values())
    if len(grades) != count:
        raise root.wrong(f"{key!r} must have {count} blocks")
    if key == "overall" and not all(grade.sentence for grade in grades):
        raise root.wrong("each 'overall' must have a sentence")
    return grades


def _grade(block: Block) -> Grade:
    block.allow("id", "label", "sentence")
    return Grade(
        id=block.text("id"),
        label=block.words("label"),
        sentence=block.words_or_none("sentence") or "",
    )
