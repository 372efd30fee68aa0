"""The diary's day turns at four, whatever the clocks do."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from isodiary.domain.day import ONE_DAY, add_months, days_between, diary_day, fixed, moment, wall

SUNDAY, MONDAY, TUESDAY = (date(2026, 11, day) for day in (22, 23, 24))

# Apia turns back at 04:00, the very minute the day turns, and left out 30 December 2011.
ZONES = st.sampled_from(["Europe/Warsaw", "America/New_York", "Pacific/Apia"]).map(ZoneInfo)
INSTANTS = st.timedeltas(timedelta(0), timedelta(days=12 * 365)).map(
    lambda later: datetime(2009, 1, 1, tzinfo=UTC) + later
)
DAYS = st.dates(date(1970, 1, 1), date(2100, 12, 31))


@pytest.mark.parametrize(
    ("clock", "day"),
    [
        ("2026-11-23T04:00", MONDAY),
        ("2026-11-23T20:00", MONDAY),
        ("2026-11-23T23:59", MONDAY),
        ("2026-11-24T00:00", MONDAY),
        ("2026-11-24T03:59:59.999999", MONDAY),
        ("2026-11-24T04:00", TUESDAY),
    ],
)
def test_day_turns_at_four_in_the_morning(clock, day):
    assert diary_day(datetime.fromisoformat(clock)) == day


@pytest.mark.parametrize("clock", ["00:10", "02:59", "03:00", "03:59"])
def test_peer_dosage_78_a_dose_confirmed_after_midnight_is_last_evenings(clock):
    assert diary_day(datetime.combine(MONDAY, time.fromisoformat(clock))) == SUNDAY


def test_peer_dosage_78_at_four_the_new_day_begins():
    assert diary_day(datetime.combine(MONDAY, time(4))) == MONDAY


@given(DAYS, st.times())
def test_each_wall_time_of_a_day_belongs_to_that_day_only(day, at):
    assert diary_day(wall(day, at)) == day


@given(ZONES, INSTANTS, st.timedeltas(timedelta(0), timedelta(days=2)))
@example(ZoneInfo("Pacific/Apia"), datetime(2012, 3, 31, 13, 59, tzinfo=UTC), timedelta(hours=1))
@example(ZoneInfo("Europe/Warsaw"), datetime(2020, 10, 25, 0, 30, tzinfo=UTC), timedelta(hours=1))
def test_day_never_goes_back_while_time_goes_on(zone, instant, later):
    before, after = instant.astimezone(zone), (instant + later).astimezone(zone)
    assert diary_day(before) <= diary_day(after)


@pytest.mark.parametrize(
    ("zone", "day", "at", "now", "offset_hours"),
    [
        ("Europe/Warsaw", "2026-03-28", "19:00", "2026-03-29T19:00", 1),
        ("Europe/Warsaw", "2026-03-29", "19:00", "2026-03-28T19:00", 2),
        ("Europe/Warsaw", "2026-10-24", "19:00", "2026-10-25T19:00", 2),
        ("Europe/Warsaw", "2026-10-25", "19:00", "2026-10-24T19:00", 1),
        ("America/New_York", "2026-03-07", "19:00", "2026-03-08T19:00", -5),
        ("America/New_York", "2026-03-08", "19:00", "2026-03-07T19:00", -4),
        ("America/New_York", "2026-10-31", "19:00", "2026-11-01T19:00", -4),
        ("America/New_York", "2026-11-01", "19:00", "2026-10-31T19:00", -5),
    ],
)
def test_peer_homemedkit_134_evening_stays_at_seven_on_both_sides_of_a_clock_change(
    zone, day, at, now, offset_hours
):
    local_now = datetime.fromisoformat(now).replace(tzinfo=ZoneInfo(zone))
    evening = moment(date.fromisoformat(day), time.fromisoformat(at), local_now)
    assert evening.time() == time(19)
    assert evening.utcoffset() == timedelta(hours=offset_hours)


def test_time_after_midnight_is_a_moment_of_the_night_that_follows():
    now = datetime(2026, 11, 24, 9, tzinfo=timezone(timedelta(hours=1)))
    assert moment(MONDAY, time(0, 40), now).isoformat() == "2026-11-24T00:40:00+01:00"


@given(ZONES, INSTANTS)
@example(ZoneInfo("Europe/Warsaw"), datetime(2020, 10, 25, 0, 30, tzinfo=UTC))
@example(ZoneInfo("Europe/Warsaw"), datetime(2020, 10, 25, 1, 30, tzinfo=UTC))
def test_fixed_moment_is_the_same_instant_and_equals_itself_read_back(zone, instant):
    kept = fixed(instant.astimezone(zone))
    assert kept == instant
    assert datetime.fromisoformat(kept.isoformat()) == kept


def test_moment_without_offset_is_refused():
    with pytest.raises(ValueError, match="offset"):
        fixed(datetime.combine(MONDAY, time(19)))


@given(DAYS, st.integers(-400, 400))
def test_days_are_counted_with_both_ends(first, further):
    assert days_between(first, first + further * ONE_DAY) == max(0, further + 1)


@pytest.mark.parametrize(
    ("last_dose", "month", "thirty_days", "five_weeks", "six_months"),
    [
        ("2026-07-11", "2026-08-11", "2026-08-10", "2026-08-15", "2027-01-11"),
        ("2026-08-31", "2026-09-30", "2026-09-30", "2026-10-05", "2027-02-28"),
        ("2028-01-31", "2028-02-29", "2028-03-01", "2028-03-06", "2028-07-31"),
    ],
)
def test_months_end_with_the_month_and_days_are_counted(
    last_dose, month, thirty_days, five_weeks, six_months
):
    day = date.fromisoformat(last_dose)
    reckoned = [add_months(day, 1), day + 30 * ONE_DAY, day + 35 * ONE_DAY, add_months(day, 6)]
    expected = [month, thirty_days, five_weeks, six_months]
    assert reckoned == [date.fromisoformat(text) for text in expected]


@pytest.mark.parametrize(
    ("first", "days", "last"),
    [
        ("2026-01-05", 112, "2026-04-26"),
        ("2026-01-05", 140, "2026-05-24"),
        ("2026-01-05", 168, "2026-06-21"),
        ("2026-03-02", 15, "2026-03-16"),
        ("2026-03-02", 30, "2026-03-31"),
    ],
)
def test_first_and_last_day_are_both_days_of_a_course_or_a_supply(first, days, last):
    assert days_between(date.fromisoformat(first), date.fromisoformat(last)) == days


@pytest.mark.parametrize(
    ("day", "days", "later"),
    [("2026-02-09", 180, "2026-08-08"), ("2026-07-11", 56, "2026-09-05")],
)
def test_days_after_a_day_do_not_count_that_day(day, days, later):
    assert date.fromisoformat(day) + days * ONE_DAY == date.fromisoformat(later)


@given(DAYS, st.integers(-600, 600))
def test_months_move_the_month_by_exactly_that_many(day, months):
    moved = add_months(day, months)
    assert (moved.year - day.year) * 12 + moved.month - day.month == months
    assert moved.day == day.day or (moved.day < day.day and (moved + ONE_DAY).day == 1)
