"""The locked window: nothing of the diary is seen or done, and all of it comes back."""

from __future__ import annotations

import gc
import os
import shutil
import subprocess
import sys
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QMessageBox, QPlainTextEdit

from isodiary.domain.change import Act, Change, Edit
from isodiary.domain.record import Weight
from isodiary.storage.backup_files import backup_files
from isodiary.storage.database import Key, begins_encrypted
from isodiary.storage.keys import on_paper
from isodiary.storage.opening import open_diary
from isodiary.ui.kit.button import Button
from isodiary.ui.preferences.dialog import PreferencesDialog
from isodiary.ui.today.page import TodayPage
from tests.storage.writing import add, folder, weight
from tests.ui.keys import in_front
from tests.ui.passphrase.conftest import kept, open_dialogs
from tests.ui.windows import desk_on, put_away, window_on


def press(window, keys):
    """Press keys wherever the focus is."""
    sequence: Any = QKeySequence(keys)
    combination = sequence[0]
    target = window.focusWidget() or window
    QTest.keyClick(target, combination.key(), combination.keyboardModifiers())


def seen(window):
    """Return the words that can be seen in a window."""
    return {each.text() for each in window.findChildren(QLabel) if each.isVisible()}


@pytest.fixture
def front(qtbot, window):
    in_front(qtbot, window)
    return window


def locked(window):
    return window.keeper.lock.screen is not None


def unlock(window, typed):
    panel = window.keeper.lock.screen.panel
    panel.field.setText(typed)
    QTest.keyClick(panel.field, Qt.Key.Key_Return)


def test_ctrl_l_leaves_nothing_to_be_seen_or_done(front, key):
    before = front.stack.currentWidget()
    changes = front.tools.diary.history.count()
    press(front, "Ctrl+L")
    assert front.keeper.lock.screen is not None
    assert {word for word in seen(front) if len(word) > 3} <= {
        "The diary is locked",
        "Pass&phrase, or recovery key",
        "The recovery key, from paper, opens it as well. A wrong one costs nothing but time.",
        "What you were typing is still there.",
    }
    assert front.windowTitle() == "isodiary"
    for keys in ("Ctrl+2", "Ctrl+Z", "Ctrl+N", "Ctrl+Return", "Esc", "Ctrl+P"):
        press(front, keys)
    assert front.stack.currentWidget() is before
    assert open_dialogs() == []
    unlock(front, on_paper(key))
    assert front.tools.diary.history.count() == changes
    assert front.keeper.lock.screen is None
    assert front.stack.currentWidget() is before
    assert before.isVisible()
    press(front, "Ctrl+2")
    assert front.stack.currentWidget() is not before


def test_a_wrong_one_costs_nothing_however_often(front, key, capfd):
    front.acts.lock()
    panel = front.keeper.lock.screen.panel
    for _ in range(3):
        unlock(front, "not this one")
        assert "does not open the diary" in panel.problem.text()
        assert panel.problem.isVisible()
        assert panel.field.selectedText() == panel.field.text()
    assert capfd.readouterr().err == ""
    unlock(front, on_paper(key))
    assert front.keeper.lock.screen is None


def test_the_focus_comes_back(front, key):
    held = front.focusWidget()
    front.acts.lock()
    assert front.keeper.lock.screen.panel.field.hasFocus()
    unlock(front, on_paper(key))
    assert front.focusWidget() is held


def test_what_is_typed_into_a_form_stays_and_the_form_comes_back(front, key):
    front.page(TodayPage).entries.write_note()
    [dialog] = open_dialogs()
    [words] = dialog.findChildren(QPlainTextEdit)
    words.setPlainText("a word that nobody else reads")
    front.keeper.lock.lock()
    assert open_dialogs() == []
    unlock(front, on_paper(key))
    assert open_dialogs() == [dialog]
    assert words.toPlainText() == "a word that nobody else reads"
    dialog.reject()


def test_what_opens_while_it_is_locked_waits(front, key, qtbot):
    front.acts.lock()
    front.keeper.show_backups()
    qtbot.waitUntil(lambda: open_dialogs() == [])
    unlock(front, on_paper(key))
    [dialog] = open_dialogs()
    dialog.reject()


def test_a_question_that_everything_waits_for_is_given_up(front, key):
    box = QMessageBox(QMessageBox.Icon.Question, "isodiary", "Print?", parent=front)
    box.open()
    front.acts.lock()
    assert open_dialogs() == []
    unlock(front, on_paper(key))
    assert open_dialogs() == []


