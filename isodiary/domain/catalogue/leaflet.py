"""The fixed page of warning signs, and the facts that differ by country.

Nothing here looks at what the patient recorded: the page is the same for everyone in a country,
and says what leaflets say.
"""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from isodiary.domain.catalogue.file import Block, by_id, read_file
from isodiary.domain.catalogue.screening import spans_of
from isodiary.domain.span import Wait, in_days, months
from isodiary.domain.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from importlib.resources.abc import Traversable
    from pathlib import Path


EMERGENCY = "emergency"


@dataclass(frozen=True, slots=True, kw_only=True)
class LeafletSection:
    """A part of the page.

    Attributes:
        id: emergency, at_once, urgent, mood or pregnancy.
        heading: Its title.
        opening: What leaflets say of all of its signs.
        symptoms: Ids in the symptom catalogue; each has a line.
    """

    id: str
    heading: str
    opening: str
    symptoms: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CountrySet:
    """The page and the facts of one country.

    Attributes:
        id: Stored in diaries; never renamed.
        name: The country or countries.
        emergency: Emergency number, as text.
        emergency_source: The official page that names it, or that none was read.
        crisis_name: Whose crisis line is named; "" where no official page was found.
        crisis: Its number, as text; "" likewise, and then the patient's own counts.
        crisis_source: The official page that names it; "" if none is named.
        pregnancy_months: How long after the last capsule pregnancy must be avoided.
        pregnancy_days: The same in days where labelling names both; None if it does not.
        pregnancy_tests: How long after the last capsule leaflets name a pregnancy test.
        test_at_end: Whether they name one right after the last capsule as well.
        title: Title of the page.
        opening: What the page is and is not.
        not_advice: The sentence for the page, the printout and About.
        missed_dose: What all leaflets agree on about a missed dose.
        combinations_heading: Title of `combinations`.
        combinations: Signs that leaflets name together.
        emergency_label: Stands before `emergency`.
        prescriber_label: Stands before the prescriber's number, which the patient entered.
        crisis_label: Stands before the crisis line's number, which the patient entered.
        not_named: What is said of a sign that the country's leaflets do not name.
        not_named_emergency: The same of one that is an emergency anywhere.
        sections: The warning signs that are named, each once.
        lines: What leaflets say of a symptom, by its id.
        quiet: What leaflets ask of a symptom that is too mild to be a sign, by its id.
        leaves_out: The signs that only leaflets of other countries name, by the section they
            stand in there.
        retired: Kept for old diaries, and for those who chose none.
    """

    id: str
    name: str
    emergency: str
    emergency_source: str
    crisis_name: str
    crisis: str
    crisis_source: str
    pregnancy_months: int
    pregnancy_days: int | None
    pregnancy_tests: tuple[Wait, ...]
    test_at_end: bool
    title: str
    opening: tuple[str, ...]
    not_advice: str
    missed_dose: str
    combinations_heading: str
    combinations: tuple[str, ...]
    emergency_label: str
    prescriber_label: str
    crisis_label: str
    not_named: str
    not_named_emergency: str
    sections: tuple[LeafletSection, ...]
    lines: Mapping[str, str]
    quiet: Mapping[str, str]
    leaves_out: Mapping[str, str]
    retired: bool

    @property
    def pregnancy_spans(self) -> tuple[Wait, ...]:
        """How long after the last capsule pregnancy must be avoided, all that labelling names."""
        days = self.pregnancy_days
        return (months(self.pregnancy_months), *((in_days(days),) if days else ()))

    def line(self, symptom_id: str) -> str | None:
        """Return what is said of a warning sign; None if the symptom is none."""
        said = self.lines.get(symptom_id)
        if said is not None or symptom_id not in self.leaves_out:
            return said
        emergency = self.leaves_out[symptom_id] == EMERGENCY
        return self.not_named_emergency if emergency else self.not_named

    def names(self, symptom_id: str) -> bool:
        """Return whether the country's leaflets name a sign."""
        return symptom_id in self.lines


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaflet:
    """The country sets by id, in the order of the file."""

    countries: Mapping[str, CountrySet]

    def offered(self, shown: CountrySet) -> tuple[CountrySet, ...]:
        """Return the sets to choose from, and the one that is shown now if it is retired."""
        return tuple(each for each in self.countries.values() if not each.retired or each is shown)

    def country(self, country_id: str) -> CountrySet | None:
        """Return a country's set, or None for an id of a newer catalogue or none chosen."""
        return self.countries.get(country_id)


def load_leaflet(folder: Path | Traversable, language: str = "en") -> Leaflet:
    """Read `leaflet.toml` of the catalogue's folder.

    Raises:
        CatalogueError: The file is missing or malformed.
    """
    root = read_file(folder, "leaflet.toml", language)
    root.allow("shared", "country")
    shared = root.table("shared")
    shared.allow(*_TEXTS, *_LISTS, "section", "lines", "quiet")
    return Leaflet(countries=by_id(root.blocks("country"), lambda own: _country(own, shared)))


