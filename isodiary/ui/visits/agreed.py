"""What was agreed at a visit: typed once; dose, blood test and next visit come of it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Slot
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
from isodiary.ui.course.plan_fields import DoseRow, PlanFields
from isodiary.ui.course.rhythm import RhythmField
from isodiary.ui.kit.fields.base import TypedField
from isodiary.ui.kit.fields.chosen import NoteField
from isodiary.ui.kit.fields.day import OpenDayField, TimeField
from isodiary.ui.tools import Tools

NO_DOSE = marked("Leave it empty if the dose stays as it is.")
NONE_AGREED = marked("Leave it empty if none was agreed.")
OPTIONAL = marked("May stay empty.")


AgreedPart = OpenDayField | RhythmField | DoseRow | TypedField[str] | TimeField


class AgreedFields(QObject):
    """The fields for what was agreed at `visit`: words, a dose from a day on, a test, a visit.

    A part without its day is left out, and the fields that belong to it are not shown.

    Attributes:
        words: In the patient's words.
        dose_from, plan_fields: A dose from a day on, begun with the plan in force.
        test_on, test_what: A blood test.
        next_on, next_at: The next visit.
    """

    def __init__(self, tools: Tools, visit: Visit, parent: QObject) -> None:
        super().__init__(parent)
        self._tools = tools
        self.visit = visit
        self.view = read_course(tools.diary, tools.today)
        self.words = NoteField(tools.theme, _("What was &agreed"), visit.agreed)
        self.dose_from = self._day_field(_("New &dose from the day"), _(NO_DOSE))
        self.plan_fields = PlanFields(tools, 3, self)
        self.test_on = self._day_field(_("&Blood test on the day"), _(NONE_AGREED))
        self.test_what = TypedField(tools.theme, _("&What is tested"), typed.line, aid=_(OPTIONAL))
        self.test_what.edit.setAccessibleName(_("What is tested"))
        self.next_on = self._day_field(_("Next &visit on the day"), _(NONE_AGREED))
        self.next_at = TimeField(tools, _("&Time"))
        if self.view.going_on:
            in_force = phase_on(self.view.phases, max(visit.day, tools.today))
            plans = [phase.plan for phase in self.view.phases if phase.plan is not None]
            self.plan_fields.fill(in_force.plan if in_force and in_force.plan else plans[-1])

    @property
    def days(self) -> tuple[OpenDayField, ...]:
        """The days of the three parts."""
        return self.dose_from, self.test_on, self.next_on

    @property
    def parts(self) -> tuple[AgreedPart, ...]:
        """The fields of the three parts in their order; without a course none of a dose."""
        others = (self.test_on, self.test_what, self.next_on, self.next_at)
        if not self.view.going_on:
            return others
        return (self.dose_from, self.plan_fields.rhythm, *self.plan_fields.rows, *others)

    def shown(self, field: AgreedPart) -> bool:
        """Whether a field is asked for: its part has a day."""
        if field is self.test_what:
            return not self.test_on.empty
        if field is self.next_at:
            return not self.next_on.empty
        if field is self.plan_fields.rhythm or field in self.plan_fields.rows:
            return not self.dose_from.empty
        return True

    def follow_start(self) -> None:
        """Name the days of the cycle by the day from which on the dose is."""
        start = self.dose_from.known() if self.view.going_on else None
        if start is not None:
            self.plan_fields.follow_start(start)

    def agreed(self) -> Agreement:
        """Return what is filled in.

        Raises:
            Refused: A field holds no value.
        """
        return Agreement(
            words=self.words.value(), dose=self._dose(), test=self._test(), visit=self._next()
        )

    def doubts(self) -> Sequence[str]:
        """Return what to ask once before it is written.

        Raises:
            DiaryError: It cannot be written at all.
        """
        self.change()  # what is refused is told before anything is asked
        visits = all_visits(self._tools.diary)
        return agreed_words.agreed_doubts(
            self.visit, self.agreed(), visits, self._tools.today, self._tools.habits
        )

    def change(self) -> Change | None:
        """Return the one change of all parts; None where nothing is filled in.

        Raises:
            DiaryError: One of them cannot be.
        """
        agreed = self.agreed()
        begun = agreed.dose.start if agreed.dose else None
        standing = Standing(
            course=self.view.course,
            phases=self.view.phases,
            planned=planned_tests(self._tools.diary),
            visits=all_visits(self._tools.diary),
            doses=doses_on(self._tools.diary, begun) if begun else (),
        )
        return note_agreed(self.visit, agreed, standing)

    def foretell(self) -> str:
        """Return what will be written, line by line.

        Raises:
            DiaryError: It cannot be.
        """
        change = self.change()
        if change is None:
            return _(agreed_words.NOTHING)
        entries = [edit.entry for edit in change.edits]
        return "\n".join(line for entry in entries for line in self._lines(entry))

    def _lines(self, entry: object) -> tuple[str, ...]:
        match entry:
            case Phase():
                return phase_words(self._tools, self.view, entry)
            case PlannedTest():
                return (agreed_words.blood_words(entry),)
            case Visit() if entry.id == self.visit.id:
                return (agreed_words.noted_words(entry),)
            case Visit():
                return (agreed_words.next_words(entry, self._tools.habits),)
            case _:
                return ()

    def _day_field(self, label: str, aid: str) -> OpenDayField:
        return OpenDayField(self._tools, label, Toward.AHEAD, aid=aid)

    def _dose(self) -> AgreedDose | None:
        start = self.dose_from.value() if self.view.going_on else None
        return AgreedDose(start=start, plan=self.plan_fields.plan()) if start else None

    def _test(self) -> AgreedTest | None:
        day = self.test_on.value()
        return AgreedTest(day=day, what=self.test_what.value()) if day else None

    def _next(self) -> AgreedVisit | None:
        day = self.next_on.value()
        return AgreedVisit(day=day, at=self.next_at.value()) if day else None


class AgreedDialog(PreviewDialog):
    """What was agreed at `visit`, asked for beside other things; the fields are those below."""

    def __init__(self, tools: Tools, visit: Visit, parent: QWidget | None = None) -> None:
        super().__init__(tools, _("What was agreed"), parent)
        self.visit = visit
        self.fields = fields = AgreedFields(tools, visit, self)
        self.words, self.plan_fields = fields.words, fields.plan_fields
        self.dose_from, self.test_on, self.next_on = fields.days
        self.test_what, self.next_at = fields.test_what, fields.next_at
        self.add_text(visit_heading(visit, tools.today, tools.habits))
        for field in (fields.words, *fields.parts):
            self.add_field(field)
        for day in fields.days:
            day.changed.connect(self._show_parts)
        self._show_parts()
        self.follow()
        self.words.take_focus()

    def doubts(self) -> Sequence[str]:
        return self.fields.doubts()

    def change(self) -> Change | None:
        return self.fields.change()

    def foretell(self) -> str:
        return self.fields.foretell()

    @Slot()
    def _show_parts(self) -> None:
        for part in self.fields.parts:
            self.form.setRowVisible(part, self.fields.shown(part))
        self.fields.follow_start()
        self.make_room()
