"""Beginning a course: eight fields, and no number filled in beforehand.

A course that is older than its diary has two more: what was taken before, and from which dose on
the diary is kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time
from fractions import Fraction

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from isodiary.domain.catalogue.products import ProductCatalogue
from isodiary.domain.change import Change
from isodiary.domain.course import Course, Opening, Plan
from isodiary.domain.dose import capsules_text
from isodiary.domain.errors import Refused
from isodiary.domain.record import Patient, Weight
from isodiary.domain.values import dataclass
from isodiary.language import _, marked, pgettext
from isodiary.services import typed
from isodiary.services.course import plan as plan_course
from isodiary.services.course.words import (
    opening_doubts,
    plan_doubts,
    six_times_doubts,
    start_doubts,
    target_doubts,
)
from isodiary.services.days.typed_day import Toward
from isodiary.services.habits import Habits, WeightUnit
from isodiary.services.weights import weight_doubts
from isodiary.services.words.units import weight_text
from isodiary.storage.reads.course import courses
from isodiary.storage.reads.days import tracked
from isodiary.storage.reads.labs import latest_weight
from isodiary.ui.course.earlier import TOO_EARLY, KeptField, OpeningField
from isodiary.ui.course.plan_fields import PlanFields
from isodiary.ui.kit.button import Button, Look
from isodiary.ui.kit.fields.base import AnyField, TypedField
from isodiary.ui.kit.fields.day import DayField
from isodiary.ui.kit.forms import EntryDialog
from isodiary.ui.tools import Tools

PRODUCT = marked("Type the name on the box.")
TARGET_AID = marked(
    "Total for the whole course, if your doctor named one. Leave it empty for none."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Beginning:
    """What was typed: a course and what to take from its first day on."""

    course: Course
    plan: Plan

    def doubts(self, today: date, habits: Habits) -> tuple[str, ...]:
        """Return what to ask once before it is kept."""
        course = self.course
        target = course.target_ug_per_kg
        target_ug = None if target is None else Fraction(target * course.reference_weight_g, 1000)
        return (
            *start_doubts(course.start, today),
            *plan_doubts(self.plan, habits),
            *weight_doubts(course.reference_weight_g),
            *target_doubts(target, habits),
            *opening_doubts(course.opening_ug, habits),
            *six_times_doubts(target_ug, course.opening_ug),
        )


class BeginFields(QObject):
    """The eight fields. They write nothing; `change` makes of them what is to be written.

    Attributes:
        opening, kept: What was taken before the diary, and from which dose on it is kept; asked
            where the first capsule was earlier than today.
        not_daily: Shows the rhythm, which is every day until then.

    Signals: `asked_others` whenever other fields are asked.
    """

    asked_others = Signal()

    def __init__(self, tools: Tools, parent: QObject) -> None:
        super().__init__(parent)
        self._tools = tools
        theme, products = tools.theme, tools.catalogues.products
        names = [product.name for product in products.offered]
        self.start = DayField(tools, _("Da&y of the first capsule"), Toward.BACK, tools.today)
        self.opening = OpeningField(tools, _("Taken bef&ore"))
        self.kept = KeptField(tools, _("Diary &kept from"))
        self.product = TypedField(
            theme, _("&Product"), read_product, choices=names, example=_(PRODUCT)
        )
        self.product.set_text("")
        self.plan_fields = PlanFields(tools, 2, self)
        self.weight = TypedField(
            theme, _("Your &weight"), self._weight, example=_("such as 63.5 kg or 140 lb")
        )
        self.target = TypedField(
            theme,
            _("&Target in mg/kg"),
            typed.target,
            example=pgettext("target", "none"),
            aid=_(TARGET_AID),
        )
        self.not_daily = Button(theme, _("Not eve&ry day…"), Look.QUIET)
        self.not_daily.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # its letter does it
        self.not_daily.clicked.connect(self._show_rhythm)
        self._with_rhythm = False
        self.product.changed.connect(self._follow_product)
        self.start.value_changed.connect(self._follow_start)
        for row in self.plan_fields.rows:
            row.changed.connect(self._follow_plan)
        self.plan_fields.rhythm.changed.connect(self._follow_plan)
        self._follow_start()
        self._propose()

    def all(self) -> tuple[AnyField, ...]:
        """Return the fields in their order, also those that are not asked."""
        return (
            self.start,
            self.opening,
            self.kept,
            self.product,
            self.plan_fields.rhythm,
            *self.plan_fields.rows,
            self.weight,
            self.target,
        )

    @property
    def last_dose(self) -> AnyField:
        """The row below which `not_daily` stands."""
        return self.plan_fields.rows[-1]

    def asked(self) -> tuple[AnyField, ...]:
        """Return the fields that are asked, in their order."""
        off: list[AnyField] = [] if self.earlier else [self.opening, self.kept]
        off += [] if self._with_rhythm else [self.plan_fields.rhythm]
        if self.earlier and self.kept.empty:
            off.append(self.opening)  # nothing was taken before the first capsule
        return tuple(field for field in self.all() if field not in off)

    def shown(self, field: AnyField) -> bool:
        """Whether a field is in sight."""
        if field in (self.opening, self.kept):
            return self.earlier
        return field is not self.plan_fields.rhythm or self._with_rhythm

    @property
    def earlier(self) -> bool:
        """Whether the first capsule was earlier than today."""
        start = self.start.known()
        return start is not None and start < self._tools.today

    def beginning(self) -> Beginning:
        """Return what is typed.

        Raises:
            Refused: A field is wrong.
        """
        product = self.product.value()
        start, plan = self.start.value(), self.plan_fields.plan()
        kept_from, kept_at = self._kept(start, plan)
        later = self.earlier and (kept_from, kept_at) not in ((start, None), (None, None))
        opening, opening_ug = self.opening.value() if later else (Opening.MG, 0)
        course = Course(
            start=start,
            product=product,
            formulation=self._tools.catalogues.products.formulation_of(product),
            reference_weight_g=self.weight.value(),
            target_ug_per_kg=self.target.value(),
            opening=opening,
            opening_ug=opening_ug,
            kept_from=kept_from,
            kept_at=kept_at,
        )
        return Beginning(course=course, plan=plan)

    def _kept(self, start: date, plan: Plan) -> tuple[date | None, time | None]:
        """Return from which dose on the diary is kept; of today no dose that is over is owed."""
        if self.earlier:
            kept = self.kept.value()
            if kept is not None and kept[0] < start:
                self.kept.say(_(TOO_EARLY))
                raise Refused(_(TOO_EARLY))
            return kept or (None, None)
        due = plan_course.first_due(plan, self._tools.now)
        return due if due[0] == start == self._tools.today else (None, None)

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
    def _follow_start(self) -> None:
        self._follow_plan()
        self.asked_others.emit()

    @Slot()
    def _follow_plan(self) -> None:
        """Offer the next dose that is due as the one from which on the diary is kept."""
        start = self.start.known()
        if start is None or not self.earlier:
            return
        try:
            kept = plan_course.first_due(self.plan_fields.plan(), self._tools.now)
        except Refused:
            kept = self._tools.today, None
        self.kept.offer(kept, start)

    @Slot()
    def _show_rhythm(self) -> None:
        self._with_rhythm = True
        self.not_daily.hide()
        self.asked_others.emit()
        self.plan_fields.rhythm.take_focus()

    def _propose(self) -> None:
        """Fill in what is likely the same as in the course before: product and weight."""
        before = next(reversed(courses(self._tools.diary)), None)
        if before is None or before.ended_on is None:
            return
        self.product.set_text(before.product)
        weighed = latest_weight(self._tools.diary, self._tools.today)
        grams = weighed.grams if weighed else before.reference_weight_g
        self.weight.set_text(weight_text(grams, self._tools.habits))

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
        return _("Not in the list: kept as typed. {formulation}.").format(formulation=kind)
    strengths = capsules_text(product.strengths_ug).replace("+", ", ")
    said = _("{formulation}, seen with {strengths} mg")
    return said.format(formulation=kind, strengths=strengths)


def read_product(text: str) -> str:
    """Return the name of a product.

    Raises:
        Refused: There is none.
    """
    return typed.needed_line(text, _(PRODUCT))


class BeginDialog(EntryDialog):
    """The fields of the first start, for a course of its own."""

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(tools, _("Begin a course"), parent)
        self.fields = BeginFields(tools, self)
        for field in self.fields.all():
            self.add_field(field)
            if field == self.fields.last_dose:
                self.form.addRow("", self.fields.not_daily)
        self.fields.asked_others.connect(self._show_asked)
        self._show_asked()
        self.fields.start.take_focus()

    def doubts(self) -> Sequence[str]:
        return self.fields.beginning().doubts(self.tools.today, self.tools.habits)

    def change(self) -> Change:
        return self.fields.change()

    @Slot()
    def _show_asked(self) -> None:
        for field in self.fields.all():
            assert isinstance(field, QWidget)
            self.form.setRowVisible(field, self.fields.shown(field))
        self.make_room()
