"""The numbers of Trends in words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from isodiary.domain.timeline import Stretch
from isodiary.language import _
from isodiary.services.words.names import severity_name


def name_of(names: Mapping[str, str], symptom: str) -> str:
    """Return the name of a symptom on one line; its id if it has none."""
    return " ".join(names.get(symptom, symptom).split())


def severity_words(severity: int | None) -> str:
    """Return "2 moderate", or "not recorded"."""
    return _("not recorded") if severity is None else f"{severity} {severity_name(severity)}"


def planned_on(run: Stretch, day: date) -> int:
    """Return the micrograms planned for a day of a stretch."""
    return sum(slot.amount_ug for slot in run.phase.slots_on(day))
