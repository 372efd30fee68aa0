"""Planning another dose from a day on, with what it changes before it is saved."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QWidget

from isodiary.domain.change import Change
from isodiary.domain.timeline import phase_on
from isodiary.services import typed
from isodiary.services.course import plan as plan_course
from isodiary.services.course.view import CourseView
from isodiary.services.course.words import from_day_doubts, plan_doubts
from isodiary.ui.desk import Desk
from isodiary.ui.dialogs.preview_dialog import PhasePreviewDialog
from isodiary.ui.widgets.fields import DayField
from isodiary.ui.widgets.plan_fields import PlanFields
from isodiary.ui.widgets.typed_field import TypedField

WHY = "Who ordered it and why, in your words. May be left empty."


class PhaseDialog(PhasePreviewDialog):
    """What to take from a day on. The plan in force that day is shown, to be typed over."""

    def __init__(self, desk: Desk, view: CourseView, parent: QWidget | None = None) -> None:
        super().__init__(desk, "New dose", view, parent)
        self.start = DayField(desk.theme, "From the d&ay", self._first_day(view))
        self.plan_fields = PlanFields(desk.theme, 3, self)
        self.why = TypedField(desk.theme, "Wh&y", typed.line, aid=WHY)
        self.add_field(self.start)
        for row in self.plan_fields.rows:
            self.add_field(row)
        self.add_field(self.why)
        in_force = phase_on(view.phases, self.start.value())
        plans = [phase.slots for phase in view.phases if not phase.pause]
        self.plan_fields.fill(in_force.slots if in_force and not in_force.pause else plans[-1])
        self.follow()
        self.plan_fields.rows[0].take_focus()

    def doubts(self) -> Sequence[str]:
        far = from_day_doubts(self.start.value(), self.desk.today)
        return (*far, *plan_doubts(self.plan_fields.plan()))

    def change(self) -> Change:
        return plan_course.new_phase(
            self.view.course,
            self.view.phases,
            start=self.start.value(),
            plan=self.plan_fields.plan(),
            why=self.why.value(),
        )

    def _first_day(self, view: CourseView) -> date:
        assert view.course is not None
        return max(view.course.start, view.today)
