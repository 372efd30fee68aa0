"""Answering symptoms, also one that is looked up or named there, and choosing the daily ones."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from isodiary.domain.change import Act, Change, Edit, change_of, edit_to
from isodiary.domain.day_entries import DayEntries
from isodiary.domain.symptom import OwnSymptom, SymptomEntry, Tracked
from isodiary.domain.values import dataclass


def answer(
    entries: DayEntries, severities: Mapping[str, int], *, notes: Mapping[str, str] | None = None
) -> Change | None:
    """Return the change that answers symptoms of a day with a severity of 0 to 3.

    An answer that stands already is amended and keeps its note; None if all stand so already.
    """
    notes = notes or {}
    edits = [
        _answered(entries, symptom, severity, notes.get(symptom))
        for symptom, severity in severities.items()
    ]
    return change_of(Act.LOG_SYMPTOMS, *edits)


def none_today(entries: DayEntries, tracked: Iterable[Tracked]) -> Change | None:
    """Return the change that answers with none every tracked symptom without an answer.

    What is answered already stays as it is; None if all are.
    """
    open_ones = (each.symptom for each in tracked if entries.answer(each.symptom) is None)
    return answer(entries, dict.fromkeys(open_ones, 0))


def same_as(
    entries: DayEntries, last: Iterable[SymptomEntry], tracked: Iterable[Tracked]
) -> Change | None:
    """Return the change that answers the tracked symptoms as on an earlier day.

    What is answered already stays as it is.
    """
    asked = {each.symptom for each in tracked}
    return answer(
        entries,
        {
            entry.symptom: entry.severity
            for entry in last
            if entry.symptom in asked and entries.answer(entry.symptom) is None
        },
    )


def remove(entry: SymptomEntry) -> Change:
    """Return the change that makes a symptom unrecorded again."""
    return Change(act=Act.REMOVE_SYMPTOM, edits=(Edit(before=entry),))


def track(tracked: Sequence[Tracked], symptoms: Iterable[str]) -> Change | None:
    """Return the change that makes `symptoms`, in their order, the ones asked every day."""
    held = {each.symptom: each for each in tracked}
    wanted = list(dict.fromkeys(symptoms))
    edits = [
        edit_to(held.get(symptom), _placed(held.get(symptom), symptom, position))
        for position, symptom in enumerate(wanted)
    ]
    gone = [Edit(before=each) for each in tracked if each.symptom not in wanted]
    return change_of(Act.TRACK_SYMPTOMS, *gone, *edits)


def name_own(entries: DayEntries, label: str, severity: int) -> Change:
    """Return the change that names an own symptom and answers it."""
    own = OwnSymptom(label=label)
    first = SymptomEntry(day=entries.day, symptom=own.id, severity=severity)
    return Change(act=Act.LOG_SYMPTOMS, edits=(Edit(after=own), Edit(after=first)))


def _answered(entries: DayEntries, symptom: str, severity: int, note: str | None) -> Edit | None:
    before = entries.answer(symptom)
    if before is None:
        after = SymptomEntry(day=entries.day, symptom=symptom, severity=severity, note=note or "")
        return Edit(after=after)
    kept = before.note if note is None else note
    return edit_to(before, _amended(before, severity, kept))


def _amended(entry: SymptomEntry, severity: int, note: str) -> SymptomEntry:
    return SymptomEntry(
        day=entry.day, symptom=entry.symptom, severity=severity, note=note, id=entry.id
    )


def _placed(held: Tracked | None, symptom: str, position: int) -> Tracked:
    if held is None:
        return Tracked(symptom=symptom, position=position)
    return Tracked(symptom=symptom, position=position, id=held.id)


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
        return answer(entries, {picked.symptom: picked.severity}, notes=notes)
    named = name_own(entries, picked.label, picked.severity)
    own, first = (edit.entry for edit in named.edits)
    assert isinstance(first, SymptomEntry)
    answered = Edit(after=replace(first, note=picked.note))
    return Change(act=named.act, edits=(Edit(after=own), answered))
