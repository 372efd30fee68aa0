"""A diary as an International Patient Summary (IPS 2.0.1): a document of FHIR R4.

It has what the patient keeps: medicines, blood tests, weights, and the allergies that were said
yes to. Diagnoses are not kept, and the summary says so. Source of the shape: clinical.md 8.6.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import IO

from isodiary import __version__
from isodiary.domain.screening import Answer, Said
from isodiary.domain.values import dataclass
from isodiary.language import _, marked
from isodiary.services.exchange.choice import ExportChoice
from isodiary.services.exchange.fhir.bundle import (
    TO_JSON,
    Record,
    blood_tests,
    body_weights,
    record_of,
)
from isodiary.services.exchange.fhir.medicines import Subject
from isodiary.services.exchange.fhir.parts import LOINC, Ref, Resource, coded, moment
from isodiary.storage.diary import Diary
from isodiary.storage.reads.course import answers

EMPTY = "http://terminology.hl7.org/CodeSystem/list-empty-reason"
ALLERGIES = {
    "ci_soya": marked("Soya"),
    "ci_peanut": marked("Peanut"),
    "ci_fructose": marked("Fructose"),
}
"""Questions of the leaflet that ask about an allergy or intolerance."""
TITLE = marked("Patient summary, from the patient’s own diary")
NOT_KEPT = marked("The diary does not keep diagnoses.")
NOT_ASKED = marked("Nothing is noted about it in the diary.")


@dataclass(frozen=True, slots=True, kw_only=True)
class IpsSection:
    """A part of the summary.

    Attributes:
        title: Its head.
        code: LOINC code of it.
        holds: What stands in it.
        lines: The same in words.
        empty: Why nothing stands in it, and that in words.
    """

    title: str
    code: str
    holds: Sequence[Resource] = ()
    lines: Sequence[str] = ()
    empty: tuple[str, str] = ("unavailable", NOT_ASKED)

    def resource(self) -> Resource:
        """Return it as a part of the Composition: its words are required, its code too."""
        said: Resource = {"title": self.title, "code": coded(self.title, (LOINC, self.code, ""))}
        if not self.holds:
            reason, words = self.empty
            why = {"system": EMPTY, "code": reason}
            return {**said, "text": _div([_(words)]), "emptyReason": {"coding": [why]}}
        entries = [{"reference": f"urn:uuid:{each['id']}"} for each in self.holds]
        return {**said, "text": _div(self.lines), "entry": entries}


def write(diary: Diary, out: IO[bytes], choice: ExportChoice) -> int:
    """Write the summary as a Bundle of the type `document`; return how many entries are in it."""
    record = record_of(diary, choice)
    about = record.about
    labs = tuple(blood_tests(diary, record, choice))
    weights = tuple(body_weights(diary, record, choice))
    said_yes = tuple(_allergies(answers(diary), about))
    sections = _sections(record, labs, weights, said_yes)
    device = _device(about)
    ref = Ref("Composition", about.patient.entry)
    composition: Resource = {
        "resourceType": ref.kind,
        "id": ref.id,
        "status": "final",
        "type": coded(_(TITLE), (LOINC, "60591-5", "Patient summary Document")),
        "subject": about.patient.pointer(),
        "date": moment(choice.now),
        "author": [{"reference": f"urn:uuid:{device['id']}"}],
        "title": _(TITLE),
        "section": [section.resource() for section in sections],
    }
    everything = [composition, *record.medicines, *said_yes, *labs, *weights, device]
    document = {
        "resourceType": "Bundle",
        "id": Ref("Document", about.patient.entry).id,
        "identifier": {"system": "urn:ietf:rfc:3986", "value": _name(about)},
        "type": "document",
        "timestamp": moment(choice.now),
        "entry": [{"fullUrl": f"urn:uuid:{each['id']}", "resource": each} for each in everything],
    }
    out.write(f"{TO_JSON(document)}\n".encode())
    return len(everything)


def _name(about: Subject) -> str:
    """Return the name of this one document: of the patient, at this moment."""
    return Ref("Document", f"{about.patient.entry} {moment(about.now)}").url


def _sections(
    record: Record,
    labs: Sequence[Resource],
    weights: Sequence[Resource],
    said_yes: Sequence[Resource],
) -> tuple[IpsSection, ...]:
    medicines = [each for each in record.medicines if each["resourceType"] == "MedicationStatement"]
    names = [
        f"{course.product}, {course.start.isoformat()} – "
        f"{course.ended_on.isoformat() if course.ended_on else ''}".strip()
        for course in record.courses
    ]
    return (
        IpsSection(title=_("Problems"), code="11450-4", empty=("unavailable", NOT_KEPT)),
        IpsSection(
            title=_("Allergies and intolerances"),
            code="48765-2",
            holds=said_yes,
            lines=[_words(each) for each in said_yes],
            empty=("notasked", NOT_ASKED),
        ),
        IpsSection(title=_("Medicines"), code="10160-0", holds=medicines, lines=names),
        IpsSection(
            title=_("Results"), code="30954-2", holds=labs, lines=[_measured(each) for each in labs]
        ),
        IpsSection(
            title=_("Vital signs"),
            code="8716-3",
            holds=weights,
            lines=[_measured(each) for each in weights],
        ),
    )


def _allergies(given: Sequence[Answer], about: Subject) -> Sequence[Resource]:
    """Return what was said yes to; no other answer is an allergy, or that there is none."""
    return [
        {
            **Ref("AllergyIntolerance", answer.id).begun(),
            "clinicalStatus": _status("allergyintolerance-clinical", "active"),
            "verificationStatus": _status("allergyintolerance-verification", "unconfirmed"),
            "code": coded(_(ALLERGIES[answer.key])),
            "patient": about.patient.pointer(),
            "recordedDate": answer.day.isoformat(),
            "recorder": about.patient.pointer(),
        }
        for answer in given
        if answer.key in ALLERGIES and answer.said is Said.YES
    ]


def _status(system: str, code: str) -> Resource:
    return {"coding": [{"system": f"http://terminology.hl7.org/CodeSystem/{system}", "code": code}]}


def _device(about: Subject) -> Resource:
    """Return the program that put the document together."""
    return {
        **Ref("Device", about.patient.entry).begun(),
        "deviceName": [{"name": "isodiary", "type": "user-friendly-name"}],
        "version": [{"value": __version__}],
    }


def _words(resource: Resource) -> str:
    code = resource["code"]
    assert isinstance(code, dict)
    return str(code["text"])


def _measured(resource: Resource) -> str:
    """Return "ALT: 52 U/L, 2026-11-02"."""
    value = resource.get("valueQuantity")
    said = str(resource.get("valueString", ""))
    if isinstance(value, dict):
        parts = (value.get("comparator", ""), value["value"], value.get("unit", ""))
        said = " ".join(str(part) for part in parts if part != "")
    return f"{_words(resource)}: {said}, {resource['effectiveDateTime']}"


def _div(lines: Sequence[str]) -> Resource:
    """Return words as the narrative that a reader without FHIR sees."""
    said = "".join(f"<p>{escape(line, quote=False)}</p>" for line in lines)
    return {"status": "generated", "div": f'<div xmlns="http://www.w3.org/1999/xhtml">{said}</div>'}
