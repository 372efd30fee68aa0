"""What became of the slots of a day, as its square shows it."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta, timezone

import pytest

from isodiary.domain.course import Course, Phase
from isodiary.domain.day_marks import DayMarks, Mark, marks_of
from isodiary.domain.dose import Dose, Outcome
from isodiary.domain.plan import parse_plan
from isodiary.domain.units import kg, mg

MONDAY = date(2026, 11, 23)
ZONE = timezone(timedelta(hours=1))
COURSE = Course(start=MONDAY, product="Isotroin", reference_weight_g=kg(64))
PHASE = Phase(
    course=COURSE.id,
    number=1,
    start=MONDAY,
    plan=parse_plan("breakfast 08:00 20, dinner 19:00 20"),
)
LONG_AFTER = datetime(2026, 12, 24, 12, tzinfo=ZONE)


def marks(*doses, day=MONDAY, now=LONG_AFTER, phases=(PHASE,), course=COURSE):
    return marks_of(day, course, phases, doses, now)


def dose(slot, outcome, day=MONDAY):
    return Dose(day=day, slot=slot, outcome=outcome, amount_ug=mg(20) if outcome.swallowed else 0)


@pytest.mark.parametrize(
    ("outcome", "mark"),
    [
        (Outcome.TAKEN, Mark.TAKEN),
        (Outcome.PARTIAL, Mark.PARTIAL),
        (Outcome.SKIPPED, Mark.SKIPPED),
        (Outcome.MISSED, Mark.MISSED),
        (Outcome.UNKNOWN, Mark.UNKNOWN),
    ],
)
def test_each_outcome_has_its_mark_in_the_place_of_its_slot(outcome, mark):
    assert marks(dose(2, outcome)).slots == (Mark.NOT_RECORDED, mark)


@pytest.mark.parametrize(
    ("clock", "first"),
    [(time(7), Mark.NOT_YET), (time(11, 59), Mark.NOT_YET), (time(12, 1), Mark.NOT_RECORDED)],
)
def test_open_slot_is_not_recorded_once_it_is_due_and_not_yet_before(clock, first):
    now = datetime.combine(MONDAY, clock, ZONE)
    assert marks(now=now).slots == (first, Mark.NOT_YET)


def test_dose_of_another_day_or_beside_the_plan_marks_nothing():
    extra = Dose(day=MONDAY, slot=None, outcome=Outcome.TAKEN, amount_ug=mg(20))
    other = dose(1, Outcome.TAKEN, MONDAY - timedelta(days=1))
    assert marks(extra, other).slots == (Mark.NOT_RECORDED, Mark.NOT_RECORDED)


def test_day_of_a_pause_has_no_slots_and_says_so():
    pause = Phase(course=COURSE.id, number=2, start=MONDAY, until=MONDAY)
    assert marks(phases=(PHASE, pause)) == DayMarks(MONDAY, (), paused=True)


def test_day_outside_the_course_is_marked_as_that():
    before = MONDAY - timedelta(days=1)
    assert marks(day=before) == DayMarks(before, (), outside=True)
    assert marks(course=None, phases=()) == DayMarks(MONDAY, (), outside=True)
