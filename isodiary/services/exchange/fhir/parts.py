"""What resources of FHIR R4 are made of: names for life, codes, numbers, moments.

Resources are plain dictionaries. Source of shapes and codes: clinical.md 8.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from uuid import UUID, uuid5

from isodiary.domain.units import thousandth
from isodiary.domain.values import dataclass

Resource = dict[str, object]
"""A resource, or a part of one, as `json.dumps` takes it."""

OURS = "https://isodiary.org/fhir"
"""Begins the names of code systems and identifiers that are isodiary's own."""
NAMES = UUID("8d1f1f0b-6d0a-5c0e-9a1e-0d6a0c2f7b41")
"""In it, the id of an entry becomes the id of its resource, always the same."""

UCUM = "http://unitsofmeasure.org"
LOINC = "http://loinc.org"
SNOMED = "http://snomed.info/sct"
RXNORM = "http://www.nlm.nih.gov/research/umls/rxnorm"
ATC = "http://www.whocc.no/atc"
CATEGORY = "http://terminology.hl7.org/CodeSystem/observation-category"
INTERPRETATION = "http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation"
ABSENT = "http://hl7.org/fhir/StructureDefinition/data-absent-reason"

ORAL = {"coding": [{"system": SNOMED, "code": "26643006", "display": "Oral route"}]}


@dataclass(frozen=True, slots=True)
class Ref:
    """A resource that others point at.

    Attributes:
        kind: Its type, such as "Patient".
        entry: The id of the entry it is made of.
    """

    kind: str
    entry: str

    @property
    def id(self) -> str:
        """The id of the resource: the same at each export, and of no other entry."""
        return str(uuid5(NAMES, f"{self.kind}/{self.entry}"))

    @property
    def url(self) -> str:
        """What the entry of a Bundle calls it."""
        return f"urn:uuid:{self.id}"

    def begun(self) -> Resource:
        """Return how the resource begins: type, id and the identifier that it keeps anywhere."""
        name = {"system": f"{OURS}/{self.kind.lower()}", "value": self.id}
        return {"resourceType": self.kind, "id": self.id, "identifier": [name]}

    def pointer(self) -> Resource:
        """Return a reference to it."""
        return {"reference": self.url}


def coded(text: str, *codes: tuple[str, str, str]) -> Resource:
    """Return a concept: its words, and (system, code, display) for each code that is known."""
    concept: Resource = {"text": text}
    known = [
        {"system": system, "code": code, **({"display": display} if display else {})}
        for system, code, display in codes
        if code
    ]
    return {"coding": known, **concept} if known else concept


def quantity(
    value: int | Decimal | Fraction, unit: str, ucum: str = "", sign: str = ""
) -> Resource:
    """Return an amount; `sign` is one of < <= >= > or nothing, `ucum` the code of the unit."""
    said: Resource = {"value": number(value)}
    if sign:
        said["comparator"] = sign
    if unit:
        said["unit"] = unit
    if ucum:
        said |= {"system": UCUM, "code": ucum}
    return said


def mg_quantity(amount_ug: int) -> Resource:
    """Return micrograms as the milligrams that prescriptions are written in."""
    return quantity(Fraction(amount_ug, 1000), "mg", "mg")


def number(value: int | Decimal | Fraction) -> int | float:
    """Return a number as JSON has it: whole where it is whole, else the nearest binary number."""
    exact = Fraction(value)
    return exact.numerator if exact.denominator == 1 else float(exact)


def kilograms(grams: int) -> Resource:
    """Return a body weight."""
    return quantity(Decimal(thousandth(grams)), "kg", "kg")


def moment(at: datetime) -> str:
    """Return a moment; FHIR wants the offset with every time."""
    return at.isoformat(timespec="seconds")


def days(first: date, last: date | None) -> Resource:
    """Return a period of days, both counted; without an end it goes on."""
    ends = {} if last is None else {"end": last.isoformat()}
    return {"start": first.isoformat(), **ends}


def missing(reason: str = "unknown") -> Resource:
    """Return what stands in the place of something that is not known."""
    return {"extension": [{"url": ABSENT, "valueCode": reason}]}


def note(*texts: str) -> Resource:
    """Return words as notes; nothing where there are none."""
    said = [{"text": text} for text in texts if text]
    return {"note": said} if said else {}


def label(names: Mapping[str, str], id_: str) -> str:
    """Return the words for an id, or the id itself: the patient's own name for it."""
    return names.get(id_, id_)
