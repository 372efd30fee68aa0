"""A month by hand: each day a square cut by its doses, with small signs for what else is on it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QFont,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from isodiary.domain.day import ONE_DAY, add_months
from isodiary.domain.day_marks import DayMarks
from isodiary.language import _
from isodiary.services.days.month import MonthDay, day_words
from isodiary.services.words.days import month_words, two_letters
from isodiary.ui.history.month_table import DAYS_OF_WEEK, WEEKS, MonthTable
from isodiary.ui.history.signs import paint_sign, signs_in_order
from isodiary.ui.kit.day_square import paint_day
from isodiary.ui.look.theme import Theme

FIRST_YEAR, LAST_YEAR = 1900, 2199
PALE, PALE_IN_CONTRAST = 0.45, 0.75
"""How strongly the days of other months are painted; in high contrast so that they are seen."""


class _Cells:
    """Where the days of a month stand in a widget, and what in each."""

    def __init__(self, widget: QWidget) -> None:
        self._widget = widget

    def cell(self, place: int) -> QRectF:
        """Return the cell at a place, counted from the first day shown."""
        widget = self._widget
        week, column = divmod(place, DAYS_OF_WEEK)
        if widget.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            column = DAYS_OF_WEEK - 1 - column
        width_px = widget.width() / DAYS_OF_WEEK
        height_px = (widget.height() - self.names_px - 1) / WEEKS
        return QRectF(column * width_px, self.names_px + week * height_px, width_px, height_px)

    def square(self, cell: QRectF) -> QRectF:
        """Return where the square of the doses stands in a cell: below the number."""
        top_px = cell.top() + self.number_px + 5
        bottom_px = cell.bottom() - self.sign_px - 6
        side_px = round(min(bottom_px - top_px, cell.width() - 10))
        middle_px = (top_px + bottom_px) / 2
        left_px = round(cell.center().x() - side_px / 2)
        return QRectF(left_px, round(middle_px - side_px / 2), side_px, side_px)

    @property
    def names_px(self) -> int:
        """Height of the names of the days above."""
        return round(self._line_px * 1.2)

    @property
    def number_px(self) -> float:
        """Height of a day's number."""
        return self._line_px * 1.05

    @property
    def sign_px(self) -> float:
        """Side of a sign."""
        return self._line_px * 0.5

    def row_px(self, width: int) -> int:
        """Return the height of a week: room for number, square and signs."""
        square_px = max(width / DAYS_OF_WEEK - 14, self._line_px * 1.1)
        square_px = min(square_px, self._line_px * 1.6)
        return round(self.number_px + square_px + self.sign_px + 13)

    @property
    def _line_px(self) -> int:
        return self._widget.fontMetrics().height()


