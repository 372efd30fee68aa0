"""`isodiary dose`, as a patient types it."""

from __future__ import annotations

import pytest

from tests.clock import EVENING

TODAY = EVENING.date()


def test_a_dose_without_anything_is_the_due_one_as_planned(terminal):
    assert terminal.line("dose") == (
        "Dose logged: 23 Nov 2026, second dose, 30 mg at 19:04 with dinner"
    )
    assert not terminal.at("2026-11-24T07:50:00+01:00")("dose").stderr


def test_a_time_says_which_dose_is_meant(terminal):
    assert "first dose, 20 mg at 08:20" in terminal.line("dose", "--at", "08:20")


def test_a_dose_taken_hours_from_its_time_is_questioned_but_kept(terminal):
    terminal.line("dose")
    result = terminal("dose")
    assert result.stdout == "Dose logged: 23 Nov 2026, first dose, 20 mg at 19:04 with breakfast\n"
    assert result.stderr == ("That is the first dose, planned for 08:00. If not: isodiary undo\n")
    assert "already" in terminal.refusal("dose")


def test_a_slot_is_logged_once(terminal):
    terminal.line("dose", "--slot", "2")
    assert "already" in terminal.refusal("dose", "--slot", "2")
    assert terminal.line("undo").endswith("second dose, 30 mg at 19:04 with dinner")


def test_less_than_planned_is_a_part(terminal):
    assert "20 mg (part)" in terminal.line("dose", "20", "--slot", "2")


def test_capsules_are_joined_by_a_plus(terminal):
    assert "40 mg at" in terminal.line("dose", "20+10+10", "--slot", "2")


@pytest.mark.parametrize(
    ("word", "said"), [("12,5", "12.5 mg"), ("12.5 mg", "12.5 mg"), ("2x10", "20 mg")]
)
def test_an_amount_is_read_as_people_write_it(terminal, word, said):
    assert said in terminal.line("dose", word, "--slot", "extra")


def test_meal_time_and_fat_are_as_said(terminal):
    said = terminal.line("dose", "--slot", "1", "--meal", "lunch", "--fat", "rich", "--at", "13:05")
    assert said.endswith("20 mg at 13:05 with lunch")


def test_another_day_has_no_time_unless_it_is_said(terminal):
    result = terminal("dose", "--slot", "2", "--day", "2026-11-20")
    assert result.stdout == "Dose logged: 20 Nov 2026, second dose, 30 mg with dinner\n"
    assert "--at" in result.stderr
    said = terminal.line("dose", "--slot", "1", "--day", "2026-11-20", "--at", "08:10")
    assert "20 Nov 2026, first dose, 20 mg at 08:10" in said


def test_a_dose_after_midnight_belongs_to_last_evening(terminal):
    night = terminal.at("2026-11-24T00:40:00+01:00")
    assert "23 Nov 2026, second dose, 30 mg at 00:40" in night.line("dose", "--slot", "2")


def test_half_past_one_said_in_the_evening_was_last_night(terminal):
    assert "22 Nov 2026, second dose" in terminal.line("dose", "--slot", "2", "--at", "01:30")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("no meal", "skipped: no meal"),
        ("no-meal", "skipped: no meal"),
        ("Blood test", "skipped: blood test"),
        ("the dog ate it", "skipped: another reason"),
    ],
)
def test_a_skipped_dose_has_its_reason(terminal, typed, said):
    line = terminal.line("dose", "--outcome", "skipped", "--reason", typed)
    assert line == f"Dose left out: 23 Nov 2026, second dose, {said}"


@pytest.mark.parametrize(("word", "said"), [("missed", "missed"), ("unknown", "not known")])
def test_missed_and_unknown_are_facts_of_their_own(terminal, word, said):
    assert terminal.line("dose", "--outcome", word).endswith(f"second dose, {said}")


def test_an_extra_dose_is_named_as_one(terminal):
    assert "extra dose, 10 mg" in terminal.line("dose", "10", "--slot", "extra")


def test_a_dose_of_this_very_minute_of_the_night_is_none_of_the_night_before(terminal):
    night = terminal.at("2026-11-24T01:30:00+01:00")
    assert "23 Nov 2026, second dose" in night.line("dose", "--slot", "2", "--at", "01:30")
    assert "22 Nov 2026, second dose" in night.line("dose", "--slot", "2", "--at", "01:31")


def test_an_unusual_dose_is_questioned_but_kept(terminal):
    result = terminal("dose", "120", "--slot", "2")
    assert result.exit_code == 0
    assert "120 mg at once is unusual." in result.stderr


def test_a_time_to_come_is_questioned_but_kept(terminal):
    result = terminal("dose", "--slot", "2", "--at", "19:30")
    assert result.exit_code == 0
    assert "19:30 has not come yet." in result.stderr


@pytest.mark.parametrize(
    "words",
    [
        ("twenty",),
        ("1,200",),
        ("--slot", "4"),
        ("--slot", "extra"),
        ("--slot", "extra", "--outcome", "missed"),
        ("--meal", "brunch"),
        ("--at", "25:00"),
        ("--day", "2026-02-30"),
        ("--day", "0001-01-01"),
        ("--outcome", "eaten"),
        ("--outcome", "partial"),
        ("20", "--outcome", "skipped"),
        ("--at", "19:00", "--outcome", "missed"),
        ("--reason", "no meal"),
        ("20", "30"),
        ("1" * 100_000,),
        ("+".join(["1"] * 100_000),),
    ],
)
def test_what_cannot_be_read_is_wrong_usage(terminal, words):
    said = terminal.refusal("dose", *words, code=2)
    assert len(said) < 2_000


@pytest.mark.parametrize(
    "words",
    [
        ("0",),
        ("5000",),
        ("--day", "tomorrow"),
        ("--slot", "3"),
        ("--day", "2026-09-02"),
        ("--note", "x" * 10_001),
    ],
)
def test_what_cannot_have_been_is_refused(terminal, words):
    terminal.refusal("dose", *words)
    assert "Course begun" in terminal.line("undo"), "something was written"


def test_nothing_is_due_in_a_pause(terminal):
    terminal.line("pause", "--from", "2026-11-20", "--until", "2026-11-25")
    assert "paused" in terminal.refusal("dose")


def test_without_a_diary_none_is_made(new):
    assert "There is no diary" in new.refusal("dose")
    assert not new.path.exists()
