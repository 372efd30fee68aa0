"""FHIR: what was said is there in its codes, what is unknown stays unknown, ids stay the same."""

from __future__ import annotations

import io
import json
import re
from contextlib import closing
from dataclasses import replace
from datetime import date, time
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from isodiary.domain.acne import AcneCheck
from isodiary.domain.dose import Dose, Outcome, Reason
from isodiary.domain.lab import Comparator, LabResult
from isodiary.domain.meal import Meal
from isodiary.domain.record import Patient, Sex, Weight
from isodiary.domain.screening import Answer, Said
from isodiary.domain.symptom import SymptomEntry
from isodiary.domain.units import kg
from isodiary.services.exchange.choice import ExportChoice
from isodiary.services.exchange.fhir import bundle, ips
from isodiary.storage.opening import open_diary
from isodiary.storage.reads.course import phases_of
from tests.clock import EVENING
from tests.services.courses import begin, dose, phase, symptom
from tests.services.courses import write as record
from tests.storage.entries import STRATEGIES

START = date(2026, 11, 2)
DAY = date(2026, 11, 20)


@pytest.fixture
def diary():
    with closing(open_diary(None, now=EVENING)) as opened:
        yield opened


def written(module, diary, **more):
    out = io.BytesIO()
    module.write(diary, out, ExportChoice(**{"now": EVENING, **more}))
    return json.loads(out.getvalue())


def resources(diary, kind="", **more):
    found = [each["resource"] for each in written(bundle, diary, **more)["entry"]]
    return [each for each in found if kind in ("", each["resourceType"])]


def only(diary, kind):
    [found] = resources(diary, kind)
    return found


def codes(concept):
    return {each["system"]: each["code"] for each in concept["coding"]}


def test_the_bundle_is_a_collection_in_which_every_name_is_used_once(diary):
    begin(diary, start=START)
    record(diary, dose(DAY, 1), symptom(DAY, 2), Weight(day=DAY, grams=kg(63)))
    made = written(bundle, diary)
    assert (made["resourceType"], made["type"]) == ("Bundle", "collection")
    names = [each["fullUrl"] for each in made["entry"]]
    assert len(set(names)) == len(names)
    assert all(each["fullUrl"] == f"urn:uuid:{each['resource']['id']}" for each in made["entry"])


def pointed_at(value):
    """All references in a resource."""
    if isinstance(value, dict):
        if isinstance(value.get("reference"), str):
            yield value["reference"]
        value = list(value.values())
    if isinstance(value, list):
        for each in value:
            yield from pointed_at(each)


@pytest.mark.parametrize("module", [bundle, ips])
def test_whatever_is_pointed_at_is_in_the_bundle(diary, module):
    course = begin(diary, start=START)
    [only_phase] = phases_of(diary, course)
    record(
        diary,
        dose(DAY, 1, phase=only_phase.id, planned_capsules=(20_000,), planned_ug=20_000,
             planned_meal=Meal.BREAKFAST, planned_at=time(8)),
        LabResult(day=DAY, analyte="alt", value=Decimal(52), unit="U/L"),
        Answer(key="ci_soya", said=Said.YES, day=DAY),
    )  # fmt: skip
    made = written(module, diary)
    known = {each["fullUrl"] for each in made["entry"]}
    assert set(pointed_at(made)) <= known


def test_ids_are_the_same_at_each_export_and_of_one_entry_alone(diary):
    begin(diary, start=START)
    record(diary, dose(DAY, 1), dose(DAY, 2))
    first = [each["id"] for each in resources(diary)]
    record(diary, dose(date(2026, 11, 21), 1))
    again = [each["id"] for each in resources(diary)]
    assert set(first) < set(again)
    assert len(set(again)) == len(again) == len(first) + 1


@pytest.mark.parametrize(
    ("outcome", "status"),
    [
        (Outcome.TAKEN, "completed"),
        (Outcome.PARTIAL, "completed"),
        (Outcome.SKIPPED, "not-done"),
        (Outcome.MISSED, "not-done"),
        (Outcome.UNKNOWN, "unknown"),
    ],
)
def test_what_became_of_a_dose_and_no_amount_of_one_that_was_not_swallowed(diary, outcome, status):
    begin(diary, start=START)
    amount = "20" if outcome.swallowed else "0"
    kept = dose(DAY, 1, amount, outcome)
    if not outcome.swallowed:
        kept = replace(kept, capsules=())
    record(diary, kept)
    made = only(diary, "MedicationAdministration")
    assert made["status"] == status
    assert ("dosage" in made) is outcome.swallowed
    assert ("statusReason" in made) is (status == "not-done")
    if outcome.swallowed:
        unit = {"unit": "mg", "system": "http://unitsofmeasure.org", "code": "mg"}
        assert made["dosage"]["dose"] == {"value": 20, **unit}


