"""What is typed into a form is offered again until it is saved or thrown away."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from isodiary.domain.meal import Meal
from isodiary.domain.record import DayNote
from isodiary.domain.screening import Said
from isodiary.services.days.today import open_before
from isodiary.services.doses.catch_up import CatchUp
from isodiary.storage.drafts import Draft, Drafts, drafts_file
from isodiary.ui.course.screening_dialog import question_dialog
from isodiary.ui.entries.dose import DoseDialog
from isodiary.ui.entries.weight import NoteDialog
from isodiary.ui.report.kept_off import KeptOffDialog
from isodiary.ui.today.catch_up import CatchUpDialog
from isodiary.ui.window.main_window import MainWindow
from tests.ui.conftest import TODAY
from tests.ui.keys import ESCAPE, in_front, press, write
from tests.ui.windows import desk_on, put_away, window_on

NOTE = f"NoteDialog {TODAY}"


@pytest.fixture
def window(qtbot, course_desk):
    return window_on(qtbot, course_desk)


def opened(qtbot, window, name="note"):
    """Open a dialog by its command, and return it with the focus in it."""
    window.menus.actions[name].trigger()
    [dialog] = [each for each in window.findChildren(KINDS[name]) if each.isVisible()]
    dialog.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is dialog)
    return dialog


KINDS = {"note": NoteDialog, "extra": DoseDialog}


def test_escape_keeps_a_half_written_note_and_offers_it_again(qtbot, window):
    opened(qtbot, window)
    write("Half a sen")
    press(ESCAPE)
    assert window.tools.diary.between(DayNote, TODAY, TODAY) == []
    again = opened(qtbot, window)
    assert again.note.words.toPlainText() == ""  # nothing is written over without being asked
    assert again.draft.isVisible()
    again.draft.resume.click()
    assert again.note.words.toPlainText() == "Half a sen"
    assert not again.draft.isVisible()
    again.accept()
    assert window.tools.diary.between(DayNote, TODAY, TODAY)[0].text == "Half a sen"
    assert window.tools.drafts.all == {}
    assert opened(qtbot, window).draft is None


def test_a_draft_is_of_its_day(qtbot, window):
    opened(qtbot, window)
    write("Half a sen")
    press(ESCAPE)
    window.menus.actions["day-before"].trigger()
    assert opened(qtbot, window).draft is None


def test_cancel_throws_away_and_so_does_its_button(qtbot, window):
    dialog = opened(qtbot, window)
    write("Half a sen")
    dialog.cancel.click()
    assert window.tools.drafts.all == {}
    window.tools.drafts.keep(NOTE, Draft("Note", "2026-11-23T19:04+01:00", {"0": "0", "1": "x"}))
    again = opened(qtbot, window)
    again.draft.discard.click()
    assert window.tools.drafts.all == {}


def test_a_dialog_nothing_was_typed_into_leaves_the_draft_alone(qtbot, window):
    opened(qtbot, window)
    write("Half a sen")
    press(ESCAPE)
    opened(qtbot, window)
    press(ESCAPE)
    assert list(window.tools.drafts.all) == [NOTE]


def test_choices_come_back_with_what_is_typed(qtbot, window):
    dialog = opened(qtbot, window, "extra")
    dialog.meal.choose(Meal.SNACK)
    dialog.note.words.setPlainText("after swimming")
    press(ESCAPE)
    again = opened(qtbot, window, "extra")
    again.draft.resume.click()
    assert again.meal.value() is Meal.SNACK
    assert again.note.words.toPlainText() == "after swimming"


def test_a_crash_loses_half_a_second(qtbot, qapp, clock, tmp_path):
    path = tmp_path / "diary.sqlite"
    tools = desk_on(path, clock, qapp, course=True)
    tools = type(tools)(**{**fields(tools), "drafts": Drafts(path)})
    window = window_on(qtbot, tools)
    opened(qtbot, window)
    write("Half a sen")
    qtbot.waitUntil(drafts_file(path).exists)
    assert "Half a sen" in drafts_file(path).read_text()
    found = Drafts(path)  # what the next program reads, whatever became of this one
    assert found.of(NOTE).title == "Note"
    put_away(window)


def fields(tools):
    return {name: getattr(tools, name) for name in type(tools).__slots__}


def test_the_end_of_the_session_keeps_what_is_open(qtbot, window):
    opened(qtbot, window)
    write("Half a sen")
    QGuiApplication.instance().aboutToQuit.emit()
    assert list(window.tools.drafts.all) == [NOTE]


def test_the_next_start_says_what_was_not_saved(qtbot, course_desk):
    at = (course_desk.now - timedelta(hours=3)).isoformat()
    course_desk.drafts.keep(NOTE, Draft(title="Note", at=at, typed={}))
    window = in_front(qtbot, MainWindow(course_desk))
    assert window.undo_bar.said.text().startswith("Typed and not saved: Note.")


def test_the_focus_comes_back_to_where_it_was_and_not_to_taken(qtbot, window):
    row = window.current.symptoms.rows[1]
    row.setFocus()
    dialog = opened(qtbot, window)
    write("Seaside")
    dialog.accept()
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is window)
    assert row.hasFocus()


def again(make, tools):
    """Return such a dialog twice, as `ask` opens it: the first is left by Escape, half answered."""
    first = make()
    first.keep_draft("")
    yield first
    first.reject()
    second = make()
    second.keep_draft("")
    assert second.draft is not None
    second.draft.resume.click()
    yield second
    second.cancel.click()
    assert tools.drafts.all == {}


def test_open_doses_half_answered_are_offered_again(qtbot, course_desk):  # red before
    slots = open_before(course_desk.diary, course_desk.now)

    def make():
        dialog = CatchUpDialog(course_desk.theme, slots, drafted_by=course_desk)
        qtbot.addWidget(dialog)
        return dialog

    first, second = again(make, course_desk), None
    dialog = next(first)
    dialog.rows[0].take_letter("m")
    second = next(first)
    assert second.answer() == {slots[0]: CatchUp.MISSED}
    assert next(first, None) is None


def test_what_is_half_ticked_to_stay_off_paper_is_offered_again(qtbot, course_desk):  # red before
    def make():
        dialog = KeptOffDialog(course_desk, (), ("lips_dry",))
        qtbot.addWidget(dialog)
        return dialog

    both = again(make, course_desk)
    first = next(both)
    first.list.item(1).setCheckState(Qt.CheckState.Checked)
    ticked = first.answer()
    assert next(both).answer() == ticked
    assert len(ticked) == 1
    assert next(both, None) is None


def test_questions_half_answered_are_offered_again(qtbot, course_desk):  # red before
    def make():
        dialog = question_dialog(course_desk, None, ())
        qtbot.addWidget(dialog)
        return dialog

    both = again(make, course_desk)
    first = next(both)
    first.say(Said.YES)
    first.say(Said.UNSURE)
    said = dict(first.said)
    assert dict(next(both).said) == said
    assert list(said.values())[:3] == [Said.YES, Said.UNSURE, None]
    assert next(both, None) is None
