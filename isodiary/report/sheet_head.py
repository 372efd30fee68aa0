"""The head of the visit sheet: who, what medicine, where in the course."""

from __future__ import annotations

from isodiary.domain.record import ContactKind, Patient
from isodiary.domain.summary import Summary
from isodiary.report import words
from isodiary.report.sheet_options import NameShown


def who(summary: Summary, shown: NameShown) -> str:
    """Return "Anna K., born 2004 · prescriber Dr Nowak"."""
    prescribers = [
        f"prescriber {contact.name}"
        for contact in summary.contacts
        if contact.kind is ContactKind.PRESCRIBER and contact.name
    ]
    about = author(summary.patient, shown)
    return " · ".join(part for part in (about, *prescribers) if part)


def author(patient: Patient, shown: NameShown) -> str:
    """Return whose diary it is: "Anna K., born 2004", "A. K., born 2004" or nothing."""
    if shown is NameShown.NONE:
        return ""
    name = patient.name if shown is NameShown.WHOLE else _initials(patient.name)
    born = f"born {patient.birth_year}" if patient.birth_year else ""
    return words.list_of([name, born])


def medicine(summary: Summary) -> str:
    """Return product and formulation."""
    course = summary.course
    return words.list_of([course.product, words.FORMULATIONS[course.formulation]])


def place_in_course(summary: Summary) -> str:
    """Return day and week of the course, or its days once it has ended."""
    planned = summary.course.planned_weeks
    of = f" of {planned}" if planned else ""
    text = f"Course day {summary.course_day} · week {summary.course_week}{of}"
    ended = summary.course.ended_on
    if ended is None or ended > summary.period.last:
        return text
    return f"Course of {words.span(summary.course.start, ended)}"


def _initials(name: str) -> str:
    return " ".join(f"{part[0].upper()}." for part in name.replace("-", " ").split())
