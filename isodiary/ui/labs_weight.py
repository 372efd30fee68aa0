"""The card with the weights: a chart and the dated list, in kg or lb."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot

from isodiary.domain.record import Weight
from isodiary.report.charts.value_chart import weight_chart
from isodiary.services.habits import Habits, WeightUnit
from isodiary.services.weights import WeightPoint, weight_series
from isodiary.services.words.days import full_day
from isodiary.services.words.units import weight_text
from isodiary.storage.reads.labs import weights
from isodiary.ui.course_cards import ListCard
from isodiary.ui.desk import Desk
from isodiary.ui.widgets.button import Button
from isodiary.ui.widgets.chart_view import ChartView
from isodiary.ui.widgets.chips import Chips, Choice
from isodiary.ui.widgets.row_list import Row
from isodiary.ui.widgets.text import Text, Tone

CHART_LINES = 11
UNITS = (Choice(WeightUnit.KG, "&kg"), Choice(WeightUnit.LB, "&lb"))
NO_WEIGHT = "No weight was noted."
HINT = "Left and Right read the days."


class WeightCard(ListCard):
    """The weights, newest first.

    Signals:
        add_asked: A weight is to be noted.
    """

    add_asked = Signal()

    def __init__(self, desk: Desk) -> None:
        self.add = Button(desk.theme, "Add a &weight…")
        super().__init__(
            desk,
            "Weight",
            remove="Delete weight",
            change="Change…",
            empty=NO_WEIGHT,
            buttons=[self.add],
        )
        self._desk = desk
        self.units = Chips[WeightUnit](desk.theme, "Unit of weights")
        self.units.offer(UNITS, desk.habits.weight_unit)
        self.chart = ChartView(
            desk.theme, "Course of the weight", lines=CHART_LINES, choosing=False
        )
        self.reading = Text(desk.theme, tone=Tone.SMALL, wrap=True)
        for place, widget in enumerate((self.units, self.chart, self.reading), start=1):
            self.body.insertWidget(place, widget)
        self.add.clicked.connect(self.add_asked)
        self.units.chosen.connect(self._choose_unit)
        self.chart.read.connect(self._read)

    def reload(self) -> None:
        """Read the weights and show them."""
        habits, known = self._desk.habits, weights(self._desk.diary)
        chart = weight_chart(known, habits)
        self.units.choose(habits.weight_unit)
        self.units.setVisible(bool(known))
        several = len(known) > 1
        self.chart.setVisible(several)
        self.reading.setVisible(several)
        self.chart.show_chart(chart)
        self.fill([_row(point, habits) for point in reversed(weight_series(known))])

    @Slot()
    def _choose_unit(self) -> None:
        self._desk.habits_in_use.choose_weight_unit(self.units.value)
        self.reload()

    @Slot(str)
    def _read(self, said: str) -> None:
        self.reading.setText(said or HINT)


def _row(point: WeightPoint, habits: Habits) -> Row:
    weight: Weight = point.weight
    heading = f"{full_day(weight.day)}: {weight_text(weight.grams, habits)}"
    return Row(entry=weight, heading=heading + _change_words(point.change_g, habits))


def _change_words(change_g: int | None, habits: Habits) -> str:
    if not change_g:
        return ""
    return f" ({'+' if change_g > 0 else '−'}{weight_text(abs(change_g), habits)})"
