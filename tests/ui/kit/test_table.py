from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from isodiary.ui.kit.table import NOWHERE, Cell, CellModel, PlainTable
from isodiary.ui.look.theme import Theme, ThemeChoice
from tests.ui.keys import hold, in_front


class Squares(CellModel):
    """A long table that counts how many of its cells were asked for."""

    def __init__(self, rows):
        super().__init__()
        self.heads = ("Number", "Square")
        self.rows = rows
        self.asked = 0

    def rowCount(self, parent=NOWHERE):
        return 0 if parent.isValid() else self.rows

    def cell(self, row, column):
        self.asked += 1
        return Cell(str(row**2), "squared") if column else Cell(str(row))


@pytest.fixture
def table(qtbot, qapp):
    theme = Theme(ThemeChoice.LIGHT)
    theme.apply(qapp)
    return in_front(qtbot, PlainTable(theme, "Squares", Squares(100_000)))


def test_the_model_keeps_to_the_rules_of_qt(qtmodeltester, qapp):
    model = Squares(4)
    qtmodeltester.check(model)


def test_of_a_long_table_only_what_is_in_sight_is_made(table):
    table.cells.asked = 0
    table.fit()
    table.scrollToBottom()
    table.grab()
    assert table.cells.asked < 2000


def test_the_chosen_rows_are_copied_under_their_heads(table):
    table.setFocus()
    table.selectRow(3)
    hold(Qt.KeyboardModifier.ControlModifier, Qt.Key.Key_C)
    assert QGuiApplication.clipboard().text() == "Number\tSquare\n3\t9, squared"


def test_a_screen_reader_hears_both_lines_of_a_cell(table):
    index = table.cells.index(2, 1)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "4, squared"


def test_a_screen_reader_hears_that_a_cell_is_empty(table, monkeypatch):
    monkeypatch.setattr(Squares, "cell", lambda cells, row, column: Cell(""))
    index = table.cells.index(2, 1)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "empty"
    assert index.data(Qt.ItemDataRole.DisplayRole) == ""
