"""Changing what is noted about a course, about the patient, and whom to call."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from isodiary.domain.change import Change
from isodiary.domain.course import Course, Formulation, WeightBasis
from isodiary.domain.errors import Refused
from isodiary.domain.record import Contact, ContactKind, Patient, Sex
from isodiary.domain.units import thousandth
from isodiary.language import _, marked, pgettext, translated
from isodiary.services import typed
from isodiary.services.course import words as course_words
from isodiary.services.course.plan import amend_details, keep_person, with_contact
from isodiary.services.course.view import CourseView
from isodiary.services.days.typed_day import Toward
from isodiary.services.symptoms import warning_signs
from isodiary.services.weights import weight_doubts
from isodiary.storage.reads.course import contacts
from isodiary.storage.reads.days import first_dose_day
from isodiary.ui.course.begin import PRODUCT, TARGET_AID, read_product
from isodiary.ui.course.earlier import TOO_EARLY, KeptField, OpeningField
from isodiary.ui.kit.fields.base import TypedField
from isodiary.ui.kit.fields.chosen import ChoiceField, WeightField
from isodiary.ui.kit.fields.day import DayField
from isodiary.ui.kit.forms import EntryDialog
from isodiary.ui.tools import Tools

NAME_AID = marked("Name or initials for the visit sheet. May be left empty.")

SEXES = {Sex.NOT_SAID: marked("Not said"), Sex.FEMALE: marked("Women"), Sex.MALE: marked("Men")}
"""Asked for nothing else: where a lab printed no range, some defaults differ by sex."""


class ContactsDialog(EntryDialog):
    """Name, year of birth and country; prescriber, emergency number, crisis line, one more."""

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(tools, _("Contacts and name"), parent)
        self._patient = tools.diary.get(Patient, Patient().id)
        self._contacts = contacts(tools.diary)
        leaflet = tools.catalogues.leaflet
        shown = warning_signs.country_set(leaflet, self._patient)
        countries = {each.id: each.name for each in leaflet.offered(shown)}
        self.prescriber = self._line(_("&Prescriber"))
        self.prescriber_phone = self._line(_("Prescriber's p&hone"))
        self.emergency = self._line(_("&Emergency number"))
        self.crisis = self._line(_("Crisis &line"))
        self.other = self._line(_("Some&one else"))
        self.other_phone = self._line(_("&Their phone"))
        self.country = ChoiceField(tools.theme, _("Leaflets o&f"), countries)
        self.name = self._line(_("Your &name"), _(NAME_AID))
        self.birth_year = TypedField(tools.theme, _("Year of &birth"), self._year)
        self.sex = ChoiceField(tools.theme, _("Lab ran&ges for"), translated(SEXES))
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
        held = self._patient.country if self._patient is not None else ""
        untouched = not held and self.country.value() == warning_signs.FIRST_SET
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
        leaflet = self.tools.catalogues.leaflet
        self.country.choose(warning_signs.country_set(leaflet, patient).id)

    def _held(self, kind: ContactKind) -> tuple[str, str]:
        """Return name and phone of a contact, each "" if it was not entered."""
        found = (each for each in self._contacts if each.kind is kind)
        return next(((each.name, each.phone) for each in found), ("", ""))

    def _line(self, label: str, aid: str = "") -> TypedField[str]:
        return TypedField(self.tools.theme, label, typed.line, aid=aid)

    def _year(self, text: str) -> int | None:
        return typed.birth_year(text, self.tools.today)

    @Slot()
    def _follow_country(self) -> None:
        country = self.tools.catalogues.leaflet.countries[self.country.value()]
        self.emergency.edit.setPlaceholderText(country.emergency)
        self.crisis.edit.setPlaceholderText(country.crisis)


BASES = {
    WeightBasis.START: marked("the weight at the start"),
    WeightBasis.LATEST: marked("the weight measured last"),
}


class CourseDialog(EntryDialog):
    """The details of a course. Its doses are changed by a new dose from a day on."""

    def __init__(self, tools: Tools, view: CourseView, parent: QWidget | None = None) -> None:
        super().__init__(tools, _("Details of the course"), parent)
        assert view.course is not None
        self._view = view
        self._before: Course = view.course
        self._own_formulation: Formulation | None = None
        theme, products = tools.theme, tools.catalogues.products
        names = [product.name for product in products.offered]
        self.product = TypedField(
            theme, _("&Product"), read_product, choices=names, example=_(PRODUCT)
        )
        kinds = {Formulation(each.id): each.name for each in products.formulations.values()}
        self.formulation = ChoiceField(theme, _("Made &as"), kinds)
        self.start = DayField(tools, _("&Day of the first capsule"), Toward.BACK, view.course.start)
        self.weeks = TypedField(
            theme,
            _("Planned wee&ks"),
            typed.weeks,
            example=_("not said"),
            aid=_("Empty if not said."),
        )
        self.target = TypedField(
            theme,
            _("&Target in mg/kg"),
            typed.target,
            example=pgettext("target", "none"),
            aid=_(TARGET_AID),
        )
        self.weight = WeightField(
            theme, _("&Weight at the start"), tools.habits, view.course.reference_weight_g
        )
        self.basis = ChoiceField(theme, _("Weight for m&g/kg"), translated(BASES))
        self.opening = OpeningField(tools, _("Taken b&efore"))
        self.kept = KeptField(tools, _("D&iary kept from"))
        self._fill(view.course)
        for field in (self.product, self.formulation, self.start, self.weeks):
            self.add_field(field)
        for other in (self.target, self.weight, self.basis, self.kept, self.opening):
            self.add_field(other)
        self.product.changed.connect(self._follow_product)
        self.product.take_focus()

    def doubts(self) -> Sequence[str]:
        before = self._before
        after = self._after()
        start, weight_g = after.start, after.reference_weight_g
        return (
            *(course_words.start_doubts(start, self.tools.today) if start != before.start else ()),
            *course_words.weeks_doubts(after.planned_weeks),
            *course_words.target_doubts(after.target_ug_per_kg, self.tools.habits),
            *(weight_doubts(weight_g) if weight_g != before.reference_weight_g else ()),
            *course_words.opening_doubts(after.opening_ug, self.tools.habits),
            *(self._slip(after) if after.opening_ug != before.opening_ug else ()),
        )

    def _slip(self, after: Course) -> Sequence[str]:
        target = after.target_ug_per_kg
        target_ug = None if target is None else Fraction(target * after.reference_weight_g, 1000)
        return course_words.six_times_doubts(target_ug, after.opening_ug)

    def change(self) -> Change | None:
        first_dose = first_dose_day(self.tools.diary, self._before.start)
        return amend_details(self._before, self._after(), self._view.phases, first_dose)

    def _after(self) -> Course:
        start = self.start.value()
        kept_from, kept_at = self.kept.value() or (None, None)
        if kept_from is not None and kept_from < start:
            self.kept.say(_(TOO_EARLY))
            raise Refused(_(TOO_EARLY))
        opening, opening_ug = self.opening.value()
        return replace(
            self._before,
            product=self.product.value(),
            formulation=self.formulation.value(),
            start=start,
            planned_weeks=self.weeks.value(),
            target_ug_per_kg=self.target.value(),
            reference_weight_g=self.weight.value(),
            weight_basis=self.basis.value(),
            opening=opening,
            opening_ug=opening_ug,
            kept_from=kept_from,
            kept_at=kept_at,
        )

    def _fill(self, course: Course) -> None:
        self.product.set_text(course.product)
        self.formulation.choose(course.formulation)
        self.weeks.set_text(str(course.planned_weeks or ""))
        if course.target_ug_per_kg is not None:
            target = f"{thousandth(course.target_ug_per_kg).normalize():f}"
            self.target.set_text(self.tools.habits.figure(target))
        self.basis.choose(course.weight_basis)
        self.opening.show_opening(course)
        if course.kept_from is not None:
            self.kept.show_kept((course.kept_from, course.kept_at))

    @Slot()
    def _follow_product(self) -> None:
        products = self.tools.catalogues.products
        if products.named(self.product.text) is not None:
            self._own_formulation = self._own_formulation or self.formulation.value()
            self.formulation.choose(products.formulation_of(self.product.text))
        elif self._own_formulation is not None:  # the list filled in a name that is not meant
            self.formulation.choose(self._own_formulation)
            self._own_formulation = None
