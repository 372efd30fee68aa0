"""Days with the diary, told through the window with the keyboard alone."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QApplication

from isodiary.domain.course import Course, Phase
from isodiary.domain.dose import Dose, Outcome, Reason
from isodiary.domain.meal import Meal
from isodiary.domain.symptom import SymptomEntry
from isodiary.domain.units import mg
from isodiary.report.press.pages import Pages
from isodiary.ui.history.page import HistoryPage
from isodiary.ui.today.page import TodayPage
from isodiary.ui.window.main_window import MainWindow
from tests.clock import EVENING
from tests.ui.conftest import TODAY, UNRECORDED
from tests.ui.keys import CTRL, DELETE, DOWN, ENTER, LEFT, RIGHT, TAB, UP, hold, press, write
from tests.ui.windows import Answers, desk_on, put_away, window_on

Key = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier


class Diary:
    """A diary file that windows are opened on; each is closed at the end."""

    def __init__(self, qtbot, application, clock, path):
        self._qtbot, self._application, self._clock, self.path = qtbot, application, clock, path
        self._windows = []

    def open(self, *, course=False):
        tools = desk_on(self.path, self._clock, self._application, course=course)
        self._windows.append(window_on(self._qtbot, tools))
        return self._windows[-1]

    def close(self):
        for window in self._windows:
            put_away(window)
        self._windows = []


@pytest.fixture
def diary(qtbot, qapp, clock, tmp_path):
    diary = Diary(qtbot, qapp, clock, tmp_path / "diary.sqlite")
    yield diary
    diary.close()


@pytest.fixture
def answers(qtbot, monkeypatch):
    return Answers(qtbot, monkeypatch)


@pytest.fixture
def paper(monkeypatch):
    """Keep the pages that go to the printer."""
    printed = []
    monkeypatch.setattr(QPrintDialog, "exec", lambda dialog: QPrintDialog.DialogCode.Accepted)
    monkeypatch.setattr(Pages, "print_to", lambda pages, printer: printed.append(pages))
    return printed


def doses(window, day=TODAY):
    return {dose.slot: dose for dose in window.tools.diary.between(Dose, day, day)}


def severities(window, day=TODAY):
    return {
        each.symptom: each.severity for each in window.tools.diary.between(SymptomEntry, day, day)
    }


def test_from_an_empty_folder_to_a_logged_evening_and_a_page_on_paper(diary, paper):
    window = diary.open()
    for typed in (None, "Isotroin", "20", None, "20", None, "64"):
        if typed is not None:
            write(typed)
        press(TAB)
    write("120")
    press(ENTER)
    assert len(window.tools.diary.all(Course)) == 1

    keys = press(ENTER)
    keys += press("n")
    assert doses(window)[2].amount_ug == mg(20)
    assert len(severities(window)) == 12

    keys += hold(CTRL, Key.Key_P) + press(ENTER)
    assert [pages.count for pages in paper] == [1]
    assert keys == 4


def test_first_logged_dose_needs_eight_fields_at_most(diary):
    window = diary.open()
    fields = 0
    while QApplication.focusWidget().__class__.__name__ != "Button":
        fields += press(TAB)
    assert fields <= 8
    assert window.tools.diary.all(Course) == []


def test_whole_evening_takes_two_keys_from_the_start_of_the_program(diary):
    window = diary.open(course=True)
    assert press(ENTER, "y") == 2
    assert doses(window)[2].outcome is Outcome.TAKEN
    assert severities(window) == {"lips_dry": 2, "headache": 0}


def test_last_nights_dose_is_logged_in_the_morning_on_its_own_day(diary, clock):
    diary.open(course=True)
    diary.close()
    clock.now = EVENING + timedelta(hours=13)
    window = diary.open()
    last_night = window.page(TodayPage).doses.cards[0]
    assert last_night.day == TODAY
    assert press(UP, ENTER) == 2
    assert doses(window)[2].outcome is Outcome.TAKEN
    assert doses(window, TODAY + timedelta(days=1)) == {}


def test_three_days_away_take_one_key_for_each_dose_and_one_enter(diary, clock, answers):
    diary.open(course=True)
    diary.close()
    clock.now = EVENING + timedelta(days=3)
    window = diary.open()
    counted = []

    def catch_up(dialog):
        open_doses = len(dialog.rows)
        keys = press(*("p" for _ in dialog.rows[:-1]), "m", ENTER)
        counted.append((open_doses, keys))

    answers.give(catch_up)
    press("c")
    [(open_doses, keys)] = counted
    assert open_doses == len(UNRECORDED) + 4
    assert keys == open_doses + 1
    last = TODAY + timedelta(days=2)
    assert doses(window, last)[2].outcome is Outcome.MISSED
    assert doses(window, last)[1].outcome is Outcome.TAKEN
    hold(CTRL, Key.Key_Z)
    assert doses(window, last) == {}


def test_dose_of_weeks_ago_is_corrected_in_history(diary, answers):
    window = diary.open(course=True)
    day = TODAY - timedelta(days=21)

    def correct(dialog):
        dialog.amount.take_focus()
        write("10")
        press(ENTER)

    answers.give(correct)
    hold(CTRL, Key.Key_2)
    press(UP, UP, UP)
    assert window.page(HistoryPage).calendar.day == day
    press(ENTER, ENTER)
    assert doses(window, day)[1].outcome is Outcome.PARTIAL
    assert doses(window, day)[1].amount_ug == mg(10)
    hold(CTRL, Key.Key_Z)
    assert doses(window, day)[1].amount_ug == mg(20)


def test_dose_changed_by_the_doctor_takes_six_actions_and_shows_what_changes(diary, answers):
    window = diary.open(course=True)
    before = {day: doses(window, day) for day in (TODAY, TODAY - timedelta(days=1))}
    shown, actions = [], 0

    def change(dialog):
        nonlocal actions
        write("20+10")
        actions += 1 + hold(Qt.KeyboardModifier.AltModifier, Key.Key_N)
        write("20+10")
        shown.append(dialog.card.words.text())
        actions += 1 + press(ENTER)

    answers.give(change)
    actions += hold(CTRL, Key.Key_R)
    assert actions <= 6
    assert shown[0].startswith("From 40 to 60\N{NO-BREAK SPACE}mg a day")
    phases = sorted(window.tools.diary.all(Phase), key=lambda phase: phase.number)
    assert len(phases) == 2
    assert phases[-1].plan.slots[0].amount_ug == mg(30)
    assert {day: doses(window, day) for day in before} == before


def test_pause_and_undo_outlive_a_restart(diary, answers):
    window = diary.open(course=True)

    def pause(dialog):
        press(ENTER)

    answers.give(pause)
    window.menus.actions["pause"].trigger()
    hold(CTRL, Key.Key_1)
    assert not any(card.open for card in window.page(TodayPage).doses.cards)
    diary.close()

    again = diary.open()
    assert any(phase.pause for phase in again.tools.diary.all(Phase))
    hold(CTRL, Key.Key_Z)
    assert not any(phase.pause for phase in again.tools.diary.all(Phase))
    hold(CTRL, Key.Key_1)
    assert press(ENTER) == 1
    assert doses(again)[2].outcome is Outcome.TAKEN


def test_day_turns_while_the_window_is_open(diary, clock):
    window = diary.open(course=True)
    press(ENTER)
    clock.now = EVENING + timedelta(hours=12, minutes=50)
    window.look_around()
    page = window.page(TodayPage)
    assert page.day == TODAY + timedelta(days=1)
    assert press(ENTER) == 1
    assert doses(window, TODAY + timedelta(days=1))[1].outcome is Outcome.TAKEN


def test_two_windows_on_one_diary_never_log_a_dose_twice(diary):
    first = diary.open(course=True)
    second = diary.open()
    press(ENTER)
    assert doses(second)[2].outcome is Outcome.TAKEN

    first.page(TodayPage).doses.cards[1].take.click()
    taken = [dose for dose in first.tools.diary.between(Dose, TODAY, TODAY) if dose.slot == 2]
    assert len(taken) == 1
    assert first.undo_bar.said.text()
    first.look_around()
    assert not first.page(TodayPage).doses.cards[1].open


def test_undo_in_one_window_is_seen_in_the_other(diary):
    first = diary.open(course=True)
    press(ENTER)
    second = diary.open()
    assert 2 in doses(second)
    first.activateWindow()
    first.tools.editor.undo_stack.undo()
    second.look_around()
    assert 2 not in doses(second)
    assert second.page(TodayPage).doses.cards[1].open


def test_skipping_and_changing_ones_mind_leaves_one_fact(diary):
    window = diary.open(course=True)
    assert press("s", "1") == 2
    assert doses(window)[2].reason is Reason.UNWELL
    hold(CTRL, Key.Key_Z)
    hold(CTRL, Key.Key_D)
    press(ENTER)
    assert doses(window)[2].outcome is Outcome.TAKEN
    assert doses(window)[2].reason is None


def test_peer_dosage_78_dose_after_midnight_belongs_to_the_evening(diary, clock):
    clock.now = EVENING + timedelta(hours=5, minutes=36)  # 00:40
    window = diary.open(course=True)
    press(ENTER)
    assert doses(window)[2].taken_at == clock.now
    assert doses(window, TODAY + timedelta(days=1)) == {}


def test_peer_medtimer_690_tomorrows_dose_is_not_taken_by_accident(diary):
    window = diary.open(course=True)
    hold(Qt.KeyboardModifier.AltModifier, RIGHT)
    press(ENTER)
    assert doses(window, TODAY + timedelta(days=1)) == {}


def test_peer_medtimer_518_earlier_time_takes_one_key_more(diary):
    window = diary.open(course=True)
    assert press("p", ENTER) == 2
    assert doses(window)[2].taken_at.time().isoformat("minutes") == "19:00"


def test_peer_did_i_take_my_meds_48_second_dose_of_the_day_is_never_blocked(diary, answers):
    window = diary.open(course=True)
    press(ENTER)

    def extra(dialog):
        press(ENTER)

    answers.give(extra)
    hold(CTRL, Key.Key_E)
    assert [dose.slot for dose in window.tools.diary.between(Dose, TODAY, TODAY)].count(None) == 1


def test_peer_flaredown_551_symptom_added_today_is_asked_tomorrow(diary, clock, answers):
    window = diary.open(course=True)

    def choose(dialog):
        dialog.list.setFocus()
        press(DOWN, DOWN, DOWN, Key.Key_Space, ENTER)

    answers.give(choose)
    window.current.entries.choose_symptoms()
    asked = [row.view.symptom for row in window.page(TodayPage).symptoms.rows]
    assert len(asked) == 4
    diary.close()
    clock.now = EVENING + timedelta(days=1)
    again = diary.open()
    assert [row.view.symptom for row in again.page(TodayPage).symptoms.rows] == asked


def test_peer_soma_699_what_was_not_answered_is_not_zero(diary):
    window = diary.open(course=True)
    press("n")
    rows = window.page(TodayPage).symptoms.rows
    assert {row.view.severity for row in rows} == {0}
    press(DOWN, DELETE)
    assert rows[0].view.severity is None
    assert "lips_dry" not in severities(window)
    assert "not recorded" in rows[0].accessibleName()


def test_peer_activitydiary_79_undo_outlives_another_page(diary):
    window = diary.open(course=True)
    press(ENTER)
    hold(CTRL, Key.Key_2)
    hold(CTRL, Key.Key_Z)
    assert 2 not in doses(window)


def test_peer_medtimer_759_dose_keeps_the_clock_it_was_taken_by(diary, clock):
    window = diary.open(course=True)
    press(ENTER)
    assert doses(window)[2].taken_at.utcoffset() == timedelta(hours=1)
    assert doses(window)[2].meal is Meal.DINNER


def test_peer_medtimer_1156_open_doses_after_the_end_are_not_asked_for(diary, answers):
    window = diary.open(course=True)

    def end(dialog):
        press(ENTER)

    answers.give(end)
    window.menus.actions["end"].trigger()
    hold(CTRL, Key.Key_1)
    hold(Qt.KeyboardModifier.AltModifier, RIGHT)
    page = window.page(TodayPage)
    assert [card for card in page.doses.cards if card.day > TODAY] == []
    hold(Qt.KeyboardModifier.AltModifier, LEFT)
    assert isinstance(window, MainWindow)
