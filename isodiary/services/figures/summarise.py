"""From the diary to a `Summary`: which course, which period, and their figures."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from datetime import date, datetime

from isodiary.domain.course import Course, Phase
from isodiary.domain.day import ONE_DAY, diary_day
from isodiary.domain.errors import DiaryDamaged, NothingThere, Refused
from isodiary.domain.lab import LabResult
from isodiary.domain.period import Period
from isodiary.domain.record import Visit, Weight
from isodiary.domain.summary import Summary, WarningSign
from isodiary.domain.symptom import SymptomEntry
from isodiary.services.course import screening
from isodiary.services.figures import figures
from isodiary.services.figures.pieces import Piece, pieces_of, trend_days, years_of
from isodiary.storage.diary import Diary
from isodiary.storage.reads.course import contacts, course_before, course_on, patient, phases_of
from isodiary.storage.reads.visits import last_visit_before, open_questions
from isodiary.storage.sums.sums import damaged_rows, entries, reliability

NO_COURSE = "The diary has no course that had begun by {day}. Begin one first."
NOT_KEPT = "The diary of the course is kept from {day} on."
BACKWARDS = "The period would begin on {first} and end on {last}, which is before."
PLAN_DAMAGED = (
    "What the diary says about a course or its plan is damaged in the file, so no figures can be"
    " given. Keep the file and use a backup of it."
)


def summarise(
    diary: Diary,
    *,
    now: datetime,
    first: date | None = None,
    last: date | None = None,
    warning_signs: Collection[str],
) -> Summary:
    """Return the figures of a period.

    Args:
        diary: Where they come from.
        now: The present moment, with its offset; doses due later are not counted.
        first: First day; None for the day after the last visit, or the diary start of the course.
        last: Last day; None for today.
        warning_signs: Ids of the symptoms of the classes urgent and emergency.

    Raises:
        NothingThere: No course had begun by the last day.
        Refused: The last day is before the first.
        DiaryDamaged: A course or a phase cannot be read as it was written.
    """
    with diary.reading():
        if damaged_rows(diary, "course", "phase"):
            raise DiaryDamaged(PLAN_DAMAGED)
        course = _course(diary, last or diary_day(now))
        period = _period(diary, course, now, first, last)
        phases = phases_of(diary, course)
        pieces = pieces_of(diary, course, phases, period, now)
        return _summary(diary, course, phases, pieces, period, now, warning_signs)


def _course(diary: Diary, day: date) -> Course:
    course = course_on(diary, day)
    if course is None:
        raise NothingThere(NO_COURSE.format(day=day))
    if day < course.diary_start:
        raise NothingThere(NOT_KEPT.format(day=course.diary_start))
    return course


def _period(
    diary: Diary, course: Course, now: datetime, first: date | None, last: date | None
) -> Period:
    if last is None:
        last = diary_day(now)
    if first is None:
        visit = last_visit_before(diary, last)
        first = max(course.diary_start, visit.day + ONE_DAY) if visit else course.diary_start
    if first > last:
        raise Refused(BACKWARDS.format(first=first, last=last))
    return Period(first=first, last=last)


def _summary(
    diary: Diary,
    course: Course,
    phases: tuple[Phase, ...],
    pieces: Sequence[Piece],
    period: Period,
    now: datetime,
    warning_signs: Collection[str],
) -> Summary:
    of_period = figures.within(pieces, period)
    labs, labs_damaged = entries(diary, LabResult, _lab_spans(diary, course, period.last))
    weights, weights_damaged = entries(diary, Weight, years_of(course, period.last))
    visits, visits_damaged = entries(diary, Visit, _visit_spans(course, period.last))
    return Summary(
        period=period,
        as_of=now,
        patient=patient(diary),
        contacts=contacts(diary),
        course=course,
        phases=phases,
        dose=figures.dose_figures(
            course,
            phases,
            pieces,
            period,
            planned_ug=figures.planned_ug(course, phases, period.last),
            weight_g=figures.used_weight_g(diary, course, period.last),
        ),
        meals=figures.meal_figures(of_period),
        symptoms=tuple(figures.symptom_figures(of_period).values()),
        symptoms_before=figures.symptom_figures(figures.within(pieces, period.before())),
        answered_days=sum(piece.sums.answered_days for piece in of_period),
        warning_signs=_warning_signs(diary, period, warning_signs),
        steps=figures.dose_steps(pieces),
        labs=labs,
        weights=weights,
        answers=tuple(one for one in screening.answers(diary) if one.said in screening.TELLING),
        visits=tuple(visit.day for visit in visits),
        last_visit=last_visit_before(diary, period.last + ONE_DAY),
        questions=open_questions(diary),
        trend=figures.trend(course, pieces, trend_days(course, period.last)),
        reliability=reliability(diary, [piece.days for piece in of_period]),
        damaged=sum(piece.sums.damaged for piece in pieces)
        + labs_damaged
        + weights_damaged
        + visits_damaged
        + damaged_rows(diary, "patient", "contact", "answer", "question"),
    )


def _warning_signs(diary: Diary, period: Period, ids: Collection[str]) -> tuple[WarningSign, ...]:
    present = diary.where(
        SymptomEntry,
        "day between ? and ? and severity > 0 and symptom in (select value from json_each(?))",
        [period.first.isoformat(), period.last.isoformat(), json.dumps(sorted(ids))],
        order="day desc, severity desc, symptom",
    )
    return tuple(
        WarningSign(symptom=one.symptom, day=one.day, severity=one.severity, note=one.note)
        for one in present
    )


def _lab_spans(diary: Diary, course: Course, last: date) -> list[Period]:
    """Return the days of the course and those before it that belong to no earlier course."""
    earlier = course_before(diary, course)
    spans = years_of(course, last)
    if earlier is None:
        return [Period(first=date.min, last=course.start - ONE_DAY), *spans]
    if earlier.ended_on is None or earlier.ended_on >= course.start - ONE_DAY:
        return spans
    gap = Period(first=earlier.ended_on + ONE_DAY, last=course.start - ONE_DAY)
    return [gap, *spans]


def _visit_spans(course: Course, last: date) -> list[Period]:
    """Return the days of the course, and those to come."""
    return [*years_of(course, last), Period(first=last + ONE_DAY, last=date.max)]
