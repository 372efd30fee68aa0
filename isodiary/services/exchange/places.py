"""Where an entry stands in a diary, and what names what: so that no fact comes in twice."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import replace
from typing import Any

from isodiary.domain.acne import AcneCheck
from isodiary.domain.change import Entry
from isodiary.domain.course import Course, Phase
from isodiary.domain.dose import Dose
from isodiary.domain.lab import LabLimit, LabResult, PlannedTest
from isodiary.domain.record import Contact, DayNote, KeptOff, Patient, Question, Visit, Weight
from isodiary.domain.screening import Answer
from isodiary.domain.symptom import OwnSymptom, SymptomEntry, Tracked

Place = tuple[Hashable, ...]

REFERENCES: Mapping[type[Any], tuple[str, ...]] = {
    Phase: ("course", "visit"),
    Dose: ("phase",),
    Question: ("visit",),
    SymptomEntry: ("symptom",),
    Tracked: ("symptom",),
    KeptOff: ("what",),
}
"""The fields of each kind that hold the id of another entry."""


BESIDE = frozenset({Course, LabResult, PlannedTest, Question, Contact, OwnSymptom})
"""The kinds of which several may stand in one place; an extra dose may too."""


def place_of(entry: Entry) -> Place:
    """Return what says where an entry stands. In most places a diary holds one entry.

    Of those that may stand beside each other (extra doses, results, tests, questions, contacts)
    it is all they say, so that only the very same counts as the same.
    """
    kind = type(entry).__name__
    match entry:
        case Dose(slot=None):
            return kind, entry.day, entry.taken_at, entry.amount_ug, entry.note
        case Dose():
            return kind, entry.day, entry.slot
        case SymptomEntry():
            return kind, entry.day, entry.symptom
        case DayNote() | Weight() | Visit() | AcneCheck():
            return kind, entry.day
        case LabResult():
            value = (entry.comparator, entry.value, entry.word)
            return kind, entry.day, entry.analyte, *value, entry.unit
        case PlannedTest():
            return kind, entry.day, entry.what
        case Question():
            return kind, entry.noted_on, entry.text, entry.visit
        case Contact():
            return kind, entry.kind, entry.name, entry.phone
        case Course():
            return kind, entry.start
        case Phase():
            return kind, entry.course, entry.number
        case Tracked():
            return kind, entry.symptom
        case KeptOff():
            return kind, entry.kind, entry.what
        case LabLimit():
            return kind, entry.analyte
        case Answer():
            return kind, entry.key
        case OwnSymptom():
            return kind, entry.label.casefold()
        case Patient():
            return (kind,)


def stands_alone(entry: Entry) -> bool:
    """Whether no second entry can stand in the place of this one."""
    if isinstance(entry, Dose):
        return entry.slot is not None
    return type(entry) not in BESIDE


def overlap(one: Course, other: Course) -> bool:
    """Whether two courses have days in common, so that a diary cannot hold both."""
    return other.holds(one.start) or one.holds(other.start)


def renamed(entry: Entry, names: Mapping[str, str]) -> Entry:
    """Return an entry that refers to others by their ids in this diary."""
    fields = REFERENCES.get(type(entry), ())
    changed: Any = {
        field: names[held] for field in fields if (held := getattr(entry, field)) in names
    }
    made: Any = replace(entry, **changed) if changed else entry
    result: Entry = made
    return result


def with_id(entry: Entry, id_: str) -> Entry:
    """Return the same entry under another id."""
    made: Any = replace(entry, id=id_)
    result: Entry = made
    return result
