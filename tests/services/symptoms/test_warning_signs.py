"""Whom to call, and the page as text."""

from __future__ import annotations

import pytest

from isodiary.domain.record import Contact, ContactKind, Patient
from isodiary.resources import resources
from isodiary.services.catalogues import Catalogues
from isodiary.services.symptoms import warning_signs

DOCTOR = Contact(kind=ContactKind.PRESCRIBER, name="Dr Ash", phone="0123")
LINE = Contact(kind=ContactKind.CRISIS, phone="116 123")
MUM = Contact(kind=ContactKind.OTHER, name="Mum")


@pytest.fixture
def catalogues():
    return Catalogues(resources() / "catalogue")


@pytest.mark.parametrize("patient", [None, Patient(), Patient(country="atlantis")])
def test_there_is_always_a_page(catalogues, patient):
    assert warning_signs.country_set(catalogues.leaflet, patient).id == "eu_uk"


def test_the_patients_country_is_used(catalogues):
    assert warning_signs.country_set(catalogues.leaflet, Patient(country="us")).emergency == "911"


def test_the_prescriber_comes_first_and_the_countrys_number_is_there(catalogues):
    country = catalogues.leaflet.countries["us"]
    found = [call.words for call in warning_signs.calls(country, (MUM, LINE, DOCTOR))]
    assert found == ["Dr Ash, 0123", "116 123", "Mum", "911"]


def test_ones_own_emergency_number_replaces_the_countrys(catalogues):
    own = Contact(kind=ContactKind.EMERGENCY, phone="000")
    country = catalogues.leaflet.countries["us"]
    assert [call.words for call in warning_signs.calls(country, (own,))] == ["000"]


@pytest.mark.parametrize(
    ("contacts", "missing"), [((), True), ((DOCTOR,), True), ((DOCTOR, LINE), False)]
)
def test_prescriber_and_crisis_line_are_what_may_be_missing(contacts, missing):
    assert warning_signs.missing(contacts) is missing


@pytest.mark.parametrize("country_id", ["eu_uk", "us", "ca", "in"])
def test_the_text_holds_every_sign_with_its_name(catalogues, country_id):
    country = catalogues.leaflet.countries[country_id]
    names = catalogues.symptom_names()
    text = warning_signs.page_text(country, names)
    assert all(f"- {names[each]}: {line}" in text for each, line in country.lines.items())
    assert warning_signs.pregnancy_words(country) in text
