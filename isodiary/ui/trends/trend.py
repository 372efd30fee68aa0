"""The card with the chart of a period: what period, which symptoms, and its numbers as a table."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from PySide6.QtCore import QModelIndex, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from isodiary.domain.period import Period
from isodiary.language import _, marked, plural
from isodiary.report.charts.course_chart import MOST_LINES
from isodiary.report.charts.trend_chart import TrendChart, trend_chart
from isodiary.services.exchange.trends_csv import trends_csv
from isodiary.services.figures.periods import Span
from isodiary.services.figures.trends import Trends, grain_of
from isodiary.services.figures.words import name_of, severity_words
from isodiary.services.habits import PLAIN, Habits
from isodiary.services.words.days import full_day, full_day_of_week, short_day
from isodiary.services.words.units import joined, mg_text, range_text
from isodiary.ui.kit.button import Button, Look
from isodiary.ui.kit.card import Card
from isodiary.ui.kit.charts import ChartOutput, ChartView
from isodiary.ui.kit.chips import CheckChips, Chips, Choice
from isodiary.ui.kit.layouts import FlowLayout
from isodiary.ui.kit.table import NOWHERE, Cell, CellModel, Index, PlainTable
from isodiary.ui.kit.text import Text, Tone
from isodiary.ui.look.theme import Theme
from isodiary.ui.tools import Tools

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


FIRST_CHOSEN = 3
"""So many of the symptoms asked every day are drawn until the patient chooses."""

HINT = marked("Drag, or Shift with the arrows, chooses days; the arrows alone read them.")

When = Span | Period
SPANS: Mapping[Span, str] = {
    Span.COURSE: marked("The &course"),
    Span.SINCE_VISIT: marked("Since the last &visit"),
    Span.DAYS_30: marked("&30 days"),
    Span.DAYS_90: marked("&90 days"),
    Span.ALL: marked("&All courses"),
}


class TrendCard(Card):
    """Shows `Trends`, and asks for others.

    Signals:
        asked: Another period or other symptoms are to be read; see `when` and `symptoms`.
    """

    asked = Signal()

    def __init__(self, tools: Tools) -> None:
        super().__init__(tools.theme)
        self._tools = tools
        theme = tools.theme
        self._trends: Trends | None = None
        self._names: Mapping[str, str] = {}
        self._chosen: tuple[str, ...] | None = None
        self._offered: tuple[Choice[When], ...] = ()
        self.periods: Chips[When] = Chips(theme, _("Period"))
        self.covers = Text(theme, tone=Tone.HEADING, wrap=True)
        self.chart = ChartView(theme, _("Dose and symptoms by day"))
        self.values = Text(theme, tone=Tone.MUTED, wrap=True)
        self.checks = CheckChips(theme, _("Symptoms in the chart"), MOST_LINES)
        self.note = Text(theme, tone=Tone.SMALL, wrap=True)
        self.numbers = Button(theme, _("Show the numbers"))
        self.table = DayTable(theme)
        self.table.hide()
        self.copy_picture = Button(theme, _("Copy as picture"), Look.QUIET)
        self.save_picture = Button(theme, _("Save picture…"), Look.QUIET)
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

    def symptoms(self, answered: tuple[str, ...]) -> tuple[str, ...]:
        """Return which of the symptoms answered are drawn."""
        if self._chosen is None:
            return answered[:FIRST_CHOSEN]
        return tuple(symptom for symptom in answered if symptom in self._chosen)

    def offer_spans(self, spans: tuple[Span, ...]) -> None:
        """Offer these periods, and the one chosen by hand if there is one."""
        choices: list[Choice[When]] = [Choice(span, _(SPANS[span])) for span in spans]
        when = self.when if self._offered else Span.COURSE
        if isinstance(when, Period):
            choices.append(_own(when))
        known = [choice.value for choice in choices]
        self._offer(choices, when if when in known else Span.COURSE)

    def show_trends(
        self, trends: Trends, names: Mapping[str, str], answered: tuple[str, ...]
    ) -> None:
        """Show a period with its symptoms, and all symptoms to choose from."""
        self._trends, self._names = trends, names
        self.said.hide()
        period = trends.period
        days = plural(period.days, "{count} day", "{count} days")
        ends = range_text(full_day(period.first), full_day(period.last))
        self.covers.setText(f"{ends}, {days}")
        self.chart.show_chart(self._made(trends))
        choices = [(symptom, name_of(names, symptom)) for symptom in answered]
        self.checks.offer(choices, self.symptoms(answered))
        self.checks.setVisible(bool(choices))
        self.note.setText(_note(period, any_lines=bool(trends.lines)))
        if self.table.isVisibleTo(self):
            self.table.show_trends(trends, names, self._tools.habits)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.modifiers() or not self.periods.take_letter(event.text()):
            super().keyPressEvent(event)

    def _made(self, trends: Trends) -> TrendChart:
        roomy = isinstance(self.when, Span)
        return trend_chart(trends, self._names, roomy=roomy, habits=self._tools.habits)

    def _lay_out(self) -> None:
        buttons = QWidget()
        flow = FlowLayout(buttons)
        for button in (
            self.numbers,
            self.copy_picture,
            self.save_picture,
            self.copy_csv,
            self.save_csv,
        ):
            flow.addWidget(button)
        for widget in (
            self.periods,
            self.covers,
            self.chart,
            self.values,
            self.note,
            self.checks,
            buttons,
            self.said,
            self.table,
        ):
            self.body.addWidget(widget)

    def _connect(self) -> None:
        self.periods.chosen.connect(self._ask)
        self.chart.period_chosen.connect(self._take_period)
        self.chart.read.connect(self._read)
        self.checks.changed.connect(self._take_symptoms)
        self.checks.too_many.connect(self._tell_most)
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
        self.asked.emit()

    @Slot(str)
    def _read(self, values: str) -> None:
        self.values.setText(values or _(HINT))

    @Slot()
    def _take_symptoms(self) -> None:
        self._chosen = self.checks.values
        self.asked.emit()

    @Slot()
    def _tell_most(self) -> None:
        self._tell(_("Up to {number} symptoms are drawn at a time.").format(number=MOST_LINES))

    @Slot(str)
    def _tell(self, sentence: str) -> None:
        self.said.setText(sentence)
        self.said.show()

    @Slot()
    def _turn_table(self) -> None:
        shown = not self.table.isVisibleTo(self)
        self.numbers.setText(_("Hide the numbers") if shown else _("Show the numbers"))
        if shown and self._trends is not None:
            self.table.show_trends(self._trends, self._names, self._tools.habits)
        self.table.setVisible(shown)

    @Slot()
    def _copy_picture(self) -> None:
        if self.chart.chart is not None:
            self.output.copy_picture(self.chart.chart, self._title())

    @Slot()
    def _save_picture(self) -> None:
        if self.chart.chart is not None:
            self.output.save_picture(self.chart.chart, self._title())

    @Slot()
    def _copy_csv(self) -> None:
        if self._trends is not None:
            self.output.copy_text(trends_csv(self._trends, self._names, bom=False))

    @Slot()
    def _save_csv(self) -> None:
        if self._trends is not None:
            self.output.save_text(trends_csv(self._trends, self._names, bom=True))

    def _title(self) -> str:
        return _("Dose and symptoms, {period}").format(period=self.covers.text())


def _own(period: Period) -> Choice[When]:
    return Choice(period, f"{short_day(period.first)} – {full_day(period.last)}")


def _note(period: Period, *, any_lines: bool) -> str:
    grain = grain_of(period)
    parts = [
        _("Area: mg taken, by day; thin line: planned; hatched: pause.")
        if grain.dose_days == 1
        else _("Area: mg taken, mean of {days} days; thin line: planned; hatched: pause.").format(
            days=grain.dose_days
        )
    ]
    if any_lines:
        said = plural(
            grain.symptom_days // 7,
            "Lines: mean severity of each week, 0–3. Points, in short periods: single days.",
            "Lines: mean severity of each {count} weeks, 0–3. Points, in short periods: single"
            " days.",
        )
        parts.append(said)
    parts.append(_("A gap: nothing was recorded."))
    if grain.dose_days == 1:
        parts.append(_("No edge on top: a dose of the day is unknown or not recorded."))
    return " ".join(parts)
