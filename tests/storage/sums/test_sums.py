from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date, timedelta

import pytest

from isodiary.domain.change import Act, Change, Edit
from isodiary.domain.dose import Outcome
from isodiary.domain.errors import DiaryDamaged
from isodiary.domain.meal import Meal
from isodiary.domain.period import Period
from isodiary.domain.record import Weight
from isodiary.domain.units import kg, mg
from isodiary.services.figures.summarise import summarise
from isodiary.storage.opening import open_diary
from isodiary.storage.sums.sums import DaySum, DoseSum, damaged_rows, entries, reliability, sums
from tests.services.courses import DAY_AFTER, END, START, begin, dose, evening, symptom, write

TUESDAY = START + timedelta(days=1)
WEDNESDAY = START + timedelta(days=2)
MONDAY_ONLY = Period(first=START, last=START)
TWO_DAYS = Period(first=TUESDAY, last=WEDNESDAY)


@pytest.fixture
def diary(tmp_path):
    opened = open_diary(tmp_path / "isodiary.sqlite", now=DAY_AFTER)
    begin(opened)
    yield opened
    opened.close()


def elsewhere(diary, sql, *values):
    """Change the file behind the diary's back, as only damage can."""
    with closing(sqlite3.connect(diary.path)) as other, other:
        other.execute("pragma ignore_check_constraints = on")
        other.execute(sql, values)


def summed(diary, *spans):
    with diary.reading():
        return sums(diary, spans)


def summary(diary, last=WEDNESDAY):
    return summarise(diary, now=DAY_AFTER, last=last, warning_signs={})


def test_the_doses_of_a_span_are_summed_by_slot_outcome_and_meal(diary):
    taken = {"meal": Meal.DINNER}
    write(diary, dose(TUESDAY, 1, **taken), dose(WEDNESDAY, 1, "10", **taken))
    write(diary, dose(TUESDAY, 2, outcome=Outcome.MISSED), dose(START, 1))
    [found] = summed(diary, TWO_DAYS)
    missed = DoseSum(slot=2, outcome=Outcome.MISSED, meal=None, count=1, amount_ug=0)
    eaten = DoseSum(slot=1, outcome=Outcome.TAKEN, meal=Meal.DINNER, count=2, amount_ug=mg(30))
    assert set(found.doses) == {missed, eaten}


def test_a_day_knows_its_amount_and_the_slots_wholly_taken_and_known_of(diary):
    write(diary, dose(TUESDAY, 1), dose(TUESDAY, 3), dose(TUESDAY, None))
    write(diary, dose(WEDNESDAY, 1, "10", outcome=Outcome.PARTIAL))
    write(diary, dose(WEDNESDAY, 2, outcome=Outcome.UNKNOWN))
    [found] = summed(diary, TWO_DAYS)
    assert found.days == (
        DaySum(day=TUESDAY, amount_ug=mg(60), whole=0b1010, known=0b1010, recorded=0b1010),
        DaySum(day=WEDNESDAY, amount_ug=mg(10), whole=0, known=0b10, recorded=0b110),
    )


def test_each_span_has_its_own_sums_and_an_empty_one_none(diary):
    write(diary, symptom(TUESDAY, 3), symptom(WEDNESDAY, 0), symptom(WEDNESDAY, 1, "lips_dry"))
    empty, found = summed(diary, MONDAY_ONLY, TWO_DAYS)
    assert (empty.doses, empty.days, empty.symptoms, empty.answered_days) == ((), (), (), 0)
    figures = {one.symptom: one for one in found.symptoms}
    headache = figures["headache"]
    assert (headache.worst, headache.days_present, headache.days_answered) == (3, 1, 2)
    assert (headache.severity_sum, found.answered_days) == (3, 2)
    assert figures["lips_dry"].days_answered == 1


def test_what_is_remembered_of_a_day_is_forgotten_when_the_day_is_written(diary):
    write(diary, dose(TUESDAY, 1))
    before = summed(diary, MONDAY_ONLY, TWO_DAYS)
    write(diary, dose(WEDNESDAY, 1))
    monday, later = summed(diary, MONDAY_ONLY, TWO_DAYS)
    assert monday is before[0]
    assert [one.amount_ug for one in later.doses] == [mg(40)]


def test_a_dose_that_moves_to_another_day_is_forgotten_on_both(diary):
    moved = dose(TUESDAY, 1)
    write(diary, moved)
    summed(diary, MONDAY_ONLY, TWO_DAYS)
    edit = Edit(before=moved, after=dose(START, 1, id=moved.id))
    diary.apply(Change(act=Act.AMEND_DOSE, edits=(edit,)), at=DAY_AFTER)
    monday, later = summed(diary, MONDAY_ONLY, TWO_DAYS)
    assert (len(monday.days), len(later.days)) == (1, 0)


def test_what_another_program_writes_is_seen(diary):
    summed(diary, TWO_DAYS)
    with closing(open_diary(diary.path, now=DAY_AFTER)) as other:
        write(other, dose(TUESDAY, 1))
    [found] = summed(diary, TWO_DAYS)
    assert len(found.days) == 1


