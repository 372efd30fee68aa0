"""What a summary is made of."""

from __future__ import annotations

from isodiary.domain.change import Entry
from isodiary.domain.course import Course, Phase
from isodiary.domain.dose import Dose
from isodiary.domain.lab import LabResult
from isodiary.domain.record import Contact, Patient, Question, Visit, Weight
from isodiary.domain.screening import Answer
from isodiary.domain.symptom import SymptomEntry

SUMMARISED: tuple[type[Entry], ...] = (
    *(Course, Phase, Dose, SymptomEntry, Weight, Visit, LabResult),
    *(Patient, Contact, Answer, Question),
)
"""The kinds of entries whose change may change a summary."""
