"""The smaller entries, symptoms and refusals: what can be and what cannot."""

from __future__ import annotations

from datetime import date

import pytest

from isodiary.domain.errors import DiaryError, Refused, Stale
from isodiary.domain.record import Contact, ContactKind, DayNote, Patient, Weight
from isodiary.domain.symptom import OWN_PREFIX, OwnSymptom, SymptomEntry

DAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("made", "why"),
    [
        (lambda: DayNote(day=DAY, text=""), "needs words"),
        (lambda: Weight(day=DAY, grams=9_999), "10 to 700 kg"),
        (lambda: Weight(day=DAY, grams=700_001), "10 to 700 kg"),
        (lambda: Patient(birth_year=1899), "1900 to 2100"),
        (lambda: Patient(birth_year=2101), "1900 to 2100"),
        (lambda: Contact(kind=ContactKind.CRISIS), "a name or a number"),
        (lambda: SymptomEntry(day=DAY, symptom="headache", severity=4), "0 to 3"),
        (lambda: SymptomEntry(day=DAY, symptom="headache", severity=-1), "0 to 3"),
        (lambda: SymptomEntry(day=DAY, symptom="", severity=0), "needs a symptom"),
        (lambda: OwnSymptom(label=""), "needs a name"),
    ],
)
def test_entry_that_cannot_be_is_refused(made, why):
    with pytest.raises(ValueError, match=why):
        made()


def test_the_lightest_and_the_heaviest_are_weights():
    assert [Weight(day=DAY, grams=grams).grams for grams in (10_000, 700_000)] == [10_000, 700_000]


def test_there_is_one_patient():
    assert Patient().id == Patient(name="A. B.", birth_year=2004).id


def test_contact_needs_only_a_number():
    assert Contact(kind=ContactKind.EMERGENCY, phone="112").name == ""


def test_zero_is_an_answer_and_not_a_symptom():
    answered = [SymptomEntry(day=DAY, symptom="headache", severity=n).present for n in range(4)]
    assert answered == [False, True, True, True]


def test_own_symptom_is_told_from_the_catalogues_by_its_id():
    assert OwnSymptom(label="itchy scalp").id.startswith(OWN_PREFIX)


def test_refusal_carries_its_sentence_and_each_kind_its_code():
    refusal = Stale("Look again.")
    assert (refusal.sentence, str(refusal)) == ("Look again.", "Look again.")
    assert isinstance(refusal, Refused)
    kinds: list[type[DiaryError]] = [
        DiaryError,
        *DiaryError.__subclasses__(),
        *Refused.__subclasses__(),
    ]
    ours = [kind for kind in kinds if kind.__module__ == DiaryError.__module__]
    assert len({kind.code for kind in ours}) == len(ours)
