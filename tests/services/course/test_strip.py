"""The strip of a course: from its first day to the expected end, each mark on its day."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from fractions import Fraction

import pytest

from isodiary.domain.lab import LabResult, PlannedTest
from isodiary.domain.record import Visit
from isodiary.domain.units import kg, mg
from isodiary.services.course import strip as course_strip
from isodiary.services.course.strip import StripBlock, StripMark, read_strip, stop_words
from isodiary.storage.reads.course import courses, phases_of
from tests.scratch import scratch_diary
from tests.services import courses as made

NOW = datetime.combine(made.END, time(23, 30), made.ZONE)


@pytest.fixture
def diary():
    diary = scratch_diary()
    yield diary
    diary.close()


def strip_of(diary, now=NOW):
    course = courses(diary)[-1]
    return read_strip(diary, course, phases_of(diary, course), now=now)


def ends(strip):
    return {f.label: f.day for f in strip.flags if f.mark is StripMark.END}


def test_the_plans_and_the_pause_are_blocks(diary):
    made.variable_course(diary)
    assert strip_of(diary).blocks == (
        StripBlock(first=made.START, last=date(2026, 2, 1), daily_ug=Fraction(mg(30))),
        StripBlock(first=made.SECOND, last=date(2026, 3, 29), daily_ug=Fraction(mg(40))),
        StripBlock(first=made.THIRD, last=date(2026, 4, 19), daily_ug=Fraction(mg(50))),
        StripBlock(first=made.PAUSE[0], last=made.PAUSE[1], daily_ug=None),
        StripBlock(first=date(2026, 4, 27), last=date(2026, 7, 11), daily_ug=Fraction(mg(50))),
    )


def test_the_course_is_expected_to_end_after_its_weeks_and_at_its_target(diary):  # 9.3, D1
    made.variable_course(diary)
    assert ends(strip_of(diary)) == {
        "24\xa0weeks": date(2026, 6, 21),
        "120\xa0mg/kg": date(2026, 7, 11),
    }


def test_without_weeks_and_target_four_weeks_ahead_are_shown(diary):
    made.begin(diary)
    strip = strip_of(diary)
    assert not ends(strip)
    assert strip.last == made.END + timedelta(weeks=4)


def test_an_ended_course_ends_with_its_last_capsule(diary):
    made.begin(diary, ended_on=made.END, planned_weeks=60)
    strip = strip_of(diary, NOW + timedelta(days=400))
    assert (strip.last, strip.today) == (made.END, None)
    assert stop_words(strip, made.END) == "24\xa0May\xa02026: the last capsule"


def test_a_target_years_away_is_left_out(diary):
    made.begin(diary, "dinner 5", target_ug_per_kg=mg(1000), reference_weight_g=kg(100))
    assert not ends(strip_of(diary))


def test_nothing_is_expected_in_a_pause(diary):
    course = made.begin(diary, target_ug_per_kg=mg(120))
    made.write(diary, made.phase(course, 2, made.END))
    assert not ends(strip_of(diary))


def test_visits_and_blood_tests_stand_on_their_days(diary):
    made.begin(diary)
    day, ahead = made.SECOND, made.END + timedelta(days=40)
    labs = [LabResult(day=day, analyte=each, value=None, word="negative") for each in ("a", "b")]
    made.write(diary, Visit(day=day), *labs, PlannedTest(day=ahead, what="lipids"))
    made.write(diary, Visit(day=made.START - timedelta(days=3)))
    strip = strip_of(diary)
    assert [flag.mark for flag in strip.on(day)] == [StripMark.VISIT, StripMark.LAB]
    assert stop_words(strip, day) == "2\xa0Feb\xa02026: visit and blood test of 2\xa0results"
    assert strip.last == ahead
    assert stop_words(strip, ahead) == "3\xa0Jul\xa02026: planned blood test, lipids"
    assert strip.stops == (made.START, day, made.END, ahead)


def test_a_day_without_a_mark_is_only_named(diary):
    made.begin(diary)
    assert stop_words(strip_of(diary), date(2026, 1, 6)) == "6\xa0Jan\xa02026"


def test_the_whole_strip_can_be_said(diary):
    made.variable_course(diary)
    strip = strip_of(diary)
    said = course_strip.strip_words(strip)
    assert said.startswith("5\xa0Jan\xa02026: 30\xa0mg a day begins. ")
    assert said.count(". ") == len(strip.stops) - 1
    assert all(flag.words in said for flag in strip.flags)
    assert said.endswith("11\xa0Jul\xa02026: 120\xa0mg/kg reached as planned")


def test_other_capsules_of_the_same_amount_are_one_block(diary):
    course = made.begin(diary)
    made.write(diary, made.phase(course, 2, made.SECOND, "breakfast 10+10, dinner 20"))
    assert len(strip_of(diary).blocks) == 1
