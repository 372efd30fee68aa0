"""Entries of every kind, as strategies: with text of every kind in every text."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta, timezone
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from isodiary.domain.acne import AcneCheck
from isodiary.domain.change import Entry
from isodiary.domain.course import Course, Formulation, Phase, WeightBasis
from isodiary.domain.dose import LARGEST_DOSE_UG, Dose, Outcome, Reason, capsules_of
from isodiary.domain.lab import Comparator, LabLimit, LabResult, PlannedTest
from isodiary.domain.meal import Fat, Meal
from isodiary.domain.plan import make_plan
from isodiary.domain.record import (
    Contact,
    ContactKind,
    DayNote,
    KeptKind,
    KeptOff,
    Patient,
    Question,
    Sex,
    Visit,
    Weight,
)
from isodiary.domain.screening import Answer, Said
from isodiary.domain.symptom import OwnSymptom, SymptomEntry, Tracked

HOSTILE = [
    "'",
    "''); drop table dose; --",
    'say "aah"',
    "back\\slash",
    "<b>&amp;</b>",
    "NULL",
    "0",
    "=1+1",
    "שלום\u202e עברית",
    "👩‍⚕️🇵🇱",
    "e\u0301\ufeff\ufffe\U0010ffff",
    "\x01\x1f\x7f\x85\u2028",
    "ß" * 10_000,
]
TEXTS = st.sampled_from(HOSTILE) | st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30
)
WORDS = TEXTS.filter(bool)
DAYS = st.dates(date(1990, 1, 1), date(2100, 12, 31))
IDS = st.text("0123456789abcdef", min_size=16, max_size=16)
AMOUNTS = st.integers(1, LARGEST_DOSE_UG)
CAPSULES = st.lists(st.integers(1, 25_000), min_size=1, max_size=40).map(capsules_of)
MINUTES = st.builds(time, st.integers(0, 23), st.integers(0, 59))
OFFSETS = st.integers(-14 * 60, 14 * 60).map(lambda m: timezone(timedelta(minutes=m)))
MOMENTS = st.builds(datetime.combine, DAYS, st.times(), OFFSETS)
RESULTS = st.decimals(0, 10**9, allow_nan=False, allow_infinity=False) | st.just(Decimal("1.10"))
PLANS = st.lists(
    st.tuples(st.sampled_from(Meal), MINUTES, CAPSULES),
    min_size=1,
    max_size=3,
    unique_by=lambda slot: slot[0],
).map(make_plan)


def or_none(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | strategy


@st.composite
def swallowed(draw: st.DrawFn) -> Dose:
    capsules = draw(st.just(()) | CAPSULES)
    return Dose(
        day=draw(DAYS),
        slot=draw(or_none(st.integers(1, 3))),
        outcome=draw(st.sampled_from([Outcome.TAKEN, Outcome.PARTIAL])),
        capsules=capsules,
        amount_ug=sum(capsules) or draw(AMOUNTS),
        meal=draw(or_none(st.sampled_from(Meal))),
        fat=draw(or_none(st.sampled_from(Fat))),
        taken_at=draw(or_none(MOMENTS)),
        note=draw(TEXTS),
        id=draw(IDS),
    )


NOT_SWALLOWED = st.builds(
    Dose,
    day=DAYS,
    slot=st.integers(1, 3),
    outcome=st.sampled_from([Outcome.SKIPPED, Outcome.MISSED, Outcome.UNKNOWN]),
    reason=or_none(st.sampled_from(Reason)),
    note=TEXTS,
    id=IDS,
)


@st.composite
def lab_results(draw: st.DrawFn) -> LabResult:
    low, high = sorted([draw(RESULTS), draw(RESULTS)])
    low, high = draw(or_none(st.just(low))), draw(or_none(st.just(high)))
    word = draw(st.just("") | WORDS)
    return LabResult(
        day=draw(DAYS),
        analyte=draw(WORDS),
        value=None if word else draw(RESULTS),
        word=word,
        comparator=draw(st.sampled_from(Comparator)),
        unit=draw(TEXTS),
        low=low,
        high=high,
        low_strict=low is not None and draw(st.booleans()),
        high_strict=high is not None and draw(st.booleans()),
        fasting=draw(or_none(st.booleans())),
        exercise=draw(or_none(st.booleans())),
        lab=draw(TEXTS),
        note=draw(TEXTS),
        id=draw(IDS),
    )


@st.composite
def lab_limits(draw: st.DrawFn) -> LabLimit:
    low = draw(or_none(RESULTS))
    high = draw(RESULTS if low is None else or_none(RESULTS))
    return LabLimit(analyte=draw(WORDS), unit=draw(TEXTS), low=low, high=high, id=draw(IDS))


@st.composite
def acne_checks(draw: st.DrawFn) -> AcneCheck:
    counts = or_none(st.integers(0, 999))
    grades = st.tuples(*[st.integers(0, 4)] * 6)
    gags = draw(or_none(grades))
    return AcneCheck(
        day=draw(DAYS),
        iga=draw(st.integers(0, 4) if gags is None else or_none(st.integers(0, 4))),
        gags=gags,
        non_inflammatory=draw(counts),
        inflammatory=draw(counts),
        nodules=draw(counts),
        note=draw(TEXTS),
        id=draw(IDS),
    )


COURSES = st.builds(
    Course,
    start=DAYS,
    product=TEXTS,
    formulation=st.sampled_from(Formulation),
    planned_weeks=or_none(st.integers(1, 520)),
    target_ug_per_kg=or_none(st.integers(1, 1_000_000)),
    reference_weight_g=st.integers(10_000, 700_000),
    weight_basis=st.sampled_from(WeightBasis),
    opening_ug=st.integers(0, 200_000_000),
    ended_on=or_none(st.dates(date(2101, 1, 1), date(2199, 12, 31))),
    id=IDS,
)
STRATEGIES: dict[type[Any], st.SearchStrategy[Entry]] = {
    Course: COURSES,
    Phase: st.builds(
        Phase,
        course=IDS,
        number=st.integers(1, 9_999),
        start=DAYS,
        plan=PLANS,
        why=TEXTS,
        id=IDS,
    )
    | st.builds(
        Phase,
        course=IDS,
        number=st.integers(1, 9_999),
        start=DAYS,
        until=or_none(st.dates(date(2101, 1, 1), date(2199, 12, 31))),
        why=TEXTS,
        id=IDS,
    ),
    Dose: swallowed() | NOT_SWALLOWED,
    SymptomEntry: st.builds(
        SymptomEntry, day=DAYS, symptom=WORDS, severity=st.integers(0, 3), note=TEXTS, id=IDS
    ),
    Tracked: st.builds(Tracked, symptom=WORDS, position=st.integers(-(2**63), 2**63 - 1), id=IDS),
    OwnSymptom: st.builds(OwnSymptom, label=WORDS, id=IDS.map(lambda id_: f"own_{id_}")),
    DayNote: st.builds(DayNote, day=DAYS, text=WORDS, off_paper=st.booleans(), id=IDS),
    Weight: st.builds(Weight, day=DAYS, grams=st.integers(10_000, 700_000), id=IDS),
    Visit: st.builds(
        Visit,
        day=DAYS,
        at=or_none(MINUTES),
        clinician=TEXTS,
        place=TEXTS,
        agreed=TEXTS,
        id=IDS,
    ),
    Question: st.builds(
        Question,
        text=WORDS,
        noted_on=DAYS,
        position=st.integers(-(2**63), 2**63 - 1),
        visit=TEXTS,
        id=IDS,
    ),
    KeptOff: st.builds(KeptOff, kind=st.sampled_from(KeptKind), what=WORDS, id=IDS),
    LabResult: lab_results(),
    LabLimit: lab_limits(),
    PlannedTest: st.builds(PlannedTest, day=DAYS, what=TEXTS, id=IDS),
    AcneCheck: acne_checks(),
    Answer: st.builds(Answer, key=WORDS, said=st.sampled_from(Said), day=DAYS, id=IDS),
    Patient: st.builds(
        Patient,
        name=TEXTS,
        birth_year=or_none(st.integers(1900, 2100)),
        country=TEXTS,
        sex=st.sampled_from(Sex),
    ),
    Contact: st.builds(Contact, kind=st.sampled_from(ContactKind), name=TEXTS, phone=WORDS, id=IDS),
}
