"""The reads of days, and the conditions of the search."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from isodiary.domain.acne import AcneCheck
from isodiary.domain.dose import Dose, Outcome
from isodiary.domain.lab import LabResult
from isodiary.domain.period import Period
from isodiary.domain.record import DayNote, Visit, Weight
from isodiary.domain.units import kg
from isodiary.storage.opening import open_diary
from isodiary.storage.reads.days import (
    days_with,
    doses_after,
    doses_from,
    first_dose_day,
    holds_any,
    last_swallowed_day,
    symptoms_present,
)
from isodiary.storage.reads.search import any_of, days_found, newest_found, one_of, says
from tests.services.courses import DAY_AFTER, START, dose, symptom, write

NEXT = START + timedelta(days=1)
LATER = START + timedelta(days=2)
BOTH = Period(first=START, last=NEXT)


@pytest.fixture
def diary():
    opened = open_diary(None, now=DAY_AFTER)
    yield opened
    opened.close()


def test_the_days_with_a_kind_are_those_of_the_period_each_once(diary):
    write(diary, Visit(day=NEXT), Visit(day=START), Visit(day=LATER))
    write(diary, dose(START, 1), dose(START, 2))
    assert days_with(diary, Visit, BOTH) == (START, NEXT)
    assert days_with(diary, Dose, BOTH) == (START,)
    assert days_with(diary, Weight, BOTH) == ()


def test_a_diary_holds_a_kind_once_one_is_written(diary):
    assert not holds_any(diary, (Weight, DayNote))
    write(diary, DayNote(day=START, text="fine"))
    assert holds_any(diary, (Weight, DayNote))
    assert not holds_any(diary, (Weight,))


def test_doses_are_found_from_a_day_on_and_after_it(diary):
    first, second = dose(START, 1), dose(NEXT, 1)
    write(diary, first, second)
    assert doses_from(diary, NEXT) == doses_after(diary, START) == (second,)
    assert doses_after(diary, NEXT) == ()
    assert doses_after(diary, date.max) == ()


def test_the_first_and_the_last_day_of_the_doses(diary):
    assert first_dose_day(diary, START) is None
    assert last_swallowed_day(diary) is None
    write(diary, dose(START, 1), dose(NEXT, 1), dose(LATER, 1, outcome=Outcome.SKIPPED))
    assert first_dose_day(diary, START) == START
    assert first_dose_day(diary, NEXT) == NEXT
    assert last_swallowed_day(diary) == NEXT


def test_a_symptom_answered_with_none_is_not_present(diary):
    write(diary, symptom(START, 0, "eyes_dry"), symptom(START, 2))
    write(diary, symptom(LATER, 1))
    assert symptoms_present(diary, BOTH) == ((START, "headache", 2),)


def test_words_are_looked_for_in_any_case_and_over_columns(diary):
    visit = Visit(day=START, clinician="Dr Øst", place="Clinic*")
    write(diary, visit, Visit(day=NEXT, clinician="Dr West"))
    both = says(("øst", "clinic*"), "clinician", "place")
    assert newest_found(diary, Visit, both, None, 5) == [visit]
    assert newest_found(diary, Visit, says(("clinicx",), "place"), None, 5) == []


def test_one_of_several_conditions_is_enough_and_others_stay_apart(diary):
    named = LabResult(day=START, analyte="alt", value=None, word="fine")
    write(diary, named, LabResult(day=NEXT, analyte="tsh", value=None, word="fine", note="early"))
    looked = any_of(says(("early",), "note"), one_of("analyte", ["alt"]))
    assert days_found(diary, LabResult, looked, BOTH) == {START, NEXT}
    assert days_found(diary, LabResult, looked, Period(first=NEXT, last=LATER)) == {NEXT}
    assert days_found(diary, LabResult, one_of("analyte", []), BOTH) == frozenset()


def test_only_the_newest_hits_are_read(diary):
    checks = [AcneCheck(day=day, iga=1, note="chin") for day in (START, NEXT, LATER)]
    write(diary, *checks, Weight(day=START, grams=kg(64)))
    assert newest_found(diary, AcneCheck, says(("chin",), "note"), None, 2) == checks[:0:-1]
