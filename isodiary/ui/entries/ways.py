"""For each kind of entry that is changed or deleted by itself: its dialog, and how it is deleted.

A kind of entry has one line in the table at the end, and is then in every menu and under every key.
What few days have is loaded only when it is asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtWidgets import QDialog, QWidget

from isodiary.domain.acne import AcneCheck
from isodiary.domain.change import Change, Entry
from isodiary.domain.course import Course, Phase
from isodiary.domain.dose import Dose
from isodiary.domain.lab import LabResult, PlannedTest
from isodiary.domain.record import DayNote, Question, Visit, Weight
from isodiary.domain.symptom import SymptomEntry
from isodiary.domain.values import dataclass
from isodiary.services.days.notes import write_note
from isodiary.services.doses import log as log_dose
from isodiary.services.symptoms import log as log_symptoms
from isodiary.services.visits.plan import remove_visit
from isodiary.services.weights import remove_weight
from isodiary.storage.diary import Diary
from isodiary.storage.reads.course import phases_of
from isodiary.storage.reads.days import read_day
from isodiary.storage.reads.visits import questions_asked
from isodiary.ui.entries.dose import DoseDialog
from isodiary.ui.entries.symptom import SymptomDialog
from isodiary.ui.entries.visit import QuestionDialog, VisitDialog
from isodiary.ui.entries.weight import NoteDialog, WeightDialog
from isodiary.ui.tools import Tools


@dataclass(frozen=True, slots=True)
class Ways:
    """What can be done with a kind of entry.

    Attributes:
        dialog: Makes the dialog that changes one, over a window; None if it has no dialog.
        remove: Makes the change that takes one out of the diary; None if nothing is to be done.
    """

    dialog: Callable[[Tools, Any, QWidget], QDialog] | None
    remove: Callable[[Diary, Any], Change | None]


def _dose_dialog(tools: Tools, dose: Dose, window: QWidget) -> QDialog:
    return DoseDialog(tools, dose.day, dose, parent=window)


def _note_dialog(tools: Tools, note: DayNote, window: QWidget) -> QDialog:
    return NoteDialog(tools, note.day, window)


def _weight_dialog(tools: Tools, weight: Weight, window: QWidget) -> QDialog:
    return WeightDialog(tools, weight.day, weight, window)


def _visit_dialog(tools: Tools, visit: Visit, window: QWidget) -> QDialog:
    return VisitDialog(tools, visit.day, visit, window)


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


def _no_test(_: Diary, test: PlannedTest) -> Change:
    from isodiary.services.labs.plan import remove_tests

    return remove_tests([test])


def _no_check(_: Diary, check: AcneCheck) -> Change:
    from isodiary.services.acne.log import remove_check

    return remove_check(check)


def _no_question(_: Diary, question: Question) -> Change:
    from isodiary.services.visits.questions import remove_question

    return remove_question(question)


def _no_phase(diary: Diary, phase: Phase) -> Change | None:
    from isodiary.services.course.plan import remove_phase

    course = diary.get(Course, phase.course)
    return remove_phase(phases_of(diary, course), phase) if course else None


WAYS: Mapping[type[Entry], Ways] = {
    Dose: Ways(_dose_dialog, lambda _, dose: log_dose.remove(dose)),
    SymptomEntry: Ways(SymptomDialog, lambda _, entry: log_symptoms.remove(entry)),
    DayNote: Ways(_note_dialog, lambda diary, note: write_note(read_day(diary, note.day), "")),
    Weight: Ways(_weight_dialog, lambda _, weight: remove_weight(weight)),
    Visit: Ways(_visit_dialog, lambda diary, it: remove_visit(it, questions_asked(diary, it))),
    LabResult: Ways(_result_dialog, _no_result),
    PlannedTest: Ways(_test_dialog, _no_test),
    AcneCheck: Ways(_acne_dialog, _no_check),
    Question: Ways(QuestionDialog, _no_question),
    Phase: Ways(None, _no_phase),
}

HELD: tuple[type[Entry], ...] = tuple(WAYS)


def ways_of(key: object) -> Ways | None:
    """Return what can be done with the entry of a row; None where there is none, or nothing."""
    return next((ways for kind, ways in WAYS.items() if isinstance(key, kind)), None)


def draft_name(key: Any) -> str:
    """Return what a half-written change of an entry is kept under; a day has one note at most."""
    return str(key.day) if isinstance(key, DayNote) else str(key.id)
