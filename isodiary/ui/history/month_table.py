"""The month as Qt knows it: a table of days, so that a screen reader finds weeks, days and names.

How it looks is painted over it by who derives from it.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QEvent, QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QHelpEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QTableView, QToolTip, QWidget

from isodiary.services.words.days import full_day_of_week, short_span, weekday_name
from isodiary.ui.kit.current import CurrentInFocus
from isodiary.ui.kit.rows import Index
from isodiary.ui.kit.table import NOWHERE

WEEKS = 6
DAYS_OF_WEEK = 7
Role = Qt.ItemDataRole


class MonthTable(CurrentInFocus, QTableView):
    """Six weeks of days; one of them is the current one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cells_told = _Days(self)
        self.setModel(self._cells_told)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setAutoScroll(False)
        for hide in (self.setVerticalScrollBarPolicy, self.setHorizontalScrollBarPolicy):
            hide(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.hide()
        self.viewport().setAutoFillBackground(False)

    @property
    def first(self) -> date:
        """The first day shown."""
        raise NotImplementedError

    def cell_of(self, day: date) -> QRectF:
        """Return where a day stands."""
        raise NotImplementedError

    def day_at(self, point: QPointF) -> date | None:
        """Return the day at a point; None if there is none."""
        raise NotImplementedError

    def words_of(self, day: date) -> str:
        """Return what is known of a day, in words; nothing if nothing is."""
        raise NotImplementedError

    def choose(self, day: date) -> None:
        """Choose a day."""
        raise NotImplementedError

    def visualRect(self, index: Index) -> QRect:
        return self.cell_of(self._day_of(index)).toRect()

    def indexAt(self, point: QPoint) -> Any:
        day = self.day_at(QPointF(point))
        return NOWHERE if day is None else self._index_of(day)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if current.isValid():
            self.choose(self._day_of(current))

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            day = self.day_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), self.words_of(day) if day else "", self)
            return True
        return super().viewportEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        event.ignore()  # a drag would choose

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def tell_other_days(self) -> None:
        """Say that other days are shown."""
        self._cells_told.beginResetModel()
        self._cells_told.endResetModel()

    def make_current(self, day: date) -> None:
        """Make a day the current one, which is read out where the table has the focus."""
        self.setCurrentIndex(self._index_of(day))

    def _day_of(self, index: Index) -> date:
        return self.first + timedelta(days=index.row() * DAYS_OF_WEEK + index.column())

    def _index_of(self, day: date) -> Index:
        week, column = divmod((day - self.first).days, DAYS_OF_WEEK)
        return self._cells_told.index(week, column)


class _Days(QAbstractTableModel):
    """What the cells of the table say."""

    def __init__(self, table: MonthTable) -> None:
        super().__init__(table)
        self._table = table

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else WEEKS

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else DAYS_OF_WEEK

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        if role not in {Role.DisplayRole, Role.AccessibleTextRole}:
            return None
        day = self._table.first + timedelta(days=index.row() * DAYS_OF_WEEK + index.column())
        return self._table.words_of(day) or full_day_of_week(day)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole
    ) -> Any:
        if role not in {Role.DisplayRole, Role.AccessibleTextRole}:
            return None
        if orientation is Qt.Orientation.Horizontal:
            return weekday_name((self._table.first.weekday() + section) % DAYS_OF_WEEK)
        begins = self._table.first + timedelta(days=section * DAYS_OF_WEEK)
        return short_span(begins, begins + timedelta(days=DAYS_OF_WEEK - 1))
