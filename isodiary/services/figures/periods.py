"""The periods that Trends offers, from the courses and visits in the diary.

Which days a report covers, by what the patient chose.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum, StrEnum

from isodiary.domain.course import Course
from isodiary.domain.day import ONE_DAY
from isodiary.domain.period import Period
from isodiary.storage.diary import Diary
from isodiary.storage.reads.course import course_on, courses
from isodiary.storage.reads.visits import last_visit_before


class ReportSpan(StrEnum):
    """What a report covers. The values are stored in settings."""

    SINCE_VISIT = "since-visit"
    DAYS_14 = "14"
    DAYS_28 = "28"
    DAYS_56 = "56"
    DAYS_90 = "90"
    COURSE = "course"
    OWN = "own"


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnDays:
    """A first and a last day that the patient typed."""

    first: date
    last: date


def asked_days(
    span: ReportSpan, own: OwnDays | None, courses: Sequence[Course], today: date
) -> tuple[date | None, date | None]:
    """Return the first and the last day to summarise; None where `summarise` knows it itself.

    Args:
        span: What was chosen.
        own: The days that were typed, for `Span.OWN`.
        courses: All courses, the first one first.
        today: The diary's day.
    """
    if span is ReportSpan.OWN and own is not None:
        return own.first, own.last
    begun = [course for course in courses if course.start <= today]
    if not begun or span in (ReportSpan.SINCE_VISIT, ReportSpan.OWN):
        return None, None
    course = begun[-1]
    if span is ReportSpan.COURSE:
        return course.diary_start, None
    return today - timedelta(days=int(span) - 1), None


class TrendSpan(Enum):
    """What can be looked at, up to today."""

    COURSE = "the course"
    VISIT = "since the last visit"
    DAYS_30 = 30
    DAYS_90 = 90
    ALL = "all courses"


def period_of(diary: Diary, span: TrendSpan, today: date) -> Period | None:
    """Return the days of a span; None where no course has begun by today.

    No span begins before the first course; all go on to today, also after the last capsule.
    """
    course = course_on(diary, today)
    if course is None:
        return None
    first_of_all = min(each.diary_start for each in courses(diary))
    kept = min(course.diary_start, today)
    if span is TrendSpan.COURSE:
        return Period(first=kept, last=today)
    if span is TrendSpan.VISIT:
        visit = last_visit_before(diary, today)
        return Period(first=max(kept, visit.day + ONE_DAY) if visit else kept, last=today)
    if isinstance(span.value, int):
        first = today - timedelta(days=span.value - 1)
        return Period(first=max(first, first_of_all), last=today)
    return Period(first=first_of_all, last=today)


def spans_of(diary: Diary, today: date) -> tuple[TrendSpan, ...]:
    """Return the spans that differ: since a visit if there was one, all courses if several."""
    course = course_on(diary, today)
    visited = course is not None and last_visit_before(diary, today)
    several = len([each for each in courses(diary) if each.start <= today]) > 1
    left_out = {TrendSpan.VISIT} if not visited else set()
    left_out |= set() if several else {TrendSpan.ALL}
    return tuple(span for span in TrendSpan if span not in left_out)
