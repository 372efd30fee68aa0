"""A day of the chart read out: doses one by one, signs, symptoms from the worst down."""

from __future__ import annotations

from datetime import timedelta

import pytest

from isodiary.domain.dose import Outcome, Reason
from isodiary.domain.meal import Meal
from isodiary.services.figures.day_reading import DayReading, read_out
from isodiary.services.habits import Habits
from isodiary.storage.reads.days import read_day
from tests.scratch import scratch_diary
from tests.services.courses import START, begin, dose, phase, symptom, write

NAMES = {"lips_dry": "Dry lips", "headache": "Headache"}


@pytest.fixture
def diary():
    opened = scratch_diary()
    yield opened
    opened.close()


def reading(diary, day=START, **more) -> DayReading:
    return read_out(read_day(diary, day), NAMES, {"headache": 1}, **more)


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


def test_each_dose_is_said_with_what_became_of_it(diary):
    begin(diary, planned_weeks=24)
    write(diary, dose(START, 1, meal=Meal.BREAKFAST))
    write(diary, dose(START, 2, outcome=Outcome.SKIPPED, reason=Reason.NO_MEAL))
    said = reading(diary)
    assert plain(said.day) == "Mon 5 Jan"
    assert said.place == "day 1 of 168"
    assert plain(said.doses) == (
        "20 of 40 mg · breakfast 20: 20 mg with breakfast · dinner 20: skipped: no meal"
    )


def test_what_is_not_recorded_is_said_and_extra_doses_too(diary):
    begin(diary)
    write(diary, dose(START, None, "10"))
    said = reading(diary)
    assert said.place == "day 1"
    assert plain(said.doses) == (
        "10 of 40 mg · breakfast 20: not recorded · dinner 20: not recorded · extra dose: 10 mg"
    )


def test_a_pause_and_a_day_without_a_dose_are_not_the_same(diary):
    course = begin(diary, "every 2 days: dinner 40 / -")
    write(diary, phase(course, 2, START + timedelta(days=3), until=START + timedelta(days=4)))
    assert reading(diary, START + timedelta(days=1)).doses == "no dose planned"
    assert reading(diary, START + timedelta(days=3)).doses == "pause"
    assert reading(diary, START - timedelta(days=1)).doses == "no course"


def test_symptoms_go_from_the_worst_down_and_none_is_counted(diary):
    begin(diary)
    write(diary, symptom(START, 1, "lips_dry"), symptom(START, 3), symptom(START, 0, "itch"))
    said = reading(diary)
    assert said.symptoms == "Headache 3 · Dry lips 1 · 1 with none"
    assert said.doses.endswith("warning sign: Headache")
    assert "Headache 3" in said.sentence
    assert said.sentence.endswith(".")


def test_a_day_without_an_answer_says_so(diary):
    begin(diary)
    assert reading(diary).symptoms == "symptoms not answered"


def test_amounts_are_read_as_the_habits_say(diary):
    begin(diary, "dinner 12.5")
    assert "0 of 12,5" in reading(diary, habits=Habits(comma=True)).doses
