"""The calendar: every dose of the plan and no other, at its time on the wall, and nothing said."""

from __future__ import annotations

import io
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest
from dateutil.rrule import rrulestr
from hypothesis import given, settings

from isodiary.domain.day import wall
from isodiary.domain.lab import PlannedTest
from isodiary.domain.record import Visit
from isodiary.domain.timeline import plan_on
from isodiary.services.exchange.calendar import write
from isodiary.services.exchange.choice import ExportChoice
from isodiary.storage.opening import open_diary
from isodiary.storage.reads.course import phases_of
from tests.clock import EVENING
from tests.services.courses import begin, days, phase
from tests.services.courses import write as record
from tests.storage.entries import TEXTS

TODAY = EVENING.date()
START = date(2026, 11, 2)


@pytest.fixture
def diary():
    with closing(open_diary(None, now=EVENING)) as opened:
        yield opened


def text(diary, now=EVENING, **more):
    out = io.BytesIO()
    count = write(diary, out, ExportChoice(now=now, **more))
    return out.getvalue(), count


def events(diary, now=EVENING, **more):
    content, count = text(diary, now, **more)
    found = list(icalendar.Calendar.from_ical(content).walk("VEVENT"))
    assert len(found) == count
    return found


def moments(found):
    """All beginnings of events that come again, as a calendar works them out."""
    for event in found:
        rule = event["RRULE"].to_ical().decode()
        dates = rrulestr(rule, dtstart=event["DTSTART"].dt)
        but = event.get("EXDATE", [])
        held = {each.dt for one in (but if isinstance(but, list) else [but]) for each in one.dts}
        yield from (each for each in dates if each not in held)


def planned(diary, course, first, last):
    phases = phases_of(diary, course)
    return sorted(
        wall(day, slot.planned)
        for day in days(first, last)
        for slot in plan_on(course, phases, day) or ()
    )


PLANS = [
    "breakfast 08:00 20, dinner 19:00 20",
    "dinner 20",
    "none 01:30 20",
    "every 2 days: dinner 20 / breakfast 10, dinner 20",
    "every 3 days: dinner 20 / - / -",
    "Mon Wed Fri: dinner 20",
    "Mon Sun: none 02:00 20",
]


@pytest.mark.parametrize("plan", PLANS)
def test_the_calendar_has_every_dose_of_the_plan_and_no_other(diary, plan):
    course = begin(diary, plan, start=START, planned_weeks=10)
    last = START + timedelta(weeks=10, days=-1)
    assert sorted(moments(events(diary))) == planned(diary, course, TODAY, last)


def test_phases_pauses_and_a_change_at_noon_are_followed(diary):
    course = begin(diary, "breakfast 20, dinner 20", start=START, planned_weeks=12)
    later = phase(course, 2, TODAY + timedelta(days=9), "breakfast 40, dinner 40")
    record(
        diary,
        replace(later, at=time(12)),
        phase(course, 3, TODAY + timedelta(days=20), until=TODAY + timedelta(days=26)),
        at=EVENING,
    )
    last = START + timedelta(weeks=12, days=-1)
    assert sorted(moments(events(diary))) == planned(diary, course, TODAY, last)


@pytest.mark.parametrize("change", [date(2027, 3, 28), date(2026, 10, 25)])
def test_a_dose_keeps_its_time_on_the_wall_when_the_clocks_change(diary, change):
    zone = ZoneInfo("Europe/Berlin")
    now = datetime.combine(change - timedelta(days=2), time(12), zone)
    begin(diary, "dinner 19:00 20, none 02:30 20", start=change - timedelta(days=9))
    content, _count = text(diary, now)
    found = events(diary, now)
    assert all(event["DTSTART"].dt.tzinfo is None for event in found), "floating"
    assert b"TZID" not in content
    around = [each for each in moments(found) if abs((each.date() - change).days) <= 1]
    assert {each.time() for each in around} == {time(19), time(2, 30)}
    assert len(around) == 6


def test_titles_say_nothing_unless_that_is_asked_for(diary):
    begin(diary, "dinner 20", start=START)
    record(
        diary,
        Visit(day=TODAY + timedelta(days=3), at=time(9, 15), clinician="Dr Ash", place="Skin, 2"),
        PlannedTest(day=TODAY + timedelta(days=2), what="liver; lipids"),
        Visit(day=TODAY - timedelta(days=3), clinician="Dr Past"),
        at=EVENING,
    )
    content, count = text(diary)
    assert count == 3
    for word in ("isotret", "Ash", "Skin", "liver", "20 mg", "dinner", "Past"):
        assert word not in content.decode()
    dose, visit, test = events(diary, titled=True)
    assert str(dose["SUMMARY"]).replace("\xa0", " ") == "20 mg, dinner"
    assert (str(visit["SUMMARY"]), str(visit["LOCATION"])) == ("Visit: Dr Ash", "Skin, 2")
    assert visit["DTSTART"].dt == datetime.combine(TODAY + timedelta(days=3), time(9, 15))
    assert (str(test["SUMMARY"]), test["DTSTART"].dt) == (
        "Blood test liver; lipids",
        TODAY + timedelta(days=2),
    )


def test_each_reminds_and_bears_one_name_for_life(diary):
    begin(diary, "breakfast 20, dinner 20", start=START)
    record(diary, Visit(day=TODAY + timedelta(days=3)), at=EVENING)
    found = events(diary)
    for event in found:
        [alarm] = event.walk("VALARM")
        assert alarm["ACTION"] == "DISPLAY"
        assert alarm["TRIGGER"].dt <= timedelta()
        assert event["DTSTAMP"].dt == EVENING.astimezone(UTC)
    uids = [str(event["UID"]) for event in found]
    assert len(set(uids)) == len(uids) == 3
    assert [str(event["UID"]) for event in events(diary)] == uids


def test_after_the_last_capsule_and_without_a_course_no_dose_is_ahead(diary):
    assert events(diary) == []
    begin(diary, "dinner 20", start=START, ended_on=TODAY - timedelta(days=1))
    assert events(diary) == []


@given(TEXTS.map(lambda words: " ".join(words.split())), TEXTS)
@settings(max_examples=30)
def test_words_of_any_kind_come_through(clinician, place):
    with closing(open_diary(None, now=EVENING)) as diary:
        record(diary, Visit(day=TODAY, clinician=f"x{clinician}", place=place), at=EVENING)
        content, _count = text(diary, titled=True)
        assert all(len(line) <= 75 for line in content.split(b"\r\n"))
        [event] = icalendar.Calendar.from_ical(content).walk("VEVENT")
        assert "".join(str(event["SUMMARY"]).split()) == "".join(f"Visit: x{clinician}".split())
