"""What can be done with the entries of a day: the dialogs that add, edit and tell, and deleting."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QDialog, QWidget

from isodiary.domain.acne import AcneCheck
from isodiary.domain.change import Change
from isodiary.domain.course import Slot as PlannedSlot
from isodiary.domain.dose import Dose
from isodiary.domain.lab import LabResult, PlannedTest
from isodiary.domain.record import DayNote, Visit, Weight
from isodiary.domain.symptom import SymptomEntry
from isodiary.services import weights as log_record
from isodiary.services.acne import log as acne_log
from isodiary.services.doses import log as log_dose
from isodiary.services.labs import plan as plan_tests
from isodiary.services.symptoms import log as log_symptoms
from isodiary.services.visits.plan import remove_visit
from isodiary.storage.reads.days import read_day
from isodiary.storage.reads.visits import questions_asked, visit_on
from isodiary.ui.entries.dose import EXTRA, DoseDialog
from isodiary.ui.entries.symptom import AddSymptomDialog, SymptomDialog
from isodiary.ui.entries.visit import VisitDialog
from isodiary.ui.entries.weight import NoteDialog, WeightDialog
from isodiary.ui.history.story import EntryHistoryDialog
from isodiary.ui.tools import Tools

DATED = (Dose, SymptomEntry, DayNote, Weight, Visit, LabResult, PlannedTest, AcneCheck)


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
        tools, window = self._tools, self._window
        match key:
            case PlannedSlot():
                self._open(DoseDialog(tools, day, slot=key.number, parent=window))
            case Dose():
                self._open(DoseDialog(tools, day, key, parent=window))
            case SymptomEntry():
                self._open(SymptomDialog(tools, key, window))
            case DayNote():
                self._open(NoteDialog(tools, key.day, window))
            case Weight():
                self._open(WeightDialog(tools, key.day, key, window))
            case Visit():
                self._open(VisitDialog(tools, key.day, key, window))
            case LabResult() | PlannedTest() | AcneCheck():
                self._open(_rarer_dialog(tools, key, window))

    def delete(self, key: object) -> None:
        """Take an entry out of the diary; it can be undone."""
        editor = self._tools.editor
        match key:
            case Dose():
                editor.do(log_dose.remove(key))
            case SymptomEntry():
                editor.do(log_symptoms.remove(key))
            case DayNote():
                entries = read_day(self._tools.diary, key.day)
                editor.attempt(partial(log_record.write_note, entries, ""))
            case Weight():
                editor.do(log_record.remove_weight(key))
            case Visit():
                editor.do(remove_visit(key, questions_asked(self._tools.diary, key)))
            case LabResult():
                editor.do(_removed_result(key))
            case PlannedTest():
                editor.do(plan_tests.remove_tests([key]))
            case AcneCheck():
                editor.do(acne_log.remove_check(key))

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


def _removed_result(result: LabResult) -> Change:
    from isodiary.services.labs.entry import remove_results

    return remove_results([result])


def _rarer_dialog(
    tools: Tools, key: LabResult | PlannedTest | AcneCheck, window: QWidget
) -> QDialog:
    """Return the dialog of an entry that few days have; it is loaded only now."""
    from isodiary.ui.entries.acne import AcneDialog
    from isodiary.ui.labs.plan import TestDateDialog
    from isodiary.ui.labs.result import ResultDialog

    match key:
        case LabResult():
            return ResultDialog(tools, key, window)
        case PlannedTest():
            return TestDateDialog(tools, key.day, key, window)
        case AcneCheck():
            return AcneDialog(tools, key.day, key, window)
