"""Entries of any age are corrected without losing what was not touched."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta, timezone

import pytest

from isodiary.domain.course import Course
from isodiary.domain.day_entries import DayEntries
from isodiary.domain.dose import Dose, Outcome, Reason
from isodiary.domain.errors import AlreadyLogged, Refused
from isodiary.domain.meal import Meal
from isodiary.domain.plan import parse_plan
from isodiary.domain.record import Weight
from isodiary.domain.units import kg, mg
from isodiary.services.doses.log import AskedDose, dose_moment, write_dose
from isodiary.services.weights import write_weight
from tests.clock import EVENING

TODAY = date(2026, 11, 23)
COURSE = Course(start=TODAY - timedelta(days=30), product="Iso", reference_weight_g=kg(64))
PLAN = parse_plan("breakfast 20+20, dinner 20").days[0]
AT = datetime(2026, 11, 23, 8, 12, 41, tzinfo=timezone(timedelta(hours=5)))
TAKEN = Dose(
    day=TODAY,
    slot=1,
    outcome=Outcome.TAKEN,
    capsules=(mg(20), mg(20)),
    amount_ug=mg(40),
    meal=Meal.BREAKFAST,
    taken_at=AT,
)


def day(of=TODAY, **held):
    return DayEntries(day=of, course=COURSE, phase="p", plan=PLAN, **held)


def asked(**fields):
    return AskedDose(**{"slot": 1, "outcome": Outcome.TAKEN, "amount_ug": mg(40), **fields})


def write(before, entries, **fields):
    change = write_dose(before, entries, asked(**fields), now=EVENING)
    return change and change.edits[0].after


def test_a_dose_of_which_no_amount_is_said_is_none_of_a_little():
    wanted = AskedDose(slot=1, outcome=Outcome.TAKEN)
    with pytest.raises(Refused, match="above 0"):
        write_dose(None, day(), wanted, now=EVENING)
    skipped = write_dose(None, day(), replace(wanted, outcome=Outcome.SKIPPED), now=EVENING)
    assert skipped.edits[0].after.amount_ug == 0


def test_a_new_dose_keeps_that_its_meal_was_not_noted():
    assert write(None, day()).meal is None


def test_less_than_planned_becomes_a_part_and_all_of_it_the_whole():
    part = write(TAKEN, day(doses=(TAKEN,)), amount_ug=mg(20))
    assert part.outcome is Outcome.PARTIAL
    assert part.id == TAKEN.id
    assert write(part, day(doses=(part,))).outcome is Outcome.TAKEN


EXTRA = Dose(day=TODAY, slot=None, outcome=Outcome.TAKEN, amount_ug=mg(10))


def test_an_extra_dose_is_corrected():
    more = write(EXTRA, day(doses=(EXTRA,)), slot=None, amount_ug=mg(20))
    assert (more.slot, more.amount_ug, more.id) == (None, mg(20), EXTRA.id)


def test_a_dose_of_a_slot_turns_into_an_extra_one_and_back():
    planned = write(None, day())
    extra = write(planned, day(doses=(planned,)), slot=None, amount_ug=mg(20))
    assert (extra.slot, extra.outcome, extra.planned_ug) == (None, Outcome.TAKEN, 0)
    back = write(extra, day(doses=(extra,)), amount_ug=mg(20))
    assert (back.slot, back.outcome, back.planned_ug) == (1, Outcome.PARTIAL, mg(40))


def test_an_extra_dose_that_was_not_taken_is_refused_in_words():
    with pytest.raises(Refused, match="Delete it"):
        write(EXTRA, day(doses=(EXTRA,)), slot=None, outcome=Outcome.SKIPPED, amount_ug=0)


def test_a_corrected_dose_stays_the_dose_it_was_though_the_plan_is_another():
    before = write(None, day())
    slot = parse_plan("breakfast 10").days[0]
    entries = DayEntries(day=TODAY, course=COURSE, phase="q", plan=slot, doses=(before,))
    after = write(before, entries, amount_ug=mg(20))
    assert (after.planned_ug, after.phase) == (mg(40), "p")


def test_a_dose_that_turns_out_skipped_loses_amount_and_time():
    after = write(TAKEN, day(), outcome=Outcome.SKIPPED, reason=Reason.UNWELL)
    assert (after.amount_ug, after.taken_at, after.reason) == (0, None, Reason.UNWELL)


def test_a_dose_moves_to_another_day_but_not_onto_another_dose():
    yesterday = TODAY - timedelta(days=1)
    assert write(TAKEN, day(yesterday)).day == yesterday
    there = Dose(day=yesterday, slot=1, outcome=Outcome.MISSED)
    with pytest.raises(AlreadyLogged):
        write(TAKEN, day(yesterday, doses=(there,)))


def test_a_dose_moves_to_no_day_to_come_and_to_none_outside_the_course():
    with pytest.raises(Refused):
        write(TAKEN, day(TODAY + timedelta(days=1)))
    with pytest.raises(Refused):
        write(TAKEN, DayEntries(day=TODAY - timedelta(days=90)))


def test_a_dose_whose_plan_is_gone_can_still_be_corrected_in_its_place():
    third = Dose(day=TODAY, slot=3, outcome=Outcome.TAKEN, amount_ug=mg(10))
    assert write(third, day(doses=(third,)), slot=3, note="late").note == "late"
    with pytest.raises(Refused):
        write(third, day(TODAY - timedelta(days=1)), slot=3)


def test_the_future_can_be_skipped():
    after = write(None, day(TODAY + timedelta(days=1)), outcome=Outcome.SKIPPED, amount_ug=0)
    assert after.outcome is Outcome.SKIPPED


def test_a_time_that_was_not_touched_keeps_its_seconds_and_offset():
    assert dose_moment(TAKEN, TODAY, time(8, 12), EVENING) == AT
    moved = dose_moment(TAKEN, TODAY - timedelta(days=1), time(8, 12), EVENING)
    assert moved == AT - timedelta(days=1)


def test_a_time_that_was_touched_is_in_the_zone_it_was_in():
    found = dose_moment(TAKEN, TODAY, time(9, 30), EVENING)
    assert found == datetime(2026, 11, 23, 9, 30, tzinfo=timezone(timedelta(hours=5)))
    new = dose_moment(None, TODAY, time(9, 30), EVENING)
    assert new == datetime(2026, 11, 23, 9, 30, tzinfo=EVENING.tzinfo)
    assert dose_moment(TAKEN, TODAY, None, EVENING) is None


def weigh(before, entries, grams):
    change = write_weight(before, entries, grams, now=EVENING)
    assert change is not None
    return change.edits[0].after


def test_a_weight_is_noted_amended_and_moved():
    weight = Weight(day=TODAY, grams=kg(64))
    lighter = weigh(weight, day(weight=weight), kg(63))
    assert lighter == Weight(day=TODAY, grams=kg(63), id=weight.id)
    yesterday = day(TODAY - timedelta(days=1))
    moved = weigh(weight, yesterday, kg(64))
    assert (moved.day, moved.id) == (yesterday.day, weight.id)


def test_a_weight_is_not_moved_onto_another_nor_into_the_future():
    weight = Weight(day=TODAY, grams=kg(64))
    other = Weight(day=TODAY - timedelta(days=1), grams=kg(65))
    with pytest.raises(AlreadyLogged):
        write_weight(weight, day(other.day, weight=other), kg(64), now=EVENING)
    with pytest.raises(Refused):
        write_weight(None, day(TODAY + timedelta(days=1)), kg(64), now=EVENING)
