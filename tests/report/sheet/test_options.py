"""What is kept off paper is on no page and in no file, and the paper does not say so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace

import pytest

from isodiary.domain.record import Patient
from isodiary.domain.summary import WarningSign
from isodiary.fonts import load_fonts
from isodiary.report.output import html_file
from isodiary.report.press.pages import Pages
from isodiary.report.press.paper import Paper
from isodiary.report.sheet.options import SECTION_NAMES, NameShown, Section, SheetOptions
from isodiary.report.sheet.sheet import visit_sheet
from isodiary.services.kept_off import off_paper
from tests.report import written
from tests.report.conftest import flat, words_of
from tests.report.diaries import CHARTED, GRADES, LAST, NAMES, PRINTED, charted, lab, rich

OFF = frozenset({"headache", "mood_low", "alt", "lips_dry"})

UNASKED = frozenset(Section) - {Section.QUESTIONS}
"""The patient's own words name what they like."""


@pytest.fixture(autouse=True)
def _fonts(qapp):
    load_fonts()


@pytest.fixture(scope="module")
def diary() -> Iterator[written.Written]:
    with closing(written.rich()) as made:
        yield made


def sheet(summary=None, **options):
    shown = summary or rich()
    return visit_sheet(
        shown,
        charted(shown),
        NAMES,
        printed=PRINTED,
        version="1.0",
        tracked=CHARTED,
        options=SheetOptions(**options),
        acne_grades=GRADES,
    )


def everywhere(content) -> str:
    return words_of(Pages(content, Paper.A4)) + flat(html_file(content))


def test_every_section_has_a_name():
    assert set(SECTION_NAMES) == set(Section)


@pytest.mark.parametrize("off", sorted(OFF))
def test_what_is_kept_off_paper_is_nowhere(off):
    full = everywhere(sheet())
    without = everywhere(sheet(keep_off=frozenset({off}), sections=UNASKED))
    assert NAMES[off] in full
    assert NAMES[off] not in without


def test_what_is_kept_off_paper_is_not_in_the_appendix_either(diary):
    names = diary.names
    options = SheetOptions(keep_off=OFF, appendix=True, sections=UNASKED)
    copied = everywhere(diary.sheet(56, options))
    full = everywhere(diary.sheet(56, SheetOptions(appendix=True)))
    for off in OFF:
        assert re_word(names[off], full), off
        assert not re_word(names[off], copied), off


def re_word(name: str, text: str) -> bool:
    """Whether a label stands in a text as such, and not as a part of a longer one."""
    text = re.sub(r"Headache and\b|Headache a…", "…", text)  # "Headache and other signs"
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) is not None


def test_a_note_that_is_kept_off_paper_is_not_in_the_appendix(diary):
    content = diary.sheet(28, SheetOptions(appendix=True))
    assert "Exam week, slept badly." in everywhere(content)
    assert "Nobody but me reads this." not in everywhere(content)
    assert content.left_out == 1


def test_the_paper_does_not_say_that_something_is_missing():
    copied = everywhere(sheet(keep_off=OFF))
    for word in ("kept off", "left out", "withheld", "hidden", "omitted", "not shown"):
        assert word not in copied


def test_the_preview_knows_how_much_is_missing():
    assert sheet().left_out == 0
    assert sheet(keep_off=OFF).left_out == 4
    assert sheet(keep_off=frozenset({"night_blindness"})).left_out == 0


def test_a_warning_sign_that_is_kept_off_does_not_become_none_noted():
    signs = sheet(keep_off=frozenset({"headache"})).signs
    assert signs is not None
    assert (signs.title, signs.signs) == ("", ())
    assert "No warning signs" not in everywhere(sheet(keep_off=frozenset({"headache"})))


def test_of_all_symptoms_kept_off_the_chart_does_not_say_that_none_was_answered():
    every = frozenset(one.symptom for one in rich().symptoms) | rich().symptoms_before.keys()
    chart = sheet(keep_off=every).chart
    assert chart is not None
    assert (chart.rows.symptoms, chart.rows.signs, chart.note) == ((), (), "")


def test_intimacy_and_pregnancy_stay_off_paper_by_themselves(diary):
    catalogues = diary.catalogues
    off = off_paper((), catalogues.symptoms, catalogues.labs)
    signs = (WarningSign(symptom="pregnancy_possible", day=LAST, severity=1, note="test tomorrow"),)
    tests = (lab(LAST, "hcg_quant", "2", "IU/L"),)
    content = sheet(replace(rich(), warning_signs=signs, labs=tests), keep_off=off)
    copied = everywhere(content)
    assert "pregnan" not in copied.lower()
    assert "test tomorrow" not in copied
    assert "hcg" not in copied.lower()
    assert content.left_out >= 1


def test_the_mood_is_a_row_unless_it_is_kept_off():
    shown = sheet()
    assert shown.chart is not None
    assert "Low mood" in [row.name for row in shown.chart.rows.symptoms]
    hidden = sheet(keep_off=frozenset({"mood_low"}))
    assert "ood" not in everywhere(hidden).replace("lood", "").replace("food", "")


@pytest.mark.parametrize(
    ("section", "words"),
    [
        (Section.WARNING_SIGNS, "Warning signs"),
        (Section.DOSE, "with a meal"),
        (Section.CHART, "Dose and symptoms, day by day"),
        (Section.STEPS, "By dose step"),
        (Section.ACNE, "Overall, 0–4"),
        (Section.LABS, "Blood tests"),
        (Section.QUESTIONS, "My questions"),
        (Section.AGREED, "next visit"),
    ],
)
def test_a_section_can_be_left_out(section, words):
    assert words in everywhere(sheet())
    assert words not in everywhere(sheet(sections=frozenset(Section) - {section}))


@pytest.mark.parametrize("section", list(Section))
def test_a_section_alone_is_a_page(section):
    assert Pages(sheet(sections=frozenset({section})), Paper.LETTER).count == 1


def test_no_section_at_all_is_still_a_page_with_who_and_when():
    copied = everywhere(sheet(sections=frozenset()))
    assert "Anna K., born 2004" in copied
    assert "26 Oct – 23 Nov 2026" in copied


@pytest.mark.parametrize(
    ("shown", "who", "author"),
    [
        (
            NameShown.WHOLE,
            "Anna Maria K., born 2004 · prescriber Dr Nowak",
            "Anna Maria K., born 2004",
        ),
        (NameShown.INITIALS, "A. M. K., born 2004 · prescriber Dr Nowak", "A. M. K., born 2004"),
        (NameShown.NONE, "prescriber Dr Nowak", ""),
    ],
)
def test_the_name_is_whole_or_initials_or_none(shown, who, author):
    patient = Patient(name="Anna Maria K.", birth_year=2004)
    content = sheet(replace(rich(), patient=patient), name=shown)
    assert (content.who, content.author) == (who, author)
    if shown is not NameShown.WHOLE:
        assert "Anna" not in everywhere(content)
        assert b"Anna" not in Pages(content, Paper.A4).pdf()
