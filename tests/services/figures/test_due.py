"""Which doses are due: from its answer on, or once its time is past, and none before the diary."""

from __future__ import annotations

from datetime import datetime, time, timedelta

import pytest

from isodiary.domain.day import ONE_DAY
from isodiary.domain.dose import Outcome
from isodiary.domain.errors import NothingThere
from isodiary.domain.timeline import with_planned
from isodiary.domain.units import mg
from isodiary.storage.reads.course import phases_of
from tests.scratch import scratch_diary
from tests.services.courses import END, START, ZONE, begin, dose, of, write

KEPT = START + timedelta(days=30)
EVENING = datetime.combine(START, time(19, 4), ZONE)


@pytest.fixture
def diary():
    opened = scratch_diary()
    yield opened
    opened.close()


def answered(diary, course, number, amount="20", outcome=Outcome.TAKEN):
    """Write an answer as the window does, with what was planned for it."""
    [phase] = phases_of(diary, course)
    slot = next(each for each in phase.slots_on(START) if each.number == number)
    made = dose(START, number, amount, outcome=outcome)
    write(diary, with_planned(made, slot, phase.id), at=EVENING)


@pytest.mark.parametrize("outcome", [Outcome.TAKEN, Outcome.SKIPPED, Outcome.UNKNOWN])
def test_a_slot_counts_from_its_answer_on(diary, outcome):
    course = begin(diary, "dinner 20")
    assert of(diary, EVENING, last=START).dose.due == 0
    answered(diary, course, 1, outcome=outcome)
    figures = of(diary, EVENING, last=START).dose
    assert (figures.due, figures.not_recorded, figures.scheduled_ug) == (1, 0, mg(20))
    assert figures.full_days == (outcome is Outcome.TAKEN)


def test_an_answer_that_names_no_plan_counts_from_then_on_too(diary):
    begin(diary, "dinner 20")
    write(diary, dose(START, 1), at=EVENING)
    figures = of(diary, EVENING, last=START).dose
    assert (figures.due, figures.not_recorded, figures.scheduled_ug) == (1, 0, mg(20))


def test_beside_an_answer_an_open_slot_waits_for_its_time(diary):
    course = begin(diary, "breakfast 20, dinner 10")
    answered(diary, course, 2, "10")
    figures = of(diary, EVENING - timedelta(hours=9), last=START).dose
    assert (figures.due, figures.taken, figures.not_recorded) == (1, 1, 0)


@pytest.mark.parametrize("before", [0, 1, 30])
def test_nothing_before_the_diary_start_is_due_in_any_period(diary, before):
    begin(diary, kept_from=KEPT, opening_ug=mg(600))
    figures = of(diary, first=KEPT - before * ONE_DAY, last=END).dose
    days = (END - KEPT).days + 1
    assert (figures.due, figures.not_recorded, figures.due_days) == (2 * days, 2 * days, days)
    assert figures.open_ug == days * mg(40)


def test_a_period_wholly_before_the_diary_has_nothing_to_count(diary):
    begin(diary, kept_from=KEPT, opening_ug=mg(600))
    with pytest.raises(NothingThere):
        of(diary, first=START, last=KEPT - ONE_DAY)
