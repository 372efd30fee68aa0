"""The page of warning signs for one patient: the country's fixed texts and their own numbers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from isodiary.domain.catalogue.symptoms import Concern, SymptomCatalogue
from isodiary.domain.change import Change, Entry
from isodiary.domain.record import Contact, ContactKind, Patient
from isodiary.domain.symptom import SymptomEntry, is_sign
from isodiary.domain.values import dataclass
from isodiary.language import _, pgettext, plural
from isodiary.services.words.units import apart

if TYPE_CHECKING:
    from isodiary.domain.catalogue.leaflet import CountrySet, Leaflet


FIRST_SET = "eu_uk"
"""Shown until the patient chooses a country."""

PREGNANCY = "pregnancy"
ASKED_FOR = (ContactKind.PRESCRIBER, ContactKind.CRISIS)
CRISIS_FIRST = 3
"""From this answer about the mood on the crisis line stands first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """Someone to call.

    Attributes:
        kind: Whom it reaches.
        label: The same in words.
        name: As the patient entered it, or as the country has it; may be empty.
        phone: The number; may be empty.
    """

    kind: ContactKind
    label: str
    name: str
    phone: str

    @property
    def words(self) -> str:
        """Name and number in one line."""
        if not self.phone:
            if not self.name:
                return pgettext("whom to call", "not entered yet")
            return _("{name}, no number yet").format(name=apart(self.name))
        return ", ".join(apart(part) for part in (self.name, self.phone) if part)


def country_set(leaflet: Leaflet, patient: Patient | None) -> CountrySet:
    """Return the texts of the patient's country, or the first ones before they chose."""
    chosen = leaflet.country(patient.country) if patient else None
    return chosen or leaflet.countries[FIRST_SET]


def is_chosen(leaflet: Leaflet, patient: Patient | None) -> bool:
    """Return whether the patient chose a country that the catalogue knows."""
    return patient is not None and leaflet.country(patient.country) is not None


def calls(
    country: CountrySet,
    contacts: Iterable[Contact],
    *,
    crisis_first: bool = False,
    gaps: bool = False,
) -> tuple[Call, ...]:
    """Return whom to call; a number of the patient's own stands for the country's.

    With `gaps` a prescriber and a crisis line that were not entered keep their places.
    """
    own = list(contacts)
    labels = _labels(country)
    kinds = [ContactKind.PRESCRIBER, ContactKind.CRISIS, ContactKind.OTHER, ContactKind.EMERGENCY]
    if crisis_first:
        kinds = [ContactKind.CRISIS, ContactKind.EMERGENCY, *kinds]
    found = []
    for kind in dict.fromkeys(kinds):
        of_kind = [(each.name, each.phone) for each in own if each.kind is kind]
        held = of_kind or _of_country(country, kind)
        for name, phone in held or ([("", "")] if gaps and kind in ASKED_FOR else []):
            found.append(Call(kind=kind, label=labels[kind], name=name, phone=phone))
    return tuple(found)


def _of_country(country: CountrySet, kind: ContactKind) -> list[tuple[str, str]]:
    if kind is ContactKind.EMERGENCY:
        return [("", country.emergency)]
    if kind is ContactKind.CRISIS and country.crisis:
        return [(country.crisis_name, country.crisis)]
    return []


def doctor(country: CountrySet, contacts: Iterable[Contact]) -> tuple[Call, ...]:
    """Return the prescriber alone, also where none was entered yet."""
    every = calls(country, contacts, gaps=True)
    return tuple(call for call in every if call.kind is ContactKind.PRESCRIBER)


def missing(country: CountrySet, contacts: Iterable[Contact]) -> tuple[ContactKind, ...]:
    """Return whose number is not known: the prescriber's, or the crisis line's."""
    known = {call.kind for call in calls(country, contacts) if call.phone}
    return tuple(kind for kind in ASKED_FOR if kind not in known)


def page_text(
    country: CountrySet,
    names: Mapping[str, str],
    contacts: Iterable[Contact] = (),
    *,
    chosen: bool = True,
) -> str:
    """Return the whole page as plain text, to be copied."""
    parts = [country.title, *country.opening, ""]
    parts += map(call_words, calls(country, contacts))
    for section in country.sections:
        parts += ["", section.heading, section.opening]
        parts += [f"- {names.get(each, each)}: {country.lines[each]}" for each in section.symptoms]
        if section.id == PREGNANCY:
            parts.append(f"- {pregnancy_words(country, chosen=chosen)}")
    parts += ["", country.combinations_heading, *(f"- {each}" for each in country.combinations)]
    return "\n".join([*parts, "", country.missed_dose, country.not_advice])


