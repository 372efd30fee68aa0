"""Entries are found by what they say, the newest first, in any case, and no more than asked for."""

from __future__ import annotations

from datetime import date, time, timedelta
from decimal import Decimal

import pytest

from isodiary.domain.acne import AcneCheck
from isodiary.domain.change import Act, Change, Edit
from isodiary.domain.dose import Dose, Outcome, Reason
from isodiary.domain.lab import LabResult, PlannedTest
from isodiary.domain.meal import Meal
from isodiary.domain.period import Period
from isodiary.domain.record import DayNote, Visit
from isodiary.domain.symptom import SymptomEntry
from isodiary.services.days.search import PASSAGE, Scope, SearchKind, found_days, search
from tests.scratch import scratch_diary

DAY = date(2026, 11, 23)
NAMES = {"headache": "Headache", "eye_pain": "Eye pain", "own_1": "Zahnweh"}


@pytest.fixture
def diary():
    diary = scratch_diary()
    yield diary
    diary.close()


@pytest.fixture
def hold(diary, clock):
    def hold(*entries):
        change = Change(act=Act.LOG_DOSE, edits=tuple(Edit(after=entry) for entry in entries))
        diary.apply(change, at=clock())

    return hold


def found(diary, typed, **options):
    return [hit.words for hit in search(diary, typed, NAMES, **options)]


def note(text, days_ago=0):
    return DayNote(day=DAY - timedelta(days=days_ago), text=text)


def test_nothing_typed_finds_nothing(diary, hold):
    hold(note("Anything"))
    assert found(diary, "  ") == []


def test_notes_of_days_doses_and_symptoms_are_found_newest_first(diary, hold):
    hold(
        note("Felt dizzy on the bus", days_ago=3),
        Dose(day=DAY, slot=1, outcome=Outcome.MISSED, note="too dizzy"),
        SymptomEntry(day=DAY - timedelta(days=1), symptom="headache", severity=0, note="dizzy"),
    )
    assert found(diary, "dizzy") == [
        "First dose, missed · too dizzy",
        "Headache 0 (none) · dizzy",
        "Felt dizzy on the bus",
    ]


@pytest.mark.parametrize("typed", ["ärger", "ÄRGER", "Ärger im"])
def test_case_does_not_matter_beyond_ascii_either(diary, hold, typed):
    hold(note("Viel Ärger im Büro"))
    assert len(found(diary, typed)) == 1


@pytest.mark.parametrize("typed", ["*", "50%", "a_b", "[x]", "?", "x-]", "^", "it's"])
def test_signs_of_patterns_are_only_signs(diary, hold, typed):
    hold(note("nothing of that kind"), note(f"before {typed} after", days_ago=1))
    assert found(diary, typed) == [f"before {typed} after"]


def test_all_words_have_to_be_there_in_any_order(diary, hold):
    hold(note("sunny morning, rain later"), note("sunny all day", days_ago=1))
    assert found(diary, "rain sunny") == ["sunny morning, rain later"]


def test_a_symptom_is_found_by_name_on_the_days_it_was_there(diary, hold):
    hold(
        SymptomEntry(day=DAY, symptom="eye_pain", severity=0),
        SymptomEntry(day=DAY - timedelta(days=2), symptom="eye_pain", severity=2),
        SymptomEntry(day=DAY, symptom="own_1", severity=1),
    )
    assert found(diary, "EYE") == ["Eye pain 2 (moderate)"]
    assert found(diary, "zahn") == ["Zahnweh 1 (mild)"]


def test_doses_are_found_by_outcome_and_reason(diary, hold):
    hold(
        Dose(day=DAY, slot=1, outcome=Outcome.SKIPPED, reason=Reason.NO_CAPSULES),
        Dose(day=DAY, slot=2, outcome=Outcome.UNKNOWN),
    )
    assert found(diary, "no capsules") == ["First dose, skipped: no capsules left"]
    assert found(diary, "skipped") == ["First dose, skipped: no capsules left"]
    assert found(diary, "not known") == ["Second dose, not known"]


def test_only_the_newest_are_read(diary, hold, monkeypatch):
    hold(*(note(f"again {n}", days_ago=n) for n in range(50)))
    read = []
    where = diary.where

    def counting(*args, **options):
        entries = where(*args, **options)
        read.extend(entries)
        return entries

    monkeypatch.setattr(diary, "where", counting)
    assert found(diary, "again", most=3) == ["again 0", "again 1", "again 2"]
    assert len(read) == 3


def test_every_day_with_a_hit_is_known_however_many_there_are(diary, hold):
    hold(*(note("again", days_ago=n) for n in range(40)))
    first = DAY - timedelta(days=300)
    assert len(found_days(diary, "again", NAMES, Period(first=first, last=DAY))) == 40
    assert found_days(diary, "again", NAMES, Period(first=DAY, last=DAY)) == {DAY}
    assert not found_days(diary, "", NAMES, Period(first=first, last=DAY))


