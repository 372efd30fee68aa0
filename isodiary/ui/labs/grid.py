"""The table of blood tests on the screen; the names of the tests stay in sight at its side."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QModelIndex, QPoint, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QSizePolicy, QTableView, QWidget

from isodiary.domain.lab import PlannedTest
from isodiary.services.labs.table import LabTable
from isodiary.ui.kit.current import CurrentInFocus
from isodiary.ui.kit.layouts import SlimBar
from isodiary.ui.labs.heads import CornerHead, DayHeads, NameHeads
from isodiary.ui.labs.model import LabModel, Place
from isodiary.ui.labs.paint import CellPainter
from isodiary.ui.look.theme import Theme

MOST_ROWS = 14
"""A longer table scrolls by itself."""
_OPENING = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_E}


class LabGrid(CurrentInFocus, QTableView):
    """Results to go through with the arrow keys.

    Signals:
        place_chosen: The `Place` that became the current one.
        opened: Enter, E or a double click on a `Place`.
        delete_asked: Delete on a `Place`.
        menu_asked: (`Place`, place on the screen) of a context menu.
        fill_asked: F: the results of the `PlannedTest` are to be typed.
    """

    place_chosen = Signal(object)
    opened = Signal(object)
    delete_asked = Signal(object)
    menu_asked = Signal(object, QPoint)
    fill_asked = Signal(object)

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.labs = LabModel(self)
        self.setModel(self.labs)
        self.setAccessibleName(name)
        self.setItemDelegate(CellPainter(theme, self, self.labs))
        names = NameHeads(theme, self, self.labs)
        self.setVerticalHeader(names)
        self.setHorizontalHeader(DayHeads(theme, self))
        self._corner = CornerHead(theme, names, self)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBar(SlimBar())
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._ask_menu)
        self.doubleClicked.connect(self._open)
        self.selectionModel().currentChanged.connect(self._tell)
        theme.changed.connect(self._dress)
        self._dress()

    @property
    def place(self) -> Place | None:
        """The current place; None if there is none."""
        index = self.currentIndex()
        return self.labs.place(index) if index.isValid() else None

    def show_table(self, table: LabTable, today: date, planned: PlannedTest | None = None) -> None:
        """Show another table; the current place stays current if it is still there.

        A planned test has the last column, with a box for each test of the newest sample.
        """
        if (table, today, planned) == (self.labs.table, self.labs.today, self.labs.planned):
            return
        before = self.place
        self.labs.show_table(table, today, planned)
        self._fit()
        if not (before and self.choose(before.row.analyte, before.sample.day)) and table.rows:
            self.choose(table.rows[0].analyte)

    def choose(self, analyte: str, day: date | None = None) -> bool:
        """Make a test of a day current, or its newest sample; return whether there is one."""
        index = self.labs.find(analyte, day)
        if index.isValid():
            self.setCurrentIndex(index)
            self.scrollTo(index)
        return index.isValid()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        place = self.place
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and event.key() == Qt.Key.Key_F and self.labs.planned is not None:
            self.fill_asked.emit(self.labs.planned)
        elif place is not None and plain and event.key() in _OPENING:
            self.opened.emit(place)
        elif place is not None and plain and event.key() == Qt.Key.Key_Delete:
            self.delete_asked.emit(place)
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        rows = min(self.labs.rowCount(), MOST_ROWS)
        rows_px = rows * self.verticalHeader().defaultSectionSize()
        bar_px = self.horizontalScrollBar().sizeHint().height() if self._too_wide() else 0
        return QSize(400, self.horizontalHeader().sizeHint().height() + rows_px + bar_px)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.verticalHeader().updateGeometry()
            self.updateGeometries()
            self.updateGeometry()

    def updateGeometries(self) -> None:
        super().updateGeometries()
        days, names = self.horizontalHeader(), self.verticalHeader()
        self._corner.setGeometry(names.x(), days.y(), names.width(), days.height())
        self._corner.raise_()  # above Qt's own corner, which would be a button

    def _too_wide(self) -> bool:
        room_px = self.width() - self.verticalHeader().sizeHint().width()
        return self.horizontalHeader().length() > room_px

    def _fit(self) -> None:
        self.resizeColumnsToContents()
        self.updateGeometries()
        self.updateGeometry()

    @Slot(QModelIndex)
    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(self.labs.place(index))

    @Slot(QModelIndex, QModelIndex)
    def _tell(self, index: QModelIndex, before: QModelIndex) -> None:
        self.verticalHeader().viewport().update()
        self.viewport().update()  # the whole row is marked
        if index.isValid():
            self.place_chosen.emit(self.labs.place(index))

    @Slot(QPoint)
    def _ask_menu(self, point: QPoint) -> None:
        index = self.indexAt(point)
        if not index.isValid():  # asked for with the keyboard
            index = self.currentIndex()
            point = self.visualRect(index).center()
        if index.isValid():
            self.setCurrentIndex(index)
            self.menu_asked.emit(self.labs.place(index), self.viewport().mapToGlobal(point))

    @Slot()
    def _dress(self) -> None:
        self.setFont(self._theme.font())
        self.verticalHeader().setDefaultSectionSize(round(self.fontMetrics().height() * 1.55))
        self._fit()
