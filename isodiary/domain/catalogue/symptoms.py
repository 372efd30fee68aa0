"""The symptoms a diary can record, as the catalogue describes them.

A symptom is a block of `symptoms.toml`; nothing in the program knows a single one by name. A
retired symptom stays readable, as diaries hold its id, but is no longer offered.
"""

from __future__ import annotations

from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING

from isodiary.domain.catalogue.file import Block, Parts, by_id, read_file
from isodiary.domain.catalogue.search import rank, words_of
from isodiary.domain.symptom import WORST
from isodiary.domain.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping
    from importlib.resources.abc import Traversable
    from pathlib import Path


class Concern(StrEnum):
    """What leaflets ask for when a symptom turns up."""

    ROUTINE = "routine"
    TELL = "tell"
    URGENT = "urgent"
    EMERGENCY = "emergency"


class Area(StrEnum):
    """The part of the body, in the order the pages list them."""

    LIPS_MOUTH = "lips_mouth"
    NOSE = "nose"
    EYES = "eyes"
    SKIN = "skin"
    HAIR_NAILS = "hair_nails"
    MUSCULOSKELETAL = "musculoskeletal"
    NEURO = "neuro"
    MOOD = "mood"
    EAR = "ear"
    GUT_LIVER = "gut_liver"
    ALLERGY_CHEST = "allergy_chest"
    GENERAL = "general"
    SEXUAL = "sexual"


class Frequency(StrEnum):
    """How often EU product information expects a symptom."""

    VERY_COMMON = "very_common"
    COMMON = "common"
    UNCOMMON = "uncommon"
    RARE = "rare"
    VERY_RARE = "very_rare"
    NOT_KNOWN = "not_known"


class SeverityId(StrEnum):
    """The four answers, in the order of their numbers 0 to 3."""

    NONE = "none"
    MILD = "mild"
    MODERATE = "moderate"
    SEVERE = "severe"