def test_a_long_note_shows_what_stands_around_the_word(diary, hold):
    hold(note("begin " + "x" * 300 + " needle " + "y" * 300 + " end"))
    [words] = found(diary, "needle")
    assert " needle " in words
    assert words.startswith("…")
    assert words.endswith("…")
    assert len(words) <= PASSAGE + 2


def test_a_line_that_is_no_text_finds_nothing_and_breaks_nothing(diary, hold):
    hold(note("plain"))
    assert found(diary, "\0plain\n" + "x" * 5000) == []


def test_each_kind_looks_through_its_own(diary, hold):
    hold(
        note("snack of a note"),
        Dose(day=DAY, slot=1, outcome=Outcome.TAKEN, meal=Meal.SNACK, amount_ug=20_000),
        Dose(day=DAY, slot=2, outcome=Outcome.SKIPPED, reason=Reason.NO_MEAL, note="no snack"),
        SymptomEntry(day=DAY, symptom="headache", severity=1, note="after a snack"),
        LabResult(day=DAY, analyte="alt", value=Decimal(52), note="snack before"),
        PlannedTest(day=DAY, what="lipids, no snack"),
        AcneCheck(day=DAY, iga=1, note="snack again"),
    )
    counts = {kind: len(found(diary, "snack", scope=Scope(kind=kind))) for kind in SearchKind}
    assert counts == {
        SearchKind.EVERYTHING: 6,
        SearchKind.NOTES: 5,
        SearchKind.SYMPTOMS: 1,
        SearchKind.DOSES: 2,
        SearchKind.REASONS: 0,
        SearchKind.LABS: 2,
    }


def test_outcomes_and_reasons_are_found_apart_from_notes(diary, hold):
    hold(note("skipped the bus"), Dose(day=DAY, slot=1, outcome=Outcome.SKIPPED))
    assert found(diary, "skipped", scope=Scope(kind=SearchKind.REASONS)) == ["First dose, skipped"]


def test_extra_doses_are_found_among_doses(diary, hold):
    hold(Dose(day=DAY, slot=None, outcome=Outcome.TAKEN, amount_ug=20_000))
    assert len(found(diary, "extra", scope=Scope(kind=SearchKind.DOSES))) == 1
    assert not found(diary, "extra")


def test_blood_tests_are_found_by_name_word_and_plan(diary, hold):
    hold(
        LabResult(day=DAY, analyte="alt", value=None, word="Borderline"),
        PlannedTest(day=DAY - timedelta(days=1), what="Lipids"),
    )
    names = {"alt": "ALT"}
    said = [
        [hit.words for hit in search(diary, typed, names)]
        for typed in ("alt", "borderline", "lipids")
    ]
    assert said == [["ALT Borderline"], ["ALT Borderline"], ["Planned blood test · Lipids"]]


def test_only_the_days_of_the_scope_are_looked_through(diary, hold):
    hold(*(note("again", days_ago=n) for n in range(6)))
    days = Period(first=DAY - timedelta(days=3), last=DAY - timedelta(days=2))
    assert len(found(diary, "again", scope=Scope(days=days))) == 2
    shown = Period(first=DAY - timedelta(days=2), last=DAY)
    assert found_days(diary, "again", NAMES, shown, Scope(days=days)) == {DAY - timedelta(days=2)}
    apart = Period(first=DAY, last=DAY)
    assert not found_days(diary, "again", NAMES, apart, Scope(days=days))


def test_visits_are_found_by_clinician_place_and_what_was_agreed(diary, hold):
    hold(Visit(day=DAY, clinician="Dr Ash", place="Skin clinic", agreed="Balm at night"))
    assert found(diary, "ash balm") == ["Visit · Dr Ash, Skin clinic, Balm at night"]
    assert found_days(diary, "clinic", NAMES, Period(first=DAY, last=DAY)) == {DAY}
    assert found(diary, "elm") == []


def test_the_only_dose_of_a_day_is_called_the_dose(diary, hold):  # red before: "First dose"
    for day, phase in ((DAY, "one"), (DAY - timedelta(days=1), "two")):
        left_out = Dose(
            day=day,
            slot=1,
            outcome=Outcome.SKIPPED,
            planned_capsules=(20_000,),
            planned_ug=20_000,
            planned_meal=Meal.DINNER,
            planned_at=time(19),
            phase=phase,
            note="forgot",
        )
        hold(left_out)
    said = [hit.words for hit in search(diary, "forgot", NAMES | {"one": "dose"})]
    assert said == ["Dose, skipped · forgot", "First dose, skipped · forgot"]
