"""The card with the table-chart: which days, what a day holds, and its numbers as a table."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from isodiary.domain.errors import DiaryError
from isodiary.domain.period import Period
from isodiary.language import _, marked, plural
from isodiary.report.table_chart.layout import chart_title
from isodiary.report.table_chart.rows import ChartRows
from isodiary.report.table_chart.saving import save_table_picture, table_picture
from isodiary.services.days.typed_day import Toward
from isodiary.services.exchange.trends_csv import trends_csv
from isodiary.services.figures.day_reading import read_out
from isodiary.services.figures.periods import Span
from isodiary.services.figures.trends import Trends
from isodiary.services.figures.words import name_of, severity_words
from isodiary.services.habits import PLAIN, Habits
from isodiary.services.words.days import full_day, full_day_of_week, short_day
from isodiary.services.words.units import joined, mg_text, range_text
from isodiary.storage.reads.days import read_day
from isodiary.ui.kit.button import Button, Look
from isodiary.ui.kit.card import Card
from isodiary.ui.kit.charts import PICTURES, ChartOutput
from isodiary.ui.kit.chips import Chips, Choice
from isodiary.ui.kit.fields.day import DayField
from isodiary.ui.kit.layouts import FlowLayout
from isodiary.ui.kit.table import NOWHERE, Cell, CellModel, Index, PlainTable
from isodiary.ui.kit.text import Text, Tone
from isodiary.ui.look.theme import Theme
from isodiary.ui.tools import Tools
from isodiary.ui.trends.chart import Readout, TableChartView

NOT_RECORDED = "–"


class DayModel(CellModel):
    """The days of a `Trends`, oldest first."""

    def __init__(self) -> None:
        super().__init__()
        self._trends: Trends | None = None
        self._taken_ug: Mapping[date, int] = {}
        self._habits = PLAIN

    def show_trends(self, trends: Trends, names: Mapping[str, str], habits: Habits) -> None:
        """Show other days."""
        self.beginResetModel()
        self._trends, self._habits = trends, habits
        self._taken_ug = trends.taken_ug()
        symptoms = (name_of(names, line.symptom) for line in trends.lines)
        self.heads = (_("Day"), _("Planned"), _("Taken"), *symptoms, _("Visit or blood test"))
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
            return Cell(full_day_of_week(day))
        if column == 1:
            return Cell(_planned(self._trends, day, self._habits))
        if column == 2:
            taken_ug = self._taken_ug.get(day)
            return Cell(NOT_RECORDED if taken_ug is None else mg_text(taken_ug, self._habits))
        if column < 3 + len(self._trends.lines):
            severity = self._trends.lines[column - 3].on(day)
            return Cell(NOT_RECORDED if severity is None else severity_words(severity))
        visit, lab = day in self._trends.visits, day in self._trends.labs
        return Cell(joined([_("visit")] * visit + [_("blood test")] * lab))


class DayTable(PlainTable):
    """A row for each day of the chart.

    Signals:
        day_chosen: The `date` of the row that became the current one.
    """

    day_chosen = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        self.days = DayModel()
        super().__init__(theme, _("The chart's numbers by day"), self.days, parent=parent)
        self.days.setParent(self)
        self.selectionModel().currentChanged.connect(self._tell)

    def show_trends(self, trends: Trends, names: Mapping[str, str], habits: Habits) -> None:
        """Show other days, the last of them in sight."""
        self.days.show_trends(trends, names, habits)
        self.fit()
        self.scrollToBottom()

    @Slot(QModelIndex, QModelIndex)
    def _tell(self, index: QModelIndex, before: QModelIndex) -> None:
        if index.isValid():
            self.day_chosen.emit(self.days.day(index.row()))


def _planned(trends: Trends, day: date, habits: Habits) -> str:
    run = trends.stretch_on(day)
    if run is None:
        return ""
    return _("pause") if run.phase.pause else mg_text(run.phase.daily_ug, habits)


HINT = marked("Left and Right go by day, Shift chooses days, Enter opens the day in History.")
OTHER_DAYS = marked("&Other days…")
BACKWARDS = marked("The last day is before the first one.")

When = Span | Period
SPANS: Mapping[Span, str] = {
    Span.COURSE: marked("&Course"),
    Span.SINCE_VISIT: marked("Since last &visit"),
    Span.DAYS_30: marked("&30 days"),
    Span.DAYS_90: marked("&90 days"),
}


class OwnDays(QWidget):
    """Two days, typed, and what shows them.

    Signals:
        typed: The `Period` that was typed.
    """

    typed = Signal(object)

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self.first = DayField(tools, _("&From"), Toward.BACK)
        self.last = DayField(tools, _("&To"), Toward.BACK)
        self.show_days = Button(tools.theme, _("Show these days"))
        self.problem = Text(tools.theme, tone=Tone.WARNING, wrap=True)
        self.problem.hide()
        flow = FlowLayout(self, gap_px=10)
        for widget in (self.first.label, self.first, self.last.label, self.last, self.show_days):
            flow.addWidget(widget)
        flow.addWidget(self.problem)
        self.show_days.clicked.connect(self._show)

    def offer(self, period: Period) -> None:
        """Fill in the days that are shown now, to be typed over."""
        self.first.show_day(period.first)
        self.last.show_day(period.last)
        self.problem.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._show()
        else:
            super().keyPressEvent(event)

    @Slot()
    def _show(self) -> None:
        first, last = self.first.known(), self.last.known()
        if first is None or last is None:  # the field says what is wrong with it
            return
        self.problem.setText(_(BACKWARDS))
        self.problem.setVisible(first > last)
        if first <= last:
            self.typed.emit(Period(first=first, last=last))


class TrendCard(Card):
    """Shows `ChartRows`, and asks for other days.

    Signals:
        asked: Another period is to be read; see `when`.
        day_opened: A `date` is to be opened in History.
    """

    asked = Signal()
    day_opened = Signal(object)

    def __init__(self, tools: Tools) -> None:
        super().__init__(tools.theme)
        self._tools = tools
        theme = tools.theme
        self._read_trends: Callable[[], Trends] | None = None
        self._names: Mapping[str, str] = {}
        self._offered: tuple[Choice[When], ...] = ()
        self.periods: Chips[When] = Chips(theme, _("Period"))
        self.other_days = Button(theme, _(OTHER_DAYS), Look.QUIET)
        self.own_days = OwnDays(tools)
        self.own_days.hide()
        self.readout = Readout(theme)
        self.chart = TableChartView(theme, _("Dose and symptoms by day"))
        self.notes = Text(theme, tone=Tone.SMALL, wrap=True)
        self.numbers = Button(theme, _("Show the &numbers"))
        self.table = DayTable(theme)
        self.table.hide()
        self.copy_picture = Button(theme, _("Co&py picture"), Look.QUIET)
        self.save_picture = Button(theme, _("&Save picture…"), Look.QUIET)
        self.copy_csv = Button(theme, _("Copy as CSV"), Look.QUIET)
        self.save_csv = Button(theme, _("Save CSV…"), Look.QUIET)
        self.output = ChartOutput(tools, self)
        self.said = Text(theme, tone=Tone.OK, wrap=True)
        self.said.hide()
        self._lay_out()
        self._connect()

    @property
    def when(self) -> When:
        """The period chosen."""
        return self.periods.value

    def offer_spans(self, spans: tuple[Span, ...]) -> None:
        """Offer these periods, and the one chosen by hand if there is one."""
        choices: list[Choice[When]] = [Choice(span, _(SPANS[span])) for span in spans]
        when = self.when if self._offered else Span.COURSE
        if isinstance(when, Period):
            choices.append(_own(when))
        known = [choice.value for choice in choices]
        self._offer(choices, when if when in known else Span.COURSE)

    def show_rows(
        self, rows: ChartRows, names: Mapping[str, str], trends: Callable[[], Trends]
    ) -> None:
        """Show a period; `trends` reads its numbers, once they are wanted."""
        self._read_trends, self._names = trends, names
        self.said.hide()
        self.chart.show_rows(rows)
        self.notes.setText(" ".join(rows.notes))
        self.notes.setVisible(bool(rows.notes))
        if self.table.isVisibleTo(self):
            self.table.show_trends(trends(), names, self._tools.habits)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.modifiers() or not self._take_letter(event.text()):
            super().keyPressEvent(event)

    def _take_letter(self, letter: str) -> bool:
        """Do what stands under a letter; tell whether anything does."""
        if self.periods.take_letter(letter):
            return True
        buttons = (self.other_days, self.numbers, self.copy_picture, self.save_picture)
        for button in buttons:
            if letter and button.text().partition("&")[2][:1].lower() == letter.lower():
                button.click()
                return True
        return False

    def _lay_out(self) -> None:
        above, below = QWidget(), QWidget()
        presets = FlowLayout(above)
        presets.addWidget(self.periods)
        presets.addWidget(self.other_days)
        flow = FlowLayout(below)
        for button in (
            self.numbers,
            self.copy_picture,
            self.save_picture,
            self.copy_csv,
            self.save_csv,
        ):
            flow.addWidget(button)
        for widget in (
            above,
            self.own_days,
            self.readout,
            self.chart,
            self.notes,
            below,
            self.said,
            self.table,
        ):
            self.body.addWidget(widget)

    def _connect(self) -> None:
        self.periods.chosen.connect(self._ask)
        self.other_days.clicked.connect(self._turn_own_days)
        self.own_days.typed.connect(self._take_period)
        self.chart.period_chosen.connect(self._take_period)
        self.chart.day_opened.connect(self.day_opened)
        self.chart.moved.connect(self._read)
        self.chart.row_read.connect(self._read_row)
        self.numbers.clicked.connect(self._turn_table)
        self.table.day_chosen.connect(self.chart.set_cursor)
        self.copy_picture.clicked.connect(self._copy_picture)
        self.save_picture.clicked.connect(self._save_picture)
        self.copy_csv.clicked.connect(self._copy_csv)
        self.save_csv.clicked.connect(self._save_csv)
        self.output.told.connect(self._tell)

    def _offer(self, choices: list[Choice[When]], chosen: When) -> None:
        if tuple(choices) != self._offered:
            self._offered = tuple(choices)
            self.periods.offer(choices, chosen)

    @Slot()
    def _ask(self) -> None:
        self.asked.emit()

    @Slot(object)
    def _take_period(self, period: Period) -> None:
        spans = [one for one in self._offered if isinstance(one.value, Span)]
        self._offer([*spans, _own(period)], period)
        self.own_days.hide()
        self.asked.emit()

    @Slot()
    def _turn_own_days(self) -> None:
        shown = not self.own_days.isVisibleTo(self)
        if shown and self.chart.rows is not None:
            self.own_days.offer(self.chart.rows.days)
        self.own_days.setVisible(shown)
        if shown:
            self.own_days.first.take_focus()

    @Slot(object)
    def _read(self, day: date | None) -> None:
        rows, chosen = self.chart.rows, self.chart.chosen
        if rows is None:
            return
        if day is None:
            self.readout.say((_covers(rows.days), ""), (_(HINT), ""))
        elif chosen is not None and chosen.days > 1:
            self.readout.say((_covers(chosen), ""), (_("Enter shows these days."), ""))
        else:
            self._read_day(day)

    def _read_day(self, day: date) -> None:
        tools = self._tools
        try:
            with tools.diary.reading():
                entries = read_day(tools.diary, day)
        except DiaryError as error:
            self.readout.say(("", error.sentence), ("", ""))
            return
        reading = read_out(entries, self._names, tools.catalogues.warning_signs, tools.habits)
        self.readout.say((reading.day, reading.doses), (reading.place, reading.symptoms))
        self.chart.say(reading)

    @Slot(str)
    def _read_row(self, sentence: str) -> None:
        self.readout.say(("", sentence), (_(HINT), ""))

    @Slot(str)
    def _tell(self, sentence: str) -> None:
        self.said.setText(sentence)
        self.said.show()

    @Slot()
    def _turn_table(self) -> None:
        shown = not self.table.isVisibleTo(self)
        self.numbers.setText(_("Hide the &numbers") if shown else _("Show the &numbers"))
        if shown and self._read_trends is not None:
            self.table.show_trends(self._read_trends(), self._names, self._tools.habits)
        self.table.setVisible(shown)

    @Slot()
    def _copy_picture(self) -> None:
        if self.chart.rows is not None:
            self.output.copy_image(table_picture(self.chart.rows, self._title(self.chart.rows)))

    @Slot()
    def _save_picture(self) -> None:
        if (rows := self.chart.rows) is not None:
            write = partial(save_table_picture, rows, self._title(rows))
            self.output.save(_("Save the chart"), PICTURES, write)

    @Slot()
    def _copy_csv(self) -> None:
        if self._read_trends is not None:
            self.output.copy_text(trends_csv(self._read_trends(), self._names, bom=False))

    @Slot()
    def _save_csv(self) -> None:
        if self._read_trends is not None:
            self.output.save_text(trends_csv(self._read_trends(), self._names, bom=True))

    def _title(self, rows: ChartRows) -> str:
        return f"{chart_title(rows, PICTURE_UNITS)}, {_covers(rows.days)}"


PICTURE_UNITS = 182.0


def _own(period: Period) -> Choice[When]:
    return Choice(period, f"{short_day(period.first)} – {full_day(period.last)}")


def _covers(period: Period) -> str:
    days = plural(period.days, "{count} day", "{count} days")
    return f"{range_text(full_day(period.first), full_day(period.last))}, {days}"
