from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isodiary.domain.day import ONE_DAY
from isodiary.domain.dose import Dose
from isodiary.domain.lab import LabResult
from isodiary.domain.symptom import NOT_ANSWERED
from isodiary.services.figures.steps import onsets, read_steps
from isodiary.services.figures.summarise import summarise
from tests.scratch import scratch_diary
from tests.services.courses import (
    DAY_AFTER,
    END,
    PAUSE,
    SECOND,
    START,
    THIRD,
    symptom,
    variable_course,
    write,
)


@pytest.fixture
def diary():
    opened = scratch_diary()
    variable_course(opened)
    yield opened
    opened.close()


def steps(diary):
    summary = summarise(diary, now=DAY_AFTER, last=END, warning_signs={})
    return read_steps(diary, summary, ("headache", "lips_dry"))


def test_a_step_holds_what_was_swallowed_on_its_days_without_pauses(diary):
    rows = steps(diary)
    ends = [(START, SECOND - ONE_DAY), (SECOND, THIRD - ONE_DAY), (THIRD, END)]
    assert [(row.step.first, row.step.last) for row in rows] == ends
    for row in rows:
        swallowed = [
            one.amount_ug
            for one in diary.between(Dose, row.step.first, row.step.last)
            if not PAUSE[0] <= one.day <= PAUSE[1]
        ]
        assert row.taken_ug == sum(swallowed)


def test_onset_is_the_day_of_the_step_on_which_a_symptom_came(diary):
    write(diary, symptom(SECOND - ONE_DAY, 0), symptom(SECOND + timedelta(days=4), 1))
    write(diary, symptom(THIRD, 2), symptom(THIRD + timedelta(days=1), 3))
    first, second, third = steps(diary)
    assert (first.onsets, second.onsets, third.onsets) == ({}, {"headache": 5}, {})


def test_a_symptom_that_came_back_after_none_has_an_onset_again(diary):
    write(diary, symptom(SECOND, 1), symptom(THIRD, 0), symptom(THIRD + timedelta(days=9), 1))
    assert [row.onsets for row in steps(diary)] == [{}, {"headache": 1}, {"headache": 10}]


def test_the_lowest_and_the_highest_mean_have_a_letter(diary):
    write(diary, symptom(START, 2), symptom(SECOND, 0), symptom(THIRD, 1))
    assert [row.letters.get("headache") for row in steps(diary)] == ["h", "l", None]


def test_equal_means_and_a_single_answered_step_have_no_letter(diary):
    write(diary, symptom(START, 1), symptom(SECOND, 1), symptom(THIRD, 2, "lips_dry"))
    assert all(row.letters == {} for row in steps(diary))


def test_blood_tests_stand_in_the_step_of_their_day(diary):
    days = (SECOND - ONE_DAY, SECOND, SECOND, PAUSE[0])
    write(diary, *(LabResult(day=day, analyte="alt", value=None, word="ok") for day in days))
    assert [row.labs for row in steps(diary)] == [(SECOND - ONE_DAY,), (SECOND,), (PAUSE[0],)]


@given(st.lists(st.sampled_from([0, 1, 3, NOT_ANSWERED])))
def test_an_onset_is_a_presence_whose_last_answer_before_was_none(answers):
    found = onsets(START, bytes(answers))
    expected = []
    for place, severity in enumerate(answers):
        before = [each for each in answers[:place] if each != NOT_ANSWERED]
        if severity not in {0, NOT_ANSWERED} and (not before or before[-1] == 0):
            expected.append(START + timedelta(days=place))
    assert found == expected
