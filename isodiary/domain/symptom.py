"""Symptoms as they were answered, and the list that is asked every day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date
from types import MappingProxyType

from isodiary.domain.entry import new_id
from isodiary.domain.values import dataclass

NOT_ANSWERED = 0xFF
"""Stands for a day without an answer where a byte for each day says the severity."""

WORST = 3
OWN_PREFIX = "own_"

Signs = Mapping[str, int]
"""From which severity on a symptom is a warning sign, by its id; what is not in it is none."""

NO_SIGNS: Signs = MappingProxyType({})


def is_sign(signs: Signs, symptom: str, severity: int) -> bool:
    """Return whether an answer is a warning sign. Nothing else decides it but this."""
    return severity >= signs.get(symptom, WORST + 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class SymptomEntry:
    """One symptom on one day. No entry means it was not recorded.

    Attributes:
        day: The diary's day.
        symptom: Id in the catalogue, or of an own symptom.
        severity: 0 none to 3 severe (clinical.md 3.1); 0 is an answer.
        note: The patient's own words, such as what was done about it.
        id: The entry's name for life.
    """

    day: date
    symptom: str
    severity: int
    note: str = ""
    id: str = field(default_factory=new_id)

    def __post_init__(self) -> None:
        if not 0 <= self.severity <= WORST:
            raise ValueError(f"a severity is 0 to {WORST}, not {self.severity}")
        if not self.symptom:
            raise ValueError("a symptom entry needs a symptom")

    @property
    def present(self) -> bool:
        """Whether the symptom was there."""
        return self.severity > 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Tracked:
    """A symptom that is asked every day.

    Attributes:
        symptom: Id in the catalogue, or of an own symptom.
        position: Its place in the list; the smallest is asked first.
        id: The entry's name for life.
    """

    symptom: str
    position: int
    id: str = field(default_factory=new_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnSymptom:
    """A symptom that the patient named.

    Attributes:
        label: The patient's word for it.
        id: The entry's name for life; as a symptom's id it starts with `own_`.
    """

    label: str
    id: str = field(default_factory=lambda: OWN_PREFIX + new_id())

    def __post_init__(self) -> None:
        if not self.label:
            raise ValueError("an own symptom needs a name")
