"""Reading a table of no known program: what its columns are, and what its rows then say."""

from __future__ import annotations

import zipfile
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from isodiary.domain.record import Weight
from isodiary.domain.symptom import SymptomEntry
from isodiary.services.exchange.mapping import (
    DayOrder,
    Meaning,
    ThingRole,
    mapping_named,
    read_mapping,
)
from isodiary.ui.exchange.bring import BringDialog
from isodiary.ui.exchange.mapping import MappingDialog
from tests.storage.writing import everything
from tests.ui.conftest import TODAY
from tests.ui.safety.conftest import filled, open_dialogs, path, the_dialog, window

__all__ = ["filled", "path", "window"]

DAY = TODAY.replace(year=TODAY.year - 1)
NEXT = DAY + timedelta(days=1)
TEXT = f"Datum;Gewicht;Müdigkeit;Schritte\n{DAY:%d.%m.%Y};63,4;2;4000\n{NEXT:%d.%m.%Y};63,9;;5000\n"


@pytest.fixture
def table(tmp_path):
    file = tmp_path / "waage.csv"
    file.write_bytes(TEXT.encode("cp1252"))
    return file


@pytest.fixture
def dialog(window, table):
    window.acts.exchange.bring_in(table)
    return the_dialog(MappingDialog)


def choose(box, value):
    box.setCurrentIndex(box.findData(value))
    box.activated.emit(box.currentIndex())


def test_what_a_table_looks_like_is_the_first_guess(dialog):
    mapping = dialog.mapping
    assert (mapping.separator, mapping.encoding, mapping.order) == (";", "cp1252", "day first")
    assert mapping.decimal_comma
    assert dict(mapping.columns) == {"day": "Datum"}
    assert dict(mapping.things) == {"gewicht": Meaning(ThingRole.WEIGHT, "kg")}
    assert [box.currentData() for box in dialog.columns.boxes] == [
        "day",
        "weight kg",
        "leave",
        "leave",
    ]
    assert [dialog.rows.cell(row, 0).words for row in range(2)] == ["+ New", "+ New"]


def test_a_table_is_read_as_it_is_said_and_brought_in(window, dialog):
    choose(dialog.columns.boxes[2], "symptom")
    said = [dialog.rows.cell(row, 3).words for row in range(dialog.rows.rowCount())]
    assert any("Müdigkeit 2" in words for words in said), said
    dialog.save.click()
    bring = the_dialog(BringDialog)
    assert bring.run.count == 2
    bring.save.click()
    assert open_dialogs() == []
    diary = window.tools.diary
    assert {each.grams for each in diary.all(Weight) if each.day in (DAY, NEXT)} == {63_400, 63_900}
    assert [each.severity for each in diary.all(SymptomEntry) if each.day == DAY] == [2]
    window.menus.actions["undo"].trigger()
    assert not [each for each in diary.all(Weight) if each.day in (DAY, NEXT)]


def test_a_mapping_is_remembered_for_tables_with_these_heads(window, dialog, table):
    choose(dialog.columns.boxes[3], "note")
    dialog.save.click()
    the_dialog(BringDialog).reject()
    window.acts.exchange.bring_in(table)
    again = the_dialog(MappingDialog)
    assert again.mapping == dialog.mapping
    assert again.columns.boxes[3].currentData() == "note"


def test_a_mapping_is_saved_and_opened_as_a_file(dialog, tmp_path, monkeypatch):
    file = tmp_path / "mine.toml"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(file), ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(file), ""))
    choose(dialog.columns.boxes[3], "note")
    saved = dialog.mapping
    dialog.save_file.click()
    assert read_mapping(file) == saved
    choose(dialog.columns.boxes[3], "leave")
    dialog.open_file.click()
    assert dialog.mapping == saved
    file.write_text("[columns]\nday = 0", "utf-8")
    dialog.open_file.click()
    assert "cannot be used" in dialog.problem.text()
    assert dialog.mapping == saved


