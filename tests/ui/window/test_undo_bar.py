"""The line below says what was done and takes it back."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices

from isodiary.domain.change import Act, Change, Edit
from isodiary.domain.course import Phase
from isodiary.domain.dose import Dose
from isodiary.domain.errors import DiskTrouble
from isodiary.domain.plan import parse_plan
from isodiary.domain.record import DayNote
from isodiary.services.days.notes import write_note
from isodiary.services.doses.log import remove, take
from isodiary.services.words.days import full_day
from isodiary.storage.reads.days import read_day
from isodiary.ui.kit.card import Ground
from isodiary.ui.today.page import TodayPage
from isodiary.ui.window.undo_bar import UndoBar
from tests.ui.conftest import TODAY
from tests.ui.keys import CTRL, ENTER, UP, hold, press
from tests.ui.windows import window_on


@pytest.fixture
def bar(qtbot, course_desk):
    bar = UndoBar(course_desk)
    qtbot.addWidget(bar)
    return bar


def write(tools, text="Long day"):
    note = DayNote(day=TODAY, text=text)
    return tools.editor.do(Change(act=Act.WRITE_NOTE, edits=(Edit(after=note),)))


def test_it_is_hidden_until_something_is_done(bar):
    assert bar.isHidden()


def test_it_says_what_was_done_and_takes_it_back(course_desk, bar):
    write(course_desk)
    assert bar.said.text() == f"Note written: {full_day(TODAY)}, Long day"
    bar.undo.click()
    assert course_desk.diary.between(DayNote, TODAY, TODAY) == []
    assert bar.said.text().startswith("Taken back. ")
    assert bar.undo.isHidden()  # nothing is left to take back
    course_desk.editor.undo_stack.redo()
    assert bar.said.text().startswith("Made again. ")
    assert not bar.undo.isHidden()


@pytest.mark.parametrize(
    ("plan", "said"), [("breakfast 20", "dose, "), ("breakfast 20, dinner 20", "first dose, ")]
)
def test_the_one_dose_of_a_day_is_not_called_the_first(course_desk, bar, plan, said):
    [phase] = course_desk.diary.all(Phase)
    other = replace(phase, plan=parse_plan(plan))
    if other != phase:
        edits = (Edit(before=phase, after=other),)
        course_desk.editor.do(Change(act=Act.CORRECT_PLAN, edits=edits))
    [dose] = [each for each in course_desk.diary.between(Dose, TODAY, TODAY) if each.slot == 1]
    course_desk.editor.do(remove(dose))
    entries, now = read_day(course_desk.diary, TODAY), course_desk.now
    course_desk.editor.do(take(entries, 1, now=now, taken_at=None))

    assert bar.said.text().startswith(f"Dose logged: {full_day(TODAY)}, {said}20")


def test_refusal_is_said_on_a_ground_of_its_own_without_undo(course_desk, bar):
    course_desk.editor.refused.emit(DiskTrouble("The disk is full."))
    assert (bar.said.text(), bar.ground) == ("The disk is full.", Ground.WARNING)
    assert bar.undo.isHidden()
    write(course_desk)
    assert bar.ground is Ground.PLAIN


def test_markup_in_a_note_is_shown_as_it_was_typed(course_desk, bar):
    write(course_desk, "<b>bold</b> & plain")
    assert bar.said.text().endswith("<b>bold</b> & plain")
    assert bar.said.textFormat() is Qt.TextFormat.PlainText


def test_it_is_put_away_by_its_button_which_has_a_name(course_desk, bar):
    write(course_desk)
    assert bar.close_it.accessibleName()
    bar.close_it.click()
    assert bar.isHidden()


def test_it_goes_with_the_next_page_and_begins_anew(qtbot, course_desk):
    window = window_on(qtbot, course_desk)
    press(ENTER)
    assert window.undo_bar.isVisible()
    hold(CTRL, Qt.Key.Key_2)
    assert not window.undo_bar.isVisible()
    write(course_desk)
    assert window.undo_bar.said.text() == f"Note written: {full_day(TODAY)}, Long day"


def test_it_tells_everything_since_the_last_look_and_names_what_goes_back(qtbot, course_desk):
    window = window_on(qtbot, course_desk)
    press("n")
    press(ENTER) if window.page(TodayPage).doses.has_focus() else press(UP, ENTER)
    write(course_desk)
    said = window.undo_bar.said.text()
    assert said.startswith("Note written: ")
    assert "Dose logged" in said
    assert "Symptoms noted" in said
    assert window.undo_bar.undo.text() == "Undo: Note written"
    hold(CTRL, Qt.Key.Key_Z)
    assert window.undo_bar.undo.text() == "Undo: Dose logged"


def test_the_same_act_is_counted(course_desk, bar):
    for text in ("a", "ab", "abc"):
        entries = read_day(course_desk.diary, TODAY)
        course_desk.editor.do(write_note(entries, text))
    assert bar.said.text().endswith("Before it: Note written (2\N{NO-BREAK SPACE}times).")


def test_a_saved_file_is_named_and_can_be_opened_with_its_folder(bar, monkeypatch, tmp_path):
    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    bar.tell_saved(tmp_path / "report.pdf")
    assert str(tmp_path / "report.pdf") in bar.said.text()
    bar.file.open.click()
    bar.file.folder.click()
    assert opened == [str(tmp_path / "report.pdf"), str(tmp_path)]
    bar.tell("Something else.")
    assert bar.file.isHidden()
