"""Any course a doctor orders, typed: begun in the middle, in a rhythm, corrected and ended."""

from __future__ import annotations

import json

import pytest

from tests.journeys.commands import BEGIN

NOON = "2026-11-24T12:00:00+01:00"


def summary(terminal, *words):
    return json.loads(terminal.line("summary", "--json", *words))


def entries(terminal, *words):
    return json.loads(terminal.line("list", "--json", *words))


def test_a_course_begun_in_the_middle_owes_nothing_before_its_diary(new):
    kept = ("--kept-from", "2026-11-23 19:00", "--opening", "planned", "--target", "120")
    new.line(*BEGIN, *kept)
    new.line("dose")
    found = summary(new)
    assert (found["from"], found["course"]["kept_from"]) == ("2026-11-23", "2026-11-23")
    assert (found["dose"]["due"], found["dose"]["taken"]) == (1, 1)
    # 81 days of 50 mg, the morning's 20 and the evening's 30
    assert found["dose"]["cumulative_mg"] == 81 * 50 + 50


def test_what_is_not_known_is_null_and_never_zero(new):
    result = new(*BEGIN, "--kept-from", "2026-11-23", "--target", "120")
    assert "not known; --opening says it" in result.stderr
    dose = summary(new)["dose"]
    unknown = ("cumulative_mg", "cumulative_mg_per_kg", "remaining_mg", "days_left", "expected_on")
    assert [dose[key] for key in unknown] == [None] * 5
    assert dose["lowest_mg_per_kg"] == 0
    assert dose["highest_mg_per_kg"] > 60
    assert "not known" in new.line("summary")


@pytest.mark.parametrize(
    "words",
    [
        ("--kept-from", "2026-09-02"),
        ("--kept-from", "19:00"),
        ("--opening", "perhaps"),
        ("--opening", "unknown"),
        ("--opening", "planned"),
    ],
)
def test_a_diary_start_that_cannot_be_is_refused(new, words):
    assert new.refusal(*BEGIN, *words, code=2)
    assert not new.path.exists()


def test_an_amount_of_six_times_the_target_is_asked_about_once(new):
    said = new(*BEGIN, "--opening", "50000", "--target", "120").stderr
    assert "6 times the target" in said


def test_another_course_is_of_the_product_of_the_one_before(terminal):
    terminal.line("end", "--day", "2026-11-22")
    line = terminal.line(
        "begin", *("--start", "2026-11-23", "--weight", "60", "--plan"), "dinner 20"
    )
    first, second = entries(terminal, "--kind", "course")
    assert second["product"] == first["product"] in line


@pytest.mark.parametrize(
    ("plan", "said"),
    [
        ("every 2 days: dinner 20 / dinner 40", "30 mg a day on average, every 2 days"),
        ("every 3 days: dinner 20 / - / -", "6.67 mg a day on average, every 3 days"),
        ("Mon Wed Fri: dinner 20", "8.57 mg a day on average, Mon, Wed and Fri: dinner 20 mg"),
    ],
)
def test_a_rhythm_is_planned_in_one_line(terminal, plan, said):
    assert said in terminal.line("plan", "--from", "2026-11-24", plan)
    stored = entries(terminal, "--kind", "phase")[-1]["plan"]
    assert stored.startswith(plan.split(":")[0])


def test_a_day_without_a_dose_has_nothing_due(terminal):
    terminal.line("plan", "--from", "2026-11-24", "Mon Wed Fri: dinner 20")
    tuesday = terminal.at("2026-11-24T23:30:00+01:00")
    assert "No dose is planned for that day" in tuesday.refusal("dose")
    assert summary(tuesday, "--from", "2026-11-24")["dose"]["due"] == 0


def test_a_plan_changed_at_noon_gives_the_evening(terminal):
    noon = terminal.at(NOON)
    noon.line("dose", "--slot", "1")
    noon.line("plan", "--from", "2026-11-24", "dinner 60")
    evening = noon.at("2026-11-24T19:05:00+01:00")
    assert "second dose, 60 mg" in evening.line("dose")
    assert "already in the diary" in evening.refusal("dose")
    dose = summary(evening, "--from", "2026-11-24")["dose"]
    assert (dose["taken_mg"], dose["scheduled_mg"], dose["full_days"]) == (80, 80, 1)


def test_a_new_plan_begins_with_the_dose_it_is_told_to(terminal):
    terminal.line("plan", "--from", "2026-11-24", "--at", "12:00", "breakfast 10, dinner 60")
    evening = terminal.at("2026-11-24T19:05:00+01:00")
    assert "first dose, 20 mg" in evening.line("dose", "--slot", "1")
    assert "second dose, 60 mg" in evening.line("dose", "--slot", "2")


