"""Asking what to take every day: capsules, and the meal and time of each dose."""

from __future__ import annotations

from datetime import time

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from isodiary.domain.course import Plan
from isodiary.domain.dose import Capsules, capsules_text
from isodiary.domain.errors import Refused
from isodiary.domain.meal import Meal
from isodiary.domain.plan import make_plan
from isodiary.services import typed
from isodiary.services.course.words import meal_typed
from isodiary.services.words.names import SLOT_NAMES
from isodiary.ui.kit.fields.base import TypedField
from isodiary.ui.look.theme import Theme
from isodiary.ui.tools import Tools

USUAL_MEALS = (Meal.BREAKFAST, Meal.DINNER, Meal.LUNCH)
LABELS = ("&First dose", "Seco&nd dose", "T&hird dose")
ONCE = "Leave it empty if there is none."


class DoseRow(QWidget):
    """The capsules of one dose, and the meal and time it is taken with, in one row.

    Attributes:
        label: Its label, with the line of the capsules as its buddy.
        capsules, meal: The two fields; what is wrong with them stands below both.

    Signals: `changed` whenever something else is typed.
    """

    changed = Signal()

    def __init__(self, tools: Tools, place: int) -> None:
        super().__init__()
        self._optional = place > 0
        self.capsules = _capsules_field(tools.theme, place)
        self.meal = _meal_field(tools, place)
        self.label = self.capsules.label
        lines = QHBoxLayout()
        lines.addWidget(self.capsules.line, 2)
        lines.addWidget(self.meal.label)
        lines.addWidget(self.meal.line, 3)
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(2)
        body.addLayout(lines)
        for field in (self.capsules, self.meal):
            field.setParent(self)  # its parts leave it for the row
            field.hide()
            body.addWidget(field.aid)
            body.addWidget(field.problem)
            field.changed.connect(self.changed)
        self.setFocusProxy(self.capsules.line)

    @property
    def left_out(self) -> bool:
        """Whether there is no such dose, which may only be said of the later ones."""
        return self._optional and self.capsules.empty

    @property
    def wrong(self) -> bool:
        """Whether something is said about it."""
        return self.capsules.wrong or self.meal.wrong

    def value(self) -> tuple[Meal, time, Capsules] | None:
        """Return the dose; None if it is left out.

        Raises:
            Refused: What is typed is no dose.
        """
        if self.left_out:
            return None
        capsules = self.capsules.value()
        return (*self.meal.value(), capsules)

    def say(self, sentence: str) -> None:
        """Say what is wrong, under the field that it is about."""
        self.capsules.say("")
        self.meal.say("")
        if sentence:
            self._blamed().say(sentence)

    def take_focus(self) -> None:
        """Give the focus to the field that is wrong, or to the first."""
        (self.meal if self.meal.wrong else self.capsules).take_focus()

    def _blamed(self) -> TypedField[object]:
        try:
            self.capsules.value()
        except Refused:
            return self.capsules
        return self.meal


class PlanFields(QObject):
    """The rows of a plan; a row without capsules is no dose."""

    def __init__(self, tools: Tools, rows: int, parent: QObject) -> None:
        super().__init__(parent)
        self._tools = tools
        self.rows = tuple(DoseRow(tools, place) for place in range(rows))
        self._filled: Plan | None = None

    def fill(self, plan: Plan) -> None:
        """Show a plan, to be typed over; of a rhythm its first day with a dose."""
        self._filled = plan
        slots = next(filter(None, plan.days))
        for row, slot in zip(self.rows, slots, strict=False):
            row.capsules.set_text(capsules_text(slot.capsules))
            row.meal.set_text(meal_typed(slot.meal, slot.planned, self._tools.habits))
        taken = {slot.meal for slot in slots}
        free = [meal for meal in USUAL_MEALS if meal not in taken]
        for row, meal in zip(self.rows[len(slots) :], free, strict=False):
            row.capsules.set_text("")
            row.meal.set_text(meal_typed(meal, meal.usual_time, self._tools.habits))

    def plan(self) -> Plan:
        """Return what is typed.

        Raises:
            Refused: A row is no dose, or two are at the same meal, which is said beside the last.
        """
        doses = [dose for row in self.rows if (dose := row.value()) is not None]
        try:
            plan = make_plan(doses)
        except ValueError as error:
            last = [row for row in self.rows if not row.left_out][-1]
            last.say(str(error))
            raise Refused(str(error)) from error
        if self._filled is not None and plan.days[0] == next(filter(None, self._filled.days)):
            return self._filled  # with its rhythm
        return plan


def _capsules_field(theme: Theme, place: int) -> TypedField[Capsules]:
    aid = ONCE if place == 1 else ""
    example = "20 or 20+10 mg"
    field = TypedField(theme, LABELS[place], typed.capsules, example=example, aid=aid)
    field.edit.setAccessibleName(f"{SLOT_NAMES[place]}, capsules in mg")
    return field


def _meal_field(tools: Tools, place: int) -> TypedField[tuple[Meal, time]]:
    usual = USUAL_MEALS[place]
    shown = meal_typed(usual, usual.usual_time, tools.habits)
    choices = [meal_typed(meal, meal.usual_time, tools.habits) for meal in Meal]
    field = TypedField(tools.theme, "with", typed.meal_time, text=shown, choices=choices)
    field.edit.setAccessibleName(f"{SLOT_NAMES[place]}, meal and time")
    return field
