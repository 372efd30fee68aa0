"""Changing what is noted about a course: product, length, target, weight, opening amount."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from isodiary.domain.change import Change
from isodiary.domain.course import Course, Formulation, WeightBasis
from isodiary.domain.dose import Dose
from isodiary.domain.units import thousandth
from isodiary.services import typed
from isodiary.services.course import words as course_words
from isodiary.services.course.plan import amend_details
from isodiary.services.course.view import CourseView
from isodiary.services.weights import weight_doubts
from isodiary.ui.begin_fields import PRODUCT, TARGET_AID, formulation_of, read_product
from isodiary.ui.desk import Desk
from isodiary.ui.dialogs.form_dialog import EntryDialog
from isodiary.ui.widgets.fields import ChoiceField, DayField, WeightField
from isodiary.ui.widgets.typed_field import TypedField

BASES = {
    WeightBasis.START: "the weight at the start",
    WeightBasis.LATEST: "the weight measured last",
}
OPENING_AID = "Taken in this course before the diary began, in mg; 0 if nothing was."


class CourseDialog(EntryDialog):
    """The details of a course. Its doses are changed by a new dose from a day on."""

    def __init__(self, desk: Desk, view: CourseView, parent: QWidget | None = None) -> None:
        super().__init__(desk, "Details of the course", parent)
        assert view.course is not None
        self._view = view
        self._before: Course = view.course
        theme, products = desk.theme, desk.shelf.products
        names = [product.name for product in products.offered]
        self.product = TypedField(theme, "&Product", read_product, choices=names, example=PRODUCT)
        kinds = {Formulation(each.id): each.name for each in products.formulations.values()}
        self.formulation = ChoiceField(theme, "Made &as", kinds)
        self.start = DayField(theme, "&Day of the first capsule", view.course.start)
        self.weeks = TypedField(
            theme, "Planned wee&ks", typed.weeks, example="not said", aid="Empty if not said."
        )
        self.target = TypedField(
            theme, "&Target in mg/kg", typed.target, example="none", aid=TARGET_AID
        )
        self.weight = WeightField(
            theme, "&Weight at the start", desk.habits.weight_unit, view.course.reference_weight_g
        )
        self.basis = ChoiceField(theme, "mg/kg &by", BASES)
        self.opening = TypedField(theme, "Taken b&efore", typed.amount, aid=OPENING_AID)
        self._fill(view.course)
        for field in (self.product, self.formulation, self.start, self.weeks):
            self.add_field(field)
        for other in (self.target, self.weight, self.basis, self.opening):
            self.add_field(other)
        self.product.changed.connect(self._follow_product)
        self.product.take_focus()

    def doubts(self) -> Sequence[str]:
        before = self._before
        after = self._after()
        start, weight_g = after.start, after.reference_weight_g
        return (
            *(course_words.start_doubts(start, self.desk.today) if start != before.start else ()),
            *course_words.weeks_doubts(after.planned_weeks),
            *course_words.target_doubts(after.target_ug_per_kg),
            *(weight_doubts(weight_g) if weight_g != before.reference_weight_g else ()),
            *course_words.opening_doubts(after.opening_ug),
        )

    def change(self) -> Change | None:
        first = "day = (select min(day) from sound_dose where day >= ?)"
        doses = self.desk.diary.where(Dose, first, [self._before.start.isoformat()])
        first_dose = doses[0].day if doses else None
        return amend_details(self._before, self._after(), self._view.phases, first_dose)

    def _after(self) -> Course:
        return replace(
            self._before,
            product=self.product.value(),
            formulation=self.formulation.value(),
            start=self.start.value(),
            planned_weeks=self.weeks.value(),
            target_ug_per_kg=self.target.value(),
            reference_weight_g=self.weight.value(),
            weight_basis=self.basis.value(),
            opening_ug=self.opening.value(),
        )

    def _fill(self, course: Course) -> None:
        self.product.set_text(course.product)
        self.formulation.choose(course.formulation)
        self.weeks.set_text(str(course.planned_weeks or ""))
        if course.target_ug_per_kg is not None:
            self.target.set_text(f"{thousandth(course.target_ug_per_kg).normalize():f}")
        self.basis.choose(course.weight_basis)
        self.opening.set_text(f"{thousandth(course.opening_ug).normalize():f}")

    @Slot()
    def _follow_product(self) -> None:
        if self.desk.shelf.products.named(self.product.text) is not None:
            self.formulation.choose(formulation_of(self.desk.shelf.products, self.product.text))
