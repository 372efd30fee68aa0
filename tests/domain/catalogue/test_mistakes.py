"""Mistakes in the catalogue's files are named: the file, the block, what is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from isodiary.domain.catalogue.file import CatalogueError
from isodiary.domain.catalogue.labs import load_labs
from isodiary.domain.catalogue.leaflet import load_leaflet
from isodiary.domain.catalogue.products import load_products
from isodiary.domain.catalogue.symptoms import load_symptoms

CATALOGUE = Path(__file__).parents[3] / "resources" / "catalogue"
LOADERS = {
    "symptoms.toml": load_symptoms,
    "products.toml": load_products,
    "labs.toml": load_labs,
    "leaflet.toml": load_leaflet,
}


@pytest.mark.parametrize(
    ("name", "right", "wrong", "said"),
    [
        # symptoms.toml
        (
            "symptoms.toml",
            'id = "mouth_dry"',
            'id = "lips_dry"',
            "symptoms.toml, lips_dry: .*twice",
        ),
        ("symptoms.toml", 'id = "nausea"', 'id = "Nausea"', "Nausea: .*snake_case"),
        ("symptoms.toml", 'id = "nausea"\n', "", "symptom 67: 'id' is missing"),
        (
            "symptoms.toml",
            'concern = "emergency"',
            'concern = "grave"',
            "blistering_rash: 'concern'",
        ),
        ("symptoms.toml", "sign_from = 1\n", "sign_from = 4\n", "'sign_from' must be 1 to 3"),
        ("symptoms.toml", "sign_from = 1\n", "", "night_vision_reduced: 'sign_from' is missing"),
        (
            "symptoms.toml",
            'sign_from = 1\nsign_source = "eu_leaflet"\nfrequency = "not_known"\nfrequency_note',
            'sign_from = 2\nsign_source = "eu_leaflet"\nfrequency = "not_known"\nfrequency_note',
            "blistering_rash: an emergency is a sign from 1 on",
        ),
        ("symptoms.toml", 'sign_source = "ours"\n', "", "'sign_from' and 'sign_source' go togeth"),
        ("symptoms.toml", 'sign_source = "ours"', 'sign_source = "aunt"', "'aunt' is no source"),
        (
            "symptoms.toml",
            'sign_as = "headache_severe"',
            'sign_as = "x"',
            "'headache' is a sign",
        ),
        ("symptoms.toml", 'area = "nose"', 'area = "elbow"', "nose_dry: 'area' cannot be 'elbow'"),
        ("symptoms.toml", 'frequency = "rare"', 'frequency = "often"', "hives: 'frequency'"),
        ("symptoms.toml", '{ en = "Nausea" }', '{ de = "Übelkeit" }', "nausea: 'label' .*English"),
        ("symptoms.toml", '{ en = "Nausea" }', '"Nausea"', "nausea: 'label' .*by language"),
        ("symptoms.toml", '{ en = "Nausea" }', '{ en = " " }', "nausea: 'label' must be a text"),
        ("symptoms.toml", 'term = "Nausea"', "term = 3", "nausea: 'term' must be a text"),
        ("symptoms.toml", 'term = "Nausea"', 'turm = "Nausea"', "nausea: 'turm' is not known"),
        ("symptoms.toml", 'id = "nausea"', 'id = "nausea"\nretired = 1', "nausea: 'retired'"),
        ("symptoms.toml", '    "a little dry inside",\n', "", "nose_dry: 'anchors' .*three"),
        ("symptoms.toml", '"a little dry inside"', '""', "nose_dry: 'anchors' has an empty text"),
        ("symptoms.toml", '    "asked, not present",\n', "", "symptoms.toml: 'anchors' .*four"),
        ("symptoms.toml", 'keywords = { en = ["sick', 'keywords = { en = [1, "sick', "'keywords'"),
        (
            "symptoms.toml",
            '"fatigue", "mood_low",',
            '"fatigue", "moody",',
            "sets: 'daily' .*'moody'",
        ),
        ("symptoms.toml", '"fatigue", "mood_low",', '"fatigue", "fatigue",', "'daily' .*twice"),
        ("symptoms.toml", 'id = "mild"', 'id = "slight"', "slight: 'id' cannot be"),
        ("symptoms.toml", 'ear = { en = "Ears" }\n', "", "areas: 'ear' is missing"),
        ("symptoms.toml", 'id = "mild"', 'id = "none"', "none: this id stands twice"),
        (
            "symptoms.toml",
            '[[severity]]\nid = "none"\nlabel = { en = "None" }\n',
            "",
            "'severity' m",
        ),
        ("symptoms.toml", "[sets]\n", "[sets]\n[[sets.more]]\n", "sets: 'more' is not known"),
        # products.toml
        ("products.toml", 'formulation = "lidose"', 'formulation = "x"', "absorica: 'formulation'"),
        ("products.toml", "[5, 10, 20, 30]", "[5, 10, 10]", "isotroin: 'strengths' must rise"),
        ("products.toml", "[5, 10, 20, 30]", "[0.0001]", "isotroin: .*finer than a microgram"),
        ("products.toml", "[5, 10, 20, 30]", "[-5]", "isotroin: 'strengths' has -5"),
        ("products.toml", "[5, 10, 20, 30]", "[nan]", "isotroin: 'strengths'"),
        ("products.toml", "[5, 10, 20, 30]", "5", "isotroin: 'strengths' must be a list"),
        ("products.toml", "[5, 10, 20, 30]", '["5"]', "isotroin: 'strengths' must be a list"),
        (
            "products.toml",
            'food = "with_food"',
            'food = "soup"',
            "classic: 'food' cannot be 'soup'",
        ),
        # labs.toml
        ("labs.toml", 'worth = "1", decimals = 0', 'worth = "2", decimals = 0', "alt: the first"),
        ("labs.toml", 'worth = "1/60"', 'worth = "1/0"', "alt, units 2: 'worth' must be above 0"),
        (
            "labs.toml",
            'worth = "1/60"',
            'worth = "many"',
            "alt, units 2: 'worth' must be a decimal",
        ),
        ("labs.toml", 'worth = "1/60"', "worth = 60", "alt, units 2: 'worth' must be a text"),
        ("labs.toml", "decimals = 2", "decimals = -1", "alt, units 2: 'decimals'"),
        ("labs.toml", 'name = "µkat/L"', 'name = "u/l"', "alt: a unit stands twice"),
        ("labs.toml", 'low = "1"', 'low = "6000"', "alt: 'low' must be below 'high'"),
        ("labs.toml", 'low = "1"', 'low = "inf"', "alt: 'low' must be a decimal"),
        ("labs.toml", 'loinc = "2106-3"\n', "", "hcg_urine: .*either 'units'"),
        ("labs.toml", '"negative", "invalid"]', '"negative", "maybe"]', "hcg_urine: 'values'"),
        # leaflet.toml
        ("leaflet.toml", '"jaundice"]', '"hives"]', "shared: a symptom stands in two"),
        ("leaflet.toml", '"fainting",\n]\nretired', '"x",\n]\nretired', "'leaves_out' names .* x"),
        ("leaflet.toml", 'hives = { en = "Stop', 'hive = { en = "Stop', "shared: .*hive, hives"),
        (
            "leaflet.toml",
            "pregnancy_months = 1",
            'pregnancy_months = "1"',
            "eu_uk: 'pregnancy_months'",
        ),
        ("leaflet.toml", "crisis_label", "crisis_lable", "shared: 'crisis_lable' is not known"),
        (
            "leaflet.toml",
            'title = { en = "Warning signs: what leaflets say" }\n',
            "",
            "'title' is m",
        ),
    ],
)
def test_a_mistake_is_named(tmp_path, name, right, wrong, said):
    text = (CATALOGUE / name).read_text(encoding="utf-8")
    assert right in text
    (tmp_path / name).write_text(text.replace(right, wrong, 1), encoding="utf-8")
    with pytest.raises(CatalogueError, match=said) as caught:
        LOADERS[name](tmp_path)
    assert str(caught.value).startswith(name)


@pytest.mark.parametrize("name", LOADERS)
def test_a_missing_file_is_named(tmp_path, name):
    with pytest.raises(CatalogueError, match=f"^{name}: the file cannot be read"):
        LOADERS[name](tmp_path)


@pytest.mark.parametrize("name", LOADERS)
@pytest.mark.parametrize("content", [b"[[", b"\xff\xfe"], ids=["not toml", "not utf-8"])
def test_a_file_that_is_not_toml_is_named(tmp_path, name, content):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(CatalogueError, match=f"^{name}: the file is not TOML"):
        LOADERS[name](tmp_path)


@pytest.mark.parametrize("name", LOADERS)
def test_an_empty_file_is_refused(tmp_path, name):
    (tmp_path / name).write_bytes(b"")
    with pytest.raises(CatalogueError, match=f"^{name}: "):
        LOADERS[name](tmp_path)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("labs.toml", "lab = 3", "labs.toml: 'lab' must be a list of tables"),
        ("leaflet.toml", "shared = 3", "leaflet.toml: 'shared' must be a table"),
    ],
)
def test_a_value_where_a_table_belongs_is_named(tmp_path, name, content, said):
    (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(CatalogueError, match=said):
        LOADERS[name](tmp_path)


def test_a_catalogue_error_is_a_value_error():
    assert issubclass(CatalogueError, ValueError)
