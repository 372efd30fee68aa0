from __future__ import annotations

import json
from datetime import timedelta
from decimal import Decimal

import pytest

from isodiary.domain.dose import Outcome
from isodiary.domain.lab import Comparator, LabResult
from isodiary.domain.meal import Meal
from isodiary.domain.units import kg, mg
from isodiary.services.exchange.summary_json import as_json
from isodiary.services.figures.summarise import summarise
from tests.scratch import scratch_diary
from tests.services.courses import DAY_AFTER, SECOND, START, begin, dose, phase, symptom, write

LAST = START + timedelta(days=2)

SMALL = {
    "from": "2026-01-05",
    "to": "2026-01-07",
    "course": {
        "start": "2026-01-05",
        "kept_from": "2026-01-05",
        "ended": None,
        "day": 3,
        "week": 1,
        "planned_weeks": 24,
        "reference_weight_kg": 62.5,
        "target_mg_per_kg": 127.5,
    },
    "dose": {
        "planned_mg_per_day": 30,
        "mg_per_kg_per_day": 0.48,
        "taken_mg": 62.5,
        "scheduled_mg": 90,
        "cumulative_mg": 667.5,
        "cumulative_mg_per_kg": 10.68,
        "lowest_mg_per_kg": 10.68,
        "highest_mg_per_kg": 10.84,
        "target_mg": 7968.75,
        "remaining_mg": 7301.25,
        "days_left": 244,
        "expected_on": "2026-09-08",
        "due": 6,
        "taken": 3,
        "partial": 1,
        "skipped": 1,
        "missed": 0,
        "unknown": 0,
        "not_recorded": 1,
        "extra": 1,
        "adherence_percent": 400 / 6,
        "adherence_mg_percent": 6250 / 90,
        "due_days": 3,
        "full_days": 1,
        "with_meal_percent": 50.0,
    },
    "symptoms": [
        {"id": "vision", "worst": 2, "days_present": 1, "days_answered": 1, "mean": 2.0},
        {"id": "lips_dry", "worst": 1, "days_present": 1, "days_answered": 2, "mean": 0.5},
    ],
    "warning_signs": [{"id": "vision", "day": "2026-01-06", "severity": 2}],
    "steps": [
        {
            "from": "2026-01-05",
            "to": "2026-01-07",
            "mg_per_day": 30,
            "days": 3,
            "adherence_percent": 400 / 6,
            "symptoms": {"vision": 2.0, "lips_dry": 0.5},
        }
    ],
    "labs": [
        {
            "id": "alt",
            "day": "2026-01-05",
            "value": 52,
            "unit": "U/L",
            "low": 7,
            "high": 45.5,
            "flag": "H",
        }
    ],
}


@pytest.fixture
def diary():
    opened = scratch_diary()
    yield opened
    opened.close()


def small(diary):
    begin(
        diary,
        "breakfast 20, dinner 10",
        planned_weeks=24,
        reference_weight_g=kg("62.5"),
        target_ug_per_kg=mg("127.5"),
        opening_ug=mg(600),
    )
    middle = START + timedelta(days=1)
    write(
        diary,
        dose(START, 1, meal=Meal.BREAKFAST),
        dose(START, 2, "10", meal=Meal.SNACK),
        dose(middle, 1, "12.5", outcome=Outcome.PARTIAL),
        dose(middle, 2, outcome=Outcome.SKIPPED),
        dose(LAST, 1),
        dose(LAST, None, "5"),
        symptom(START, 0, "lips_dry"),
        symptom(middle, 1, "lips_dry"),
        symptom(middle, 2, "vision"),
        LabResult(
            day=START,
            analyte="alt",
            value=Decimal("52"),
            unit="U/L",
            low=Decimal("7"),
            high=Decimal("45.5"),
        ),
    )


def of(diary, last=LAST):
    summary = summarise(diary, now=DAY_AFTER, last=last, warning_signs={"vision": 1})
    return as_json(summary)


def test_a_small_diary_says_every_figure(diary):
    small(diary)
    assert of(diary) == SMALL


def test_the_keys_stand_in_their_order_and_all_of_it_is_json(diary):
    small(diary)
    assert json.dumps(of(diary)) == json.dumps(SMALL)


def test_whole_amounts_are_whole_numbers(diary):
    small(diary)
    figures = of(diary)
    assert type(figures["dose"]["scheduled_mg"]) is int
    assert type(figures["labs"][0]["value"]) is int


def test_what_is_not_known_is_null(diary):
    course = begin(diary, start=SECOND)
    write(diary, phase(course, 2, SECOND))
    write(diary, LabResult(day=SECOND, analyte="alt", value=Decimal("1.90")))
    figures = of(diary, last=SECOND)
    assert figures["course"]["planned_weeks"] is None
    assert figures["course"]["target_mg_per_kg"] is None
    for key in ("target_mg", "remaining_mg", "days_left", "expected_on", "with_meal_percent"):
        assert figures["dose"][key] is None
    assert figures["dose"]["adherence_percent"] is figures["dose"]["adherence_mg_percent"] is None
    assert figures["dose"]["planned_mg_per_day"] == 0
    assert list(figures["labs"][0].values()) == ["alt", "2026-02-02", 1.9, None, None, None, None]


def test_a_result_that_is_no_number_is_text(diary):
    begin(diary)
    write(
        diary,
        LabResult(day=START, analyte="a", value=Decimal("5.0"), comparator=Comparator.BELOW),
        LabResult(day=LAST, analyte="b", value=None, word="negative"),
    )
    assert [result["value"] for result in of(diary)["labs"]] == ["<5.0", "negative"]
