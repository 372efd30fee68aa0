from __future__ import annotations

from datetime import timedelta

import pytest

from isodiary.domain.day import ONE_DAY
from isodiary.domain.period import Period
from isodiary.domain.record import Visit
from isodiary.services.figures.periods import TrendSpan, period_of, spans_of
from isodiary.storage.opening import open_diary
from tests.services.courses import DAY_AFTER, START, begin, write

TODAY = START + timedelta(days=99)


@pytest.fixture
def diary():
    opened = open_diary(None, now=DAY_AFTER)
    yield opened
    opened.close()


def test_before_a_course_there_is_nothing_to_look_at(diary):
    assert period_of(diary, TrendSpan.COURSE, TODAY) is None


def test_the_course_goes_up_to_today(diary):
    begin(diary)
    assert period_of(diary, TrendSpan.COURSE, TODAY) == Period(first=START, last=TODAY)


def test_the_course_goes_on_to_today_after_its_last_capsule(diary):
    ended = TODAY - timedelta(days=40)
    begin(diary, ended_on=ended)
    assert period_of(diary, TrendSpan.COURSE, TODAY) == Period(first=START, last=TODAY)
    first = TODAY - timedelta(days=29)
    assert period_of(diary, TrendSpan.DAYS_30, TODAY) == Period(first=first, last=TODAY)


def test_since_the_last_visit_begins_on_the_day_after_it(diary):
    begin(diary)
    visit = TODAY - timedelta(days=12)
    write(diary, Visit(day=visit), Visit(day=TODAY + ONE_DAY))
    assert period_of(diary, TrendSpan.VISIT, TODAY) == Period(first=visit + ONE_DAY, last=TODAY)


@pytest.mark.parametrize(("span", "days"), [(TrendSpan.DAYS_30, 30), (TrendSpan.DAYS_90, 90)])
def test_the_last_days_count_today(diary, span, days):
    begin(diary)
    first = TODAY - timedelta(days=days - 1)
    assert period_of(diary, span, TODAY) == Period(first=first, last=TODAY)


def test_no_span_begins_before_the_first_course(diary):
    begin(diary)
    today = START + timedelta(days=3)
    assert period_of(diary, TrendSpan.DAYS_30, today) == Period(first=START, last=today)


def test_spans_that_would_be_the_same_are_not_offered(diary):
    begin(diary, ended_on=START + timedelta(days=20))
    assert spans_of(diary, TODAY) == (TrendSpan.COURSE, TrendSpan.DAYS_30, TrendSpan.DAYS_90)
    begin(diary, start=START + timedelta(days=50))
    write(diary, Visit(day=START + timedelta(days=60)))
    assert spans_of(diary, TODAY) == tuple(TrendSpan)
    assert period_of(diary, TrendSpan.ALL, TODAY) == Period(first=START, last=TODAY)
