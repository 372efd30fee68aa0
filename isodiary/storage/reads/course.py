"""What the diary holds about the patient and the courses."""

from __future__ import annotations

from datetime import date

from isodiary.domain.course import Course, Phase
from isodiary.domain.record import Contact, Patient
from isodiary.domain.screening import Answer
from isodiary.storage.diary import Diary
from isodiary.storage.reads.newest import newest


def patient(diary: Diary) -> Patient:
    """Return whom the diary is about; an empty `Patient` before they said."""
    return diary.get(Patient, Patient().id) or Patient()


def contacts(diary: Diary) -> tuple[Contact, ...]:
    """Return whom to call, by kind and name."""
    return tuple(diary.all(Contact, order="kind, name, id"))


def answers(diary: Diary) -> tuple[Answer, ...]:
    """Return what was answered about contraindications and precautions, by key."""
    return tuple(diary.all(Answer, order="key"))


def course_on(diary: Diary, day: date) -> Course | None:
    """Return the course that `day` belongs to, or the last one that ended before it.

    None where no course had begun by then.
    """
    return newest(diary, Course, "start", "start <= ?", day)


def course_before(diary: Diary, course: Course) -> Course | None:
    """Return the course that began last before this one."""
    return newest(diary, Course, "start", "start < ?", course.start)


def courses(diary: Diary) -> tuple[Course, ...]:
    """Return all courses, the first one first."""
    return tuple(diary.all(Course, order="start, id"))


def phases_of(diary: Diary, course: Course) -> tuple[Phase, ...]:
    """Return the phases of a course, by start; of the same start the later recorded one last."""
    return tuple(diary.where(Phase, "course_id = ?", [course.id], order="start, number"))


def course_going_on(diary: Diary, day: date) -> Course | None:
    """Return the course that has begun by `day` and has not ended before it."""
    course = course_on(diary, day)
    return course if course is not None and course.holds(day) else None
