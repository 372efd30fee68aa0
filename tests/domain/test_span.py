"""Spans after a day as labels name them (clinical.md 9.4)."""

from __future__ import annotations

from datetime import date

import pytest

from isodiary.domain.span import Wait, WaitUnit, in_days, months, parse_span

LAST_CAPSULES = (date(2026, 7, 11), date(2026, 8, 31), date(2028, 1, 31))


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("1 month", ("2026-08-11", "2026-09-30", "2028-02-29")),  # D2
        ("30 days", ("2026-08-10", "2026-09-30", "2028-03-01")),  # D3
        ("5 weeks", ("2026-08-15", "2026-10-05", "2028-03-06")),  # D4
        ("6 months", ("2027-01-11", "2027-02-28", "2028-07-31")),  # D5
    ],
)
def test_a_span_is_over_on_the_day_that_labels_mean(text, days):
    span = parse_span(text)
    assert tuple(span.after(day).isoformat() for day in LAST_CAPSULES) == days


def test_eight_weeks_are_fifty_six_days():
    assert parse_span("8 weeks").after(date(2026, 7, 11)) == date(2026, 9, 5)  # D12


def test_spans_are_made_of_months_and_days_too():
    assert months(6) == parse_span("6 months")
    assert in_days(30) == parse_span("30 days")


@pytest.mark.parametrize("text", ["", "month", "1", "one month", "-1 month", "2 years", "0 days"])
def test_what_is_no_span_is_refused(text):
    with pytest.raises(ValueError, match=r"."):
        parse_span(text)


def test_a_span_of_nothing_is_none():
    with pytest.raises(ValueError, match="at least 1"):
        Wait(count=0, unit=WaitUnit.DAY)
