"""The page Trends: what was taken and how it went, over one axis of time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import ClassVar

from PySide6.QtCore import Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from isodiary.domain.acne import AcneCheck
from isodiary.domain.change import SUMMARISED, Entry
from isodiary.domain.errors import DiaryError
from isodiary.domain.period import Period
from isodiary.domain.summary import Summary
from isodiary.domain.symptom import OwnSymptom, Tracked
from isodiary.language import _
from isodiary.report.table_chart.rows import chart_rows
from isodiary.services.figures.course_days import read_course_days
from isodiary.services.figures.periods import Span, trend_period, trend_spans
from isodiary.services.figures.steps import read_steps
from isodiary.services.figures.summarise import summarise
from isodiary.services.figures.trends import Trends, answered_symptoms, read_trends
from isodiary.storage.reads.days import own_symptoms, tracked
from isodiary.ui.kit.card import Card
from isodiary.ui.kit.in_turn import FilledInTurn
from isodiary.ui.kit.layouts import Beside, Scroll
from isodiary.ui.kit.text import Text, Tone
from isodiary.ui.tools import Tools
from isodiary.ui.trends.acne import AcneCard
from isodiary.ui.trends.cumulative import CumulativeCard
from isodiary.ui.trends.months import SymptomCalendarCard
from isodiary.ui.trends.steps import MealsCard, StepsCard
from isodiary.ui.trends.trend import TrendCard
from isodiary.ui.window.page import Page

GAP_PX = 12
PAIR_LETTERS = 34
"""Cards stand side by side once each has so many letters of width."""

MOST_BESIDE = 3


class TrendsPage(Page):
    """The table-chart, the dose steps, and the cards of what else can be seen over time.

    Attributes:
        below: Fills what stands below the chart.
    """

    title: ClassVar[str] = "Trends"
    icon: ClassVar[str] = "trends"
    shows: ClassVar[tuple[type[Entry], ...]] = (*SUMMARISED, Tracked, OwnSymptom, AcneCheck)

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(tools, parent)
        self.trend = TrendCard(tools)
        self.steps = StepsCard(tools)
        self.cumulative = CumulativeCard(tools)
        self.meals = MealsCard(tools)
        self.acne = AcneCard(tools)
        self.months = SymptomCalendarCard(tools)
        self.cards = (self.cumulative, self.meals, self.acne, self.months)
        self.empty = Card(tools.theme)
        self.told = Text(tools.theme, tone=Tone.MUTED, wrap=True)
        self._over_time = self._pair(self.cumulative, self.acne)
        self._meals_and_months = self._pair(self.meals, self.months)
        self.below = self._lay_out()
        self.trend.asked.connect(self._read_again)
        self.trend.day_opened.connect(self.history_asked)
        self.trend.output.saved.connect(self.saved)
        self.trend.output.refused.connect(self.warned)

    @property
    def chosen_day(self) -> date:
        """The day under the cursor of the chart, else today."""
        return self.trend.chart.cursor_day or self.tools.today

    def reload(self) -> None:
        self.trend.offer_spans(trend_spans(self.tools.diary, self.tools.today))
        self._read()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.below.go_on()

    def focus_first(self) -> None:
        self.trend.chart.setFocus()

    @Slot()
    def _read_again(self) -> None:
        self._read()

    def _read(self) -> None:
        try:
            period = self._period()
            if period is None:
                self._show_nothing(_("A course has to begin first; its days then stand here."))
            else:
                self._show(period)
        except DiaryError as error:
            self._show_nothing(error.sentence)

    def _period(self) -> Period | None:
        when = self.trend.when
        if isinstance(when, Span):
            return trend_period(self.tools.diary, when, self.tools.today)
        return when

    def _show(self, period: Period) -> None:
        """Read once, and show the same figures on every card."""
        tools, names = self.tools, self.tools.symptom_names()
        signs = tools.catalogues.warning_signs
        with tools.diary.reading():
            summary = summarise(tools.diary, now=tools.now, last=period.last, warning_signs=signs)
            charted = read_course_days(tools.diary, summary, warning_signs=signs, days=period)
            asked = [each.symptom for each in tracked(tools.diary)]
            rows = chart_rows(
                summary,
                charted,
                tools.catalogues.names(own_symptoms(tools.diary)),
                asked,
                tools.habits,
            )
        self.trend.show_rows(rows, names, partial(self._numbers, rows.days))
        self._reveal(anything=True)
        steps = partial(self._fill_steps, summary, _beside(summary, asked))
        self.below.fill(
            {
                self.steps: partial(self._fill, steps),
                self._over_time: partial(
                    self._fill, partial(self._fill_over_time, period, summary)
                ),
                self._meals_and_months: partial(
                    self._fill, partial(self._fill_meals_and_months, period)
                ),
            }
        )

    def _fill(self, act: Callable[[], None]) -> None:
        """Fill a part below the chart; it is read only then, and may turn out to be damaged."""
        try:
            act()
        except DiaryError as error:
            self._show_nothing(error.sentence)

    def _fill_steps(self, summary: Summary, beside: tuple[str, ...]) -> None:
        steps = read_steps(self.tools.diary, summary, beside)
        self.steps.show_steps(steps, beside, self.tools.symptom_names())

    def _fill_over_time(self, period: Period, summary: Summary) -> None:
        self.cumulative.show_period(period, summary)
        self.acne.show_period(period, self.cumulative.held)

    def _fill_meals_and_months(self, period: Period) -> None:
        self.meals.show_period(period)
        self.months.show_period(period)

    def _numbers(self, days: Period) -> Trends:
        """Return the numbers of the days, with every symptom answered on them."""
        diary = self.tools.diary
        with diary.reading():
            return read_trends(diary, days, answered_symptoms(diary, days))

    def _show_nothing(self, sentence: str) -> None:
        self.below.stop()
        self.told.setText(sentence)
        self._reveal(anything=False)

    def _reveal(self, *, anything: bool) -> None:
        self.empty.setVisible(not anything)
        self.trend.setVisible(anything)
        if not anything:
            self.steps.hide()
        for card in self.cards:
            card.setVisible(anything)

    def _lay_out(self) -> FilledInTurn:
        self.empty.body.addWidget(self.told)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP_PX)
        column.addWidget(Text(self.tools.theme, _(self.title), Tone.TITLE, wrap=True))
        for widget in (
            self.empty,
            self.trend,
            self.steps,
            self._over_time,
            self._meals_and_months,
        ):
            column.addWidget(widget)
        column.addStretch(1)
        scroll = Scroll(content)
        QVBoxLayout(self).addWidget(scroll)
        return FilledInTurn(scroll)

    def _pair(self, one: QWidget, other: QWidget) -> Beside:
        """Return two cards side by side where there is room, else below each other."""
        pair = Beside(PAIR_LETTERS, gap_px=GAP_PX)
        pair.setFont(self.tools.theme.font())
        pair.add(one)
        pair.add(other)
        return pair


def _beside(summary: Summary, asked: Sequence[str]) -> tuple[str, ...]:
    """Return the symptoms that stand beside the dose steps: the worst of those asked every day."""
    worst = [one.symptom for one in summary.symptoms if one.symptom in asked and one.days_present]
    found = dict.fromkeys([*worst, *asked])
    steps = summary.steps
    return tuple(one for one in found if any(one in step.symptoms for step in steps))[:MOST_BESIDE]
