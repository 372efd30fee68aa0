"""A calendar that opens below a field, for whoever would rather point at a day than type it."""

from __future__ import annotations

from datetime import date
from typing import TypeVar

from PySide6.QtCore import QDate, QLocale, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QPalette, QShortcut, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QFrame, QToolButton, QVBoxLayout, QWidget

from isodiary.services.days.typed_day import FIRST_YEAR, LAST_YEAR
from isodiary.ui.tools import Tools

W = TypeVar("W", bound=QWidget)


class CalendarPopup(QFrame):
    """A month to go about in with the arrows; Enter or a click takes a day, Esc none.

    Signals:
        chosen: The `date` that was taken; the popup is closed then.
    """

    chosen = Signal(object)

    def __init__(self, tools: Tools, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setFrameShape(QFrame.Shape.Box)
        self.month = QCalendarWidget()
        self.month.setLocale(QLocale(QLocale.Language.English))
        self.month.setFirstDayOfWeek(Qt.DayOfWeek(tools.habits.first_weekday + 1))
        self.month.setDateRange(QDate(FIRST_YEAR, 1, 1), QDate(LAST_YEAR, 12, 31))
        self.month.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self._dress(tools)
        body = QVBoxLayout(self)
        body.setContentsMargins(1, 1, 1, 1)
        body.addWidget(self.month)
        self.month.activated.connect(self._take)
        self.month.clicked.connect(self._take)
        leave = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        leave.activated.connect(self.close)

    def open_below(self, field: QWidget, day: date) -> None:
        """Open below a field, on its day, or above it where the screen ends."""
        self.month.setSelectedDate(QDate(day.year, day.month, day.day))
        self.adjustSize()
        below = field.mapToGlobal(QPoint(0, field.height()))
        room = field.screen().availableGeometry()
        left_px = max(room.left(), min(below.x(), room.right() - self.width()))
        top_px = below.y()
        if top_px + self.height() > room.bottom():
            top_px = max(room.top(), below.y() - field.height() - self.height())
        self.move(left_px, top_px)
        self.show()
        self.month.setFocus()

    def _dress(self, tools: Tools) -> None:
        """Put our colours over Qt's: red weekends, black arrows on the accent."""
        colours = tools.theme.colours
        plain = QTextCharFormat()
        plain.setForeground(colours.text)
        for day in Qt.DayOfWeek:
            self.month.setWeekdayTextFormat(day, plain)
        names = QTextCharFormat()
        names.setForeground(colours.muted)
        names.setBackground(colours.surface)
        self.month.setHeaderTextFormat(names)
        self.month.setFont(tools.theme.font())
        head = _part(self.month, QWidget, "qt_calendar_navigationbar")
        palette = QPalette(head.palette())
        palette.setColor(QPalette.ColorRole.Highlight, colours.surface)
        palette.setColor(QPalette.ColorRole.HighlightedText, colours.text)
        head.setPalette(palette)
        for name, icon in (("prev", "chevron-left"), ("next", "chevron-right")):
            button = _part(self.month, QToolButton, f"qt_calendar_{name}month")
            button.setIcon(tools.icons.tinted(icon, colours.text))

    @Slot(QDate)
    def _take(self, day: QDate) -> None:
        self.close()
        self.chosen.emit(date(day.year(), day.month(), day.day()))


def _part(calendar: QCalendarWidget, kind: type[W], name: str) -> W:
    part = calendar.findChild(kind, name)
    assert part is not None
    return part
