"""What a chart over days can do, whatever it shows."""

from __future__ import annotations

from datetime import date
from typing import Protocol

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from isodiary.report.ink import Ink


class DayChart(Protocol):
    """A chart whose horizontal axis is days, drawn alike on the screen and on paper."""

    @property
    def first(self) -> date:
        """The first day of its axis."""
        ...

    @property
    def last(self) -> date:
        """The last day of its axis."""
        ...

    @property
    def description(self) -> str:
        """The same in a sentence, for those who do not see it."""
        ...

    def paint(self, painter: QPainter, rect: QRectF, ink: Ink, unit_px: float) -> None:
        """Paint it into `rect`; text is 10 units high, and the painter's font gives its face."""
        ...

    def plot(self, rect: QRectF, unit_px: float) -> QRectF:
        """Return where the days stand, the first at the left edge, when painted into `rect`."""
        ...

    def values_on(self, day: date) -> str:
        """Return the values of a day in words, the day itself included."""
        ...
