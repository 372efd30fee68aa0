"""Changing what is noted about the patient, and whom to call."""

from __future__ import annotations

from collections.abc import Sequence

from isodiary.domain.change import Act, Change, Edit, change_of, edit_to
from isodiary.domain.record import Contact, Patient


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
