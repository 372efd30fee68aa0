"""The page Labs & weight: blood tests as a table and over time, planned ones, and weights."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from isodiary.domain.change import Entry
from isodiary.domain.course import Course
from isodiary.domain.lab import LabLimit, LabResult, PlannedTest
from isodiary.domain.record import Patient, Weight
from isodiary.language import _, marked
from isodiary.services.labs.table import lab_table
from isodiary.storage.reads.course import courses, phases_of
from isodiary.storage.reads.labs import lab_history
from isodiary.ui.kit.button import Button, Look
from isodiary.ui.kit.card import Card
from isodiary.ui.kit.forms import ask
from isodiary.ui.kit.layouts import Cards, FlowLayout
from isodiary.ui.kit.text import Text, Tone
from isodiary.ui.labs.cards import LabTrendCard, PlannedCard, WeightCard
from isodiary.ui.labs.limits import LimitDialog, RangePersonDialog
from isodiary.ui.labs.model import Place
from isodiary.ui.labs.panel import PanelDialog
from isodiary.ui.labs.panel_row import pasted_report
from isodiary.ui.labs.paste import PasteDialog
from isodiary.ui.labs.plan import ScheduleDialog
from isodiary.ui.labs.result import SampleDialog
from isodiary.ui.labs.results import ResultsCard
from isodiary.ui.tools import Tools
from isodiary.ui.window.commands import key_of
from isodiary.ui.window.page import Page

NO_RESULT = marked(
    "No blood test is in the diary yet. Type the values as your lab printed "
    "them, or paste its report; the lab’s own ranges are kept with them."
)


class LabsPage(Page):
    """Blood tests, planned blood tests and weights.

    Attributes:
        results, trend, planned, weights: The cards.
    """

    title: ClassVar[str] = "Labs & weight"
    icon: ClassVar[str] = "labs"
    shows: ClassVar[tuple[type[Entry], ...]] = (
        LabResult,
        LabLimit,
        PlannedTest,
        Weight,
        Patient,
        Course,
    )

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(tools, parent)
        self._history = lab_history(tools.diary)
        self._units: dict[str, str] = {}
        self.add = Button(tools.theme, _("&Add a blood test…"), Look.PRIMARY)
        self.add.setToolTip(key_of("blood-test"))
        self.paste = Button(tools.theme, _("Paste a report…"), hint="Ctrl+V")
        self.empty = Card(tools.theme)
        self.empty.body.addWidget(Text(tools.theme, _(NO_RESULT), Tone.MUTED, wrap=True))
        self.results = ResultsCard(tools)
        self.trend = LabTrendCard(tools)
        self.planned = PlannedCard(tools)
        self.weights = WeightCard(tools)
        self._put_together()
        self._connect()

    @property
    def current_entry(self) -> object:
        for rows in (self.weights.rows, self.planned.rows):
            if rows.hasFocus():
                return rows.current_key
        place = self.results.place
        return place.cell.result if place is not None and place.cell is not None else None

    def reload(self) -> None:
        tools = self.tools
        self._history = lab_history(tools.diary)
        table = lab_table(self._history, tools.catalogues.labs, self._units, tools.habits)
        for card in (self.results, self.trend):
            card.setVisible(bool(table.rows))
        self.empty.setVisible(not table.rows)
        self.results.show_table(table, self._next_test())
        self._show_trend()
        self.planned.reload(with_course=self._course is not None)
        self.weights.reload()

    def focus_first(self) -> None:
        (self.results.grid if self._history.results else self.add).setFocus()

    @Slot()
    def ask_paste(self) -> None:
        """Ask for the text of a report; what the clipboard has is offered."""
        dialog = PasteDialog(self.tools, self._history, pasted_report(), self)
        ask(dialog, self.tools.editor.write)

    @Slot()
    def ask_template(self) -> None:
        """Ask for a template of days, and for the days."""
        course = self._course
        if course is not None:
            phases = phases_of(self.tools.diary, course)
            ask(ScheduleDialog(self.tools, course, phases, self), self.tools.editor.write)

    @Slot()
    def ask_ranges(self) -> None:
        """Ask whom the default ranges are for."""
        ask(RangePersonDialog(self.tools, self), self.tools.editor.write)

    @property
    def _course(self) -> Course | None:
        """The newest course, unless it has ended."""
        known = courses(self.tools.diary)
        return known[-1] if known and known[-1].ended_on is None else None

    def _next_test(self) -> PlannedTest | None:
        """Return the planned test that is the next, or was not long ago and has no results."""
        sampled = self._history.sample_days
        newest = sampled[-1] if sampled else date.min
        open_ones = (test for test in self._history.planned if test.day > newest)
        return min(open_ones, key=lambda test: test.day, default=None)

    @Slot(object)
    def fill_in(self, planned: PlannedTest) -> None:
        """Ask for the results of a planned test, which is then planned no more."""
        ask(PanelDialog(self.tools, parent=self, planned=planned), self.tools.editor.write)

    @Slot(object)
    def _open_place(self, place: Place) -> None:
        if place.planned is not None:
            self.fill_in(place.planned)
        elif place.cell is not None:
            self.entries.edit(place.cell.result)
        else:
            self.entries.add_result(place.row.analyte, place.sample.day)

    @Slot(object)
    def _delete_place(self, place: Place) -> None:
        if place.cell is not None:
            self.entries.delete(place.cell.result)

    @Slot(object)
    def _open_sample(self, place: Place) -> None:
        ask(
            SampleDialog(self.tools, self._history.on(place.sample.day), self),
            self.tools.editor.write,
        )

    @Slot(object)
    def _tell_story(self, place: Place) -> None:
        if place.cell is not None:
            self.entries.tell(place.cell.result)

    @Slot(object)
    def _open_limit(self, place: Place | None) -> None:
        ask(
            LimitDialog(self.tools, place.row.analyte if place else "", self),
            self.tools.editor.write,
        )

    @Slot()
    def _show_trend(self) -> None:
        if (place := self.results.place) is not None:
            self.trend.show_row(self._history, place.row)

    @Slot(str, str)
    def _choose_unit(self, analyte: str, unit: str) -> None:
        self._units[analyte] = unit
        self.reload()

    def _put_together(self) -> None:
        head = QWidget()
        row = FlowLayout(head, wide_first=True)
        row.addWidget(Text(self.tools.theme, _(self.title), Tone.TITLE))
        row.addWidget(self.paste)
        row.addWidget(self.add)
        column = Cards((head, self.empty, self.results, self.trend, self.planned, self.weights))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(column)

    def _connect(self) -> None:
        self.add.clicked.connect(self.entries.log_labs)
        self.paste.clicked.connect(self.ask_paste)
        everywhere = QShortcut(QKeySequence.StandardKey.Paste, self)
        everywhere.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        everywhere.activated.connect(self.ask_paste)
        self.results.place_chosen.connect(self._show_trend)
        self.results.open_asked.connect(self._open_place)
        self.results.delete_asked.connect(self._delete_place)
        self.results.sample_asked.connect(self._open_sample)
        self.results.story_asked.connect(self._tell_story)
        self.results.limit_asked.connect(self._open_limit)
        self.results.fill_asked.connect(self.fill_in)
        self.results.ranges_asked.connect(self.ask_ranges)
        self.trend.unit_chosen.connect(self._choose_unit)
        self.weights.add_asked.connect(self.entries.weigh)
        self.weights.rows.opened.connect(self.entries.edit)
        self.weights.rows.delete_asked.connect(self.entries.delete)
        self.planned.add_asked.connect(self.entries.plan_test)
        self.planned.template_asked.connect(self.ask_template)
        self.planned.rows.opened.connect(self.entries.edit)
        self.planned.rows.delete_asked.connect(self.entries.delete)
