"""The months of a symptom: what was answered, what was not recorded, what is no part of it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from isodiary.domain.symptom import Tracked
from isodiary.services.symptoms.months import offered, read_months, shown_days
from isodiary.storage.opening import open_diary
from tests.services.courses import DAY_AFTER, END, START, begin, symptom, write


@pytest.fixture
def diary(tmp_path):
    opened = open_diary(tmp_path / "isodiary.sqlite", now=DAY_AFTER)
    yield opened
    opened.close()


def plain(words):
    return words.replace("\u00a0", " ")


def test_an_answer_of_none_is_not_an_answer_that_is_missing(diary):
    course = begin(diary)
    write(diary, symptom(START, 0), symptom(START + timedelta(days=2), 3))
    write(diary, symptom(START + timedelta(days=1), 2, "lips_dry"))
    found = read_months(diary, course, START + timedelta(days=3), "headache")
    assert plain(found.words_of(START)) == "Monday 5 Jan 2026: none, 0 of 3"
    assert plain(found.words_of(START + timedelta(days=1))) == "Tuesday 6 Jan 2026: not recorded"
    assert (
        plain(found.words_of(START + timedelta(days=2))) == "Wednesday 7 Jan 2026: severe, 3 of 3"
    )
    assert found.words_of(START - timedelta(days=1)).endswith("not in the course")
    assert plain(found.counts) == "1 day severe, 1 day none, 2 days not recorded"


def test_the_months_go_on_after_the_last_capsule_up_to_the_day(diary):
    course = begin(diary, ended_on=END - timedelta(days=20))
    write(diary, symptom(START - timedelta(days=1), 1), symptom(START, 1), symptom(END, 1))
    found = read_months(diary, course, END, "headache")
    assert set(found.severities) == {START, END}
    assert found.months == tuple(date(2026, month, 1) for month in range(1, 6))
    assert found.holds(END)
    assert not found.holds(END + timedelta(days=1))


def test_of_a_long_course_the_last_two_years_are_shown(diary):
    course = begin(diary)
    last = START + timedelta(weeks=300)
    assert shown_days(course, last).days == 104 * 7 + 1
    write(diary, symptom(START, 2), symptom(last, 1))
    assert set(read_months(diary, course, last, "headache").severities) == {last}


def test_tracked_symptoms_are_offered_first_and_then_what_was_answered(diary):
    course = begin(diary)
    write(diary, Tracked(symptom="lips_dry", position=0), Tracked(symptom="fatigue", position=1))
    write(diary, symptom(START, 1), symptom(START, 1, "lips_dry"), symptom(END, 1, "acne_flare"))
    write(diary, symptom(START - timedelta(days=3), 1, "nausea"))
    assert offered(diary, course, END) == ["lips_dry", "fatigue", "acne_flare", "headache"]


def test_a_new_answer_is_seen(diary):
    course = begin(diary)
    assert not read_months(diary, course, END, "headache").severities
    write(diary, symptom(END, 2))
    assert read_months(diary, course, END, "headache").severities == {END: 2}


def test_days_before_the_diary_are_not_open(diary):
    course = begin(diary, kept_from=START + timedelta(days=20))
    found = read_months(diary, course, START + timedelta(days=22), "headache")
    assert plain(found.counts) == "3 days not recorded"
