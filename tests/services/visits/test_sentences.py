"""What changed, in sentences: exact numbers and days, and nothing but them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from isodiary.domain.period import Period
from isodiary.services.visits.changes import (
    MOST,
    POINTS,
    DosesChange,
    FindingKind,
    LabChange,
    SymptomChange,
    WhatChanged,
)
from isodiary.services.visits.sentences import RULES, compared, sentence, title
from tests.report.diaries import DOSE, figures
from tests.services.labs.diaries import result

NEAR = date(2026, 11, 23)
NAMES = {"headache": "Headache", "own_1": "itchy\n elbow", "alt": "ALT"}
NOW, BEFORE = figures("headache", 3, 2, 26, 5), figures("headache", 1, 4, 27, 4)
NONE = figures("headache", 0, 0, 27, 0)


def said(finding):
    return sentence(finding, NAMES, NEAR).replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("kind", "now", "before", "expected"),
    [
        (FindingKind.UP, NOW, BEFORE, "worst grade 3, first on 14 Nov; in the period before 1."),
        (FindingKind.DOWN, BEFORE, NOW, "worst grade 1, first on 14 Nov; in the period before 3."),
        (
            FindingKind.BEGAN,
            NOW,
            NONE,
            "began on 14 Nov, worst grade 3; in the period before present on 0 of 27 answered"
            " days.",
        ),
        (
            FindingKind.GONE,
            NONE,
            NOW,
            "last present on 14 Nov; in this period present on 0 of 27 answered days.",
        ),
    ],
)
def test_symptom_is_told_with_both_periods(kind, now, before, expected):
    change = SymptomChange(kind=kind, now=now, before=before, day=date(2026, 11, 14))
    assert said(change) == f"Headache: {expected}"


def test_day_of_another_year_has_its_year_and_a_name_stands_on_one_line():
    now = replace(NOW, symptom="own_1")
    change = SymptomChange(kind=FindingKind.GONE, now=now, before=BEFORE, day=date(2025, 12, 30))
    assert said(change).startswith("Itchy elbow: last present on 30 Dec 2025;")


def test_blood_test_is_told_with_values_days_and_ranges():
    change = LabChange(
        now=result("alt", "52", day=date(2026, 11, 2), low="7", high="45"),
        before=result("alt", "<24", day=date(2025, 10, 1), high="43"),
    )
    assert said(change) == (
        "ALT: 52 U/L on 2 Nov, above the lab’s range 7–45;"
        " <24 U/L on 1 Oct 2025, within the lab’s range ≤\N{NARROW NO-BREAK SPACE}43."
    )


def test_doses_are_told_with_what_is_open():
    change = DosesChange(now=DOSE, before=replace(DOSE, taken=57, partial=0, skipped=0))
    assert said(change) == (
        "Doses taken: 89 % (51 of 57, 3 not recorded); in the period before 100 % (57 of 57)."
    )


def test_heading_says_since_when_and_against_what():
    period = Period(first=date(2026, 10, 26), last=NEAR)
    changed = WhatChanged(period=period, before=period.before(), since_visit=True, findings=())
    assert title(changed) == "What changed since the last visit"
    since = title(replace(changed, since_visit=False)).replace("\N{NO-BREAK SPACE}", " ")
    assert since == "What changed since 26 Oct 2026"
    assert compared(changed).replace("\N{NO-BREAK SPACE}", " ") == (
        "Compared with the 29 days before, 27 Sep 2026 to 25 Oct 2026."
    )


def test_rules_name_the_limits_that_hold():
    told = " ".join(RULES)
    assert (MOST, POINTS) == (5, 10)
    assert "five at most" in told
    assert "more than ten percentage points" in told
