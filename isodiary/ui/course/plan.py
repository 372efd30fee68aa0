"""Changing the plan of a course, or correcting one that was typed wrongly.

What it changes is seen while it is filled in, before it is saved.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import ClassVar

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QLabel, QVBoxLayout, QWidget

from isodiary.domain.change import Act, Change, Edit
from isodiary.domain.course import Plan
from isodiary.domain.errors import DiaryError
from isodiary.domain.timeline import phase_on
from isodiary.language import _, marked
from isodiary.services import typed
from isodiary.services.course import plan as plan_course
from isodiary.services.course.correct import correct_plan
from isodiary.services.course.preview import PhasePreview, preview
from isodiary.services.course.strip import missing_on
from isodiary.services.course.view import CourseView
from isodiary.services.course.words import (
    from_day_doubts,
    next_dose_words,
    plan_change_words,
    plan_doubts,
)
from isodiary.services.days.typed_day import Toward
from isodiary.services.words.days import full_day, near_day
from isodiary.storage.reads.days import doses_from, doses_on
from isodiary.storage.reads.visits import all_visits
from isodiary.ui.course.capsules import HOW
from isodiary.ui.course.plan_fields import PlanFields, strengths_of
from isodiary.ui.course.plan_strip import PlanCard
from isodiary.ui.kit.button import Button, Look
from isodiary.ui.kit.fields.base import AnyField, TypedField
from isodiary.ui.kit.fields.chosen import ChoiceField
from isodiary.ui.kit.fields.day import DayField
from isodiary.ui.kit.forms import EntryDialog
from isodiary.ui.kit.layouts import FlowLayout
from isodiary.ui.kit.text import Text, Tone
from isodiary.ui.kit.tick_row import WayButton
from isodiary.ui.tools import Tools

STAYS = marked("What is logged stays as it is. Ctrl+Z takes the change back.")
CORRECTS = marked("What was swallowed stays. Ctrl+Z takes the correction back.")
FROM_NEXT = marked("From the ne&xt dose not yet logged:")
FROM_FIRST = marked("From the first day of that plan:")
NO_VISIT = marked("Not at a visit")
OPTIONAL = marked("may stay empty")
VISITS_OFFERED = 6


class StartField(QWidget):
    """From when on: the day that is offered, in words, or another one.

    Attributes:
        label: Its label.
        offered, other: The two ways.
        day: The other day.

    Signals: `changed` whenever another day is meant.
    """

    changed = Signal()

    def __init__(self, tools: Tools, way: str, words: str, day: date, toward: Toward) -> None:
        super().__init__()
        self._tools = tools
        self._offered_day = day
        self.label = QLabel(_("Starts"))
        self.setAccessibleName(_("Starts"))
        self.offered = WayButton(way)
        self.offered.setAccessibleName(f"{way.replace('&', '')} {words}")
        self.other = WayButton(_("&Another day"))
        self.day = DayField(tools, "", toward, day)
        self.day.edit.setAccessibleName(_("Another day"))
        self.day.label.setParent(self)
        self.day.label.hide()
        group = QButtonGroup(self)
        group.addButton(self.offered)
        group.addButton(self.other)
        self.offered.setChecked(True)
        self._words = Text(tools.theme, words, Tone.STRONG, wrap=True)
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(2)
        for widgets in ((self.offered, self._words), (self.other, self.day)):
            row = QWidget()
            flow = FlowLayout(row, gap_px=8)
            for widget in widgets:
                flow.addWidget(widget)
            body.addWidget(row)
        self.setFocusProxy(self.offered)
        group.buttonToggled.connect(self._hear)
        self.day.changed.connect(self._hear_day)
        tools.theme.changed.connect(self._dress)
        self._dress()

    @property
    def wrong(self) -> bool:
        """Whether something is said about it."""
        return self.day.wrong

    def value(self) -> date:
        """Return the first day.

        Raises:
            Refused: What is typed is no day.
        """
        return self._offered_day if self.offered.isChecked() else self.day.value()

    def say(self, sentence: str) -> None:
        """Say what is wrong with the day that is typed."""
        self.day.say(sentence)

    def take_focus(self) -> None:
        """Give the focus to what is chosen."""
        (self.offered if self.offered.isChecked() else self.day).setFocus()

    @Slot()
    def _hear(self) -> None:
        self.day.say("")
        self.changed.emit()

    @Slot()
    def _hear_day(self) -> None:
        self.other.setChecked(True)
        self.changed.emit()

    @Slot()
    def _dress(self) -> None:
        for widget in (self.label, self.offered, self.other):
            widget.setFont(self._tools.theme.font())


class PlanDialog(EntryDialog):
    """What to take from a dose on. The plan in force is shown, to be typed over.

    Attributes:
        start, visit, why: From when on, at which visit it was ordered, and why.
        plan_fields: The rhythm and the doses.
        card: The next two weeks, and what changes.
        third: Shows the third row of doses.
    """

    heading: ClassVar[str] = marked("Change the plan")
    stays: ClassVar[str] = STAYS

    def __init__(self, tools: Tools, view: CourseView, parent: QWidget | None = None) -> None:
        super().__init__(tools, _(self.heading), parent)
        assert view.course is not None
        self.view = view
        strengths = strengths_of(tools, view.course.product, view.phases)
        self.start = self._start_field()
        self.plan_fields = PlanFields(tools, 3, self, strengths=strengths, meal_first=True)
        self.third = Button(tools.theme, _("+ Th&ird dose"), Look.QUIET)
        self.visit = self._visit_field()
        self.why = TypedField(tools.theme, _("Wh&y"), typed.line, example=_(OPTIONAL))
        self.card = PlanCard(tools)
        self._third_row = self._row_of_third()
        self._fill()
        self._add_fields()
        self.save.set_hint("⏎")
        self.follow()
        self.plan_fields.rows[0].take_focus()

    def doubts(self) -> Sequence[str]:
        far = from_day_doubts(self.start.value(), self.tools.today)
        return (*far, *plan_doubts(self.plan_fields.plan(), self.tools.habits))

    def change(self) -> Change:
        start = self.start.value()
        return plan_course.new_phase(
            self.view.course,
            self.view.phases,
            start=start,
            plan=self.plan_fields.plan(),
            doses=doses_on(self.tools.diary, start),
            why=self.why.value(),
            visit=self.visit.value(),
        )

    @Slot()
    def follow(self) -> None:
        """Show what would change as it is filled in now, or why nothing can."""
        try:
            shown = self._preview(self.change())
        except DiaryError as error:
            same = error.sentence == _(plan_course.SAME_PLAN)
            self.card.fill(self._as_it_is() if same else None, error.sentence)
        else:
            course, phases = self.view.course, self.view.phases
            assert course is not None
            said = plan_change_words(shown, course, phases, self.tools.habits)
            self.card.fill(shown, "\n".join(said))
        self.make_room()

    def _preview(self, change: Change) -> PhasePreview:
        tools, view = self.tools, self.view
        assert view.course is not None
        course = replace(view.course, reference_weight_g=view.used_weight_g)
        with tools.diary.reading():
            doses = doses_from(tools.diary, self.start.value())
            missing = missing_on(tools.diary, view.course, view.phases, tools.now)
        return preview(course, view.phases, change, doses, missing)

    def _as_it_is(self) -> PhasePreview:
        """Return the two weeks of the plan in force, as nothing else is filled in."""
        start = self.start.value()
        in_force = phase_on(self.view.phases, start)
        assert in_force is not None
        same = replace(in_force, number=in_force.number + 1, start=start, at=None)
        return self._preview(Change(act=Act.NEW_PHASE, edits=(Edit(after=same),)))

    def _start_field(self) -> StartField:
        tools, view = self.tools, self.view
        assert view.course is not None
        held = doses_on(tools.diary, tools.today)
        day, slot = plan_course.first_unlogged(view.course, view.phases, tools.today, held)
        words = next_dose_words(day, slot, tools.today)
        return StartField(tools, _(FROM_NEXT), words, day, Toward.AHEAD)

    def _visit_field(self) -> ChoiceField[str]:
        today = self.tools.today
        past = [visit for visit in all_visits(self.tools.diary) if visit.day <= today]
        newest = past[: -VISITS_OFFERED - 1 : -1]
        offered = {"": _(NO_VISIT)}
        offered |= {
            each.id: _("Visit {day}").format(day=near_day(each.day, today)) for each in newest
        }
        field = ChoiceField(self.tools.theme, _("Ord&ered at"), offered)
        if past and past[-1].day == today:
            field.choose(past[-1].id)
        return field

    def _fill(self) -> None:
        self.plan_fields.fill(self._plan_shown())
        self._follow_start()

    def _plan_shown(self) -> Plan:
        in_force = phase_on(self.view.phases, self.start.value())
        plans = [phase.plan for phase in self.view.phases if phase.plan is not None]
        return in_force.plan if in_force and in_force.plan else plans[-1]

    def _add_fields(self) -> None:
        self.add_field(self.start)
        self.add_field(self.plan_fields.rhythm)
        for row in self.plan_fields.rows:
            self.add_field(row)
        self.form.addRow("", self._third_row)
        self._add_reasons()
        self.form.addRow(self.card)
        self.add_text(_(self.stays))
        self.third.clicked.connect(self._add_third)
        self.plan_fields.rows[2].changed.connect(self._show_third)
        third = self.plan_fields.rows[2].left_out
        self.form.setRowVisible(self.plan_fields.rows[2], not third)
        self.form.setRowVisible(self._third_row, third)
        self.start.changed.connect(self._follow_start)
        follows: tuple[AnyField, ...] = (self.start, self.plan_fields.rhythm, self.why)
        for field in (*follows, *self.plan_fields.rows):
            field.changed.connect(self.follow)
        self.plan_fields.columns_changed.connect(self.follow)

    def _row_of_third(self) -> QWidget:
        row = QWidget()
        flow = FlowLayout(row, gap_px=14)
        flow.addWidget(self.third)
        flow.addWidget(Text(self.tools.theme, _(HOW), Tone.SMALL))
        return row

    def _add_reasons(self) -> None:
        self.add_field(self.visit)
        self.add_field(self.why)

    @Slot()
    def _show_third(self) -> None:
        row = self.plan_fields.rows[2]
        if not self.form.isRowVisible(row):
            self.form.setRowVisible(row, True)
            self.form.setRowVisible(self._third_row, False)
            self.make_room()

    @Slot()
    def _add_third(self) -> None:
        self._show_third()
        self.plan_fields.rows[2].take_focus()

    @Slot()
    def _follow_start(self) -> None:
        try:
            self.plan_fields.follow_start(self.start.value())
        except DiaryError:
            return  # it is said beside the day


class CorrectDialog(PlanDialog):
    """What the plan in force should have been: doses that are logged under it are planned anew."""

    heading: ClassVar[str] = marked("Correct the plan")
    stays: ClassVar[str] = CORRECTS

    def doubts(self) -> Sequence[str]:
        return plan_doubts(self.plan_fields.plan(), self.tools.habits)

    def change(self) -> Change:
        start = self.start.value()
        doses = doses_from(self.tools.diary, start)
        view, plan = self.view, self.plan_fields.plan()
        return correct_plan(
            view.course, view.phases, doses, start=start, plan=plan, why=self.why.value()
        )

    def _start_field(self) -> StartField:
        tools, view = self.tools, self.view
        assert view.course is not None
        in_force = phase_on(view.phases, tools.today)
        planned = [phase for phase in view.phases if not phase.pause]
        wrong = in_force if in_force and not in_force.pause else planned[-1]
        day = max(wrong.start, view.course.diary_start)
        return StartField(tools, _(FROM_FIRST), full_day(day), day, Toward.BACK)

    def _add_reasons(self) -> None:
        self.visit.setParent(self)
        self.visit.label.setParent(self)
        self.visit.hide()
        self.visit.label.hide()
        self.add_field(self.why)
