"""The card with one test over time: its numbers, the range, and the doctor's limit."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot

from isodiary.domain.lab_history import LabHistory
from isodiary.report.charts.value_chart import lab_chart
from isodiary.services.labs.table import LabRow, LabTrend, lab_trend
from isodiary.services.words.units import counted_words
from isodiary.ui.desk import Desk
from isodiary.ui.widgets.card import Card
from isodiary.ui.widgets.chart_view import ChartView
from isodiary.ui.widgets.chips import Chips, Choice
from isodiary.ui.widgets.text import Text, Tone

CHART_LINES = 13
HINT = "Left and Right read the days; the table above has the same numbers."
NO_NUMBER = "It has no numbers that can be drawn."


class LabTrendCard(Card):
    """A chart of the test that is current in the table.

    Signals:
        unit_chosen: (analyte, unit) in which the test is to be shown.
    """

    unit_chosen = Signal(str, str)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.theme)
        self._desk = desk
        self._analyte = ""
        theme = desk.theme
        self.heading = Text(theme, tone=Tone.HEADING, wrap=True)
        self.units = Chips[str](theme, "Unit in which it is shown")
        self.chart = ChartView(theme, "Course of a blood test", lines=CHART_LINES, choosing=False)
        self.reading = Text(theme, tone=Tone.SMALL, wrap=True)
        self.notes = Text(theme, tone=Tone.SMALL, wrap=True)
        for widget in (self.heading, self.units, self.chart, self.reading, self.notes):
            self.body.addWidget(widget)
        self.units.chosen.connect(self._choose_unit)
        self.chart.read.connect(self._read)

    def show_row(self, history: LabHistory, row: LabRow) -> None:
        """Show the course of a test, in the unit of its row."""
        self._analyte = row.analyte
        trend = lab_trend(history, self._desk.shelf.labs, row.analyte, row.unit or None)
        chart = lab_chart(trend)
        self.heading.setText(row.name)
        self._offer_units(row)
        self.chart.setAccessibleName(f"Course of {row.name}")
        self.chart.setVisible(chart is not None)
        self.chart.show_chart(chart)
        self.reading.setVisible(chart is not None)
        notes = _notes(trend)
        self.notes.setText(notes)
        self.notes.setVisible(bool(notes))

    def _offer_units(self, row: LabRow) -> None:
        self.units.setVisible(len(row.units) > 1)
        if len(row.units) > 1 and row.unit in row.units:
            self.units.offer([Choice(unit, unit) for unit in row.units], row.unit)

    @Slot()
    def _choose_unit(self) -> None:
        self.unit_chosen.emit(self._analyte, self.units.value)

    @Slot(str)
    def _read(self, said: str) -> None:
        self.reading.setText(said or HINT)


def _notes(trend: LabTrend) -> str:
    """Say what the chart does not show."""
    if not trend.points:
        return NO_NUMBER
    if not trend.left_out:
        return ""
    left_out = counted_words(trend.left_out, "result")
    verb = "is" if trend.left_out == 1 else "are"
    return f"{left_out} {verb} not drawn: a word, or a unit that does not convert."
