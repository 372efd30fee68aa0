"""The days of a report: what a preset means with, without and after a course."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from isodiary.domain.course import Course
from isodiary.domain.units import kg
from isodiary.services.figures.periods import OwnDays, ReportSpan, asked_days

TODAY = date(2026, 11, 23)


def course(start, ended_on=None):
    return Course(
        start=start,
        product="Isotretinoin 20 mg",
        planned_weeks=24,
        reference_weight_g=kg(64),
        ended_on=ended_on,
    )


RUNNING = [course(date(2026, 1, 1), date(2026, 5, 1)), course(date(2026, 9, 1))]


@pytest.mark.parametrize(
    ("span", "first"),
    [
        (ReportSpan.DAYS_14, date(2026, 11, 10)),
        (ReportSpan.DAYS_28, date(2026, 10, 27)),
        (ReportSpan.DAYS_56, date(2026, 9, 29)),
        (ReportSpan.DAYS_90, date(2026, 8, 26)),
        (ReportSpan.COURSE, date(2026, 9, 1)),
    ],
)
def test_a_preset_ends_today(span, first):
    assert asked_days(span, None, RUNNING, TODAY) == (first, None)


def test_since_the_last_visit_is_left_to_the_summary():
    assert asked_days(ReportSpan.SINCE_VISIT, None, RUNNING, TODAY) == (None, None)


def test_after_a_course_the_last_days_up_to_today_are_meant():
    ended = [course(date(2026, 1, 1), date(2026, 5, 1))]
    assert asked_days(ReportSpan.DAYS_14, None, ended, TODAY) == (TODAY - timedelta(days=13), None)


def test_a_course_to_come_is_not_meant_yet():
    planned = [*RUNNING, course(date(2027, 1, 1))]
    assert asked_days(ReportSpan.COURSE, None, planned, TODAY)[0] == date(2026, 9, 1)


def test_without_a_course_nothing_is_asked():
    assert asked_days(ReportSpan.DAYS_28, None, [], TODAY) == (None, None)


def test_own_days_are_taken_as_typed_and_without_any_it_is_since_the_visit():
    own = OwnDays(first=date(2026, 10, 1), last=date(2026, 10, 9))
    assert asked_days(ReportSpan.OWN, own, RUNNING, TODAY) == (own.first, own.last)
    assert asked_days(ReportSpan.OWN, None, RUNNING, TODAY) == (None, None)
