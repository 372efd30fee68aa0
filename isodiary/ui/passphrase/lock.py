"""The locked window: nothing of the diary is seen or done until the passphrase is typed.

Its file is closed meanwhile, and what opens it is forgotten. The pages stay beneath, with every
form and what is typed into it: all come back as they were. What was typed is kept as a draft as
well, if the window is closed instead.
"""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from typing import Any

from PySide6.QtCore import SLOT, QEvent, QObject, QTimer, Signal, Slot
from PySide6.QtDBus import QDBusConnection
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFileDialog,
    QGridLayout,
    QMainWindow,
    QMessageBox,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from isodiary.domain.errors import DiaryError
from isodiary.language import _, marked
from isodiary.services.safety.passphrase import finish
from isodiary.storage.database import Key
from isodiary.storage.keys import refuse_other
from isodiary.storage.locking import can_be_locked_away, lock_away, open_again
from isodiary.ui.kit.card import Card
from isodiary.ui.kit.drafting import Drafting
from isodiary.ui.kit.layouts import Scroll
from isodiary.ui.kit.text import Text, Tone
from isodiary.ui.passphrase.unlock import UnlockPanel
from isodiary.ui.tools import Tools
from isodiary.ui.window.menus import WindowActs

TITLE = marked("The diary is locked")
STAYS = marked("What you were typing is still there.")
MINUTE_MS = 60_000
TOUCHES = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
    }
)
"""What shows that somebody is there."""


BEGINS: Any = SLOT("hear_begin(bool)")
LOCKED: Any = SLOT("hear_lock()")
"""Texts, which `connect` takes, though its types ask for bytes, which it does not take."""
LOGIN = "org.freedesktop.login1"
SCREEN_SAVERS = (
    "org.freedesktop.ScreenSaver",
    "org.gnome.ScreenSaver",
    "org.cinnamon.ScreenSaver",
    "org.mate.ScreenSaver",
    "org.xfce.ScreenSaver",
)


class SystemSigns(QObject):
    """Hears of a screen that is locked and of a machine that goes to sleep, by D-Bus.

    Where nobody speaks that, nothing is heard, and minutes without a key lock alone.

    Signals: `away` when nobody is at the screen any more.
    """

    away = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        system, session = QDBusConnection.systemBus(), QDBusConnection.sessionBus()
        if system.isConnected():
            system.connect(LOGIN, "", f"{LOGIN}.Manager", "PrepareForSleep", self, BEGINS)
            system.connect(LOGIN, "", f"{LOGIN}.Session", "Lock", self, LOCKED)
        if session.isConnected():
            for name in SCREEN_SAVERS:
                session.connect("", "", name, "ActiveChanged", self, BEGINS)

    @Slot(bool)
    def hear_begin(self, begins: bool) -> None:
        """Hear that the machine is about to sleep or the screen is locked; or that it is over."""
        if begins:
            self.away.emit()

    @Slot()
    def hear_lock(self) -> None:
        """Hear that the session is to be locked."""
        self.away.emit()


