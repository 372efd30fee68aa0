"""Two courses side by side, counted alike: as wholes, by the same day, by the same mg/kg."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from fractions import Fraction

import pytest

from isodiary.domain.units import kg, mg
from isodiary.services.course.compare import UpTo, compare, table, up_to_words
from isodiary.storage.reads.course import courses, phases_of
from tests.scratch import scratch_diary
from tests.services import courses as made

SECOND = date(2027, 1, 1)
NOON = datetime(2027, 1, 21, 12, tzinfo=made.ZONE)
"""The evening dose of the second course's day 21 is not due."""


@pytest.fixture
def diary():
    """The course of clinical.md 9.3, ended, and twenty days of 60 mg a day by 60 kg."""
    diary = scratch_diary()
    made.variable_course(diary, ended_on=made.END)
    course = made.begin(diary, "breakfast 40, dinner 20", start=SECOND, reference_weight_g=kg(60))
    phases = phases_of(diary, course)
    last = SECOND + timedelta(days=19)
    made.write(diary, *made.as_planned(course, phases, SECOND, last, missed={(last, 2)}))
    made.write(diary, made.symptom(SECOND, 3), made.symptom(last, 0))
    made.write(diary, made.symptom(made.START, 1), made.symptom(made.END, 2))
    yield diary
    diary.close()


def compared(diary, up_to):
    first, second = ((each, phases_of(diary, each)) for each in courses(diary))
    return compare(diary, second, first, up_to, now=NOON)


def test_whole_courses_are_compared_from_first_to_last_day(diary):  # 9.3
    found = compared(diary, UpTo.WHOLE)
    assert (found.one.days, found.other.days) == (21, 140)
    assert found.one.dose.cumulative_ug == mg(1180)
    assert found.other.dose.cumulative_ug == mg(5310)
    assert found.other.dose.cumulative_mg_per_kg == Fraction("82.96875")
    assert (found.one.dose.due, found.one.dose.taken) == (41, 39)


def test_up_to_the_same_day_both_have_as_many_days(diary):
    found = compared(diary, UpTo.SAME_DAY)
    assert (found.one.days, found.other.days, found.day) == (21, 21, 21)
    assert found.other.dose.cumulative_ug == mg(21 * 30 - 3 * 10)
    assert found.other.symptoms["headache"].worst == 1


def test_up_to_the_same_dose_each_counts_to_the_day_that_reached_it(diary):
    found = compared(diary, UpTo.SAME_DOSE)
    assert found.per_kg == Fraction(1180, 60)
    assert found.one.last == SECOND + timedelta(days=19)
    # 810 mg in the first phase, and 450 of the second at 40 mg, a missed dose twice
    assert found.other.dose.cumulative_mg_per_kg >= found.per_kg
    day_before = found.other.dose.cumulative_ug - mg(40)
    assert Fraction(day_before, kg(64)) < found.per_kg


def test_every_mg_per_kg_is_by_the_start_weight_of_its_own_course(diary):
    found = compared(diary, UpTo.WHOLE)
    assert found.one.dose.weight_g == kg(60)
    assert found.other.dose.weight_g == kg(64)


def test_the_table_names_its_rows_and_leaves_out_what_no_one_answered(diary):
    rows = table(compared(diary, UpTo.WHOLE), ["headache", "eyes_dry"], {"headache": "Headache"})
    assert rows == [
        ("Last day that counts", "21\xa0Jan\xa02027", "24\xa0May\xa02026"),
        ("Days", "21", "140"),
        ("Taken", "1\u202f180\xa0mg", "5\u202f310\xa0mg"),
        ("mg/kg", "19.7", "83.0"),
        ("by the start weight", "60\xa0kg", "64\xa0kg"),
        ("Doses taken of due", "95\xa0% (39 of 41)", "95\xa0% (254 of 266)"),
        ("Headache, worst and mean", "3, 1.5", "2, 1.5"),
    ]


def test_a_symptom_only_one_of_them_answered_has_a_dash(diary):
    made.write(diary, made.symptom(SECOND, 1, "eyes_dry"))
    rows = table(compared(diary, UpTo.WHOLE), ["eyes_dry"], {})
    assert rows[-1] == ("eyes_dry, worst and mean", "1, 1.0", "–")


@pytest.mark.parametrize(
    ("up_to", "said"),
    [
        (UpTo.WHOLE, "Both from their first day to their last one so far"),
        (UpTo.SAME_DAY, "Both up to their day 21"),
        (UpTo.SAME_DOSE, "Both up to the day on which 19.7 mg/kg were reached"),
    ],
)
def test_what_is_compared_is_said(diary, up_to, said):
    assert up_to_words(compared(diary, up_to)) == said


def test_a_course_that_has_nothing_yet_can_be_compared():
    diary = scratch_diary()
    made.begin(diary, ended_on=made.END)
    made.begin(diary, start=SECOND + timedelta(days=300))
    for up_to in UpTo:
        found = compared(diary, up_to)
        assert found.one.dose.cumulative_ug == 0
        assert table(found, [], {})[5][1] == "–"
    diary.close()
