"""Today from a start in the morning after the report was open: keys, focus, what no key does.

The table of keys is that of the design, and each row of it is counted here.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from isodiary.domain.change import Act, Change, Edit
from isodiary.domain.dose import Dose, Outcome, Reason
from isodiary.domain.meal import Meal
from isodiary.domain.record import DayNote
from isodiary.domain.symptom import SymptomEntry
from isodiary.services.symptoms.log import track
from isodiary.storage.drafts import Drafts
from isodiary.storage.reads.days import tracked
from isodiary.ui.entries.symptom import AddSymptomDialog
from isodiary.ui.report.page import ReportPage
from isodiary.ui.today.page import TodayPage
from isodiary.ui.window.main_window import MainWindow
from tests.clock import EVENING
from tests.ui.conftest import TODAY as YESTERDAY
from tests.ui.keys import CTRL, DELETE, DOWN, ENTER, ESCAPE, RIGHT, UP, hold, press, write
from tests.ui.windows import Answers, desk_on, printing, put_away, said, window_on

Key = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier
MORNING = EVENING + timedelta(hours=13)
TODAY = MORNING.date()
POPUP = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
"""For what opens a menu, as a screen that is not there can neither raise it nor hold the keys."""
NO_BREAK = "\N{NO-BREAK SPACE}"


@pytest.fixture
def start(qtbot, qapp, clock, tmp_path):
    """Open the diary anew, as often as it is called; what was open before is put away."""
    open_now: list[MainWindow] = []

    def start(*, course=False):
        while open_now:
            put_away(open_now.pop())
        tools = desk_on(tmp_path / "diary.sqlite", clock, qapp, course=course)
        open_now.append(window_on(qtbot, tools))
        return open_now[-1]

    yield start
    while open_now:
        put_away(open_now.pop())


@pytest.fixture
def window(start, clock):
    """The window on the morning after the report page was open."""
    evening = start(course=True)
    daily = evening.tools.catalogues.symptoms.daily
    evening.tools.editor.do(track(tracked(evening.tools.diary), daily))
    evening.show_page(ReportPage)
    clock.now = MORNING
    return start()


@pytest.fixture
def page(window):
    return window.page(TodayPage)


@pytest.fixture
def answers(qtbot, monkeypatch):
    return Answers(qtbot, monkeypatch)


def dose(window, slot, day=TODAY):
    return next((each for each in on(window, Dose, day) if each.slot == slot), None)


def on(window, kind, day=TODAY):
    return window.tools.diary.between(kind, day, day)


def severities(window):
    return {each.symptom: each.severity for each in on(window, SymptomEntry)}


def everything(window):
    """Return all that can be logged on the page, of any day."""
    return [window.tools.diary.all(kind) for kind in (Dose, SymptomEntry, DayNote)]


def added(entry):
    return Change(act=Act.WRITE_NOTE, edits=(Edit(after=entry),))


def card(page, slot=1, day=TODAY):
    return next(each for each in page.doses.cards if each.key == (day, slot))


def with_enter_sign(page):
    return [each for each in page.doses.cards if each.take.isVisible()]


def test_the_window_opens_on_today_with_the_focus_on_the_due_dose(window, page):
    assert window.current is page
    assert QApplication.focusWidget() is card(page).take


def test_the_due_dose_as_planned_with_the_usual_meal_is_one_key(window):
    assert press(ENTER) == 1
    logged = dose(window, 1)
    assert (logged.outcome, logged.meal, logged.taken_at) == (
        Outcome.TAKEN,
        Meal.BREAKFAST,
        MORNING,
    )


@pytest.mark.parametrize(
    ("keys", "meal"),
    [
        (["u"], Meal.LUNCH),
        (["k"], Meal.SNACK),
        (["f"], Meal.NONE),
        ([RIGHT], Meal.LUNCH),
        ([RIGHT, RIGHT], Meal.SNACK),
    ],
)
def test_another_meal_is_two_or_three_keys(window, keys, meal):
    assert press(*keys, ENTER) <= 3
    assert dose(window, 1).meal is meal


def test_the_planned_time_is_two_keys(window):
    assert press("p", ENTER) == 2
    assert dose(window, 1).taken_at == MORNING.replace(minute=0)


@pytest.mark.parametrize("typed", ["7:40", "0740", "7.40", "7:40 am"])
def test_another_time_is_typed_in_its_chip(window, typed):
    keys = hold(SHIFT, Key.Key_Tab)
    write(typed)
    assert keys + press(ENTER) == 2
    assert dose(window, 1).taken_at == MORNING.replace(hour=7, minute=40)


def test_what_is_no_time_is_said_and_logs_nothing(window, page):
    hold(SHIFT, Key.Key_Tab)
    write("soon")
    press(ENTER, ENTER)
    assert dose(window, 1) is None
    assert "7:05" in card(page).offer.doubt.text()


def test_the_tab_key_passes_the_time_without_choosing_it(window):
    press("p")
    hold(SHIFT, Key.Key_Tab)
    press(Key.Key_Tab, ENTER)
    assert dose(window, 1).taken_at == MORNING.replace(minute=0)


def test_skipping_with_a_reason_is_two_keys(window):
    assert press("s", "5") == 2
    assert (dose(window, 1).outcome, dose(window, 1).reason) == (Outcome.SKIPPED, Reason.NO_MEAL)


def test_all_as_on_the_last_answered_day_is_one_key_and_what_is_answered_stays(window, page):
    assert page.symptoms.same.text() == f"All as on 22{NO_BREAK}Nov"
    press("h", "3")
    assert page.symptoms.same.text() == f"Rest as on 22{NO_BREAK}Nov"
    assert press("y") == 1
    assert severities(window) == {"lips_dry": 2, "headache": 3}


def test_none_is_one_key_and_leaves_what_is_answered(window, page):
    assert page.symptoms.none.text() == "No symptoms"
    press("l", "2", "i", "1", "h", "3")
    assert page.symptoms.none.text() == "None for the rest"
    assert press("n") == 1
    found = severities(window)
    assert len(found) == len(page.symptoms.rows) == 12
    assert {each: found.pop(each) for each in ("lips_dry", "skin_dry", "headache")} == {
        "lips_dry": 2,
        "skin_dry": 1,
        "headache": 3,
    }
    assert set(found.values()) == {0}
    assert f"none for 9{NO_BREAK}symptoms" in said(window)
    hold(CTRL, Key.Key_Z)
    assert severities(window) == {"lips_dry": 2, "skin_dry": 1, "headache": 3}


def test_one_symptom_is_two_keys_and_del_takes_the_answer_back(window, page):
    assert press(DOWN, "2") == 2
    assert severities(window) == {"lips_dry": 2}
    assert press("m", "1") == 2
    assert severities(window) == {"lips_dry": 2, "muscle_pain": 1}
    press(DELETE)
    assert severities(window) == {"lips_dry": 2}


def test_another_symptom_is_looked_for_with_a_slash(window, answers):
    assert press("/") == 1
    assert answers.seen == [AddSymptomDialog]


def test_last_nights_dose_is_two_keys_and_stands_on_its_day(window):
    assert press(UP, ENTER) == 2
    assert dose(window, 2, YESTERDAY).meal is Meal.DINNER
    assert on(window, Dose) == []


def test_down_leads_back_from_last_nights_dose_to_the_due_one_and_on(window, page):
    press(UP, DOWN)
    assert QApplication.focusWidget() is card(page).take
    press(DOWN)
    assert page.symptoms.rows[0].hasFocus()


def test_undo_works_after_a_restart(window, start):
    press(ENTER)
    again = start()
    hold(CTRL, Key.Key_Z)
    assert dose(again, 1) is None


def test_the_doctors_page_is_two_keys(window, monkeypatch):
    printed = printing(monkeypatch)
    assert hold(CTRL, Key.Key_P) + press(ENTER) == 2
    assert len(printed) == 1


def test_the_whole_of_it_as_last_time_is_two_keys(window):
    assert press(ENTER, "y") == 2
    assert dose(window, 1).outcome is Outcome.TAKEN
    assert severities(window) == {"lips_dry": 2, "headache": 0}


@pytest.mark.parametrize("typed", ["2 Nov 2026", "2.11.2026", "24", "140 lb", "7:05 pm"])
def test_stray_typing_and_enter_write_nothing(window, typed):
    before = everything(window)
    for letter in typed:
        press(letter)
    press(ENTER, ENTER)
    assert everything(window) == before


def test_after_stray_typing_the_keys_work_again(window):
    press("2", " ", "N", ENTER)
    assert severities(window) == {}
    press("n")
    assert len(severities(window)) == 12
    press("2", ESCAPE, DOWN, "3")
    assert severities(window)["lips_dry"] == 3


def test_digits_act_on_a_focused_row_only(window, page):
    for held in (page.doses.catch_up, page.symptoms.same, page.header._back):
        held.setFocus()
        press("1")
    assert severities(window) == {}


def test_enter_logs_on_a_focused_dose_only(window, page):
    page.symptoms.rows[0].setFocus()
    press(ENTER, ENTER)
    page.setFocus()
    press(ENTER)
    assert on(window, Dose) == []


def test_a_dose_long_before_its_time_is_asked_about_once(window, page):
    press(ENTER)
    QTest.mouseClick(card(page, 2).take, Qt.MouseButton.LeftButton)
    assert dose(window, 2) is None
    assert "19:00" in card(page, 2).offer.doubt.text()
    QTest.mouseClick(card(page, 2).take, Qt.MouseButton.LeftButton)
    assert dose(window, 2).taken_at == MORNING


def test_a_second_press_or_click_never_logs_another_dose(window, page, qtbot):
    press(ENTER, ENTER, ENTER)
    hold(CTRL, Key.Key_Z)
    QTest.mouseDClick(card(page).take, Qt.MouseButton.LeftButton)
    assert on(window, Dose) == []
    card(page).take.setFocus()
    press(ENTER, " ")
    assert len(on(window, Dose)) == 1
    assert dose(window, 2, YESTERDAY) is None


def test_the_second_press_of_a_double_click_opens_no_other_dose(window, page):
    other = card(page, 2).open_it
    middle = QPointF(other.rect().center())
    left = Qt.MouseButton.LeftButton
    for kind, held in (
        (QEvent.Type.MouseButtonDblClick, left),
        (QEvent.Type.MouseButtonRelease, Qt.MouseButton.NoButton),
    ):
        at = other.mapToGlobal(middle)
        event = QMouseEvent(kind, middle, at, left, held, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(other, event)
    assert with_enter_sign(page) == [card(page)]


def test_only_one_card_carries_the_enter_sign(window, page):
    assert with_enter_sign(page) == [card(page)]
    press(UP)
    assert with_enter_sign(page) == [card(page, 2, YESTERDAY)]
    card(page, 2).open_it.click()
    assert with_enter_sign(page) == [card(page, 2)]
    press("s")
    assert with_enter_sign(page) == []


def test_the_focus_never_comes_to_a_dose_by_itself(window, page, clock):
    press(ENTER)
    assert page.symptoms.rows[0].hasFocus()
    hold(CTRL, Key.Key_Z)
    assert page.symptoms.rows[0].hasFocus()
    clock.now = MORNING.replace(hour=19, minute=10)
    window.look_around()
    assert page.symptoms.rows[0].hasFocus()


def test_the_focus_comes_to_a_dose_that_becomes_due_while_nothing_has_it(window, page, clock):
    card(page).take.setFocus()
    clock.now = MORNING.replace(hour=15)
    window.look_around()
    assert with_enter_sign(page) == [card(page, 2)]
    assert not page.doses.has_focus()
    press(ENTER)
    assert on(window, Dose) == []
    clock.now = MORNING.replace(hour=19, minute=0)
    window.look_around()
    assert card(page, 2).take.hasFocus()


@pytest.mark.parametrize("place", ["dose", "row", "note"])
def test_after_a_dialog_the_focus_is_where_it_was(window, page, answers, place):
    held = {
        "dose": card(page).take,
        "row": page.symptoms.rows[4],
        "note": page.symptoms.note,
    }[place]
    held.setFocus()

    def note(dialog):
        write("Sunny")
        dialog.accept()

    answers.give(note)
    hold(CTRL, Key.Key_N)
    assert [each.text for each in on(window, DayNote)] == ["Sunny"]
    assert QApplication.focusWidget() is held


def test_a_dose_that_is_logged_elsewhere_hands_its_focus_to_no_other(window, page):
    card(page).take.setFocus()
    press(ENTER)
    card(page).edit.setFocus()
    window.tools.editor.undo_stack.undo()
    assert not page.doses.has_focus()
    press(ENTER)
    assert on(window, Dose) == []


def test_the_note_is_written_in_its_line_and_taken_back_with_one_undo(window, page):
    page.symptoms.note.setFocus()
    write("2 Nov: n, y, s and 3")
    press(ENTER)
    assert [each.text for each in on(window, DayNote)] == ["2 Nov: n, y, s and 3"]
    assert severities(window) == {}
    window.tools.editor.undo_stack.undo()
    assert on(window, DayNote) == []
    assert page.symptoms.note.text() == ""


@pytest.mark.parametrize("leave", ["row", "page", "day", "window", "escape"])
def test_a_note_is_kept_however_its_line_is_left(window, page, start, leave):
    page.symptoms.note.setFocus()
    write("Swim")
    {
        "row": lambda: press(UP),
        "page": lambda: hold(CTRL, Key.Key_2),
        "day": page.go_back,
        "window": window.close,
        "escape": lambda: press(ESCAPE),
    }[leave]()
    assert [each.text for each in on(start(), DayNote)] == ["Swim"]


def test_a_note_that_a_crash_cut_off_stands_in_its_line_again(window, tmp_path):
    def page():
        found = TodayPage(replace(window.tools, drafts=Drafts(tmp_path / "drafts")))
        found.setParent(window)  # which owns it: without an owner Python and Qt both take it down
        found.get_ready()
        return found

    before = page()
    QTest.keyClicks(before.symptoms.note, "Half a")
    before.symptoms.note.keep_draft()  # as it does by itself a moment after the last key
    after = page()
    line = after.symptoms.note
    assert line.text() == "Half a"
    line.commit()
    assert [each.text for each in on(window, DayNote)] == ["Half a"]
    assert not Drafts(tmp_path / "drafts").all


def test_what_is_typed_in_the_note_outlives_other_changes(window, page):
    page.symptoms.note.setFocus()
    write("Half a sen")
    page.symptoms.answer_none()
    assert page.symptoms.note.text() == "Half a sen"
    write("tence")
    press(ENTER)
    assert [each.text for each in on(window, DayNote)] == ["Half a sentence"]


def test_a_note_of_several_lines_is_not_flattened(window, page, answers):
    note = DayNote(day=TODAY, text="One\nTwo")
    window.tools.editor.do(added(note))
    page.symptoms.note.setFocus()
    write("x")
    press(ENTER)
    page.symptoms.rows[0].setFocus()
    assert on(window, DayNote) == [note]
    assert len(answers.seen) == 1


@POPUP
@pytest.mark.parametrize("place", ["row", "dose", "open dose", "squares"])
def test_a_right_click_opens_a_menu_and_never_acts(window, page, place):
    if place == "dose":
        press(ENTER)
    before = everything(window)
    widget = {
        "row": page.symptoms.rows[0],
        "dose": card(page),
        "open dose": card(page),
        "squares": page.side.last_days._squares,
    }[place]
    at = widget.rect().center() if place != "squares" else QPoint(8, 8)
    QTest.mousePress(widget, Qt.MouseButton.RightButton, pos=at)
    QTest.mouseRelease(widget, Qt.MouseButton.RightButton, pos=at)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, widget.mapToGlobal(at))
    QApplication.sendEvent(widget, event)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert menu.actions()
    menu.close()
    assert everything(window) == before
    assert page.day == TODAY


@POPUP
def test_the_menu_of_a_row_answers_and_takes_back(window, page):
    row = page.symptoms.rows[0]

    row.setFocus()

    def choose(words):
        below = row.mapToGlobal(row.rect().center())
        reason = QContextMenuEvent.Reason.Keyboard
        QApplication.sendEvent(row, QContextMenuEvent(reason, row.rect().center(), below))
        menu = QApplication.activePopupWidget()
        [found] = [each for each in menu.actions() if words in each.text().replace("&", "")]
        menu.close()
        found.trigger()

    choose("2 Moderate")
    assert severities(window) == {"lips_dry": 2}
    choose("Delete")
    assert severities(window) == {}
