"""Writing the diary to another file: what goes out is chosen, and seen before."""

from __future__ import annotations

import csv
import io
import json
import zipfile

import pytest
from PySide6.QtWidgets import QFileDialog

from isodiary.domain.record import DayNote
from isodiary.ui.exchange.export import ExportDialog
from tests.storage.writing import everything, new
from tests.ui.conftest import TODAY
from tests.ui.safety.conftest import filled, open_dialogs, path, the_dialog, window

__all__ = ["filled", "path", "window"]


@pytest.fixture
def dialog(window):
    window.menus.actions["export"].trigger()
    return the_dialog(ExportDialog)


@pytest.fixture
def saved_as(monkeypatch, tmp_path):
    """Answer the question for a file with a name in a folder of the test."""

    def answer(name):
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / name), ""))
        return tmp_path / name

    return answer


def test_all_of_it_goes_into_one_archive(window, dialog, saved_as, qtbot):
    file = saved_as("all.zip")
    with qtbot.waitSignal(window.acts.saved) as told:
        dialog.save.click()
    assert told.args == [file]
    assert open_dialogs() == []
    with zipfile.ZipFile(file) as archive:
        held = json.loads(archive.read("diary.json"))["entries"]
    assert len(held) == len(everything(window.tools.diary))


def test_a_table_of_chosen_columns_is_seen_and_written(dialog, saved_as):
    file = saved_as("doses")
    dialog.format.choose("isodiary-csv")
    dialog.format.chosen.emit()
    dialog.columns.choose(["day", "amount_mg"])
    dialog.columns.changed.emit()
    assert dialog.rows.heads == ("day", "amount_mg")
    first = [dialog.rows.cell(0, column).words for column in range(2)]
    dialog.save.click()
    rows = list(csv.reader(io.StringIO(file.with_suffix(".csv").read_text(encoding="utf-8"))))
    assert rows[:2] == [["day", "amount_mg"], first]


def test_what_is_kept_off_paper_is_asked_about_where_there_is_some(window, dialog, saved_as):
    assert not dialog.kept_off.isVisible()
    dialog.reject()
    window.tools.editor.write(new(DayNote(day=TODAY, text="mine alone", off_paper=True)))
    window.menus.actions["export"].trigger()
    again = the_dialog(ExportDialog)
    assert again.kept_off.isVisible()
    assert not again.kept_off.isChecked()
    file = saved_as("all.zip")
    again.save.click()
    with zipfile.ZipFile(file) as archive:
        assert b"mine alone" not in archive.read("diary.json")


def test_no_kind_at_all_is_told_and_given_up_nothing_is_written(dialog, saved_as, tmp_path):
    dialog.kinds.choose([])
    dialog.save.click()
    assert dialog.problem.text() == "Choose at least one kind of entries."
    dialog.kinds.choose(["dose"])
    saved_as("missing/all.zip")
    dialog.save.click()
    assert "There is no folder" in dialog.problem.text()
    dialog.reject()
    assert not list(tmp_path.glob("*.zip"))
