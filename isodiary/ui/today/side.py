"""The right column of Today, which comes once the day itself was painted."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from isodiary.services.days.today import Today, read_figures
from isodiary.ui.tools import Tools

if TYPE_CHECKING:
    from isodiary.ui.today.side_cards import ComingUpCard, LastDaysCard, SoFarCard


GAP_PX = 9


class SideColumn(QWidget):
    """The cards beside the day; they are made, read and shown once the day was painted.

    Signals:
        missed: They are to be shown when the page comes into sight again.
        day_chosen: A `date` whose square was clicked.
    """

    missed = Signal()
    day_chosen = Signal(object)

    def __init__(self, tools: Tools, words_of: Callable[[date], str]) -> None:
        """Args: `words_of` says in words what is known of a day."""
        super().__init__()
        self._tools = tools
        self._words_of = words_of
        self._painted = False
        self._put_off: Today | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    @property
    def so_far(self) -> SoFarCard:
        """How far the course has come."""
        return self._cards[0]

    @property
    def last_days(self) -> LastDaysCard:
        """The last four weeks."""
        return self._cards[1]

    @property
    def coming_up(self) -> ComingUpCard:
        """What lies ahead."""
        return self._cards[2]

    @cached_property
    def _cards(self) -> tuple[SoFarCard, LastDaysCard, ComingUpCard]:
        from isodiary.ui.today.side_cards import ComingUpCard, LastDaysCard, SoFarCard

        theme = self._tools.theme
        last_days = LastDaysCard(theme)
        last_days.day_chosen.connect(self.day_chosen)
        last_days.say_days(self._words_of)
        cards = SoFarCard(theme), last_days, ComingUpCard(theme)
        for card in cards:
            card.hide()
        column = column_of(*cards)
        self._column.addWidget(column)
        column.show()  # the layout alone would do so only later, after a flicker
        return cards

    def show_today(self, today: Today) -> None:
        """Show what belongs to a day, at once if the day is painted already."""
        if self._painted:
            self._show(today)
        else:
            self._put_off = today

    @Slot()
    def show_put_off(self) -> None:
        """Show what the first paint did not wait for, all at once."""
        self._painted = True
        put_off, self._put_off = self._put_off, None
        if not self.isVisible():  # gone again already, and its diary perhaps with it
            self.missed.emit()
        elif put_off is not None:
            self._show(put_off)

    def _show(self, today: Today) -> None:
        tools = self._tools
        signs = tools.catalogues.warning_signs
        summary = read_figures(tools.diary, today.day, now=today.now, warning_signs=signs)
        if summary is not None:
            self.so_far.show_summary(summary, tools.habits)
            self.last_days.show_today(today, summary)
        self.coming_up.show_today(today, tools.habits)
        self.so_far.setVisible(summary is not None)
        self.last_days.setVisible(summary is not None)
        self.coming_up.show()


def column_of(*widgets: QWidget) -> QWidget:
    """Return widgets beneath each other, at the top of their room."""
    column = QWidget()
    layout = QVBoxLayout(column)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(GAP_PX)
    for widget in widgets:
        layout.addWidget(widget)
    layout.addStretch(1)
    return column
