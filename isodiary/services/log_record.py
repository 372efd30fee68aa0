"""Notes, weights, the patient and their contacts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from isodiary.domain import text
from isodiary.domain.change import Act, Change, Edit, change_of, edit_to
from isodiary.domain.day_entries import DayEntries
from isodiary.domain.errors import Refused
from isodiary.domain.record import (
    HEAVIEST_G,
    LIGHTEST_G,
    Contact,
    DayNote,
    Patient,
    Weight,
)
from isodiary.domain.units import kg


def write_note(entries: DayEntries, typed: str, *, off_paper: bool | None = None) -> Change | None:
    """Return the change that makes `typed` the note of the day; empty takes it away.

    Args:
        entries: Those of the day.
        typed: The words.
        off_paper: Whether the note stays off paper; None as it was.

    Raises:
        Refused: The note is too long.
    """
    try:
        words = text.note(typed)
    except ValueError as error:
        raise Refused(str(error)) from error
    before = entries.note
    if not words:
        after = None
    elif before is None:
        after = DayNote(day=entries.day, text=words, off_paper=bool(off_paper))
    else:
        after = replace(before, text=words)
        after = after if off_paper is None else replace(after, off_paper=off_paper)
    return change_of(Act.WRITE_NOTE, edit_to(before, after))


def add_to_note(entries: DayEntries, typed: str) -> Change | None:
    """Return the change that adds a line to the note of the day."""
    return write_note(entries, f"{entries.note.text}\n{typed}" if entries.note else typed)


def weigh(entries: DayEntries, grams: int) -> Change | None:
    """Return the change that notes the weight of a day; an earlier one of the day is amended.

    Raises:
        Refused: No patient weighs that.
    """
    if not LIGHTEST_G <= grams <= HEAVIEST_G:
        raise Refused("A weight is between 10 and 700 kg. Look at the number and the unit again.")
    before = entries.weight
    after = replace(before, grams=grams) if before else Weight(day=entries.day, grams=grams)
    return change_of(Act.LOG_WEIGHT, edit_to(before, after))


def weight_doubts(grams: int) -> tuple[str, ...]:
    """Return what to ask once before a weight is noted."""
    if kg(30) <= grams <= kg(200):
        return ()
    return (f"{grams / 1000:g} kg is unusual.",)


def remove_weight(weight: Weight) -> Change:
    """Return the change that takes a weight out of the diary."""
    return Change(act=Act.REMOVE_WEIGHT, edits=(Edit(before=weight),))


def describe_patient(before: Patient | None, after: Patient) -> Change | None:
    """Return the change of what is noted about the patient."""
    return change_of(Act.CHANGE_PATIENT, edit_to(before, after))


def keep_contacts(before: Sequence[Contact], after: Sequence[Contact]) -> Change | None:
    """Return the change from one list of contacts to another."""
    held = {contact.id: contact for contact in before}
    kept = {contact.id for contact in after}
    gone = [Edit(before=contact) for contact in before if contact.id not in kept]
    edits = [edit_to(held.get(contact.id), contact) for contact in after]
    return change_of(Act.CHANGE_CONTACTS, *gone, *edits)