def pregnancy_words(country: CountrySet, *, chosen: bool) -> str:
    """Return how long after the last capsule labels say that pregnancy must be avoided.

    No time is named before the patient chose a country.
    """
    if not chosen:
        return _(
            "Labels say that pregnancy must be avoided during the course and for a time after the"
            " last capsule. How long differs by country, and none is chosen yet."
        )
    return plural(
        country.pregnancy_months,
        "Labels say that pregnancy must be avoided during the course and for {count} month after"
        " the last capsule.",
        "Labels say that pregnancy must be avoided during the course and for {count} months after"
        " the last capsule.",
    )


def no_country_words(country: CountrySet) -> str:
    """Return whose emergency number is shown as long as no country is chosen."""
    said = _("No country is chosen yet. The emergency number is that of: {country}.")
    return said.format(country=country.name)


def call_words(call: Call) -> str:
    """Return "Your prescriber: Dr Ash, 0123"."""
    return _("{whom}: {words}").format(whom=call.label, words=call.words)


def _labels(country: CountrySet) -> dict[ContactKind, str]:
    return {
        ContactKind.PRESCRIBER: country.prescriber_label,
        ContactKind.EMERGENCY: country.emergency_label,
        ContactKind.CRISIS: country.crisis_label,
        ContactKind.OTHER: pgettext("whom to call", "Also"),
    }


def raised(change: Change, symptoms: SymptomCatalogue) -> SymptomEntry | None:
    """Return the most serious warning sign that a change notes for the first time or as worse.

    A word added to an entry, or an entry that is made milder, raises none.
    """
    return next(iter(signs_of(change, symptoms)), None)


def signs_of(change: Change, symptoms: SymptomCatalogue) -> list[SymptomEntry]:
    """Return all such signs of a change, the most serious one first."""
    signs = symptoms.signs
    found = [each for each in _worse(change) if is_sign(signs, each.symptom, each.severity)]
    return sorted(found, key=lambda each: (not _is_emergency(symptoms, each), -each.severity))


def mentioned(change: Change, symptoms: SymptomCatalogue) -> SymptomEntry | None:
    """Return an answer of a change that is too mild to be the warning sign it can be."""
    signs = symptoms.signs
    mild = (e for e in _worse(change) if e.symptom in signs)
    return next((e for e in mild if not is_sign(signs, e.symptom, e.severity)), None)


def opens_page(symptoms: SymptomCatalogue, entry: SymptomEntry) -> bool:
    """Return whether a sign opens the whole page: what is an emergency by its own name."""
    return _is_emergency(symptoms, entry)


def sign_line(country: CountrySet, symptoms: SymptomCatalogue, symptom_id: str) -> str | None:
    """Return what is said of a symptom that is a warning sign; None of one that is none."""
    symptom = symptoms.get(symptom_id)
    if symptom is None or not symptom.warning_sign:
        return None
    return country.line(symptom.sign_as)


def said_by(country: CountrySet, symptoms: SymptomCatalogue, symptom_id: str) -> str:
    """Return the line of a sign for reading: with whose words it is, if leaflets name the sign."""
    line = sign_line(country, symptoms, symptom_id)
    symptom = symptoms.get(symptom_id)
    if line is None or symptom is None:
        return ""
    if not country.names(symptom.sign_as):
        return line
    return _("Leaflets say: {line}").format(line=line)


def _worse(change: Change) -> list[SymptomEntry]:
    """Return the answers that a change notes for the first time or as worse."""
    return [
        edit.after
        for edit in change.edits
        if isinstance(edit.after, SymptomEntry) and edit.after.severity > _severity(edit.before)
    ]


def _is_emergency(symptoms: SymptomCatalogue, entry: SymptomEntry) -> bool:
    symptom = symptoms.get(entry.symptom)
    return symptom is not None and symptom.concern is Concern.EMERGENCY


def _severity(entry: Entry | None) -> int:
    return entry.severity if isinstance(entry, SymptomEntry) else 0
