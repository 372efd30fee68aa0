"""The window as a whole: pages, what it remembers, warning signs, undo, other programs."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt, QTimer
from PySide6.QtWidgets import QApplication

from isodiary.domain.dose import Dose
from isodiary.domain.symptom import SymptomEntry, Tracked
from isodiary.services.symptoms import log as log_symptoms
from isodiary.services.words.days import full_day
from isodiary.storage.opening import open_diary
from isodiary.storage.reads.days import read_day
from isodiary.ui.history.page import HistoryPage
from isodiary.ui.kit.card import Ground
from isodiary.ui.report.page import ReportPage
from isodiary.ui.today.page import TodayPage
from isodiary.ui.warnings.page import WarningPage
from isodiary.ui.window.first_start import FirstStart
from isodiary.ui.window.main_window import MainWindow
from isodiary.ui.window.page import PAGES
from tests.clock import EVENING
from tests.ui.conftest import TODAY, course_changes
from tests.ui.keys import CTRL, ENTER, ESCAPE, hold, in_front, press
from tests.ui.windows import desk_on, put_away, window_on


@pytest.fixture
def window(qtbot, course_desk):
    return window_on(qtbot, course_desk)


def note(window, **severities):
    """Answer symptoms of today, as a page does."""
    entries = read_day(window.tools.diary, TODAY)
    window.tools.editor.do(log_symptoms.answer(entries, severities))


def shown(window):
    return type(window.stack.currentWidget())


def test_it_opens_with_the_focus_on_the_due_dose(window):
    [due] = [card for card in window.page(TodayPage).doses.cards if card.open]
    assert QApplication.focusWidget() is due.take


def test_it_opens_on_the_symptoms_where_every_dose_is_logged(qtbot, window):
    press(ENTER)
    window.close()
    again = in_front(qtbot, MainWindow(window.tools))
    assert QApplication.focusWidget() is again.page(TodayPage).symptoms.rows[0]


def test_every_page_is_reached_by_its_number_and_by_the_sidebar(qtbot, window):
    for place, page in enumerate(PAGES):
        hold(CTRL, Qt.Key(Qt.Key.Key_1 + place))
        assert shown(window) is page.load()
        assert window.sidebar.buttons[place].isChecked()
    for button, page in zip(window.sidebar.buttons, PAGES, strict=True):
        button.click()
        assert shown(window) is page.load()


def test_focus_is_on_the_page_after_a_page_is_chosen(window):
    for place in range(len(PAGES)):
        hold(CTRL, Qt.Key(Qt.Key.Key_1 + place))
        assert window.stack.currentWidget().isAncestorOf(QApplication.focusWidget())


def test_sidebar_marks_the_warning_signs_while_they_are_shown(window):
    hold(CTRL, Qt.Key.Key_H)
    assert shown(window) is WarningPage
    assert window.sidebar.warnings.isChecked()
    press(ESCAPE)
    assert shown(window) is TodayPage
    assert window.sidebar.buttons[0].isChecked()


def test_window_remembers_its_size_and_opens_on_today(qtbot, window):
    window.show_page(ReportPage)
    window.resize(700, 599)
    window.close()
    again = window_on_size(qtbot, window.tools)
    assert (again.width(), again.height()) == (700, 599)
    assert shown(again) is TodayPage
    [due] = [card for card in again.page(TodayPage).doses.cards if card.open]
    assert again.focusWidget() is due.take


def window_on_size(qtbot, tools):
    window = MainWindow(tools)
    qtbot.addWidget(window)
    window.show()
    return window


def test_emergency_sign_opens_the_page_and_the_entry_is_written(window):
    note(window, blistering_rash=2)
    page = window.page(WarningPage)
    assert shown(window) is WarningPage
    assert window.tools.diary.between(SymptomEntry, TODAY, TODAY)
    assert page.back.hasFocus()
    press(ESCAPE)
    assert shown(window) is TodayPage


def test_urgent_sign_opens_the_panel_and_leaves_the_focus(window):
    held = QApplication.focusWidget()
    note(window, night_vision_reduced=1)
    assert window.warning_panel.isVisible()
    assert shown(window) is TodayPage
    assert QApplication.focusWidget() is held
    assert press(ENTER) == 1
    assert len(window.tools.diary.between(Dose, TODAY, TODAY)) == 2


def answer_row(window, symptom, severity):
    """Answer a row of Today by its key; return the row."""
    card = window.page(TodayPage).symptoms
    asked = list(window.tools.catalogues.symptoms.daily)
    window.tools.editor.do(log_symptoms.track(window.tools.diary.all(Tracked), asked))
    settle()
    row = next(row for row in card.rows if row.view.symptom == symptom)
    row.setFocus()
    press(Qt.Key(Qt.Key.Key_0 + severity))
    settle()
    return row


def settle():
    QCoreApplication.processEvents()


def test_the_panel_stands_beneath_the_answered_row_and_leaves_it_in_sight(window):  # red before
    window.resize(760, 560)
    row = answer_row(window, "mood_low", 2)
    panel = window.warning_panel
    assert panel.isVisible()
    assert row.hasFocus()
    assert panel.mapTo(window, QPoint(0, 0)).y() >= row.mapTo(window, QPoint(0, row.height())).y()
    assert panel.mapTo(window, QPoint(0, 0)).y() - row.mapTo(window, QPoint(0, 0)).y() < 60
    assert not row.visibleRegion().isEmpty()
    assert row.visibleRegion().boundingRect().height() == row.height()
    press(ESCAPE)
    assert not panel.isVisible()


@pytest.mark.parametrize("factor", [1.0, 2.0])
def test_the_panel_of_an_answer_looked_up_comes_into_sight(qtbot, window, factor):  # red before
    window.resize(760, 560)
    window.tools.theme.set_text_factor(factor)
    for _ in range(5):
        settle()
    note(window, night_vision_reduced=1)
    panel = window.warning_panel
    qtbot.waitUntil(lambda: not panel.line.visibleRegion().isEmpty(), timeout=2000)
    assert not panel.name.visibleRegion().isEmpty()


def test_a_low_mood_of_one_is_quiet_and_a_headache_of_three_is_not(window):  # red before
    panel = window.warning_panel
    answer_row(window, "mood_low", 1)
    assert panel.isVisible()
    assert panel.ground is Ground.PLAIN
    answer_row(window, "headache", 2)
    assert panel.symptom == "mood_low"
    answer_row(window, "headache", 3)
    assert (panel.symptom, panel.ground) == ("headache", Ground.WARNING)
    assert shown(window) is TodayPage


def test_as_yesterday_says_that_a_sign_still_stands_and_raises_none(window):  # red before
    yesterday = read_day(window.tools.diary, TODAY - timedelta(days=1))
    window.tools.editor.do(log_symptoms.answer(yesterday, {"mood_low": 3, "lips_dry": 1}))
    panel = window.warning_panel
    panel.put_away()
    tracked = window.tools.diary.all(Tracked)
    window.tools.editor.do(log_symptoms.track(tracked, ["lips_dry", "mood_low"]))
    settle()
    window.page(TodayPage).symptoms.answer_same()
    settle()
    assert panel.isVisible()
    assert not panel.name.isVisible()
    assert panel.line.text().startswith("Low mood, severe: as on 22")
    assert panel.line.text().endswith("it still stands.")
    answer_row(window, "mood_low", 0)
    answer_row(window, "mood_low", 3)
    assert panel.ground is Ground.WARNING


def test_the_panel_goes_with_the_day_that_it_is_about(window):
    answer_row(window, "mood_low", 2)
    window.page(TodayPage).go_back()
    settle()
    assert not window.warning_panel.isVisible()


def test_noted_elsewhere_the_panel_stands_above_the_page(window):
    answer_row(window, "mood_low", 2)
    window.show_page(ReportPage)
    note(window, night_vision_reduced=1)
    settle()
    panel = window.warning_panel
    assert panel.isVisible()
    assert window.signs.above.indexOf(panel) >= 0


def test_absence_of_a_warning_sign_opens_nothing(window):
    note(window, blistering_rash=0, night_vision_reduced=0)
    assert shown(window) is TodayPage
    assert not window.warning_panel.isVisible()


def test_escape_puts_the_panel_away_and_then_the_line_below(window):
    note(window, night_vision_reduced=1)
    press(ESCAPE)
    assert not window.warning_panel.isVisible()
    assert window.undo_bar.isVisible()
    press(ESCAPE)
    assert not window.undo_bar.isVisible()


def test_panel_goes_with_the_entry_that_is_taken_back(window):
    note(window, night_vision_reduced=1)
    hold(CTRL, Qt.Key.Key_Z)
    assert not window.warning_panel.isVisible()


def test_undo_works_after_a_restart(qtbot, qapp, clock, tmp_path):
    path = tmp_path / "diary.sqlite"
    first = window_on(qtbot, desk_on(path, clock, qapp, course=True))
    press(ENTER)
    before = len(first.tools.diary.all(Dose))
    put_away(first)

    again = window_on(qtbot, desk_on(path, clock, qapp))
    hold(CTRL, Qt.Key.Key_Z)
    assert len(again.tools.diary.all(Dose)) == before - 1
    assert again.undo_bar.said.text().startswith("Taken back. Dose logged")
    put_away(again)


def test_what_another_program_wrote_is_seen_after_looking_around(qtbot, qapp, clock, tmp_path):
    path = tmp_path / "diary.sqlite"
    window = window_on(qtbot, desk_on(path, clock, qapp, course=True))
    other = open_diary(path, now=clock())
    answered = log_symptoms.answer(read_day(other, TODAY), {"lips_dry": 3})
    assert answered is not None
    other.apply(answered, at=clock())
    window.look_around()
    row = window.page(TodayPage).symptoms.rows[0]
    assert row.view.severity == 3
    hold(CTRL, Qt.Key.Key_Z)  # takes back what was done here, and this was not
    assert row.view.severity == 3
    other.close()
    put_away(window)


def test_a_window_that_is_closed_as_soon_as_it_is_seen_reads_its_file_no_more(
    qtbot, qapp, clock, tmp_path
):
    window = MainWindow(desk_on(tmp_path / "diary.sqlite", clock, qapp, course=True))
    qtbot.addWidget(window)
    window.show()
    window.grab()
    put_away(window)
    QCoreApplication.processEvents()
    assert window.keeper is None


def test_looking_around_happens_when_the_window_comes_to_the_front(qtbot, window, clock):
    clock.now = EVENING + timedelta(days=1)
    QApplication.sendEvent(window, QEvent(QEvent.Type.ActivationChange))
    assert window.page(TodayPage).day == TODAY + timedelta(days=1)


def test_empty_diary_shows_the_first_start_alone(qtbot, tools):
    window = window_on(qtbot, tools)
    assert shown(window) is FirstStart
    assert window.sidebar.isHidden()


def test_course_begun_elsewhere_ends_the_first_start(qtbot, qapp, clock, tmp_path):
    path = tmp_path / "diary.sqlite"
    window = window_on(qtbot, desk_on(path, clock, qapp))
    assert shown(window) is FirstStart
    other = open_diary(path, now=clock())
    for change in course_changes():
        other.apply(change, at=clock())
    window.look_around()
    assert shown(window) is TodayPage
    assert window.sidebar.isVisible()
    other.close()
    put_away(window)


def test_course_taken_back_leads_to_the_first_start_again(qtbot, tools):
    for change in course_changes():
        tools.editor.do(change)
    window = window_on(qtbot, tools)
    assert shown(window) is TodayPage
    while window.tools.editor.undo_stack.canUndo():
        window.tools.editor.undo_stack.undo()
    assert shown(window) is FirstStart


def test_day_asked_on_a_page_is_shown_on_today(window):
    day = TODAY - timedelta(days=40)
    window.show_page(HistoryPage).day_asked.emit(day)
    assert shown(window) is TodayPage
    assert window.page(TodayPage).day == day


def test_sidebar_shows_drawings_alone_in_a_narrow_window(window):
    window.resize(1200, 700)
    wide_px = window.sidebar.sizeHint().width()
    window.resize(600, 560)
    assert window.sidebar.sizeHint().width() < wide_px / 2
    assert window.sidebar.buttons[1].toolTip() == HistoryPage.title


def test_window_can_be_made_as_small_as_the_smallest_screen(window):
    window.resize(760, 560)
    for page in PAGES:
        window.show_page(page.load())
        assert window.minimumSizeHint().width() <= 760
        assert (window.width(), window.height()) == (760, 560)


def test_page_out_of_sight_is_fresh_when_it_is_looked_at(window):
    window.show_page(ReportPage)
    before = window.page(ReportPage).covers.text()
    window.show_page(TodayPage)
    note(window, lips_dry=3)
    window.show_page(ReportPage)
    assert window.page(ReportPage).covers.text() == before
    assert window.page(ReportPage).print.hasFocus()


def test_every_page_reads_again_when_the_day_turns(qtbot, window, clock):
    for page in PAGES:
        window.show_page(page.load())
    history, report = window.page(HistoryPage), window.page(ReportPage)
    window.show_page(HistoryPage)
    assert history.day_card.heading.text().endswith("today")
    clock.now = EVENING.replace(hour=4, minute=0) + timedelta(days=1)
    window._turn.look()
    assert not history.day_card.heading.text().endswith("today")
    assert history.day_card.day == TODAY
    assert window.page(TodayPage).day == TODAY + timedelta(days=1)
    window.show_page(ReportPage)
    assert full_day(TODAY + timedelta(days=1)) in report.covers.text()


def test_night_is_still_the_evening_and_turns_nothing(qtbot, window, clock):
    page = window.show_page(HistoryPage)
    clock.now = EVENING.replace(hour=3, minute=59) + timedelta(days=1)
    window._turn.look()
    assert page.day_card.heading.text().endswith("today")


def test_one_timer_waits_for_the_next_turn_and_none_polls_faster_than_half_a_minute(window):
    left = timedelta(milliseconds=window._turn.timer.interval())
    assert left == EVENING.replace(hour=4, minute=0) + timedelta(days=1) - EVENING
    assert window._turn.timer.isSingleShot()
    repeating = [timer for timer in window.findChildren(QTimer) if not timer.isSingleShot()]
    assert all(timer.interval() >= 30_000 for timer in repeating if timer.isActive())
