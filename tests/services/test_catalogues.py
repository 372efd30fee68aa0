"""The catalogues are read when they are first asked for, and once."""

from __future__ import annotations

from pathlib import Path

from isodiary.domain.symptom import OwnSymptom
from isodiary.resources import resources
from isodiary.services.catalogues import Catalogues

FOLDER = resources() / "catalogue"


def test_nothing_is_read_before_it_is_asked_for():
    Catalogues(Path("nowhere"))


def test_each_catalogue_is_read_once():
    catalogues = Catalogues(FOLDER)
    for name in ("symptoms", "labs", "products", "leaflet", "warning_signs"):
        assert getattr(catalogues, name) is getattr(catalogues, name)


def test_names_hold_the_patients_own_symptoms_and_the_labs():
    own = OwnSymptom(label="Itching")
    names = Catalogues(FOLDER).names([own])
    assert (names[own.id], names["alt"], names["lips_dry"]) == ("Itching", "ALT", "Dry lips")


def test_warning_signs_are_the_urgent_and_the_emergency_ones():
    signs = Catalogues(FOLDER).warning_signs
    assert {"blistering_rash", "night_vision_reduced"} <= signs.keys()
    assert "lips_dry" not in signs
