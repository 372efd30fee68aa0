"""Lab results, limits, planned tests and weights as a file gives them back."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from isodiary.domain.dose import Dose, Outcome
from isodiary.domain.lab import Comparator, LabLimit, LabResult, PlannedTest
from isodiary.domain.record import Patient, Sex, Weight
from isodiary.storage.reads.labs import (
    lab_history,
    next_planned_test,
    planned_tests,
    taken_by_day,
    weights,
)
from tests.storage.writing import MONDAY, add, meddle, typed

OTHER = date(2026, 12, 1)
RESULT = LabResult(
    day=MONDAY,
    analyte="triglycerides",
    value=Decimal("1.90"),
    comparator=Comparator.BELOW,
    unit="mmol/L",
    high=Decimal("1.70"),
    fasting=True,
    exercise=False,
    lab="Lab A",
)


def test_an_empty_diary_has_no_history(diary):
    found = lab_history(diary)
    assert (found.results, found.limits, found.planned) == ((), (), ())
    assert found.patient == Patient()
    assert (found.last_lab, found.last_panel()) == ("", ())
    assert next_planned_test(diary, MONDAY) is None


def test_results_come_back_as_typed_oldest_first(diary):
    other = LabResult(day=OTHER, analyte="alt", value=Decimal(52), unit="U/L")
    add(diary, other, RESULT)
    first, second = lab_history(diary).results
    assert typed(first) == typed(RESULT)
    assert second == other


def test_limits_and_the_patient_are_part_of_it(diary):
    limit, anna = LabLimit(analyte="alt", high=Decimal("100.0")), Patient(sex=Sex.FEMALE)
    add(diary, limit, anna)
    found = lab_history(diary)
    assert (found.limit_of("alt"), found.limit_of("ast"), found.patient) == (limit, None, anna)


def test_a_damaged_result_is_left_out(diary, path):
    add(diary, RESULT)
    meddle(path, "update lab_result set value = '9.9'")
    assert lab_history(diary).results == ()


def test_the_next_planned_test_is_today_or_later(diary):
    past, today, later = (
        PlannedTest(day=date(2026, 11, 1), what="a"),
        PlannedTest(day=MONDAY, what="b"),
        PlannedTest(day=OTHER, what="c"),
    )
    add(diary, later, past, today)
    assert planned_tests(diary) == (past, today, later)
    assert next_planned_test(diary, MONDAY) == today
    assert next_planned_test(diary, date(2026, 12, 2)) is None


def test_weights_stand_oldest_first(diary):
    newer, older = Weight(day=OTHER, grams=61_000), Weight(day=MONDAY, grams=64_000)
    add(diary, newer, older)
    assert weights(diary) == (older, newer)


def test_what_was_swallowed_is_summed_by_day(diary):
    taken = [(1, Outcome.TAKEN, 20_000), (2, Outcome.PARTIAL, 10_000), (None, Outcome.TAKEN, 5_000)]
    doses = [
        Dose(day=MONDAY, slot=slot, outcome=outcome, amount_ug=ug, capsules=())
        for slot, outcome, ug in taken
    ]
    add(diary, *doses, Dose(day=OTHER, slot=1, outcome=Outcome.MISSED, capsules=(), amount_ug=0))
    assert taken_by_day(diary, MONDAY, OTHER) == ((MONDAY, 35_000),)
    assert taken_by_day(diary, OTHER, OTHER) == ()
