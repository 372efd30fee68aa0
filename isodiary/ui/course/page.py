"""The page Course: what was ordered from when on, and all that belongs to it."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from isodiary.domain.change import SUMMARISED, Entry
from isodiary.domain.course import Course
from isodiary.domain.lab import PlannedTest
from isodiary.domain.symptom import OwnSymptom, Tracked
from isodiary.language import _, marked
from isodiary.services.course.view import CourseView, read_course
from isodiary.services.weights import STANDING
from isodiary.services.words.days import full_day
from isodiary.services.words.units import apart
from isodiary.ui.course import facts
from isodiary.ui.course.after import AfterCard
from isodiary.ui.course.begin import BeginDialog
from isodiary.ui.course.compare import CompareCard
from isodiary.ui.course.details import ContactsDialog, CourseDialog
from isodiary.ui.course.phases import EndDialog, PauseDialog
from isodiary.ui.course.plan import CorrectDialog, PlanDialog
from isodiary.ui.course.screening import ScreeningCard
from isodiary.ui.course.strip import StripCard
from isodiary.ui.kit import list_card
from isodiary.ui.kit.button import Button, Look
from isodiary.ui.kit.chips import Chips, Choice
from isodiary.ui.kit.forms import ask
from isodiary.ui.kit.layouts import Cards
from isodiary.ui.kit.text import Text, Tone
from isodiary.ui.tools import Tools
from isodiary.ui.visits.visits import VisitsCard
from isodiary.ui.window.page import Page

NO_COURSE = marked("The diary has no course yet. Begin one, and what was ordered stands here.")
NO_PHASE = marked("No plan was recorded.")
NO_WEIGHT = marked("No weight was noted.")


class CoursePage(Page):
    """A course with its phases, weights, visits, the patient and whom to call.

    Attributes:
        view: What it shows.
        chooser: The courses, to look at an earlier one; only where there are more than one.
        phases, weights, visits: The cards with the lists.
    """

    title: ClassVar[str] = "Course"
    icon: ClassVar[str] = "course"
    shows: ClassVar[tuple[type[Entry], ...]] = (*SUMMARISED, Tracked, OwnSymptom, PlannedTest)

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(tools, parent)
        self.view: CourseView = read_course(tools.diary, tools.today)
        self._chosen = ""
        self._offered: tuple[Course, ...] = ()
        self._make_buttons()
        self._make_cards()
        self.column = Cards(self._in_order())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.column)
        self.phases.rows.delete_asked.connect(self.entries.delete)
        self.weights.rows.delete_asked.connect(self.entries.delete)
        self.weights.rows.opened.connect(self.entries.edit)

    @property
    def current_entry(self) -> object:
        lists = (self.phases.rows, self.weights.rows, self.visits.rows, self.visits.questions.rows)
        return next((rows.current_key for rows in lists if rows.hasFocus()), None)

    def reload(self) -> None:
        self.view = view = read_course(self.tools.diary, self.tools.today, self._chosen)
        self._offer_courses()
        self.empty.setVisible(view.course is None)
        self.begin_row.setVisible(view.can_begin)
        self.begin_button.setText(
            _("&Begin another course…") if view.course else _("&Begin a course…")
        )
        for button in (self.new_dose, self.correct, self.pause, self.end):
            button.setVisible(view.going_on)
        for card in (self.strip, self.facts, self.per_kg, self.phases, self.screening):
            card.setVisible(view.course is not None)
        if view.course is not None:
            self._show_course(view.course)
        else:
            self.after.hide()
        self.weights.fill(facts.weight_rows(self.tools, view))
        self.visits.reload()
        self.person.fill(facts.person_facts(self.tools, view))
        self.compare.fill(view)

    def focus_first(self) -> None:
        (self.begin_button if self.view.can_begin else self.strip.strip).setFocus()

    @Slot()
    def ask_new_dose(self) -> None:
        """Ask what to take from a dose on."""
        if self.view.going_on:
            ask(PlanDialog(self.tools, self.view, self), self.tools.editor.write)

    @Slot()
    def ask_correct(self) -> None:
        """Ask what the plan should have been."""
        if self.view.going_on:
            ask(CorrectDialog(self.tools, self.view, self), self.tools.editor.write)

    @Slot()
    def ask_pause(self) -> None:
        """Ask for a pause."""
        if self.view.going_on:
            ask(PauseDialog(self.tools, self.view, self), self.tools.editor.write)

    @Slot()
    def ask_end(self) -> None:
        """Ask for the last day of the course."""
        if self.view.going_on:
            ask(EndDialog(self.tools, self.view, self), self.tools.editor.write)

    @Slot()
    def ask_begin(self) -> None:
        """Ask for what another course begins with."""
        ask(BeginDialog(self.tools, self), self.tools.editor.write)

    @Slot()
    def ask_details(self) -> None:
        """Ask for what is noted about the course."""
        if self.view.course is not None:
            ask(CourseDialog(self.tools, self.view, self), self.tools.editor.write)

    @Slot()
    def ask_agreed(self) -> None:
        """Ask what was agreed at the last visit."""
        self.visits.ask_agreed()

    @Slot()
    def ask_contacts(self) -> None:
        """Ask for the patient's name and whom to call."""
        ask(ContactsDialog(self.tools, self), self.tools.editor.write)

    def _show_course(self, course: Course) -> None:
        tools, view = self.tools, self.view
        product = tools.catalogues.products.meant(course.product)
        self.after.setVisible(self.after.fill(view, product))
        self.strip.fill(view)
        self.facts.heading.setText(course.product)
        self.facts.fill(facts.course_facts(tools, view, product))
        self.per_kg.fill(facts.convention_facts(tools, view))
        self.phases.fill(facts.phase_rows(tools, view))
        self.screening.fill(view, product)

    def _offer_courses(self) -> None:
        """Offer the courses to look at; while they are the same their chips keep the focus."""
        offered = tuple(course for course, _ in self.view.courses)
        self.chooser.setVisible(len(offered) > 1)
        if offered != self._offered and self.view.course is not None:
            self._offered = offered
            choices = [Choice(each.id, _named(each)) for each in offered]
            self.chooser.offer(choices, self.view.course.id)

    @Slot()
    def _choose_course(self) -> None:
        self._chosen = self.chooser.value
        self.reload()

    def _make_buttons(self) -> None:
        self.begin_button = self._button(_("&Begin a course…"), self.ask_begin, Look.PRIMARY)
        self.details = self._button(_("Edit de&tails…"), self.ask_details)
        self.new_dose = self._button(_("Cha&nge the plan…"), self.ask_new_dose)
        self.correct = self._button(_("C&orrect the plan…"), self.ask_correct)
        self.pause = self._button(_("Pa&use…"), self.ask_pause)
        self.end = self._button(_("End cou&rse…"), self.ask_end)
        self.add_weight = self._button(_("&Weight…"), self.entries.weigh)
        self.contacts = self._button(_("Contacts &and name…"), self.ask_contacts)

    def _make_cards(self) -> None:
        tools = self.tools
        self.empty = Text(tools.theme, _(NO_COURSE), Tone.MUTED, wrap=True)
        self.begin_row = list_card.button_row([self.begin_button])
        self.chooser: Chips[str] = Chips(tools.theme, _("Course to look at"))
        self.chooser.chosen.connect(self._choose_course)
        self.after = AfterCard(tools)
        self.strip = StripCard(tools)
        self.strip.day_asked.connect(self.history_asked)
        self.per_kg = list_card.FactsCard(tools, _("mg/kg with each of three weights"), [])
        self.per_kg.body.addWidget(Text(tools.theme, _(STANDING), Tone.SMALL, wrap=True))
        self.screening = ScreeningCard(tools)
        self.facts = list_card.FactsCard(tools, "", [self.details, self.end])
        self.phases = list_card.ListCard(
            tools,
            _("Doses and pauses"),
            remove=_("Take back"),
            empty=_(NO_PHASE),
            buttons=[self.new_dose, self.correct, self.pause],
        )
        self.weights = list_card.ListCard(
            tools,
            _("Weights"),
            remove=_("Delete weight"),
            change=_("Change…"),
            empty=_(NO_WEIGHT),
            buttons=[self.add_weight],
        )
        self.visits = VisitsCard(tools, self.entries)
        self.person = list_card.FactsCard(tools, _("You and whom to call"), [self.contacts])
        self.compare = CompareCard(tools)

    def _in_order(self) -> list[QWidget]:
        return [
            Text(self.tools.theme, _(self.title), Tone.TITLE),
            self.chooser,
            self.empty,
            self.begin_row,
            self.after,
            self.strip,
            self.facts,
            self.phases,
            self.per_kg,
            self.screening,
            self.weights,
            self.visits,
            self.person,
            self.compare,
        ]

    def _button(self, text: str, act: Callable[[], None], look: Look = Look.PLAIN) -> Button:
        button = Button(self.tools.theme, text, look)
        button.clicked.connect(act)
        return button


def _named(course: Course) -> str:
    return f"{apart(course.product)}, {full_day(course.start)}"
