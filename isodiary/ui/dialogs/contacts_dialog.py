"""The patient, and whom to call: as it shall stand on paper and on the page of warning signs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from isodiary.domain.change import Change
from isodiary.domain.record import Contact, ContactKind, Patient, Sex
from isodiary.services import typed
from isodiary.services.course.plan import keep_person, with_contact
from isodiary.services.symptoms import warning_signs
from isodiary.storage.reads.course import contacts
from isodiary.ui.desk import Desk
from isodiary.ui.dialogs.form_dialog import EntryDialog
from isodiary.ui.widgets.fields import ChoiceField
from isodiary.ui.widgets.typed_field import TypedField

NAME_AID = "Name or initials for the visit sheet. May be left empty."

SEXES = {Sex.NOT_SAID: "Not said", Sex.FEMALE: "Women", Sex.MALE: "Men"}
"""Asked for nothing else: where a lab printed no range, some defaults differ by sex."""


class ContactsDialog(EntryDialog):
    """Name, year of birth and country; prescriber, emergency number, crisis line, one more."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, "Contacts and name", parent)
        self._patient = desk.diary.get(Patient, Patient().id)
        self._contacts = contacts(desk.diary)
        countries = {each.id: each.name for each in desk.shelf.leaflet.countries.values()}
        self.prescriber = self._line("&Prescriber")
        self.prescriber_phone = self._line("Prescriber's p&hone")
        self.emergency = self._line("&Emergency number")
        self.crisis = self._line("Crisis &line")
        self.other = self._line("Some&one else")
        self.other_phone = self._line("&Their phone")
        self.country = ChoiceField(desk.theme, "Leaflets o&f", countries)
        self.name = self._line("Your &name", NAME_AID)
        self.birth_year = TypedField(desk.theme, "Year of &birth", self._year)
        self.sex = ChoiceField(desk.theme, "Lab ran&ges for", SEXES)
        self._fill()
        for field in (*self._lines(), self.name, self.birth_year):
            self.add_field(field)
        self.add_field(self.sex)
        self.add_field(self.country)
        self.country.changed.connect(self._follow_country)
        self._follow_country()
        self.prescriber.take_focus()

    def change(self) -> Change | None:
        described = replace(
            self._patient or Patient(),
            name=self.name.value(),
            birth_year=self.birth_year.value(),
            country=self._chosen_country(),
            sex=self.sex.value(),
        )
        return keep_person(self._patient, described, self._contacts, self._kept())

    def _lines(self) -> Sequence[TypedField[str]]:
        return (
            self.prescriber,
            self.prescriber_phone,
            self.emergency,
            self.crisis,
            self.other,
            self.other_phone,
        )

    def _kept(self) -> tuple[Contact, ...]:
        kept = tuple(self._contacts)
        for kind, (name, phone) in self._typed().items():
            kept = with_contact(kept, kind, name, phone)
        return kept

    def _typed(self) -> dict[ContactKind, tuple[str, str]]:
        return {
            ContactKind.PRESCRIBER: (self.prescriber.value(), self.prescriber_phone.value()),
            ContactKind.EMERGENCY: self._with_name(ContactKind.EMERGENCY, self.emergency.value()),
            ContactKind.CRISIS: self._with_name(ContactKind.CRISIS, self.crisis.value()),
            ContactKind.OTHER: (self.other.value(), self.other_phone.value()),
        }

    def _with_name(self, kind: ContactKind, phone: str) -> tuple[str, str]:
        """Return a number with the name that another program gave it, which is not asked here."""
        name, _ = self._held(kind)
        return (name if phone else "", phone)

    def _chosen_country(self) -> str:
        """Return the country, or none as long as the one shown first was not chosen."""
        untouched = self._patient is None and self.country.value() == warning_signs.FIRST_SET
        return "" if untouched else self.country.value()

    def _fill(self) -> None:
        name, phone = self._held(ContactKind.PRESCRIBER)
        self.prescriber.set_text(name)
        self.prescriber_phone.set_text(phone)
        name, phone = self._held(ContactKind.OTHER)
        self.other.set_text(name)
        self.other_phone.set_text(phone)
        self.emergency.set_text(self._held(ContactKind.EMERGENCY)[1])
        self.crisis.set_text(self._held(ContactKind.CRISIS)[1])
        patient = self._patient or Patient()
        self.name.set_text(patient.name)
        self.birth_year.set_text(str(patient.birth_year or ""))
        self.sex.choose(patient.sex)
        leaflet = self.desk.shelf.leaflet
        self.country.choose(warning_signs.country_set(leaflet, patient).id)

    def _held(self, kind: ContactKind) -> tuple[str, str]:
        """Return name and phone of a contact, each "" if it was not entered."""
        found = (each for each in self._contacts if each.kind is kind)
        return next(((each.name, each.phone) for each in found), ("", ""))

    def _line(self, label: str, aid: str = "") -> TypedField[str]:
        return TypedField(self.desk.theme, label, typed.line, aid=aid)

    def _year(self, text: str) -> int | None:
        return typed.birth_year(text, self.desk.today)

    @Slot()
    def _follow_country(self) -> None:
        country = self.desk.shelf.leaflet.countries[self.country.value()]
        self.emergency.edit.setPlaceholderText(country.emergency)
