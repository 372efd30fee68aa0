"""The file is settled, backed up and looked after by itself, off the path of every key."""

from __future__ import annotations

import sqlite3
import threading
from datetime import timedelta, timezone

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from isodiary.domain.course import Course
from isodiary.domain.errors import DiskTrouble
from isodiary.services.safety.backups import Light
from isodiary.services.safety.folders import Shared
from isodiary.storage.backup_files import backup_files
from isodiary.storage.troubles import FULL
from isodiary.ui.safety import guard, keeper
from isodiary.ui.safety.aside import Aside
from tests.clock import EVENING
from tests.ui.safety.conftest import back_up, check, note, said


def in_main_file(path):
    """Return the notes in the bytes of the file alone, as a plain copy of it would have them."""
    copy = path.parent / "copied.sqlite"
    copy.write_bytes(path.read_bytes())
    connection = sqlite3.connect(f"file:{copy}?immutable=1", uri=True)
    found = [text for (text,) in connection.execute("select text from day_note")]
    connection.close()
    return found


def test_a_plain_copy_of_the_open_file_has_what_was_just_written(qtbot, window, filled):
    note(window, "Seaside")
    assert "Seaside" not in in_main_file(filled)
    qtbot.waitUntil(lambda: "Seaside" in in_main_file(filled), timeout=2_000)
    assert guard.SETTLE_MS <= 200


def test_losing_the_focus_settles_at_once(window, filled, monkeypatch):
    note(window, "Seaside")
    monkeypatch.setattr(type(window), "isActiveWindow", lambda self: False)
    QApplication.sendEvent(window, QEvent(QEvent.Type.ActivationChange))
    assert "Seaside" in in_main_file(filled)


def test_the_first_change_of_a_day_is_backed_up_once_nothing_is_done(qtbot, window, filled, clock):
    shown = window.keeper.light.light
    assert shown is Light.NONE
    window.keeper.guard.back_up()
    assert backup_files(filled) == ()
    note(window, "Seaside")
    assert backup_files(filled) == ()
    back_up(qtbot, window)
    [made] = backup_files(filled)
    assert made.at.date() == EVENING.date()
    assert window.keeper.light.light is Light.GOOD
    assert window.keeper.light.text() == "Backup today, 19:04"
    note(window, "Seaside, late")
    window.keeper.guard.back_up()
    assert len(backup_files(filled)) == 1


def test_what_was_put_off_is_done_as_the_window_closes(window, filled):
    note(window, "Seaside")
    window.close()
    assert len(backup_files(filled)) == 1


def test_the_light_says_calmly_that_a_backup_is_old(qtbot, window, clock):
    note(window, "Seaside")
    back_up(qtbot, window)
    clock.now = EVENING + timedelta(days=8)
    window.keeper.tell_light()
    assert window.keeper.light.light is Light.OLD
    assert window.keeper.light.text() == "Last backup 23\N{NO-BREAK SPACE}Nov"


def test_a_backup_that_cannot_be_made_is_told(qtbot, window, monkeypatch):
    def full(diary, *, now):
        raise DiskTrouble(FULL[1])

    monkeypatch.setattr(guard, "back_up", full)
    note(window, "Seaside")
    with qtbot.waitSignal(window.keeper.guard.not_backed_up):
        window.keeper.guard.back_up()
    assert FULL[1] in said(window)["backup"]


def test_a_shared_folder_is_named_once(qtbot, window, monkeypatch):
    monkeypatch.setattr(keeper, "shared_by", lambda path: Shared("Dropbox", network=False))
    check(qtbot, window)
    assert "Dropbox" in said(window)["folder"]
    window.keeper.notices.drop("folder")
    check(qtbot, window)
    assert "folder" not in said(window)


def test_a_clock_a_year_back_is_asked_about_with_the_year(qtbot, window, clock):
    clock.now = EVENING - timedelta(days=365)
    check(qtbot, window)
    assert "Is the year 2025 right?" in said(window)["clock"]
    window.keeper.notices.lines["clock"].buttons[0].click()
    assert "clock" not in said(window)


def test_a_clock_that_is_right_is_not_asked_about(qtbot, window):
    check(qtbot, window)
    assert said(window) == {}


def test_another_time_zone_shows_everything_anew(qtbot, window, clock):
    with qtbot.waitSignal(window.tools.habits_in_use.changed):
        clock.now = EVENING.astimezone(timezone(timedelta(hours=9)))
        window.look_around()


def held_back(monkeypatch, module, name):
    """Let what is done beside the window wait; return what lets it go on, and where it was done."""
    go_on, seen = threading.Event(), []
    real = getattr(module, name)

    def wait(diary, **more):
        assert go_on.wait(10)
        seen.append(threading.current_thread())
        return real(diary, **more)

    monkeypatch.setattr(module, name, wait)
    return go_on, seen


def test_the_whole_file_is_read_beside_the_window(qtbot, window, monkeypatch):
    go_on, seen = held_back(monkeypatch, keeper, "told")
    go_on.set()
    qtbot.waitUntil(lambda: window.keeper.check() or bool(seen))  # another may be going on
    assert threading.main_thread() not in seen


def test_the_window_goes_on_meanwhile(qtbot, window):
    aside, go_on = Aside(window), threading.Event()

    def count(diary):
        assert go_on.wait(10)
        return len(diary.all(Course))

    with qtbot.waitSignal(aside.came) as came:
        assert aside.ask(window.tools.diary, count)
        assert not aside.ask(window.tools.diary, count), "one at a time"
        assert note(window, "Seaside")
        go_on.set()
    assert came.args[0].result() == 1
    aside.leave()


def test_a_backup_is_made_beside_the_window_which_goes_on(qtbot, window, filled, monkeypatch):
    go_on, seen = held_back(monkeypatch, guard, "back_up")
    note(window, "Seaside")
    with qtbot.waitSignal(window.keeper.guard.backed_up):
        window.keeper.guard.back_up()
        assert note(window, "Seaside, late")
        go_on.set()
    assert seen != [threading.main_thread()]
    [made] = backup_files(filled)
    assert "Seaside, late" in in_main_file(made.path)


def test_a_window_that_closes_waits_for_its_backup(window, filled):
    note(window, "Seaside")
    window.keeper.guard.back_up()
    window.close()
    assert len(backup_files(filled)) == 1


def test_no_other_file_is_read_beside_the_window(qtbot, window, filled):
    note(window, "Seaside")
    filled.rename(filled.with_name("moved.sqlite"))
    sqlite3.connect(filled).close()
    with qtbot.waitSignal(window.keeper.guard.replaced):
        window.keeper.guard.back_up()
    assert backup_files(filled) == ()
