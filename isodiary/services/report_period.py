"""Which days a report covers, by what the patient chose."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from isodiary.domain.course import Course


class Span(StrEnum):
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
    span: Span, own: OwnDays | None, courses: Sequence[Course], today: date
) -> tuple[date | None, date | None]:
    """Return the first and the last day to summarise; None where `summarise` knows it itself.

    Args:
        span: What was chosen.
        own: The days that were typed, for `Span.OWN`.
        courses: All courses, the first one first.
        today: The diary's day.
    """
    if span is Span.OWN and own is not None:
        return own.first, own.last
    begun = [course for course in courses if course.start <= today]
    if not begun or span in (Span.SINCE_VISIT, Span.OWN):
        return None, None
    course = begun[-1]
    if span is Span.COURSE:
        return course.start, None
    last = today if course.ended_on is None else min(today, course.ended_on)
    return last - timedelta(days=int(span) - 1), None
