"""A day on which blood is to be taken, new or moved."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QWidget

from isodiary.domain.change import Change
from isodiary.domain.lab import PlannedTest
from isodiary.services import typed
from isodiary.services.labs.plan import amend_test, plan_test
from isodiary.storage.reads.labs import planned_tests
from isodiary.ui.desk import Desk
from isodiary.ui.dialogs.form_dialog import EntryDialog
from isodiary.ui.widgets.fields import DayField
from isodiary.ui.widgets.typed_field import TypedField


class TestDateDialog(EntryDialog):
    """The day and what is tested. `test` is the one to change, None for a new one."""

    __test__ = False  # a name that pytest would take for its own

    def __init__(
        self, desk: Desk, day: date, test: PlannedTest | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(desk, "Planned blood test", parent)
        self._before = test
        self.day = DayField(desk.theme, "&Day", test.day if test else day)
        self.what = TypedField(
            desk.theme,
            "&What is tested",
            typed.line,
            text=test.what if test else "",
            aid="May stay empty.",
        )
        self.what.edit.setAccessibleName("What is tested")
        self.add_field(self.day)
        self.add_field(self.what)
        self.day.take_focus()

    def change(self) -> Change | None:
        planned = planned_tests(self.desk.diary)
        if self._before is None:
            return plan_test(planned, self.day.value(), self.what.value())
        return amend_test(planned, self._before, self.day.value(), self.what.value())
