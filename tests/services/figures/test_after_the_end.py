"""After the last capsule a summary goes on to today, and nothing is projected any more."""

from __future__ import annotations

from datetime import timedelta

import pytest

from isodiary.domain.day import ONE_DAY, diary_day
from isodiary.domain.record import Visit
from isodiary.domain.units import mg
from tests.scratch import scratch_diary
from tests.services.courses import DAY_AFTER, START, as_planned, begin, of, phase, symptom, write

ENDED = START + timedelta(days=9)
TODAY = diary_day(DAY_AFTER)


@pytest.fixture
def diary():
    opened = scratch_diary()
    yield opened
    opened.close()


def ended(diary, target="120"):
    course = begin(diary, ended_on=ENDED, target_ug_per_kg=mg(target))
    planned = [phase(course, 1, START, "breakfast 20, dinner 20")]
    write(diary, *as_planned(course, planned, START, ENDED))


def test_a_summary_goes_on_to_today_with_what_was_noted_after(diary):
    ended(diary)
    write(diary, symptom(ENDED + timedelta(days=21), 2, "mood_suicidal"))
    found = of(diary, last=None, signs={"mood_suicidal": 1})
    assert (found.period.first, found.period.last) == (START, TODAY)
    assert [sign.symptom for sign in found.warning_signs] == ["mood_suicidal"]
    assert (found.dose.due, found.dose.taken) == (20, 20)


def test_since_a_visit_after_the_end_it_goes_on_to_today_too(diary):
    ended(diary)
    write(diary, Visit(day=ENDED + timedelta(days=14)))
    period = of(diary, last=None).period
    assert (period.first, period.last) == (ENDED + timedelta(days=15), TODAY)


@pytest.mark.parametrize("target", ["120", "5"])  # not reached, and reached
@pytest.mark.parametrize("last", [ENDED, ENDED + ONE_DAY, TODAY])
def test_nothing_is_projected_from_the_last_capsule_on(diary, target, last):
    ended(diary, target)
    found = of(diary, last=last)
    assert (found.dose.days_left, found.expected_on, found.dose.planned_ug == 0) == (
        None,
        None,
        last > ENDED,
    )
    assert (found.dose.reached is not None) == (target == "5")
