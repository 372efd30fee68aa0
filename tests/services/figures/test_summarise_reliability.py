from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, timedelta

import pytest

from tests.scratch import scratch_diary
from tests.services.courses import (
    MONDAY,
    TUESDAY,
    WEDNESDAY,
    ZONE,
    amend,
    begin,
    dose,
    evening,
    of,
    symptom,
    write,
)


@pytest.fixture
def diary():
    opened = scratch_diary()
    yield opened
    opened.close()


def test_what_was_recorded_by_four_in_the_morning_was_recorded_the_same_day(diary):
    begin(diary)
    night = datetime.combine(TUESDAY, time(3, 59), ZONE)
    write(diary, dose(MONDAY, 1), symptom(MONDAY, 1), at=night)
    write(diary, dose(MONDAY, 2), at=night + timedelta(minutes=1))
    reliability = of(diary, last=MONDAY).reliability
    assert (reliability.entries, reliability.same_day, reliability.edited_later) == (3, 2, 0)


def test_the_wall_time_of_the_place_tells_the_day(diary):
    begin(diary)
    travelled = datetime.fromisoformat("2026-01-05T23:30:00-10:00")
    write(diary, dose(MONDAY, 1), at=travelled)
    assert of(diary, last=MONDAY).reliability.same_day == 1


def test_an_entry_amended_the_same_day_was_not_edited_later(diary):
    begin(diary)
    first, second, third = (dose(MONDAY, slot) for slot in (1, 2, 3))
    write(diary, first, second, third, at=evening(MONDAY))
    amend(diary, first, replace(first, note="a"), at=evening(MONDAY) + timedelta(hours=1))
    amend(diary, second, replace(second, note="b"), at=evening(TUESDAY))
    reliability = of(diary, last=MONDAY).reliability
    assert (reliability.entries, reliability.same_day, reliability.edited_later) == (3, 3, 1)


def test_an_entry_brought_back_counts_from_its_first_recording(diary):
    begin(diary)
    number = write(diary, dose(MONDAY, 1), at=evening(MONDAY))
    change = diary.history.change(number)
    undone = diary.apply(change.inverse(), at=evening(TUESDAY), reverts=number)
    assert of(diary, last=MONDAY).reliability.entries == 0
    diary.apply(diary.history.change(undone).inverse(), at=evening(WEDNESDAY), restores=number)
    reliability = of(diary, last=MONDAY).reliability
    assert (reliability.entries, reliability.same_day, reliability.edited_later) == (1, 1, 0)
