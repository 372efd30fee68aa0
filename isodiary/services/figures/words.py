"""The numbers of Trends in words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from isodiary.domain.timeline import Stretch
from isodiary.services.words.entries import SEVERITIES


def name_of(names: Mapping[str, str], symptom: str) -> str:
    """Return the name of a symptom on one line; its id if it has none."""
    return " ".join(names.get(symptom, symptom).split())


def severity_words(severity: int | None) -> str:
    """Return "2 moderate", or "not recorded"."""
    return "not recorded" if severity is None else f"{severity} {SEVERITIES[severity]}"


def planned_on(run: Stretch, day: date) -> int:
    """Return the micrograms planned for a day of a stretch."""
    return sum(slot.amount_ug for slot in run.phase.slots_on(day))
