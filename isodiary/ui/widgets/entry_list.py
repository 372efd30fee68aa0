"""A list of entries under headings: the day's, those found, those that happened to one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QListView, QWidget

from isodiary.ui.theme import Theme
from isodiary.ui.widgets.entry_row import Row, RowPainter
from isodiary.ui.widgets.slim_bar import SlimBar

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
NOWHERE = QModelIndex()
_OPENING = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_E}


class EntryList(QListView):
    """Rows to go through with the arrow keys.

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

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._rows = _Rows(self)
        self.setModel(self._rows)
        self.setItemDelegate(RowPainter(theme, self))
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
