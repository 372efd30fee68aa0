"""The file is settled, backed up and looked after by itself, off the path of every key."""

from __future__ import annotations

import sqlite3
from datetime import timedelta, timezone

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from isodiary.domain.errors import DiskTrouble
from isodiary.services.safety.backups import Light
from isodiary.services.safety.folders import Shared
from isodiary.storage.backup_files import backup_files
from isodiary.storage.troubles import FULL
from isodiary.ui.safety import guard, keeper
from tests.clock import EVENING
from tests.ui.safety.conftest import note, said


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


def test_the_first_change_of_a_day_is_backed_up_once_nothing_is_done(window, filled, clock):
    shown = window.keeper.light.light
    assert shown is Light.NONE
    window.keeper.guard.back_up()
    assert backup_files(filled) == ()
    note(window, "Seaside")
    assert backup_files(filled) == ()
    window.keeper.guard.back_up()
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


def test_the_light_says_calmly_that_a_backup_is_old(window, clock):
    note(window, "Seaside")
    window.keeper.guard.back_up()
    clock.now = EVENING + timedelta(days=8)
    window.keeper.tell_light()
    assert window.keeper.light.light is Light.OLD
    assert window.keeper.light.text() == "Last backup 23\N{NO-BREAK SPACE}Nov"


def test_a_backup_that_cannot_be_made_is_told(window, monkeypatch):
    def full(diary, *, now):
        raise DiskTrouble(FULL[1])

    monkeypatch.setattr(guard, "back_up_if_due", full)
    window.keeper.guard.back_up()
    assert FULL[1] in said(window)["backup"]


def test_a_shared_folder_is_named_once(window, monkeypatch):
    monkeypatch.setattr(keeper, "shared_by", lambda path: Shared("Dropbox", network=False))
    window.keeper.check()
    assert "Dropbox" in said(window)["folder"]
    window.keeper.notices.drop("folder")
    window.keeper.check()
    assert "folder" not in said(window)


def test_a_clock_a_year_back_is_asked_about_with_the_year(window, clock):
    clock.now = EVENING - timedelta(days=365)
    window.keeper.check()
    assert "Is the year 2025 right?" in said(window)["clock"]
    window.keeper.notices.lines["clock"].buttons[0].click()
    assert "clock" not in said(window)


def test_a_clock_that_is_right_is_not_asked_about(window):
    window.keeper.check()
    assert said(window) == {}


def test_another_time_zone_shows_everything_anew(qtbot, window, clock):
    with qtbot.waitSignal(window.tools.habits_in_use.changed):
        clock.now = EVENING.astimezone(timezone(timedelta(hours=9)))
        window.look_around()
