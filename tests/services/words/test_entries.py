"""A change in words: what was done, to what, and how much more."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta, timezone
from decimal import Decimal

import pytest

from isodiary.domain.change import Act, Change, Edit
from isodiary.domain.course import Phase
from isodiary.domain.dose import Dose, Outcome, Reason
from isodiary.domain.lab import LabResult
from isodiary.domain.meal import Meal
from isodiary.domain.plan import parse_plan
from isodiary.domain.record import Contact, ContactKind, DayNote, Question, Visit
from isodiary.domain.symptom import SymptomEntry
from isodiary.domain.units import mg
from isodiary.services.words import entries as describe
from isodiary.services.words.days import full_day
from isodiary.services.words.names import dose_names

DAY = date(2026, 11, 23)
AT = datetime(2026, 11, 23, 19, 4, tzinfo=timezone(timedelta(hours=1)))
HARD = "\N{NO-BREAK SPACE}"
NAMES = {"headache": "Headache", "alt": "ALT"}


def dose(outcome=Outcome.TAKEN, **more):
    amount_ug = mg(20) if outcome.swallowed else 0
    return Dose(day=DAY, slot=2, outcome=outcome, amount_ug=amount_ug, **more)


def done(act, *entries):
    return Change(act=act, edits=tuple(Edit(after=entry) for entry in entries))


def test_every_act_has_words_of_its_own():
    said = [describe.act_words(act) for act in Act]
    assert all(said)
    assert len(set(said)) == len(said)


@pytest.mark.parametrize(
    ("made", "said"),
    [
        (dose(taken_at=AT, meal=Meal.DINNER), f"20{HARD}mg at 19:04 with dinner"),
        (dose(), f"20{HARD}mg"),
        (dose(Outcome.PARTIAL), f"20{HARD}mg (part)"),
        (dose(Outcome.SKIPPED, reason=Reason.NO_MEAL), "skipped: no meal"),
        (dose(Outcome.MISSED), "missed"),
        (dose(Outcome.UNKNOWN), "not known"),
    ],
)
def test_peer_medtimer_669_outcome_is_said_as_it_is(made, said):
    assert describe.outcome_words(made) == said
    assert ("Taken" in describe.card_words(made)) is (made.outcome is Outcome.TAKEN)


@pytest.mark.parametrize(
    ("plan", "slot", "said"),
    [
        ("dinner 20", 1, "dose, "),
        ("dinner 20", 2, "second dose, "),
        ("breakfast 20, dinner 20", 1, "first dose, "),
        ("breakfast 20, dinner 20", 2, "second dose, "),
        ("dinner 20", None, "extra dose, "),
    ],
)
def test_the_one_dose_of_a_day_is_not_called_the_first(plan, slot, said):
    phase = Phase(course="c", number=1, start=DAY, plan=parse_plan(plan))
    names = {**NAMES, **dose_names([phase])}
    made = Dose(day=DAY, slot=slot, outcome=Outcome.TAKEN, amount_ug=mg(20))
    if slot:
        made = replace(
            made,
            planned_capsules=(mg(20),),
            planned_ug=mg(20),
            planned_meal=Meal.DINNER,
            planned_at=time(19),
            phase=phase.id,
        )
    words = describe.change_words(done(Act.LOG_DOSE, made), names)
    assert f"Dose logged: {full_day(DAY)}, {said}" in words


def test_a_rhythm_is_one_dose_a_day_if_each_of_its_days_is():
    turns = [
        Phase(course="c", number=1, start=DAY, plan=parse_plan(plan))
        for plan in (
            "every 2 days: dinner 20 / dinner 40",
            "every 2 days: dinner 20 / breakfast 20, dinner 20",
            "dinner 20",
        )
    ]
    assert list(dose_names([*turns, Phase(course="c", number=4, start=DAY)])) == [
        turns[0].id,
        turns[2].id,
    ]


def test_change_names_its_first_entry_and_counts_the_rest():
    change = done(
        Act.LOG_SYMPTOMS,
        SymptomEntry(day=DAY, symptom="headache", severity=2),
        SymptomEntry(day=DAY, symptom="lips_dry", severity=0),
    )
    said = describe.change_words(change, NAMES)
    assert "Headache 2 (moderate)" in said
    assert said.endswith("and 1\N{NO-BREAK SPACE}more")


def test_several_symptoms_answered_with_none_are_counted():
    answers = [
        SymptomEntry(day=DAY, symptom=each, severity=0) for each in ("headache", "lips_dry", "own")
    ]
    said = describe.change_words(done(Act.LOG_SYMPTOMS, *answers), NAMES)
    assert said.endswith(f"none for 3{HARD}symptoms")
    one = describe.change_words(done(Act.LOG_SYMPTOMS, answers[0]), NAMES)
    assert one.endswith("Headache 0 (none)")


def test_symptom_that_no_catalogue_knows_is_named_by_its_id():
    entry = SymptomEntry(day=DAY, symptom="gone", severity=1)
    assert "gone 1" in describe.entry_words(entry, NAMES)


def test_long_note_is_cut_where_a_line_ends():
    words = describe.entry_words(DayNote(day=DAY, text="long\n" * 5_000), NAMES)
    assert len(words) < 90
    assert words.endswith("…")
    assert "\n" not in words


def test_contacts_are_not_told_in_the_line_that_everyone_may_see():
    contact = Contact(kind=ContactKind.CRISIS, name="Sam", phone="116 123")
    assert "116" not in describe.change_words(done(Act.CHANGE_CONTACTS, contact), NAMES)


def test_lab_result_carries_unit_and_flag():
    result = LabResult(day=DAY, analyte="alt", value=Decimal(52), unit="U/L", high=Decimal(45))
    assert describe.lab_words(result, NAMES) == "ALT 52 U/L (H)"


def test_visit_is_told_with_all_that_was_noted_of_it():
    visit = Visit(day=DAY, at=time(10, 40), clinician="Dr Ash", place="Clinic", agreed="Balm")
    said = describe.entry_words(visit, NAMES).replace(HARD, " ")
    assert said == "23 Nov 2026, visit, 10:40, Dr Ash, Clinic, agreed: Balm"
    assert describe.entry_words(Visit(day=DAY), NAMES).endswith(", visit")


def test_question_is_told_by_its_words():
    question = Question(text="Swim in\nthe sea?", noted_on=DAY, position=0)
    change = done(Act.ASK_QUESTION, question)
    assert describe.change_words(change, NAMES) == "Question noted: Swim in the sea?"