_TEXTS = (
    *("title", "not_advice", "missed_dose", "combinations_heading"),
    *("emergency_label", "prescriber_label", "crisis_label"),
    *("not_named", "not_named_emergency"),
)
_LISTS = ("opening", "combinations")
_SPANS = ("pregnancy_months", "pregnancy_days", "pregnancy_tests", "test_at_end")
_NUMBERS = ("emergency", "emergency_source", "crisis_name", "crisis", "crisis_source")
_PLACE_OF_NUMBER = "{emergency}"


def _country(own: Block, shared: Block) -> CountrySet:
    own.allow("id", "name", *_NUMBERS, *_SPANS, *_TEXTS, *_LISTS, "lines", "leaves_out", "retired")
    emergency = own.words("emergency")
    texts = {
        key: _either(own, shared, key).words(key).replace(_PLACE_OF_NUMBER, emergency)
        for key in _TEXTS
    }
    lists = {key: _either(own, shared, key).sentences(key) for key in _LISTS}
    every = _lines(shared.table("lines"), emergency) | _lines(own.table("lines"), emergency)
    sections = _sections(shared, emergency, every)
    leaves_out = _left_out(own, sections)
    lines = {symptom: line for symptom, line in every.items() if symptom not in leaves_out}
    return CountrySet(
        id=own.text("id"),
        name=own.words("name"),
        emergency=emergency,
        emergency_source=own.text("emergency_source"),
        crisis_name=own.words_or_none("crisis_name") or "",
        crisis=own.words_or_none("crisis") or "",
        crisis_source=own.text_or_none("crisis_source") or "",
        pregnancy_months=own.count("pregnancy_months"),
        pregnancy_days=own.count("pregnancy_days") if "pregnancy_days" in own.values else None,
        pregnancy_tests=spans_of(own, "pregnancy_tests"),
        test_at_end=own.flag("test_at_end"),
        title=texts["title"],
        opening=lists["opening"],
        not_advice=texts["not_advice"],
        missed_dose=texts["missed_dose"],
        combinations_heading=texts["combinations_heading"],
        combinations=lists["combinations"],
        emergency_label=texts["emergency_label"],
        prescriber_label=texts["prescriber_label"],
        crisis_label=texts["crisis_label"],
        not_named=texts["not_named"],
        not_named_emergency=texts["not_named_emergency"],
        sections=tuple(_without(section, leaves_out) for section in sections),
        lines=MappingProxyType(lines),
        quiet=MappingProxyType(_lines(shared.table("quiet"), emergency)),
        leaves_out=MappingProxyType(leaves_out),
        retired=own.flag("retired"),
    )


def _left_out(own: Block, sections: tuple[LeafletSection, ...]) -> dict[str, str]:
    """Return the signs that a country's leaflets do not name, with their sections."""
    places = {symptom: section.id for section in sections for symptom in section.symptoms}
    listed = own.texts("leaves_out")
    if unknown := set(listed) - places.keys():
        raise own.wrong(f"'leaves_out' names what is no sign: {', '.join(sorted(unknown))}")
    return {symptom: places[symptom] for symptom in listed}


def _without(section: LeafletSection, symptoms: Collection[str]) -> LeafletSection:
    kept = tuple(each for each in section.symptoms if each not in symptoms)
    return replace(section, symptoms=kept)


def _either(own: Block, shared: Block, key: str) -> Block:
    return own if key in own.values else shared


def _lines(block: Block, emergency: str) -> dict[str, str]:
    return {key: block.words(key).replace(_PLACE_OF_NUMBER, emergency) for key in block.values}


def _sections(
    shared: Block, emergency: str, lines: Mapping[str, str]
) -> tuple[LeafletSection, ...]:
    sections = by_id(shared.blocks("section"), lambda block: _section(block, emergency))
    listed = [symptom for section in sections.values() for symptom in section.symptoms]
    if len(set(listed)) != len(listed):
        raise shared.wrong("a symptom stands in two sections")
    if set(listed) != set(lines):
        odd = ", ".join(sorted(set(listed) ^ set(lines)))
        raise shared.wrong(f"every symptom of a section has one line; not so: {odd}")
    return tuple(sections.values())


def _section(block: Block, emergency: str) -> LeafletSection:
    block.allow("id", "heading", "opening", "symptoms")
    return LeafletSection(
        id=block.text("id"),
        heading=block.words("heading"),
        opening=block.words("opening").replace(_PLACE_OF_NUMBER, emergency),
        symptoms=block.texts("symptoms"),
    )
