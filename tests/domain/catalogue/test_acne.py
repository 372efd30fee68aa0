"""The scales of an acne check, in words of our own, and mistakes in their file."""

from __future__ import annotations

from pathlib import Path

import pytest

from isodiary.domain.acne import GagsBand
from isodiary.domain.catalogue.acne import AcneCatalogue, load_acne
from isodiary.domain.catalogue.file import CatalogueError

CATALOGUE = Path(__file__).parents[3] / "resources" / "catalogue"


@pytest.fixture(scope="module")
def catalogue() -> AcneCatalogue:
    return load_acne(CATALOGUE)


def test_grades_and_areas_stand_in_the_order_of_their_numbers(catalogue):
    overall = [grade.id for grade in catalogue.overall]
    assert overall == ["clear", "almost_clear", "mild", "moderate", "severe"]
    lesions = [grade.id for grade in catalogue.lesions]
    assert lesions == ["none", "comedone", "papule", "pustule", "nodule"]
    areas = [area.id for area in catalogue.areas]
    assert areas == ["forehead", "right_cheek", "left_cheek", "nose", "chin", "chest_back"]


def test_every_overall_grade_has_a_sentence_and_every_band_a_name(catalogue):
    assert all(grade.sentence for grade in catalogue.overall)
    assert set(catalogue.bands) == set(GagsBand)


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        ('[[area]]\nid = "chin"\nlabel = { en = "Chin" }\n', "", "'area' must have 6 blocks"),
        ('id = "chin"', 'id = "nose"', "nose: .*twice"),
        ('very_severe = { en = "very severe" }', "", "bands: 'very_severe' is missing"),
        ('mild = { en = "mild" }', 'milde = { en = "mild" }', "bands: 'milde' is not known"),
        ('sentence = { en = "covered', 'sentense = { en = "covered', "severe: 'sentense'"),
        (
            'sentence = { en = "covered with spots, with several nodules or cysts" }',
            "",
            "each 'overall' must have a sentence",
        ),
    ],
)
def test_a_mistake_in_the_file_is_named(tmp_path, right, wrong, said):
    text = (CATALOGUE / "acne.toml").read_text("utf-8")
    assert right in text
    (tmp_path / "acne.toml").write_text(text.replace(right, wrong), "utf-8")
    with pytest.raises(CatalogueError, match=said):
        load_acne(tmp_path)
