"""What a diary holds already, as a dry run asks for it: read once, by id, place and day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field
from datetime import date
from functools import cached_property
from typing import Any

from isodiary.domain.change import Entry
from isodiary.domain.course import Course, Phase
from isodiary.domain.dose import Dose
from isodiary.domain.symptom import OwnSymptom
from isodiary.domain.values import dataclass
from isodiary.services.exchange.places import Place, place_of
from isodiary.services.safety.compare import entries_of
from isodiary.storage.diary import Diary


@dataclass(frozen=True)
class Held:
    """The entries of a diary.

    Attributes:
        entries: By their ids.
        symptoms: Ids of the catalogue's symptoms, by names they are known under, in small letters.
        products: Names of the medicine of the course, in small letters.
    """

    entries: Mapping[str, Entry] = field(default_factory=dict)
    symptoms: Mapping[str, str] = field(default_factory=dict)
    products: frozenset[str] = frozenset()

    @cached_property
    def places(self) -> Mapping[Place, list[Entry]]:
        """What stands in each place."""
        found: dict[Place, list[Entry]] = {}
        for entry in self.entries.values():
            found.setdefault(place_of(entry), []).append(entry)
        return found

    @cached_property
    def courses(self) -> tuple[Course, ...]:
        """The courses, the oldest first."""
        found = self._of(Course)
        return tuple(sorted(found, key=lambda course: course.start))

    @cached_property
    def phases(self) -> Mapping[str, tuple[Phase, ...]]:
        """The phases of each course, by its id."""
        found: dict[str, tuple[Phase, ...]] = {}
        for phase in self._of(Phase):
            found[phase.course] = (*found.get(phase.course, ()), phase)
        return found

    @cached_property
    def doses(self) -> Mapping[date, list[Dose]]:
        """The doses of each day."""
        found: dict[date, list[Dose]] = {}
        for dose in self._of(Dose):
            found.setdefault(dose.day, []).append(dose)
        return found

    @cached_property
    def own_symptoms(self) -> Mapping[str, str]:
        """Ids of the patient's own symptoms, by their names in small letters."""
        return {each.label.casefold(): each.id for each in self._of(OwnSymptom)}

    def _of(self, kind: type[Any]) -> Iterable[Any]:
        return [entry for entry in self.entries.values() if isinstance(entry, kind)]


def read_held(
    diary: Diary,
    *,
    symptoms: Mapping[str, str] | None = None,
    products: Iterable[str] = (),
) -> Held:
    """Read what a diary holds."""
    names = frozenset(each.casefold() for each in products)
    return Held(entries=entries_of(diary), symptoms=symptoms or {}, products=names)
