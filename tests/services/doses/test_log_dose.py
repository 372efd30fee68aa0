"""Logging a dose is a change or a refusal; nothing is ever logged twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, timedelta, timezone
from functools import partial

import pytest

from isodiary.domain.change import Act
from isodiary.domain.course import Course
from isodiary.domain.day_entries import DayEntries
from isodiary.domain.dose import Dose, Outcome, Reason
from isodiary.domain.errors import AlreadyLogged, NothingThere, Refused
from isodiary.domain.meal import Fat, Meal
from isodiary.domain.plan import parse_plan
from isodiary.domain.units import kg, mg
from isodiary.services.doses import log as log_dose
from isodiary.services.words.days import clock_time

NOW = datetime(2026, 11, 23, 19, 4, tzinfo=timezone(timedelta(hours=1)))
DAY = NOW.date()
COURSE = Course(start=DAY, product="Isotroin", reference_weight_g=kg(64))
PLAN = parse_plan("breakfast 08:00 20+10, dinner 19:00 20").days[0]
FIRST = Dose(day=DAY, slot=1, outcome=Outcome.TAKEN, amount_ug=mg(30), capsules=(mg(20), mg(10)))


def day(*doses, plan=PLAN, course=COURSE, on=DAY):
    return DayEntries(day=on, course=course, phase="p", plan=plan, doses=doses)


def logged(change):
    [edit] = change.edits
    assert edit.before is None
    return edit.after


def test_slot_is_taken_as_planned_unless_said_otherwise():
    change = log_dose.take(day(), 1, now=NOW, taken_at=NOW)
    dose = logged(change)
    assert change.act is Act.LOG_DOSE
    assert (dose.outcome, dose.amount_ug, dose.meal) == (Outcome.TAKEN, mg(30), Meal.BREAKFAST)
    assert (dose.capsules, dose.taken_at) == ((mg(20), mg(10)), NOW)


def test_dose_carries_what_was_planned_for_it():
    made = log_dose.take(day(), 1, now=NOW, taken_at=NOW, amount_ug=mg(10), meal=Meal.LUNCH)
    left = log_dose.leave_out(day(), 1, Outcome.SKIPPED, now=NOW)
    for dose in (logged(made), logged(left)):
        assert (dose.planned_capsules, dose.planned_ug) == ((mg(20), mg(10)), mg(30))
        assert (dose.planned_meal, dose.planned_at) == (Meal.BREAKFAST, time(8))
        assert dose.phase == "p"
    extra = logged(log_dose.take_extra(day(), now=NOW, amount_ug=mg(10), taken_at=NOW))
    assert (extra.planned_ug, extra.phase) == (0, "")


def test_dose_before_the_diary_start_is_refused():
    course = replace(COURSE, start=DAY - timedelta(9), kept_from=DAY)
    with pytest.raises(Refused, match="begins later"):
        log_dose.take_extra(
            day(plan=(), course=course, on=DAY - timedelta(1)),
            now=NOW,
            amount_ug=mg(20),
            taken_at=None,
        )


def test_day_without_a_dose_says_so():
    with pytest.raises(NothingThere, match="No dose is planned"):
        log_dose.take(day(plan=()), 1, now=NOW, taken_at=NOW)


def test_less_than_planned_is_a_part_and_says_of_which_capsules():
    dose = logged(log_dose.take(day(), 1, now=NOW, taken_at=None, amount_ug=mg(10)))
    assert (dose.outcome, dose.capsules, dose.taken_at) == (Outcome.PARTIAL, (mg(10),), None)


def test_what_was_said_is_kept():
    made = partial(log_dose.take, day(), 2, now=NOW, taken_at=NOW)
    dose = logged(made(meal=Meal.SNACK, fat=Fat.RICH, note="late"))
    assert (dose.meal, dose.fat, dose.note) == (Meal.SNACK, Fat.RICH, "late")


def test_second_press_never_logs_twice():
    with pytest.raises(AlreadyLogged):
        log_dose.take(day(FIRST), 1, now=NOW, taken_at=NOW)
    with pytest.raises(AlreadyLogged):
        log_dose.leave_out(day(FIRST), 1, Outcome.MISSED, now=NOW)


@pytest.mark.parametrize("amount", [0, -mg(1), mg(1_001)])
def test_amount_that_no_one_swallows_is_refused(amount):
    with pytest.raises(Refused):
        log_dose.take(day(), 1, now=NOW, taken_at=NOW, amount_ug=amount)


def test_nothing_can_have_been_taken_on_a_day_to_come():
    tomorrow = day(on=DAY + timedelta(days=1))
    with pytest.raises(Refused):
        log_dose.take(tomorrow, 1, now=NOW, taken_at=NOW)
    with pytest.raises(Refused):
        log_dose.take_extra(tomorrow, now=NOW, amount_ug=mg(20), taken_at=NOW)
    with pytest.raises(Refused):
        log_dose.leave_out(tomorrow, 1, Outcome.MISSED, now=NOW)


def test_dose_to_come_can_be_skipped_ahead():
    tomorrow = day(on=DAY + timedelta(days=1))
    change = log_dose.leave_out(tomorrow, 1, Outcome.SKIPPED, now=NOW, reason=Reason.BLOOD_TEST)
    assert logged(change).reason is Reason.BLOOD_TEST
    assert logged(change).amount_ug == 0


def test_slot_that_the_plan_has_not_is_refused_with_a_way_out():
    with pytest.raises(Refused, match="extra"):
        log_dose.take(day(), 3, now=NOW, taken_at=NOW)


@pytest.mark.parametrize(("course", "plan"), [(None, None), (COURSE, ())])
def test_without_a_course_and_in_a_pause_there_is_nothing_to_log(course, plan):
    with pytest.raises(NothingThere):
        log_dose.take(day(course=course, plan=plan), 1, now=NOW, taken_at=NOW)
    with pytest.raises(NothingThere):
        log_dose.due_slot(day(course=course, plan=plan), NOW)


def test_extra_dose_is_logged_in_a_pause_but_not_outside_a_course():
    extra = log_dose.take_extra(day(plan=()), now=NOW, amount_ug=mg(20), taken_at=NOW)
    assert logged(extra).slot is None
    with pytest.raises(Refused):
        log_dose.take_extra(day(course=None, plan=None), now=NOW, amount_ug=mg(20), taken_at=NOW)


def test_amending_to_the_same_changes_nothing():
    assert log_dose.amend(FIRST, FIRST) is None
    after = replace(FIRST, note="with milk")
    amended = log_dose.amend(FIRST, after)
    assert amended is not None
    [edit] = amended.edits
    assert (edit.before, edit.after) == (FIRST, after)
    [edit] = log_dose.remove(FIRST).edits
    assert (edit.before, edit.after) == (FIRST, None)


@pytest.mark.parametrize(
    ("clock", "number"), [(time(6), 1), (time(13), 1), (time(14), 2), (time(23), 2)]
)
def test_due_slot_is_the_one_planned_nearest_to_now(clock, number):
    now = datetime.combine(DAY, clock, NOW.tzinfo)
    assert log_dose.due_slot(day(), now).number == number


def test_due_slot_after_midnight_is_of_the_evening():
    late = NOW + timedelta(hours=5, minutes=36)
    assert log_dose.due_slot(day(), late).number == 2


def test_due_slot_of_another_day_is_its_first_open_one():
    yesterday = day(on=DAY - timedelta(days=1))
    assert log_dose.due_slot(yesterday, NOW).number == 1


def test_no_slot_is_due_once_all_are_logged():
    second = replace(FIRST, slot=2, id="other")
    with pytest.raises(AlreadyLogged):
        log_dose.due_slot(day(FIRST, second), NOW)


def test_doubts_ask_about_much_at_once_and_about_a_time_to_come():
    assert log_dose.doubts(mg(100), NOW, NOW) == ()
    assert len(log_dose.doubts(mg("100.5"), NOW + timedelta(minutes=1), NOW)) == 2
    assert log_dose.doubts(mg(20), None, NOW) == ()


def test_a_dose_is_doubted_more_than_four_hours_before_its_time_and_not_at_four():
    planned = NOW.replace(tzinfo=None) + timedelta(hours=4)
    assert log_dose.doubts(mg(20), NOW, NOW, planned=planned) == ()
    early = planned + timedelta(minutes=1)
    [doubt] = log_dose.doubts(mg(20), NOW, NOW, planned=early)
    assert clock_time(early) in doubt
    assert log_dose.doubts(mg(20), None, NOW, planned=early) == ()
