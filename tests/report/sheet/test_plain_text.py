"""The sheet as a message: its figures, in at most 700 characters, and nothing cut silently."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace

import pytest

from isodiary.fonts import load_fonts
from isodiary.report.sheet.plain_text import MOST_LETTERS, plain_text
from tests.report import diaries, written
from tests.report.conftest import sheet_of


@pytest.fixture(autouse=True)
def _fonts(qapp):
    load_fonts()


def test_it_says_the_figures_of_the_sheet():
    text = plain_text(sheet_of(diaries.rich()))
    lines = text.splitlines()
    assert lines[0].startswith("Isotretinoin diary – visit summary, 26 Oct – 23 Nov 2026 (29 days)")
    assert lines[1] == "Anna K., born 2004 · prescriber Dr Nowak"
    assert "Warning signs: 14 Nov – Headache, severe (3 of 3)." in lines
    assert "40 mg a day: since 5 Oct; 30 before; 0.63 mg/kg a day; breakfast 20, dinner 20." in text
    assert "51 of 57 doses taken: 89 % · 1 020 of 1 140 mg" in text
    assert "Headache 3, 2 of 26" in text
    assert lines[-1] == "Recorded by the patient, not checked by a health professional."


def test_results_outside_the_range_come_first_and_what_has_no_room_is_counted():
    sheet = sheet_of(diaries.rich())
    text = plain_text(replace(sheet, boxes=(), questions=None))
    assert "Blood tests: ALT 52 H U/L (2 Nov); Triglycerides 1.9 H mmol/L (2 Nov)" in text
    crowded = plain_text(sheet_of(diaries.extreme()))
    assert "more" in crowded


@pytest.mark.parametrize(
    "diary",
    [diaries.rich, diaries.sparse, diaries.empty, diaries.hostile, diaries.extreme],
)
def test_it_is_never_longer_than_a_message_box(diary):
    text = plain_text(sheet_of(diary()))
    assert 0 < len(text) <= MOST_LETTERS
    assert "\N{NO-BREAK SPACE}" not in text
    assert "" not in text.splitlines()


@pytest.mark.parametrize("days", [14, 28, 90])
def test_of_a_written_diary_too(days):
    with closing(written.rich()) as diary:
        assert len(plain_text(diary.sheet(days))) <= MOST_LETTERS


def test_a_brace_that_was_typed_stays_one():
    sheet = sheet_of(diaries.rich())
    assert sheet.questions is not None
    [question] = sheet.questions.rows[:1]
    typed = replace(sheet.questions, rows=((question[0], "why {7}?"),))
    text = plain_text(replace(sheet, questions=typed, labs=None, chart=None))
    assert "1. why {7}?" in text
