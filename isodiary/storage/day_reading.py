"""Reading one day of the diary, and the open doses before it."""

from __future__ import annotations

from datetime import date

from isodiary.domain.course import Course
from isodiary.domain.day_entries import DayEntries
from isodiary.domain.record import Weight
from isodiary.domain.timeline import plan_on
from isodiary.storage.diary import Diary
from isodiary.storage.reading import course_on, doses_on, note_on, phases_of, symptoms_on
from isodiary.storage.rows import SqlValue


def course_going_on(diary: Diary, day: date) -> Course | None:
    """Return the course that has begun by `day` and has not ended before it."""
    course = course_on(diary, day)
    return course if course is not None and course.holds(day) else None


def read_day(diary: Diary, day: date) -> DayEntries:
    """Return what the diary holds about a day."""
    going_on = course_going_on(diary, day)
    phases = phases_of(diary, going_on) if going_on else ()
    weights = diary.between(Weight, day, day)
    return DayEntries(
        day=day,
        course=going_on,
        plan=plan_on(going_on, phases, day),
        doses=doses_on(diary, day),
        symptoms=tuple(symptoms_on(diary, day).values()),
        note=note_on(diary, day),
        weight=weights[0] if weights else None,
    )


def recorded_slots(diary: Diary, first: date, last: date) -> frozenset[tuple[date, int | None]]:
    """Return (day, slot number) of the doses of some days."""
    values: list[SqlValue] = [first.isoformat(), last.isoformat()]
    rows = diary.rows("select day, slot from sound_dose where day between ? and ?", values)
    return frozenset((date.fromisoformat(day), slot) for day, slot in rows)
