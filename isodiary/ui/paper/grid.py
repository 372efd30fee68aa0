"""The grid in which days are typed in: one key answers a cell and goes on to the next."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPoint, QRect, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QPalette, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QTableView, QWidget

from isodiary.domain.errors import Refused
from isodiary.language import _
from isodiary.ui.kit.layouts import SlimBar
from isodiary.ui.kit.text import Text, Tone
from isodiary.ui.look.theme import Theme
from isodiary.ui.paper.model import CLOSED, NOWHERE, Index, TypeInModel
from isodiary.ui.paper.paint import AnswerPainter, Heads

Key = Qt.Key
STEPS = {
    Key.Key_Left: (0, -1),
    Key.Key_Right: (0, 1),
    Key.Key_Up: (-1, 0),
    Key.Key_Down: (1, 0),
}
EMPTYING = {Key.Key_Space, Key.Key_Delete, Key.Key_Backspace}
AMOUNT = frozenset("0123456789.,")


class CellRefusal(Text):
    """Why a cell was not answered, below it, or above where there is no room."""

    def __init__(self, theme: Theme, viewport: QWidget) -> None:
        super().__init__(theme, tone=Tone.WARNING, wrap=True, parent=viewport)
        self._viewport = viewport
        self.setMargin(6)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Window)
        self.setForegroundRole(QPalette.ColorRole.WindowText)
        self.hide()

    def take_colours(self, theme: Theme) -> None:
        """Take the ground of a warning."""
        palette = QPalette(self.palette())
        palette.setColor(QPalette.ColorRole.Window, theme.colours.warning_fill)
        self.setPalette(palette)

    def place_beside(self, cell: QRect) -> None:
        """Move beside a cell, inside of what is in sight."""
        room = self._viewport.rect()
        width_px = min(room.width(), self.fontMetrics().averageCharWidth() * 48)
        height_px = self.heightForWidth(width_px)
        x = max(0, min(cell.left(), room.width() - width_px))
        below = cell.bottom() + height_px <= room.bottom()
        y = cell.bottom() if below else max(0, cell.top() - height_px)
        self.resize(width_px, height_px)
        self.move(QPoint(x, y))
        self.raise_()


class TypeInGrid(QTableView):
    """Days to answer by keys alone.

    Attributes:
        typed: The digits of an amount that is not finished yet.
        refusal: Why a cell was not answered, beside it; hidden where nothing is wrong.

    Signals:
        answered: Something was typed, emptied or taken back.
        note_asked: The note of the current row is to be written; what was typed first.
        finished: The last cell was answered.
        left: Escape, with nothing half typed.
    """

    answered = Signal()
    note_asked = Signal(str)
    finished = Signal()
    left = Signal()

    def __init__(self, theme: Theme, model: TypeInModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.cells = model
        self.typed = ""
        self.setModel(model)
        self.setAccessibleName(_("Days to type in"))
        self.setItemDelegate(AnswerPainter(theme, self, self.cells, lambda: self.typed))
        self.setHorizontalHeader(Heads(Qt.Orientation.Horizontal, theme, self))
        self.setVerticalHeader(Heads(Qt.Orientation.Vertical, theme, self))
        self.refusal = CellRefusal(theme, self.viewport())
        self._corner = _corner(theme, self)
        self._dress_up()
        self.selectionModel().currentChanged.connect(self._settle)
        theme.changed.connect(self.fit)

    def fit(self) -> None:
        """Take the sizes of the text."""
        self.setFont(self._theme.font())
        self.refusal.take_colours(self._theme)
        line_px = self.fontMetrics().height()
        self.verticalHeader().setDefaultSectionSize(round(line_px * 1.7))
        self.verticalHeader().setMinimumSectionSize(round(line_px * 1.7))
        self.resizeColumnsToContents()
        self._widen_note()
        self.updateGeometries()

    def begin(self) -> None:
        """Go to the first cell that nothing stands in, else to the first."""
        rows, columns = self.cells.rowCount(), self.cells.columnCount() - 1
        places = [self.cells.index(row, column) for row in range(rows) for column in range(columns)]
        empty = (place for place in places if not place.data() and not place.data(CLOSED))
        self.setCurrentIndex(next(empty, places[0] if places else NOWHERE))
        self.setFocus()

    def go_on(self) -> None:
        """Go to the next cell to answer; notes are passed over."""
        found = self._next(self.currentIndex())
        if found.isValid():
            self.setCurrentIndex(found)
        else:
            self.finished.emit()

    def next_row(self) -> None:
        """Go to the first cell of the next day."""
        row = self.currentIndex().row()
        self.setCurrentIndex(self.cells.index(row, self.cells.columnCount() - 1))
        self.go_on()

    def finish(self) -> bool:
        """Take up an amount that is half typed; return whether it could be."""
        if not self.typed:
            return True
        return self._answer(self.currentIndex(), self.typed, go_on=False)

    def refuse(self, sentence: str) -> None:
        """Say beside the current cell why it was not answered; "" for nothing."""
        self.refusal.setText(sentence)
        self.setAccessibleDescription(sentence)
        self.refusal.setVisible(bool(sentence))
        if sentence:
            self.refusal.place_beside(self.visualRect(self.currentIndex()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        command = event.modifiers() & ~(
            Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier
        )
        if event.matches(QKeySequence.StandardKey.Undo):
            self._take_back()
        elif command or not index.isValid():
            event.ignore()
        elif not self._take_key(index, event):
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Let Tab go from cell to cell, and out of the grid at its ends."""
        index = self.currentIndex()
        if not index.isValid() or not self.finish():
            return super().focusNextPrevChild(forward)
        places = self.cells.rowCount() * self.cells.columnCount()
        columns = self.cells.columnCount()
        place = index.row() * columns + index.column() + (1 if forward else -1)
        if not 0 <= place < places:
            return super().focusNextPrevChild(forward)
        self.setCurrentIndex(self.cells.index(*divmod(place, columns)))
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._widen_note()

    def updateGeometries(self) -> None:
        super().updateGeometries()
        above, beside = self.horizontalHeader(), self.verticalHeader()
        self._corner.setGeometry(beside.x(), above.y(), beside.width(), above.height())
        self._corner.raise_()  # above Qt's own corner, which would be a button

    def _take_key(self, index: QModelIndex, event: QKeyEvent) -> bool:
        """Do what a key means in a cell; return whether it means something."""
        key, letter = event.key(), event.text()
        column = self.cells.columns[index.column()]
        if key in STEPS:
            self._step(*STEPS[Key(key)])
        elif key == Key.Key_Escape:
            self._escape()
        elif key in (Key.Key_Return, Key.Key_Enter):
            self._enter(index)
        elif key in EMPTYING:
            self._empty(index, key == Key.Key_Backspace)
        elif letter.casefold() == "n" or (column.note and letter.isprintable() and letter):
            if self.finish():
                self.note_asked.emit(letter if column.note else "")
        elif column.slot and letter and letter in AMOUNT:
            self._type(self.typed + letter)
        elif letter.isprintable() and letter:
            self._answer(index, letter, go_on=True)
        else:
            return False
        return True

    def _enter(self, index: QModelIndex) -> None:
        """Finish an amount, take an empty dose as planned, open a note; else go on."""
        column = self.cells.columns[index.column()]
        if self.typed:
            if self.finish():
                self.go_on()
        elif column.note:
            self.note_asked.emit("")
        elif column.slot and not index.data():
            self._answer(index, "t", go_on=True)
        else:
            self.go_on()

    def _step(self, rows: int, columns: int) -> None:
        if not self.finish():
            return
        index = self.currentIndex()
        if self.isRightToLeft():
            columns = -columns
        found = self.cells.index(index.row() + rows, index.column() + columns)
        if found.isValid():
            self.setCurrentIndex(found)

    def _escape(self) -> None:
        self.refuse("")
        if self.typed:
            self._type("")
        else:
            self.left.emit()

    def _empty(self, index: QModelIndex, one_back: bool) -> None:
        if self.typed:
            self._type(self.typed[:-1] if one_back else "")
        else:
            self._answer(index, "", go_on=False)

    def _type(self, digits: str) -> None:
        self.refuse("")
        self.typed = digits
        self.viewport().update()
        self.answered.emit()

    def _answer(self, index: QModelIndex, keys: str, *, go_on: bool) -> bool:
        if not self._put(index, keys):
            return False
        self.typed = ""
        self.answered.emit()
        if go_on:
            self.go_on()
        return True

    def _put(self, index: QModelIndex, keys: str) -> bool:
        try:
            self.cells.put(index, keys)
        except Refused as error:
            self.refuse(error.sentence)
            return False
        self.refuse("")
        return True

    def _take_back(self) -> None:
        self.typed = ""
        self.refuse("")
        row = self.cells.take_back()
        if row.isValid():
            self.scrollTo(row)
        self.answered.emit()

    def _next(self, index: Index) -> QModelIndex:
        columns = self.cells.columnCount()
        place = index.row() * columns + index.column() + 1
        for other in range(place, self.cells.rowCount() * columns):
            found = self.cells.index(*divmod(other, columns))
            if not self.cells.columns[found.column()].note and not found.data(CLOSED):
                return found
        return NOWHERE

    @Slot(QModelIndex, QModelIndex)
    def _settle(self, index: QModelIndex, before: QModelIndex) -> None:
        """Take up what was half typed in the cell that is left, as with the mouse."""
        if self.typed and before.isValid():
            self._put(before, self.typed)
            self.typed = ""
            self.answered.emit()
        elif index.isValid():
            self.refuse("")
        for shown in (self, self.horizontalHeader(), self.verticalHeader()):
            shown.viewport().update()

    def _widen_note(self) -> None:
        """Let the notes have what room is left."""
        last = self.cells.columnCount() - 1
        if last < 0:
            return
        others = sum(self.columnWidth(column) for column in range(last))
        least_px = self.fontMetrics().averageCharWidth() * 16
        self.setColumnWidth(last, max(least_px, self.viewport().width() - others))

    def _dress_up(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBar(SlimBar())


def _corner(theme: Theme, grid: QWidget) -> Text:
    """Return the words above the days, which stand over Qt's own corner."""
    corner = Text(theme, _("Day"), Tone.SMALL, parent=grid)
    corner.setMargin(3)
    corner.setAutoFillBackground(True)
    corner.setBackgroundRole(QPalette.ColorRole.Base)
    return corner
