"""What was agreed at a visit: typed once; dose, blood test and next visit come of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from isodiary.domain.change import Change
from isodiary.domain.course import Phase
from isodiary.domain.lab import PlannedTest
from isodiary.domain.record import Visit
from isodiary.domain.timeline import phase_on
from isodiary.language import _, marked
from isodiary.services import typed
from isodiary.services.course.view import read_course
from isodiary.services.days.typed_day import Toward
from isodiary.services.habits import Habits
from isodiary.services.visits import sentences as agreed_words
from isodiary.services.visits.plan import (
    AgreedDose,
    AgreedTest,
    AgreedVisit,
    Agreement,
    Standing,
    note_agreed,
)
from isodiary.services.visits.words import visit_heading
from isodiary.storage.reads.days import doses_on
from isodiary.storage.reads.labs import planned_tests
from isodiary.storage.reads.visits import all_visits
from isodiary.ui.course.phases import PreviewDialog, phase_words
from isodiary.ui.course.plan_fields import PlanFields
from isodiary.ui.kit.button import Button
from isodiary.ui.kit.card import Card
from isodiary.ui.kit.fields.base import TypedField
from isodiary.ui.kit.fields.chosen import NoteField
from isodiary.ui.kit.fields.day import OpenDayField, TimeField
from isodiary.ui.kit.layouts import FlowLayout
from isodiary.ui.kit.text import Text, Tone, breakable
from isodiary.ui.look.theme import Theme
from isodiary.ui.tools import Tools

NO_DOSE = marked("Leave it empty if the dose stays as it is.")
NONE_AGREED = marked("Leave it empty if none was agreed.")
OPTIONAL = marked("May stay empty.")


class AgreedDialog(PreviewDialog):
    """What was agreed at `visit`: words, a dose from a day on, a blood test, the next visit.

    A part without its day is left out, and the fields that belong to it are not shown.

    Attributes:
        words: In the patient's words.
        dose_from, plan_fields: A dose from a day on, begun with the plan in force.
        test_on, test_what: A blood test.
        next_on, next_at: The next visit.
    """

    def __init__(self, tools: Tools, visit: Visit, parent: QWidget | None = None) -> None:
        super().__init__(tools, _("What was agreed"), parent)
        self.visit = visit
        self.view = read_course(tools.diary, tools.today)
        self._make_fields(tools, visit)
        self.add_text(visit_heading(visit, tools.today, tools.habits))
        self.add_field(self.words)
        if self.view.going_on:
            self._add_dose()
        for field in (self.test_on, self.test_what, self.next_on, self.next_at):
            self.add_field(field)
        for day in (self.dose_from, self.test_on, self.next_on):
            day.changed.connect(self._show_parts)
        self._show_parts()
        self.follow()
        self.words.take_focus()

    def agreed(self) -> Agreement:
        """Return what is filled in.

        Raises:
            Refused: A field holds no value.
        """
        return Agreement(
            words=self.words.value(), dose=self._dose(), test=self._test(), visit=self._next()
        )

    def doubts(self) -> Sequence[str]:
        self.change()  # what is refused is told before anything is asked
        visits = all_visits(self.tools.diary)
        return agreed_words.agreed_doubts(
            self.visit, self.agreed(), visits, self.tools.today, self.tools.habits
        )

    def change(self) -> Change | None:
        agreed = self.agreed()
        begun = agreed.dose.start if agreed.dose else None
        standing = Standing(
            course=self.view.course,
            phases=self.view.phases,
            planned=planned_tests(self.tools.diary),
            visits=all_visits(self.tools.diary),
            doses=doses_on(self.tools.diary, begun) if begun else (),
        )
        return note_agreed(self.visit, agreed, standing)

    def foretell(self) -> str:
        change = self.change()
        if change is None:
            return _(agreed_words.NOTHING)
        entries = [edit.entry for edit in change.edits]
        return "\n".join(line for entry in entries for line in self._lines(entry))

    def _lines(self, entry: object) -> tuple[str, ...]:
        match entry:
            case Phase():
                return phase_words(self.tools, self.view, entry)
            case PlannedTest():
                return (agreed_words.blood_words(entry),)
            case Visit() if entry.id == self.visit.id:
                return (agreed_words.noted_words(entry),)
            case Visit():
                return (agreed_words.next_words(entry, self.tools.habits),)
            case _:
                return ()

    @Slot()
    def _show_parts(self) -> None:
        if self.view.going_on:
            for part in (self.plan_fields.rhythm, *self.plan_fields.rows):
                self.form.setRowVisible(part, not self.dose_from.empty)
            self._follow_start()
        self.form.setRowVisible(self.test_what, not self.test_on.empty)
        self.form.setRowVisible(self.next_at, not self.next_on.empty)
        self.make_room()

    def _follow_start(self) -> None:
        start = self.dose_from.known()
        if start is not None:
            self.plan_fields.follow_start(start)

    def _make_fields(self, tools: Tools, visit: Visit) -> None:
        self.words = NoteField(tools.theme, _("What was &agreed"), visit.agreed)
        self.dose_from = self._day_field(_("New &dose from the day"), _(NO_DOSE))
        self.plan_fields = PlanFields(tools, 3, self)
        self.test_on = self._day_field(_("&Blood test on the day"), _(NONE_AGREED))
        self.test_what = TypedField(tools.theme, _("&What is tested"), typed.line, aid=_(OPTIONAL))
        self.test_what.edit.setAccessibleName(_("What is tested"))
        self.next_on = self._day_field(_("Next &visit on the day"), _(NONE_AGREED))
        self.next_at = TimeField(tools, _("&Time"))

    def _add_dose(self) -> None:
        self.add_field(self.dose_from)
        self.add_field(self.plan_fields.rhythm)
        for row in self.plan_fields.rows:
            self.add_field(row)
        in_force = phase_on(self.view.phases, max(self.visit.day, self.tools.today))
        plans = [phase.plan for phase in self.view.phases if phase.plan is not None]
        self.plan_fields.fill(in_force.plan if in_force and in_force.plan else plans[-1])

    def _day_field(self, label: str, aid: str) -> OpenDayField:
        return OpenDayField(self.tools, label, Toward.AHEAD, aid=aid)

    def _dose(self) -> AgreedDose | None:
        start = self.dose_from.value() if self.view.going_on else None
        return AgreedDose(start=start, plan=self.plan_fields.plan()) if start else None

    def _test(self) -> AgreedTest | None:
        day = self.test_on.value()
        return AgreedTest(day=day, what=self.test_what.value()) if day else None

    def _next(self) -> AgreedVisit | None:
        day = self.next_on.value()
        return AgreedVisit(day=day, at=self.next_at.value()) if day else None


class AgreedCard(Card):
    """What was agreed, in the patient's words, with the button to note it.

    Signals:
        agree_asked: What was agreed at a `Visit` is to be noted.
    """

    agree_asked = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._visit: Visit | None = None
        self.which = Text(theme, tone=Tone.MUTED, wrap=True)
        self.words = Text(theme, wrap=True)
        self.agree = Button(theme, _("What was ag&reed…"), hint="A")
        self.agree.clicked.connect(self._ask)
        self.visit_today = Button(theme, _("The visit is &today"), hint="T")
        buttons = QWidget()
        flow = FlowLayout(buttons)
        flow.addWidget(self.agree)
        flow.addWidget(self.visit_today)
        heading = Text(theme, _("Agreed"), Tone.HEADING, wrap=True)
        for widget in (heading, self.which, self.words, buttons):
            self.body.addWidget(widget)

    def show_visit(self, visit: Visit | None, today: date, habits: Habits) -> None:
        """Show what was agreed at a visit; None where there was none yet."""
        self._visit = visit
        if visit is None:
            self.which.setText(_("No visit is noted yet."))
            self.words.setText("")
        else:
            self.which.setText(breakable(visit_heading(visit, today, habits)))
            self.words.setText(breakable(visit.agreed) or _("Nothing is noted yet."))
        self.words.setVisible(visit is not None)
        self.agree.setEnabled(visit is not None)
        self.visit_today.setVisible(visit is None or visit.day != today)

    @Slot()
    def _ask(self) -> None:
        if self._visit is not None:
            self.agree_asked.emit(self._visit)
