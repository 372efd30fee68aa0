"""Bringing a file in: every row in sight, what is asked, conflicts, one change and one undo."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QFileDialog

from isodiary.domain.day import ONE_DAY
from isodiary.domain.dose import Dose
from isodiary.domain.record import Weight
from isodiary.domain.units import mg
from isodiary.services.exchange.bring import Opened, held_by
from isodiary.services.exchange.choice import ExportChoice
from isodiary.services.exchange.formats import format_named
from isodiary.services.exchange.found import FoundDose, FoundEntry, FoundRow, State, Unreadable
from isodiary.services.exchange.out import write_file
from isodiary.services.exchange.results import Result
from isodiary.storage.backup_files import Why, backup_files
from isodiary.storage.reads.days import read_day
from isodiary.ui.exchange import progress as progress_module
from isodiary.ui.exchange.bring import BringDialog
from isodiary.ui.exchange.progress import GivenUp, progress
from isodiary.ui.kit.forms import ask
from isodiary.ui.today.page import TodayPage
from tests.clock import EVENING
from tests.storage.writing import everything, new
from tests.ui.conftest import TODAY
from tests.ui.safety.conftest import filled, open_dialogs, path, the_dialog, window
from tests.ui.windows import desk_on, put_away, window_on

__all__ = ["filled", "path", "window"]

DAY = TODAY - timedelta(days=30)


def taken(day, clock, **more):
    at = datetime.combine(day, clock)
    fields = {"medicine": "Isotretinoin", "amount": Decimal(20), "unit": "mg", "planned": at}
    return FoundDose(**{**fields, "taken_at": at, **more}, state=State.TAKEN)


def opened(*says):
    rows = [FoundRow(number, f"row {number}: …", each) for number, each in enumerate(says, 1)]
    return Opened(Path("other.json"), format_named("isodiary-json"), tuple(rows))


def shown(window, *says):
    tools = window.tools
    dialog = BringDialog(
        tools, opened(*says), held_by(tools.diary, tools.catalogues), parent=window
    )
    ask(dialog, window.acts.exchange._write)
    return dialog


def cells(dialog):
    count = range(dialog.rows.rowCount())
    return [[dialog.rows.cell(row, column).words for column in range(4)] for row in count]


@pytest.fixture
def exported(window, tmp_path):
    """All of the diary in an archive; then a weight is another one in it than in the archive."""
    diary = window.tools.diary
    file = tmp_path / "isodiary.zip"
    write_file(diary, file, format_named("isodiary-zip"), ExportChoice(now=EVENING))
    return file


def test_a_file_is_asked_for_looked_at_and_brought_in_by_one_act(
    window, exported, filled, monkeypatch
):
    diary = window.tools.diary
    gone = everything(diary)
    while window.tools.editor.undo_stack.canUndo():
        window.tools.editor.undo_stack.undo()
    before = everything(diary)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(exported), ""))
    window.menus.actions["import"].trigger()
    dialog = the_dialog(BringDialog)
    assert dialog.save.text().startswith("&Bring in ")
    assert everything(diary) == before, "nothing is written yet"
    dialog.save.click()
    assert open_dialogs() == []
    assert everything(diary) == gone
    assert backup_files(filled)[0].why is Why.IMPORT
    window.menus.actions["undo"].trigger()
    assert everything(diary) == before


def test_a_file_that_is_dropped_is_looked_at(window, exported):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(exported))])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    drop = QDropEvent(QPointF(50, 50), Qt.DropAction.CopyAction, data, buttons, keys)
    window.centralWidget().dropEvent(drop)
    dialog = the_dialog(BringDialog)
    assert drop.isAccepted()
    assert dialog.save.text() == "Nothing to bring in"
    assert not dialog.save.isEnabled()


@pytest.mark.parametrize("urls", [[], ["https://example.org/a.zip"], ["file:///a", "file:///b"]])
def test_what_is_no_single_file_is_not_taken(window, urls):
    data = QMimeData()
    data.setUrls([QUrl(each) for each in urls])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    drop = QDropEvent(QPointF(50, 50), Qt.DropAction.CopyAction, data, buttons, keys)
    drop.ignore()
    window.centralWidget().dropEvent(drop)
    assert not drop.isAccepted()
    assert open_dialogs() == []


def test_a_file_of_no_format_is_told_in_the_line_below(window, tmp_path, qtbot):
    file = tmp_path / "photo.jpg"
    file.write_bytes(b"\xff\xd8\xff")
    with qtbot.waitSignal(window.acts.warned) as told:
        window.acts.exchange.bring_in(file)
    assert told.args == ["isodiary does not know this kind of file. Nothing was changed."]
    assert open_dialogs() == []


def test_every_row_says_what_becomes_of_it_and_the_filter_shows_one_kind(window):
    held = next(dose for dose in window.tools.diary.all(Dose) if dose.day == DAY)
    dialog = shown(
        window,
        taken(DAY, time(8), amount=Decimal(held.amount_ug) / 2000),
        Unreadable("it has no day"),
        taken(DAY, time(8), medicine="Vitamin D"),
    )
    [conflict, unreadable, left_out] = cells(dialog)
    assert conflict[:3] == ["≠ Conflict", "1", "row 1: …"]
    assert conflict[3].startswith("stays as it is: ")
    assert unreadable[3] == "left out: it has no day"
    assert left_out == ["– Left out", "3", "row 3: …", "left out: another medicine"]
    assert dialog.sum.text().endswith("= 3 rows")
    dialog.filter.take_letter("u")
    assert [row[0] for row in cells(dialog)] == ["? Unreadable"]


def test_in_a_conflict_the_file_is_chosen_beside_the_diary(window):
    held = read_day(window.tools.diary, DAY).dose_of(1)
    dialog = shown(window, taken(DAY, time(8), amount=Decimal(5)))
    assert dialog.conflict.isVisible()
    assert dialog.conflict.diary.isChecked()
    assert not dialog.save.isEnabled()
    dialog.conflict.file.click()
    assert "as in the file" in cells(dialog)[0][3]
    dialog.conflict.diary.click()
    assert not dialog.save.isEnabled()
    dialog.conflict.file.click()
    dialog.save.click()
    after = read_day(window.tools.diary, DAY).dose_of(1)
    assert (after.id, after.amount_ug, after.meal) == (held.id, mg(5), held.meal)


def test_the_file_is_chosen_for_every_conflict_at_once(window):
    dialog = shown(window, *(taken(DAY - ONE_DAY * n, time(8), amount=Decimal(5)) for n in (0, 1)))
    dialog.conflict.every.click()
    assert [each.takes_file for each in dialog.run.rows] == [True, True]
    dialog.conflict.diary.click()
    assert sorted(each.takes_file for each in dialog.run.rows) == [False, True]
    assert dialog.save.text() == "&Bring in 1\N{NO-BREAK SPACE}entry"
    dialog.conflict.every.click()
    assert dialog.run.change is None


def test_a_diary_that_is_empty_gets_all_of_another_and_shows_today(
    qtbot, qapp, exported, clock, tmp_path
):
    place = tmp_path / "new" / "isodiary.sqlite"
    place.parent.mkdir()
    fresh = window_on(qtbot, desk_on(place, clock, qapp))
    fresh.acts.exchange.bring_in(exported)
    the_dialog(BringDialog).save.click()
    assert open_dialogs() == []
    assert isinstance(fresh.current, TodayPage)
    assert not fresh.sidebar.isHidden()
    put_away(fresh)


def test_what_is_asked_is_answered_once_for_all_rows(window):
    noon = time(13, 30)
    days = [TODAY + ONE_DAY * n for n in (-1, -2)]
    dialog = shown(window, *(taken(day, noon, medicine="Pills") for day in days))
    assert dialog.save.isEnabled()
    dialog.save.click()
    assert dialog.problem.text() == "Which dose of the day is that of 13:30: 1, 2?"
    box = dialog.questions.boxes["slot 13:30"]
    box.setCurrentIndex(box.findData("0"))
    box.activated.emit(box.currentIndex())
    assert dialog.run.counts[Result.NEW] == 2, "two extra doses"
    dialog.questions.medicines._chips[0].click()
    assert dialog.run.counts[Result.LEFT_OUT] == 2
    dialog.reject()


def test_a_change_of_another_program_meanwhile_is_told_and_the_dialog_stays(window):
    diary = window.tools.diary
    free = DAY.replace(year=DAY.year - 1)
    dialog = shown(window, FoundEntry(entry=Weight(day=free, grams=64_000)))
    other = Weight(day=free, grams=70_000)
    diary.apply(new(other), at=EVENING)
    dialog.save.click()
    assert dialog.problem.isVisible()
    assert dialog.isVisible()


def test_what_takes_long_can_be_given_up(window, monkeypatch, qtbot):
    monkeypatch.setattr(progress_module, "PATIENCE_MS", 0)
    with pytest.raises(GivenUp), progress("Reading", window) as step:  # noqa: PT012
        step(0.1)
        [shown_now] = open_dialogs()
        shown_now.cancel()
        step(0.2)
    assert open_dialogs() == []
