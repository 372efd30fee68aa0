"""Asking what to take every day: capsules, and the meal and time of each dose."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFormLayout

from isodiary.domain.course import Plan
from isodiary.domain.dose import Capsules, capsules_text
from isodiary.domain.errors import Refused
from isodiary.domain.meal import Meal
from isodiary.domain.plan import make_plan
from isodiary.services import typed
from isodiary.services.course_words import meal_typed
from isodiary.services.words import SLOT_NAMES
from isodiary.ui.theme import Theme
from isodiary.ui.widgets.typed_field import TypedField, add_row, go_to_first_wrong, look_at

USUAL_MEALS = (Meal.BREAKFAST, Meal.DINNER, Meal.LUNCH)
LABELS = ("&First dose", "Secon&d dose", "T&hird dose")
ONCE = "Leave it empty if there is none."


class PlanFields(QObject):
    """Rows of a form, one for each dose of a day; a row without capsules is no dose.

    Signals: `changed` whenever something else is typed.
    """

    changed = Signal()

    def __init__(self, theme: Theme, rows: int, parent: QObject) -> None:
        super().__init__(parent)
        self.rows = [_Row(theme, place) for place in range(rows)]
        for field in self.fields():
            field.changed.connect(self.changed)

    def add_to(self, form: QFormLayout) -> None:
        """Add the rows to a form."""
        for row in self.rows:
            add_row(form, row.capsules, row.meal)

    def fields(self) -> Iterator[TypedField[object]]:
        """Return the fields in their order."""
        for row in self.rows:
            yield row.capsules
            yield row.meal

    def fill(self, plan: Plan) -> None:
        """Show a plan, to be typed over."""
        for row, slot in zip(self.rows, plan, strict=False):
            row.capsules.set_text(capsules_text(slot.capsules))
            row.meal.set_text(meal_typed(slot.meal, slot.planned))
        taken = {slot.meal for slot in plan}
        free = [meal for meal in USUAL_MEALS if meal not in taken]
        for row, meal in zip(self.rows[len(plan) :], free, strict=False):
            row.capsules.set_text("")
            row.meal.set_text(meal_typed(meal, meal.usual_time))

    def plan(self) -> Plan:
        """Return what is typed.

        Raises:
            Refused: It is no plan.
        """
        slots = [(*row.meal.value(), row.capsules.value()) for row in self._used()]
        try:
            return make_plan(slots)
        except ValueError as error:
            raise Refused(str(error)) from error

    def look(self) -> Plan | None:
        """Return the plan, or None after saying what is wrong and going there."""
        asked = [field for row in self._used() for field in (row.capsules, row.meal)]
        if not look_at(asked):
            return None
        try:
            return self.plan()
        except Refused as refused:  # each row is right, so it is the meals
            self._used()[-1].meal.say(refused.sentence)
            go_to_first_wrong(asked)
            return None

    def _used(self) -> list[_Row]:
        """Return the rows that hold a dose; the first one always shall."""
        return [row for row in self.rows if row is self.rows[0] or not row.capsules.empty]


class _Row:
    """The two fields of one dose."""

    def __init__(self, theme: Theme, place: int) -> None:
        usual = USUAL_MEALS[place]
        self.capsules: TypedField[Capsules] = TypedField(
            theme,
            LABELS[place],
            typed.capsules,
            example="20 or 20+10 mg",
            aid=ONCE if place else "",
        )
        self.meal = TypedField(
            theme,
            "with",
            typed.meal_time,
            text=meal_typed(usual, usual.usual_time),
            choices=[meal_typed(meal, meal.usual_time) for meal in Meal],
        )
        name = SLOT_NAMES[place]
        self.capsules.edit.setAccessibleName(f"{name}, capsules in mg")
        self.meal.edit.setAccessibleName(f"{name}, meal and time")
