"""The cumulative dose of the course as a curve, and when its target would be reached."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QFormLayout, QGridLayout, QWidget

from isodiary.domain.errors import DiaryError, NothingThere
from isodiary.domain.period import Period
from isodiary.domain.summary import Summary
from isodiary.language import _, marked, plural
from isodiary.report.charts.cumulative_chart import CumulativeChart
from isodiary.services.doses.cumulative import Cumulative, cumulative_of, read_cumulative
from isodiary.services.doses.projection import (
    FEWEST_PAUSE_WEEKS,
    MOST_PAUSE_WEEKS,
    Projection,
    Scenario,
    project,
)
from isodiary.services.doses.words import (
    LETTERS,
    obstacle_words,
    range_words,
    scenario_words,
    so_far_words,
    target_words,
)
from isodiary.ui.kit.card import Card
from isodiary.ui.kit.charts import ChartView
from isodiary.ui.kit.fields.chosen import ChoiceField
from isodiary.ui.kit.text import Text, Tone
from isodiary.ui.tools import Tools

HEADING = marked("Cumulative dose")
HINT = marked("Left and right arrow read out the days.")
NO_COURSE = marked("What was swallowed in a course adds up here, once one has begun.")
NO_PROMISE = marked(
    "Sums of what the diary holds, not a promise and not advice: the first "
    "day is as if all that is open was swallowed, the last as if none of it "
    "was."
)


class CumulativeCard(Card):
    """The curve with its band and target, and the three scenarios below it.

    Attributes:
        chart: The curve.
        pause_weeks: How long the pause of the third scenario is.
    """

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(tools.theme, parent=parent)
        self._tools = tools
        self._held: Cumulative | None = None
        theme = tools.theme
        self._so_far = Text(theme, wrap=True)
        self.chart = ChartView(theme, _(HEADING), lines=16)
        self._read = Text(theme, _(HINT), Tone.SMALL, wrap=True)
        self._obstacle = Text(theme, tone=Tone.MUTED, wrap=True)
        self._scenarios = _Scenarios(tools)
        weeks = range(FEWEST_PAUSE_WEEKS, MOST_PAUSE_WEEKS + 1)
        self.pause_weeks = ChoiceField(
            theme,
            _("Length of the &pause in C"),
            {n: plural(n, "{count} week", "{count} weeks") for n in weeks},
        )
        self._choice = QWidget()
        self._lay_out()
        self.pause_weeks.changed.connect(self._show)
        self.chart.read.connect(self._tell)

    @property
    def held(self) -> Cumulative | None:
        """The cumulative dose that is shown."""
        return self._held

    def show_period(self, period: Period, summary: Summary | None = None) -> None:
        """Show the course of the period's last day, up to that day."""
        tools = self._tools
        try:
            self._held = (
                read_cumulative(tools.diary, summary)
                if summary is not None
                else cumulative_of(tools.diary, period.last, now=tools.now)
            )
        except NothingThere:
            self._held = None
            self._so_far.setText(_(NO_COURSE))
        except DiaryError as error:
            self._held = None
            self._so_far.setText(error.sentence)
        self._show()

    @Slot()
    def _show(self) -> None:
        held = self._held
        for part in (self.chart, self._read):
            part.setVisible(held is not None)
        if held is None:
            self._scenarios.hide()
            self._choice.hide()
            self._obstacle.hide()
            self.setAccessibleDescription(self._so_far.text())
            return
        weeks = self.pause_weeks.value()
        found = project(held.course, held.phases, held.so_far, pause_weeks=weeks)
        chart = CumulativeChart(held=held, projection=found, habits=self._tools.habits)
        self._so_far.setText(
            _("So far {dose}.").format(dose=so_far_words(held, self._tools.habits))
        )
        self.chart.show_chart(chart)
        self._show_projection(held, found, weeks)
        self.setAccessibleDescription(chart.description)

    def _show_projection(self, held: Cumulative, found: Projection, weeks: int) -> None:
        for part in (self._scenarios, self._choice):
            part.setVisible(found.obstacle is None)
        said = _(NO_PROMISE)
        if found.obstacle is not None:
            said = obstacle_words(found.obstacle, held, self._tools.habits)
        self._obstacle.setText(said)
        self._obstacle.show()
        self._scenarios.show_ranges(held, found, weeks)

    @Slot(str)
    def _tell(self, values: str) -> None:
        self._read.setText(values or _(HINT))

    def _lay_out(self) -> None:
        self.setAccessibleName(_(HEADING))
        form = QFormLayout(self._choice)
        form.setContentsMargins(0, 0, 0, 0)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.addRow(self.pause_weeks.label, self.pause_weeks)
        self.body.addWidget(Text(self._tools.theme, _(HEADING), Tone.HEADING))
        shown = (self._so_far, self.chart, self._read, self._scenarios, self._choice)
        for widget in (*shown, self._obstacle):
            self.body.addWidget(widget)


class _Scenarios(QWidget):
    """A row for each scenario: its letter, what is supposed, and the days."""

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self._tools = tools
        theme = tools.theme
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setColumnStretch(1, 1)
        self._heading = Text(theme, tone=Tone.MUTED, wrap=True)
        grid.addWidget(self._heading, 0, 0, 1, 3)
        self._rows: dict[Scenario, tuple[Text, Text]] = {}
        for place, scenario in enumerate(Scenario, start=1):
            supposed, days = Text(theme, wrap=True), Text(theme, tone=Tone.STRONG, wrap=True)
            top = Qt.AlignmentFlag.AlignTop
            grid.addWidget(Text(theme, LETTERS[scenario], Tone.STRONG), 2 * place, 0, top)
            grid.addWidget(supposed, 2 * place, 1)
            grid.addWidget(days, 2 * place + 1, 1)
            self._rows[scenario] = supposed, days

    def show_ranges(self, held: Cumulative, found: Projection, weeks: int) -> None:
        """Show when the target is reached in each of them."""
        self._heading.setText(
            _("{target} would be reached:").format(target=target_words(held, self._tools.habits))
        )
        for scenario, (supposed, days) in self._rows.items():
            supposed.setText(scenario_words(scenario, held, weeks, self._tools.habits))
            days.setText(range_words(found.ranges[scenario]))
