"""The blood tests of the sheet: which days and ranges stand, and what the note says of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from isodiary.report.sheet.labs import labs_table, printed_range
from tests.report import diaries
from tests.report.conftest import flat

FIRST = date(2026, 9, 1)
NAMES = {"alt": "ALT", "ck": "CK"}


def lab(day: int, value: str = "20", analyte: str = "alt", low="7", high="45", *, fasting=None):
    found = diaries.lab(FIRST + timedelta(days=day), analyte, value, "U/L", low, high)
    return replace(found, fasting=fasting)


def table_of(*labs, all_behind=False):
    summary = replace(diaries.rich(), labs=labs)
    return labs_table(summary, NAMES, all_behind=all_behind)


def rows(table):
    return [tuple(map(flat, row)) for row in table.rows]


@pytest.mark.parametrize(
    ("fasting", "said"),
    [
        ([True, True], "All fasting."),
        ([True, False], "Fasting: 1 Sep."),
        ([None, True], "Fasting: 2 Sep."),
        ([False, None], ""),
        ([True, True, None, True], "Fasting: 1 Sep, 2 Sep, 4 Sep."),
        (
            [True, True, True, True, False],
            "Fasting: 2 Sep, 3 Sep, 4 Sep. 1 more result is in the diary.",
        ),
    ],
)
def test_the_note_says_which_samples_were_taken_fasting(fasting, said):
    labs = [lab(day, low="", high="", fasting=each) for day, each in enumerate(fasting)]
    note = flat(table_of(*labs).note)
    assert note == said


def test_two_results_of_a_fasting_sample_name_its_day_once():
    labs = (lab(0, fasting=True), lab(0, analyte="ck", fasting=True), lab(1, fasting=False))
    assert flat(table_of(*labs).note).startswith("Fasting: 1 Sep. H, L")


def test_letters_are_explained_where_a_lab_printed_a_range():
    assert table_of(lab(0, low="", high="")).note == ""
    marks = "H, L: outside the range the lab printed with that result."
    assert table_of(lab(0), lab(1, low="", high="")).note == marks


def test_of_several_ranges_of_a_test_it_is_said_which_one_stands():
    latest = "The latest range is shown."
    assert latest not in table_of(lab(0), lab(1), lab(2, analyte="ck", high="180")).note
    assert table_of(lab(0), lab(1, high="50")).note.endswith(latest)


def test_the_range_that_stands_is_that_of_the_newest_sample_which_has_one():
    assert printed_range([lab(3, high="50"), lab(1), lab(5, low="", high="")]) == "7–50"
    assert flat(printed_range([lab(0, low="")])) == "≤ 45"
    assert flat(printed_range([lab(0, high="")])) == "≥ 7"
    assert printed_range([lab(0, low="", high="")]) == "–"


@pytest.mark.parametrize(
    ("days", "shown"),
    [
        ([0], ["1 Sep"]),
        ([0, 1, 2, 3], ["1 Sep", "2 Sep", "3 Sep", "4 Sep"]),
        ([4, 0, 2, 1, 3, 0], ["1 Sep", "3 Sep", "4 Sep", "5 Sep"]),
    ],
)
def test_the_first_day_and_the_last_three_have_columns(days, shown):
    table = table_of(*map(lab, days))
    test, *columns, ranges = table.columns
    assert [flat(column.label) for column in columns] == shown
    assert {column.share for column in columns} == {14}
    assert test.share + sum(column.share for column in columns) + ranges.share == 100
    assert (test.number, ranges.unit, {column.flagged for column in columns}) == (
        False,
        True,
        {True},
    )


def test_a_test_done_on_none_of_the_days_shown_has_its_latest_result_with_its_day():
    labs = [lab(day) for day in (0, 10, 20, 30)]
    table = table_of(*labs, lab(3, "90", "ck", "", "180"), lab(5, "95", "ck", "", "180"))
    assert rows(table)[1] == ("CK", "–", "–", "–", "95, 6 Sep", "≤ 180 U/L")


@pytest.mark.parametrize(
    ("hidden", "all_behind", "said"),
    [
        (0, False, None),
        (1, False, "1 more result is in the diary."),
        (2, False, "2 more results are in the diary."),
        (1, True, "1 more result is at the end."),
        (2, True, "2 more results are at the end."),
    ],
)
def test_results_that_are_not_shown_are_counted(hidden, all_behind, said):
    labs = [lab(day) for day in (0, *range(5, 5 + hidden), 10, 20, 30)]
    note = table_of(*labs, all_behind=all_behind).note
    assert note.endswith(said) if said else "more result" not in note


def test_a_test_whose_newest_sample_is_outside_of_its_range_is_urgent():
    labs = (lab(0, "60"), lab(5, "30"), lab(0, "20", "ck"), lab(5, "60", "ck"))
    assert table_of(*labs).urgent == {1}
    two_of_a_day = (lab(5, "30"), replace(lab(5, "60"), id="again"))
    table = table_of(*two_of_a_day)
    assert table.urgent == {0}
    assert rows(table)[0][1] == "30 / 60 H"


def test_tests_stand_in_the_order_of_their_names_and_others_last():
    table = table_of(lab(0, analyte="zinc"), lab(0, analyte="ck"), lab(0))
    assert [row[0] for row in table.rows] == ["ALT", "CK", "zinc"]


def test_a_result_says_what_was_typed():
    below = replace(lab(0), value=Decimal("0.50"))
    assert rows(table_of(below))[0][1] == "0.50 L"
