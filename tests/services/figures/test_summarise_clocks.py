"""Nights on which the clocks change, and a day that never was: the wall decides."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from isodiary.services.figures.summarise import summarise
from tests.scratch import scratch_diary
from tests.services.courses import begin, dose, write

CHANGES = [
    ("Europe/Warsaw", date(2026, 3, 29)),
    ("Europe/Warsaw", date(2026, 10, 25)),
    ("America/New_York", date(2026, 3, 8)),
    ("America/New_York", date(2026, 11, 1)),
    ("Pacific/Apia", date(2020, 9, 27)),
    ("Pacific/Apia", date(2021, 4, 4)),
    ("Pacific/Apia", date(2011, 12, 31)),
]
ONE_MINUTE = timedelta(minutes=1)


@pytest.fixture(params=CHANGES, ids=lambda change: f"{change[0]} {change[1]}")
def night(request):
    """A diary whose second day ends with the night of the change; its zone and that morning."""
    zone, morning = request.param
    diary = scratch_diary()
    begin(diary, "breakfast 08:00 20, dinner 23:30 10", start=morning - timedelta(days=2))
    yield diary, ZoneInfo(zone), morning
    diary.close()


def due(diary, now):
    figures = summarise(diary, now=now, warning_signs={}).dose
    return figures.due, figures.due_days


def test_a_late_dose_comes_due_by_the_clock_on_the_wall(night):
    diary, zone, morning = night
    at = datetime.combine(morning, time(3, 30), zone)
    assert due(diary, at - ONE_MINUTE) == (3, 2)
    assert due(diary, at) == (4, 2)


def test_every_day_around_the_night_has_its_two_doses(night):
    diary, zone, morning = night
    noon = datetime.combine(morning + timedelta(days=2), time(12), zone)
    assert due(diary, noon) == (9, 5)


def test_what_is_noted_before_four_that_night_was_noted_the_same_day(night):
    diary, zone, morning = night
    evening = morning - timedelta(days=1)
    write(diary, dose(evening, 1), at=datetime.combine(morning, time(3, 59), zone))
    write(diary, dose(evening, 2), at=datetime.combine(morning, time(4), zone))
    summary = summarise(
        diary, now=datetime.combine(morning, time(12), zone), last=evening, warning_signs={}
    )
    assert (summary.reliability.entries, summary.reliability.same_day) == (2, 1)
