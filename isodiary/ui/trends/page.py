"""The page Trends: what was taken and how it went, over one axis of time."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar, Protocol, cast

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from isodiary.domain.acne import AcneCheck
from isodiary.domain.change import SUMMARISED, Entry
from isodiary.domain.errors import DiaryError
from isodiary.domain.period import Period
from isodiary.domain.symptom import NO_SIGNS, OwnSymptom, Tracked
from isodiary.language import _
from isodiary.services.figures.periods import Span, trend_period, trend_spans
from isodiary.services.figures.steps import read_steps
from isodiary.services.figures.summarise import summarise
from isodiary.services.figures.trends import answered_symptoms, read_trends
from isodiary.ui.kit.card import Card
from isodiary.ui.kit.layouts import Scroll
from isodiary.ui.kit.text import Text, Tone
from isodiary.ui.tools import Tools
from isodiary.ui.trends.acne import AcneCard
from isodiary.ui.trends.cumulative import CumulativeCard
from isodiary.ui.trends.months import SymptomCalendarCard
from isodiary.ui.trends.steps import MealsCard, StepsCard
from isodiary.ui.trends.trend import TrendCard
from isodiary.ui.window.page import Page

GAP_PX = 12


class PeriodCard(Protocol):
    """A card of the page: a widget that shows a period of the diary, read anew each time."""

    def show_period(self, period: Period) -> None:
        """Read the diary and show these days."""
        ...


CARDS: tuple[Callable[[Tools], PeriodCard], ...] = (
    CumulativeCard,
    MealsCard,
    AcneCard,
    SymptomCalendarCard,
)
"""The cards below the chart and the dose steps, in their order; each is a widget."""


class TrendsPage(Page):
    """The chart of the course, the dose steps, and the cards of what else can be seen over time."""

    title: ClassVar[str] = "Trends"
    icon: ClassVar[str] = "trends"
    shows: ClassVar[tuple[type[Entry], ...]] = (*SUMMARISED, Tracked, OwnSymptom, AcneCheck)

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(tools, parent)
        self.trend = TrendCard(tools)
        self.steps = StepsCard(tools)
        self.cards = tuple(card(tools) for card in CARDS)
        self.empty = Card(tools.theme)
        self.told = Text(tools.theme, tone=Tone.MUTED, wrap=True)
        self._lay_out()
        self.trend.asked.connect(self._read_again)
        self.trend.output.saved.connect(self.saved)
        self.trend.output.refused.connect(self.warned)

    def reload(self) -> None:
        self.trend.offer_spans(trend_spans(self.tools.diary, self.tools.today))
        self._read()

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
        diary, names = self.tools.diary, self.tools.symptom_names()
        with diary.reading():
            answered = answered_symptoms(diary, period)
            symptoms = self.trend.symptoms(answered)
            trends = read_trends(diary, period, symptoms)
            summary = summarise(diary, now=self.tools.now, last=period.last, warning_signs=NO_SIGNS)
            steps = read_steps(diary, summary, symptoms)
        self.trend.show_trends(trends, names, answered)
        self.steps.show_steps(steps, symptoms, names)
        for card in self.cards:
            card.show_period(period)
        self._reveal(anything=True)

    def _show_nothing(self, sentence: str) -> None:
        self.told.setText(sentence)
        self._reveal(anything=False)

    def _reveal(self, *, anything: bool) -> None:
        self.empty.setVisible(not anything)
        self.trend.setVisible(anything)
        if not anything:
            self.steps.hide()
        for card in self.cards:
            cast("QWidget", card).setVisible(anything)

    def _lay_out(self) -> None:
        self.empty.body.addWidget(self.told)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP_PX)
        column.addWidget(Text(self.tools.theme, _(self.title), Tone.TITLE, wrap=True))
        for card in (self.empty, self.trend, self.steps, *self.cards):
            column.addWidget(cast("QWidget", card))
        column.addStretch(1)
        QVBoxLayout(self).addWidget(Scroll(content))
