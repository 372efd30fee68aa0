from __future__ import annotations

from datetime import date

import pytest

from isodiary.domain.change import Act, Change, Edit
from isodiary.domain.dose import Outcome
from isodiary.domain.period import Period
from isodiary.domain.symptom import NOT_ANSWERED
from isodiary.domain.units import mg
from isodiary.storage.opening import open_diary
from isodiary.storage.sums.series import doses_by_day, severities, sign_answers
from tests.services.courses import DAY_AFTER, begin, dose, symptom, write

NEW_YEAR = Period(first=date(2025, 12, 30), last=date(2026, 1, 3))


@pytest.fixture
def diary():
    opened = open_diary(None, now=DAY_AFTER)
    begin(opened, start=date(2025, 12, 1))
    yield opened
    opened.close()


def read(diary, period=NEW_YEAR):
    with diary.reading():
        return severities(diary, period)


def test_each_day_of_the_period_is_a_byte_across_the_years(diary):
    write(diary, symptom(date(2025, 12, 31), 2), symptom(date(2026, 1, 2), 0))
    blank = NOT_ANSWERED
    assert read(diary) == {"headache": bytes([blank, 2, blank, 0, blank])}


def test_a_symptom_not_answered_in_the_period_is_absent(diary):
    write(diary, symptom(date(2025, 12, 29), 3), symptom(date(2026, 1, 4), 3))
    assert read(diary) == {}


def test_a_new_answer_is_read_at_once(diary):
    write(diary, symptom(date(2026, 1, 2), 1))
    assert read(diary)["headache"][3] == 1
    write(diary, symptom(date(2026, 1, 1), 3))
    assert read(diary)["headache"][2:4] == bytes([3, 1])


def test_a_damaged_answer_is_as_if_it_were_not_there(tmp_path):
    diary = open_diary(tmp_path / "isodiary.sqlite", now=DAY_AFTER)
    write(diary, symptom(date(2026, 1, 2), 1))
    with diary.writing():
        diary.rows("update symptom set severity = 3 returning id")
    assert read(diary) == {}
    diary.close()


def test_doses_are_by_day_and_only_of_the_period(diary):
    write(diary, dose(date(2025, 12, 29), 1), dose(date(2026, 1, 1), 1))
    write(diary, dose(date(2026, 1, 1), 2, outcome=Outcome.UNKNOWN))
    with diary.reading():
        found = doses_by_day(diary, NEW_YEAR)
    assert list(found) == [date(2026, 1, 1)]
    assert (found[date(2026, 1, 1)].amount_ug, found[date(2026, 1, 1)].known) == (mg(20), 0b10)


def signs_of(diary, signs, period=NEW_YEAR):
    with diary.reading():
        return sign_answers(diary, period, signs)


def test_signs_come_newest_and_worst_first(diary):
    new, old = date(2026, 1, 2), date(2025, 12, 31)
    mild, severe, before = symptom(new, 1, "a"), symptom(new, 3, "b"), symptom(old, 3, "a")
    write(diary, mild, severe, before, symptom(new, 3, "c"), symptom(old, 0, "b"))
    write(diary, symptom(date(2025, 12, 29), 3, "a"), symptom(date(2026, 1, 4), 3, "a"))
    assert signs_of(diary, {"a": 1, "b": 1}) == (severe, mild, before)


def test_an_answer_below_its_beginning_is_no_sign(diary):  # red before: any above 0 was
    days = (date(2026, 1, 2), date(2026, 1, 1), date(2025, 12, 31))
    answers = [symptom(days[0], 1, "a"), symptom(days[1], 2, "b"), symptom(days[2], 3, "c")]
    write(diary, *answers)
    assert signs_of(diary, {"a": 2, "b": 2, "c": 3}) == tuple(answers[1:])
    assert signs_of(diary, {"a": 1}) == (answers[0],)


@pytest.mark.parametrize("day", [date(2025, 12, 30), date(2026, 1, 1), date(2026, 12, 31)])
def test_a_sign_is_known_at_once_and_no_more_once_it_is_taken_back(diary, day):
    period = Period(first=NEW_YEAR.first, last=date(2026, 12, 31))
    assert signs_of(diary, {"headache": 3}, period) == ()
    sign = symptom(day, 3)
    write(diary, sign)
    assert [each.day for each in signs_of(diary, {"headache": 3}, period)] == [day]
    diary.apply(Change(act=Act.REMOVE_SYMPTOM, edits=(Edit(before=sign),)), at=DAY_AFTER)
    assert signs_of(diary, {"headache": 3}, period) == ()