@dataclass(frozen=True, slots=True, kw_only=True)
class SeverityLevel:
    """One of the four answers; its number is its place in the catalogue.

    Attributes:
        id: Its name in exports.
        label: The patient's word for it.
        snomed: SNOMED CT identifier; None for "none", which has none.
    """

    id: SeverityId
    label: str
    snomed: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Symptom:
    """One symptom of the catalogue.

    Attributes:
        id: Stored in diaries; never renamed.
        label: The patient's words.
        short: The same for a narrow table.
        term: An ordinary medical term.
        area: Part of the body.
        concern: What leaflets ask for when it turns up.
        frequency: Class of EU product information; None if it is not listed there.
        frequency_note: Where else it is listed, or what exactly the class is for.
        snomed: SNOMED CT identifier; None if not checked.
        anchors: A sentence for each severity 0 to 3.
        keywords: What else people type when they look for it.
        module: Part of the diary it belongs to that is off by default; None if always there.
        retired: Kept for old entries, no longer offered.
        sign_from: From which severity on it is a warning sign; None if it is none.
        sign_as: Id of the symptom whose line of the leaflet then counts; its own if none is named.
        sign_source: Where `sign_from` comes from; "" if it is no sign.
    """

    id: str
    label: str
    short: str
    term: str
    area: Area
    concern: Concern
    frequency: Frequency | None
    frequency_note: str | None
    snomed: str | None
    anchors: tuple[str, str, str, str]
    keywords: tuple[str, ...]
    module: str | None
    retired: bool
    sign_from: int | None
    sign_as: str
    sign_source: str

    @property
    def warning_sign(self) -> bool:
        """Whether an answer can be a warning sign."""
        return self.sign_from is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class SymptomCatalogue:
    """All symptoms, in the order of the file.

    Attributes:
        symptoms: By id; retired ones too.
        daily: Ids asked every day by default.
        iss: Ids of the Isotretinoin Symptom Survey, in its order.
        severities: The answers 0 to 3.
        areas: The patient's words for the areas.
        anchors: The general sentence for each severity, for a symptom without its own.
    """

    symptoms: Mapping[str, Symptom]
    daily: tuple[str, ...]
    iss: tuple[str, ...]
    severities: tuple[SeverityLevel, ...]
    areas: Mapping[Area, str]
    anchors: tuple[str, ...]

    def anchors_of(self, symptom_id: str) -> tuple[str, ...]:
        """Return a sentence for each severity; the general ones for an own or unknown symptom."""
        symptom = self.symptoms.get(symptom_id)
        return symptom.anchors if symptom else self.anchors

    @property
    def signs(self) -> dict[str, int]:
        """From which severity on each warning sign is one, by its id."""
        every = self.symptoms.values()
        return {each.id: each.sign_from for each in every if each.sign_from is not None}

    def in_mood(self, symptom_id: str) -> bool:
        """Return whether a symptom is one of the mood, for which a crisis line may be called."""
        symptom = self.symptoms.get(symptom_id)
        return symptom is not None and symptom.area is Area.MOOD

    def get(self, symptom_id: str) -> Symptom | None:
        """Return the symptom, or None for an id of a newer catalogue or an own symptom."""
        return self.symptoms.get(symptom_id)

    def in_area(self, area: Area) -> tuple[Symptom, ...]:
        """Return what is offered for a part of the body, modules included."""
        return tuple(s for s in self.symptoms.values() if s.area is area and not s.retired)

    def search(self, text: str) -> tuple[Symptom, ...]:
        """Return the symptoms that match every word of `text`, the best match first.

        Case and accents do not matter. Typed words find modules that are off by default too;
        an empty text lists everything but them.
        """
        offered = [s for s in self.symptoms.values() if not s.retired]
        wanted = words_of(text)
        if not wanted:
            return tuple(s for s in offered if s.module is None)
        ranks = {s.id: r for s in offered if (r := self._rank(s, wanted)) is not None}
        return tuple(sorted((s for s in offered if s.id in ranks), key=lambda s: ranks[s.id]))

    def _rank(self, symptom: Symptom, wanted: list[str]) -> int | None:
        return rank(
            wanted,
            names=(symptom.label, symptom.short),
            others=(*symptom.keywords, symptom.term),
            area=self.areas[symptom.area],
        )


def load_symptoms(folder: Path | Traversable, language: str = "en") -> SymptomCatalogue:
    """Read `symptoms.toml` of the catalogue's folder.

    Raises:
        CatalogueError: The file is missing or malformed.
    """
    root = read_file(folder, "symptoms.toml", language)
    root.allow("anchors", "severity", "areas", "sets", "sign_sources", "symptom")
    general = _general(root)
    symptoms = by_id(root.blocks("symptom"), lambda block: _symptom(block, general))
    for symptom in symptoms.values():
        if symptom.sign_as not in symptoms:
            raise root.wrong(f"{symptom.id!r} is a sign as {symptom.sign_as!r}, which is not there")
        if symptom.sign_source and symptom.sign_source not in root.table("sign_sources").values:
            raise root.wrong(f"{symptom.sign_source!r} is no source of a sign")
    sets = root.table("sets")
    sets.allow("daily", "iss")
    return SymptomCatalogue(
        symptoms=symptoms,
        daily=_known(sets, "daily", symptoms),
        iss=_known(sets, "iss", symptoms),
        severities=_severities(root),
        areas=_areas(root.table("areas")),
        anchors=general,
    )


