"""The page Labs & weight: blood tests as a table and over time, planned ones, and weights."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from isodiary.domain.change import Entry
from isodiary.domain.course import Course
from isodiary.domain.lab import LabLimit, LabResult, PlannedTest
from isodiary.domain.record import Patient, Weight
from isodiary.services import weights as log_record
from isodiary.services.labs import plan as plan_tests
from isodiary.services.labs.entry import remove_results
from isodiary.services.labs.table import lab_table
from isodiary.storage.reads.course import courses, phases_of
from isodiary.storage.reads.labs import lab_history
from isodiary.ui.entries.weight import WeightDialog
from isodiary.ui.history.story import EntryHistoryDialog
from isodiary.ui.kit.button import Button, Look
from isodiary.ui.kit.card import Card
from isodiary.ui.kit.layouts import Cards
from isodiary.ui.kit.text import Text, Tone
from isodiary.ui.labs.cards import LabTrendCard, PlannedCard, WeightCard
from isodiary.ui.labs.limits import LimitDialog, RangePersonDialog
from isodiary.ui.labs.model import Place
from isodiary.ui.labs.panel import PanelDialog, panel_for
from isodiary.ui.labs.plan import ScheduleDialog, TestDateDialog
from isodiary.ui.labs.result import ResultDialog, SampleDialog
from isodiary.ui.labs.results import ResultsCard
from isodiary.ui.tools import Tools
from isodiary.ui.window.page import Page

NO_RESULT = (
    "No blood test is in the diary yet. Type the values as your lab printed them, or paste its"
    " report; the lab’s own ranges are kept with them."
)


class LabsPage(Page):
    """Blood tests, planned blood tests and weights.

    Attributes:
        results, trend, planned, weights: The cards.
        commands: What only this page does.
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
        self.add = Button(tools.theme, "&Add a blood test…", Look.PRIMARY)
        self.add.setToolTip("Ctrl+B")
        self.empty = Card(tools.theme)
        self.empty.body.addWidget(Text(tools.theme, NO_RESULT, Tone.MUTED, wrap=True))
        self.results = ResultsCard(tools)
        self.trend = LabTrendCard(tools)
        self.planned = PlannedCard(tools)
        self.weights = WeightCard(tools)
        self.commands = (
            self._command("&Add a blood test…", "Ctrl+B", self.ask_panel),
            self._command("&History of the result…", "F2", self.results.ask_story),
        )
        self._put_together()
        self._connect()

    def reload(self) -> None:
        tools = self.tools
        self._history = lab_history(tools.diary)
        table = lab_table(self._history, tools.catalogues.labs, self._units)
        for card in (self.results, self.trend):
            card.setVisible(bool(table.rows))
        self.empty.setVisible(not table.rows)
        self.results.show_table(table)
        self._show_trend()
        self.planned.reload(with_course=self._course is not None)
        self.weights.reload()

    def focus_first(self) -> None:
        (self.results.grid if self._history.results else self.add).setFocus()

    @Slot()
    def ask_panel(self) -> None:
        """Ask for a blood test."""
        self._open(PanelDialog(self.tools, parent=self))

    @Slot()
    def ask_weight(self) -> None:
        """Ask for a weight."""
        self._open(WeightDialog(self.tools, self.tools.today, parent=self))

    @Slot()
    def ask_day(self) -> None:
        """Ask for the day of a planned blood test."""
        self._open(TestDateDialog(self.tools, self.tools.today, parent=self))

    @Slot()
    def ask_template(self) -> None:
        """Ask for a template of days, and for the days."""
        course = self._course
        if course is not None:
            phases = phases_of(self.tools.diary, course)
            self._open(ScheduleDialog(self.tools, course, phases, self))

    @Slot()
    def ask_ranges(self) -> None:
        """Ask whom the default ranges are for."""
        self._open(RangePersonDialog(self.tools, self))

    @property
    def _course(self) -> Course | None:
        """The newest course, unless it has ended."""
        known = courses(self.tools.diary)
        return known[-1] if known and known[-1].ended_on is None else None

    def _open(self, dialog: QDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    @Slot(object)
    def _open_place(self, place: Place) -> None:
        if place.cell is not None:
            self._open(ResultDialog(self.tools, place.cell.result, self))
            return
        panel = panel_for(self.tools, place.sample.day, self)
        self._open(panel)
        panel.go_to(place.row.analyte)

    @Slot(object)
    def _delete_place(self, place: Place) -> None:
        if place.cell is not None:
            self.tools.editor.do(remove_results([place.cell.result]))

    @Slot(object)
    def _open_sample(self, place: Place) -> None:
        self._open(SampleDialog(self.tools, self._history.on(place.sample.day), self))

    @Slot(object)
    def _tell_story(self, place: Place) -> None:
        if place.cell is not None:
            self._open(EntryHistoryDialog(self.tools, place.cell.result, self))

    @Slot(object)
    def _open_limit(self, place: Place | None) -> None:
        self._open(LimitDialog(self.tools, place.row.analyte if place else "", self))

    @Slot(object)
    def _change_weight(self, weight: Weight) -> None:
        self._open(WeightDialog(self.tools, weight.day, weight, self))

    @Slot(object)
    def _remove_weight(self, weight: Weight) -> None:
        self.tools.editor.do(log_record.remove_weight(weight))

    @Slot(object)
    def _change_test(self, test: PlannedTest) -> None:
        self._open(TestDateDialog(self.tools, test.day, test, self))

    @Slot(object)
    def _remove_test(self, test: PlannedTest) -> None:
        self.tools.editor.do(plan_tests.remove_tests([test]))

    @Slot()
    def _show_trend(self) -> None:
        if (place := self.results.place) is not None:
            self.trend.show_row(self._history, place.row)

    @Slot(str, str)
    def _choose_unit(self, analyte: str, unit: str) -> None:
        self._units[analyte] = unit
        self.reload()

    def _command(self, words: str, keys: str, does: Callable[[], None]) -> QAction:
        action = QAction(words, self)
        action.setShortcut(QKeySequence(keys))
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(does)
        self.addAction(action)
        return action

    def _put_together(self) -> None:
        head = QWidget()
        row = QHBoxLayout(head)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(Text(self.tools.theme, self.title, Tone.TITLE))
        row.addStretch(1)
        row.addWidget(self.add)
        column = Cards((head, self.empty, self.results, self.trend, self.planned, self.weights))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(column)

    def _connect(self) -> None:
        self.add.clicked.connect(self.ask_panel)
        self.results.place_chosen.connect(self._show_trend)
        self.results.open_asked.connect(self._open_place)
        self.results.delete_asked.connect(self._delete_place)
        self.results.sample_asked.connect(self._open_sample)
        self.results.story_asked.connect(self._tell_story)
        self.results.limit_asked.connect(self._open_limit)
        self.results.ranges_asked.connect(self.ask_ranges)
        self.trend.unit_chosen.connect(self._choose_unit)
        self.weights.add_asked.connect(self.ask_weight)
        self.weights.rows.open_asked.connect(self._change_weight)
        self.weights.rows.remove_asked.connect(self._remove_weight)
        self.planned.add_asked.connect(self.ask_day)
        self.planned.template_asked.connect(self.ask_template)
        self.planned.rows.open_asked.connect(self._change_test)
        self.planned.rows.remove_asked.connect(self._remove_test)
