"""Where the panel of a warning sign stands: in the list of a day's answers, beneath its row."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

if TYPE_CHECKING:
    from isodiary.ui.warnings.panel import WarningPanel


class SignPlace:
    """The place of the panel in the list of a day's answers: beneath the row it is about.

    Attributes:
        repeats: Whether what is written just now repeats the last answered day.
        last_day: The last day before the one shown on which anything was answered.
    """

    def __init__(self, rows: QVBoxLayout, find_row: Callable[[str], QWidget | None]) -> None:
        self._rows = rows
        self._find_row = find_row
        self._panel: WarningPanel | None = None
        self.repeats = False
        self.last_day: date | None = None

    @contextmanager
    def repeating(self) -> Iterator[None]:
        """What is written meanwhile repeats the last answered day: no sign is raised anew."""
        self.repeats = True
        try:
            yield
        finally:
            self.repeats = False

    def host(self, panel: WarningPanel) -> bool:
        """Put the panel beneath its row; return whether there is that row."""
        row = self._find_row(panel.symptom)
        if row is None:
            return False
        self._panel = panel
        self._rows.removeWidget(panel)
        self._rows.insertWidget(self._rows.indexOf(row) + 1, panel)
        panel.show()
        before = row
        for button in panel.buttons:
            QWidget.setTabOrder(before, button)
            before = button
        return True

    def let_go(self, panel: WarningPanel) -> None:
        """Let the panel go elsewhere."""
        if self._panel is panel:
            self._rows.removeWidget(panel)
            self._panel = None

    def show_day(self, day: date, last_day: date | None) -> None:
        """Keep the panel beneath its row as the list changes; it goes with the day and the row."""
        self.last_day = last_day
        panel = self._panel
        if panel is None or panel.isHidden() or panel.entry is None:
            return
        if panel.entry.day != day or not self.host(panel):
            panel.put_away()
