"""The table of commands: each calls something, each printed key works on each page."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from isodiary.domain.record import DayNote, Weight
from isodiary.domain.symptom import SymptomEntry
from isodiary.services.days.notes import write_note
from isodiary.storage.reads.days import read_day
from isodiary.ui.entries.actions import EntryActions
from isodiary.ui.exchange.acts import ExchangeActs
from isodiary.ui.history.page import HistoryPage
from isodiary.ui.history.story import EntryHistoryDialog
from isodiary.ui.labs.page import LabsPage
from isodiary.ui.safety.acts import FileActs
from isodiary.ui.today.page import TodayPage
from isodiary.ui.trends.page import TrendsPage
from isodiary.ui.visits.consultation import ConsultationPage
from isodiary.ui.warnings.page import WarningPage
from isodiary.ui.window.commands import BY_ID, COMMANDS, MENUS, OF_A_DAY, page_commands
from isodiary.ui.window.menus import WindowActs
from isodiary.ui.window.page import PAGES, listed
from tests.ui.conftest import TODAY
from tests.ui.keys import CTRL, hold, press, write
from tests.ui.windows import Answers, window_on

ALL = (*page_commands([page.title for page in PAGES]), *COMMANDS)
OLD = TODAY - timedelta(days=30)


@pytest.fixture
def window(qtbot, course_desk):
    return window_on(qtbot, course_desk)


def holder(owner):
    """Return the class that a command calls a method of."""
    classes = {
        "window": WindowActs,
        "files": FileActs,
        "exchange": ExchangeActs,
        "entries": EntryActions,
    }
    page = listed(owner)
    return classes[owner] if page is None else page.load()


def test_ids_are_unique_and_every_menu_is_filled():
    assert max(Counter(command.id for command in ALL).values()) == 1
    assert {command.menu for command in COMMANDS} == {*MENUS, ""}
    assert set(OF_A_DAY) <= set(BY_ID)


@pytest.mark.parametrize("command", ALL, ids=lambda each: each.id)
def test_every_command_calls_something_that_is_there(command):
    owner, _, name = command.calls.partition(".")
    assert callable(getattr(holder(owner), name))
    assert bool(command.page) == bool(command.letter)
    assert command.menu or command.letter


@pytest.mark.parametrize("title", [page.title for page in PAGES])
def test_every_printed_key_works_on_the_page(qtbot, course_desk, monkeypatch, title):
    ran = []
    monkeypatch.setattr(WindowActs, "run", lambda acts, command: ran.append(command.id))
    window = window_on(qtbot, course_desk)
    for text in ("Seaside", "Seaside, late"):
        entries = read_day(course_desk.diary, TODAY)
        course_desk.editor.do(write_note(entries, text))
    course_desk.editor.undo_stack.undo()
    page = window.show_titled(title)
    wanted = []
    for command in ALL:
        for key in command.keys:
            page.focus_first()
            held = QApplication.focusWidget()
            assert held is not None
            QTest.keySequence(held, key)
            wanted.append(command.id)
    assert ran == wanted


@pytest.mark.parametrize("kind", [ConsultationPage, WarningPage])
def test_a_blood_test_is_asked_for_over_pages_aside_too(qtbot, monkeypatch, window, kind):
    (window.show_visit if kind is ConsultationPage else window.show_warnings)()
    answers = Answers(qtbot, monkeypatch)
    hold(CTRL, Qt.Key.Key_B)
    assert [each.__name__ for each in answers.seen] == ["PanelDialog"]
    assert type(window.current) is kind


def test_a_note_of_a_day_of_history_is_written_there_and_history_stays(qtbot, monkeypatch, window):
    answers = Answers(qtbot, monkeypatch)
    window.show_page(HistoryPage).show_day(OLD)
    held = QApplication.focusWidget()

    def answer(dialog):
        write("Seaside")
        dialog.accept()

    answers.give(answer)
    hold(CTRL, Qt.Key.Key_N)
    [note] = window.tools.diary.between(DayNote, OLD, OLD)
    assert note.text == "Seaside"
    assert type(window.current) is HistoryPage
    assert window.page(HistoryPage).calendar.day == OLD
    assert QApplication.focusWidget() is held


@pytest.mark.parametrize("name", ["extra", "weight", "visit", "acne"])
@pytest.mark.parametrize("kind", [HistoryPage, TodayPage])
def test_what_is_logged_is_of_the_chosen_day(qtbot, monkeypatch, window, kind, name):
    window.show_page(kind).show_day(OLD)
    days = []

    def look(dialog):
        days.append(dialog.day.value())
        dialog.reject()

    Answers(qtbot, monkeypatch).give(look)
    window.menus.actions[name].trigger()
    assert days == [OLD]
    assert type(window.current) is kind


def test_symptoms_of_the_menu_are_answered_on_the_chosen_day(window):
    diary = window.tools.diary
    last = max(each.day for each in diary.all(SymptomEntry))
    day = last + timedelta(days=1)
    window.show_page(HistoryPage).show_day(day)
    window.menus.actions["none"].trigger()
    assert {each.severity for each in diary.between(SymptomEntry, day, day)} == {0}


def test_a_page_without_a_chosen_day_logs_on_the_present_one(qtbot, monkeypatch, window):
    window.show_page(HistoryPage).show_day(OLD)
    window.show_page(TrendsPage)
    answers = Answers(qtbot, monkeypatch)

    def answer(dialog):
        dialog.weight.set_text("61")
        dialog.accept()

    answers.give(answer)
    hold(CTRL, Qt.Key.Key_G)
    assert [each.grams for each in window.tools.diary.between(Weight, TODAY, TODAY)] == [61_000]


def test_a_day_that_has_not_come_is_told_and_takes_no_symptom(qtbot, monkeypatch, window):
    answers = Answers(qtbot, monkeypatch)
    window.show_page(HistoryPage).show_day(TODAY + timedelta(days=2))
    for name in ("note", "symptom", "none", "same"):
        window.menus.actions[name].trigger()
    assert answers.seen == []
    assert window.undo_bar.said.text().endswith("has not come yet.")


def test_f2_tells_of_the_entry_with_the_cursor_on_history_and_labs(qtbot, monkeypatch, window):
    answers = Answers(qtbot, monkeypatch)
    page = window.show_page(HistoryPage)
    page.show_day(TODAY - timedelta(days=12))
    page.day_card.focus_list()
    press(Qt.Key.Key_F2)
    window.show_page(LabsPage).weights.rows.setFocus()
    press(Qt.Key.Key_F2)
    assert answers.seen == [EntryHistoryDialog, EntryHistoryDialog]


def test_f2_without_an_entry_leads_to_the_entries(window):
    press(Qt.Key.Key_F2)
    assert type(window.current) is HistoryPage


def test_f3_finds_on_from_any_page(window):
    page = window.show_page(HistoryPage)
    page.begin_search()
    write("skipped")
    window.show_page(TrendsPage)
    press(Qt.Key.Key_F3)
    assert type(window.current) is HistoryPage
    assert page.day_card.day == page.found.hits[0].day


def test_nothing_stands_behind_undo_where_there_is_nothing(qtbot, tools):
    window = window_on(qtbot, tools)
    for way in ("undo", "redo"):
        action = window.menus.actions[way]
        assert not action.isEnabled()
        assert ":" not in action.text()
