"""Days kept on paper are typed in by keys alone, and nothing typed is lost unsaid."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication, QDialog

from isodiary.domain.change import Act, Change, Edit
from isodiary.domain.day import ONE_DAY
from isodiary.domain.dose import Dose, Outcome
from isodiary.domain.record import DayNote
from isodiary.domain.symptom import SymptomEntry
from isodiary.domain.units import mg
from isodiary.storage.reads.days import read_day
from isodiary.ui.look.theme import ThemeChoice
from isodiary.ui.paper.model import CHANGED, CLOSED
from isodiary.ui.paper.type_in import NO_DAYS, TypeInDialog
from tests.ui.conftest import TODAY
from tests.ui.keys import (
    CTRL,
    DELETE,
    DOWN,
    ENTER,
    ESCAPE,
    LEFT,
    RIGHT,
    TAB,
    UP,
    fill_day,
    hold,
    in_front,
    press,
    write,
)

SPACE, BACK = Qt.Key.Key_Space, Qt.Key.Key_Backspace
SHIFT = Qt.KeyboardModifier.ShiftModifier
FIRST = TODAY - timedelta(days=6)


@pytest.fixture
def dialog(qtbot, course_desk):
    return in_front(qtbot, TypeInDialog(course_desk))


@pytest.fixture
def away(qtbot, course_desk):
    """A dialog after a week without the computer."""
    entries = [
        *course_desk.diary.between(Dose, FIRST, TODAY),
        *course_desk.diary.between(SymptomEntry, FIRST, TODAY),
    ]
    gone = Change(act=Act.TYPE_IN_DAYS, edits=tuple(map(taken_out, entries)))
    course_desk.editor.do(gone)
    return in_front(qtbot, TypeInDialog(course_desk))


def taken_out(entry):
    return Edit(before=entry)


def cell(dialog, row, column):
    return dialog.grid.cells.index(row, column)


def shown(dialog, row):
    cells = dialog.grid.cells
    return [cell(dialog, row, column).data() for column in range(cells.columnCount())]


def go_to(dialog, row, column):
    dialog.grid.setCurrentIndex(cell(dialog, row, column))


def place(dialog):
    index = dialog.grid.currentIndex()
    return index.row(), index.column()


def test_what_is_recorded_stands_there(dialog):
    assert shown(dialog, 0) == ["20\u00a0mg", "20\u00a0mg", "2", "", "0", ""]
    assert dialog.grid.cells.changed == 0


def test_it_opens_on_the_first_empty_cell(dialog):
    assert (dialog.grid.hasFocus(), place(dialog)) == (True, (0, 3))


def test_columns_stand_in_the_order_of_the_paper(dialog):
    heads = [" ".join(column.head.split()) for column in dialog.grid.cells.columns]
    assert heads == ["Breakfast 20 mg", "Dinner 20 mg", "Dry lips", "Dry eyes", "Headache", "Note"]


def test_a_whole_week_takes_one_key_for_each_cell_and_one_to_save(away):
    tools, undo = away.tools, away.tools.editor.undo_stack
    before = undo.count()
    assert press(*(["t", "t", "1", "0", "2"] * 7), ENTER) == 36
    assert away.result() == QDialog.DialogCode.Accepted
    assert undo.count() == before + 1
    for back in range(7):
        entries = read_day(tools.diary, TODAY - timedelta(days=back))
        assert [dose.outcome for dose in entries.doses] == [Outcome.TAKEN] * 2
        assert {each.symptom: each.severity for each in entries.symptoms} == {
            "lips_dry": 1,
            "eyes_dry": 0,
            "headache": 2,
        }


def test_one_undo_takes_the_whole_week_back(away):
    press(*(["t", "s", "1", "0", "2"] * 7), ENTER)
    away.tools.editor.undo_stack.undo()
    assert away.tools.diary.between(Dose, FIRST, TODAY) == []
    assert away.tools.diary.between(SymptomEntry, FIRST, TODAY) == []


def test_each_key_of_a_dose_answers_and_goes_on(away):
    press(ENTER, "s", RIGHT, RIGHT, RIGHT)
    go_to(away, 1, 0)
    press("m", "u")
    assert shown(away, 0)[:2] == ["20\u00a0mg", "skipped"]
    assert shown(away, 1)[:2] == ["missed", "not known"]
    assert place(away) == (1, 2)


def test_a_number_is_the_mg_taken(away):
    press("1", "2", ".", "5", ENTER, "1", "0", RIGHT)
    assert shown(away, 0)[:2] == ["12.5\u00a0mg", "10\u00a0mg"]
    hold(CTRL, Qt.Key.Key_Return)
    doses = read_day(away.tools.diary, FIRST).doses
    assert [(dose.outcome, dose.amount_ug) for dose in doses] == [
        (Outcome.PARTIAL, mg("12.5")),
        (Outcome.PARTIAL, mg(10)),
    ]


def test_a_half_typed_number_is_saved_too(away):
    press("1", "0")
    hold(CTRL, Qt.Key.Key_Return)
    assert read_day(away.tools.diary, FIRST).doses[0].amount_ug == mg(10)


def test_backspace_and_escape_correct_a_number(away):
    press("1", "5", BACK, "0")
    assert away.grid.typed == "10"
    press(ESCAPE)
    assert (away.grid.typed, away.isVisible(), shown(away, 0)[0]) == ("", True, "")


@pytest.mark.parametrize("key", [SPACE, DELETE, BACK])
def test_a_recorded_answer_can_be_emptied(dialog, key):
    go_to(dialog, 0, 2)
    press(key)
    hold(CTRL, Qt.Key.Key_Return)
    day = read_day(dialog.tools.diary, FIRST)
    assert day.answer("lips_dry") is None
    assert day.answer("headache").severity == 0


def test_enter_leaves_an_answered_dose_as_it_is(away):
    press("s", LEFT, ENTER)
    assert (place(away), shown(away, 0)[0]) == ((0, 1), "skipped")


def test_enter_answers_no_symptom(away):
    go_to(away, 0, 2)
    press(ENTER)
    assert (place(away), shown(away, 0)[2]) == ((0, 3), "")


def test_a_wrong_key_is_refused_beside_the_cell_which_stays(dialog):
    press("7")
    assert place(dialog) == (0, 3)
    assert dialog.grid.refusal.text() == "Type 0 none, 1 mild, 2 moderate or 3 severe."
    assert dialog.grid.refusal.isVisible()
    cell_area = dialog.grid.visualRect(dialog.grid.currentIndex())
    assert dialog.grid.refusal.geometry().top() == cell_area.bottom()
    assert dialog.grid.accessibleDescription() == dialog.grid.refusal.text()
    press("1")
    assert not dialog.grid.refusal.isVisible()


def test_a_number_that_is_no_dose_stays_typed(away):
    press("0", ENTER)
    assert "0 mg is no dose taken" in away.grid.refusal.text()
    assert (away.grid.typed, place(away)) == ("0", (0, 0))


def test_tab_goes_from_cell_to_cell_and_out_at_the_end(dialog):
    press(TAB)
    assert place(dialog) == (0, 4)
    hold(SHIFT, TAB)
    assert place(dialog) == (0, 3)
    go_to(dialog, 6, 5)
    press(TAB)
    assert not dialog.grid.hasFocus()


def test_arrows_go_round_and_stop_at_the_edges(dialog):
    press(UP, LEFT, DOWN, RIGHT)
    assert place(dialog) == (1, 3)


def test_ctrl_z_takes_back_the_last_answers(away):
    press("t", "s")
    hold(CTRL, Qt.Key.Key_Z)
    assert shown(away, 0)[:2] == ["20\u00a0mg", ""]
    hold(CTRL, Qt.Key.Key_Z)
    assert away.grid.cells.changed == 0


def test_n_opens_the_note_and_enter_goes_on_with_the_next_day(away):
    press("n")
    write("At the sea")
    press(ENTER)
    assert (place(away), shown(away, 0)[-1]) == ((1, 0), "At the sea")
    hold(CTRL, Qt.Key.Key_Return)
    assert away.tools.diary.between(DayNote, FIRST, FIRST)[0].text == "At the sea"


def test_a_letter_on_the_note_begins_it_and_escape_keeps_it(away):
    go_to(away, 0, 5)
    press("A")
    write("way")
    press(ESCAPE)
    assert (away.isVisible(), shown(away, 0)[-1]) == (True, "Away")
    assert away.grid.hasFocus()


def test_a_note_of_several_lines_keeps_them(qtbot, course_desk):
    note = DayNote(day=FIRST, text="one\ntwo")
    course_desk.editor.do(Change(act=Act.WRITE_NOTE, edits=(Edit(after=note),)))
    dialog = in_front(qtbot, TypeInDialog(course_desk))
    press("n", ENTER)
    assert dialog.grid.cells.changed == 0


def test_escape_leaves_at_once_where_nothing_is_typed(dialog):
    press(ESCAPE)
    assert not dialog.isVisible()


def test_escape_says_first_what_is_not_saved(dialog):
    press("1", ESCAPE)
    assert dialog.isVisible()
    assert "1\u00a0answer is not saved yet." in dialog.leaving.text()
    press(ENTER, SPACE)
    assert dialog.isVisible()
    assert dialog.grid.hasFocus()
    assert not dialog.leaving.isVisible()


def test_what_would_be_lost_is_said_beside_two_buttons_that_can_be_seen(dialog):
    press("1", ESCAPE)
    asked = (dialog.leaving, dialog.leave, dialog.keep)
    for part in asked:
        assert part.window() is dialog
        assert part.isVisible()
        assert dialog.rect().contains(place_in(dialog, part))
    assert dialog.keep.hasFocus()
    left, middle, right = (place_in(dialog, part) for part in asked)
    assert left.right() < middle.left() <= middle.right() < right.left()
    assert place_in(dialog, dialog.grid).bottom() < min(left.top(), middle.top(), right.top())
    below = place_in(dialog, dialog.save).top()
    assert max(left.bottom(), middle.bottom(), right.bottom()) < below


def place_in(dialog, part):
    return QRect(part.mapTo(dialog, QPoint()), part.size())


def test_nothing_is_said_of_leaving_before_it_is_asked_for(dialog):
    assert not any(part.isVisible() for part in (dialog.leaving, dialog.leave, dialog.keep))
    press("1", ESCAPE, "2")
    dialog.keep.click()
    assert not any(part.isVisible() for part in (dialog.leaving, dialog.leave, dialog.keep))


def test_leave_leaves_without_saving(dialog):
    press("1", ESCAPE)
    dialog.leave.click()
    assert not dialog.isVisible()
    assert read_day(dialog.tools.diary, FIRST).answer("eyes_dry") is None


def test_escape_twice_leaves_without_saving(dialog):
    press("1", ESCAPE, ESCAPE)
    assert not dialog.isVisible()
    assert read_day(dialog.tools.diary, FIRST).answer("eyes_dry") is None


def test_other_days_can_be_chosen_and_what_is_typed_is_kept(dialog):
    press("1")
    day = TODAY - timedelta(days=20)
    fill_day(dialog.first, day)
    assert dialog.grid.cells.rowCount() == 7
    assert dialog.grid.cells.changed == 1
    dialog.weeks.step(1)
    assert dialog.grid.cells.rowCount() == 14
    dialog.accept()
    assert read_day(dialog.tools.diary, FIRST).answer("eyes_dry").severity == 1


def test_days_to_come_are_not_offered(dialog):
    assert dialog.grid.cells.at(dialog.grid.cells.rowCount() - 1).day == TODAY
    fill_day(dialog.first, TODAY + ONE_DAY)
    assert dialog.grid.cells.rowCount() == 0
    assert dialog.problem.text() == NO_DAYS


def test_an_unusual_dose_is_asked_once(away):
    press("1", "2", "0", ENTER)
    away.accept()
    assert away.isVisible()
    assert "unusual" in away.problem.text()
    away.accept()
    assert read_day(away.tools.diary, FIRST).doses[0].amount_ug == mg(120)


def test_days_before_the_course_take_symptoms_and_no_doses(dialog):
    day = TODAY - timedelta(days=86)
    fill_day(dialog.first, day)
    assert cell(dialog, 0, 0).data(CLOSED)
    go_to(dialog, 0, 0)
    press("t")
    assert "No course was going on" in dialog.grid.refusal.text()
    go_to(dialog, 0, 2)
    press("2")
    assert cell(dialog, 0, 2).data(CHANGED)


def test_a_cell_is_told_with_its_day_its_meaning_and_its_plan(dialog):
    told = cell(dialog, 0, 2).data(Qt.ItemDataRole.AccessibleTextRole)
    assert told == "Tuesday 17 November, Dry lips: 2, moderate"
    told = cell(dialog, 1, 1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert told.endswith("Dinner 20 mg: not recorded, planned dinner 20\u00a0mg")


@pytest.mark.parametrize("factor", [1.0, 2.0])
@pytest.mark.parametrize("choice", [ThemeChoice.LIGHT, ThemeChoice.DARK, ThemeChoice.CONTRAST])
def test_it_is_usable_in_a_small_window(qtbot, course_desk, choice, factor):
    course_desk.theme.choose(choice)
    course_desk.theme.set_text_factor(factor)
    dialog = in_front(qtbot, TypeInDialog(course_desk))
    dialog.resize(760, 560)
    QApplication.processEvents()
    least = dialog.minimumSizeHint()
    assert (least.width() <= 760, least.height() <= 560) == (True, True)
    widest = QFontMetrics(course_desk.theme.font()).horizontalAdvance("skipped")
    assert dialog.grid.columnWidth(0) > widest
    assert dialog.grid.viewport().height() > dialog.grid.verticalHeader().defaultSectionSize()
