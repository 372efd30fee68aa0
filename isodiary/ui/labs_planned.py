"""The card with the planned blood tests: days the patient entered or took over."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal

from isodiary.domain.lab import PlannedTest
from isodiary.services.words.days import full_day
from isodiary.storage.reads.labs import planned_tests
from isodiary.ui.course_cards import ListCard
from isodiary.ui.desk import Desk
from isodiary.ui.widgets.button import Button
from isodiary.ui.widgets.row_list import Row

NO_TEST = "No blood test is planned. Enter the days that your doctor named."


class PlannedCard(ListCard):
    """The planned tests, those to come first.

    Signals:
        add_asked: A day is to be added.
        template_asked: Days are to be taken over from a template.
    """

    add_asked = Signal()
    template_asked = Signal()

    def __init__(self, desk: Desk) -> None:
        self.add = Button(desk.theme, "Add a da&y…")
        self.template = Button(desk.theme, "From a &template…")
        super().__init__(
            desk,
            "Planned blood tests",
            remove="Delete day",
            change="Change…",
            empty=NO_TEST,
            buttons=[self.add, self.template],
        )
        self._desk = desk
        self.add.clicked.connect(self.add_asked)
        self.template.clicked.connect(self.template_asked)

    def reload(self, *, with_course: bool) -> None:
        """Read the days and show them; a template needs a course to count from."""
        today = self._desk.today
        tests = planned_tests(self._desk.diary)
        to_come = [test for test in tests if test.day >= today]
        past = [test for test in reversed(tests) if test.day < today]
        self.fill([_row(test, today) for test in (*to_come, *past)])
        self.template.setVisible(with_course)


def _row(test: PlannedTest, today: date) -> Row:
    past = " · past" if test.day < today else ""
    what = f" · {test.what}" if test.what else ""
    return Row(entry=test, heading=f"{full_day(test.day)}{what}{past}", strong=test.day >= today)
