"""Days on which blood is to be taken: one, new or moved, or several from a template."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from isodiary.domain.change import Change
from isodiary.domain.course import Course, Phase
from isodiary.domain.errors import Refused
from isodiary.domain.lab import PlannedTest
from isodiary.language import _, marked
from isodiary.services import typed
from isodiary.services.days.typed_day import Toward
from isodiary.services.labs.plan import amend_test, plan_all, plan_test, proposed
from isodiary.services.words.days import full_day
from isodiary.storage.reads.labs import planned_tests
from isodiary.ui.kit.button import Button, Look
from isodiary.ui.kit.fields.base import TypedField
from isodiary.ui.kit.fields.chosen import ChoiceField
from isodiary.ui.kit.fields.day import DayField
from isodiary.ui.kit.forms import EntryDialog
from isodiary.ui.kit.text import MOST_TYPED, Text, Tone
from isodiary.ui.tools import Tools

MINE = "my_doctor"
"""The template that proposes nothing."""
NO_DAY = marked("Add the days that your doctor named, or choose a template.")
NO_SUCH_DAYS = marked("Correct the day that says so, or leave it out.")
NO_DAYS_LEFT = marked("The template has no day from today on.")
WHOSE = marked("A template only fills in days. Your doctor decides when blood is tested.")


class ScheduleDialog(EntryDialog):
    """A template, and the days it proposes for a course.

    Attributes:
        template: Which template.
        days: The days, to be changed before they are saved.
    """

    def __init__(
        self, tools: Tools, course: Course, phases: Sequence[Phase], parent: QWidget | None = None
    ) -> None:
        super().__init__(tools, _("Plan blood tests"), parent)
        self._course, self._phases = course, phases
        self._schedules = tools.catalogues.labs.schedules
        names = {each.id: each.name for each in self._schedules.values()}
        self.template = ChoiceField(tools.theme, _("&Template"), names)
        if MINE in names:
            self.template.choose(MINE)
        self.says = Text(tools.theme, tone=Tone.SMALL, wrap=True)
        self.days = Days(tools)
        self.add_day = Button(tools.theme, _("&Add a day"))
        self.add_day.clicked.connect(self._add_day)
        self.add_field(self.template)
        self.form.addRow(self.says)
        self._fields.append(self.days)
        self.form.addRow(self.days.label, self.days)
        self.form.addRow(QLabel(), self.add_day)
        self.add_text(_(WHOSE))
        self.template.changed.connect(self._propose)
        self._propose()
        self.days.changed.connect(self._think_again)
        self.template.take_focus()

    def change(self) -> Change | None:
        return plan_all(planned_tests(self.tools.diary), self.days.value())

    @Slot()
    def _propose(self) -> None:
        schedule = self._schedules[self.template.value()]
        tests = proposed(schedule, self._course, self._phases, self.tools.today)
        nothing_left = bool(schedule.months) and not tests
        self.says.setText(
            " ".join((schedule.says, _(NO_DAYS_LEFT) if nothing_left else "")).strip()
        )
        self.days.fill(tests)
        if self.isVisible():
            self.make_room()

    @Slot()
    def _add_day(self) -> None:
        self.days.add(PlannedTest(day=self.tools.today)).day.take_focus()
        self.make_room()


class Days(QWidget):
    """Rows of a day and what is tested; a field of a form.

    Signals:
        changed: Something else is filled in.
    """

    changed = Signal()

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self._tools = tools
        self.label = QLabel(_("Days"))
        self.rows: list[TestDayRow] = []
        self.problem = Text(tools.theme, tone=Tone.WARNING, wrap=True)
        self.problem.hide()
        self._body = QVBoxLayout(self)
        self._body.setContentsMargins(0, 0, 0, 0)
        self._body.addWidget(self.problem)

    @property
    def wrong(self) -> bool:
        """Whether something is said about it."""
        return bool(self.problem.text())

    def value(self) -> list[PlannedTest]:
        """Return the tests.

        Raises:
            Refused: There is none, a day cannot be read, or words are too long.
        """
        if not self.rows:
            raise Refused(_(NO_DAY))
        for row in self.rows:
            row.day.look()
        if any(row.day.wrong for row in self.rows):
            raise Refused(_(NO_SUCH_DAYS))
        return [row.value() for row in self.rows]

    def say(self, sentence: str) -> None:
        """Say what is wrong; "" for nothing."""
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))

    def take_focus(self) -> None:
        """Give the first day the focus, or the first that is wrong."""
        wrong = [row for row in self.rows if row.day.wrong]
        for row in [*wrong, *self.rows][:1]:
            row.day.take_focus()

    def fill(self, tests: Sequence[PlannedTest]) -> None:
        """Show these tests instead of those before."""
        for row in tuple(self.rows):
            self._drop(row)
        for test in tests:
            self.add(test)
        self._tell()

    def add(self, test: PlannedTest) -> TestDayRow:
        """Add a row at the end."""
        row = TestDayRow(self._tools, test)
        row.leave_out.clicked.connect(self._leave_out)
        row.day.changed.connect(self._tell)
        row.what.textEdited.connect(self._tell)
        self.rows.append(row)
        self._body.insertWidget(self._body.count() - 1, row)
        row.show()
        self._tell()
        return row

    @Slot()
    def _leave_out(self) -> None:
        sender = self.sender()
        place = next(place for place, row in enumerate(self.rows) if row.leave_out is sender)
        self._drop(self.rows[place])
        if self.rows:
            self.rows[min(place, len(self.rows) - 1)].leave_out.setFocus()
        self._tell()

    def _drop(self, row: TestDayRow) -> None:
        self.rows.remove(row)
        self._body.removeWidget(row)
        row.hide()
        row.deleteLater()

    @Slot()
    def _tell(self) -> None:
        self.say("")
        self.changed.emit()


class TestDayRow(QWidget):
    """One day."""

    def __init__(self, tools: Tools, test: PlannedTest) -> None:
        super().__init__()
        self.day = DayField(tools, _("Day of the blood test"), Toward.AHEAD, test.day)
        self.what = QLineEdit(test.what)
        self.what.setMaxLength(MOST_TYPED)
        self.what.setAccessibleName(_("What is tested"))
        self.what.setCursorPosition(0)
        self.what.setPlaceholderText(_("What is tested"))
        self.leave_out = Button(tools.theme, _("Leave out"), Look.QUIET)
        self.leave_out.setAccessibleName(_("Leave out {day}").format(day=full_day(test.day)))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.day, 1)
        row.addWidget(self.what, 1, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.leave_out, 0, Qt.AlignmentFlag.AlignTop)

    def value(self) -> PlannedTest:
        """Return the test.

        Raises:
            Refused: The day cannot be read, or the words are too long.
        """
        return PlannedTest(day=self.day.value(), what=typed.line(self.what.text()))


class TestDateDialog(EntryDialog):
    """The day and what is tested. `test` is the one to change, None for a new one."""

    __test__ = False  # a name that pytest would take for its own

    def __init__(
        self,
        tools: Tools,
        day: date,
        test: PlannedTest | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(tools, _("Planned blood test"), parent)
        self._before = test
        self.day = DayField(tools, _("&Day"), Toward.AHEAD, test.day if test else day)
        self.what = TypedField(
            tools.theme,
            _("&What is tested"),
            typed.line,
            text=test.what if test else "",
            aid=_("May stay empty."),
        )
        self.what.edit.setAccessibleName(_("What is tested"))
        self.add_field(self.day)
        self.add_field(self.what)
        self.day.take_focus()

    def change(self) -> Change | None:
        planned = planned_tests(self.tools.diary)
        if self._before is None:
            return plan_test(planned, self.day.value(), self.what.value())
        return amend_test(planned, self._before, self.day.value(), self.what.value())