class AskedSymptoms:
    """The symptoms that a page asks about, each read when it is first wanted.

    Attributes:
        severities: The answers 0 to 3.
    """

    def __init__(self, folder: Path | Traversable, language: str = "en") -> None:
        """Read what stands before the symptoms.

        Raises:
            CatalogueError: The file is missing or malformed there.
        """
        self._parts = Parts(folder, "symptoms.toml", language, "symptom")
        self._anchors = _general(self._parts.head)
        self._known: dict[str, Symptom | None] = {}
        self.severities = _severities(self._parts.head)

    def get(self, symptom_id: str) -> Symptom | None:
        """Return the symptom, or None for an id of a newer catalogue or an own symptom."""
        if symptom_id not in self._known:
            block = self._parts.get(symptom_id)
            self._known[symptom_id] = _symptom(block, self._anchors) if block else None
        return self._known[symptom_id]

    def anchors_of(self, symptom_id: str) -> tuple[str, ...]:
        """Return a sentence for each severity; the general ones for an own or unknown symptom."""
        symptom = self.get(symptom_id)
        return symptom.anchors if symptom else self._anchors


def _general(root: Block) -> tuple[str, ...]:
    general = root.sentences("anchors")
    if len(general) != len(SeverityId):
        raise root.wrong("'anchors' must have four sentences")
    return general


def _symptom(block: Block, general: tuple[str, ...]) -> Symptom:
    block.allow(*Symptom.__slots__)
    label = block.words("label")
    own = block.sentences("anchors") if "anchors" in block.values else general[1:]
    if len(own) != len(general) - 1:
        raise block.wrong("'anchors' must have three sentences, for 1, 2 and 3")
    frequency = block.text_or_none("frequency")
    sign_from = block.count("sign_from") if "sign_from" in block.values else None
    _check_sign(block, sign_from)
    return Symptom(
        id=block.text("id"),
        label=label,
        short=block.words_or_none("short") or label,
        term=block.text("term"),
        area=block.member(Area, "area"),
        concern=block.member(Concern, "concern"),
        frequency=block.one_of(Frequency, frequency, "frequency") if frequency else None,
        frequency_note=block.text_or_none("frequency_note"),
        snomed=block.text_or_none("snomed"),
        anchors=(general[0], own[0], own[1], own[2]),
        keywords=block.sentences("keywords") if "keywords" in block.values else (),
        module=block.text_or_none("module"),
        retired=block.flag("retired"),
        sign_from=sign_from,
        sign_as=block.text_or_none("sign_as") or block.text("id"),
        sign_source=block.text_or_none("sign_source") or "",
    )


def _check_sign(block: Block, sign_from: int | None) -> None:
    """Raise unless what leaflets call urgent says from where on, and everything says whence."""
    concern = block.member(Concern, "concern")
    if concern is Concern.EMERGENCY and sign_from != 1:
        raise block.wrong("an emergency is a sign from 1 on")
    if concern is Concern.URGENT and sign_from is None:
        raise block.wrong("'sign_from' is missing")
    if sign_from is not None and not 1 <= sign_from <= WORST:
        raise block.wrong(f"'sign_from' must be 1 to {WORST}")
    if (sign_from is None) == ("sign_source" in block.values):
        raise block.wrong("'sign_from' and 'sign_source' go together")


def _severities(root: Block) -> tuple[SeverityLevel, ...]:
    levels = by_id(root.blocks("severity"), _severity)
    if list(levels) != list(SeverityId):
        raise root.wrong("'severity' must be none, mild, moderate and severe, in this order")
    return tuple(levels.values())


def _severity(block: Block) -> SeverityLevel:
    block.allow("id", "label", "snomed")
    return SeverityLevel(
        id=block.member(SeverityId, "id"),
        label=block.words("label"),
        snomed=block.text_or_none("snomed"),
    )


def _areas(block: Block) -> Mapping[Area, str]:
    block.allow(*Area)
    return MappingProxyType({area: block.words(area.value) for area in Area})


def _known(block: Block, key: str, symptoms: Mapping[str, Symptom]) -> tuple[str, ...]:
    ids = block.texts(key)
    for symptom_id in ids:
        if symptom_id not in symptoms or symptoms[symptom_id].retired:
            raise block.wrong(f"{key!r} names {symptom_id!r}, which is not offered")
    if len(set(ids)) != len(ids):
        raise block.wrong(f"{key!r} names a symptom twice")
    return ids
