"""The cards below the table of results: one test over time, planned blood tests, weights."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal, Slot

from isodiary.domain.lab import PlannedTest
from isodiary.domain.lab_history import LabHistory
from isodiary.domain.record import Weight
from isodiary.language import _, marked, plural
from isodiary.report.charts.value_chart import lab_chart, weight_chart
from isodiary.services.habits import Habits, WeightUnit
from isodiary.services.labs.table import LabRow, LabTrend, lab_trend
from isodiary.services.weights import WeightPoint, weight_series
from isodiary.services.words.days import full_day
from isodiary.services.words.units import apart, weight_text
from isodiary.storage.reads.labs import planned_tests, weights
from isodiary.ui.kit.button import Button
from isodiary.ui.kit.card import Card
from isodiary.ui.kit.charts import ChartView
from isodiary.ui.kit.chips import Chips, Choice, in_words
from isodiary.ui.kit.list_card import ListCard
from isodiary.ui.kit.rows import Row
from isodiary.ui.kit.text import Text, Tone
from isodiary.ui.tools import Tools

NO_TEST = marked("No blood test is planned. Enter the days that your doctor named.")


class PlannedCard(ListCard):
    """The planned tests, those to come first.

    Signals:
        add_asked: A day is to be added.
        template_asked: Days are to be taken over from a template.
    """

    add_asked = Signal()
    template_asked = Signal()

    def __init__(self, tools: Tools) -> None:
        self.add = Button(tools.theme, _("Add a da&y…"))
        self.template = Button(tools.theme, _("From a &template…"))
        super().__init__(
            tools,
            _("Planned blood tests"),
            remove=_("Delete day"),
            change=_("Change…"),
            empty=_(NO_TEST),
            buttons=[self.add, self.template],
        )
        self._tools = tools
        self.add.clicked.connect(self.add_asked)
        self.template.clicked.connect(self.template_asked)

    def reload(self, *, with_course: bool) -> None:
        """Read the days and show them; a template needs a course to count from."""
        today = self._tools.today
        tests = planned_tests(self._tools.diary)
        to_come = [test for test in tests if test.day >= today]
        past = [test for test in reversed(tests) if test.day < today]
        self.fill([_planned_row(test, today) for test in (*to_come, *past)])
        self.template.setVisible(with_course)


def _planned_row(test: PlannedTest, today: date) -> Row:
    past = f" · {_('past')}" if test.day < today else ""
    what = f" · {apart(test.what)}" if test.what else ""
    return Row(key=test, title=f"{full_day(test.day)}{what}{past}", strong=test.day >= today)


TREND_LINES = 13
TREND_HINT = marked("Left and Right read the days; the table above has the same numbers.")
NO_NUMBER = marked("It has no numbers that can be drawn.")


class LabTrendCard(Card):
    """A chart of the test that is current in the table.

    Signals:
        unit_chosen: (analyte, unit) in which the test is to be shown.
    """

    unit_chosen = Signal(str, str)

    def __init__(self, tools: Tools) -> None:
        super().__init__(tools.theme)
        self._tools = tools
        self._analyte = ""
        theme = tools.theme
        self.heading = Text(theme, tone=Tone.HEADING, wrap=True)
        self.units = Chips[str](theme, _("Unit in which it is shown"))
        self.chart = ChartView(theme, _("Course of a blood test"), lines=TREND_LINES)
        self.reading = Text(theme, tone=Tone.SMALL, wrap=True)
        self.notes = Text(theme, tone=Tone.SMALL, wrap=True)
        for widget in (self.heading, self.units, self.chart, self.reading, self.notes):
            self.body.addWidget(widget)
        self.units.chosen.connect(self._choose_unit)
        self.chart.read.connect(self._read)

    def show_row(self, history: LabHistory, row: LabRow) -> None:
        """Show the course of a test, in the unit of its row."""
        self._analyte = row.analyte
        trend = lab_trend(
            history, self._tools.catalogues.labs, row.analyte, row.unit or None, self._tools.habits
        )
        chart = lab_chart(trend)
        self.heading.setText(row.name)
        self._offer_units(row)
        self.chart.setAccessibleName(_("Course of {test}").format(test=row.name))
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
        self.reading.setText(said or _(TREND_HINT))


def _notes(trend: LabTrend) -> str:
    """Say what the chart does not show."""
    if not trend.points:
        return _(NO_NUMBER)
    if not trend.left_out:
        return ""
    return plural(
        trend.left_out,
        "{count} result is not drawn: a word, or a unit that does not convert.",
        "{count} results are not drawn: a word, or a unit that does not convert.",
    )


WEIGHT_LINES = 11
UNITS = (Choice(WeightUnit.KG, marked("&kg")), Choice(WeightUnit.LB, marked("&lb")))
NO_WEIGHT = marked("No weight was noted.")
WEIGHT_HINT = marked("Left and Right read the days.")


class WeightCard(ListCard):
    """The weights, newest first.

    Signals:
        add_asked: A weight is to be noted.
    """

    add_asked = Signal()

    def __init__(self, tools: Tools) -> None:
        self.add = Button(tools.theme, _("Add a &weight…"))
        super().__init__(
            tools,
            _("Weight"),
            remove=_("Delete weight"),
            change=_("Change…"),
            empty=_(NO_WEIGHT),
            buttons=[self.add],
        )
        self._tools = tools
        self.units = Chips[WeightUnit](tools.theme, _("Unit of weights"))
        self.units.offer(in_words(UNITS), tools.habits.weight_unit)
        self.chart = ChartView(tools.theme, _("Course of the weight"), lines=WEIGHT_LINES)
        self.reading = Text(tools.theme, tone=Tone.SMALL, wrap=True)
        for place, widget in enumerate((self.units, self.chart, self.reading), start=1):
            self.body.insertWidget(place, widget)
        self.add.clicked.connect(self.add_asked)
        self.units.chosen.connect(self._choose_unit)
        self.chart.read.connect(self._read)

    def reload(self) -> None:
        """Read the weights and show them."""
        habits, known = self._tools.habits, weights(self._tools.diary)
        chart = weight_chart(known, habits)
        self.units.choose(habits.weight_unit)
        self.units.setVisible(bool(known))
        several = len(known) > 1
        self.chart.setVisible(several)
        self.reading.setVisible(several)
        self.chart.show_chart(chart)
        self.fill([_weight_row(point, habits) for point in reversed(weight_series(known))])

    @Slot()
    def _choose_unit(self) -> None:
        self._tools.habits_in_use.choose_weight_unit(self.units.value)
        self.reload()

    @Slot(str)
    def _read(self, said: str) -> None:
        self.reading.setText(said or _(WEIGHT_HINT))


def _weight_row(point: WeightPoint, habits: Habits) -> Row:
    weight: Weight = point.weight
    heading = f"{full_day(weight.day)}: {weight_text(weight.grams, habits)}"
    return Row(key=weight, title=heading + _change_words(point.change_g, habits))


def _change_words(change_g: int | None, habits: Habits) -> str:
    if not change_g:
        return ""
    return f" ({'+' if change_g > 0 else '−'}{weight_text(abs(change_g), habits)})"
