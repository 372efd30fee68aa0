"""Noting a visit to the doctor, past or planned, or moving one."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QWidget

from isodiary.domain.change import Change
from isodiary.domain.record import Visit
from isodiary.services.log_record import move_visit, plan_visit
from isodiary.ui.desk import Desk
from isodiary.ui.dialogs.form_dialog import EntryDialog
from isodiary.ui.widgets.fields import DayField


class VisitDialog(EntryDialog):
    """The day of a visit. `visit` is the one to move, None for a new one."""

    def __init__(
        self, desk: Desk, day: date, visit: Visit | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(desk, "Move the visit" if visit else "Visit", parent)
        self._before = visit
        self.day = DayField(desk.theme, "&Day of the visit", visit.day if visit else day)
        self.add_field(self.day)
        self.day.take_focus()

    def change(self) -> Change | None:
        visits = self.desk.diary.all(Visit, order="day")
        if self._before is None:
            return plan_visit(visits, self.day.value())
        return move_visit(visits, self._before, self.day.value())
