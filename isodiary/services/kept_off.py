"""What stays out of everything that is printed: marks on symptoms, on notes, on whole parts.

A mark of the patient always holds. Two parts, intimacy and pregnancy, stay off paper without any
mark until the patient asks for them; mood is printed until the patient says otherwise.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from enum import StrEnum

from isodiary.domain.catalogue.labs import LabCatalogue
from isodiary.domain.catalogue.symptoms import Area, SymptomCatalogue
from isodiary.domain.change import Act, Change, Edit, change_of, edit_to
from isodiary.domain.record import DayNote, KeptKind, KeptOff
from isodiary.language import marked


class Module(StrEnum):
    """A part of the diary that is printed or not as a whole. The values are stored in diaries."""

    MOOD = "mood"
    INTIMACY = "intimacy"
    PREGNANCY = "pregnancy"


PRINTED = frozenset({Module.MOOD})
"""The parts that are printed unless the patient says otherwise."""

NAMES = {
    Module.MOOD: marked("Mood: every symptom of it"),
    Module.INTIMACY: marked("Intimacy: every symptom of it"),
    Module.PREGNANCY: marked("Pregnancy: every test for it"),
}


def keep_off(before: Iterable[KeptOff], wanted: Collection[tuple[KeptKind, str]]) -> Change | None:
    """Return the change from the marks that are there to those for `wanted`, (kind, id) each."""
    kept = list(before)
    held = {(each.kind, each.what) for each in kept}
    gone = [Edit(before=each) for each in kept if (each.kind, each.what) not in wanted]
    new = [Edit(after=KeptOff(kind=kind, what=what)) for kind, what in sorted(set(wanted) - held)]
    return change_of(Act.KEEP_OFF_PAPER, *gone, *new)


def keep_note_off(note: DayNote, off_paper: bool) -> Change | None:
    """Return the change that keeps a note off paper, or lets it onto paper; None if it is so."""
    return change_of(Act.KEEP_OFF_PAPER, edit_to(note, replace(note, off_paper=off_paper)))


def marked_modules(marks: Iterable[KeptOff]) -> frozenset[Module]:
    """Return the parts that the patient marked; what a newer isodiary calls one is not among."""
    marked = {each.what for each in marks if each.kind is KeptKind.MODULE}
    return frozenset(each for each in Module if each.value in marked)


def off_paper(
    marks: Iterable[KeptOff],
    symptoms: SymptomCatalogue,
    labs: LabCatalogue,
    printed: Collection[Module] = PRINTED,
) -> frozenset[str]:
    """Return the ids of the symptoms and lab tests that stay off paper.

    Args:
        marks: Those of the patient.
        symptoms: The catalogue that knows which symptom belongs to which part.
        labs: The same for lab tests.
        printed: The parts that are asked for; a mark on one holds all the same.
    """
    kept = list(marks)
    return off_symptoms(kept, symptoms, printed) | off_labs(kept, labs, printed)


def off_symptoms(
    marks: Iterable[KeptOff], symptoms: SymptomCatalogue, printed: Collection[Module] = PRINTED
) -> frozenset[str]:
    """Return the ids of the symptoms that stay off paper; as `off_paper`."""
    kept = list(marks)
    marked = frozenset(each.what for each in kept if each.kind is KeptKind.SYMPTOM)
    return marked.union(*(symptoms_of(module, symptoms) for module in _off_modules(kept, printed)))


def off_labs(
    marks: Iterable[KeptOff], labs: LabCatalogue, printed: Collection[Module] = PRINTED
) -> frozenset[str]:
    """Return the ids of the lab tests that stay off paper; as `off_paper`."""
    modules = _off_modules(marks, printed)
    return frozenset(each.id for each in labs.analytes.values() if each.module in modules)


def symptoms_of(module: Module, symptoms: SymptomCatalogue) -> frozenset[str]:
    """Return the ids of the symptoms of a part of the diary."""
    return frozenset(
        each.id
        for each in symptoms.symptoms.values()
        if each.module == module or (module is Module.MOOD and each.area is Area.MOOD)
    )


def _off_modules(marks: Iterable[KeptOff], printed: Collection[Module]) -> frozenset[Module]:
    return (frozenset(Module) - frozenset(printed)) | marked_modules(marks)
