"""Lists and tables whose current row is the focused one only while they have the focus.

Qt tells a screen reader that the current row of every list has the focus, wherever the focus is.
So a list without the focus has no current row for Qt; which one it is, it remembers itself. A row
that a screen reader selects becomes the current one, as Qt would leave the former one current.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelection, QModelIndex, QPersistentModelIndex, QTimer
from PySide6.QtGui import QAccessible, QFocusEvent, QKeyEvent

if TYPE_CHECKING:
    from PySide6.QtWidgets import QAbstractItemView as View
else:
    View = object

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()


class CurrentInFocus(View):
    """Stands before the kind of view in the bases of a class."""

    _resting: QPersistentModelIndex | None = None

    def currentIndex(self) -> QModelIndex:
        """Return the current place, with the focus or without it."""
        index = super().currentIndex()
        if index.isValid() or self._resting is None or not self._resting.isValid():
            return index
        rests = self._resting
        return self.model().index(rests.row(), rests.column(), rests.parent())

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if not self.hasFocus():
            self._rest()

    def focusInEvent(self, event: QFocusEvent) -> None:
        index, self._resting = self.currentIndex(), None
        if index.isValid():
            self._make_current(index)
            super().focusInEvent(event)
            super().currentChanged(index, NOWHERE)  # so that it is read out
        else:
            super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._rest()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Also of a key that a field gives it which has the focus itself."""
        index = self.currentIndex()
        if not self.hasFocus() and index.isValid():
            self._make_current(index)
        super().keyPressEvent(event)
        if not self.hasFocus():
            self._rest()

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        if QAccessible.isActive():
            QTimer.singleShot(0, self, self._follow_selection)

    def _follow_selection(self) -> None:
        """Make the selected row the current one, if a screen reader selected it."""
        chosen, index = self.selectedIndexes(), self.currentIndex()
        if chosen and index not in chosen:
            self.setCurrentIndex(chosen[0])

    def _rest(self) -> None:
        """Remember the current place, and have none for Qt."""
        index = super().currentIndex()
        if index.isValid():
            self._resting = QPersistentModelIndex(index)
            self._make_current(NOWHERE)

    def _make_current(self, index: QModelIndex) -> None:
        """Make a place current without telling."""
        chosen = self.selectionModel()
        held = chosen.blockSignals(True)
        chosen.setCurrentIndex(index, chosen.SelectionFlag.NoUpdate)
        chosen.blockSignals(held)