def others_in_memory(key):
    """Return how many keys like this one there are beside it."""
    gc.collect()
    keys = [each for each in gc.get_objects() if isinstance(each, Key)]
    return sum(each == key and each is not key for each in keys)


def test_nothing_in_memory_opens_a_locked_diary(front, program, key):
    front.acts.lock()
    assert front.tools.diary.key is program._key is None
    unlock(front, on_paper(key))  # with a key of its own, not that of this test
    assert front.tools.diary.key == program._key == key
    assert others_in_memory(key) == 1
    front.acts.lock()
    assert others_in_memory(key) == 0


def test_a_locked_diary_is_closed_and_left_alone(front, key, encrypted, clock, qtbot):
    front.acts.lock()
    before = folder(encrypted)
    assert not [name for name in before if "wal" in name or "stamp" in name]
    front.look_around()
    front.keeper.check()
    front.keeper.guard.settle()
    front.keeper.guard.back_up()
    assert folder(encrypted) == before
    with closing(open_diary(encrypted, now=clock(), key=key)) as other:
        add(other, added := weight(50))
    unlock(front, "not this one")
    assert locked(front)
    unlock(front, on_paper(key))
    assert not locked(front)
    assert added in front.tools.diary.all(Weight)
    assert front.keeper.look()
    weighed = weight(51)
    assert front.tools.editor.do(Change(act=Act.LOG_WEIGHT, edits=(Edit(after=weighed),)))
    assert weighed in front.tools.diary.all(Weight)


def test_it_is_another_day_as_soon_as_it_is_unlocked(front, key, clock):
    day = front.page(TodayPage).day
    front.acts.lock()
    clock.now += timedelta(hours=12)
    front.look_around()
    front._turn.look()  # as its timer does at four in the morning
    unlock(front, on_paper(key))
    assert front.page(TodayPage).day == day + timedelta(days=1)


def test_a_backup_that_was_put_off_is_made_as_it_is_locked(front, key, encrypted, qtbot):
    assert front.tools.editor.do(Change(act=Act.LOG_WEIGHT, edits=(Edit(after=weight(51)),)))
    front.acts.lock()
    qtbot.waitUntil(lambda: len(backup_files(encrypted)) == 1)
    unlock(front, on_paper(key))


def test_a_file_that_is_gone_is_said_where_the_passphrase_is_typed(front, key, encrypted):
    front.acts.lock()
    encrypted.unlink()
    unlock(front, on_paper(key))
    assert locked(front)
    assert "cannot be opened" in front.keeper.lock.screen.panel.problem.text()


def test_one_that_was_replaced_stays_open_beneath(front, key, encrypted, template, qtbot):
    os.replace(shutil.copy(template[1], encrypted.with_name("other")), encrypted)
    front.keeper.guard._stopped = True  # as it is once this was noticed
    front.acts.lock()
    assert front.tools.diary.key == key
    unlock(front, "not this one")
    assert locked(front)
    unlock(front, on_paper(key))
    assert not locked(front)


def test_what_was_typed_is_there_after_a_locked_window_was_closed(
    window, program, encrypted, key, qtbot
):
    window.page(TodayPage).entries.write_note()
    [dialog] = open_dialogs()
    [words] = dialog.findChildren(QPlainTextEdit)
    words.setPlainText("a word that nobody else reads")
    window.acts.lock()
    program.close()
    assert b"nobody else" not in b"".join(folder(encrypted).values())
    program._key = key
    assert program.open_file(encrypted)
    again = kept(qtbot, program)
    [draft] = again.tools.drafts.all.values()
    assert "a word that nobody else reads" in draft.typed.values()


def test_a_draft_can_be_read_with_the_passphrase_only(front, encrypted):
    front.page(TodayPage).entries.write_note()
    [dialog] = open_dialogs()
    [words] = dialog.findChildren(QPlainTextEdit)
    words.setPlainText("a word")
    dialog.reject()
    assert len(front.tools.drafts.all) == 1
    [file] = encrypted.parent.glob("*drafts*")
    assert begins_encrypted(file)


def test_it_locks_after_minutes_in_which_nobody_is_there(front):
    lock = front.keeper.lock
    assert lock._idle.interval() == 10 * 60_000
    lock._idle.setInterval(10 * 60_000 - 1)
    QTest.keyClick(front, Qt.Key.Key_Shift)
    assert lock._idle.interval() == 10 * 60_000
    assert lock._idle.isActive()
    lock._idle.timeout.emit()
    assert lock.screen is not None
    assert not lock._idle.isActive()


