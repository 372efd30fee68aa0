"""Reading one day of the diary, and the open doses before it."""

from __future__ import annotations

from datetime import date

from isodiary.domain.course import Course
from isodiary.domain.day_entries import DayEntries
from isodiary.domain.dose import Dose
from isodiary.domain.record import Weight
from isodiary.domain.timeline import phase_on, slots_on
from isodiary.storage.diary import Diary
from isodiary.storage.reading import course_on, doses_on, note_on, phases_of, symptoms_on


def course_going_on(diary: Diary, day: date) -> Course | None:
    """Return the course that has begun by `day` and has not ended before it."""
    course = course_on(diary, day)
    return course if course is not None and course.holds(day) else None


def read_day(diary: Diary, day: date) -> DayEntries:
    """Return what the diary holds about a day."""
    going_on = course_going_on(diary, day)
    phases = phases_of(diary, going_on) if going_on else ()
    weights = diary.between(Weight, day, day)
    doses = doses_on(diary, day)
    phase = phase_on(phases, day)
    return DayEntries(
        day=day,
        course=going_on,
        phase=phase.id if phase else "",
        paused=phase is not None and phase.pause,
        plan=slots_on(going_on, phases, day, doses),
        doses=doses,
        symptoms=tuple(symptoms_on(diary, day).values()),
        note=note_on(diary, day),
        weight=weights[0] if weights else None,
    )


def doses_by_day(diary: Diary, first: date, last: date) -> dict[date, tuple[Dose, ...]]:
    """Return the doses of some days, by day; a day without one is absent."""
    found: dict[date, tuple[Dose, ...]] = {}
    for dose in diary.between(Dose, first, last):
        found[dose.day] = (*found.get(dose.day, ()), dose)
    return found
