"""The table of blood tests for Qt: a row for each test, a column for each sample."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from isodiary.domain.lab import PlannedTest
from isodiary.domain.values import dataclass
from isodiary.language import _
from isodiary.services.labs.table import LabCell, LabRow, LabTable, SampleDay
from isodiary.services.labs.words import (
    cell_mark,
    cell_words,
    day_heading,
    range_beside,
    row_range_text,
    sample_words,
)

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
NOWHERE = QModelIndex()
EMPTY = LabTable(days=(), rows=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One place of the table: a test in a sample, and its result if there is one.

    Attributes:
        row: The test.
        sample: The sample.
        cell: The result; None if there is none.
        planned: The planned test whose column it is; None for a sample.
        expected: Whether the test was part of the newest sample, so that it is likely to come.
    """

    row: LabRow
    sample: SampleDay
    cell: LabCell | None
    planned: PlannedTest | None = None
    expected: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RowParts:
    """What stands beside the results of a test: its name, unit, range and the doctor's limit."""

    name: str
    unit: str
    range: str
    limit: str


class LabModel(QAbstractTableModel):
    """Shows a `LabTable`; a second result of a day has a column of its own.

    Attributes:
        table: What is shown.
        today: The diary's day.
        planned: The planned test that has the last column; None if there is none.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.table = EMPTY
        self.today = date.min
        self.planned: PlannedTest | None = None
        self._columns: tuple[tuple[int, int], ...] = ()

    def show_table(self, table: LabTable, today: date, planned: PlannedTest | None = None) -> None:
        """Show another table, and a planned test in a column of its own."""
        self.beginResetModel()
        self.table = table
        self.today = today
        self.planned = planned if table.rows else None
        self._columns = tuple(
            (place, turn)
            for place in range(len(table.days))
            for turn in range(max((len(row.cells[place]) for row in table.rows), default=1))
        )
        self.endResetModel()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.table.rows)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._columns) + (self.planned is not None)

    def cells_of(self, column: int) -> list[LabCell | None]:
        """Return the results of a column."""
        return [self.place(self.index(row, column)).cell for row in range(len(self.table.rows))]

    def row_parts(self, section: int) -> RowParts:
        """Return what stands beside the results of a test."""
        row = self.table.rows[section]
        newest = row.newest
        shown = newest.range if newest is not None else None
        return RowParts(
            name=row.short,
            unit=row.unit,
            range=range_beside(shown),
            limit=row.limit.short if row.limit else "",
        )

    def place(self, index: Index) -> Place:
        """Return what stands at an index."""
        row = self.table.rows[index.row()]
        if index.column() == len(self._columns):
            assert self.planned is not None
            sample = SampleDay(day=self.planned.day, fasting=None, exercise=None, labs=())
            expected = bool(row.cells and row.cells[-1])
            return Place(row=row, sample=sample, cell=None, planned=self.planned, expected=expected)
        day, turn = self._columns[index.column()]
        cells = row.cells[day]
        cell = cells[turn] if turn < len(cells) else None
        return Place(row=row, sample=self.table.days[day], cell=cell)

    def find(self, analyte: str, day: date | None) -> QModelIndex:
        """Return where a test stands, in the last sample of a day, else in the newest one."""
        rows = [place for place, row in enumerate(self.table.rows) if row.analyte == analyte]
        if not rows or not self._columns:
            return QModelIndex()
        on_day = [
            column
            for column, (place, _) in enumerate(self._columns)
            if self.table.days[place].day == day
        ]
        return self.index(rows[0], on_day[-1] if on_day else len(self._columns) - 1)

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        if not index.isValid():
            return None
        place = self.place(index)
        match role:
            case Role.DisplayRole:
                return "" if place.cell is None else _shown(place.cell)
            case Role.ToolTipRole | Role.AccessibleTextRole:
                return cell_words(place.row, place.sample.day, place.cell)
            case Role.UserRole:
                return place
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Vertical:
            return self._row_head(self.table.rows[section], role)
        if section == len(self._columns):
            return self._planned_head(role)
        sample = self.table.days[self._columns[section][0]]
        match role:
            case Role.DisplayRole:
                return day_heading(sample, self.today)
            case Role.ToolTipRole | Role.AccessibleTextRole:
                return sample_words(sample)
            case Role.UserRole:
                return {True: _("fasting"), False: _("not fasting"), None: ""}[sample.fasting]
        return None

    def _planned_head(self, role: int) -> Any:
        assert self.planned is not None
        sample = SampleDay(day=self.planned.day, fasting=None, exercise=None, labs=())
        match role:
            case Role.DisplayRole:
                return day_heading(sample, self.today)
            case Role.ToolTipRole | Role.AccessibleTextRole:
                text = _("{day}, planned: {what}") if self.planned.what else _("{day}, planned")
                return text.format(day=sample_words(sample), what=self.planned.what)
            case Role.UserRole:
                return _("planned")
        return None

    def _row_head(self, row: LabRow, role: int) -> Any:
        match role:
            case Role.DisplayRole:
                return row.short
            case Role.ToolTipRole | Role.AccessibleTextRole:
                return ", ".join(part for part in (row.name, row_range_text(row)) if part)
            case Role.UserRole:
                return row_range_text(row)
        return None


def _shown(cell: LabCell) -> str:
    return " ".join(part for part in (cell.text, cell_mark(cell), cell.change_text) if part)
