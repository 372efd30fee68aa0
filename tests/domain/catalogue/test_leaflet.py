"""The warning page: every warning sign has its line, in every country, in few words."""

from __future__ import annotations

from pathlib import Path

import pytest

from isodiary.domain.catalogue.leaflet import CountrySet, load_leaflet
from isodiary.domain.catalogue.symptoms import Concern, load_symptoms

CATALOGUE = Path(__file__).parents[3] / "resources" / "catalogue"
SYMPTOMS = load_symptoms(CATALOGUE).symptoms
COUNTRIES = load_leaflet(CATALOGUE).countries
LONGEST_LINE = 110


@pytest.fixture(params=list(COUNTRIES))
def country(request) -> CountrySet:
    return COUNTRIES[request.param]


def every_text(country: CountrySet) -> list[str]:
    texts = [country.title, country.not_advice, country.missed_dose, *country.opening]
    texts += [*country.combinations, *country.lines.values()]
    return texts + [
        text for section in country.sections for text in (section.heading, section.opening)
    ]


def test_the_released_countries_are_still_there():
    assert list(COUNTRIES) == ["eu_uk", "eu", "uk", "us", "ca", "in"]


def test_who_chose_europe_before_it_was_apart_keeps_it_and_nobody_else_is_offered_it():
    leaflet, both = load_leaflet(CATALOGUE), COUNTRIES["eu_uk"]
    assert both.retired
    uk, first = leaflet.country("uk"), leaflet.country("eu_uk")
    assert uk is not None
    assert first is not None
    assert [each.id for each in leaflet.offered(uk)] == ["eu", "uk", "us", "ca", "in"]
    assert leaflet.offered(first)[0] is first


def test_something_is_said_of_every_warning_sign_and_of_nothing_else(country):
    signs = {s.sign_as for s in SYMPTOMS.values() if s.warning_sign}
    assert set(country.lines) == signs - set(country.leaves_out)
    assert all(country.line(sign) for sign in signs)
    assert country.line("lips_dry") is None


@pytest.mark.parametrize("name", ["eu_uk", "eu", "uk"])
def test_what_only_us_labelling_names_is_not_printed_in_europe(name):  # red before
    country, us = COUNTRIES[name], COUNTRIES["us"]
    only_us = {
        s.id for s in SYMPTOMS.values() if s.warning_sign and s.frequency_note == "in US labelling"
    }
    assert set(country.leaves_out) == only_us
    for symptom in only_us:
        said = country.line(symptom)
        assert said is not None
        assert "do not name this sign" in said
        assert us.line(symptom) != said
        assert not country.names(symptom)
    assert country.emergency in (country.line("chest_pain") or "")


def test_of_low_mood_each_label_says_its_own(country):  # red before: "Stop the capsules" for all
    said = {name: each.line("mood_low") or "" for name, each in COUNTRIES.items()}
    assert said["eu"] == "Tell your doctor straight away; the doctor may say to stop the capsules."
    assert said["us"] == "Stop the capsules and call your doctor right away."
    assert said["uk"].startswith("Tell your doctor straight away. The NHS adds")
    assert said["eu_uk"].startswith("Tell your doctor straight away. Some add")


def test_the_emergency_card_says_nothing_that_its_lines_do_not(country):
    """Of jaundice and blood in the stool leaflets say a doctor at once: they stand apart."""
    places = {symptom: each.id for each in country.sections for symptom in each.symptoms}
    assert places["jaundice"] == places["bloody_stool"] == "at_once"
    emergency = next(each for each in country.sections if each.id == "emergency")
    assert all("emergency help" in country.lines[symptom] for symptom in emergency.symptoms)


def test_every_number_has_its_source(country):
    assert country.emergency_source
    assert bool(country.crisis) == bool(country.crisis_source) == bool(country.crisis_name)


@pytest.mark.parametrize(
    ("name", "line"),
    [("eu_uk", ""), ("eu", ""), ("uk", "116 123"), ("us", "988"), ("ca", "9-8-8"), ("in", "")],
)
def test_a_crisis_line_is_named_where_an_official_page_names_it(name, line):
    assert COUNTRIES[name].crisis == line


def test_us_leaflets_name_a_test_right_after_the_last_capsule():
    assert {name for name, each in COUNTRIES.items() if each.test_at_end} == {"us"}


def test_every_warning_sign_stands_in_one_section(country):
    listed = [symptom for section in country.sections for symptom in section.symptoms]
    assert sorted(listed) == sorted(country.lines)


def test_emergencies_and_urgent_signs_are_not_mixed_up(country):
    concerns = {
        section.id: {SYMPTOMS[symptom].concern for symptom in section.symptoms}
        for section in country.sections
    }
    assert concerns["emergency"] == {Concern.EMERGENCY}
    assert concerns["at_once"] == {Concern.EMERGENCY}
    assert concerns["urgent"] == {Concern.URGENT}
    assert list(concerns) == ["emergency", "at_once", "urgent", "mood", "pregnancy"]


def test_lines_are_short(country):
    assert [line for line in country.lines.values() if len(line) > LONGEST_LINE] == []


def test_no_placeholder_is_left_over(country):
    assert [text for text in every_text(country) if "{" in text] == []


def test_the_six_combinations_are_named(country):
    assert len(country.combinations) == 6


def test_the_page_says_that_it_does_not_assess_and_is_not_approved(country):
    opening = " ".join(country.opening)
    assert "does not assess" in opening
    assert "not been approved" in opening
    assert "not checked by a health professional" in country.not_advice


def test_the_sentence_on_missed_doses_is_what_all_leaflets_share(country):
    assert "Never take a double dose" in country.missed_dose


def test_a_possible_pregnancy_names_what_all_programmes_say(country):
    line = country.line("pregnancy_possible")
    assert line == "Stop the capsules at once and contact your prescriber the same day."


@pytest.mark.parametrize(
    ("name", "numbers", "months"),
    [
        ("eu_uk", ("112", "999"), 1),
        ("eu", ("112",), 1),
        ("uk", ("999",), 1),
        ("us", ("911",), 1),
        ("ca", ("911",), 1),
        ("in", ("112",), 6),
    ],
)
def test_each_country_has_its_emergency_number_and_interval(name, numbers, months):
    country = COUNTRIES[name]
    assert all(number in country.emergency for number in numbers)
    assert country.pregnancy_months == months
    assert country.emergency in (country.line("seizure") or "")


def test_no_other_telephone_number_is_given(country):
    text = " ".join(every_text(country)).replace(country.emergency, "")
    assert not any(character.isdigit() for character in text)


def test_a_country_may_say_a_thing_in_its_own_words(tmp_path):
    text = (CATALOGUE / "leaflet.toml").read_text(encoding="utf-8")
    own = (
        'missed_dose = { en = "As the leaflet says." }\n'
        '[country.lines]\nhives = { en = "Call {emergency}." }\n'
    )
    (tmp_path / "leaflet.toml").write_text(text + own, encoding="utf-8")
    leaflet = load_leaflet(tmp_path)
    assert leaflet.countries["in"].missed_dose == "As the leaflet says."
    assert leaflet.countries["in"].line("hives") == "Call 112."
    assert leaflet.countries["us"].line("hives") == COUNTRIES["us"].line("hives")


def test_an_unknown_country_is_no_error():
    assert load_leaflet(CATALOGUE).country("") is None
