"""The machine's clock, and the one a script sets."""

from __future__ import annotations

import os
import time
from datetime import UTC, datetime, timedelta, timezone

import pytest

from isodiary.clock import LocalZone, clock_from, system_clock
from isodiary.domain.errors import Refused

pytestmark = pytest.mark.usefixtures("_berlin")

SUMMER, WINTER = timedelta(hours=2), timedelta(hours=1)


@pytest.fixture
def _berlin(monkeypatch):
    """Let the machine stand in a zone with summer time, told without a list of zones."""
    if not hasattr(time, "tzset"):
        pytest.skip("the zone of a process can be set on Unix only")
    monkeypatch.setenv("TZ", "CET-1CEST,M3.5.0,M10.5.0/3")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def test_the_machines_clock_knows_its_offset():
    assert system_clock().utcoffset() in (SUMMER, WINTER)
    assert abs(system_clock() - datetime.now(UTC)) < timedelta(minutes=1)


@pytest.mark.parametrize("text", [None, ""])
def test_without_the_variable_it_is_the_machines_clock(text):
    environment = {} if text is None else {"ISODIARY_NOW": text}
    assert clock_from(environment) is system_clock


def test_a_script_stops_the_clock():
    clock = clock_from({"ISODIARY_NOW": "2026-11-23T19:04:00+01:00"})
    assert clock() == clock() == datetime(2026, 11, 23, 19, 4, tzinfo=timezone(WINTER))


@pytest.mark.parametrize("text", ["now", "2026-11-23", "2026-11-23T19:04:00", "19:04+01:00"])
def test_a_moment_without_day_or_offset_is_refused(text):
    with pytest.raises(Refused, match="ISODIARY_NOW"):
        clock_from({"ISODIARY_NOW": text})


@pytest.mark.parametrize(("month", "offset"), [(1, WINTER), (7, SUMMER), (11, WINTER)])
def test_each_day_has_its_own_offset(month, offset):
    assert datetime(2026, month, 5, 12, tzinfo=LocalZone()).utcoffset() == offset


@pytest.mark.parametrize(
    ("universal", "wall", "offset"),
    [
        ((2026, 10, 25, 0, 30), "02:30", SUMMER),
        ((2026, 10, 25, 1, 30), "02:30", WINTER),
        ((2026, 3, 29, 0, 59), "01:59", WINTER),
        ((2026, 3, 29, 1, 0), "03:00", SUMMER),
    ],
)
def test_the_nights_on_which_the_clocks_change_lose_no_hour(universal, wall, offset):
    year, month, day, hour, minute = universal
    local = datetime(year, month, day, hour, minute, tzinfo=UTC).astimezone(LocalZone())
    assert (f"{local:%H:%M}", local.utcoffset()) == (wall, offset)


def test_there_and_back_again_is_the_same_moment():
    moment = datetime(2026, 10, 24, 22, tzinfo=UTC)
    for _ in range(60):
        moment += timedelta(minutes=10)
        assert moment.astimezone(LocalZone()).astimezone(UTC) == moment


def test_the_zone_has_a_name_and_tells_no_separate_summer_time():
    local = datetime(2026, 7, 5, 12, tzinfo=LocalZone())
    assert local.tzname() == "CEST"
    assert local.dst() is None
    assert LocalZone().utcoffset(None) is None
    assert LocalZone().tzname(None) is None


def test_the_clock_reads_the_environment_it_is_given_and_no_other(monkeypatch):
    monkeypatch.setitem(os.environ, "ISODIARY_NOW", "2026-11-23T19:04:00+01:00")
    assert clock_from({}) is system_clock
