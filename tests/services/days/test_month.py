"""The days of the calendar say what became of their doses, and what else is on them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from isodiary.domain.change import Act, Change, Edit
from isodiary.domain.course import Course, Phase
from isodiary.domain.day_marks import Mark
from isodiary.domain.dose import Dose, Outcome
from isodiary.domain.plan import parse_plan
from isodiary.domain.record import DayNote, Visit
from isodiary.domain.symptom import SymptomEntry
from isodiary.domain.units import kg, mg
from isodiary.services.days.month import DaySign, day_words, read_days
from tests.scratch import scratch_diary

TODAY = date(2026, 11, 23)
COURSE = Course(start=TODAY - timedelta(days=5), product="Iso", reference_weight_g=kg(64))
PLAN = Phase(course=COURSE.id, number=1, start=COURSE.start, plan=parse_plan("breakfast 20"))


@pytest.fixture
def days(clock):
    diary = scratch_diary()

    def days(*entries):
        edits = tuple(Edit(after=entry) for entry in (COURSE, PLAN, *entries))
        diary.apply(Change(act=Act.LOG_DOSE, edits=edits), at=clock())
        first, last = TODAY - timedelta(days=9), TODAY + timedelta(days=2)
        return read_days(diary, first, last, warning_signs={"eye_pain": 1}, now=clock())

    yield days
    diary.close()


def test_every_day_asked_for_is_there(days):
    found = days()
    assert len(found) == 12
    assert found[TODAY - timedelta(days=6)].marks.outside
    assert found[TODAY - timedelta(days=5)].marks.slots == (Mark.NOT_RECORDED,)
    assert found[TODAY + timedelta(days=1)].marks.slots == (Mark.NOT_YET,)


def test_a_pause_is_a_pause_and_the_day_after_it_is_not(days):
    pause = replace(PLAN, id="p2", number=2, start=TODAY - timedelta(days=2), plan=None)
    again = replace(PLAN, id="p3", number=3, start=TODAY - timedelta(days=1))
    found = days(pause, again)
    assert found[TODAY - timedelta(days=2)].marks.paused
    assert not found[TODAY - timedelta(days=1)].marks.paused


def test_what_else_is_on_a_day_has_a_sign_each(days):
    found = days(
        DayNote(day=TODAY, text="x"),
        Visit(day=TODAY),
        SymptomEntry(day=TODAY, symptom="eye_pain", severity=1),
        SymptomEntry(day=TODAY, symptom="headache", severity=1),
        Dose(day=TODAY, slot=None, outcome=Outcome.TAKEN, amount_ug=mg(10)),
    )
    wanted = {DaySign.NOTE, DaySign.VISIT, DaySign.WARNING, DaySign.SYMPTOM, DaySign.EXTRA}
    assert found[TODAY].signs == wanted


def test_a_symptom_answered_with_none_is_no_sign(days):
    found = days(SymptomEntry(day=TODAY, symptom="eye_pain", severity=0))
    assert not found[TODAY].signs


def test_a_day_can_be_said_in_words(days):
    found = days(Dose(day=TODAY, slot=1, outcome=Outcome.MISSED), DayNote(day=TODAY, text="x"))
    said = day_words(found[TODAY], TODAY)
    assert said == "Monday 23 November, today. Dose missed. Note."


def test_a_day_without_a_dose_is_no_pause_and_not_missed(days):
    first = COURSE.start + timedelta(days=1)
    other = Phase(
        course=COURSE.id, number=2, start=first, plan=parse_plan("every 2 days: dinner 20 / -")
    )
    free = days(other)[first + timedelta(days=1)]
    assert (free.marks.slots, free.marks.paused, free.marks.outside) == ((), False, False)
    assert day_words(free, TODAY) == "Friday 20 November. No dose planned."


def test_the_doses_of_a_day_are_told_apart_in_words(days):
    plan = parse_plan("breakfast 20, dinner 20")
    twice = replace(PLAN, id="p2", number=2, start=TODAY, plan=plan)
    evening = Dose(day=TODAY, slot=2, outcome=Outcome.MISSED)
    said = day_words(days(twice, evening)[TODAY], TODAY)
    assert said == "Monday 23 November, today. First dose not recorded, second dose missed."
