"""The menus of a right click: what can be done with an entry, and with a day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

from isodiary.ui.entries.actions import EntryActions
from isodiary.ui.window.commands import BY_ID, OF_A_DAY, key_of
from isodiary.ui.window.page import Page


def entry_menu(actions: EntryActions, key: object, day: date) -> QMenu:
    """Return what can be done with an entry, or with an open slot of `day`."""
    menu = QMenu(actions.window)
    menu.aboutToHide.connect(menu.deleteLater)
    if actions.can_edit(key):
        add_item(menu, "&Edit…", partial(actions.edit, key, day), "Return")
    if actions.can_delete(key):
        add_item(menu, "&Delete", partial(actions.delete, key), "Del")
    if actions.can_tell(key):
        add_item(menu, "&History of this entry…", partial(actions.tell, key), key_of("story"))
    return menu


def day_menu(page: Page, day: date) -> QMenu:
    """Return what can be done with a day: look at it, and add to it."""
    actions = page.entries.for_day(day)
    menu = QMenu(page)
    menu.aboutToHide.connect(menu.deleteLater)
    if page.title != "Today":
        add_item(menu, "Open on &Today", partial(page.day_asked.emit, day))
    if page.title != "History":
        add_item(menu, "Open in &History", partial(page.history_asked.emit, day))
    menu.addSeparator()
    for name in OF_A_DAY:
        command = BY_ID[name]
        does = getattr(actions, command.calls.partition(".")[2])
        if day <= page.tools.today or name in AHEAD:
            add_item(menu, command.words, does)
    return menu


AHEAD = ("visit",)
"""What can be planned on a day that has not come."""


def add_item(menu: QMenu, words: str, does: Callable[[], object], key: str = "") -> QAction:
    """Add a line to a menu; the key is only shown, what has the cursor hears it."""
    action = QAction(words, menu)
    action.setShortcut(QKeySequence(key))
    action.setShortcutVisibleInContextMenu(True)
    action.triggered.connect(does)
    menu.addAction(action)
    return action


def show_menu(menu: QMenu, at: QPoint) -> None:
    """Open a menu at a place of the screen; an empty one is not shown."""
    if menu.isEmpty():
        menu.deleteLater()
    else:
        menu.popup(at)
