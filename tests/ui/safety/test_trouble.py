"""A diary that cannot be opened always ends in one screen with every way on, never in none."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog

from isodiary.domain.course import Course, Phase
from isodiary.domain.plan import parse_plan
from isodiary.services.safety.backups import back_up
from isodiary.services.safety.harm import Harm
from isodiary.storage.damage_mark import is_marked
from isodiary.storage.damaged import Damaged
from isodiary.storage.opening import open_diary
from isodiary.storage.reads.days import read_day
from isodiary.ui.kit.layouts import Scroll
from isodiary.ui.kit.text import Text
from isodiary.ui.look.theme import Theme, ThemeChoice
from isodiary.ui.safety.harm_bars import HarmBar, HarmBars
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


FAILURES = (
    OSError(errno.EIO, "broken"),
    PermissionError(errno.EACCES, "kept from it"),
    sqlite3.OperationalError("no such function"),
    sqlite3.ProgrammingError("misused"),
    ValueError("Invalid isoformat string: 'Seasick'"),
    KeyError("Seasick"),
    AttributeError("Seasick"),
    RecursionError("Seasick"),
)
PLACES = (
    "isodiary.app.open_diary",
    "isodiary.app.logs_apart",
    "isodiary.app.refuse_broken_plan",
    "isodiary.app.DiaryEditor",
    "isodiary.app.MainWindow",
    "isodiary.app.SingleWindow",
)


def failing(failure):
    def fail(*asked, **how):
        raise failure

    return fail


EVERY = [(PLACES[0], each) for each in FAILURES] + [(each, FAILURES[4]) for each in PLACES[1:]]


@pytest.mark.logs
@pytest.mark.parametrize(("place", "failure"), EVERY, ids=repr)
def test_whatever_fails_at_opening_is_a_screen(
    program, backed_up, answers, monkeypatch, caplog, place, failure
):
    words, left = answers
    details = []
    left.append(lambda screen: details.append(screen.details()))
    with monkeypatch.context() as patch:
        patch.setattr(place, failing(failure))
        assert not program.open_file(backed_up)
    [shown] = words
    assert "Open another" not in shown  # which is a button
    assert "Seasick" not in shown + details[0] + caplog.text
    assert (program.window, program.exit_code) == (None, 1)
    assert not is_marked(backed_up), "nothing says that the file is damaged"
    assert program.open_file(backed_up)


@pytest.mark.logs
def test_a_failure_that_nobody_thought_of_says_where_and_offers_the_backup(
    program, backed_up, answers, monkeypatch
):
    words, left = answers
    details = []
    left.append(lambda screen: details.append(screen.details()))
    with monkeypatch.context() as patch:
        patch.setattr("isodiary.app.refuse_broken_plan", failing(ValueError("Seasick")))
        program.open_file(backed_up)
    assert "nobody thought of" in words[0]
    assert "Newest good backup" in words[0]
    assert "ValueError" in details[0]
    assert "app.py" in details[0]


@pytest.mark.logs
def test_the_window_before_stays_when_another_diary_fails(
    program, backed_up, answers, monkeypatch, tmp_path
):
    assert program.open_file(backed_up)
    window = program.window
    with monkeypatch.context() as patch:
        patch.setattr("isodiary.app.MainWindow", failing(ValueError("Seasick")))
        program.open_file(tmp_path / "other.sqlite")
    assert program.window is window
    assert note(window, "still here")


def test_a_failure_in_reading_the_damage_is_no_second_one(program, backed_up, answers, monkeypatch):
    damage(backed_up, DAMAGES["phase"])
    monkeypatch.setattr("isodiary.services.safety.harm.salvage", failing(ValueError("Seasick")))
    program.open_file(backed_up)
    [shown] = answers[0]
    assert "damaged" in shown


def test_a_restore_that_fails_is_a_screen_too(program, backed_up, answers, monkeypatch):
    damage(backed_up, DAMAGES["phase"])
    answers[1].append(lambda screen: screen.go_on.click())
    monkeypatch.setattr("isodiary.services.safety.restore.restore", failing(ValueError("Seasick")))
    assert not program.open_file(backed_up)
    assert len(answers[0]) == 2


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


def step(number, start):
    return Phase(course="c", number=number, start=start, plan=parse_plan("dinner 20"))


def harm(*damaged, steps=()):
    first, last = date(2026, 9, 1), date(2026, 12, 9)  # 100 days
    return Harm(
        sound={each.id: each for each in steps},
        damaged=damaged,
        first=first,
        last=last,
        backup=None,
        newer=(),
    )


def bars(qtbot, found):
    widget = HarmBars(Theme(ThemeChoice.LIGHT), found)
    qtbot.addWidget(widget)
    words = [text.text() for text in widget.findChildren(Text)]
    return [bar.parts for bar in widget.findChildren(HarmBar)], words


def test_a_damaged_step_hatches_the_days_it_was_for(qtbot):
    gone = Damaged(table="phase", id="p2", day="2026-10-01")
    steps = [step(1, date(2026, 9, 1)), step(3, date(2026, 10, 21))]
    [plan, entries], words = bars(qtbot, harm(gone, steps=steps))
    assert plan == ((pytest.approx(0.3), pytest.approx(0.5)),)
    assert entries == ()
    assert "1\xa0step, from 1\xa0Oct" in words


def test_a_last_step_that_is_damaged_hatches_all_that_follows(qtbot):
    gone = Damaged(table="phase", id="p2", day="2026-11-10")
    [plan, _], _ = bars(qtbot, harm(gone, steps=[step(1, date(2026, 9, 1))]))
    assert plan == ((pytest.approx(0.7), pytest.approx(1.0)),)


@pytest.mark.parametrize("day", [None, "2026-13-45", "1066-01-01"])
def test_a_step_of_no_day_hatches_all(qtbot, day):
    [plan, _], words = bars(qtbot, harm(Damaged(table="course", id="c", day=day)))
    assert plan == ((0.0, 1.0),)
    assert any("1\xa0step" in each for each in words)


def test_entries_of_days_in_a_row_are_one_part_with_their_days(qtbot):
    damaged = [Damaged(table="dose", id=str(n), day=f"2026-09-0{1 + n // 2}") for n in range(6)]
    [_, entries], words = bars(qtbot, harm(*damaged))
    assert entries == ((0.0, pytest.approx(0.03)),)
    assert "6\xa0entries, 1\xa0Sep to 3\xa0Sep" in words
    [_, entries], words = bars(qtbot, harm(*damaged[:2]))
    assert "2\xa0entries of 1\xa0Sep" in words


def test_the_screen_is_as_high_as_what_it_says(qtbot, program, backed_up, answers):
    damage(backed_up, DAMAGES["phase"])
    found = []

    def look(screen):
        QApplication.processEvents()
        area = screen.findChild(Scroll)
        bar, sheet = area.verticalScrollBar(), area.widget()
        room = screen.screen().availableSize().height() * 0.92
        free = screen.folder.y() - screen.copy.geometry().bottom()
        found.append((bar.isVisible() and screen.height() < room - 2, free, sheet.height()))

    answers[1].append(look)
    program.open_file(backed_up)
    [(needless, free, height)] = found
    assert not needless
    assert free < height / 4, "a gap above the file's name"
