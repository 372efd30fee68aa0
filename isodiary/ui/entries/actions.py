"""What can be done with entries: the dialogs that add, edit and tell, and deleting.

The only place of the window that edits and deletes; menus, buttons and keys all end here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QDialog, QWidget

from isodiary.domain.course import Slot as PlannedSlot
from isodiary.language import _
from isodiary.services.days.today import open_before
from isodiary.services.doses import catch_up
from isodiary.services.doses.catch_up import CatchUp, OpenSlot
from isodiary.services.symptoms import log as log_symptoms
from isodiary.services.words.days import full_day
from isodiary.storage.reads.days import last_answered_day, read_day, symptoms_on, tracked
from isodiary.storage.reads.visits import visit_on
from isodiary.ui.entries.dose import EXTRA, DoseDialog
from isodiary.ui.entries.symptom import AddSymptomDialog
from isodiary.ui.entries.visit import QuestionDialog, VisitDialog
from isodiary.ui.entries.ways import HELD, draft_name, ways_of
from isodiary.ui.entries.weight import NoteDialog, WeightDialog
from isodiary.ui.kit.forms import ask
from isodiary.ui.tools import Tools


class EntryActions(QObject):
    """Opens the dialogs over one window, and deletes.

    A key is an entry, or a slot of the plan that nothing is recorded of.

    Signals:
        told: A sentence about why there is nothing to do.
    """

    told = Signal(str)

    def __init__(
        self, tools: Tools, window: QWidget, chosen_day: Callable[[], date] | None = None
    ) -> None:
        """Args: `chosen_day` returns the day that entries are added to; the present one if None."""
        super().__init__(window)
        self._tools = tools
        self._window = window
        self._chosen_day = chosen_day

    @property
    def day(self) -> date:
        """The day that entries are added to."""
        return self._chosen_day() if self._chosen_day is not None else self._tools.today

    @property
    def window(self) -> QWidget:
        """What the dialogs stand over."""
        return self._window

    def for_day(self, day: date) -> EntryActions:
        """Return the same for one day."""
        return EntryActions(self._tools, self._window, lambda: day)

    def can_edit(self, key: object) -> bool:
        """Whether `edit` opens something."""
        ways = ways_of(key)
        return isinstance(key, PlannedSlot) or (ways is not None and ways.dialog is not None)

    def can_delete(self, key: object) -> bool:
        """Whether `delete` deletes something."""
        return ways_of(key) is not None

    def can_tell(self, key: object) -> bool:
        """Whether `tell` has something to tell."""
        return ways_of(key) is not None

    @Slot(object)
    def edit(self, key: object, day: date | None = None) -> None:
        """Open the dialog of an entry, or of an open slot of `day`."""
        tools, window = self._tools, self._window
        if isinstance(key, PlannedSlot):
            on = day or self.day
            dialog = DoseDialog(tools, on, slot=key.number, parent=window)
            self._ask(dialog, f"{on} {key.number}")
        elif (ways := ways_of(key)) is not None and ways.dialog is not None:
            self._ask(ways.dialog(tools, key, window), draft_name(key))

    @Slot(object)
    def delete(self, key: object) -> None:
        """Take an entry out of the diary; it can be undone."""
        if (ways := ways_of(key)) is not None:
            self._tools.editor.attempt(partial(ways.remove, self._tools.diary, key))

    @Slot(object)
    def tell(self, key: object) -> None:
        """Show what happened to an entry."""
        if isinstance(key, HELD):
            from isodiary.ui.history.story import EntryHistoryDialog

            ask(EntryHistoryDialog(self._tools, key, self._window))

    @Slot()
    def add_dose(self) -> None:
        """Ask for a dose: an open slot of the day, or an extra one."""
        self._ask(DoseDialog(self._tools, self.day, parent=self._window))

    @Slot()
    def add_extra(self) -> None:
        """Ask for a dose outside the plan."""
        self._ask(DoseDialog(self._tools, self.day, slot=EXTRA, parent=self._window))

    @Slot()
    def catch_up(self) -> None:
        """Ask what became of the open doses before the present day."""
        tools = self._tools
        slots = open_before(tools.diary, tools.now)
        if not slots:
            self.told.emit(_("No dose before today is open."))
            return
        from isodiary.ui.today.catch_up import CatchUpDialog

        dialog = CatchUpDialog(tools.theme, slots, self._window, tools.habits, tools)
        about = " ".join(f"{each.day}.{each.slot.number}" for each in slots)
        ask(dialog, self._answer_open, about=about)

    @Slot()
    def add_symptom(self) -> None:
        """Ask for a symptom and its severity."""
        if self._has_come():
            self._ask(AddSymptomDialog(self._tools, self.day, self._window))

    @Slot()
    def answer_same(self) -> None:
        """Answer the symptoms as on the last answered day."""
        diary, day = self._tools.diary, self.day
        last = last_answered_day(diary, day)
        if last is None:
            self.told.emit(_("No symptom was answered before."))
        elif self._has_come():
            answers = tuple(symptoms_on(diary, last).values())
            same = log_symptoms.same_as(read_day(diary, day), answers, tracked(diary))
            self._tools.editor.do(same)

    @Slot()
    def answer_none(self) -> None:
        """Answer the daily symptoms with none."""
        diary = self._tools.diary
        if self._has_come():
            none = log_symptoms.none_today(read_day(diary, self.day), tracked(diary))
            self._tools.editor.do(none)

    def answer(self, symptom: str, severity: int) -> None:
        """Answer one symptom of the day."""
        entries = read_day(self._tools.diary, self.day)
        self._tools.editor.attempt(partial(log_symptoms.answer, entries, {symptom: severity}))

    @Slot()
    def choose_symptoms(self) -> None:
        """Ask which symptoms are asked every day."""
        from isodiary.ui.today.tracked import TrackedDialog

        asked = [each.symptom for each in tracked(self._tools.diary)]
        ask(TrackedDialog(self._tools, asked, self._window), self._track)

    @Slot()
    def write_note(self) -> None:
        """Ask for the note of the day."""
        if self._has_come():
            self._ask(NoteDialog(self._tools, self.day, self._window), str(self.day))

    @Slot()
    def weigh(self) -> None:
        """Ask for the weight of the day, the one noted already if there is one."""
        if self._has_come():
            weight = read_day(self._tools.diary, self.day).weight
            self._ask(WeightDialog(self._tools, self.day, weight, self._window))

    @Slot()
    def plan_visit(self) -> None:
        """Ask for a visit, or for another day for the one that is noted."""
        visit = visit_on(self._tools.diary, self.day)
        self._ask(VisitDialog(self._tools, self.day, visit, self._window))

    @Slot()
    def ask_question(self) -> None:
        """Ask for a question for the next visit."""
        self._ask(QuestionDialog(self._tools, parent=self._window))

    @Slot()
    def check_acne(self) -> None:
        """Ask for an estimate of the acne."""
        from isodiary.ui.entries.acne import AcneDialog

        if self._has_come():
            self._ask(AcneDialog(self._tools, self.day, parent=self._window))

    @Slot()
    def log_labs(self) -> None:
        """Ask for the results of a blood test; those of the day are gone on with."""
        from isodiary.ui.labs.panel import panel_for

        if self._has_come():
            self._ask(panel_for(self._tools, self.day, self._window))

    def add_result(self, analyte: str, day: date) -> None:
        """Ask for the result of one test in a blood test of `day`."""
        from isodiary.ui.labs.panel import panel_for

        panel = panel_for(self._tools, day, self._window)
        self._ask(panel)
        panel.go_to(analyte)

    @Slot()
    def plan_test(self) -> None:
        """Ask for the day of a planned blood test."""
        from isodiary.ui.labs.plan import TestDateDialog

        self._ask(TestDateDialog(self._tools, self.day, parent=self._window))

    def _ask(self, dialog: QDialog, about: str = "") -> None:
        ask(dialog, self._tools.editor.write, about=about)

    def _has_come(self) -> bool:
        """Whether the day has come; only doses and visits can be planned on one that has not."""
        come = self.day <= self._tools.today
        if not come:
            self.told.emit(_("{day} has not come yet.").format(day=full_day(self.day)))
        return come

    def _answer_open(self, answers: Mapping[OpenSlot, CatchUp]) -> None:
        self._tools.editor.write(catch_up.answer(answers, now=self._tools.now))

    def _track(self, symptoms: Sequence[str]) -> None:
        held = tracked(self._tools.diary)
        self._tools.editor.write(log_symptoms.track(held, symptoms))
