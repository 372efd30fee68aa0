"""The menus of a right click on Today: what can be done with a symptom, and with a dose.

Loaded when the first of them is asked for, as they know all dialogs.
"""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtWidgets import QMenu

from isodiary.domain.course import Slot as DoseSlot
from isodiary.domain.dose import Dose
from isodiary.domain.symptom import SymptomEntry
from isodiary.ui.entries.actions import EntryActions
from isodiary.ui.entries.menus import add_item, entry_menu
from isodiary.ui.today.slot import SlotCard
from isodiary.ui.today.symptom_row import SymptomRow
from isodiary.ui.window.commands import BY_ID, key_of, letter_of


def symptom_menu(actions: EntryActions, row: SymptomRow, entry: SymptomEntry | None) -> QMenu:
    """Return what can be done with a symptom of the day.

    Args:
        actions: Those of the day.
        row: The row; it answers.
        entry: What is answered; None if nothing is.
    """
    menu = QMenu(actions.window)
    menu.aboutToHide.connect(menu.deleteLater)
    symptom = row.view.symptom
    for severity, label in enumerate(row.labels):
        answers = partial(row.answered.emit, symptom, severity)
        item = add_item(menu, f"&{severity} {label}", answers)
        item.setCheckable(True)
        item.setChecked(severity == row.view.severity)
    menu.addSeparator()
    if entry is not None:
        add_item(menu, "&Words about it…", partial(actions.edit, entry))
        add_item(menu, "&Take the answer back", partial(row.cleared.emit, symptom), "Del")
        add_item(menu, "&History of this entry…", partial(actions.tell, entry), key_of("story"))
        menu.addSeparator()
    add_item(menu, BY_ID["list"].words, actions.choose_symptoms)
    return menu


def dose_menu(actions: EntryActions, card: SlotCard) -> QMenu:
    """Return what can be done with a dose: one that is logged, or an open one."""
    key: Dose | DoseSlot = card.dose or card.slot
    day: date = card.day
    menu = entry_menu(actions, key, day)
    if card.open:
        add_item(menu, "&Skip…", card.ask_reason, letter_of("skip"))
    return menu
