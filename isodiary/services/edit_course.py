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
    """Return the change of a course's details; its first plan begins with the diary start.

    Args:
        before, after: The course.
        phases: Its phases.
        first_dose: Day of the first dose in the diary.

    Raises:
        Refused: The diary would begin after a dose that is in it.
    """
    change = plan_course.amend(before, after, first_dose)
    if change is None or not phases:
        return change
    first, *later = sorted(phases, key=lambda phase: (phase.start, phase.number))
    overtaken = any(phase.start <= after.diary_start for phase in later)
    if first.start < after.diary_start and (overtaken or first.start != before.diary_start):
        return change  # days before the diary start are in no phase anyway
    begun = replace(first, start=after.diary_start)
    return change_of(change.act, *change.edits, edit_to(first, begun))


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
