"""A yes or unsure to what leaflets ask is one line of the sheet; what is private is not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from isodiary.domain.screening import Answer, Said
from isodiary.report.output import html_file
from isodiary.resources import resources
from isodiary.services.catalogues import Catalogues
from isodiary.services.figures.summarise import summarise
from tests.report.conftest import flat, sheet_of, words_of
from tests.report.diaries import NAMES, rich
from tests.scratch import scratch_diary
from tests.services import courses as made

DAY = date(2026, 9, 5)
SOYA = Answer(key="ci_soya", said=Said.UNSURE, day=DAY)
ASTHMA = Answer(key="rf_asthma", said=Said.YES, day=DAY)
PREGNANT = Answer(key="ci_pregnant", said=Said.YES, day=DAY)


@pytest.fixture(scope="module")
def names():
    return NAMES | Catalogues(resources() / "catalogue").names()


def answers(names, *given):
    return sheet_of(replace(rich(), answers=given), names).answers


def test_without_such_an_answer_there_is_no_line(names):
    assert answers(names) == ""


def test_the_answers_stand_in_one_line_with_their_day(names):
    assert flat(answers(names, SOYA, ASTHMA)) == (
        "Answered yes or unsure: Soya allergy (unsure, 5 Sep 2026), Asthma (yes, 5 Sep 2026)"
    )


def test_a_private_answer_is_not_told_and_not_hinted_at(names):
    assert answers(names, PREGNANT, SOYA) == answers(names, SOYA)
    assert answers(names, PREGNANT) == ""


def test_the_preview_knows_that_an_answer_was_left_out(names):
    assert sheet_of(replace(rich(), answers=(PREGNANT, SOYA)), names).left_out == 1


def test_the_line_is_on_the_paper_and_in_the_file(make_pages, names):
    told = replace(rich(), answers=(SOYA,))
    assert "Soya allergy (unsure" in words_of(make_pages(told, names=names))
    assert "Soya allergy (unsure" in flat(html_file(sheet_of(told, names)))


def test_only_yes_and_unsure_are_in_the_summary():
    diary = scratch_diary()
    made.begin(diary)
    no = Answer(key="ci_liver", said=Said.NO, day=DAY)
    known = Answer(key="pr_sun", said=Said.KNOWN, day=DAY)
    made.write(diary, SOYA, ASTHMA, no, known)
    found = summarise(diary, now=made.DAY_AFTER, warning_signs={})
    assert found.answers == (SOYA, ASTHMA)
    diary.close()