def test_of_one_dose_a_day_commands_say_the_dose(terminal):  # red before: "first dose"
    terminal.line("plan", "--from", "2026-11-24", "dinner 60")
    evening = terminal.at("2026-11-24T19:05:00+01:00")
    assert "24 Nov 2026, dose, 60 mg" in evening.line("dose")
    [entry] = evening("list", "--kind", "dose", "--from", "2026-11-24").stdout.splitlines()
    assert "24 Nov 2026, dose, 60 mg" in entry
    assert "24 Nov 2026, dose, 60 mg" in evening.line("undo")


def test_a_plan_that_was_typed_wrongly_is_corrected_with_its_doses(terminal):
    terminal.line("dose", "--slot", "1")
    line = terminal.line("plan", "--from", "2026-09-03", "breakfast 10, dinner 20", "--correct")
    assert line.startswith("Plan corrected: from 3 Sep 2026, 30 mg a day")
    [dose] = entries(terminal, "--kind", "dose")
    assert (dose["planned_ug"], dose["amount_ug"], dose["outcome"]) == (10_000, 20_000, "taken")
    assert "Plan corrected" in terminal.line("undo")
    [dose] = entries(terminal, "--kind", "dose")
    assert dose["planned_ug"] == 20_000
    assert terminal.refusal(
        "plan", "--from", "2026-09-03", "dinner 20", "--correct", "--at", "12:00", code=2
    )


def test_a_pause_may_have_no_end(terminal):
    terminal.line("pause", "--from", "2026-11-24")
    found = summary(terminal.at(NOON))["dose"]
    assert (found["planned_mg_per_day"], found["days_left"]) == (0, None)


def test_after_the_last_capsule_the_summary_goes_on_to_today(terminal):
    assert terminal.line("end") == "Course ended: last capsule on 23 Nov 2026"
    later = terminal.at("2026-12-14T12:00:00+01:00")
    later.line("symptom", "mood_low=2")
    found = summary(later)
    assert (found["to"], found["course"]["ended"]) == ("2026-12-14", "2026-11-23")
    assert found["dose"]["expected_on"] is None
    assert found["symptoms"][0]["id"] == "mood_low"
    assert "ended already" in later.refusal("end")


def test_visits_questions_and_tests_are_noted(terminal):
    line = terminal.line("visit", "2026-12-02", "--at", "09:15", "--with", "Dr Ash")
    assert line == "Visit noted: 2 Dec 2026, visit, 09:15, Dr Ash"
    assert "already has a visit" in terminal.refusal("visit", "2026-12-02", "--with", "Dr Elm")
    assert "not come yet" in terminal.refusal("visit", "2026-12-02", "--agreed", "balm")
    assert "agreed: balm" in terminal.at("2026-12-02T12:00:00+01:00").line(
        "visit", "2026-12-02", "--agreed", "balm"
    )
    assert terminal.line("question", "May I", "swim?") == "Question noted: May I swim?"
    assert "noted already" in terminal.refusal("question", "May I swim?")
    assert "blood test liver and lipids" in terminal.line("test", "2026-12-01", "liver and lipids")
    assert terminal.refusal("visit", "soon", code=2)


def test_acne_is_noted(terminal):
    assert terminal.line("acne", "--iga", "2", "--inflammatory", "12").endswith(
        "acne 2 of 4, 12 inflammatory"
    )
    assert "already has an acne check" in terminal.refusal("acne", "--iga", "1")
    assert "GAGS 21 of 44" in terminal.line("acne", "--gags", "2 1 1 0 1 4", "--day", "2026-11-22")
    for wrong in ("2 1", "2 1 1 0 1 5", "a b c d e f"):
        assert terminal.refusal("acne", "--gags", wrong, code=2)
    assert "Fill in" in terminal.refusal("acne", "--day", "2026-11-21")
    assert "not come yet" in terminal.refusal("acne", "--iga", "1", "--day", "2026-11-24")


def test_every_entry_is_listed_one_a_line(terminal):
    terminal.line("dose", "--slot", "1")
    terminal.line("note", "tired")
    lines = terminal.line("list").splitlines()
    found = entries(terminal)
    assert len(lines) == len(found)
    assert {"course", "phase", "dose", "day_note", "weight", "tracked"} <= {
        entry["kind"] for entry in found
    }
    assert all("checksum" not in entry and entry["id"] for entry in found)
    [today] = entries(terminal, "--from", "2026-11-23", "--kind", "day_note")
    assert (today["day"], today["text"], today["off_paper"]) == ("2026-11-23", "tired", 0)
    assert entries(terminal, "--to", "2026-09-01") == []
    assert terminal.refusal("list", "--kind", "doses", code=2)
    assert terminal.refusal("list", "--from", "2026-11-23", "--to", "2026-11-22", code=2)


@pytest.mark.parametrize(
    "words", [("end",), ("visit", "today"), ("question", "?"), ("test", "today"), ("list",)]
)
def test_no_command_makes_a_diary_but_begin(new, words):
    assert "no diary" in new.refusal(*words)
    assert not new.path.exists()
