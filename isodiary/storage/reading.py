"""What the other modules ask an open diary, by name."""

from __future__ import annotations

from datetime import date

from isodiary.domain.course import Course, Phase
from isodiary.domain.dose import Dose
from isodiary.domain.record import Contact, DayNote, Patient, Visit, Weight
from isodiary.domain.symptom import OwnSymptom, SymptomEntry, Tracked
from isodiary.storage.diary import Diary
from isodiary.storage.rows import E, table_of


def patient(diary: Diary) -> Patient:
    """Return whom the diary is about; an empty `Patient` before they said."""
    return diary.get(Patient, Patient().id) or Patient()


def contacts(diary: Diary) -> tuple[Contact, ...]:
    """Return whom to call, by kind and name."""
    return tuple(diary.all(Contact, order="kind, name, id"))


def tracked(diary: Diary) -> tuple[Tracked, ...]:
    """Return the symptoms that are asked every day, in their order."""
    return tuple(diary.all(Tracked, order="position, id"))


def own_symptoms(diary: Diary) -> tuple[OwnSymptom, ...]:
    """Return the symptoms that the patient named, by name."""
    return tuple(diary.all(OwnSymptom, order="label, id"))


def course_on(diary: Diary, day: date) -> Course | None:
    """Return the course that `day` belongs to, or the last one that ended before it.

    None where no course had begun by then.
    """
    return _newest(diary, Course, "start", "start <= ?", day)


def course_before(diary: Diary, course: Course) -> Course | None:
    """Return the course that began last before this one."""
    return _newest(diary, Course, "start", "start < ?", course.start)


def courses(diary: Diary) -> tuple[Course, ...]:
    """Return all courses, the first one first."""
    return tuple(diary.all(Course, order="start, id"))


def phases_of(diary: Diary, course: Course) -> tuple[Phase, ...]:
    """Return the phases of a course, by start; of the same start the later recorded one last."""
    return tuple(diary.where(Phase, "course_id = ?", [course.id], order="start, number"))


def last_visit_before(diary: Diary, day: date) -> Visit | None:
    """Return the last visit on a day before `day`."""
    return _newest(diary, Visit, "day", "day < ?", day)


def next_visit_from(diary: Diary, day: date) -> Visit | None:
    """Return the first visit on `day` or later."""
    first = "day = (select min(day) from sound_visit where day >= ?)"
    return _only(diary.where(Visit, first, [day.isoformat()]))


def latest_weight(diary: Diary, day: date) -> Weight | None:
    """Return the newest weight up to and including `day`."""
    return _newest(diary, Weight, "day", "day <= ?", day)


def doses_on(diary: Diary, day: date) -> tuple[Dose, ...]:
    """Return what became of the doses of a day, by slot; extra doses last."""
    order = "slot is null, slot, taken_at, id"
    return tuple(diary.where(Dose, "day = ?", [day.isoformat()], order=order))


def symptoms_on(diary: Diary, day: date) -> dict[str, SymptomEntry]:
    """Return what was answered on a day, by symptom id."""
    answered = diary.where(SymptomEntry, "day = ?", [day.isoformat()], order="symptom")
    return {entry.symptom: entry for entry in answered}


def last_answered_day(diary: Diary, before: date) -> date | None:
    """Return the last day before `before` on which any symptom was answered."""
    sql = "select max(day) from sound_symptom where day < ?"
    [(day,)] = diary.rows(sql, [before.isoformat()])
    return None if day is None else date.fromisoformat(day)


def note_on(diary: Diary, day: date) -> DayNote | None:
    """Return the patient's words about a day."""
    return _only(diary.where(DayNote, "day = ?", [day.isoformat()]))


def _newest(diary: Diary, kind: type[E], column: str, condition: str, day: date) -> E | None:
    """Return the entry with the greatest day among those that fulfil `condition`."""
    greatest = f"select max({column}) from sound_{table_of(kind).name} where {condition}"
    return _only(diary.where(kind, f"{column} = ({greatest})", [day.isoformat()]))


def _only(found: list[E]) -> E | None:
    return found[0] if found else None
