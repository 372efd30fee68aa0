"""The menus of a right click: what can be done with an entry, and with a day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import QPoint, QPointF
from PySide6.QtGui import QAction, QContextMenuEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from isodiary.domain.course import Slot as PlannedSlot
from isodiary.language import _
from isodiary.storage.reads.days import read_day
from isodiary.ui.entries.actions import EntryActions
from isodiary.ui.kit.places import ShowsDays, ShowsEntries, ShowsSymptom
from isodiary.ui.window.commands import BY_ID, OF_A_DAY, key_of
from isodiary.ui.window.page import Page


def entry_menu(actions: EntryActions, key: object, day: date) -> QMenu:
    """Return what can be done with an entry, or with an open slot of `day`."""
    menu = QMenu(actions.window)
    menu.aboutToHide.connect(menu.deleteLater)
    if actions.can_edit(key):
        words = _("&Log…") if isinstance(key, PlannedSlot) else _("&Edit…")
        add_item(menu, words, partial(actions.edit, key, day), "Return")
    if actions.can_delete(key):
        add_item(menu, _("&Delete"), partial(actions.delete, key), "Del")
    if actions.can_tell(key):
        add_item(menu, _("&History of this entry…"), partial(actions.tell, key), key_of("story"))
    return menu


def day_menu(page: Page, day: date) -> QMenu:
    """Return what can be done with a day: look at it, and add to it."""
    actions = page.entries.for_day(day)
    menu = QMenu(page)
    menu.aboutToHide.connect(menu.deleteLater)
    if page.title != "Today":
        add_item(menu, _("Open on &Today"), partial(page.day_asked.emit, day))
    if page.title != "History":
        add_item(menu, _("Open in &History"), partial(page.history_asked.emit, day))
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


def symptom_menu(page: Page, symptom: str) -> QMenu:
    """Return the answers to a symptom of the chosen day, and what can be done with the answer."""
    actions = page.entries
    entry = read_day(page.tools.diary, actions.day).answer(symptom)
    menu = QMenu(page)
    for severity, level in enumerate(page.tools.catalogues.symptoms.severities):
        does = partial(actions.answer, symptom, severity)
        item = add_item(menu, f"&{severity} {level.label}", does)
        item.setCheckable(True)
        item.setChecked(entry is not None and entry.severity == severity)
    if entry is not None:
        menu.addSeparator()
        add_item(menu, _("&Write about it…"), partial(actions.edit, entry))
        add_item(menu, _("&Delete"), partial(actions.delete, entry), "Del")
        add_item(menu, _("&History of this entry…"), partial(actions.tell, entry), key_of("story"))
    menu.aboutToHide.connect(menu.deleteLater)
    return menu


def menu_of(page: Page, event: QContextMenuEvent) -> QMenu | None:
    """Return the menu of what was clicked on a page, or of what has the focus; None for none."""
    keyboard = event.reason() is QContextMenuEvent.Reason.Keyboard
    widget = QApplication.focusWidget() if keyboard else page.childAt(event.pos())
    while widget is not None and widget is not page:
        place = None if keyboard else QPointF(widget.mapFrom(page, event.pos()))
        menu = _menu_on(page, widget, place)
        if menu is not None:
            return menu
        widget = widget.parentWidget()
    return None


def _menu_on(page: Page, widget: QWidget, place: QPointF | None) -> QMenu | None:
    """Return the menu of a widget at a place of it, at its cursor if None."""
    if isinstance(widget, ShowsSymptom):
        return symptom_menu(page, widget.menu_symptom()) if widget.isEnabled() else None
    if isinstance(widget, ShowsEntries):
        key, day = widget.menu_entry(place)
        return entry_menu(page.entries, key, day or page.chosen_day) if key is not None else None
    if isinstance(widget, ShowsDays):
        shown = widget.menu_day(place)
        return day_menu(page, shown) if shown is not None else None
    return None
