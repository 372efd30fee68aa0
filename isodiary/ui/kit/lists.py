"""A list of entries under headings: the day's, those found, those that happened to one.

The rows of a card are as high as they need.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPoint,
    QPointF,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import (
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QSizePolicy,
    QWidget,
)

from isodiary.ui.kit.current import CurrentInFocus
from isodiary.ui.kit.layouts import SlimBar
from isodiary.ui.kit.rows import Index, Role, Row, RowPainter
from isodiary.ui.look.theme import Theme

MOST_LINES = 18
"""A longer list of a card scrolls by itself."""
NOWHERE = QModelIndex()
_OPENING = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_E}


class EntryList(CurrentInFocus, QListView):
    """Rows to go through with the arrow keys.

    Attributes:
        marks_current: Whether the current row is marked without the focus too.

    Signals:
        opened: Enter, E or a double click on the row of this key.
        delete_asked: Delete on the row of this key.
        row_chosen: The row of this key became the current one.
        menu_asked: (key, place on the screen) of a context menu.
    """

    opened = Signal(object)
    delete_asked = Signal(object)
    row_chosen = Signal(object)
    menu_asked = Signal(object, QPoint)

    marks_current = True

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._rows = _Rows(self)
        self.setModel(self._rows)
        self.setItemDelegate(RowPainter(theme, self, marks_current=self.marks_current))
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollBar(SlimBar())
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._ask_menu)
        self.doubleClicked.connect(self._open)
        self.selectionModel().currentChanged.connect(self._tell)
        theme.changed.connect(self._dress)
        self._dress()

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows shown."""
        return self._rows.rows

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show other rows; the current one stays current if it is still there."""
        if tuple(rows) == self.rows:
            return
        key, place = self.current_key, self.currentIndex().row()
        self._rows.show_rows(rows)
        if key is not None and not self.choose(key):
            self._choose_near(place)

    @property
    def current_key(self) -> object:
        """What the current row stands for; None if there is none."""
        index = self.currentIndex()
        return self.rows[index.row()].key if index.isValid() else None

    def choose(self, key: object) -> bool:
        """Make the row of a key the current one; return whether there is one."""
        for place, row in enumerate(self.rows):
            if row.key is not None and row.key == key:
                self.setCurrentIndex(self._rows.index(place))
                return True
        return False

    def choose_first(self) -> None:
        """Make the first row that can be chosen the current one."""
        self._choose_near(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = self.current_key
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key is not None and plain and event.key() in _OPENING:
            self.opened.emit(key)
        elif key is not None and plain and event.key() == Qt.Key.Key_Delete:
            self.delete_asked.emit(key)
        elif event.matches(QKeySequence.StandardKey.Copy) and key is not None:
            spoken = self.rows[self.currentIndex().row()].spoken
            QGuiApplication.clipboard().setText(spoken)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()  # rows are wrapped to the width

    def _choose_near(self, place: int) -> None:
        later = [at for at, row in enumerate(self.rows) if row.key is not None and at >= place]
        earlier = [at for at, row in enumerate(self.rows) if row.key is not None and at < place]
        if later or earlier:
            self.setCurrentIndex(self._rows.index(later[0] if later else earlier[-1]))

    @Slot(QModelIndex)
    def _open(self, index: QModelIndex) -> None:
        key = self.rows[index.row()].key
        if key is not None:
            self.opened.emit(key)

    @Slot(QModelIndex, QModelIndex)
    def _tell(self, index: QModelIndex, before: QModelIndex) -> None:
        if index.isValid():
            self.row_chosen.emit(self.rows[index.row()].key)

    @Slot(QPoint)
    def _ask_menu(self, point: QPoint) -> None:
        index = self.indexAt(point)
        if not index.isValid():  # asked for with the keyboard
            index = self.currentIndex()
            point = self.visualRect(index).center()
        if index.isValid() and self.rows[index.row()].key is not None:
            self.setCurrentIndex(index)
            self.menu_asked.emit(self.current_key, self.viewport().mapToGlobal(point))

    @Slot()
    def _dress(self) -> None:
        self.setFont(self._theme.font())
        self.scheduleDelayedItemsLayout()
        self.updateGeometry()


class RowList(EntryList):
    """Rows as high as they need, for a card: it scrolls by itself only where there are many."""

    marks_current = False

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, name, parent)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.DefaultContextMenu)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_rows(self, rows: Sequence[Row]) -> None:
        place = self.currentIndex().row()
        super().show_rows(rows)
        if not self.currentIndex().isValid():
            self.choose_row(max(place, 0))
        self.updateGeometry()

    def choose_row(self, place: int) -> None:
        """Make the row at a place the current one, or the last."""
        if self.rows:
            self.setCurrentIndex(self.model().index(min(place, len(self.rows) - 1), 0))

    def menu_entry(self, place: QPointF | None) -> tuple[object, date | None]:
        """Return the entry of the row at a place, which becomes the current one."""
        index = self.indexAt(place.toPoint()) if place is not None else self.currentIndex()
        if not index.isValid():
            return None, None
        self.setCurrentIndex(index)
        return self.current_key, None

    def sizeHint(self) -> QSize:
        height_px = sum(self.sizeHintForRow(place) for place in range(len(self.rows)))
        most_px = MOST_LINES * self.fontMetrics().lineSpacing()
        return QSize(200, min(height_px, most_px) + 2 * self.frameWidth())

    def minimumSizeHint(self) -> QSize:
        return QSize(80, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    @Slot()
    def ask_open(self) -> None:
        """Ask to open the entry of the current row, if there is one."""
        if self.current_key is not None:
            self.opened.emit(self.current_key)

    @Slot()
    def ask_delete(self) -> None:
        """Ask to delete the entry of the current row, if there is one."""
        if self.current_key is not None:
            self.delete_asked.emit(self.current_key)


class _Rows(QAbstractListModel):
    """The rows, for Qt."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.rows: tuple[Row, ...] = ()

    def show_rows(self, rows: Sequence[Row]) -> None:
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        row = self.rows[index.row()]
        match role:
            case Role.DisplayRole:
                return row.title
            case Role.AccessibleTextRole:
                return row.spoken
            case Role.UserRole:
                return row
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if index.isValid() and self.rows[index.row()].key is None:
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)
