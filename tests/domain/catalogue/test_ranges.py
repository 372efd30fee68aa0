"""Default ranges by sex and age, other names of tests and units, and the test templates."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from isodiary.domain.catalogue.file import CatalogueError
from isodiary.domain.catalogue.labs import load_labs, plain_unit
from isodiary.domain.record import Patient, Sex

CATALOGUE = Path(__file__).parents[3] / "resources" / "catalogue"
LABS = load_labs(CATALOGUE)
DAY = date(2026, 3, 2)


def default(analyte, unit, sex=Sex.NOT_SAID, born=2000, day=DAY, fasting=None):
    test = LABS.analytes[analyte]
    found = test.unit(unit)
    assert found is not None
    return test.default_range(found, Patient(birth_year=born, sex=sex), day, fasting)


# clinical.md 4.2
@pytest.mark.parametrize(
    ("analyte", "unit", "men", "women"),
    [
        ("alt", "U/L", "7 55", "7 45"),
        ("alt", "µkat/L", "0.12 0.92", "0.12 0.75"),
        ("ast", "U/L", "8 48", "8 43"),
        ("ggt", "U/L", "8 61", "5 36"),
        ("alp", "U/L", "40 129", "35 104"),
        ("bilirubin_total", "mg/dL", "0.1 1.2", "0.1 1.2"),
        ("bilirubin_total", "µmol/L", "2 21", "2 21"),
        ("chol_total", "mg/dL", "None 200", "None 200"),
        ("chol_total", "mmol/L", "None 5.2", "None 5.2"),
        ("hdl", "mg/dL", "40 None", "50 None"),
        ("hdl", "mmol/L", "1.0 None", "1.3 None"),
        ("ldl", "mg/dL", "None 130", "None 130"),
        ("hb", "g/dL", "13.2 16.6", "11.6 15.0"),
        ("hb", "g/L", "132 166", "116 150"),
        ("hct", "%", "38.3 48.6", "35.5 44.9"),
        ("hct", "L/L", "0.383 0.486", "0.355 0.449"),
        ("rbc", "10¹²/L", "4.35 5.65", "3.92 5.13"),
        ("wbc", "10⁹/L", "4.0 11.0", "4.0 11.0"),
        ("neutrophils", "10⁹/L", "2.0 7.5", "2.0 7.5"),
        ("platelets", "10⁹/L", "150 400", "150 400"),
        ("esr", "mm/h", "0 15", "0 20"),
        ("crp", "mg/L", "None 5", "None 5"),
        ("ck", "U/L", "39 308", "26 192"),
        ("glucose_fasting", "mg/dL", "70 99", "70 99"),
        ("creatinine", "mg/dL", "0.74 1.35", "0.59 1.04"),
        ("creatinine", "µmol/L", "65 119", "52 92"),
        ("hcg_quant", "IU/L", "None 5", "None 5"),
    ],
)
def test_an_adult_has_the_range_of_their_sex(analyte, unit, men, women):
    for sex, said in ((Sex.MALE, men), (Sex.FEMALE, women)):
        expected = [None if end == "None" else Fraction(end) for end in said.split()]
        assert list(default(analyte, unit, sex)) == expected


def test_without_a_sex_only_a_range_that_both_share_is_shown():
    assert default("alt", "U/L") is None
    assert default("wbc", "10⁹/L") == (Decimal("4.0"), Decimal("11.0"))


@pytest.mark.parametrize("analyte", [each for each, test in LABS.analytes.items() if test.ranges])
def test_nobody_under_18_or_without_a_year_of_birth_has_a_default(analyte):
    unit = LABS.analytes[analyte].units[0].name
    for sex in Sex:
        assert default(analyte, unit, sex, born=None, fasting=True) is None
        assert default(analyte, unit, sex, born=2008, fasting=True) is None


def test_18_counts_from_the_year_that_surely_has_the_birthday_behind_it():
    assert default("wbc", "10⁹/L", born=2008, day=date(2026, 12, 31)) is None
    assert default("wbc", "10⁹/L", born=2008, day=date(2027, 1, 1)) is not None


def test_sedimentation_has_a_default_below_50_only():
    assert default("esr", "mm/h", Sex.FEMALE, born=1977) is not None
    assert default("esr", "mm/h", Sex.FEMALE, born=1976) is None


@pytest.mark.parametrize(("fasting", "known"), [(True, True), (False, False), (None, False)])
def test_triglycerides_have_a_default_only_in_a_sample_noted_as_fasting(fasting, known):
    assert (default("triglycerides", "mg/dL", fasting=fasting) is not None) is known


def test_a_default_never_becomes_moles_of_crp():
    assert default("crp", "nmol/L") is None


def test_a_test_that_answers_in_words_has_no_range():
    assert not LABS.analytes["hcg_urine"].ranges


def test_no_two_tests_share_a_name():
    owner: dict[str, str] = {}
    for each in LABS.analytes.values():
        for name in (each.id, each.name, each.short, *each.aliases):
            assert owner.setdefault(name.casefold(), each.id) == each.id, name


def test_no_spelling_of_a_unit_is_another_unit_of_the_same_test():
    for each in LABS.analytes.values():
        spelled = [plain_unit(name) for unit in each.units for name in {unit.name, *unit.also}]
        assert len(set(spelled)) == len(spelled), each.id


@pytest.mark.parametrize(
    ("analyte", "typed", "unit"),
    [
        ("alt", "IU/L", "U/L"),
        ("wbc", "x10^9/L", "10⁹/L"),
        ("wbc", "G/l", "10⁹/L"),
        ("wbc", "10^3/uL", "10³/µL"),
        ("platelets", "Tsd/µl", "10³/µL"),
        ("hb", "g/l", "g/L"),
        ("esr", "mm/hr", "mm/h"),
        ("hcg_quant", "U/L", "IU/L"),
    ],
)
def test_a_unit_is_known_as_reports_write_it(analyte, typed, unit):
    found = LABS.analytes[analyte].unit(typed)
    assert found is not None
    assert found.name == unit


def test_the_templates_are_as_their_sources_say():
    months = {each.id: (each.months, each.every_months) for each in LABS.schedules.values()}
    assert months == {
        "my_doctor": ((), None),
        "eu": ((0, 1), 3),
        "us": ((0, 1), None),
        "delphi2022": ((0,), None),
    }
    assert [each.id for each in LABS.schedules.values() if each.at_peak] == ["delphi2022"]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('sex = "male", unit = "U/L", low = "7"', 'sex = "man", unit = "U/L", low = "7"', "'sex'"),
        ('unit = "U/L", low = "7", high = "55"', 'unit = "g", low = "7"', "which is no unit of it"),
        ('unit = "U/L", low = "7", high = "55"', 'unit = "U/L"', "needs 'low' or 'high'"),
        ('low = "7", high = "55"', 'low = "70", high = "55"', "'low' must be below 'high'"),
        ('"U/L" = [', '"U/LL" = [', "'U/LL' is not known here"),
        ("months = [0, 1]\nevery", 'months = ["x"]\nevery', "eu: 'months' must be a whole"),
    ],
)
def test_a_mistake_in_the_ranges_or_templates_is_named(tmp_path, old, new, said):
    content = (CATALOGUE / "labs.toml").read_text("utf-8")
    assert old in content
    (tmp_path / "labs.toml").write_text(content.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(CatalogueError, match=said):
        load_labs(tmp_path)
