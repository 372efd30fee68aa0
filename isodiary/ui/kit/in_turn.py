"""Fills a scrolled page part by part: what is in sight first, the rest once nothing is to do."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QScrollArea, QWidget

REST_MS = 60
"""So long nothing was asked for before a part out of sight is filled."""


class FilledInTurn(QObject):
    """Fills parts of what a scroll area shows.

    A part is filled when it is in sight or comes into sight; the others one by one afterwards, for
    those who do not look: a screen reader finds all of the page.
    """

    def __init__(self, area: QScrollArea) -> None:
        super().__init__(area)
        self._area = area
        self._waiting: dict[QWidget, Callable[[], None]] = {}
        self._rest = QTimer(self, singleShot=True)
        self._rest.timeout.connect(self._go_on)
        bar = area.verticalScrollBar()
        bar.valueChanged.connect(self.look)
        bar.rangeChanged.connect(self.look)

    @property
    def waiting(self) -> tuple[QWidget, ...]:
        """The parts that are not filled yet."""
        return tuple(self._waiting)

    def fill(self, parts: Mapping[QWidget, Callable[[], None]]) -> None:
        """Fill parts, instead of those that still waited; each of them is called once."""
        self._waiting = dict(parts)
        self.look()
        self.go_on()

    def fill_all(self) -> None:
        """Fill all that still wait."""
        while self._waiting:
            self._fill(next(iter(self._waiting)))

    def go_on(self) -> None:
        """Fill those that still wait; a page out of sight waits with them until it is shown."""
        if self._waiting:
            self._rest.start(0)  # a page that is not laid out yet has nothing in sight

    def stop(self) -> None:
        """Fill none of those that still wait."""
        self._waiting.clear()

    @Slot()
    def look(self) -> None:
        """Fill what is in sight."""
        for part in tuple(self._waiting):
            if part in self._waiting and not part.visibleRegion().isEmpty():
                self._fill(part)

    @Slot()
    def _go_on(self) -> None:
        if not self._area.isVisible():
            return
        self.look()
        if self._waiting and self._rest.interval() == REST_MS:
            self._fill(next(iter(self._waiting)))
        if self._waiting:
            self._rest.start(REST_MS)

    def _fill(self, part: QWidget) -> None:
        self._waiting.pop(part)()
