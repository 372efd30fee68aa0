"""What will be taken of a report: a line for each test, a column for each day."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QObject, QSize, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from isodiary.language import _
from isodiary.services.habits import Habits
from isodiary.services.labs.reading.report import ReadResult
from isodiary.services.labs.reading.session import PasteSession, TakenLine
from isodiary.services.labs.units import range_text
from isodiary.services.words.days import short_day
from isodiary.services.words.units import THIN
from isodiary.ui.kit.current import CurrentInFocus
from isodiary.ui.kit.layouts import SlimBar
from isodiary.ui.kit.table import NOWHERE, Index
from isodiary.ui.look.theme import Theme

Role = Qt.ItemDataRole
FIRST_VALUE = 2
"""Place of the first column with values; before it line and test."""
SHORTEST_NAME = 10
WIDEST_NAME = 28
GAP_PX = 12
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
LEADING = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter


class TakenModel(QAbstractTableModel):
    """The lines that are taken, each with a box to leave it out.

    Signals:
        wanted: (the `TakenLine`, whether it is wanted).
    """

    wanted = Signal(object, bool)

    def __init__(self, habits: Habits, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._habits = habits
        self._heads: tuple[str, ...] = ()
        self.lines: tuple[TakenLine, ...] = ()

    def show_session(self, session: PasteSession) -> None:
        """Show what would be taken now."""
        self.beginResetModel()
        self.lines = session.lines
        days = [short_day(each.day) if each.day else _("which day?") for each in session.samples]
        self._heads = (_("Line"), _("Test"), *days, _("Range"), _("Unit"))
        self.endResetModel()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._heads)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Vertical:
            return None
        if role == Role.TextAlignmentRole:
            return LEADING if section == 1 else RIGHT
        return self._heads[section] if role == Role.DisplayRole else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        plain = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if index.isValid() and index.column() == 0 and not self.lines[index.row()].asked:
            return plain | Qt.ItemFlag.ItemIsUserCheckable
        return plain

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        if not index.isValid():
            return None
        line = self.lines[index.row()]
        match role:
            case Role.DisplayRole | Role.ToolTipRole | Role.AccessibleTextRole:
                return self._words(line, index.column())
            case Role.TextAlignmentRole:
                return LEADING if index.column() == 1 else RIGHT
            case Role.CheckStateRole if index.column() == 0 and not line.asked:
                return Qt.CheckState.Checked if line.wanted else Qt.CheckState.Unchecked
        return None

    def setData(self, index: Index, value: Any, role: int = Role.EditRole) -> bool:
        if role != Role.CheckStateRole or not index.isValid():
            return False
        checked = Qt.CheckState(value) is Qt.CheckState.Checked
        self.wanted.emit(self.lines[index.row()], checked)
        return True

    def _words(self, line: TakenLine, column: int) -> str:
        results = [each for each in line.results if each is not None]
        first = results[0] if results else None
        if column == 0:
            return f"{line.line} ?" if line.asked else str(line.line)
        if column == 1:
            return line.name
        place = column - FIRST_VALUE
        if place < len(line.results):
            asked = line.printed if place == line.sample else ""
            return self._value(line.results[place]) if line.results[place] or not asked else asked
        if first is None:
            return ""
        return first.unit if column == len(self._heads) - 1 else self._range(first)

    def _value(self, result: ReadResult | None) -> str:
        if result is None:
            return "–"
        if result.value is None:
            return result.word
        sign = f"{result.comparator.sign}{THIN}" if result.comparator else ""
        return sign + self._habits.figure(f"{result.value:f}")

    def _range(self, result: ReadResult) -> str:
        low, high = (
            "" if end is None else self._habits.figure(str(end))
            for end in (result.ends.low, result.ends.high)
        )
        return range_text(low, high, result.ends)


class TakenTable(CurrentInFocus, QTableView):
    """Shows them; a name as long as can be leaves the numbers in sight."""

    def __init__(self, theme: Theme, habits: Habits, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.taken = TakenModel(habits, self)
        self.setModel(self.taken)
        self.setAccessibleName(_("What will be taken"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setWordWrap(False)
        self.setVerticalScrollBar(SlimBar())
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        theme.changed.connect(self._dress)
        self._dress()

    def show_session(self, session: PasteSession) -> None:
        """Show what would be taken now; the chosen line stays chosen."""
        row = self.currentIndex().row()
        self.taken.show_session(session)
        self._fit()
        if 0 <= row < self.taken.rowCount():
            self.selectRow(row)

    def sizeHint(self) -> QSize:
        return QSize(
            self.fontMetrics().horizontalAdvance("x") * 56, self.fontMetrics().height() * 12
        )

    def minimumSizeHint(self) -> QSize:
        return QSize(160, self.fontMetrics().height() * 5)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def _fit(self) -> None:
        self.resizeColumnsToContents()
        letter_px = self.fontMetrics().horizontalAdvance("x")
        columns = range(self.taken.columnCount())
        widths = [min(self.columnWidth(each) + GAP_PX, letter_px * WIDEST_NAME) for each in columns]
        if len(widths) > 1:  # the names give way, or take what is left; the numbers stay in sight
            over_px = sum(widths) - self.viewport().width()
            widths[1] = max(letter_px * SHORTEST_NAME, widths[1] - over_px)
        for column, width in enumerate(widths):
            self.setColumnWidth(column, width)

    @Slot()
    def _dress(self) -> None:
        self.setFont(self._theme.font())
        self.verticalHeader().setDefaultSectionSize(round(self.fontMetrics().height() * 1.6))
        self._fit()
