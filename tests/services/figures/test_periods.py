from __future__ import annotations

from datetime import timedelta

import pytest

from isodiary.domain.day import ONE_DAY
from isodiary.domain.period import Period
from isodiary.domain.record import Visit
from isodiary.services.figures.periods import (
    REPORT_SPANS,
    TREND_SPANS,
    Span,
    period_of,
    trend_period,
    trend_spans,
)
from tests.scratch import scratch_diary
from tests.services.courses import START, begin, write

TODAY = START + timedelta(days=99)


@pytest.fixture
def diary():
    opened = scratch_diary()
    yield opened
    opened.close()


def test_before_a_course_there_is_nothing_to_look_at(diary):
    assert period_of(diary, Span.COURSE, TODAY) is None


def test_the_course_goes_up_to_today(diary):
    begin(diary)
    assert period_of(diary, Span.COURSE, TODAY) == Period(first=START, last=TODAY)


def test_the_course_goes_on_to_today_after_its_last_capsule(diary):
    ended = TODAY - timedelta(days=40)
    begin(diary, ended_on=ended)
    assert period_of(diary, Span.COURSE, TODAY) == Period(first=START, last=TODAY)
    first = TODAY - timedelta(days=29)
    assert period_of(diary, Span.DAYS_30, TODAY) == Period(first=first, last=TODAY)


def test_since_the_last_visit_begins_on_the_day_after_it(diary):
    begin(diary)
    visit = TODAY - timedelta(days=12)
    write(diary, Visit(day=visit), Visit(day=TODAY + ONE_DAY))
    assert period_of(diary, Span.SINCE_VISIT, TODAY) == Period(first=visit + ONE_DAY, last=TODAY)


@pytest.mark.parametrize(("span", "days"), [(Span.DAYS_30, 30), (Span.DAYS_90, 90)])
def test_the_last_days_count_today(diary, span, days):
    begin(diary)
    first = TODAY - timedelta(days=days - 1)
    assert period_of(diary, span, TODAY) == Period(first=first, last=TODAY)


def test_trends_draw_nothing_before_the_first_course(diary):
    begin(diary)
    today = START + timedelta(days=3)
    assert trend_period(diary, Span.DAYS_30, today) == Period(first=START, last=today)
    assert period_of(diary, Span.DAYS_30, today) == Period(
        first=today - timedelta(days=29), last=today
    )


def test_spans_that_would_be_the_same_are_not_offered(diary):
    begin(diary, ended_on=START + timedelta(days=20))
    assert trend_spans(diary, TODAY) == (Span.COURSE, Span.DAYS_30, Span.DAYS_90)
    begin(diary, start=START + timedelta(days=50))
    write(diary, Visit(day=START + timedelta(days=60)))
    assert trend_spans(diary, TODAY) == TREND_SPANS


@pytest.mark.parametrize(
    ("span", "days"),
    [(Span.DAYS_14, 14), (Span.DAYS_28, 28), (Span.DAYS_56, 56), (Span.DAYS_90, 90)],
)
def test_a_preset_ends_today_also_after_the_last_capsule(diary, span, days):
    begin(diary, ended_on=TODAY - timedelta(days=5))
    assert period_of(diary, span, TODAY) == Period(
        first=TODAY - timedelta(days=days - 1), last=TODAY
    )


def test_a_course_to_come_is_not_meant_yet(diary):
    begin(diary, ended_on=TODAY + timedelta(days=5))
    begin(diary, start=TODAY + timedelta(days=40))
    assert period_of(diary, Span.COURSE, TODAY) == Period(first=START, last=TODAY)


def test_a_visit_of_today_is_not_yet_the_last(diary):
    begin(diary)
    write(diary, Visit(day=TODAY - timedelta(days=28)), Visit(day=TODAY))
    since = period_of(diary, Span.SINCE_VISIT, TODAY)
    assert since == Period(first=TODAY - timedelta(days=27), last=TODAY)


def test_own_days_are_taken_as_typed_and_without_any_it_is_since_the_visit(diary):
    begin(diary)
    own = Period(first=START - ONE_DAY, last=START)
    assert period_of(diary, Span.OWN, TODAY, own) == own
    assert period_of(diary, Span.OWN, TODAY) == period_of(diary, Span.SINCE_VISIT, TODAY)


def test_the_words_kept_in_settings_stay_what_they_were():
    assert [span.value for span in REPORT_SPANS] == [
        *("since-visit", "14", "28", "56", "90", "course", "own")
    ]