def test_a_refused_change_leaves_what_is_remembered_true(diary):
    write(diary, dose(TUESDAY, 1))
    [before] = summed(diary, TWO_DAYS)
    with pytest.raises(Exception, match="already holds"):
        write(diary, dose(TUESDAY, 2), dose(TUESDAY, 1))
    assert summed(diary, TWO_DAYS) == [before]


def test_one_state_of_the_file_is_read_throughout(diary):
    with diary.reading():
        sums(diary, [MONDAY_ONLY])
        with closing(open_diary(diary.path, now=DAY_AFTER)) as other:
            write(other, dose(TUESDAY, 1))
        assert not sums(diary, [TWO_DAYS])[0].days


def test_a_reading_within_a_reading_goes_on_with_the_same_state(diary):
    with diary.reading():
        with diary.reading():
            pass
        assert not sums(diary, [TWO_DAYS])[0].days


def test_a_damaged_dose_is_counted_and_not_summed(diary):
    write(diary, dose(TUESDAY, 1), dose(WEDNESDAY, 1))
    assert summary(diary).dose.cumulative_ug == mg(40)
    elsewhere(diary, "update dose set amount_ug = 90000 where day = ?", TUESDAY.isoformat())
    page = summary(diary)
    assert (page.dose.cumulative_ug, page.dose.taken, page.damaged) == (mg(20), 1, 1)
    assert page.trend.taken_ug == {WEDNESDAY: mg(20)}
    assert page.reliability.entries == 1


def test_a_damaged_answer_is_counted_and_not_summed(diary):
    write(diary, symptom(TUESDAY, 1), symptom(WEDNESDAY, 1))
    elsewhere(diary, "update symptom set severity = 3 where day = ?", TUESDAY.isoformat())
    page = summary(diary)
    [headache] = page.symptoms
    assert (headache.worst, headache.days_answered, page.answered_days) == (1, 1, 1)
    assert (page.damaged, page.reliability.entries) == (1, 1)


def test_damage_outside_of_the_course_is_not_looked_for(diary):
    write(diary, symptom(END, 1))
    elsewhere(diary, "update symptom set severity = 3")
    assert summary(diary, last=WEDNESDAY).damaged == 0
    assert summary(diary, last=END).damaged == 1


def test_damaged_weights_labs_visits_and_contacts_are_counted(diary):
    elsewhere(diary, "insert into weight values ('w', '2026-01-06', 64000, 1)")
    elsewhere(diary, "insert into visit values ('v', '2026-01-06', null, '', '', '', 1)")
    elsewhere(diary, "insert into contact values ('c', 'other', 'A', '', 1)")
    elsewhere(
        diary,
        "insert into lab_result values"
        " ('l', '2026-01-06', 'alt', '', '5', '', '', null, null, null, null, null, null, '', '',"
        " 1)",
    )
    page = summary(diary)
    assert page.damaged == 4
    assert (page.weights, page.visits, page.contacts, page.labs) == ((), (), (), ())


@pytest.mark.parametrize("table", ["course", "phase"])
def test_without_a_true_plan_there_are_no_figures(diary, table):
    elsewhere(diary, f"update {table} set start = '2026-01-04'")
    with pytest.raises(DiaryDamaged, match="plan is damaged"):
        summary(diary)


def test_damaged_rows_are_counted_by_table(diary):
    assert damaged_rows(diary, "course", "phase") == 0
    elsewhere(diary, "update phase set why = 'x'")
    assert damaged_rows(diary, "course") == 0
    assert damaged_rows(diary, "course", "phase") == 1


def test_entries_of_spans_come_oldest_first_with_the_number_of_damaged_ones(diary):
    first, second = Weight(day=START, grams=kg(64)), Weight(day=WEDNESDAY, grams=kg(63))
    write(diary, second, first, Weight(day=TUESDAY, grams=kg(62)))
    elsewhere(diary, "update weight set grams = 10000 where day = ?", TUESDAY.isoformat())
    with diary.reading():
        assert entries(diary, Weight, [MONDAY_ONLY, TWO_DAYS]) == ((first, second), 1)


def test_spans_before_the_first_day_of_the_calendar_are_none(diary):
    write(diary, Weight(day=START, grams=kg(64)))
    with diary.reading():
        found, _ = entries(diary, Weight, [Period(first=date.min, last=date.max)])
    assert len(found) == 1


def test_the_reliability_of_no_days_is_of_no_entries(diary):
    write(diary, dose(START, 1), at=evening(START))
    with diary.reading():
        assert reliability(diary, []).entries == 0
        assert reliability(diary, [MONDAY_ONLY, TWO_DAYS]).same_day == 1


def test_the_memo_begins_anew_when_it_is_full(diary, monkeypatch):
    monkeypatch.setattr("isodiary.storage.sums.memo.MOST_KEPT", 2)
    write(diary, dose(TUESDAY, 1))
    spans = [Period(first=START, last=START + timedelta(days=n)) for n in range(4)]
    first = [summed(diary, span)[0] for span in spans]
    assert [len(found.days) for found in first] == [0, 1, 1, 1]
    assert summed(diary, *spans) == first
