"""`isodiary summary` in words: every line of it, for a few days that can be counted by hand."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from tests.journeys.commands import Terminal

BEGIN = ("begin", "--start", "2026-11-19", "--weight", "64", "--plan", "breakfast 20, dinner 20")


@pytest.fixture
def begun(new: Terminal) -> Terminal:
    """Five days of a course, up to its Monday evening; nothing is logged."""
    new.line(*BEGIN)
    return new


def with_target(new, *words):
    new.line(*BEGIN, *words)
    return new


def lines_of(terminal, part, *words):
    """Return the lines of a part of the summary."""
    lines = terminal.line("summary", *words).splitlines()
    after = lines[lines.index(part) + 1 :]
    return [line.strip() for line in after[: after.index("")]]


def said(terminal, label, *words):
    """Return what stands behind a label of the doses."""
    [line] = [line for line in lines_of(terminal, "Dose", *words) if line.startswith(label)]
    return line.removeprefix(label).strip()


def test_it_begins_with_the_days(begun):
    [first, *_] = begun.line("summary").splitlines()
    assert first == "19 Nov 2026 to 23 Nov 2026 (5 days), day 5 of the course, week 1"


def test_the_planned_weeks_are_said_if_there_are_any(new):
    course = with_target(new, "--weeks", "24")
    assert course.line("summary").splitlines()[0].endswith("week 1 of 24")


def test_after_the_last_capsule_its_day_is_said(begun):
    begun.line("end")
    [on_it, *_] = begun.line("summary").splitlines()
    assert on_it.endswith("(5 days), day 5 of the course, week 1")
    [after, *_] = begun.at("2026-11-25T12:00:00+01:00").line("summary").splitlines()
    assert after.startswith(
        "19 Nov 2026 to 25 Nov 2026 (7 days), last capsule on 23 Nov 2026, day "
    )


def test_without_a_target_there_is_none(begun):
    assert said(begun, "Target") == "none"


def test_a_target_is_said_with_what_is_left_and_when(new):
    course = with_target(new, "--target", "120")
    course.line("dose", "--day", "2026-11-19", "--slot", "1")
    # 7,680 mg, less 20; 40 mg a day from tomorrow on: 191.5 days
    assert said(course, "Target") == "7 680 mg, 7 660 mg left: 192 days as planned, 3 Jun 2027"


def test_a_target_that_is_reached_says_when_and_by_what(new):
    course = with_target(new, "--target", "0.5")  # 32 mg
    for slot in ("1", "2"):
        course.line("dose", "--day", "2026-11-19", "--slot", slot)
    assert said(course, "Target") == "32 mg, reached on 19 Nov 2026 by what is recorded"


def test_in_a_pause_without_an_end_no_day_is_named(new):
    course = with_target(new, "--target", "120")
    course.line("pause", "--from", "2026-11-23")
    assert said(course, "Target") == "7 680 mg, 7 680 mg left"


def test_of_an_opening_that_is_not_known_what_is_left_is_not_known_either(new):
    course = with_target(
        new, "--target", "120", "--opening", "unknown", "--kept-from", "2026-11-21"
    )
    assert said(course, "Target") == "7 680 mg; how much is left is not known"


def test_the_dose_line_by_line(begun):
    for day, slot, *more in [
        ("2026-11-19", "1"),
        ("2026-11-19", "2"),
        ("2026-11-20", "1", "--outcome", "skipped", "--reason", "forgot"),
        ("2026-11-20", "2", "--outcome", "missed"),
        ("2026-11-21", "1", "--outcome", "unknown"),
    ]:
        begun.line("dose", "--day", day, "--slot", slot, *more)
    begun.line("dose", "10", "--day", "2026-11-21", "--slot", "2", "--outcome", "partial")
    begun.line("dose", "20", "--day", "2026-11-22", "--slot", "extra", "--meal", "snack")
    # at 19:04 on the fifth day its evening has not come due: 9 doses
    assert lines_of(begun, "Dose") == [
        "Planned      40 mg a day, 0.63 mg/kg",
        "Taken        3 of 9 due doses (33 %), 1 of them in part, and 1 extra dose",
        "Not taken    1 skipped, 1 missed, 1 not known, 3 not recorded",
        "By amount    50 mg of 180 mg (28 %)",
        "Full days    1 of 5",
        "With a meal  75 % of 4 noted",
        "Cumulative   70 mg, 1.1 to 2.3 mg/kg (weight 64 kg)",
        "Target       none",
    ]


def test_of_what_is_known_the_cumulative_dose_is_no_range(new):
    new.line(*BEGIN)
    for day in (19, 20, 21, 22):
        for slot in ("1", "2"):
            new.line("dose", "--day", f"2026-11-{day}", "--slot", slot)
    new.line("dose", "--day", "2026-11-23", "--slot", "1")
    assert said(new, "Cumulative") == "180 mg, 2.8 mg/kg (weight 64 kg)"
    assert said(new, "Taken") == "9 of 9 due doses (100 %)"


def test_warning_signs_with_their_severity_or_how_often_was_answered(begun):
    assert lines_of(begun, "Warning signs") == [
        "none noted; symptoms answered on 0 of 5 days",
    ]
    begun.line("symptom", "night_vision_reduced=2", "--day", "2026-11-20")
    begun.line("symptom", "lips_dry=1", "--day", "2026-11-21")
    [sign] = lines_of(begun, "Warning signs")
    assert sign.startswith("20 Nov: ")
    assert sign.endswith(" 2 (moderate)")


def test_symptoms_are_a_table_with_figures_to_the_right(begun):
    assert lines_of(begun, "Symptoms") == ["none answered"]
    for day, severities in (("20", "headache=1"), ("21", "headache=2"), ("22", "headache=0")):
        begun.line("symptom", severities, "lips_dry=1", "--day", f"2026-11-{day}")
    text = begun.line("summary").splitlines()
    place = text.index("Symptoms")
    assert text[place + 1 : place + 4] == [
        "            worst    days  mean",
        "  Headache      2  2 of 3   1.0",
        "  Dry lips      1  3 of 3   1.0",
    ]


def test_dose_steps_are_told_one_a_line(begun):
    begun.line("plan", "--from", "2026-11-22", "breakfast 20+10, dinner 20")
    begun.line("dose", "--day", "2026-11-19", "--slot", "1")
    lines = lines_of(begun, "Dose steps")
    assert lines[0].split() == ["a", "day", "days", "taken"]
    assert lines[1:] == [
        "19 Nov 2026 to 21 Nov 2026  40 mg     3   17 %",
        "22 Nov 2026 to 23 Nov 2026  50 mg     2    0 %",
    ]


def test_labs_are_told_by_their_day(begun):
    assert lines_of(begun, "Labs") == ["none noted"]
    begun.line("lab", "alt=52", "triglycerides=1.9:mmol/L", "--day", "2026-11-20")
    begun.line("lab", "alt=40", "--day", "2026-11-22")
    lines = lines_of(begun, "Labs")
    assert [line.partition(":")[0] for line in lines] == ["20 Nov 2026", "22 Nov 2026"]
    assert lines[0].index("ALT") < lines[0].index("riglycerides")
    assert "52 U/L" in lines[0]
    assert "40 U/L" in lines[1]


def test_how_soon_entries_were_made_stands_last(begun):
    begun.line("dose", "--day", "2026-11-23", "--slot", "1")
    begun.line("dose", "--day", "2026-11-19", "--slot", "1")
    assert begun.line("summary").splitlines()[-1] == (
        "50 % of 2 entries made the same day, 0 edited later."
    )


def test_what_is_damaged_is_said(begun):
    for day in ("20", "21"):
        begun.line("symptom", "headache=1", "--day", f"2026-11-{day}")
    assert "damaged" not in begun.line("summary")
    for count, words in enumerate(("1 entry is", "2 entries are"), start=1):
        with closing(sqlite3.connect(begun.path)) as file:
            file.execute(
                "update symptom set severity = 2 where day <= ?", [f"2026-11-{19 + count}"]
            )
            file.commit()
        said = begun.line("summary").splitlines()[-1]
        assert said.startswith(f"{words} damaged in the file and left out.")