def test_the_whole_of_a_table_is_read_otherwise_by_four_lists(dialog):
    choose(dialog.boxes["order"], DayOrder.MONTH_FIRST)
    choose(dialog.boxes["decimal"], "")
    choose(dialog.boxes["encoding"], "latin-1")
    assert dialog.mapping.order is DayOrder.MONTH_FIRST
    assert not dialog.mapping.decimal_comma
    choose(dialog.boxes["separator"], ",")
    assert "no column “Datum”" in dialog.problem.text()
    dialog.save.click()
    assert dialog.isVisible()
    choose(dialog.boxes["separator"], ";")
    assert not dialog.problem.isVisible()


def test_without_a_day_or_a_meaning_nothing_is_read(dialog):
    choose(dialog.columns.boxes[1], "leave")
    dialog.save.click()
    assert dialog.problem.text().startswith("Say what at least one more column is")
    choose(dialog.columns.boxes[0], "leave")
    dialog.save.click()
    assert dialog.problem.text() == "Say which column has the day."
    assert dialog.isVisible()
    choose(dialog.columns.boxes[1], "day")
    choose(dialog.columns.boxes[0], "day")
    assert dict(dialog.mapping.columns) == {"day": "Datum"}


def test_a_ready_mapping_that_does_not_fit_says_so_and_the_guess_comes_back(dialog):
    guessed = dialog.mapping
    dialog.start.setCurrentIndex(dialog.start.findText("Flaredown"))
    dialog.start.activated.emit(dialog.start.currentIndex())
    assert dialog.problem.text()
    choose(dialog.start, "")
    assert dialog.mapping == guessed


def test_a_ready_mapping_reads_what_it_is_for(window, tmp_path):
    file = tmp_path / "bp.csv"
    file.write_text("timestampUnixMs,pulse,bodyweight\n1762066800000,60,63.4\n", "utf-8")
    window.acts.exchange.bring_in(file)
    dialog = the_dialog(MappingDialog)
    choose(dialog.start, dialog.start.itemData(1))
    folder = type(file)(dialog.start.itemData(1)).parent
    assert dialog.mapping == mapping_named("blood-pressure-monitor", folder)
    assert dialog.rows.cell(0, 0).words == "+ New"


def test_a_table_in_an_archive_is_read_too(window, tmp_path):
    file = tmp_path / "loop.zip"
    with zipfile.ZipFile(file, "w") as made:
        made.writestr("Habits.csv", "Position,Name\n1,Weight\n")
        made.writestr("Checkmarks.csv", f"Date,Weight,\n{DAY},63400,\n")
    window.acts.exchange.bring_in(file)
    dialog = the_dialog(MappingDialog)
    choose(dialog.start, dialog.start.itemData(dialog.start.findText("Loop Habit Tracker")))
    assert [box.currentData() for box in dialog.columns.boxes][:2] == ["day", "weight kg"]
    assert dialog.rows.cell(0, 0).words == "+ New"


def test_nothing_is_written_before_and_escape_leaves_all_as_it_was(window, dialog, qtbot):
    before = everything(window.tools.diary)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert open_dialogs() == []
    assert everything(window.tools.diary) == before


@pytest.mark.parametrize(
    "content", [b"just words\nand more", b"<a>1,2</a>", b'{"a": 1, "b": 2}', b""]
)
def test_what_is_no_table_is_told_in_the_line_below(window, tmp_path, qtbot, content):
    file = tmp_path / "file.txt"
    file.write_bytes(content)
    with qtbot.waitSignal(window.acts.warned) as told:
        window.acts.exchange.bring_in(file)
    assert "does not know" in told.args[0]
    assert open_dialogs() == []


def test_a_table_of_hundreds_of_columns_opens(window, tmp_path):
    file = tmp_path / "wide.csv"
    heads = ",".join(f"h{number}" for number in range(500))
    file.write_text(f"{heads}\n{'1,' * 499}1\n", "utf-8")
    window.acts.exchange.bring_in(file)
    assert len(the_dialog(MappingDialog).columns.boxes) == 60
