"""Changing what was noted about a course, and about the patient and whom to call."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from isodiary.domain.change import Act, Change, change_of, edit_to
from isodiary.domain.course import Course, Phase
from isodiary.domain.record import Contact, ContactKind, Patient
from isodiary.services import plan_course
from isodiary.services.log_record import describe_patient, keep_contacts


def amend_details(
    before: Course, after: Course, phases: Sequence[Phase], first_dose: date | None
) -> Change | None:
    """Return the change of a course's details; its first plan begins with it if it began earlier.

    Args:
        before, after: The course.
        phases: Its phases.
        first_dose: Day of the first dose in the diary.

    Raises:
        Refused: The new first day is after a dose that is in the diary.
    """
    change = plan_course.amend(before, after, first_dose)
    first = min(phases, key=lambda phase: (phase.start, phase.number), default=None)
    if change is None or first is None or first.start <= after.start:
        return change
    return change_of(change.act, *change.edits, edit_to(first, replace(first, start=after.start)))


def keep_person(
    patient: Patient | None,
    described: Patient,
    contacts: Sequence[Contact],
    kept: Sequence[Contact],
) -> Change | None:
    """Return the one change of what is noted about the patient and of whom to call.

    Args:
        patient: As the diary has it; None before they said anything.
        described: As it is now.
        contacts, kept: Whom to call, before and after.
    """
    if patient is None and described == Patient():
        about = None
    else:
        about = describe_patient(patient, described)
    calls = keep_contacts(contacts, kept)
    edits = [edit for change in (about, calls) if change for edit in change.edits]
    return change_of(Act.CHANGE_CONTACTS if calls else Act.CHANGE_PATIENT, *edits)


def with_contact(
    contacts: Sequence[Contact], kind: ContactKind, name: str, phone: str
) -> tuple[Contact, ...]:
    """Return `contacts` with the first one of a kind as typed; nothing typed takes it away."""
    first = next((contact for contact in contacts if contact.kind is kind), None)
    rest = tuple(contact for contact in contacts if contact is not first)
    if not name and not phone:
        return rest
    if first is None:
        return (*rest, Contact(kind=kind, name=name, phone=phone))
    return (*rest, replace(first, name=name, phone=phone))
