"""Answering a symptom that was looked up, or named by the patient there and then."""

from __future__ import annotations

from dataclasses import dataclass, replace

from isodiary.domain.change import Change, Edit
from isodiary.domain.day_entries import DayEntries
from isodiary.domain.symptom import SymptomEntry
from isodiary.services import log_symptoms


@dataclass(frozen=True, slots=True, kw_only=True)
class Picked:
    """A symptom with its answer.

    Attributes:
        symptom: Its id; empty if the patient named a new one.
        label: The patient's name for a new one; else empty.
        severity: 0 none to 3 severe.
        note: The patient's words about it.
    """

    symptom: str = ""
    label: str = ""
    severity: int
    note: str = ""


def log_picked(entries: DayEntries, picked: Picked) -> Change | None:
    """Return the change that answers a picked symptom on the day of `entries`.

    An answer of the day is amended, and keeps its note where none was written now.
    """
    if picked.symptom:
        notes = {picked.symptom: picked.note} if picked.note else {}
        return log_symptoms.answer(entries, {picked.symptom: picked.severity}, notes=notes)
    named = log_symptoms.name_own(entries, picked.label, picked.severity)
    own, first = (edit.entry for edit in named.edits)
    assert isinstance(first, SymptomEntry)
    answered = Edit(after=replace(first, note=picked.note))
    return Change(act=named.act, edits=(Edit(after=own), answered))
