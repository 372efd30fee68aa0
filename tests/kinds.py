"""One entry of every kind, for the tests that no kind may be left out of."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from isodiary.domain.acne import AcneCheck
from isodiary.domain.change import Entry
from isodiary.domain.course import Course, Phase
from isodiary.domain.day import diary_day
from isodiary.domain.dose import Dose, Outcome
from isodiary.domain.lab import LabLimit, LabResult, PlannedTest
from isodiary.domain.plan import parse_plan
from isodiary.domain.record import (
    Contact,
    ContactKind,
    DayNote,
    KeptKind,
    KeptOff,
    Patient,
    Question,
    Visit,
    Weight,
)
from isodiary.domain.screening import Answer, Said
from isodiary.domain.symptom import OwnSymptom, SymptomEntry, Tracked
from isodiary.domain.units import kg, mg
from tests.clock import EVENING

DAY = diary_day(EVENING) - timedelta(days=3)
"""The day of all that stands on a day."""
WORD = "quokka"
"""Stands in every text of the patient's own."""

_OLD = Course(
    start=date(2024, 1, 8),
    product=WORD,
    reference_weight_g=kg(62),
    ended_on=date(2024, 6, 3),
)
_ALL: tuple[Entry, ...] = (
    _OLD,
    Phase(course=_OLD.id, number=1, start=_OLD.start, plan=parse_plan("dinner 19:00 20")),
    Dose(
        day=DAY,
        slot=None,
        outcome=Outcome.TAKEN,
        amount_ug=mg(10),
        taken_at=datetime.combine(DAY, time(21, 30), EVENING.tzinfo),
        note=WORD,
    ),
    SymptomEntry(day=DAY, symptom="back_pain", severity=2, note=WORD),
    Tracked(symptom="back_pain", position=9),
    OwnSymptom(label=WORD),
    DayNote(day=DAY, text=WORD),
    Weight(day=DAY, grams=kg("63.2")),
    Visit(day=DAY, clinician=WORD, place=WORD, agreed=WORD),
    LabResult(day=DAY, analyte="alt", value=Decimal(52), unit="U/L", note=WORD),
    LabLimit(analyte="alt", unit="U/L", high=Decimal(100)),
    PlannedTest(day=DAY, what=WORD),
    AcneCheck(day=DAY, iga=2, note=WORD),
    Answer(key="pregnancy", said=Said.KNOWN, day=DAY),
    Question(text=WORD, noted_on=DAY, position=1),
    KeptOff(kind=KeptKind.SYMPTOM, what="low_mood"),
    Patient(name=WORD),
    Contact(kind=ContactKind.OTHER, name=WORD),
)
EXAMPLES: dict[type[Any], Entry] = {type(entry): entry for entry in _ALL}
