"""Reads each day of a summary's period; only done when the days are to be printed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import TypeVar

from isodiary.domain.appendix import Appendix, DayRow
from isodiary.domain.dose import Dose
from isodiary.domain.record import DayNote
from isodiary.domain.summary import Summary
from isodiary.domain.symptom import SymptomEntry
from isodiary.domain.timeline import is_due, slots_on
from isodiary.storage.diary import Diary

DayEntry = TypeVar("DayEntry", Dose, SymptomEntry, DayNote)


def read_appendix(diary: Diary, summary: Summary) -> Appendix:
    """Return the days of a summary's period.

    Notes that stay off paper are counted and not read on; symptoms and tests that do are left out
    by the sheet, which knows which they are.
    """
    period = summary.period
    with diary.reading():
        doses = _by_day(diary.between(Dose, period.first, period.last))
        symptoms = _by_day(diary.between(SymptomEntry, period.first, period.last))
        notes = _by_day(diary.between(DayNote, period.first, period.last))
    due = _due(summary, doses)
    days = (period.first + timedelta(days=number) for number in range(period.days))
    rows = (
        DayRow(
            day=day,
            due=tuple(due[day]),
            doses=tuple(sorted(doses[day], key=_by_slot)),
            symptoms=tuple(sorted(symptoms[day], key=_worst_first)),
            note="\n".join(note.text for note in notes[day] if not note.off_paper),
        )
        for day in days
    )
    return Appendix(
        days=tuple(row for row in rows if row.due or row.doses or row.symptoms or row.note),
        notes_kept_off=sum(note.off_paper for of_day in notes.values() for note in of_day),
    )


def _by_day(entries: Sequence[DayEntry]) -> defaultdict[date, list[DayEntry]]:
    found: defaultdict[date, list[DayEntry]] = defaultdict(list)
    for entry in entries:
        found[entry.day].append(entry)
    return found


def _due(summary: Summary, doses: Mapping[date, Sequence[Dose]]) -> dict[date, list[int]]:
    """Return the slots that have come due, by day: those recorded, and those whose time is past."""
    found: dict[date, list[int]] = {}
    for number in range(summary.period.days):
        day = summary.period.first + timedelta(days=number)
        held = doses.get(day, ())
        logged = {dose.slot for dose in held if dose.slot is not None}
        slots = slots_on(summary.course, summary.phases, day, held) or ()
        due = {slot.number for slot in slots if is_due(slot, day, summary.as_of)}
        found[day] = sorted(due | logged if summary.course.keeps(day) else ())
    return found


def _by_slot(dose: Dose) -> tuple[int, str, str]:
    taken_at = dose.taken_at.isoformat() if dose.taken_at else ""
    return 99 if dose.slot is None else dose.slot, taken_at, dose.id


def _worst_first(entry: SymptomEntry) -> tuple[int, str]:
    return -entry.severity, entry.symptom
