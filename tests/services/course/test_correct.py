"""A plan that was typed wrongly: logged doses are planned anew, and what was swallowed stays."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import pytest

from isodiary.domain.change import Act
from isodiary.domain.course import Course, Phase
from isodiary.domain.dose import Dose, Outcome
from isodiary.domain.errors import NothingThere, Refused
from isodiary.domain.meal import Meal
from isodiary.domain.plan import parse_plan
from isodiary.domain.timeline import slots_on, with_planned
from isodiary.domain.units import kg, mg
from isodiary.services.course.correct import correct_plan
from isodiary.services.course.preview import phases_after, preview

START = date(2026, 11, 2)
COURSE = Course(start=START, product="Iso", reference_weight_g=kg(64))
WRONG = Phase(course=COURSE.id, number=1, start=START, plan=parse_plan("breakfast 20, dinner 20"))


def logged(day, number, amount, outcome=Outcome.TAKEN, by=WRONG):
    slot = by.slots_on(day)[number - 1]
    dose = Dose(day=day, slot=number, outcome=outcome, amount_ug=mg(amount))
    return with_planned(dose, slot, by.id)


def corrected(plan, *doses, start=START, phases=(WRONG,)):
    change = correct_plan(COURSE, phases, doses, start=start, plan=parse_plan(plan))
    after = {edit.after.id: edit.after for edit in change.edits if isinstance(edit.after, Dose)}
    return change, [after.get(dose.id, dose) for dose in doses]


def test_logged_doses_are_planned_anew_and_what_was_taken_stays():
    taken, part = logged(START, 1, 20), logged(START, 2, 10, Outcome.PARTIAL)
    change, after = corrected("breakfast 30, dinner 10", taken, part)
    assert change.act is Act.CORRECT_PLAN
    assert [(dose.planned_ug, dose.amount_ug, dose.outcome) for dose in after] == [
        (mg(30), mg(20), Outcome.PARTIAL),
        (mg(10), mg(10), Outcome.TAKEN),
    ]


def test_doses_that_were_not_taken_are_only_planned_anew():
    for outcome in (Outcome.SKIPPED, Outcome.MISSED, Outcome.UNKNOWN):
        [after] = corrected("dinner 40", logged(START, 2, 0, outcome))[1]
        assert (after.outcome, after.planned_ug) == (outcome, mg(40))


def test_dose_at_a_meal_that_the_right_plan_has_not_stays_what_it_was():
    breakfast = logged(START, 1, 20)
    change, [after] = corrected("dinner 40", breakfast)
    assert after == breakfast
    found = slots_on(COURSE, phases_after([WRONG], change), START, [after])
    assert [(slot.number, slot.meal, slot.amount_ug) for slot in found] == [
        (1, Meal.BREAKFAST, mg(20)),
        (2, Meal.DINNER, mg(40)),
    ]


def test_doses_are_numbered_by_the_clock_again():
    lunch = Phase(course=COURSE.id, number=1, start=START, plan=parse_plan("lunch 20, dinner 20"))
    doses = [logged(START, number, 20, by=lunch) for number in (1, 2)]
    change, after = corrected("breakfast 10, lunch 20, dinner 20", *doses, phases=(lunch,))
    assert [dose.slot for dose in after] == [2, 3]
    moved = [edit for edit in change.edits if isinstance(edit.after, Dose)]
    assert [edit.after.slot for edit in moved] == [3, 2]  # never two in one place


def test_doses_that_would_change_places_keep_their_numbers():
    doses = [logged(START, 1, 20), logged(START, 2, 20)]
    _, after = corrected("dinner 07:00 20, breakfast 08:00 20", *doses)
    assert sorted(dose.slot for dose in after) == [1, 2]
    assert {dose.planned_meal for dose in after} == {Meal.BREAKFAST, Meal.DINNER}


def test_correction_reaches_from_its_day_to_the_next_plan():
    later = Phase(
        course=COURSE.id, number=2, start=START + timedelta(9), plan=parse_plan("dinner 60")
    )
    days = [START + timedelta(n) for n in (0, 3, 9)]
    doses = [logged(days[0], 2, 20), logged(days[1], 2, 20), logged(days[2], 1, 60, by=later)]
    change, after = corrected(
        "breakfast 20, dinner 40", *doses, start=START + timedelta(2), phases=(WRONG, later)
    )
    assert [dose.planned_ug for dose in after] == [mg(20), mg(40), mg(60)]
    assert phases_after([WRONG, later], change)[:2] == (WRONG, later)


def test_extra_doses_stay_extra():
    extra = Dose(day=START, slot=None, outcome=Outcome.TAKEN, amount_ug=mg(10))
    change, [after] = corrected("dinner 40", extra)
    assert after == extra
    assert not any(isinstance(edit.after, Dose) for edit in change.edits)


def test_what_cannot_be_corrected_is_refused():
    pause = Phase(course=COURSE.id, number=2, start=START)
    with pytest.raises(Refused, match="paused"):
        corrected("dinner 40", phases=(WRONG, pause))
    with pytest.raises(Refused, match="already"):
        corrected("breakfast 20, dinner 20")
    with pytest.raises(NothingThere):
        corrected("dinner 40", start=START - timedelta(1))


def test_preview_shows_two_weeks_and_what_is_planned_anew():
    doses = [logged(START, 1, 20), logged(START, 2, 20)]
    change, _ = corrected("every 2 days: breakfast 20 / dinner 40", *doses)
    shown = preview(COURSE, [WRONG], change, doses, (Fraction(mg(400)), START))
    assert (shown.replanned, shown.logged) == (1, 1)
    assert [day.planned_ug // 1000 for day in shown.days[:4]] == [40, 40, 20, 40]
    assert [day.of_cycle for day in shown.days[:4]] == [0, 1, 0, 1]
    assert (shown.days[0].logged_ug, shown.days[0].before_ug) == (mg(40), mg(40))
    assert len(shown.days) == 14
    assert shown.expected_before == START + timedelta(10)
    assert shown.expected == START + timedelta(13)