def test_a_dose_that_nobody_answered_is_not_there(diary):
    begin(diary, start=START)
    assert resources(diary, "MedicationAdministration") == []
    assert only(diary, "MedicationStatement")["status"] == "unknown"


def test_the_reason_and_the_planned_time_of_a_skipped_dose(diary):
    course = begin(diary, start=START)
    [only_phase] = phases_of(diary, course)
    planned = {"planned_capsules": (20_000,), "planned_ug": 20_000, "planned_meal": Meal.DINNER}
    kept = dose(DAY, 2, "0", Outcome.SKIPPED, reason=Reason.NO_MEAL, phase=only_phase.id,
                planned_at=time(19), **planned)  # fmt: skip
    record(diary, replace(kept, capsules=()))
    made = only(diary, "MedicationAdministration")
    assert made["statusReason"] == [{"text": "skipped: no meal"}]
    assert made["effectiveDateTime"] == "2026-11-20T19:00:00+01:00"
    assert made["request"]["reference"] == f"urn:uuid:{only(diary, 'MedicationRequest')['id']}"


@pytest.mark.parametrize(
    ("plan", "repeats"),
    [
        ("breakfast 20, dinner 20", [
            {"frequency": 1, "period": 1, "periodUnit": "d", "when": ["CM"]},
            {"frequency": 1, "period": 1, "periodUnit": "d", "when": ["CV"]},
        ]),
        ("Mon Wed Fri: dinner 20", [
            {"frequency": 3, "period": 1, "periodUnit": "wk", "when": ["CV"],
             "dayOfWeek": ["mon", "wed", "fri"]},
        ]),
        ("every 2 days: dinner 40 / dinner 20", [
            {"frequency": 1, "period": 2, "periodUnit": "d", "when": ["CV"]},
            {"frequency": 1, "period": 2, "periodUnit": "d", "when": ["CV"]},
        ]),
        ("snack 20", [
            {"frequency": 1, "period": 1, "periodUnit": "d", "timeOfDay": ["16:00:00"]},
        ]),
    ],
)  # fmt: skip
def test_the_rhythm_of_a_plan(diary, plan, repeats):
    begin(diary, plan, start=START)
    said = only(diary, "MedicationRequest")["dosageInstruction"]
    found = [each["timing"]["repeat"] for each in said]
    assert [{k: v for k, v in each.items() if k != "boundsPeriod"} for each in found] == repeats
    firsts = [each["boundsPeriod"]["start"] for each in found]
    alternating = "every 2" in plan
    assert firsts[-1] == ("2026-11-03" if alternating else "2026-11-02")
    assert all("end" not in each["boundsPeriod"] for each in found)


def test_a_phase_that_is_over_is_completed_on_its_last_day_and_a_pause_plans_nothing(diary):
    course = begin(diary, start=START)
    record(diary, phase(course, 2, date(2026, 11, 16)), dose(START, 1))
    first = only(diary, "MedicationRequest")
    ends = {each["timing"]["repeat"]["boundsPeriod"]["end"] for each in first["dosageInstruction"]}
    assert (first["status"], ends) == ("completed", {"2026-11-15"})
    assert only(diary, "MedicationStatement")["status"] == "on-hold"


def test_none_is_an_answer_with_its_code_and_what_was_not_asked_is_not_there(diary):
    record(diary, symptom(DAY, 0), symptom(DAY, 2, "lips_dry"))
    none, lips = resources(diary, "Observation")
    assert codes(none["valueCodeableConcept"]) == {"https://isodiary.org/fhir/severity": "none"}
    assert codes(lips["code"])["https://isodiary.org/fhir/symptom"] == "lips_dry"
    assert "http://snomed.info/sct" in codes(lips["code"])
    assert codes(lips["valueCodeableConcept"])["https://isodiary.org/fhir/severity"] == "moderate"


def lab(diary, **more):
    record(diary, LabResult(**{"day": DAY, "analyte": "alt", "unit": "U/L", **more}))
    return only(diary, "Observation")


def test_a_result_has_the_code_of_its_unit_and_the_range_of_its_laboratory(diary):
    made = lab(diary, value=Decimal("52"), low=Decimal(7), high=Decimal(45))
    assert codes(made["code"])["http://loinc.org"] == "1742-6"
    unit = {"unit": "U/L", "system": "http://unitsofmeasure.org", "code": "U/L"}
    assert made["valueQuantity"] == {"value": 52, **unit}
    low, high = {"value": 7, **unit}, {"value": 45, **unit}
    assert made["referenceRange"] == [{"low": low, "high": high}]
    assert codes(made["interpretation"][0]).popitem()[1] == "H"