class MonthCalendar(MonthTable):
    """Six weeks round a month, one stop of the Tab key; the keys are those of any calendar.

    Signals:
        day_chosen: Another `date` is the chosen day.
        month_turned: Another month is shown; its days are wanted.
        entries_asked: Enter was pressed: on to the entries of the chosen day.
    """

    day_chosen = Signal(object)
    month_turned = Signal()
    entries_asked = Signal()

    def __init__(self, theme: Theme, today: date, parent: QWidget | None = None) -> None:
        self._first_weekday = 0
        self._day = today
        super().__init__(parent)
        self._theme = theme
        self._today = today
        self._days: Mapping[date, MonthDay] = {}
        self._hits: frozenset[date] = frozenset()
        self._cells = _Cells(self)
        self._squares: dict[tuple[object, ...], QPixmap] = {}
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self._dress)
        self._dress()
        self._speak()

    @property
    def day(self) -> date:
        """The chosen day."""
        return self._day

    @property
    def first(self) -> date:
        """The first day shown, which may be one of the month before."""
        begins = self._day.replace(day=1)
        return begins - timedelta(days=(begins.weekday() - self._first_weekday) % DAYS_OF_WEEK)

    @property
    def last(self) -> date:
        """The last day shown."""
        return self.first + timedelta(days=WEEKS * DAYS_OF_WEEK - 1)

    def begin_weeks_on(self, weekday: int) -> None:
        """Begin the weeks with this day, 0 for Monday; other days may be wanted then."""
        if weekday != self._first_weekday:
            self._first_weekday = weekday
            self.tell_other_days()
            self._speak()

    def show_days(self, days: Mapping[date, MonthDay], today: date) -> None:
        """Show what the diary holds about the days from `first` to `last`."""
        self._days = days
        self._today = today
        self._speak()

    def mark_hits(self, days: frozenset[date]) -> None:
        """Mark days on which something was found."""
        self._hits = days
        self.viewport().update()

    def choose(self, day: date) -> None:
        """Choose a day, and turn to its month; a day no diary is about is not chosen."""
        if day == self._day or not FIRST_YEAR <= day.year <= LAST_YEAR:
            return
        turned = (day.year, day.month) != (self._day.year, self._day.month)
        self._day = day
        if turned:
            self.tell_other_days()
            self.month_turned.emit()
        self._speak()
        self.day_chosen.emit(day)

    def turn(self, months: int) -> None:
        """Turn to another month, on the same day of it."""
        self.choose(add_months(self._day, months))

    def sizeHint(self) -> QSize:
        line_px = self.fontMetrics().height()
        width_px = round(line_px * 3.6) * DAYS_OF_WEEK
        return QSize(width_px, self.heightForWidth(width_px))

    def minimumSizeHint(self) -> QSize:
        width_px = round(self.fontMetrics().height() * 2.2) * DAYS_OF_WEEK
        return QSize(width_px, self.heightForWidth(width_px))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._cells.names_px + WEEKS * self._cells.row_px(width) + 1

    def keyPressEvent(self, event: QKeyEvent) -> None:
        day = self._day_of_key(event)
        if day is not None:
            self.choose(day)
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.entries_asked.emit()
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        day = self.day_at(event.position())
        if day is not None and event.button() is Qt.MouseButton.LeftButton:
            self.choose(day)

    def menu_day(self, place: QPointF | None) -> date | None:
        """Return the day at a place, or the chosen one."""
        return self.day_at(place) if place is not None else self._day

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self.viewport()) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._paint_names(painter)
            for place in range(WEEKS * DAYS_OF_WEEK):
                self._paint_cell(
                    painter, self.first + timedelta(days=place), self._cells.cell(place)
                )

    def words_of(self, day: date) -> str:
        """Return what the calendar shows of a day, in words."""
        said = day_words(self._days[day], self._today) if day in self._days else ""
        return _("{said} Found here.").format(said=said) if day in self._hits else said

    def day_at(self, point: QPointF) -> date | None:
        """Return the day at a point of the widget."""
        for place in range(WEEKS * DAYS_OF_WEEK):
            if self._cells.cell(place).contains(point):
                return self.first + timedelta(days=place)
        return None

    def cell_of(self, day: date) -> QRectF:
        """Return where a day stands."""
        return self._cells.cell((day - self.first).days)

    def _day_of_key(self, event: QKeyEvent) -> date | None:
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return None
        onward = -1 if self.layoutDirection() is Qt.LayoutDirection.RightToLeft else 1
        begins = self._day.replace(day=1)
        days = {
            Qt.Key.Key_Left: self._day - onward * ONE_DAY,
            Qt.Key.Key_Right: self._day + onward * ONE_DAY,
            Qt.Key.Key_Up: self._day - DAYS_OF_WEEK * ONE_DAY,
            Qt.Key.Key_Down: self._day + DAYS_OF_WEEK * ONE_DAY,
            Qt.Key.Key_PageUp: add_months(self._day, -1),
            Qt.Key.Key_PageDown: add_months(self._day, 1),
            Qt.Key.Key_Home: begins,
            Qt.Key.Key_End: add_months(begins, 1) - ONE_DAY,
            Qt.Key.Key_T: self._today,
        }
        return days.get(Qt.Key(event.key()))

    def _paint_names(self, painter: QPainter) -> None:
        painter.setFont(self._theme.font(0.85))
        painter.setPen(self._theme.colours.muted)
        for column in range(DAYS_OF_WEEK):
            name = two_letters((self._first_weekday + column) % DAYS_OF_WEEK)
            cell = self._cells.cell(column)
            area = QRectF(cell.left(), 0, cell.width(), self._cells.names_px)
            painter.drawText(area, Qt.AlignmentFlag.AlignCenter, name)

    def _paint_cell(self, painter: QPainter, day: date, cell: QRectF) -> None:
        colours = self._theme.colours
        chosen, found = day == self._day, day in self._hits
        if chosen or found:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colours.accent_fill if chosen else colours.chip_fill)
            painter.drawRoundedRect(cell.adjusted(1, 1, -1, -1), 5, 5)
        self._paint_number(painter, day, cell)
        known = self._days.get(day)
        if known is not None:
            pale = PALE if colours.chip_fill != colours.surface else PALE_IN_CONTRAST
            painter.setOpacity(1.0 if day.month == self._day.month else pale)
            area = self._cells.square(cell)
            painter.drawPixmap(area.topLeft(), self._drawn(known.marks, area.size()))
            self._paint_signs(painter, known, cell)
            painter.setOpacity(1.0)
        if chosen:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            ring = colours.focus if self.hasFocus() else colours.outline
            painter.setPen(QPen(ring, 2.5 if self.hasFocus() else 1.5))
            painter.drawRoundedRect(cell.adjusted(1.5, 1.5, -1.5, -1.5), 5, 5)

    def _paint_number(self, painter: QPainter, day: date, cell: QRectF) -> None:
        """Paint the day's number: underlined where something was found, in a frame today."""
        colours, today = self._theme.colours, day == self._today
        font = self._theme.font(0.85, QFont.Weight.Bold if today else QFont.Weight.Normal)
        font.setUnderline(day in self._hits)
        painter.setFont(font)
        area = QRectF(cell.left(), cell.top() + 3, cell.width(), self._cells.number_px)
        if today:
            width_px = painter.fontMetrics().horizontalAdvance(str(day.day)) + 9
            frame = QRectF(area.center().x() - width_px / 2, area.top(), width_px, area.height())
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(colours.accent, 1.5))
            painter.drawRoundedRect(frame, 4, 4)
        painter.setPen(colours.text if day.month == self._day.month else colours.muted)
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, str(day.day))

    def _paint_signs(self, painter: QPainter, day: MonthDay, cell: QRectF) -> None:
        signs = signs_in_order(day.signs)
        side_px = self._cells.sign_px
        step_px = min(side_px + 2, (cell.width() - 6) / max(1, len(signs)))
        left_px = cell.center().x() - step_px * len(signs) / 2 + (step_px - side_px) / 2
        top_px = cell.bottom() - side_px - 4
        for place, sign in enumerate(signs):
            area = QRectF(left_px + place * step_px, top_px, side_px, side_px)
            paint_sign(painter, area, sign, self._theme.colours)

    def _drawn(self, marks: DayMarks, size: QSizeF) -> QPixmap:
        """Return the square of a day, drawn once for all days that look the same."""
        key = (marks.slots, marks.paused, marks.outside, size.width(), self.devicePixelRatioF())
        if key not in self._squares:
            drawn = QPixmap((size * self.devicePixelRatioF()).toSize())
            drawn.setDevicePixelRatio(self.devicePixelRatioF())
            drawn.fill(Qt.GlobalColor.transparent)
            with QPainter(drawn) as painter:
                area = QRectF(QPointF(), size).adjusted(0.5, 0.5, -1, -1)
                paint_day(painter, area, marks, self._theme.colours)
            self._squares[key] = drawn
        return self._squares[key]

    def _dress(self) -> None:
        self.setFont(self._theme.font())
        self._squares.clear()
        self.updateGeometry()
        self.viewport().update()

    def _speak(self) -> None:
        """Say the month, and by its cell the chosen day."""
        self.make_current(self._day)
        self.viewport().update()
        self.setAccessibleName(month_words(self._day))
        self.setAccessibleDescription(
            _(
                "Calendar. Arrow keys choose a day, Page Up and Page Down turn the "
                "month, T is today."
            )
        )
