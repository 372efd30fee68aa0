"""The dialogs that Today opens, and the changes that come of them."""

from __future__ import annotations

from datetime import date
from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QDialog, QWidget

from isodiary.domain.course import Slot as DoseSlot
from isodiary.domain.dose import Dose
from isodiary.domain.symptom import SymptomEntry
from isodiary.services.days.today import Today
from isodiary.services.doses import catch_up
from isodiary.services.symptoms.log import track
from isodiary.ui.desk import Desk

if TYPE_CHECKING:
    from isodiary.ui.entry_actions import EntryActions


class TodayAsks(QObject):
    """Opens a dialog over the page, and applies what it returns."""

    def __init__(self, desk: Desk, page: QWidget) -> None:
        super().__init__(page)
        self._desk = desk
        self._page = page
        self._today: Today

    def show_today(self, today: Today) -> None:
        """Remember the day that is shown."""
        self._today = today

    @Slot()
    def ask_to_catch_up(self) -> None:
        """Ask what became of the open doses before the day."""
        slots = self._today.open_before
        if not slots:
            return
        from isodiary.ui.dialogs.catch_up_dialog import CatchUpDialog

        dialog = CatchUpDialog(self._desk.theme, slots, self._page)
        if self._show(dialog):
            answers = dialog.answers()
            self._desk.editor.attempt(partial(catch_up.answer, answers, now=self._desk.now))

    @Slot()
    def ask_for_list(self) -> None:
        """Ask which symptoms are asked every day."""
        from isodiary.ui.dialogs.tracked_dialog import TrackedDialog

        tracked = self._today.tracked
        dialog = TrackedDialog(
            self._desk.theme,
            self._desk.symptom_names(),
            [each.symptom for each in tracked],
            self._desk.shelf.symptoms.iss,
            self._page,
        )
        if self._show(dialog):
            self._desk.editor.do(track(tracked, dialog.symptoms()))

    @Slot()
    def ask_for_symptom(self) -> None:
        """Ask for a symptom that is not in the list."""
        self._actions.add_symptom(self._today.day)

    @Slot(object)
    def ask_about_symptom(self, entry: SymptomEntry) -> None:
        """Ask for words about an answer."""
        self._actions.edit(entry, entry.day)

    @Slot()
    def ask_for_note(self) -> None:
        """Ask for words about the day."""
        self._actions.write_note(self._today.day)

    @Slot(object, object)
    def ask_for_dose(self, day: date, slot: DoseSlot) -> None:
        """Ask for everything about a dose of the plan."""
        self._actions.edit(slot, day)

    @Slot()
    def ask_for_extra(self) -> None:
        """Ask for a dose outside the plan."""
        self._actions.add_extra(self._today.day)

    @Slot(object)
    def ask_to_edit(self, dose: Dose) -> None:
        """Ask what to correct of a dose."""
        self._actions.edit(dose, dose.day)

    @Slot()
    def ask_for_weight(self) -> None:
        """Ask for a weight."""
        self._actions.weigh(self._today.day)

    @Slot()
    def ask_for_visit(self) -> None:
        """Ask for the day of a visit."""
        self._actions.plan_visit(self._today.day)

    @cached_property
    def _actions(self) -> EntryActions:
        from isodiary.ui.entry_actions import EntryActions

        return EntryActions(self._desk, self._page)

    @Slot()
    def ask_for_acne(self) -> None:
        """Ask for an estimate of the acne."""
        self._actions.check_acne(self._today.day)

    def _show(self, dialog: QDialog) -> bool:
        """Open a dialog; return whether it was accepted."""
        accepted = dialog.exec() == QDialog.DialogCode.Accepted
        dialog.deleteLater()
        return accepted
