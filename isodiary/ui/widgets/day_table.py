"""The numbers of the chart, a row for each day; rows are made when they come into sight."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from PySide6.QtCore import QModelIndex, Signal, Slot
from PySide6.QtWidgets import QWidget

from isodiary.services.figures.trends import Trends
from isodiary.services.figures.words import name_of, severity_words
from isodiary.services.words.days import day_name, full_day
from isodiary.services.words.units import joined, mg_text
from isodiary.ui.theme import Theme
from isodiary.ui.widgets.plain_table import NOWHERE, Cell, CellModel, Index, PlainTable

NOT_RECORDED = "–"


class DayModel(CellModel):
    """The days of a `Trends`, oldest first."""

    def __init__(self) -> None:
        super().__init__()
        self._trends: Trends | None = None
        self._taken_ug: Mapping[date, int] = {}

    def show_trends(self, trends: Trends, names: Mapping[str, str]) -> None:
        """Show other days."""
        self.beginResetModel()
        self._trends = trends
        self._taken_ug = trends.taken_ug()
        symptoms = (name_of(names, line.symptom) for line in trends.lines)
        self.heads = ("Day", "Planned", "Taken", *symptoms, "Visit or blood test")
        self.endResetModel()

    def day(self, row: int) -> date:
        """Return the day of a row."""
        assert self._trends is not None
        return self._trends.period.first + timedelta(days=row)

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() or self._trends is None else self._trends.period.days

    def cell(self, row: int, column: int) -> Cell:
        assert self._trends is not None
        day = self.day(row)
        if column == 0:
            return Cell(f"{day_name(day)[:3]} {full_day(day)}")
        if column == 1:
            return Cell(_planned(self._trends, day))
        if column == 2:
            taken_ug = self._taken_ug.get(day)
            return Cell(NOT_RECORDED if taken_ug is None else mg_text(taken_ug))
        if column < 3 + len(self._trends.lines):
            severity = self._trends.lines[column - 3].on(day)
            return Cell(NOT_RECORDED if severity is None else severity_words(severity))
        visit, lab = day in self._trends.visits, day in self._trends.labs
        return Cell(joined(["visit"] * visit + ["blood test"] * lab))


class DayTable(PlainTable):
    """A row for each day of the chart.

    Signals:
        day_chosen: The `date` of the row that became the current one.
    """

    day_chosen = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        self.days = DayModel()
        super().__init__(theme, "The chart's numbers by day", self.days, parent=parent)
        self.days.setParent(self)
        self.selectionModel().currentChanged.connect(self._tell)

    def show_trends(self, trends: Trends, names: Mapping[str, str]) -> None:
        """Show other days, the last of them in sight."""
        self.days.show_trends(trends, names)
        self.fit()
        self.scrollToBottom()

    @Slot(QModelIndex, QModelIndex)
    def _tell(self, index: QModelIndex, before: QModelIndex) -> None:
        if index.isValid():
            self.day_chosen.emit(self.days.day(index.row()))


def _planned(trends: Trends, day: date) -> str:
    run = trends.stretch_on(day)
    if run is None:
        return ""
    return "pause" if run.phase.pause else mg_text(run.phase.daily_ug)
