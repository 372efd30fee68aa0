"""The three ways to count mg/kg, in plain English."""

from __future__ import annotations

from isodiary.domain.course import WeightBasis
from isodiary.services import words
from isodiary.services.weight_conventions import Conventions, PerKg

STANDING = "Practice varies. The one marked is what the diary shows elsewhere."


def convention_facts(found: Conventions, used: WeightBasis) -> list[tuple[str, str]]:
    """Return the three conventions by name, the one that the course uses marked."""
    return [
        (_named("Start weight", used is WeightBasis.START), _per_kg_words(found.start)),
        (_named("Newest weight", used is WeightBasis.LATEST), _per_kg_words(found.newest)),
        ("Weight of each day", _per_kg_words(found.each_day)),
    ]


def _named(name: str, used: bool) -> str:
    return f"{name} · used" if used else name


def _per_kg_words(found: PerKg) -> str:
    """Return "61.4 mg/kg so far, 0.63 a day by 64 kg of 1 Sep 2026"."""
    so_far = f"{words.per_kg_text(found.cumulative)}{words.HARD}mg/kg so far"
    a_day = f", {words.per_kg_text(found.a_day, 2)} a day" if found.a_day is not None else ""
    weighed = f"{words.kg_text(found.weight_g)} of {words.full_day(found.weighed_on)}"
    return f"{so_far}{a_day} by {weighed}"
