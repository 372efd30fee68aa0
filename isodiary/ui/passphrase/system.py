"""What the system tells of a screen that is locked, and of a machine that goes to sleep: by D-Bus.

Elsewhere than on a desktop that speaks it, nothing is heard, and minutes without a key lock alone.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import SLOT, QObject, Signal, Slot
from PySide6.QtDBus import QDBusConnection

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
    """Listens from the moment it is made.

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
