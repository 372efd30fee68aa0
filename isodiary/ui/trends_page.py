"""The page Trends: what was taken and how it went, over one axis of time."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar, Protocol, cast

from PySide6.QtWidgets import QVBoxLayout, QWidget

from isodiary.domain.change import Entry
from isodiary.domain.course import Course, Phase
from isodiary.domain.dose import Dose
from isodiary.domain.lab import LabResult
from isodiary.domain.period import Period
from isodiary.domain.record import Visit
from isodiary.domain.symptom import OwnSymptom, SymptomEntry, Tracked
from isodiary.ui.desk import Desk
from isodiary.ui.page import Page
from isodiary.ui.widgets.sheet import Sheet
from isodiary.ui.widgets.text import Text, Tone


class TrendCard(Protocol):
    """A card of the page: a widget that shows a period of the diary, read anew each time."""

    def show_period(self, period: Period) -> None:
        """Read the diary and show these days."""
        ...


CARDS: tuple[Callable[[Desk], TrendCard], ...] = ()
"""The cards below the chart and the dose steps, in their order; each is a widget."""


class TrendsPage(Page):
    """The chart of the course, the dose steps, and the cards of what else can be seen over time."""

    title: ClassVar[str] = "Trends"
    icon: ClassVar[str] = "trends"
    shows: ClassVar[tuple[type[Entry], ...]] = (
        Course,
        Phase,
        Dose,
        SymptomEntry,
        Tracked,
        OwnSymptom,
        Visit,
        LabResult,
    )

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.cards = tuple(card(desk) for card in CARDS)
        self._lay_out()

    def reload(self) -> None:
        period = Period(first=self.desk.today, last=self.desk.today)
        for card in self.cards:
            card.show_period(period)

    def _lay_out(self) -> None:
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(Text(self.desk.theme, self.title, Tone.TITLE, wrap=True))
        for card in self.cards:
            column.addWidget(cast("QWidget", card))
        column.addStretch(1)
        QVBoxLayout(self).addWidget(Sheet(content))
