"""What a summary is made of, read in one go."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from isodiary.domain.course import Course
from isodiary.domain.day import ONE_DAY
from isodiary.domain.lab import LabResult
from isodiary.domain.period import Period
from isodiary.domain.record import Contact, Patient, Question, Visit, Weight
from isodiary.domain.screening import Answer
from isodiary.domain.summary import Reliability
from isodiary.domain.symptom import Signs, SymptomEntry
from isodiary.domain.values import dataclass
from isodiary.storage.diary import Diary
from isodiary.storage.reads.course import answers, contacts, course_before, patient
from isodiary.storage.reads.labs import latest_weight
from isodiary.storage.reads.visits import last_visit, open_questions
from isodiary.storage.sums.series import sign_answers
from isodiary.storage.sums.sums import damaged_rows, entries, reliability


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryEntries:
    """The entries that a summary names one by one; doses and symptoms are summed elsewhere.

    Attributes:
        patient: Whom the diary is about.
        contacts: Whom to call.
        answers: What was answered about contraindications and precautions.
        questions: The questions for the next visit.
        latest_weight: The newest weight up to the last day.
        last_visit: The last visit up to and including the last day.
        signs: The answers of the period that are warning signs, the newest first.
        labs: Results of the course, and of the days since the course before.
        weights: Weights of the course.
        visits: Visits of the course, and those to come.
        reliability: How soon the entries of the period were made.
        damaged: How many rows of all these cannot be read.
    """

    patient: Patient
    contacts: tuple[Contact, ...]
    answers: tuple[Answer, ...]
    questions: tuple[Question, ...]
    latest_weight: Weight | None
    last_visit: Visit | None
    signs: tuple[SymptomEntry, ...]
    labs: tuple[LabResult, ...]
    weights: tuple[Weight, ...]
    visits: tuple[Visit, ...]
    reliability: Reliability
    damaged: int


def summary_entries(
    diary: Diary,
    course: Course,
    period: Period,
    *,
    years: Sequence[Period],
    recorded: Sequence[Period],
    signs: Signs,
) -> SummaryEntries:
    """Return the entries for a summary. Called inside `Diary.reading`.

    Args:
        diary: Where they are.
        course: The course that is summed up.
        period: The days that are summed up.
        years: The days of the course up to the last one, in spans that are remembered.
        recorded: The days of the period, likewise.
        signs: From which severity on a symptom is a warning sign.
    """
    labs, labs_damaged = entries(
        diary, LabResult, [*_since_the_course_before(diary, course), *years]
    )
    weights, weights_damaged = entries(diary, Weight, years)
    to_come = Period(first=period.last + ONE_DAY, last=date.max)
    visits, visits_damaged = entries(diary, Visit, [*years, to_come])
    return SummaryEntries(
        patient=patient(diary),
        contacts=contacts(diary),
        answers=answers(diary),
        questions=open_questions(diary),
        latest_weight=latest_weight(diary, period.last),
        last_visit=last_visit(diary, period.last),
        signs=sign_answers(diary, period, signs),
        labs=labs,
        weights=weights,
        visits=visits,
        reliability=reliability(diary, recorded),
        damaged=labs_damaged
        + weights_damaged
        + visits_damaged
        + damaged_rows(diary, "patient", "contact", "answer", "question"),
    )


def _since_the_course_before(diary: Diary, course: Course) -> list[Period]:
    """Return the days before a course that belong to no earlier one."""
    earlier = course_before(diary, course)
    last = course.start - ONE_DAY
    if earlier is None:
        return [Period(first=date.min, last=last)]
    if earlier.ended_on is None or earlier.ended_on >= last:
        return []
    return [Period(first=earlier.ended_on + ONE_DAY, last=last)]
