"""A diary as one FHIR R4 Bundle, and what it is made of."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import field
from io import TextIOWrapper
from typing import IO, Any

from isodiary.domain.acne import AcneCheck
from isodiary.domain.course import Course
from isodiary.domain.dose import Dose
from isodiary.domain.lab import LabResult
from isodiary.domain.record import Weight
from isodiary.domain.symptom import SymptomEntry
from isodiary.domain.values import dataclass
from isodiary.services.exchange.choice import ExportChoice
from isodiary.services.exchange.fhir.medicines import (
    Subject,
    dose_resource,
    medication_resource,
    patient_resource,
    request_resources,
    statement_resource,
)
from isodiary.services.exchange.fhir.observations import (
    acne_resource,
    lab_resource,
    symptom_resource,
    weight_resource,
)
from isodiary.services.exchange.fhir.parts import Ref, Resource, moment
from isodiary.storage.diary import Diary
from isodiary.storage.reads.course import courses, patient, phases_of
from isodiary.storage.reads.everything import rows_of_kind
from isodiary.storage.rows import table_of

TO_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode
NOBODY = "patient"


@dataclass(frozen=True, slots=True)
class Record:
    """What a diary says, resource by resource.

    Attributes:
        about: Whom it is about.
        medicines: The patient, and for each course its medicine, whether it is taken, its plans.
    """

    about: Subject
    medicines: tuple[Resource, ...] = ()
    courses: tuple[Course, ...] = field(default=())


def write(diary: Diary, out: IO[bytes], choice: ExportChoice) -> int:
    """Write a Bundle of the type `collection`; return how many entries of the diary are in it."""
    count = 0
    text = TextIOWrapper(out, encoding="utf-8", newline="\n")
    record = record_of(diary, choice)
    head = TO_JSON(
        {
            "resourceType": "Bundle",
            "id": Ref("Bundle", record.about.patient.id).id,
            "type": "collection",
            "timestamp": moment(choice.now),
        }
    )
    text.write(f'{head[:-1]},"entry":[')
    for number, resource in enumerate(resources(diary, record, choice)):
        said = {"fullUrl": f"urn:uuid:{resource['id']}", "resource": resource}
        text.write(f"{',' if number else ''}\n{TO_JSON(said)}")
        count += 1
    text.write("]}\n")
    text.flush()
    text.detach()
    return count


def record_of(diary: Diary, choice: ExportChoice) -> Record:
    """Return the patient and the medicines of a diary."""
    held = courses(diary)
    # a diary has one patient, whose entry is called the same in all diaries
    ref = Ref("Patient", held[0].id if held else NOBODY)
    about = Subject(patient=ref, now=choice.now, habits=choice.habits)
    medicines: list[Resource] = [patient_resource(patient(diary), ref)]
    taken = {dose.day for dose in _entries(diary, Dose, choice) if dose.outcome.swallowed}
    for course in held:
        phases = phases_of(diary, course)
        swallowed = any(course.holds(day) for day in taken)
        medicines += [
            medication_resource(course),
            statement_resource(course, phases, about, swallowed=swallowed),
            *request_resources(course, phases, about),
        ]
    return Record(about, tuple(medicines), held)


def resources(diary: Diary, record: Record, choice: ExportChoice) -> Iterator[Resource]:
    """Yield every resource of a diary, those first that others point at."""
    yield from record.medicines
    about, codes = record.about, choice.codes
    plans = frozenset(str(each["id"]) for each in record.medicines)
    for dose in _entries(diary, Dose, choice):
        yield dose_resource(dose, _course_of(dose, record.courses), about, plans=plans)
    for symptom in _entries(diary, SymptomEntry, choice):
        yield symptom_resource(symptom, choice.names, codes, about)
    yield from blood_tests(diary, record, choice)
    yield from body_weights(diary, record, choice)
    for check in _entries(diary, AcneCheck, choice):
        yield acne_resource(check, about)


def blood_tests(diary: Diary, record: Record, choice: ExportChoice) -> Iterator[Resource]:
    """Yield the results of blood tests."""
    for result in _entries(diary, LabResult, choice):
        yield lab_resource(result, choice.names, choice.codes, record.about)


def body_weights(diary: Diary, record: Record, choice: ExportChoice) -> Iterator[Resource]:
    """Yield the weights."""
    for weight in _entries(diary, Weight, choice):
        yield weight_resource(weight, record.about)


def _course_of(dose: Dose, held: Sequence[Course]) -> Course | None:
    return next((course for course in held if course.holds(dose.day)), None)


def _entries(diary: Diary, kind: type[Any], choice: ExportChoice) -> Iterator[Any]:
    """Yield the entries of a kind that go out."""
    table = table_of(kind)
    if table.name not in choice.kinds:
        return
    for row in rows_of_kind(diary, table):
        if not choice.stays(table, row):
            yield table.entry(row)
