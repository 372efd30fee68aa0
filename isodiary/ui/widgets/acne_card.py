"""The patient's own estimates of the acne: a chart against the cumulative dose, and the checks."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QDialog, QWidget

from isodiary.domain.acne import AcneCheck
from isodiary.domain.errors import DiaryError
from isodiary.domain.period import Period
from isodiary.report.charts.acne_chart import AcneChart, AcnePoint
from isodiary.services.acne.course import AcneCourse, read_acne
from isodiary.services.acne.log import Measure, measured, remove_check
from isodiary.services.acne.words import MEASURES, check_lines, per_kg_words, value_words
from isodiary.services.words.days import full_day
from isodiary.ui.desk import Desk
from isodiary.ui.dialogs.acne_dialog import AcneDialog
from isodiary.ui.widgets.acne_chart_view import AcneChartView
from isodiary.ui.widgets.button import Button, Look
from isodiary.ui.widgets.card import Card
from isodiary.ui.widgets.chips import Chips, Choice
from isodiary.ui.widgets.flow import FlowLayout
from isodiary.ui.widgets.row_list import Row, RowList
from isodiary.ui.widgets.text import Text, Tone

HEADING = "Acne, my estimate"
NOTHING = "Once a week or so, how the acne looks to you. Nothing is noted yet."
HINT = "Left and right arrow read out the checks."


class AcneCard(Card):
    """The chart of one measure, the checks with the newest first, and buttons.

    Attributes:
        chart: The estimates of the chosen measure.
        measure: The measures that have any.
        rows: The checks.
        add, change, remove: The buttons.
    """

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk.theme, parent=parent)
        self._desk = desk
        self._acne = AcneCourse(checks=(), held=None)
        theme = desk.theme
        self._empty = Text(theme, NOTHING, Tone.MUTED, wrap=True)
        self.measure: Chips[Measure] = Chips(theme, "What the chart shows")
        self.chart = AcneChartView(theme, "Acne against the cumulative dose")
        self._read = Text(theme, HINT, Tone.SMALL, wrap=True)
        self.rows = RowList(theme, "Acne checks", "Delete check")
        self.add = Button(theme, "Esti&mate the acne…")
        self.change = Button(theme, "Change…", Look.QUIET)
        self.remove = Button(theme, "Delete check", Look.QUIET, hint="Del")
        self._lay_out()
        self._connect()

    def show_period(self, period: Period) -> None:
        """Show the checks of the course of the period's last day, up to that day."""
        try:
            self._acne = read_acne(self._desk.diary, period.last, now=self._desk.now)
            self._empty.setText(NOTHING)
        except DiaryError as error:
            self._acne = AcneCourse(checks=(), held=None)
            self._empty.setText(error.sentence)
        self._show_checks()
        self._offer()

    def _show_checks(self) -> None:
        acne = self._acne
        self.rows.fill([self._row(check) for check in reversed(acne.checks)])
        for part in (self.rows, self.change, self.remove):
            part.setVisible(bool(acne.checks))
        self._empty.setVisible(not acne.checks)
        if acne.checks:
            newest = acne.checks[-1]
            lines = check_lines(newest, acne.checks[0], self._desk.shelf.acne)
            said = f"Last on {full_day(newest.day)}: {', '.join(lines)}"
        else:
            said = self._empty.text()
        self.setAccessibleDescription(said)

    def _offer(self) -> None:
        """Offer the measures that have a value, and draw the chosen one."""
        measures = self._acne.measures if self._acne.held is not None else ()
        for part in (self.measure, self.chart, self._read):
            part.setVisible(bool(measures))
        if measures:
            held = self._chosen
            chosen = held if held in measures else measures[0]
            self.measure.offer([Choice(each, MEASURES[each]) for each in measures], chosen)
            self._draw()

    @Slot()
    def _draw(self) -> None:
        self._chosen = measure = self.measure.value
        acne, scales = self._acne, self._desk.shelf.acne
        points = tuple(
            AcnePoint(day=day, per_kg=per_kg, value=value)
            for day, value in measured(acne.checks, measure)
            if (per_kg := acne.per_kg(day)) is not None
        )
        title = (
            MEASURES[measure]
            if measure.most is None
            else f"{MEASURES[measure]}, 0 to {measure.most}"
        )
        spoken = [
            f"{full_day(point.day)}, {per_kg_words(point.per_kg)}: "
            f"{value_words(measure, point.value, scales)}"
            for point in points
        ]
        self.chart.show_chart(AcneChart(points=points, title=title, most=measure.most), spoken)

    def _row(self, check: AcneCheck) -> Row:
        per_kg = self._acne.per_kg(check.day)
        dose = f" · {per_kg_words(per_kg)}" if per_kg is not None else ""
        lines = check_lines(check, self._acne.checks[0], self._desk.shelf.acne)
        return Row(entry=check, heading=f"{full_day(check.day)}{dose}", details=lines)

    @Slot()
    def ask_new(self) -> None:
        """Ask for an estimate of today."""
        self._open(AcneDialog(self._desk, self._desk.today, parent=self))

    @Slot(object)
    def _ask_change(self, check: AcneCheck) -> None:
        self._open(AcneDialog(self._desk, check.day, check, self))

    @Slot(object)
    def _remove(self, check: AcneCheck) -> None:
        self._desk.editor.do(remove_check(check))

    @Slot(str)
    def _tell(self, values: str) -> None:
        self._read.setText(values or HINT)

    def _open(self, dialog: QDialog) -> None:
        dialog.exec()
        dialog.deleteLater()

    def _connect(self) -> None:
        self._chosen = Measure.OVERALL
        self.measure.chosen.connect(self._draw)
        self.chart.read.connect(self._tell)
        self.add.clicked.connect(self.ask_new)
        self.change.clicked.connect(self.rows.ask_open)
        self.remove.clicked.connect(self.rows.ask_remove)
        self.rows.open_asked.connect(self._ask_change)
        self.rows.remove_asked.connect(self._remove)

    def _lay_out(self) -> None:
        self.setAccessibleName(HEADING)
        buttons = QWidget()
        flow = FlowLayout(buttons)
        for button in (self.add, self.change, self.remove):
            flow.addWidget(button)
        self.body.addWidget(Text(self._desk.theme, HEADING, Tone.HEADING))
        shown = (self._empty, self.measure, self.chart, self._read, self.rows)
        for widget in (*shown, buttons):
            self.body.addWidget(widget)
