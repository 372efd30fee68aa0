from __future__ import annotations

import csv
import io
from datetime import timedelta

import pytest

from isodiary.domain.day import ONE_DAY
from isodiary.domain.dose import Outcome
from isodiary.domain.period import Period
from isodiary.domain.record import Visit
from isodiary.services.exchange.trends_csv import BOM, trends_csv
from isodiary.services.figures.trends import read_trends
from isodiary.services.figures.words import day_values
from isodiary.storage.opening import open_diary
from tests.services.courses import DAY_AFTER, START, begin, dose, phase, symptom, write

NEXT = START + ONE_DAY
NAMES = {"headache": "=cmd|' /C calc'!A1", "lips_dry": "Dry\nlips"}


@pytest.fixture
def diary():
    opened = open_diary(None, now=DAY_AFTER)
    course = begin(opened, "breakfast 20, dinner 12.5")
    write(opened, phase(course, 2, START + timedelta(days=3)))
    yield opened
    opened.close()


def trends(diary, days=4):
    period = Period(first=START, last=START + timedelta(days=days - 1))
    return read_trends(diary, period, ("headache", "lips_dry"))


def plain(text):
    return text.replace("\N{NO-BREAK SPACE}", " ").replace("\N{NARROW NO-BREAK SPACE}", " ")


def test_a_day_is_read_out_with_all_that_is_drawn(diary):
    write(diary, dose(START, 1), dose(START, 2, "12.5"), symptom(START, 2, "lips_dry"))
    write(diary, symptom(NEXT, 0), Visit(day=START))
    said = plain(day_values(trends(diary), {"headache": "Headache", "lips_dry": "Lips"}, START))
    assert said == (
        "Mon 5 Jan 2026: 32.5 mg taken, 32.5 mg planned; Headache not recorded;"
        " Lips 2 moderate; visit."
    )


@pytest.mark.parametrize(
    ("outcomes", "said"),
    [
        ((), "dose not recorded, 32.5 mg planned"),
        ((Outcome.UNKNOWN, Outcome.UNKNOWN), "dose not known, 32.5 mg planned"),
        ((Outcome.TAKEN,), "20 mg taken, 32.5 mg planned, 1 dose open"),
        ((Outcome.MISSED, Outcome.MISSED), "0 mg taken, 32.5 mg planned"),
    ],
)
def test_not_recorded_unknown_and_nothing_are_three_things(diary, outcomes, said):
    doses = [dose(START, n, outcome=one) for n, one in enumerate(outcomes, start=1)]
    write(diary, symptom(START, 0), *doses)
    assert said in plain(day_values(trends(diary), {}, START))


def test_a_pause_is_a_pause(diary):
    assert plain(day_values(trends(diary), {}, START + timedelta(days=3))).endswith(": pause.")


def test_the_file_has_iso_days_dots_and_nothing_for_what_is_not_known(diary):
    write(diary, dose(START, 1), dose(START, 2, "12.5"), symptom(START, 0, "lips_dry"))
    rows = list(csv.reader(io.StringIO(trends_csv(trends(diary), NAMES, bom=False))))
    assert rows[0][:4] == ["day", "planned_mg", "taken_mg", "pause"]
    assert rows[1] == ["2026-01-05", "32.5", "32.5", "", "0", "", ""]
    assert rows[2] == ["2026-01-06", "32.5", "", "", "", "", ""]
    assert rows[4] == ["2026-01-08", "0", "", "yes", "", "", ""]


def test_amounts_are_never_written_with_an_exponent(diary):
    write(diary, dose(START, 1, "10"), dose(START, 2, "10"))
    assert "2026-01-05,32.5,20," in trends_csv(trends(diary), NAMES, bom=False)


def test_a_name_that_looks_like_a_formula_is_harmless(diary):
    write(diary, symptom(START, 1), symptom(START, 1, "lips_dry"))
    heads = next(csv.reader(io.StringIO(trends_csv(trends(diary), NAMES, bom=False))))
    assert heads[4].startswith("'=cmd")
    assert heads[5] == "Dry lips (0-3)"


def test_the_mark_for_spreadsheets_is_there_if_wanted(diary):
    assert trends_csv(trends(diary), {}, bom=True).startswith(BOM)
    assert trends_csv(trends(diary), {}, bom=False).startswith("day,")
