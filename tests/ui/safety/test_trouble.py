"""A diary that cannot be opened always ends in one screen with every way on, never in none."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from datetime import timedelta

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from isodiary.domain.course import Course
from isodiary.services.safety.backups import back_up
from isodiary.storage.damage_mark import is_marked
from isodiary.storage.opening import open_diary
from isodiary.storage.reads.days import read_day
from isodiary.ui.kit.text import Text
from isodiary.ui.safety.trouble import TroubleDialog
from tests.clock import EVENING
from tests.ui.conftest import TODAY
from tests.ui.keys import ENTER
from tests.ui.safety.conftest import check, note, notes_in, said, write_in

DAMAGES = {
    "course": "update course set planned_weeks = planned_weeks + 1",
    "phase": "update phase set start = '2026-01-01'",
    "both": "update course set id = 'x'; update phase set plan = '?'",
}


@pytest.fixture
def backed_up(filled, clock):
    """The diary, with a backup of yesterday, and a note since."""
    diary = open_diary(filled, now=clock())
    back_up(diary, now=EVENING - timedelta(days=1))
    write_in(diary, "Seaside", clock)
    diary.close()
    return filled


def damage(path, sql):
    connection = sqlite3.connect(path)
    connection.execute("pragma ignore_check_constraints = on")
    connection.executescript(sql)
    connection.close()


@pytest.fixture
def answers(monkeypatch):
    """Answer each screen in turn; what is not answered is closed. Return what they said."""
    found: list[str] = []
    left: list[Callable[[TroubleDialog], None]] = []

    def answer(screen):
        found.append(" ".join(text.text() for text in screen.findChildren(Text)))
        screen.show()
        left.pop(0)(screen) if left else screen.reject()
        screen.hide()

    monkeypatch.setattr(TroubleDialog, "exec", answer)
    return found, left


@pytest.mark.parametrize("kind", DAMAGES)
def test_damage_to_the_plan_is_a_screen_and_one_key_goes_on(
    qtbot, program, backed_up, clock, answers, kind
):
    damage(backed_up, DAMAGES[kind])
    before = backed_up.read_bytes()
    words, left = answers
    left.append(lambda screen: qtbot.keyClick(screen, ENTER))
    assert program.open_file(backed_up)
    [shown] = words
    assert "Newest good backup" in shown
    assert "Yesterday 19:04" in shown
    assert "1\xa0entry is newer: 1\xa0note." in shown
    assert len(program.window.tools.diary.all(Course)) == 1
    assert program.window.current is not None, "the beginning was shown"
    assert read_day(program.window.tools.diary, TODAY).note is None
    [kept] = backed_up.parent.glob("isodiary, damaged *.sqlite")
    assert kept.read_bytes() == before
    qtbot.waitUntil(lambda: program.window.keeper is not None)
    check(qtbot, program.window)
    program.window.keeper.notices.lines["newer"].buttons[0].click()
    assert read_day(program.window.tools.diary, TODAY).note.text == "Seaside"


def test_without_a_choice_nothing_is_touched(program, backed_up, answers):
    damage(backed_up, DAMAGES["phase"])
    before = backed_up.read_bytes()
    assert not program.open_file(backed_up)
    assert program.window is None
    assert backed_up.read_bytes() == before


def test_what_is_sound_is_salvaged_and_opened(program, backed_up, tmp_path, answers, monkeypatch):
    damage(backed_up, DAMAGES["phase"])
    out = tmp_path / "sound.sqlite"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *asked: (str(out), ""))

    def salvage(screen):
        screen.salvage.click()
        assert "Came through" in screen.said.text()
        screen.salvage.click()

    answers[1].append(salvage)
    assert program.open_file(backed_up)
    assert program.window.tools.diary.path == out
    assert read_day(program.window.tools.diary, TODAY).note.text == "Seaside"


def test_the_details_hold_nothing_that_was_written(program, backed_up, answers):
    damage(backed_up, "update day_note set text = 'Seasick'; " + DAMAGES["phase"])
    answers[1].append(lambda screen: screen.copy.click())
    program.open_file(backed_up)
    copied = QGuiApplication.clipboard().text()
    assert "damaged in phase: 1" in copied
    assert "Sea" not in copied
    assert str(backed_up) not in copied


def test_an_emptied_file_offers_its_backup(qtbot, program, backed_up, answers):
    backed_up.write_bytes(b"")
    answers[1].append(lambda screen: qtbot.keyClick(screen, ENTER))
    assert program.open_file(backed_up)
    assert len(program.window.tools.diary.all(Course)) == 1


def test_damage_found_later_stays_said_and_nothing_is_written(
    qtbot, program, backed_up, clock, answers
):
    damage(backed_up, "update day_note set text = 'Seasick'")
    assert program.open_file(backed_up)
    window = program.window
    qtbot.waitUntil(lambda: window.keeper is not None)
    check(qtbot, window)
    assert "Nothing more is written" in said(window)["damaged"]
    assert window.tools.diary.known_damaged
    line = window.keeper.notices.lines["damaged"]
    assert not line.close_it.isVisible()
    assert window.sidebar.state.text() == "This diary is damaged, so it is only read."
    assert is_marked(backed_up)
    assert not note(window, "Late")
    answers[1].append(lambda screen: qtbot.keyClick(screen, ENTER))
    line.buttons[0].click()
    assert program.window is not window
    assert not is_marked(backed_up)
    assert note(program.window, "Late")
    assert notes_in(backed_up, clock) == "Late"


def test_a_mark_of_another_program_is_said_at_the_start(qtbot, program, backed_up, clock):
    other = open_diary(backed_up, now=clock())
    other.note_damage()
    other.close()
    program.open_file(backed_up)
    qtbot.waitUntil(lambda: program.window.keeper is not None)
    check(qtbot, program.window)
    assert "Nothing more is written" in said(program.window)["damaged"]
