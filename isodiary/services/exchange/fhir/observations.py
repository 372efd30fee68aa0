"""Symptoms, blood tests, weights and acne, as observations of FHIR R4.

What was not asked is not there; "none" is an answer, and is. All of it is what the patient said
or copied, so the patient is its performer.
"""

from __future__ import annotations

from collections.abc import Mapping

from isodiary.domain.acne import AcneCheck, gags_score
from isodiary.domain.catalogue.labs import Analyte, LabUnit
from isodiary.domain.catalogue.symptoms import SeverityLevel
from isodiary.domain.lab import LabResult
from isodiary.domain.record import Weight
from isodiary.domain.symptom import SymptomEntry
from isodiary.language import _, marked
from isodiary.services.catalogues import Catalogues
from isodiary.services.exchange.fhir.medicines import Subject
from isodiary.services.exchange.fhir.parts import (
    CATEGORY,
    INTERPRETATION,
    LOINC,
    OURS,
    SNOMED,
    Ref,
    Resource,
    coded,
    kilograms,
    label,
    note,
    quantity,
)

FLAGS = {"H": "High", "L": "Low"}
NORMAL = ("N", "Normal")
OVERALL = marked("Acne overall, the patient’s own estimate, 0 to 4")
GAGS = marked("Global acne grading score, the patient’s own estimate, 0 to 44")
NON_INFLAMMATORY = marked("Comedones counted by the patient")
INFLAMMATORY = marked("Papules and pustules counted by the patient")
NODULES = marked("Nodules and cysts counted by the patient")
ACNE = marked("Acne, as the patient sees it")
FASTED, NOT_FASTED = marked("Fasting sample"), marked("Not a fasting sample")


def symptom_resource(
    entry: SymptomEntry, names: Mapping[str, str], codes: Catalogues, about: Subject
) -> Resource:
    """Return an answer about a symptom, 0 none to 3 severe."""
    symptom = codes.symptoms.get(entry.symptom)
    level = codes.symptoms.severities[entry.severity]
    words = label(names, entry.symptom)
    return {
        **_begun(entry.id, "survey", entry.day.isoformat(), about),
        "code": coded(
            words,
            (f"{OURS}/symptom", entry.symptom, words),
            (SNOMED, (symptom.snomed or "") if symptom else "", symptom.term if symptom else ""),
        ),
        "valueCodeableConcept": _severity(level),
        **note(entry.note),
    }


def _severity(level: SeverityLevel) -> Resource:
    return coded(
        level.label,
        (f"{OURS}/severity", level.id.value, level.label),
        (SNOMED, level.snomed or "", ""),
    )


def lab_resource(
    result: LabResult, names: Mapping[str, str], codes: Catalogues, about: Subject
) -> Resource:
    """Return a result as the laboratory printed it, with its own range if it printed one."""
    analyte = codes.labs.get(result.analyte)
    unit = analyte.unit(result.unit) if analyte else None
    words = label(names, result.analyte)
    made: Resource = {
        **_begun(result.id, "laboratory", result.day.isoformat(), about),
        "code": coded(
            words,
            (LOINC, _loinc(analyte, unit), ""),
            (f"{OURS}/lab", result.analyte if analyte else "", words),
        ),
    }
    if result.lab:
        made["performer"] = [{"display": result.lab}]
    if result.value is None:
        made["valueString"] = result.word
    else:
        sign = result.comparator.value
        made["valueQuantity"] = quantity(result.value, result.unit, _ucum(unit), sign)
    return {**made, **_range(result, unit), **note(_fasting(result), result.note)}


def _loinc(analyte: Analyte | None, unit: LabUnit | None) -> str:
    """Return the code of a test in its unit; a test whose unit is not known has none."""
    if unit is not None:
        return unit.loinc
    return (analyte.loinc or "") if analyte else ""


def _ucum(unit: LabUnit | None) -> str:
    return unit.ucum if unit else ""


def _range(result: LabResult, unit: LabUnit | None) -> Resource:
    """Return the range as it was printed. FHIR's ends lie inside; strict ones are said in words."""
    limits = result.range
    if not limits:
        return {}
    said: Resource = {}
    texts = []
    for end, strict, key, sign in (
        (result.low, limits.low_strict, "low", limits.at_least),
        (result.high, limits.high_strict, "high", limits.at_most),
    ):
        if end is not None:
            if not strict:
                said[key] = quantity(end, result.unit, _ucum(unit))
            texts.append(f"{sign} {end}")
    if limits.low_strict or limits.high_strict:
        said["text"] = f"{', '.join(texts)} {result.unit}".strip()
    made: Resource = {"referenceRange": [said]}
    if result.value is not None:
        flag = result.flag
        sure = flag is not None or not result.comparator.value
        code, display = (flag, FLAGS[flag]) if flag else NORMAL
        if sure:  # "< 5" may lie inside the range or below it
            made["interpretation"] = [coded(display, (INTERPRETATION, code, display))]
    return made


def _fasting(result: LabResult) -> str:
    if result.fasting is None:
        return ""
    return _(FASTED) if result.fasting else _(NOT_FASTED)


def weight_resource(weight: Weight, about: Subject) -> Resource:
    """Return a body weight."""
    return {
        **_begun(weight.id, "vital-signs", weight.day.isoformat(), about),
        "code": coded("Body weight", (LOINC, "29463-7", "Body weight")),
        "valueQuantity": kilograms(weight.grams),
    }


def acne_resource(check: AcneCheck, about: Subject) -> Resource:
    """Return an estimate of the acne; the parts that were not estimated are not there."""
    parts = (
        ("iga", OVERALL, check.iga),
        ("gags", GAGS, None if check.gags is None else gags_score(check.gags)),
        ("non-inflammatory", NON_INFLAMMATORY, check.non_inflammatory),
        ("inflammatory", INFLAMMATORY, check.inflammatory),
        ("nodules", NODULES, check.nodules),
    )
    return {
        **_begun(check.id, "survey", check.day.isoformat(), about),
        "code": coded(_(ACNE), (f"{OURS}/acne", "acne", _(ACNE))),
        "component": [
            {
                "code": coded(_(words), (f"{OURS}/acne", code, _(words))),
                "valueInteger": value,
            }
            for code, words, value in parts
            if value is not None
        ],
        **note(check.note),
    }


def _begun(entry: str, category: str, day: str, about: Subject) -> Resource:
    return {
        **Ref("Observation", entry).begun(),
        "status": "final",
        "category": [{"coding": [{"system": CATEGORY, "code": category}]}],
        "subject": about.patient.pointer(),
        "effectiveDateTime": day,
        "performer": [about.patient.pointer()],
    }
