"""The periods that Trends offers, from the courses and visits in the diary."""

from __future__ import annotations

from datetime import date, timedelta
from enum import Enum

from isodiary.domain.day import ONE_DAY
from isodiary.domain.period import Period
from isodiary.storage.diary import Diary
from isodiary.storage.reads.course import course_on, courses
from isodiary.storage.reads.visits import last_visit_before


class Span(Enum):
    """What can be looked at, up to today."""

    COURSE = "the course"
    VISIT = "since the last visit"
    DAYS_30 = 30
    DAYS_90 = 90
    ALL = "all courses"


def period_of(diary: Diary, span: Span, today: date) -> Period | None:
    """Return the days of a span; None where no course has begun by today.

    No span begins before the first course. The course and the time since the last visit end with
    the course where that has ended.
    """
    course = course_on(diary, today)
    if course is None:
        return None
    last = today if course.ended_on is None else min(today, course.ended_on)
    first_of_all = min(each.start for each in courses(diary))
    if span is Span.COURSE:
        return Period(first=course.start, last=last)
    if span is Span.VISIT:
        visit = last_visit_before(diary, last)
        seen = visit.day + ONE_DAY if visit else course.start
        return Period(first=max(course.start, seen), last=last)
    if isinstance(span.value, int):
        first = today - timedelta(days=span.value - 1)
        return Period(first=max(first, first_of_all), last=today)
    return Period(first=first_of_all, last=today)


def spans_of(diary: Diary, today: date) -> tuple[Span, ...]:
    """Return the spans that differ: since a visit if there was one, all courses if several."""
    course = course_on(diary, today)
    visited = course is not None and last_visit_before(diary, course.ended_on or today)
    several = len([each for each in courses(diary) if each.start <= today]) > 1
    left_out = {Span.VISIT} if not visited else set()
    left_out |= set() if several else {Span.ALL}
    return tuple(span for span in Span if span not in left_out)
