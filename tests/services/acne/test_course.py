"""Acne checks beside the cumulative dose at each of them, and how they are told."""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction

import pytest

from isodiary.domain.acne import AcneCheck
from isodiary.domain.units import mg
from isodiary.language import HARD
from isodiary.resources import resources
from isodiary.services.acne.course import read_acne
from isodiary.services.acne.log import Measure
from isodiary.services.acne.words import change_words, check_lines, value_words
from isodiary.services.catalogues import Catalogues
from isodiary.storage.opening import open_diary
from tests.services.courses import DAY_AFTER, END, START, begin, variable_course, write

BEFORE = AcneCheck(day=START - timedelta(days=2), iga=4, inflammatory=40, nodules=0)
LAST = AcneCheck(
    day=END, iga=1, gags=(2, 2, 2, 2, 2, 1), inflammatory=10, nodules=3, note=" so\nso"
)


@pytest.fixture
def diary(tmp_path):
    opened = open_diary(tmp_path / "isodiary.sqlite", now=DAY_AFTER)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def scales():
    return Catalogues(resources() / "catalogue").acne


def plain(words):
    return words.replace("\u00a0", " ")


def read(diary, last=END):
    return read_acne(diary, last, now=DAY_AFTER)


def test_each_check_stands_at_the_dose_of_its_day(diary):
    variable_course(diary, opening_ug=mg(64))
    write(diary, BEFORE, LAST)
    found = read(diary)
    assert found.checks == (BEFORE, LAST)
    assert found.per_kg(BEFORE.day) == 1
    assert found.per_kg(END) == Fraction(5310 + 64, 64)
    assert found.measures == (
        Measure.OVERALL,
        Measure.SCORE,
        Measure.INFLAMMATORY,
        Measure.NODULES,
    )


def test_a_check_after_the_last_capsule_stands_at_the_end(diary):
    variable_course(diary, ended_on=END)
    later = AcneCheck(day=END + timedelta(days=30), iga=0)
    write(diary, later)
    found = read(diary, later.day)
    assert found.checks == (later,)
    assert found.per_kg(later.day) == Fraction(5310, 64)


def test_checks_of_an_earlier_course_are_left_out(diary):
    variable_course(diary, ended_on=END)
    begin(diary, start=END + timedelta(days=100))
    between = AcneCheck(day=END + timedelta(days=50), iga=2)
    write(diary, LAST, between)
    assert read(diary, END + timedelta(days=100)).checks == (between,)


def test_checks_can_be_read_before_any_course(diary):
    write(diary, BEFORE)
    found = read(diary)
    assert (found.checks, found.held, found.per_kg(END)) == ((BEFORE,), None, None)


def test_a_check_is_told_with_its_change_since_the_first(scales):
    assert [plain(line) for line in check_lines(LAST, BEFORE, scales)] == [
        "overall 1 of 4 (almost clear)",
        "score 19 of 44 (moderate)",
        "10 inflammatory (−75 % since 3 Jan 2026), 3 nodules and cysts",
        "so so",
    ]
    said = f"40{HARD}inflammatory, 0{HARD}nodules and cysts"
    assert check_lines(BEFORE, BEFORE, scales)[-1] == said


def test_a_value_is_told_with_its_scale(scales):
    assert value_words(Measure.OVERALL, 3, scales) == "3 of 4 (moderate)"
    assert value_words(Measure.SCORE, 39, scales) == "39 of 44 (very severe)"
    assert value_words(Measure.NON_INFLAMMATORY, 7, scales) == f"7{HARD}non-inflammatory"


@pytest.mark.parametrize(
    ("change", "said"),
    [(None, ""), (Fraction(0), "0 %"), (Fraction(100, 3), "+33 %"), (Fraction(-401, 8), "−50 %")],
)
def test_a_change_has_a_sign(change, said):
    assert plain(change_words(change)) == said
