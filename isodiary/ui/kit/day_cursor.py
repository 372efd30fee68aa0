"""What charts over days have in common on the screen: a cursor that goes through the days."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from isodiary.domain.period import Period

STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_PageUp: -7,
    Qt.Key.Key_PageDown: 7,
}
ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
WITH_ARROWS = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier


class DayCursor(QWidget):
    """A chart over days; without days it takes no key and no click.

    Left and Right move the cursor by a day, the page keys by a week, Home and End to the ends; a
    click and a drag put it where they are. Escape lets go of it.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cursor: date | None = None

    @property
    def cursor_day(self) -> date | None:
        """The day whose values are read out."""
        return self._cursor

    def set_cursor(self, day: date | None) -> None:
        """Put the cursor on a day, or take it away."""
        self._move(day)

    def menu_day(self, place: QPointF | None) -> date | None:
        """Return the day at a place, or the one with the cursor."""
        return self._day_at(place.x()) if place is not None else self._cursor

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, more = Qt.Key(event.key()), event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        if event.modifiers() & ~WITH_ARROWS:
            event.ignore()
        elif (day := self._day_of_key(key)) is not None:
            self._move(day, choose=bool(more))
        elif not self._take_key(key):
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        day = self._day_at(event.position().x())
        if event.button() is Qt.MouseButton.LeftButton and day is not None:
            self._move(day)
        else:
            event.ignore()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        day = self._day_at(event.position().x())
        if event.buttons() & Qt.MouseButton.LeftButton and day is not None:
            self._move(day, choose=True)
        else:
            event.ignore()

    def _take_key(self, key: Qt.Key) -> bool:
        """Do what another key does; return whether it does anything."""
        if key is not Qt.Key.Key_Escape or self._cursor is None:
            return False
        self._move(None)
        return True

    def _keep_cursor(self) -> None:
        """Keep the cursor where its day is still shown."""
        days, day = self._days(), self._cursor
        if days is None or day is None or not days.first <= day <= days.last:
            self._cursor = None

    def _move(self, day: date | None, *, choose: bool = False) -> None:
        """Put the cursor elsewhere; with `choose` a chart may choose the days passed."""
        self._cursor = day
        self.update()

    def _days(self) -> Period | None:
        """Return the days that are shown; None where there is nothing to go through."""
        return None

    def _place(self, x_px: float) -> float:
        """Return how many days from the first one a place is."""
        raise NotImplementedError

    def _day_at(self, x_px: float) -> date | None:
        """Return the day under a place, the nearest one beside the days."""
        days = self._days()
        if days is None:
            return None
        number = min(max(int(self._place(x_px)), 0), days.days - 1)
        return days.first + timedelta(days=number)

    def _day_of_key(self, key: Qt.Key) -> date | None:
        days = self._days()
        if days is None:
            return None
        if key is Qt.Key.Key_Home:
            return days.first
        if key is Qt.Key.Key_End:
            return days.last
        if key not in STEPS:
            return None
        if self._cursor is None:
            return days.last if STEPS[key] < 0 else days.first
        day = self._cursor + timedelta(days=STEPS[key])
        return min(max(day, days.first), days.last)
