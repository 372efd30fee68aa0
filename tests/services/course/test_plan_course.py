"""A new phase never rewrites the past; what it changes is said beforehand."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import pytest

from isodiary.domain.course import Course, Phase
from isodiary.domain.dose import Dose, Outcome
from isodiary.domain.errors import AlreadyLogged, NothingThere, Refused
from isodiary.domain.plan import parse_plan
from isodiary.domain.record import Weight
from isodiary.domain.symptom import Tracked
from isodiary.domain.units import kg, mg
from isodiary.services.course import plan as plan_course
from isodiary.services.course.preview import preview

START = date(2026, 9, 1)
DAY = date(2026, 11, 23)
LOW, HIGH = parse_plan("breakfast 20, dinner 20"), parse_plan("breakfast 20+10, dinner 20")
COURSE = Course(start=START, product="Isotroin", reference_weight_g=kg(64))
FIRST = Phase(course=COURSE.id, number=1, start=START, plan=LOW)
HELD = Phase(course=COURSE.id, number=2, start=DAY, until=DAY + timedelta(days=6))
LAST = START + timedelta(days=9)
ENDED = Course(start=START, product="Isotroin", reference_weight_g=kg(64), ended_on=LAST)


def added(change):
    return [edit.after for edit in change.edits if edit.before is None]


def test_course_begins_with_phase_weight_and_symptoms():
    change = plan_course.begin([], COURSE, LOW, tracked=[], daily=["lips_dry", "headache"])
    kinds = [type(entry) for entry in added(change)]
    assert kinds == [Course, Phase, Weight, Tracked, Tracked]
    assert added(change)[1].plan == LOW


def test_list_and_weight_that_there_are_stay_as_they_are():
    tracked, weighed = [Tracked(symptom="headache", position=0)], Weight(day=START, grams=kg(63))
    change = plan_course.begin(
        [], COURSE, LOW, tracked=tracked, daily=["lips_dry"], weighed=weighed
    )
    assert [type(entry) for entry in added(change)] == [Course, Phase]


def test_second_course_begins_after_the_first_has_ended():
    later = Course(start=DAY, product="Isotroin", reference_weight_g=kg(64))
    assert plan_course.begin([ENDED], later, LOW, tracked=[], daily=[])
    with pytest.raises(AlreadyLogged):
        plan_course.begin([COURSE], later, LOW, tracked=[], daily=[])
    overlapping = Course(start=LAST, product="Isotroin", reference_weight_g=kg(64))
    with pytest.raises(AlreadyLogged):
        plan_course.begin([ENDED], overlapping, LOW, tracked=[], daily=[])


def test_new_phase_is_added_and_the_first_one_stays():
    change = plan_course.new_phase(COURSE, [FIRST], start=DAY, plan=HIGH, why="Dr Ash")
    [phase] = added(change)
    assert len(change.edits) == 1
    assert (phase.number, phase.start, phase.plan, phase.why) == (2, DAY, HIGH, "Dr Ash")


def test_plan_in_force_outside_days_and_no_course_are_refused():
    with pytest.raises(Refused, match="already in force"):
        plan_course.new_phase(COURSE, [FIRST], start=DAY, plan=LOW)
    with pytest.raises(Refused, match="outside"):
        plan_course.new_phase(COURSE, [FIRST], start=START - timedelta(days=1), plan=HIGH)
    with pytest.raises(NothingThere):
        plan_course.new_phase(None, [], start=DAY, plan=HIGH)


def test_pause_has_a_last_day_or_none_but_not_before_its_first():
    [held] = added(plan_course.pause(COURSE, [FIRST], start=DAY, until=None))
    assert held.pause
    with pytest.raises(Refused):
        plan_course.pause(COURSE, [FIRST], start=DAY, until=DAY - timedelta(days=1))


def test_phase_is_taken_back_but_never_the_first_or_only_plan():
    [edit] = plan_course.remove_phase([FIRST, HELD], HELD).edits
    assert (edit.before, edit.after) == (HELD, None)
    with pytest.raises(Refused):
        plan_course.remove_phase([FIRST, HELD], FIRST)
    second = Phase(course=COURSE.id, number=3, start=DAY, plan=HIGH)
    with pytest.raises(Refused, match="first plan"):
        plan_course.remove_phase([FIRST, second], FIRST)


def test_course_ends_with_its_last_capsule():
    [edit] = plan_course.end(COURSE, DAY).edits
    assert isinstance(edit.after, Course)
    assert edit.after.ended_on == DAY
    after = Dose(day=DAY + timedelta(days=1), slot=1, outcome=Outcome.TAKEN, amount_ug=mg(20))
    with pytest.raises(Refused):
        plan_course.end(COURSE, DAY, [after])
    with pytest.raises(Refused):
        plan_course.end(COURSE, START - timedelta(days=1))
    with pytest.raises(NothingThere):
        plan_course.end(None, DAY)


def test_first_day_cannot_move_behind_a_dose():
    later = Course(start=DAY, product="Isotroin", reference_weight_g=kg(64), id=COURSE.id)
    assert plan_course.amend(COURSE, later)
    assert plan_course.amend(COURSE, COURSE) is None
    with pytest.raises(Refused):
        plan_course.amend(COURSE, later, first_dose=START)


def test_preview_says_what_was_what_comes_and_what_stays():
    change = plan_course.new_phase(COURSE, [FIRST], start=DAY, plan=HIGH)
    logged = Dose(day=DAY, slot=1, outcome=Outcome.TAKEN, amount_ug=mg(20))
    later = Phase(course=COURSE.id, number=2, start=DAY + timedelta(days=9), plan=LOW)
    shown = preview(COURSE, [FIRST, later], change, [logged])
    assert (shown.before_ug, shown.before_mg_per_kg) == (Fraction(mg(40)), Fraction(40, 64))
    assert shown.after_mg_per_kg == Fraction(50, 64)
    assert (shown.logged, shown.replaced) == (1, (later,))


def test_preview_of_a_pause_has_no_amount_after_it():
    change = plan_course.pause(COURSE, [FIRST], start=DAY, until=None)
    assert preview(COURSE, [FIRST], change, []).after_mg_per_kg is None