def test_a_strict_end_is_said_in_words_as_those_of_fhir_lie_inside(diary):
    made = lab(diary, analyte="triglycerides", value=Decimal(150), unit="mg/dL",
               high=Decimal(150), high_strict=True)  # fmt: skip
    assert made["referenceRange"] == [{"text": "< 150 mg/dL"}]
    assert codes(made["interpretation"][0]).popitem()[1] == "H"


def test_a_comparator_stays_and_is_called_normal_by_nobody(diary):
    made = lab(diary, value=Decimal(5), comparator=Comparator.BELOW, low=Decimal(3))
    assert made["valueQuantity"]["comparator"] == "<"
    assert "interpretation" not in made


def test_a_result_without_a_range_is_neither_high_nor_normal(diary):
    made = lab(diary, value=Decimal(52))
    assert not {"interpretation", "referenceRange"} & set(made)


def test_a_unit_that_is_not_known_has_no_code(diary):
    made = lab(diary, value=Decimal(5), unit="bananas")
    assert made["valueQuantity"] == {"value": 5, "unit": "bananas"}


def test_acne_has_only_what_was_estimated(diary):
    record(diary, AcneCheck(day=DAY, iga=2))
    made = only(diary, "Observation")
    assert [each["valueInteger"] for each in made["component"]] == [2]


def test_the_patient_has_what_was_given_and_says_what_is_missing(diary):
    nobody = only(diary, "Patient")
    assert "birthDate" not in nobody
    assert "extension" in nobody["_birthDate"]
    record(diary, Patient(name="A. B.", birth_year=1998, sex=Sex.FEMALE))
    patient = only(diary, "Patient")
    assert (patient["name"], patient["birthDate"]) == ([{"text": "A. B."}], "1998")
    assert patient["gender"] == "female"


def test_what_is_kept_off_paper_stays_here_if_that_is_asked(diary):
    record(diary, symptom(DAY, 2), symptom(DAY, 1, "lips_dry"))
    [left] = resources(diary, "Observation", off=frozenset({"headache"}))
    assert codes(left["code"])["https://isodiary.org/fhir/symptom"] == "lips_dry"


def test_the_summary_is_a_document_with_the_sections_that_ips_requires(diary):
    begin(diary, start=START)
    record(diary, dose(DAY, 1), Weight(day=DAY, grams=kg(63)))
    made = written(ips, diary)
    kinds = [each["resource"]["resourceType"] for each in made["entry"]]
    assert (made["type"], kinds[:2]) == ("document", ["Composition", "Patient"])
    composition = made["entry"][0]["resource"]
    sections = {codes(each["code"])["http://loinc.org"]: each for each in composition["section"]}
    assert {"11450-4", "48765-2", "10160-0"} <= set(sections)
    assert all(("entry" in each) != ("emptyReason" in each) for each in sections.values())
    assert all(each["text"]["div"].startswith("<div xmlns=") for each in sections.values())


def test_no_to_an_allergy_and_nothing_said_of_it_is_no_allergy(diary):
    record(diary, Answer(key="ci_peanut", said=Said.NO, day=DAY),
           Answer(key="ci_soya", said=Said.UNSURE, day=DAY))  # fmt: skip
    kinds = [each["resource"]["resourceType"] for each in written(ips, diary)["entry"]]
    assert "AllergyIntolerance" not in kinds


def test_words_of_a_summary_are_no_markup(diary):
    begin(diary, start=START, product="<b>Iso</b> & Co")
    composition = written(ips, diary)["entry"][0]["resource"]
    said = "".join(each["text"]["div"] for each in composition["section"])
    assert "&lt;b&gt;Iso&lt;/b&gt; &amp; Co" in said


DATE_TIME = re.compile(r"\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2}(Z|[+-]\d{2}:\d{2}))?")
"""FHIR's: a day, or a moment with its offset."""
MOMENTS = {"timestamp", "date", "dateAsserted", "effectiveDateTime", "authoredOn", "recordedDate"}


def objects(value):
    """All objects in a resource."""
    if isinstance(value, dict):
        yield value
    for each in value.values() if isinstance(value, dict) else value:
        if isinstance(each, dict | list):
            yield from objects(each)


GO_OUT = (Dose, SymptomEntry, LabResult, Weight, AcneCheck, Patient, Answer)


@settings(max_examples=60, deadline=None)
@given(entry=st.one_of([STRATEGIES[kind] for kind in GO_OUT]))
def test_every_entry_is_written_with_offsets_one_value_and_pointers_at_what_is_there(entry):
    with closing(open_diary(None, now=EVENING)) as opened:
        record(opened, entry)
        for module in (bundle, ips):
            made = written(module, opened)
            assert set(pointed_at(made)) <= {each["fullUrl"] for each in made["entry"]}
            for each in objects(made):
                assert all(DATE_TIME.fullmatch(each[key]) for key in MOMENTS & set(each))
                assert len([key for key in each if re.fullmatch("value[A-Z].*", key)]) <= 1
