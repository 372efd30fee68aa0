"""Courses in a rhythm, begun in the middle and changed at noon, worked out by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from fractions import Fraction

import pytest

from isodiary.domain.change import Act, Change, Edit
from isodiary.domain.course import Course, Opening, Phase
from isodiary.domain.day_entries import DayEntries
from isodiary.domain.dose import Outcome
from isodiary.domain.plan import parse_plan
from isodiary.domain.timeline import phase_on, slots_on
from isodiary.domain.units import kg, mg
from isodiary.services.course import plan as plan_course
from isodiary.services.doses import log as log_dose
from isodiary.services.doses.cumulative import cumulative_of
from isodiary.services.figures.summarise import summarise
from isodiary.storage.reads.course import phases_of
from isodiary.storage.reads.days import read_day
from tests.scratch import scratch_diary
from tests.services.courses import ZONE, begin, days, dose, phase, write

MARCH = date(2026, 3, 2)  # a Monday
WEEKS_24 = MARCH + timedelta(weeks=24) - timedelta(1)
NOON_AFTER = datetime(2026, 8, 17, 12, tzinfo=ZONE)
NOON = datetime.combine(MARCH + timedelta(10), time(12), ZONE)


@pytest.fixture
def diary():
    opened = scratch_diary()
    yield opened
    opened.close()


def of(diary, last, *, first=None, now=NOON_AFTER):
    return summarise(diary, now=now, first=first, last=last, warning_signs={})


def take(diary, first, last, *, missed=(), now=NOON_AFTER):
    """Log every open slot of some days as planned, but for the days missed."""
    for day in days(first, last):
        for slot in read_day(diary, day).open_slots:
            entries = read_day(diary, day)
            if day in missed:
                change = log_dose.leave_out(entries, slot.number, Outcome.MISSED, now=now)
            else:
                change = log_dose.take(entries, slot.number, now=now, taken_at=None)
            diary.apply(change, at=now)


def test_twenty_and_forty_in_turn_for_24_weeks(diary):
    begin(diary, "every 2 days: dinner 20 / dinner 40", start=MARCH)
    take(diary, MARCH, WEEKS_24)
    figures = of(diary, WEEKS_24).dose
    assert figures.planned_ug == mg(30)
    assert figures.planned_mg_per_kg == Fraction(30, 64)
    assert round(float(figures.planned_mg_per_kg), 3) == 0.469
    assert (figures.due, figures.taken, figures.due_days, figures.full_days) == (168,) * 4
    assert figures.cumulative_ug == figures.highest_ug == 84 * mg(60)
    [step] = of(diary, WEEKS_24).steps
    assert (step.days, step.daily_ug, step.adherence) == (168, mg(30), 100)


def test_monday_wednesday_friday(diary):
    begin(diary, "Mon Wed Fri: dinner 20", start=MARCH, target_ug_per_kg=mg(5))  # 320 mg
    two_weeks = MARCH + timedelta(13)
    take(diary, MARCH, two_weeks, missed={MARCH + timedelta(2)})
    write(diary, dose(MARCH + timedelta(3), None, "10"))  # extra, on a Thursday
    summary = of(diary, two_weeks)
    figures = summary.dose
    assert figures.planned_ug == Fraction(mg(60), 7)
    assert (figures.due, figures.taken, figures.missed, figures.extra) == (6, 5, 1, 1)
    assert (figures.not_recorded, figures.due_days, figures.full_days) == (0, 6, 5)
    assert figures.cumulative_ug == mg(110)
    # 210 mg are left: eleven doses from Monday 16 March on, the last on Wednesday 8 April
    assert (figures.days_left, summary.expected_on) == (24, date(2026, 4, 8))


def test_nothing_recorded_in_a_rhythm_is_not_recorded_only_where_something_was_due(diary):
    begin(diary, "every 3 days: dinner 20 / - / -", start=MARCH)
    figures = of(diary, MARCH + timedelta(8)).dose
    assert (figures.due, figures.not_recorded, figures.due_days) == (3, 3, 3)
    assert (figures.lowest_ug, figures.highest_ug) == (0, mg(60))


def test_cycle_counts_on_through_a_pause(diary):
    course = begin(diary, "every 3 days: dinner 20 / - / -", start=MARCH)
    write(diary, phase(course, 2, MARCH + timedelta(3), until=MARCH + timedelta(7)))
    take(diary, MARCH, MARCH + timedelta(12))
    figures = of(diary, MARCH + timedelta(12)).dose
    assert (figures.due, figures.cumulative_ug) == (3, mg(60))  # days 1, 10, 13
    [step] = of(diary, MARCH + timedelta(12)).steps
    assert step.days == 8


def test_phase_entered_ahead_begins_on_its_day(diary):
    course = begin(diary, "dinner 20", start=MARCH, target_ug_per_kg=mg(5))  # 320 mg
    ahead = "every 2 days: dinner 40 / -"
    write(diary, phase(course, 2, MARCH + timedelta(7), ahead))
    take(diary, MARCH, MARCH + timedelta(2))
    summary = of(diary, MARCH + timedelta(2))
    # 260 mg are left: four days of 20 and five doses of 40, on days 8, 10, 12, 14 and 16
    assert summary.expected_on == MARCH + timedelta(15)
    take(diary, MARCH + timedelta(3), MARCH + timedelta(15))
    assert of(diary, MARCH + timedelta(15)).dose.remaining_ug == 0


def test_plan_changed_at_noon(diary):
    course = begin(diary, "breakfast 20, dinner 20", start=MARCH)
    day = NOON.date()
    take(diary, MARCH, day - timedelta(1), now=NOON)
    diary.apply(log_dose.take(read_day(diary, day), 1, now=NOON, taken_at=NOON), at=NOON)
    held = read_day(diary, day).doses
    change = plan_course.new_phase(
        course, phases_of(diary, course), start=day, plan=parse_plan("dinner 40"), doses=held
    )
    diary.apply(change, at=NOON)
    evening = read_day(diary, day)
    assert [(slot.number, slot.amount_ug) for slot in evening.open_slots] == [(2, mg(40))]
    night = datetime.combine(day, time(23, 30), ZONE)
    figures = of(diary, day, first=day, now=night).dose
    assert (figures.due, figures.taken, figures.not_recorded, figures.full_days) == (2, 1, 1, 0)
    assert (figures.taken_ug, figures.scheduled_ug) == (mg(20), mg(60))
    diary.apply(log_dose.take(evening, 2, now=night, taken_at=night), at=night)
    summary = of(diary, day, first=day, now=night)
    assert (summary.dose.taken, summary.dose.full_days) == (2, 1)
    assert [(step.daily_ug, step.days) for step in summary.steps] == [(mg(40), 11)]


def test_plan_changed_after_a_dose_leaves_that_it_was_the_whole_one(diary):
    course = begin(diary, "breakfast 20, dinner 20", start=MARCH)
    take(diary, MARCH, MARCH)
    held = read_day(diary, MARCH).doses
    change = plan_course.new_phase(
        course,
        phases_of(diary, course),
        start=MARCH,
        plan=parse_plan("breakfast 30, dinner 30"),
        doses=held,
    )
    diary.apply(change, at=NOON)
    figures = of(diary, MARCH).dose
    assert (figures.adherence, figures.adherence_by_mg, figures.full_days) == (100, 100, 1)


MIDDLE = Course(
    start=MARCH - timedelta(89),
    product="Iso",
    reference_weight_g=kg(64),
    kept_from=MARCH,
    target_ug_per_kg=mg(120),
)


@pytest.mark.parametrize(
    ("opening", "before", "amount", "band"),
    [
        (Opening.MG, mg(3_500), mg(3_540), (mg(3_540), mg(3_580))),
        (Opening.PLANNED, 0, mg(3_600), (mg(3_600), mg(3_640))),
        (Opening.UNKNOWN, 0, None, (mg(40), mg(3_640))),
    ],
)
def test_course_begun_in_the_middle(diary, opening, before, amount, band):
    kept_on_day_2 = MARCH + timedelta(1)
    begun = replace(MIDDLE, opening=opening, opening_ug=before)
    first = Phase(
        course=begun.id, number=1, start=MARCH, plan=parse_plan("breakfast 20, dinner 20")
    )
    write(diary, begun, first)
    take(diary, MARCH, MARCH)
    summary = of(diary, kept_on_day_2)
    figures = summary.dose
    assert (figures.due, figures.taken, figures.not_recorded) == (4, 2, 2)
    assert figures.cumulative_ug == amount
    assert (figures.lowest_ug, figures.highest_ug) == band
    assert (summary.period.first, summary.course_day) == (MARCH, 91)
    known = amount is not None
    assert (figures.remaining_ug is not None, summary.expected_on is not None) == (known, known)
    held = cumulative_of(diary, kept_on_day_2, now=NOON_AFTER)
    assert (held.end.lowest_ug, held.end.highest_ug) == band
    assert held.on(MARCH - timedelta(1)) is None


def test_started_in_the_evening_the_morning_is_not_owed(diary):
    begin(diary, "breakfast 20, dinner 20", start=MARCH, kept_from=MARCH, kept_at=time(19))
    figures = of(diary, MARCH).dose
    assert (figures.due, figures.not_recorded, figures.highest_ug) == (1, 1, mg(20))


def test_day_without_a_dose_has_nothing_due(diary):
    begin(diary, "Mon Wed Fri: dinner 20", start=MARCH)
    entries = read_day(diary, MARCH + timedelta(1))
    assert (entries.plan, entries.paused) == ((), False)
    assert isinstance(entries, DayEntries)


def test_change_of_the_plan_leaves_the_days_before(diary):
    course = begin(diary, "dinner 20", start=MARCH)
    take(diary, MARCH, MARCH + timedelta(3))
    before = of(diary, MARCH + timedelta(3)).dose
    write(diary, phase(course, 2, MARCH + timedelta(4), "every 2 days: dinner 60 / -"))
    assert of(diary, MARCH + timedelta(3)).dose == before
    phases = phases_of(diary, course)
    assert phase_on(phases, MARCH + timedelta(4)).number == 2
    assert slots_on(course, phases, MARCH + timedelta(5), ()) == ()


def test_undone_change_of_a_plan_gives_the_old_one_back(diary):
    course = begin(diary, "dinner 20", start=MARCH)
    later = phase(course, 2, MARCH + timedelta(4), "dinner 60")
    change = Change(act=Act.NEW_PHASE, edits=(Edit(after=later),))
    diary.apply(change, at=NOON_AFTER)
    diary.apply(change.inverse(), at=NOON_AFTER)
    assert [slot.amount_ug for slot in read_day(diary, MARCH + timedelta(4)).plan] == [mg(20)]