class LockScreen(QWidget):
    """Covers a window.

    Attributes:
        panel: Where the passphrase is typed.
    """

    def __init__(self, window: QWidget, tools: Tools, panel: UnlockPanel) -> None:
        super().__init__(window)
        self._covered = window
        self.panel = panel
        self.setAutoFillBackground(True)
        self.setAccessibleName(_(TITLE))
        card = Card(tools.theme)
        card.body.addWidget(Text(tools.theme, _(TITLE), Tone.TITLE, wrap=True))
        card.body.addWidget(panel)
        card.body.addWidget(Text(tools.theme, _(STAYS), Tone.SMALL, wrap=True))
        middle = QWidget()
        grid = QGridLayout(middle)
        grid.setContentsMargins(16, 16, 16, 16)
        for side in (0, 2):
            grid.setRowStretch(side, 1)
            grid.setColumnStretch(side, 1)
        grid.setColumnStretch(1, 6)
        grid.addWidget(card, 1, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(Scroll(middle))
        window.installEventFilter(self)
        self._cover()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._covered and event.type() is QEvent.Type.Resize:
            self._cover()
        return False

    def _cover(self) -> None:
        self.setGeometry(self._covered.rect())
        self.raise_()


class WindowLock(QObject):
    """Locks a window on a diary with a passphrase, and unlocks it.

    Signals:
        locking: The file is about to be closed.
        unlocked: It is open again.

    Attributes:
        screen: What is seen while it is locked; None while it is not.
    """

    locking = Signal()
    unlocked = Signal()

    def __init__(self, window: QMainWindow, tools: Tools, acts: WindowActs) -> None:
        super().__init__(window)
        self._window = window
        self._tools = tools
        self._acts = acts
        pages = window.centralWidget()
        assert pages is not None, "a window without pages"
        self._pages = pages
        self._held: QWidget | None = None
        self._dialogs: list[QDialog] = []
        self.screen: LockScreen | None = None
        self._idle = QTimer(self, singleShot=True)
        self._idle.timeout.connect(self.lock)
        self._signs = SystemSigns(self)
        self._signs.away.connect(self.lock)
        application = QApplication.instance()
        assert application is not None
        application.installEventFilter(self)
        self.wait_again()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind in TOUCHES:
            self.wait_again()
        elif kind is QEvent.Type.Show and self.screen is not None and isinstance(watched, QDialog):
            QTimer.singleShot(0, self, partial(self._put_away, watched))
        return False

    @Slot()
    def wait_again(self) -> None:
        """Begin anew to count the minutes in which nobody is there."""
        minutes = self._tools.settings.lock_after
        if minutes and self.screen is None:
            self._idle.start(minutes * MINUTE_MS)
        else:
            self._idle.stop()

    @Slot()
    def lock(self) -> None:
        """Let nothing be seen but the question for the passphrase."""
        if self.screen is not None:
            return
        self._idle.stop()
        self._held = QApplication.focusWidget()
        while (popup := QApplication.activePopupWidget()) is not None:
            popup.close()
        panel = UnlockPanel(self._tools.theme, self._open)
        panel.unlocked.connect(self.unlock)
        self.screen = LockScreen(self._window, self._tools, panel)
        for each in QApplication.topLevelWidgets():
            if isinstance(each, QDialog) and each.isVisible():
                self._put_away(each)
        self._window.menuBar().setEnabled(False)
        self._pages.hide()
        self.screen.show()
        panel.setFocus()
        self._forget()

    @Slot(object)
    def unlock(self, key: Key) -> None:
        """Let everything be as it was."""
        if self.screen is None:
            return
        self._tools.drafts.learn_key(key)
        self._acts.key_changed.emit(key)
        self.screen.hide()
        self.screen.deleteLater()
        self.screen = None
        self._window.menuBar().setEnabled(True)
        self.unlocked.emit()
        self._tools.editor.read_anew()
        self._pages.show()
        dialogs, self._dialogs = self._dialogs, []
        for dialog in dialogs:
            if isValid(dialog):
                dialog.show()
        held, self._held = self._held, None
        if held is not None and isValid(held) and held.isVisible():
            held.setFocus()
        self.wait_again()

    def leave(self) -> None:
        """Hear and lock nothing any more, as the window closes."""
        self._idle.stop()
        application = QApplication.instance()
        if application is not None:
            application.removeEventFilter(self)

    def _forget(self) -> None:
        """Close the file, and forget what opens it, unless this window alone knows its state."""
        diary = self._tools.diary
        self._tools.drafts.forget_key()
        self.locking.emit()
        with suppress(DiaryError):  # what was acknowledged is in the file, or in its log
            if can_be_locked_away(diary) and not self._tools.editor.waiting:
                self._acts.key_changed.emit(None)
                lock_away(diary)

    def _open(self, typed: str) -> Key:
        """Return the key that was typed; the diary is open then.

        Raises:
            DiaryError: It is none, or the file cannot be opened.
        """
        diary = self._tools.diary
        if diary.is_locked:
            return open_again(diary, typed, self._tools.now)
        assert diary.key is not None, "a diary without a passphrase is not locked"
        refuse_other(diary.key, typed)
        return diary.key

    def _put_away(self, dialog: QDialog) -> None:
        """Hide a dialog until the window is unlocked; one that everything waits for is given up."""
        if self.screen is None or not isValid(dialog) or not dialog.isVisible():
            return
        if isinstance(dialog, QFileDialog | QMessageBox):
            dialog.reject()
        else:
            for drafting in dialog.findChildren(Drafting):
                drafting.keep()
            self._dialogs.append(dialog)
            dialog.hide()


def lockable(window: QMainWindow, tools: Tools, acts: WindowActs) -> WindowLock:
    """Let a window be locked; what of its diary is not encrypted yet is encrypted first."""
    path, key = tools.diary.path, tools.diary.key
    assert path is not None
    assert key is not None
    with suppress(DiaryError):  # the next backup tries it again
        finish(path, key)
    lock = WindowLock(window, tools, acts)
    acts.lock_asked.connect(lock.lock)
    return lock
