"""Visits, and what was agreed at them as one change."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from isodiary.domain.change import Act
from isodiary.domain.course import Course, Phase
from isodiary.domain.errors import AlreadyLogged, NothingThere, Refused
from isodiary.domain.lab import PlannedTest
from isodiary.domain.plan import parse_plan
from isodiary.domain.record import Question, Visit
from isodiary.domain.units import kg
from isodiary.services.visits import plan as plan_visit
from isodiary.services.visits.plan import AgreedDose, AgreedTest, AgreedVisit, Agreement, Standing

DAY = date(2026, 11, 23)
LATER = DAY + timedelta(days=28)
VISIT = Visit(day=DAY, at=time(10, 40), clinician="Dr Ash", place="Skin clinic")
COURSE = Course(start=DAY - timedelta(days=60), product="Roaccutane", reference_weight_g=kg(64))
PLAN = parse_plan("breakfast 20, dinner 20")
MORE = parse_plan("breakfast 20, dinner 40")
PHASE = Phase(course=COURSE.id, number=1, start=COURSE.start, plan=PLAN)
STANDING = Standing(course=COURSE, phases=(PHASE,), planned=(), visits=(VISIT,))
ALL = Agreement(
    words="Balm at night",
    dose=AgreedDose(start=DAY + timedelta(days=1), plan=MORE),
    test=AgreedTest(day=LATER - timedelta(days=5), what="lipids"),
    visit=AgreedVisit(day=LATER, at=time(9, 15)),
)


def only(change):
    [edit] = change.edits
    return edit.before, edit.after


def agree(agreed, visit=VISIT, standing=STANDING):
    return plan_visit.note_agreed(visit, agreed, standing)


def test_one_visit_a_day():
    noted = only(plan_visit.plan_visit([], DAY, at=time(10, 40), clinician=" Dr  Ash "))[1]
    assert (noted.day, noted.at, noted.clinician, noted.place) == (DAY, time(10, 40), "Dr Ash", "")
    with pytest.raises(AlreadyLogged):
        plan_visit.plan_visit([VISIT], DAY)


def test_time_clinician_and_place_change_and_what_was_agreed_stays():
    agreed = replace(VISIT, agreed="Balm at night")
    change = plan_visit.amend_visit(
        [agreed], agreed, day=DAY, at=None, clinician="Dr Elm", place=""
    )
    after = only(change)[1]
    assert (after.at, after.clinician, after.place) == (None, "Dr Elm", "")
    assert after.agreed == "Balm at night"


def test_words_longer_than_a_line_are_refused():
    with pytest.raises(Refused, match="200 characters"):
        plan_visit.plan_visit([], DAY, clinician="x" * 201)
    with pytest.raises(Refused, match="200 characters"):
        plan_visit.plan_visit([], DAY, place="x" * 201)


def test_questions_of_a_visit_that_is_deleted_are_open_again():
    asked = Question(text="Swim?", noted_on=DAY, position=0, visit=VISIT.id)
    change = plan_visit.remove_visit(VISIT, [asked])
    assert [(edit.before, edit.after) for edit in change.edits] == [
        (VISIT, None),
        (asked, replace(asked, visit="")),
    ]


def test_all_that_was_agreed_is_one_change():
    change = agree(ALL)
    noted, phase, test, following = (edit.after for edit in change.edits)
    assert change.act is Act.NOTE_AGREED
    assert noted == replace(VISIT, agreed="Balm at night")
    assert (phase.start, phase.plan, phase.number) == (DAY + timedelta(days=1), MORE, 2)
    assert (test.day, test.what) == (LATER - timedelta(days=5), "lipids")
    assert (following.day, following.at) == (LATER, time(9, 15))
    assert (following.clinician, following.place) == ("Dr Ash", "Skin clinic")


@pytest.mark.parametrize("part", ["words", "dose", "test", "visit"])
def test_each_part_may_stand_alone(part):
    change = agree(Agreement(**{part: getattr(ALL, part)}))
    assert len(change.edits) == 1


def test_nothing_agreed_changes_nothing():
    assert agree(Agreement()) is None


def test_words_noted_before_are_replaced():
    before = replace(VISIT, agreed="Balm")
    assert agree(Agreement(words="Balm"), before) is None
    assert only(agree(Agreement(words="No balm"), before))[1].agreed == "No balm"


def test_phase_says_at_which_visit_it_was_agreed():
    assert only(agree(Agreement(dose=ALL.dose)))[1].why == "Dr Ash, visit on 23 Nov 2026"
    nameless = agree(Agreement(dose=ALL.dose), replace(VISIT, clinician=""))
    assert only(nameless)[1].why == "Visit on 23 Nov 2026"


@pytest.mark.parametrize(
    ("agreed", "standing", "error"),
    [
        (Agreement(dose=ALL.dose), replace(STANDING, course=None), NothingThere),
        (Agreement(dose=AgreedDose(start=DAY, plan=PLAN)), STANDING, Refused),
        (Agreement(dose=AgreedDose(start=date(2020, 1, 1), plan=MORE)), STANDING, Refused),
        (
            Agreement(test=ALL.test),
            replace(STANDING, planned=(PlannedTest(day=ALL.test.day, what="Lipids"),)),
            AlreadyLogged,
        ),
        (
            Agreement(visit=ALL.visit),
            replace(STANDING, visits=(VISIT, Visit(day=LATER))),
            AlreadyLogged,
        ),
        (Agreement(visit=AgreedVisit(day=DAY)), STANDING, Refused),
        (Agreement(words="x" * 10_001), STANDING, Refused),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(agreed, standing, error):
    with pytest.raises(error) as refused:
        agree(agreed, standing=standing)
    assert type(refused.value) is error
    assert refused.value.sentence.endswith(".")


def test_one_part_refused_keeps_the_others_from_being_written():
    with pytest.raises(Refused):
        agree(replace(ALL, visit=AgreedVisit(day=DAY)))
