"""Visits and what was agreed at them, in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from isodiary.domain.lab import PlannedTest
from isodiary.domain.plan import parse_plan
from isodiary.domain.record import Question, Visit
from isodiary.services.visits import sentences as agreed_words
from isodiary.services.visits import words as visit_words
from isodiary.services.visits.plan import AgreedDose, AgreedTest, AgreedVisit, Agreement

TODAY = date(2026, 11, 23)
VISIT = Visit(day=date(2026, 12, 2), at=time(10, 40), clinician="Dr Ash", place="Clinic")
HELD = Visit(day=TODAY)


def plain(words):
    return words.replace("\xa0", " ")


def doubts(agreed, visit=HELD, visits=()):
    return [plain(each) for each in agreed_words.agreed_doubts(visit, agreed, visits, TODAY)]


@pytest.mark.parametrize(
    ("visit", "said"),
    [
        (VISIT, "2 Dec 2026, 10:40 · Dr Ash, Clinic · to come"),
        (replace(VISIT, day=TODAY, at=None, place=""), "23 Nov 2026 · Dr Ash · today"),
        (Visit(day=date(2025, 1, 1)), "1 Jan 2025"),
    ],
)
def test_heading_holds_what_was_noted_and_no_more(visit, said):
    assert plain(visit_words.visit_heading(visit, TODAY)) == said


def test_details_are_what_was_agreed_and_asked():
    asked = Question(text="Swim?", noted_on=TODAY, position=0)
    held = replace(VISIT, agreed="Balm")
    assert visit_words.visit_details(held, [asked]) == ("Agreed: Balm", "Asked: Swim?")
    assert visit_words.visit_details(VISIT, []) == ()


def test_what_is_coming_up_names_day_and_time_and_questions():
    assert plain(visit_words.visit_time(VISIT, TODAY)) == "2 Dec, 10:40"
    tomorrow = Visit(day=TODAY + timedelta(days=1))
    assert visit_words.visit_time(tomorrow, TODAY) == "tomorrow"
    assert plain(visit_words.noted_words(1)) == "1 question noted"
    assert plain(visit_words.noted_words(2)) == "2 questions noted"


@pytest.mark.parametrize(
    ("visit", "said"),
    [
        (None, "For the next visit, once it is planned"),
        (VISIT, "For the visit on 2 Dec, 10:40"),
        (replace(VISIT, day=TODAY), "For the visit today, 10:40"),
        (Visit(day=TODAY + timedelta(days=1)), "For the visit tomorrow"),
    ],
)
def test_questions_are_for_the_next_visit(visit, said):
    assert plain(visit_words.for_next_words(visit, TODAY)) == said


def test_a_visit_more_than_a_year_away_is_doubtful():
    assert visit_words.visit_doubts(TODAY + timedelta(days=300), TODAY) == ()
    assert len(visit_words.visit_doubts(TODAY + timedelta(days=400), TODAY)) == 1
    assert len(visit_words.visit_doubts(TODAY - timedelta(days=400), TODAY)) == 1


def test_long_words_are_shown_in_part():
    assert len(visit_words.cut("x" * 5_000)) == visit_words.LONGEST
    assert visit_words.cut("x" * 5_000).endswith("…")
    assert visit_words.cut("short") == "short"


def test_what_will_come_of_the_visit_names_the_day_of_the_week():
    test = PlannedTest(day=date(2026, 12, 15), what="lipids")
    assert agreed_words.blood_words(test) == "Blood test on Tuesday 15 December 2026: lipids"
    assert agreed_words.blood_words(replace(test, what="")).endswith("2026")
    said = agreed_words.next_words(VISIT)
    assert said == "Next visit on Wednesday 2 December 2026, 10:40 · Dr Ash, Clinic"


def test_usual_agreements_raise_no_doubt():
    agreed = Agreement(
        words="As before",
        dose=AgreedDose(start=TODAY, plan=parse_plan("dinner 20")),
        test=AgreedTest(day=TODAY + timedelta(days=20)),
        visit=AgreedVisit(day=TODAY + timedelta(days=28)),
    )
    assert doubts(agreed) == []


@pytest.mark.parametrize(
    ("agreed", "said"),
    [
        (
            Agreement(dose=AgreedDose(start=date(2026, 11, 10), plan=parse_plan("dinner 20"))),
            "10 Nov 2026 is before the visit.",
        ),
        (
            Agreement(dose=AgreedDose(start=TODAY, plan=parse_plan("dinner 80+80+80"))),
            "240 mg a day is unusual.",
        ),
        (Agreement(test=AgreedTest(day=date(2026, 11, 1))), "1 Nov 2026 is before the visit."),
        (
            Agreement(visit=AgreedVisit(day=TODAY + timedelta(days=500))),
            "6 Apr 2028 is more than a year away.",
        ),
    ],
)
def test_what_is_unusual_is_asked_once(agreed, said):
    assert doubts(agreed) == [said]


def test_a_visit_to_come_and_another_one_planned_are_asked_about():
    assert doubts(Agreement(words="As before"), VISIT) == [
        "The visit of 2 Dec 2026 has not come yet."
    ]
    following = Agreement(visit=AgreedVisit(day=TODAY + timedelta(days=28)))
    assert doubts(following, visits=(HELD, VISIT)) == [
        "2 Dec 2026, 10:40 is planned already; this is one more."
    ]
