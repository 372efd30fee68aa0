"""Beginning a course: eight fields, and no number filled in beforehand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from isodiary.domain.catalogue.products import ProductCatalogue
from isodiary.domain.change import Change
from isodiary.domain.course import Course, Plan
from isodiary.domain.dose import capsules_text
from isodiary.domain.record import Patient, Weight
from isodiary.domain.values import dataclass
from isodiary.services import typed
from isodiary.services.course import plan as plan_course
from isodiary.services.course.words import plan_doubts, start_doubts, target_doubts
from isodiary.services.days.typed_day import Toward
from isodiary.services.habits import Habits, WeightUnit
from isodiary.services.weights import weight_doubts
from isodiary.storage.reads.course import courses
from isodiary.storage.reads.days import tracked
from isodiary.ui.course.plan_fields import PlanFields
from isodiary.ui.kit.fields.base import AnyField, TypedField
from isodiary.ui.kit.fields.day import DayField
from isodiary.ui.kit.forms import EntryDialog
from isodiary.ui.tools import Tools

PRODUCT = "Type the name on the box."
TARGET_AID = "Total for the whole course, if your doctor named one. Leave it empty for none."


@dataclass(frozen=True, slots=True, kw_only=True)
class Beginning:
    """What was typed: a course and what to take from its first day on."""

    course: Course
    plan: Plan

    def doubts(self, today: date, habits: Habits) -> tuple[str, ...]:
        """Return what to ask once before it is kept."""
        return (
            *start_doubts(self.course.start, today),
            *plan_doubts(self.plan, habits),
            *weight_doubts(self.course.reference_weight_g),
            *target_doubts(self.course.target_ug_per_kg, habits),
        )


class BeginFields(QObject):
    """The eight fields. They write nothing; `change` makes of them what is to be written."""

    def __init__(self, tools: Tools, parent: QObject) -> None:
        super().__init__(parent)
        self._tools = tools
        theme, products = tools.theme, tools.catalogues.products
        names = [product.name for product in products.offered]
        self.start = DayField(tools, "Da&y of the first capsule", Toward.BACK, tools.today)
        self.product = TypedField(theme, "&Product", read_product, choices=names, example=PRODUCT)
        self.product.set_text("")
        self.plan_fields = PlanFields(tools, 2, self)
        self.weight = TypedField(
            theme, "Your &weight", self._weight, example="such as 63.5 kg or 140 lb"
        )
        self.target = TypedField(
            theme, "&Target in mg/kg", typed.target, example="none", aid=TARGET_AID
        )
        self.product.changed.connect(self._follow_product)

    def all(self) -> tuple[AnyField, ...]:
        """Return the fields in their order."""
        return (self.start, self.product, *self.plan_fields.rows, self.weight, self.target)

    def beginning(self) -> Beginning:
        """Return what is typed.

        Raises:
            Refused: A field is wrong.
        """
        product = self.product.value()
        course = Course(
            start=self.start.value(),
            product=product,
            formulation=self._tools.catalogues.products.formulation_of(product),
            reference_weight_g=self.weight.value(),
            target_ug_per_kg=self.target.value(),
        )
        return Beginning(course=course, plan=self.plan_fields.plan())

    def change(self) -> Change:
        """Return the change that begins the course.

        Raises:
            Refused: A field is wrong.
            AlreadyLogged: Another course is going on, or lasted longer than its first day.
        """
        diary = self._tools.diary
        begun = self.beginning()
        weighed = diary.between(Weight, begun.course.start, begun.course.start)
        return plan_course.begin(
            courses(diary),
            begun.course,
            begun.plan,
            tracked=tracked(diary),
            daily=self._tools.catalogues.symptoms.daily,
            weighed=weighed[0] if weighed else None,
            patient=self._supposed(),
        )

    def _supposed(self) -> Patient | None:
        """Return a patient of the system's country, as long as the diary knows none."""
        country = self._tools.habits_in_use.country
        known = self._tools.diary.get(Patient, Patient().id)
        return Patient(country=country) if country and known is None else None

    def keep_unit(self) -> None:
        """Remember the unit that the weight was typed in."""
        if "lb" in self.weight.text.casefold() or "pound" in self.weight.text.casefold():
            self._tools.habits_in_use.choose_weight_unit(WeightUnit.LB)

    def _weight(self, text: str) -> int:
        return typed.weight(text, self._tools.habits.weight_unit)

    @Slot()
    def _follow_product(self) -> None:
        self.product.set_aid(product_words(self._tools.catalogues.products, self.product.text))


def product_words(products: ProductCatalogue, name: str) -> str:
    """Return how the capsules of a product are made and how strong they are."""
    if not name.strip():
        return ""
    kind = products.formulations[products.formulation_of(name)].name
    product = products.named(name)
    if product is None:
        return f"Not in the list: kept as typed, as {kind[0].lower()}{kind[1:]}."
    strengths = capsules_text(product.strengths_ug).replace("+", ", ")
    return f"{kind}, seen with {strengths} mg"


def read_product(text: str) -> str:
    """Return the name of a product.

    Raises:
        Refused: There is none.
    """
    return typed.needed_line(text, PRODUCT)


class BeginDialog(EntryDialog):
    """The fields of the first start, for a course of its own."""

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(tools, "Begin a course", parent)
        self.fields = BeginFields(tools, self)
        for field in self.fields.all():
            self.add_field(field)
        self.fields.start.take_focus()

    def doubts(self) -> Sequence[str]:
        return self.fields.beginning().doubts(self.tools.today, self.tools.habits)

    def change(self) -> Change:
        return self.fields.change()
