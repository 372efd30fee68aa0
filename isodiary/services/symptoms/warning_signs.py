"""The page of warning signs for one patient: the country's fixed texts and their own numbers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from isodiary.domain.catalogue.symptoms import Concern, Symptom, SymptomCatalogue
from isodiary.domain.change import Change, Entry
from isodiary.domain.record import Contact, ContactKind, Patient
from isodiary.domain.symptom import SymptomEntry
from isodiary.domain.values import dataclass
from isodiary.services.words.units import apart

if TYPE_CHECKING:
    from isodiary.domain.catalogue.leaflet import CountrySet, Leaflet


FIRST_SET = "eu_uk"
"""Shown until the patient chooses a country."""

PREGNANCY = "pregnancy"


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """Someone to call.

    Attributes:
        label: Whom it reaches.
        name: As the patient entered it; may be empty.
        phone: The number; may be empty.
    """

    label: str
    name: str
    phone: str

    @property
    def words(self) -> str:
        """Name and number in one line."""
        return ", ".join(apart(part) for part in (self.name, self.phone) if part)


def country_set(leaflet: Leaflet, patient: Patient | None) -> CountrySet:
    """Return the texts of the patient's country, or the first ones before they chose."""
    chosen = leaflet.country(patient.country) if patient else None
    return chosen or leaflet.countries[FIRST_SET]


def calls(country: CountrySet, contacts: Iterable[Contact]) -> tuple[Call, ...]:
    """Return whom to call; the emergency number is the country's unless the patient has one."""
    own = list(contacts)
    labels = _labels(country)
    found = [
        Call(label=labels[kind], name=contact.name, phone=contact.phone)
        for kind in ContactKind
        for contact in own
        if contact.kind is kind
    ]
    if not any(contact.kind is ContactKind.EMERGENCY for contact in own):
        found.append(Call(label=country.emergency_label, name="", phone=country.emergency))
    return tuple(found)


def missing(contacts: Iterable[Contact]) -> bool:
    """Whether the prescriber or the crisis line has not been entered."""
    kinds = {contact.kind for contact in contacts}
    return not {ContactKind.PRESCRIBER, ContactKind.CRISIS} <= kinds


def page_text(
    country: CountrySet, names: Mapping[str, str], contacts: Iterable[Contact] = ()
) -> str:
    """Return the whole page as plain text, to be copied."""
    parts = [country.title, *country.opening, ""]
    parts += [f"{call.label}: {call.words}" for call in calls(country, contacts)]
    for section in country.sections:
        parts += ["", section.heading, section.opening]
        parts += [f"- {names.get(each, each)}: {country.lines[each]}" for each in section.symptoms]
        if section.id == PREGNANCY:
            parts.append(f"- {pregnancy_words(country)}")
    parts += ["", country.combinations_heading, *(f"- {each}" for each in country.combinations)]
    return "\n".join([*parts, "", country.missed_dose, country.not_advice])


def pregnancy_words(country: CountrySet) -> str:
    """Return how long after the last capsule pregnancy must be avoided."""
    months = country.pregnancy_months
    span = "1 month" if months == 1 else f"{months} months"
    return f"Pregnancy must be avoided during the course and for {span} after the last capsule."


def _labels(country: CountrySet) -> dict[ContactKind, str]:
    return {
        ContactKind.PRESCRIBER: country.prescriber_label,
        ContactKind.EMERGENCY: country.emergency_label,
        ContactKind.CRISIS: country.crisis_label,
        ContactKind.OTHER: "Also",
    }


def raised(change: Change, symptoms: SymptomCatalogue) -> Symptom | None:
    """Return the most serious warning sign that a change notes for the first time or as worse.

    A word added to an entry, or an entry that is made milder, raises none.
    """
    found = [
        symptom
        for edit in change.edits
        if isinstance(edit.after, SymptomEntry) and edit.after.severity > _severity(edit.before)
        if (symptom := symptoms.get(edit.after.symptom)) is not None and symptom.warning_sign
    ]
    emergencies = [symptom for symptom in found if symptom.concern is Concern.EMERGENCY]
    return next(iter(emergencies or found), None)


def _severity(entry: Entry | None) -> int:
    return entry.severity if isinstance(entry, SymptomEntry) else 0
