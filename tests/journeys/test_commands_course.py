"""`isodiary begin`, `plan`, `pause` and `undo`."""

from __future__ import annotations

import json

import pytest

from tests.journeys.commands import BEGIN


def summary(terminal, *words):
    return json.loads(terminal.line("summary", "--json", *words))


def test_a_course_is_begun_in_one_line(new):
    assert new.line(*BEGIN) == (
        "Course begun: Isotretinoin, from 3 Sep 2026; "
        "from 3 Sep 2026, 50 mg a day: breakfast 20 mg, dinner 30 mg"
    )


def test_all_that_was_said_of_a_course_is_kept(new):
    options = ("--weeks", "24", "--target", "120", "--opening", "600", "--product", "roaccutane")
    assert "Roaccutane" in new.line(*BEGIN, *options)
    course = summary(new)["course"]
    assert (course["planned_weeks"], course["target_mg_per_kg"]) == (24, 120)
    assert summary(new)["dose"]["cumulative_mg"] == 600


def test_a_weight_may_be_in_pounds(new):
    new.line(*BEGIN[:4], "140 lb", *BEGIN[5:])
    assert summary(new)["course"]["reference_weight_kg"] == 63.503


def test_the_daily_symptoms_are_asked_from_the_beginning(new):
    new.line(*BEGIN)
    assert "12 daily symptoms" in new.line("check")


def test_a_second_course_is_refused_while_one_goes_on(terminal):
    assert "going on already" in terminal.refusal(*BEGIN)


@pytest.mark.parametrize(
    "words",
    [
        BEGIN[:-2],
        (*BEGIN[:-1], "supper 20"),
        (*BEGIN[:-1], "dinner 20, dinner 10"),
        (*BEGIN[:-1], "breakfast"),
        (*BEGIN, "--weight", "heavy"),
        (*BEGIN, "--weight", "5"),
        (*BEGIN, "--weeks", "0"),
        (*BEGIN, "--target", "many"),
        (*BEGIN, "--opening", "-5"),
        (*BEGIN, "--product", "x" * 300),
        (*BEGIN, "--start", "soon"),
    ],
)
def test_a_beginning_that_cannot_be_read_makes_no_diary(new, words):
    new.refusal(*words, code=2)
    assert not new.path.exists()


def test_what_is_unusual_about_a_course_is_said_and_kept(new):
    result = new(*BEGIN, "--target", "500", "--weeks", "100")
    assert result.exit_code == 0
    assert "500 mg/kg is unusual." in result.stderr
    assert "100 weeks is unusual." in result.stderr


def test_another_dose_leaves_what_was_before(terminal):
    line = terminal.line("plan", "--from", "2026-10-05", "lunch 40", "--why", "agreed")
    assert line == "New dose planned: from 5 Oct 2026, 40 mg a day: lunch 40 mg"
    steps = summary(terminal)["steps"]
    assert [(step["from"], step["mg_per_day"]) for step in steps] == [
        ("2026-09-03", 50),
        ("2026-10-05", 40),
    ]


def test_doses_that_are_noted_already_are_mentioned(terminal):
    terminal.line("dose")
    result = terminal("plan", "--from", "2026-11-23", "lunch 40")
    assert "1 dose already logged" in result.stderr.replace("\N{NO-BREAK SPACE}", " ")


def test_a_pause_has_its_days(terminal):
    line = terminal.line(
        "pause", "--from", "2026-11-01", "--until", "2026-11-07", "--why", "a cold"
    )
    assert line == "Pause planned: from 1 Nov 2026 until 7 Nov 2026, pause"
    assert summary(terminal, "--from", "2026-11-01", "--to", "2026-11-08")["dose"]["due"] == 2


@pytest.mark.parametrize(
    "words",
    [
        ("plan", "--from", "2026-08-01", "lunch 40"),
        ("plan", "--from", "2026-11-01", "breakfast 20, dinner 20+10"),
        ("plan", "--from", "2026-11-01", "lunch 40", "--why", "x" * 300),
        ("pause", "--from", "2026-08-01", "--until", "2026-08-02"),
    ],
)
def test_what_the_course_does_not_allow_is_refused(terminal, words):
    terminal.refusal(*words)


def test_a_pause_that_ends_before_it_begins_is_wrong_usage(terminal):
    terminal.refusal("pause", "--from", "2026-11-08", "--until", "2026-11-07", code=2)


@pytest.mark.parametrize(
    "words", [("plan", "--from", "today", "lunch 40"), ("pause", "--from", "today"), ("undo",)]
)
def test_a_plan_needs_a_diary(new, words):
    assert "There is no diary" in new.refusal(*words)
    assert not new.path.exists()


def test_undo_takes_back_the_last_change_until_there_is_none(terminal):
    terminal.line("symptom", "headache=2")
    assert terminal.line("undo") == "Taken back: Symptoms noted: 23 Nov 2026, Headache 2 (moderate)"
    assert "Course begun" in terminal.line("undo")
    assert "nothing to take back" in terminal.refusal("undo")
