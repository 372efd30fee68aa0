"""Whom to call, and the page as text."""

from __future__ import annotations

from datetime import date

import pytest

from isodiary.domain.change import Act, Change, Edit
from isodiary.domain.record import Contact, ContactKind, Patient
from isodiary.domain.symptom import SymptomEntry, is_sign
from isodiary.resources import resources
from isodiary.services.catalogues import Catalogues
from isodiary.services.symptoms import warning_signs

DOCTOR = Contact(kind=ContactKind.PRESCRIBER, name="Dr Ash", phone="0123")
LINE = Contact(kind=ContactKind.CRISIS, phone="116 123")
DAY = date(2026, 11, 28)
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
    assert found == ["Dr Ash, 0123", "116 123", "Mum, no number yet", "911"]


def test_ones_own_emergency_number_replaces_the_countrys(catalogues):
    own = Contact(kind=ContactKind.EMERGENCY, phone="000")
    country = catalogues.leaflet.countries["us"]
    found = [call.words for call in warning_signs.calls(country, (own,))]
    assert found == ["988 Lifeline, 988", "000"]


def test_ones_own_crisis_line_replaces_the_countrys(catalogues):
    country = catalogues.leaflet.countries["us"]
    assert [call.words for call in warning_signs.calls(country, (LINE,))] == ["116 123", "911"]


NAMELESS = Contact(kind=ContactKind.PRESCRIBER, name="Dr Ash")


@pytest.mark.parametrize(
    ("country_id", "contacts", "missing"),
    [
        ("eu", (), ["prescriber", "crisis"]),
        ("eu", (DOCTOR,), ["crisis"]),
        ("eu", (NAMELESS, LINE), ["prescriber"]),
        ("eu", (DOCTOR, LINE), []),
        ("uk", (), ["prescriber"]),
        ("us", (DOCTOR,), []),
    ],
)
def test_prescriber_and_crisis_line_are_what_may_be_missing(
    catalogues, country_id, contacts, missing
):
    country = catalogues.leaflet.countries[country_id]
    assert [kind.value for kind in warning_signs.missing(country, contacts)] == missing


def test_what_was_not_entered_keeps_its_place(catalogues):
    country = catalogues.leaflet.countries["eu"]
    found = [(call.label, call.words) for call in warning_signs.calls(country, (), gaps=True)]
    assert found == [
        ("Your prescriber", "not entered yet"),
        ("Crisis line", "not entered yet"),
        ("Emergency number", "112"),
    ]
    [named, *_] = warning_signs.calls(country, (NAMELESS,), gaps=True)
    assert named.words == "Dr Ash, no number yet"


@pytest.mark.parametrize("gaps", [False, True])
def test_the_crisis_line_comes_first_where_that_is_meant(catalogues, gaps):
    country = catalogues.leaflet.countries["uk"]
    found = warning_signs.calls(country, (DOCTOR, MUM), crisis_first=True, gaps=gaps)
    assert [call.phone for call in found] == ["116 123", "999", "0123", ""]


def answered(*pairs):
    """Return the change that answers symptoms; a pair is (symptom, severity before and after)."""
    edits = []
    for symptom, before, after in pairs:
        entries = [
            SymptomEntry(day=DAY, symptom=symptom, severity=each, id=symptom)
            for each in (before, after)
            if each is not None
        ]
        edits.append(Edit(before=entries[0] if before is not None else None, after=entries[-1]))
    return Change(act=Act.LOG_SYMPTOMS, edits=tuple(edits))


@pytest.mark.parametrize("symptom", ["headache", "mood_low", "anxiety", "diarrhoea", "jaundice"])
@pytest.mark.parametrize("severity", [0, 1, 2, 3])
def test_what_raises_a_sign_is_what_the_rule_calls_one(catalogues, symptom, severity):
    change = answered((symptom, None, severity))
    raised = warning_signs.raised(change, catalogues.symptoms)
    mild = warning_signs.mentioned(change, catalogues.symptoms)
    assert (raised is not None) is is_sign(catalogues.warning_signs, symptom, severity)
    assert raised is None or mild is None
    assert severity or mild is None


def test_the_most_serious_sign_is_told(catalogues):
    change = answered(("mood_low", None, 3), ("headache", None, 3), ("jaundice", None, 1))
    raised = warning_signs.raised(change, catalogues.symptoms)
    assert raised is not None
    assert raised.symptom == "jaundice"
    assert warning_signs.opens_page(catalogues.symptoms, raised)


def test_a_sign_that_is_made_worse_is_told_again_and_a_milder_one_is_not(catalogues):
    symptoms = catalogues.symptoms
    assert warning_signs.raised(answered(("mood_low", 2, 3)), symptoms) is not None
    assert warning_signs.raised(answered(("mood_low", 3, 2)), symptoms) is None


def test_a_headache_of_three_has_the_line_of_the_severe_one(catalogues):
    country, symptoms = catalogues.leaflet.countries["eu"], catalogues.symptoms
    line = country.line("headache_severe")
    assert warning_signs.said_by(country, symptoms, "headache") == f"Leaflets say: {line}"
    change = answered(("headache", None, 3))
    [sign] = warning_signs.signs_of(change, symptoms)
    assert not warning_signs.opens_page(symptoms, sign)


def test_of_a_sign_that_no_leaflet_of_the_country_names_none_is_quoted(catalogues):
    europe, us = (catalogues.leaflet.countries[each] for each in ("eu", "us"))
    said = warning_signs.said_by(europe, catalogues.symptoms, "ringing_ears")
    assert said.startswith("The leaflets that were read for this country do not name this sign.")
    assert warning_signs.said_by(us, catalogues.symptoms, "ringing_ears").startswith("Leaflets say")
    assert warning_signs.said_by(us, catalogues.symptoms, "lips_dry") == ""


def test_no_time_is_named_before_a_country_is_chosen(catalogues):
    country = catalogues.leaflet.countries["eu_uk"]
    assert "month" not in warning_signs.pregnancy_words(country, chosen=False)
    assert "for 1\xa0month after" in warning_signs.pregnancy_words(country, chosen=True)
    assert warning_signs.pregnancy_words(country, chosen=True).startswith("Labels say that")


@pytest.mark.parametrize("country_id", ["eu_uk", "eu", "uk", "us", "ca", "in"])
def test_the_text_holds_every_sign_with_its_name(catalogues, country_id):
    country = catalogues.leaflet.countries[country_id]
    names = catalogues.symptom_names()
    text = warning_signs.page_text(country, names)
    assert all(f"- {names[each]}: {line}" in text for each, line in country.lines.items())
    assert warning_signs.pregnancy_words(country, chosen=True) in text
