"""The spans of days that Trends and the report offer, and the days that each of them means.

Every span goes up to today, also after the last capsule: what is noted then is of the course too.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from enum import StrEnum

from isodiary.domain.course import Course
from isodiary.domain.day import ONE_DAY
from isodiary.domain.period import Period
from isodiary.storage.diary import Diary
from isodiary.storage.reads.course import course_on, courses
from isodiary.storage.reads.visits import last_visit_before


class Span(StrEnum):
    """What can be covered. The values are stored in settings."""

    SINCE_VISIT = "since-visit"
    DAYS_14 = "14"
    DAYS_28 = "28"
    DAYS_30 = "30"
    DAYS_56 = "56"
    DAYS_90 = "90"
    COURSE = "course"
    OWN = "own"

    @property
    def day_count(self) -> int | None:
        """How many days it has; None where that depends on the diary."""
        return int(self.value) if self.value.isdigit() else None


REPORT_SPANS = (
    *(Span.SINCE_VISIT, Span.DAYS_14, Span.DAYS_28, Span.DAYS_56, Span.DAYS_90),
    *(Span.COURSE, Span.OWN),
)
"""Those that a report can cover."""
TREND_SPANS = (Span.COURSE, Span.SINCE_VISIT, Span.DAYS_30, Span.DAYS_90)
"""Those that Trends can show."""


def period_of(diary: Diary, span: Span, today: date, own: Period | None = None) -> Period | None:
    """Return the days of a span; None where no course had begun by today.

    Args:
        diary: Its courses and visits.
        span: What was chosen.
        today: The diary's day.
        own: The days that were typed, for `Span.OWN`; without them it is since the last visit.
    """
    if span is Span.OWN and own is not None:
        return own
    course = course_on(diary, today)
    if course is None:
        return None
    if span is Span.COURSE:
        return Period(first=min(course.diary_start, today), last=today)
    if span in (Span.SINCE_VISIT, Span.OWN):
        visit = last_visit_before(diary, today)
        seen = visit.day + ONE_DAY if visit else course.diary_start
        return Period(first=max(course.diary_start, seen), last=today)
    assert span.day_count is not None
    return Period(first=today - timedelta(days=span.day_count - 1), last=today)


def period_before(diary: Diary, course: Course, period: Period) -> Period:
    """Return the days that a period is held against, directly before it.

    Of the time since the last visit they are those between the two visits before, from the diary
    start on; else, and where there were no two visits, as many as the period has.
    """
    visit = last_visit_before(diary, period.last)
    if visit is not None and period.first == visit.day + ONE_DAY:
        earlier = last_visit_before(diary, visit.day)
        first = earlier and max(course.diary_start, earlier.day + ONE_DAY)
        if first and first <= visit.day:
            return Period(first=first, last=visit.day)
    return period.before()


def trend_period(diary: Diary, span: Span, today: date) -> Period | None:
    """Return the days of a span that Trends draws: none before the diary of any course is kept."""
    period = period_of(diary, span, today)
    if period is None:
        return None
    return replace(period, first=max(period.first, _first_of_all(diary)))


def trend_spans(diary: Diary, today: date) -> tuple[Span, ...]:
    """Return the spans for Trends: since a visit only if there was one."""
    visited = course_on(diary, today) is not None and last_visit_before(diary, today)
    left_out = {Span.SINCE_VISIT} if not visited else set()
    return tuple(span for span in TREND_SPANS if span not in left_out)


def _first_of_all(diary: Diary) -> date:
    return min(each.diary_start for each in courses(diary))
