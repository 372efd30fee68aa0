"""The card of the dose so far: what was before the diary, and a target that is reached."""

from __future__ import annotations

from datetime import timedelta

import pytest

from isodiary.domain.course import Opening
from isodiary.domain.units import mg
from isodiary.services.figures.summarise import summarise
from isodiary.services.habits import PLAIN
from isodiary.ui.today.side_cards import SoFarCard, _count_words
from tests.scratch import scratch_diary
from tests.services.courses import DAY_AFTER, END, START, begin, dose, phase, write

NBSP = "\N{NO-BREAK SPACE}"
KEPT = END - timedelta(days=2)


@pytest.fixture
def diary():
    opened = scratch_diary()
    yield opened
    opened.close()


@pytest.fixture
def card(qtbot, tools):
    shown = SoFarCard(tools.theme)
    qtbot.addWidget(shown)
    return shown


def said(card, diary):
    card.show_summary(summarise(diary, now=DAY_AFTER, last=END, warning_signs={}), PLAIN)
    lines = card._dose_words.text().replace(NBSP, " ").replace("\u202f", " ").split("\n")
    return card._figure.text(), card._of.text().replace(NBSP, " "), lines


def test_of_an_unknown_opening_the_band_stands_and_that_it_is_not_known(card, diary):
    begin(diary, kept_from=KEPT, opening=Opening.UNKNOWN, target_ug_per_kg=mg("120.5"))
    write(diary, dose(KEPT, 1), dose(KEPT, 2))
    figure, of, lines = said(card, diary)
    assert (figure, of) == ("0.6 to 87.5", "of 120.5 mg/kg")
    assert lines == [
        "40 mg taken since the diary began · start weight 64 kg",
        "What was taken before the diary is not known",
    ]


def test_what_was_before_the_diary_is_said(card, diary):
    begin(diary, kept_from=KEPT, opening_ug=mg(3560))
    write(diary, dose(KEPT, 1), dose(KEPT, 2))
    figure, _, lines = said(card, diary)
    assert figure == "56.3"
    assert lines[:2] == [
        "3 600 mg taken · start weight 64 kg",
        "of which 3 560 mg before the diary",
    ]


def test_a_target_that_is_reached_is_said_with_its_day(card, diary):
    begin(diary, target_ug_per_kg=mg("0.5"))
    write(diary, dose(START, 1), dose(START, 2))
    assert "0.5 mg/kg reached on 5 Jan 2026 by what is recorded" in said(card, diary)[2]


def of_the_days(diary):
    return summarise(diary, now=DAY_AFTER, first=KEPT, last=END, warning_signs={})


def test_days_on_which_no_dose_was_due_say_why(diary):
    course = begin(diary, "dinner 20")
    assert "3 not recorded" in _count_words(of_the_days(diary))
    held = phase(course, 2, KEPT, until=END)
    write(diary, held)
    assert _count_words(of_the_days(diary)) == "No dose was due on these days."


def test_after_the_last_capsule_it_is_said_when_that_was(diary):
    begin(diary, "dinner 20", ended_on=START + timedelta(days=1))
    said = _count_words(of_the_days(diary))
    assert said.replace(NBSP, " ") == "No dose was due: the last capsule was on 6 Jan 2026."


def test_before_the_first_evening_no_dose_has_come_due(diary):
    begin(diary, "dinner 20", start=END)
    now = DAY_AFTER - timedelta(days=1)
    found = summarise(diary, now=now, first=KEPT, last=END, warning_signs={})
    assert _count_words(found) == "No dose has come due yet."
