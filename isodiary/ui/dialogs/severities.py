"""The words for severities, of the catalogue's symptoms and of the patient's own."""

from __future__ import annotations

from collections.abc import Sequence

from isodiary.ui.desk import Desk


def level_names(desk: Desk) -> tuple[str, ...]:
    """Return None, Mild, Moderate and Severe as the catalogue words them."""
    return tuple(level.label for level in desk.shelf.symptoms.severities)


def anchors_of(desk: Desk, symptom: str) -> Sequence[str]:
    """Return a sentence for each severity; for the patient's own symptoms the level's name."""
    known = desk.shelf.symptoms.get(symptom)
    return known.anchors if known is not None else level_names(desk)
