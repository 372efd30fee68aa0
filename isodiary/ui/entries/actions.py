"""What can be done with the entries of a day: the dialogs that add, edit and tell, and deleting."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QDialog, QWidget

from isodiary.domain.acne import AcneCheck
from isodiary.domain.change import DATED, Change, Dated
from isodiary.domain.course import Slot as PlannedSlot
from isodiary.domain.dose import Dose
from isodiary.domain.lab import LabResult, PlannedTest
from isodiary.domain.record import DayNote, Visit, Weight
from isodiary.domain.symptom import SymptomEntry
from isodiary.services.acne import log as acne_log
from isodiary.services.doses import log as log_dose
from isodiary.services.labs import plan as plan_tests
from isodiary.services.symptoms import log as log_symptoms
from isodiary.services.visits.plan import remove_visit
from isodiary.services.weights import remove_weight, write_note
from isodiary.storage.diary import Diary
from isodiary.storage.reads.days import read_day
from isodiary.storage.reads.visits import questions_asked, visit_on
from isodiary.ui.entries.dose import EXTRA, DoseDialog
from isodiary.ui.entries.symptom import AddSymptomDialog, SymptomDialog
from isodiary.ui.entries.visit import VisitDialog
from isodiary.ui.entries.weight import NoteDialog, WeightDialog
from isodiary.ui.history.story import EntryHistoryDialog
from isodiary.ui.tools import Tools

Ask = Callable[[Tools, Any, QWidget], QDialog]
Remove = Callable[[Diary, Any], Change | None]


@dataclass(frozen=True, slots=True)
class Ways:
    """What can be done with a kind of entry.

    Attributes:
        dialog: Makes the dialog that changes one, over a window.
        remove: Makes the change that takes one out of the diary.
    """

    dialog: Ask
    remove: Remove


class EntryActions(QObject):
    """Opens the dialogs over one window, and deletes.

    A key is an entry, or a slot of the plan that nothing is recorded of.
    """

    def __init__(self, tools: Tools, window: QWidget) -> None:
        super().__init__(window)
        self._tools = tools
        self._window = window

    def can_edit(self, key: object) -> bool:
        """Whether `edit` opens something."""
        return isinstance(key, (PlannedSlot, *DATED))

    def can_delete(self, key: object) -> bool:
        """Whether `delete` deletes something."""
        return isinstance(key, DATED)

    def can_tell(self, key: object) -> bool:
        """Whether `tell` has something to tell."""
        return isinstance(key, DATED)

    def edit(self, key: object, day: date) -> None:
        """Open the dialog of an entry, or of an open slot of `day`."""
        if isinstance(key, PlannedSlot):
            self._open(DoseDialog(self._tools, day, slot=key.number, parent=self._window))
        elif isinstance(key, DATED):
            self._open(WAYS[type(key)].dialog(self._tools, key, self._window))

    def delete(self, key: object) -> None:
        """Take an entry out of the diary; it can be undone."""
        if isinstance(key, DATED):
            remove = WAYS[type(key)].remove
            self._tools.editor.attempt(partial(remove, self._tools.diary, key))

    def tell(self, key: object) -> None:
        """Show what happened to an entry."""
        if isinstance(key, DATED):
            self._open(EntryHistoryDialog(self._tools, key, self._window))

    def add_dose(self, day: date) -> None:
        """Ask for a dose: an open slot of the day, or an extra one."""
        self._open(DoseDialog(self._tools, day, parent=self._window))

    def add_symptom(self, day: date) -> None:
        """Ask for a symptom and its severity."""
        self._open(AddSymptomDialog(self._tools, day, self._window))

    def write_note(self, day: date) -> None:
        """Ask for the note of the day."""
        self._open(NoteDialog(self._tools, day, self._window))

    def weigh(self, day: date) -> None:
        """Ask for the weight of the day, the one noted already if there is one."""
        weight = read_day(self._tools.diary, day).weight
        self._open(WeightDialog(self._tools, day, weight, self._window))

    def plan_visit(self, day: date) -> None:
        """Ask for a visit, or for another day for the one that is noted."""
        visit = visit_on(self._tools.diary, day)
        self._open(VisitDialog(self._tools, day, visit, self._window))

    def add_extra(self, day: date) -> None:
        """Ask for a dose outside the plan."""
        self._open(DoseDialog(self._tools, day, slot=EXTRA, parent=self._window))

    def check_acne(self, day: date) -> None:
        """Ask for an estimate of the acne."""
        from isodiary.ui.entries.acne import AcneDialog

        self._open(AcneDialog(self._tools, day, parent=self._window))

    def _open(self, dialog: QDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()


def _dose_dialog(tools: Tools, dose: Dose, window: QWidget) -> QDialog:
    return DoseDialog(tools, dose.day, dose, parent=window)


def _note_dialog(tools: Tools, note: DayNote, window: QWidget) -> QDialog:
    return NoteDialog(tools, note.day, window)


def _weight_dialog(tools: Tools, weight: Weight, window: QWidget) -> QDialog:
    return WeightDialog(tools, weight.day, weight, window)


def _visit_dialog(tools: Tools, visit: Visit, window: QWidget) -> QDialog:
    return VisitDialog(tools, visit.day, visit, window)


# What few days have is loaded only when it is asked for.


def _result_dialog(tools: Tools, result: LabResult, window: QWidget) -> QDialog:
    from isodiary.ui.labs.result import ResultDialog

    return ResultDialog(tools, result, window)


def _test_dialog(tools: Tools, test: PlannedTest, window: QWidget) -> QDialog:
    from isodiary.ui.labs.plan import TestDateDialog

    return TestDateDialog(tools, test.day, test, window)


def _acne_dialog(tools: Tools, check: AcneCheck, window: QWidget) -> QDialog:
    from isodiary.ui.entries.acne import AcneDialog

    return AcneDialog(tools, check.day, check, window)


def _no_result(_: Diary, result: LabResult) -> Change:
    from isodiary.services.labs.entry import remove_results

    return remove_results([result])


WAYS: Mapping[type[Dated], Ways] = {
    Dose: Ways(_dose_dialog, lambda _, dose: log_dose.remove(dose)),
    SymptomEntry: Ways(SymptomDialog, lambda _, entry: log_symptoms.remove(entry)),
    DayNote: Ways(_note_dialog, lambda diary, note: write_note(read_day(diary, note.day), "")),
    Weight: Ways(_weight_dialog, lambda _, weight: remove_weight(weight)),
    Visit: Ways(
        _visit_dialog, lambda diary, visit: remove_visit(visit, questions_asked(diary, visit))
    ),
    LabResult: Ways(_result_dialog, _no_result),
    PlannedTest: Ways(_test_dialog, lambda _, test: plan_tests.remove_tests([test])),
    AcneCheck: Ways(_acne_dialog, lambda _, check: acne_log.remove_check(check)),
}
"""For each kind of entry that stands on a day: its dialog, and how it is deleted."""