def test_preferences_say_after_how_many(front, qtbot):
    dialog = PreferencesDialog(front.tools, front)
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.minutes.isVisible()
    assert dialog.minutes.value == 10
    [never] = [chip for chip in dialog.minutes.findChildren(Button) if "Never" in chip.text()]
    never.click()
    assert front.tools.settings.lock_after == 0
    front.keeper.lock.wait_again()
    assert not front.keeper.lock._idle.isActive()


def test_it_locks_as_the_screen_does_or_the_machine_sleeps(front, key):
    lock = front.keeper.lock
    lock._signs.hear_begin(False)
    assert locked(front) is False
    lock._signs.hear_begin(True)
    assert locked(front) is True
    unlock(front, on_paper(key))
    lock._signs.hear_lock()
    assert locked(front) is True


HEARING = """
import subprocess
from PySide6.QtCore import QCoreApplication, QTimer
from isodiary.ui.passphrase.lock import SystemSigns
application = QCoreApplication([])
signs = SystemSigns()
signs.away.connect(lambda: print("away", flush=True))
signs.away.connect(application.quit)
emit = ["gdbus", "emit", "--session", "--object-path", "/org/gnome/ScreenSaver", "--signal"]
for begins in ("false", "true"):
    subprocess.run([*emit, "org.gnome.ScreenSaver.ActiveChanged", begins], check=True)
QTimer.singleShot(20_000, application.quit)
application.exec()
"""


SLEEPING = """
import os, subprocess, sys
os.environ["DBUS_SYSTEM_BUS_ADDRESS"] = os.environ["DBUS_SESSION_BUS_ADDRESS"]
from PySide6.QtCore import QCoreApplication, QTimer
from isodiary.ui.passphrase.lock import SystemSigns
application = QCoreApplication([])
signs = SystemSigns()
signs.away.connect(lambda: print("away", flush=True))
signs.away.connect(application.quit)
for arguments in (["other", *sys.argv[1:]], ["org.freedesktop.login1", *sys.argv[1:]]):
    subprocess.run([sys.executable, "-c", TELLS, *arguments], check=True)
    print(arguments[0], flush=True)
QTimer.singleShot(20_000, application.quit)
application.exec()
"""
TELLS = """
import sys
from PySide6.QtCore import QCoreApplication
from PySide6.QtDBus import QDBusConnection, QDBusMessage
application = QCoreApplication([])
bus = QDBusConnection.systemBus()
assert bus.registerService(sys.argv[1] if "." in sys.argv[1] else "org.isodiary.stranger")
said = QDBusMessage.createSignal("/org/freedesktop/login1", *sys.argv[2:4])
if sys.argv[4:]:
    said.setArguments([sys.argv[4] == "true"])
assert bus.send(said)
"""


@pytest.mark.skipif(not shutil.which("dbus-run-session"), reason="no D-Bus can be started here")
@pytest.mark.parametrize(
    "said",
    [
        ("org.freedesktop.login1.Manager", "PrepareForSleep", "true"),
        ("org.freedesktop.login1.Session", "Lock"),
    ],
    ids=["sleep", "lock"],
)
def test_the_login_daemon_is_heard_over_the_system_bus_and_nobody_else(said):
    script = SLEEPING.replace("TELLS", repr(TELLS))
    done = subprocess.run(
        ["dbus-run-session", "--", sys.executable, "-c", script, *said],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[3])},
        capture_output=True,
        text=True,
        check=False,
    )
    # the stranger's signal was sent first, and is not among what is heard
    assert (done.returncode, done.stdout) == (0, "other\norg.freedesktop.login1\naway\n"), (
        done.stderr
    )


@pytest.mark.skipif(
    not (shutil.which("dbus-run-session") and shutil.which("gdbus")),
    reason="no D-Bus of its own can be started here",
)
def test_a_screen_saver_is_heard_over_d_bus():
    done = subprocess.run(
        ["dbus-run-session", "--", sys.executable, "-c", HEARING],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[3])},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (0, "away\n"), done.stderr


def test_a_window_of_any_size_is_covered(front):
    front.acts.lock()
    front.resize(760, 560)
    assert front.keeper.lock.screen.geometry() == front.rect()


def test_without_a_passphrase_it_says_so(qtbot, qapp, plain, clock):
    window = window_on(qtbot, desk_on(plain, clock, qapp))
    qtbot.waitUntil(lambda: window.keeper is not None)
    assert window.keeper.lock is None
    window.acts.lock()
    assert any("no passphrase" in word for word in seen(window))
    put_away(window)
