"""The last days as two rows of small squares."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QEvent, QRectF, QSize, Signal
from PySide6.QtGui import QHelpEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from isodiary.domain.day_marks import DayMarks
from isodiary.services.words.days import long_day
from isodiary.ui.theme import Theme
from isodiary.ui.widgets.day_square import paint_day
from isodiary.ui.widgets.mirror import turned

IN_A_ROW = 14


class DaySquares(QWidget):
    """Squares of days, oldest first.

    Signals:
        day_chosen: A `date` whose square was clicked.
    """

    day_chosen = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._days: tuple[DayMarks, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def show_days(self, days: Sequence[DayMarks], spoken: str) -> None:
        """Show these days; `spoken` says the same in words."""
        self._days = tuple(days)
        self.setAccessibleName(spoken)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        step_px = self.fontMetrics().height() + 2
        return QSize(step_px * IN_A_ROW, step_px * self._rows())

    def minimumSizeHint(self) -> QSize:
        return QSize(IN_A_ROW * 10, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            for place, marks in enumerate(self._days):
                paint_day(painter, self._square(place), marks, self._theme.colours)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        day = self._day_at(event.position().x(), event.position().y())
        if day is not None:
            self.day_chosen.emit(day)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            day = self._day_at(event.pos().x(), event.pos().y())
            QToolTip.showText(event.globalPos(), long_day(day) if day else "", self)
            return True
        return super().event(event)

    def _rows(self) -> int:
        return max(1, -(-len(self._days) // IN_A_ROW))

    def _square(self, place: int) -> QRectF:
        row, column = divmod(place, IN_A_ROW)
        step_px = min(self.width() / IN_A_ROW, self.height() / self._rows())
        square = QRectF(column * step_px + 1, row * step_px + 1, step_px - 3, step_px - 3)
        return turned(self, square)

    def _day_at(self, x_px: float, y_px: float) -> date | None:
        for place, marks in enumerate(self._days):
            if self._square(place).contains(x_px, y_px):
                return marks.day
        return None
