"""What changed since the last visit: each rule and its edges, the order, and the limit of five."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isodiary.domain.dose import Outcome
from isodiary.domain.period import Period
from isodiary.domain.record import Visit
from isodiary.domain.summary import SymptomFigures
from isodiary.domain.symptom import NOT_ANSWERED
from isodiary.services.figures.summarise import summarise
from isodiary.services.visits.changes import (
    MOST,
    FindingKind,
    FindingPlace,
    Link,
    Side,
    doses_changes,
    lab_changes,
    read_what_changed,
    side,
    symptom_change,
)
from tests.report.diaries import DOSE
from tests.scratch import scratch_diary
from tests.services.courses import DAY_AFTER, as_planned, begin, days, dose, phase, symptom, write
from tests.services.labs.diaries import result

VISIT = date(2026, 4, 26)
FIRST, LAST = date(2026, 4, 27), date(2026, 5, 24)
BEFORE = date(2026, 3, 30)
EARLY, LATE = BEFORE + timedelta(days=3), FIRST + timedelta(days=3)
PERIOD = Period(first=FIRST, last=LAST)
NAMES = {"headache": "Headache", "lips_dry": "Dry lips", "mood_low": "Low mood", "alt": "ALT"}


@pytest.fixture
def diary():
    opened = scratch_diary()
    begin(opened, start=date(2026, 2, 2))
    write(opened, Visit(day=VISIT))
    yield opened
    opened.close()


def changed(diary, *, last=LAST, left_out=(), names=NAMES):
    summary = summarise(diary, now=DAY_AFTER, last=last, warning_signs={})
    return read_what_changed(
        diary, summary, names, warning_signs={"mood_low": 2}, left_out=left_out
    )


def kinds(diary, **more):
    return [(one.kind, one.subject) for one in changed(diary, **more).findings]


def answer(diary, name, before, now):
    """Answer a symptom on the first days of both periods; None is not answered."""
    for first, grades in ((BEFORE, before), (FIRST, now)):
        given = [
            symptom(first + timedelta(days=n), grade, name)
            for n, grade in enumerate(grades)
            if grade is not None
        ]
        if given:
            write(diary, *given)


def test_period_is_held_against_as_many_days_before(diary):
    found = changed(diary)
    assert (found.period, found.before) == (PERIOD, Period(first=BEFORE, last=VISIT))
    assert found.since_visit
    assert not changed(diary, last=VISIT).since_visit


def test_an_empty_diary_tells_nothing(diary):
    assert kinds(diary) == []


@pytest.mark.parametrize(
    ("before", "now", "kind"),
    [
        ([1], [2], FindingKind.UP),
        ([2, 1], [1, 1], FindingKind.DOWN),
        ([0, 0], [0, 1], FindingKind.BEGAN),
        ([1, 0], [0, 0], FindingKind.GONE),
        ([2, 1], [1, 2], None),
        ([0], [0], None),
        ([None], [3], None),
        ([3], [None], None),
    ],
)
def test_symptom_is_told_by_its_rule(diary, before, now, kind):
    answer(diary, "headache", before, now)
    assert kinds(diary) == ([(kind, "headache")] if kind else [])


def test_symptom_leads_to_the_day_that_shows_it(diary):
    answer(diary, "headache", [0, 0, 0], [0, 1, 3])
    answer(diary, "lips_dry", [1, 2, 0], [0, 0, 0])
    answer(diary, "eyes_dry", [1], [1, 3, 3])
    answer(diary, "nosebleed", [3], [1])
    links = {one.subject: one.link for one in changed(diary).findings}
    assert links == {
        "headache": Link(where=FindingPlace.DAY, day=FIRST + timedelta(days=1)),
        "lips_dry": Link(where=FindingPlace.DAY, day=BEFORE + timedelta(days=1)),
        "eyes_dry": Link(where=FindingPlace.DAY, day=FIRST + timedelta(days=1)),
        "nosebleed": Link(where=FindingPlace.TRENDS),
    }


def test_answers_before_the_period_before_do_not_count(diary):
    write(diary, symptom(BEFORE - timedelta(days=1), 3))
    answer(diary, "headache", [], [1])
    assert kinds(diary) == []


def test_last_day_of_the_period_counts_and_the_day_after_does_not(diary):
    write(diary, symptom(VISIT, 1), symptom(LAST, 2), symptom(LAST + timedelta(days=1), 0))
    [found] = changed(diary).findings
    assert (found.kind, found.day) == (FindingKind.UP, LAST)


def lab(value, day, low="7", high="45", **more):
    return result("alt", value, day=day, low=low, high=high, **more)


@pytest.mark.parametrize(
    ("before", "now", "size"),
    [
        (lab("45", EARLY), lab("45.1", LATE), 1),
        (lab("46", EARLY), lab("45", LATE), 1),
        (lab("6.9", EARLY), lab("7", LATE), 1),
        (lab("6", EARLY), lab("46", LATE), 2),
        (lab("46", EARLY), lab("99", LATE), None),
        (lab("46", EARLY), lab("46", LATE, high="50"), 1),
        (lab("46", EARLY), lab("46", LATE, low=None, high=None), None),
        (lab("negative", EARLY), lab("46", LATE), None),
        (lab("46", EARLY), lab("<10", LATE), None),
        (lab("46", EARLY), lab("<10", LATE, low=None), 1),
        (lab("8", EARLY), lab(">40", LATE), None),
        (lab("8", EARLY), lab(">45", LATE), 1),
        (lab("8", FIRST), lab("46", LATE), None),
        (lab("8", VISIT), lab("46", FIRST), 1),
        (lab("8", EARLY), lab("46", LAST + timedelta(days=1)), None),
    ],
)
def test_blood_test_is_told_where_it_crossed_its_range(before, now, size):
    found = list(lab_changes((before, now), PERIOD))
    assert [one.size for one in found] == ([] if size is None else [size])
    if found:
        assert (found[0].now, found[0].before) == (now, before)
        assert found[0].link == Link(where=FindingPlace.LABS)


def test_only_the_newest_results_are_held_against_each_other():
    results = (lab("8", BEFORE), lab("46", EARLY), lab("9", FIRST), lab("47", LATE))
    assert list(lab_changes(results, PERIOD)) == []


def test_of_a_period_only_its_newest_day_counts():
    results = (lab("8", EARLY), lab("46", FIRST), lab("9", LATE))
    assert list(lab_changes(results, PERIOD)) == []


def test_results_of_one_day_on_two_sides_say_nothing():
    results = (lab("8", EARLY), lab("44", LATE), lab("46", LATE))
    assert list(lab_changes(results, PERIOD)) == []


def test_results_before_the_period_before_count_for_blood_tests(diary):
    write(diary, lab("8", date(2026, 1, 20)), lab("46", LATE))
    assert kinds(diary) == [(FindingKind.LAB, "alt")]


@pytest.mark.parametrize(("taken", "told"), [(90, False), (89, True), (100, False), (0, True)])
def test_doses_are_told_only_beyond_ten_points(taken, told):
    before = replace(DOSE, due=100, taken=100, partial=0, skipped=0)
    now = replace(before, taken=taken, skipped=100 - taken)
    assert bool(list(doses_changes(now, before))) is told
    assert bool(list(doses_changes(before, now))) is told


@pytest.mark.parametrize("unknown", [0, 57])
def test_doses_of_which_nothing_is_known_are_no_change(unknown):
    empty = replace(DOSE, taken=0, partial=0, skipped=0, unknown=unknown)
    assert not list(doses_changes(empty, DOSE))
    assert not list(doses_changes(DOSE, empty))
    assert not list(doses_changes(DOSE, replace(empty, due=0, unknown=0)))
    assert not list(doses_changes(DOSE, None))


def test_doses_of_both_periods_are_those_of_the_sheet(diary):
    course, phases = begin_plan(diary)
    missed = {(day, 2) for day in days(FIRST, FIRST + timedelta(days=9))}
    write(diary, *as_planned(course, phases, BEFORE, LAST, missed=missed))
    [found] = changed(diary).findings
    assert (found.kind, found.link) == (FindingKind.DOSES, Link(where=FindingPlace.TRENDS))
    assert (found.before.taken, found.before.due) == (56, 56)
    assert (found.now.taken, found.now.missed, found.now.due) == (46, 10, 56)
    assert found.size == 1


def test_a_course_that_began_with_the_period_has_no_doses_before_it(diary):
    write(diary, dose(FIRST, 1, outcome=Outcome.MISSED))
    summary = summarise(diary, now=DAY_AFTER, first=date(2026, 2, 2), last=LAST, warning_signs={})
    assert read_what_changed(diary, summary, NAMES, warning_signs={}).findings == ()


def begin_plan(diary):
    summary = summarise(diary, now=DAY_AFTER, last=LAST, warning_signs={})
    return summary.course, [
        phase(summary.course, 1, summary.course.start, "breakfast 20, dinner 20")
    ]


def test_warning_signs_stand_first_then_the_larger_then_by_name(diary):
    answer(diary, "headache", [0], [3])
    answer(diary, "mood_low", [2], [1])
    answer(diary, "eyes_dry", [1], [2])
    answer(diary, "lips_dry", [2], [1])
    write(diary, lab("8", EARLY), lab("46", LATE))
    assert [one for _, one in kinds(diary)] == [
        "mood_low",
        "headache",
        "alt",
        "lips_dry",
        "eyes_dry",
    ]
    assert kinds(diary, names=NAMES | {"eyes_dry": "A"})[2] == (FindingKind.UP, "eyes_dry")


def test_what_never_was_a_sign_does_not_stand_first(diary):  # red before: mood_low 1 led
    answer(diary, "headache", [0], [3])
    answer(diary, "mood_low", [1], [0])
    assert [one for _, one in kinds(diary)] == ["headache", "mood_low"]


def test_five_are_told_at_most(diary):
    for number in range(MOST + 2):
        answer(diary, f"own_{number}", [0], [1 + (number == 6)])
    assert [one for _, one in kinds(diary)] == ["own_6", "own_0", "own_1", "own_2", "own_3"]


def test_what_is_left_out_makes_room_for_others(diary):
    for number in range(MOST + 1):
        answer(diary, f"own_{number}", [0], [1])
    write(diary, lab("8", EARLY), lab("46", LATE))
    left = kinds(diary, left_out={"alt", "own_0"})
    assert [one for _, one in left] == [f"own_{number}" for number in range(1, 6)]


@pytest.mark.parametrize(
    ("value", "low", "high", "expected"),
    [
        ("7", "7", "45", Side.WITHIN),
        ("<7", "7", "45", Side.BELOW),
        ("<8", "7", "45", None),
        ("<45", None, "45", Side.WITHIN),
        (">7", "7", None, Side.WITHIN),
        (">44", "7", "45", None),
        ("5", None, None, None),
    ],
)
def test_side_is_said_only_where_it_is_sure(value, low, high, expected):
    assert side(lab(value, LATE, low, high)) is expected


GRADE = st.sampled_from([0, 1, 2, 3, NOT_ANSWERED])
GRADES = st.lists(GRADE, min_size=1, max_size=40)
OPPOSITE = {
    FindingKind.UP: FindingKind.DOWN,
    FindingKind.DOWN: FindingKind.UP,
    FindingKind.BEGAN: FindingKind.GONE,
    FindingKind.GONE: FindingKind.BEGAN,
}


def figures(answers):
    given = [one for one in answers if one != NOT_ANSWERED]
    return given and SymptomFigures(
        symptom="headache",
        worst=max(given),
        days_present=sum(one > 0 for one in given),
        days_answered=len(given),
        severity_sum=sum(given),
    )


def found_between(before, now):
    return symptom_change(figures(now), figures(before), FIRST, len(before), bytes(before + now))


@given(st.lists(st.tuples(GRADE, GRADE), min_size=1, max_size=40))
def test_what_goes_up_one_way_goes_down_the_other(periods):
    before, now = (list(answers) for answers in zip(*periods, strict=True))
    if not (figures(before) and figures(now)):
        return
    there, back = found_between(before, now), found_between(now, before)
    assert (there is None) == (back is None) == (max_of(before) == max_of(now))
    if there and back:
        assert OPPOSITE[there.kind] is back.kind
        assert there.size == back.size >= 1
        assert FIRST <= there.day < FIRST + timedelta(days=len(before + now))
        assert (before + now)[(there.day - FIRST).days] not in {0, NOT_ANSWERED} or (
            there.kind is FindingKind.DOWN
        )


def max_of(answers):
    return max(one for one in answers if one != NOT_ANSWERED)


@given(GRADES, st.integers(1, 40))
def test_days_without_an_answer_say_nothing_and_change_nothing(answers, more):
    padded = answers + [NOT_ANSWERED] * more
    assert figures(padded) == figures(answers)
    if figures(answers):
        assert found_between([0], answers) == found_between([0], padded)
