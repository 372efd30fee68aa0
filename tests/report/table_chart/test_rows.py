"""The rows of the table-chart: which symptoms, in which order, and what stands beside them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from isodiary.domain.course_days import CourseDays
from isodiary.domain.period import Period
from isodiary.domain.record import Visit
from isodiary.domain.symptom import NOT_ANSWERED
from isodiary.domain.units import mg
from isodiary.report.sheet.off_paper import on_paper
from isodiary.report.table_chart.rows import ChartRows, SignDay, Tally, chart_rows
from isodiary.services.figures.course_days import read_course_days
from tests.scratch import scratch_diary
from tests.services.courses import (
    DAY_AFTER,
    END,
    PAUSE,
    SECOND,
    START,
    THIRD,
    begin,
    days,
    dose,
    of,
    phase,
    symptom,
    variable_course,
    write,
)

ONE = timedelta(days=1)
NAMES = {"headache": "Headache", "lips_dry": "Dry lips", "eyes_dry": "Dry eyes", "itch": "Itching"}
SIGNS = {"headache": 1}


@pytest.fixture
def diary():
    opened = scratch_diary()
    yield opened
    opened.close()


def rows_of(diary, *, first=None, last=END, tracked=("lips_dry", "headache"), **more) -> ChartRows:
    summary = of(diary, first=first, last=last, signs=SIGNS)
    charted = read_course_days(diary, summary, warning_signs=SIGNS, **more)
    return chart_rows(summary, charted, NAMES, tracked)


def flat(text: str) -> str:
    return " ".join(text.split())


def test_the_plan_has_a_step_for_each_dose_and_a_pause_ends_none(diary):
    variable_course(diary)
    rows = rows_of(diary)
    assert [(step.first, step.last, step.tops_ug) for step in rows.plan] == [
        (START, SECOND - ONE, (mg(30),)),
        (SECOND, THIRD - ONE, (mg(40),)),
        (THIRD, END, (mg(50),)),
    ]
    assert [tuple(map(flat, step.labels)) for step in rows.plan] == [
        ("30 mg a day", "30 mg", "30"),
        ("40 mg", "40"),
        ("50 mg", "50"),
    ]
    assert rows.pauses == (Period(first=PAUSE[0], last=PAUSE[1]),)


def test_the_same_dose_planned_anew_is_the_same_step(diary):
    course = begin(diary)
    write(diary, phase(course, 2, SECOND, "dinner 40"))
    [step] = rows_of(diary).plan
    assert (step.first, step.last) == (START, END)


@pytest.mark.parametrize(
    ("plan", "tops", "labels"),
    [
        ("every 2 days: dinner 20 / dinner 40", (20, 40), ("20/40 mg",)),
        ("every 3 days: dinner 20 / - / -", (20, 0, 0), ("20 mg, every 3 days", "20 mg")),
        (
            "Mon Wed Fri: dinner 20",
            (20, 0, 20, 0, 20, 0, 0),
            ("20 mg, Mon, Wed and Fri", "20 mg"),
        ),
    ],
)
def test_a_rhythm_has_the_days_of_its_cycle(diary, plan, tops, labels):
    begin(diary, plan)  # its first day is a Monday
    [step] = rows_of(diary).plan
    assert step.tops_ug == tuple(map(mg, tops))
    assert tuple(map(flat, step.labels)) == labels
    assert step.rhythm
    assert step.top_ug(START + timedelta(days=len(tops))) == mg(tops[0])


def test_a_rhythm_that_goes_on_after_a_pause_keeps_its_days_and_is_not_named_again(diary):
    course = begin(diary, "every 2 days: dinner 20 / dinner 40")
    write(diary, phase(course, 2, START + 4 * ONE, until=START + 6 * ONE))
    before, after = rows_of(diary).plan
    assert after.first == START + 7 * ONE
    assert after.tops_ug == (mg(40), mg(20))  # the cycle counts on through the pause
    assert (before.labels != (), after.labels) == (True, ())


def answer(diary, name, severities, first=START):
    write(
        diary,
        *(
            symptom(first + n * ONE, severity, name)
            for n, severity in enumerate(severities)
            if severity is not None
        ),
    )


def test_the_worst_of_the_period_stands_first_then_the_most_days_then_the_own_order(diary):
    begin(diary)
    answer(diary, "eyes_dry", [1, 1, 0])
    answer(diary, "headache", [1, 0, 0])
    answer(diary, "lips_dry", [0, 1, 0])
    answer(diary, "itch", [0, 0, 2])
    rows = rows_of(diary, last=START + 2 * ONE)
    assert [row.name for row in rows.symptoms] == ["Itching", "Dry eyes", "Dry lips", "Headache"]


def test_worst_and_days_are_those_of_the_period_and_of_the_one_before(diary):
    begin(diary)
    write(diary, Visit(day=START + ONE), Visit(day=START + 3 * ONE))
    answer(diary, "lips_dry", [3, 3, 2, None, 1, 0])
    rows = rows_of(diary, last=START + 6 * ONE)
    [lips] = rows.symptoms
    assert (lips.worst, lips.since, lips.before) == (1, Tally(count=1, of=2), Tally(count=1, of=1))
    assert lips.severities == bytes([3, 3, 2, NOT_ANSWERED, 1, 0, NOT_ANSWERED])
    assert rows.since.title == "Since the last visit"
    assert rows.since.first == START + 4 * ONE
    assert rows.before is not None
    assert rows.before.title == "Period before"
    assert rows.visits == (START + ONE, START + 3 * ONE)


def test_what_was_present_earlier_stays_last_with_nothing(diary):
    begin(diary)
    write(diary, Visit(day=START + ONE))
    answer(diary, "headache", [3, 3, 0, 0])
    answer(diary, "lips_dry", [0, 0, 1, 1])
    answer(diary, "eyes_dry", [2, 2, None, None])
    rows = rows_of(diary, last=START + 3 * ONE)
    assert [(row.name, row.worst, row.since) for row in rows.symptoms] == [
        ("Dry lips", 1, Tally(count=2, of=2)),
        ("Headache", 0, Tally(count=0, of=2)),
        ("Dry eyes", None, None),
    ]


def test_what_never_was_present_is_named_beneath_and_what_is_asked_later_too(diary):
    begin(diary)
    answer(diary, "itch", [0] * 20)
    answer(diary, "lips_dry", [1] * 20)
    answer(diary, "headache", [2] * 5, first=START + 10 * ONE)
    rows = rows_of(diary, last=START + 19 * ONE)
    assert [flat(note) for note in rows.notes] == [
        "Never present in the course: Itching.",
        "Headache asked since 15 Jan.",
    ]


def test_of_a_period_without_an_answer_that_is_said(diary):
    begin(diary)
    assert rows_of(diary).notes == ("No symptom was answered in this period.",)


@pytest.mark.parametrize(
    ("more", "first", "title"),
    [
        ({}, None, "Since the start"),
        ({"kept_from": SECOND}, None, "Since the diary began"),
        ({}, date(2026, 5, 1), "1 May – 24 May"),
    ],
)
def test_the_column_says_which_days_it_is_of(diary, more, first, title):
    begin(diary, **more)
    rows = rows_of(diary, first=first)
    assert flat(rows.since.title) == title
    assert (rows.before is None) == (first is None)


def test_doses_taken_of_due_stand_beside_the_dose(diary):
    variable_course(diary)
    write(diary, Visit(day=SECOND - ONE), Visit(day=THIRD - ONE))
    rows = rows_of(diary)
    summary = of(diary)
    assert rows.since.doses == Tally(
        count=summary.dose.taken + summary.dose.partial, of=summary.dose.due
    )
    assert rows.before is not None
    assert rows.before.doses.of == 2 * (THIRD - SECOND).days


def test_signs_are_numbered_as_in_their_box_and_earlier_ones_are_not(diary):
    begin(diary)
    write(diary, Visit(day=START + 3 * ONE))
    answer(diary, "headache", [3, None, None, None, 2, None, 3])
    rows = rows_of(diary, last=START + 7 * ONE)
    assert rows.signs == (
        SignDay(day=START + 6 * ONE, number=1),
        SignDay(day=START + 4 * ONE, number=2),
        SignDay(day=START, number=None),
    )
    assert (rows.since.signs, rows.before and rows.before.signs) == (2, 1)


def test_a_row_that_is_kept_off_paper_is_neither_row_nor_name(diary):
    begin(diary)
    answer(diary, "headache", [3, 0])
    answer(diary, "itch", [0, 0])
    answer(diary, "lips_dry", [1, 1])
    summary = of(diary, last=START + ONE, signs=SIGNS)
    charted: CourseDays = read_course_days(diary, summary, warning_signs=SIGNS)
    kept = on_paper(summary, charted, None, {"headache", "itch"}, NAMES)
    rows = chart_rows(kept.summary, kept.charted, NAMES)
    assert [row.name for row in rows.symptoms] == ["Dry lips"]
    assert (rows.signs, rows.since.signs) == ((), 0)
    said = " ".join((*rows.notes, rows.description))
    assert "Headache" not in said
    assert "Itching" not in said


def test_every_row_is_a_sentence_of_the_description(diary):
    begin(diary)
    answer(diary, "lips_dry", [1, 0])
    said = flat(rows_of(diary, last=START + ONE).description)
    assert "Dry lips: worst 1, present on 1 of 2 answered days, Since the start." in said
    assert "40 mg a day from 5 Jan." in said


@pytest.mark.parametrize("length", [5, 14, 84, 168, 420])
@pytest.mark.parametrize("symptoms", [3, 25])
def test_every_length_and_number_of_symptoms_has_a_byte_for_each_day(diary, length, symptoms):
    begin(diary)
    last = START + timedelta(days=length - 1)
    for number in range(symptoms):
        answer(diary, f"own_{number}", [1] * 3)
    summary = of(diary, last=last, now=DAY_AFTER + timedelta(days=400))
    charted = read_course_days(diary, summary, warning_signs={})
    rows = chart_rows(summary, charted, {})
    assert len(rows.symptoms) == symptoms
    assert {len(row.severities) for row in rows.symptoms} == {length} == {len(rows.doses)}


def test_the_lanes_may_be_of_other_days_than_the_columns(diary):
    variable_course(diary)
    answer(diary, "lips_dry", [1] * 30)
    rows = rows_of(diary, days=Period(first=END - 29 * ONE, last=END))
    assert rows.days.days == 30
    assert rows.since.first == START
    assert [row.name for row in rows.symptoms] == ["Dry lips"]
    assert len(days(rows.days.first, rows.days.last)) == len(rows.doses)


def test_a_second_course_does_not_show_the_first(diary):
    begin(diary, ended_on=START + ONE)
    write(diary, dose(START, 1), symptom(START, 3))
    begin(diary, start=SECOND)
    answer(diary, "lips_dry", [1], first=SECOND)
    rows = rows_of(diary, last=SECOND + ONE)
    assert rows.days.first == SECOND
    assert [row.name for row in rows.symptoms] == ["Dry lips"]


def test_without_signs_nothing_of_them_is_left(diary):
    begin(diary)
    answer(diary, "headache", [3])
    rows = replace(rows_of(diary, last=START)).without_signs()
    assert (rows.signs, rows.since.signs) == ((), 0)
