"""Typing a whole blood test: the sample once, then value by value.

Enter or Down leads from value to value, a value that is left empty is no result. The text of a
lab report can be pasted at any time; it is looked through before anything of it is taken over.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Slot
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QDialog, QLabel, QWidget

from isodiary.domain.change import Change
from isodiary.domain.errors import Refused
from isodiary.services.labs.entry import Offered, Sample, log_panel, offered, panel_doubts
from isodiary.services.labs.paste import PastedRow
from isodiary.services.words.units import joined
from isodiary.storage.reads.labs import lab_history
from isodiary.ui.desk import Desk
from isodiary.ui.dialogs.form_dialog import EntryDialog
from isodiary.ui.dialogs.paste_dialog import PasteDialog
from isodiary.ui.widgets.button import Button
from isodiary.ui.widgets.lab_search import LabSearch, own_offer
from isodiary.ui.widgets.panel_rows import PanelRows
from isodiary.ui.widgets.sample_fields import SampleFields
from isodiary.ui.widgets.text import Text, Tone
from isodiary.ui.widgets.value_line import pasted_report

KEYS = "Enter goes to the next value. What is left empty is no result. Ctrl+Enter saves."
NOT_TAKEN = "Not taken over, because another value is typed: {names}."


class PanelDialog(EntryDialog):
    """All results of one sample.

    Attributes:
        sample: The fields of the sample.
        rows: A row for each test.
        search: Finds or adds another test.
    """

    def __init__(
        self, desk: Desk, sample: Sample | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(desk, "Add a blood test", parent)
        self._history = lab_history(desk.diary)
        first = sample or Sample(day=desk.today, lab=self._history.last_lab)
        offers = offered(self._history, desk.shelf.labs, lab=first.lab)
        self.sample = SampleFields(desk.theme, first)
        for field in self.sample:
            self.add_field(field)
        self.paste = Button(desk.theme, "&Paste a report…", hint="Ctrl+V")
        self.paste.clicked.connect(self.ask_paste)
        self.form.addRow(QLabel(), self.paste)
        self.form.addRow(Text(desk.theme, KEYS, Tone.SMALL, wrap=True))
        self.rows = PanelRows(desk, self._history, offers, self._sample)
        self._fields.append(self.rows)
        self.form.addRow(self.rows)
        self.notice = Text(desk.theme, wrap=True)
        self.notice.hide()
        self.form.addRow(self.notice)
        self.search = LabSearch(desk.theme, desk.shelf.labs, offers)
        self.add_field(self.search)
        self._connect()
        self.rows.set_lab(first.lab)
        self.sample.day.take_focus()

    def go_to(self, analyte: str) -> None:
        """Begin with the value of a test."""
        self.rows.go_to(self._offer(analyte, analyte))

    def doubts(self) -> Sequence[str]:
        return panel_doubts(self.rows.value(), self.sample.value(), self._history, self.desk.today)

    def change(self) -> Change | None:
        return log_panel(self.rows.value())

    def take_over(self, pasted: Sequence[PastedRow]) -> None:
        """Fill in what was read from a report; a value that is typed already stays."""
        left = []
        for row in pasted:
            assert row.typed is not None
            offer = self._offer(row.typed.analyte, row.name)
            if not self.rows.take_over(offer, row.typed):
                left.append(f"{row.name} {row.typed.value}")
        self.notice.setText(NOT_TAKEN.format(names=joined(left)))
        self.notice.setVisible(bool(left))
        self._think_again()
        self.rows.take_focus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste) and (report := pasted_report()):
            self.ask_paste_of(report)
        else:
            super().keyPressEvent(event)

    @Slot()
    def ask_paste(self) -> None:
        """Ask for the text of a report; what the clipboard has is offered."""
        self.ask_paste_of(pasted_report())

    @Slot(str)
    def ask_paste_of(self, report: str) -> None:
        """Show what was read from the text of a report, to be taken over."""
        dialog = PasteDialog(self.desk, self._history, report, self)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self.take_over(dialog.results)
        dialog.deleteLater()

    def _connect(self) -> None:
        self.rows.changed.connect(self._think_again)
        self.rows.ended.connect(self.search.take_focus)
        self.rows.report_pasted.connect(self.ask_paste_of)
        self.search.found.connect(self.rows.go_to)
        self.search.passed.connect(self.save.setFocus)
        self.sample.lab.edit.editingFinished.connect(self._take_lab)

    def _sample(self) -> Sample:
        """Return the sample; while its laboratory cannot be read, without it."""
        try:
            return self.sample.value()
        except Refused:
            return Sample(day=self.sample.day.value())

    def _offer(self, analyte: str, name: str) -> Offered:
        """Return what a test begins with, also one that is not offered by itself."""
        labs = self.desk.shelf.labs
        known = labs.get(analyte)
        modules = frozenset({known.module} if known and known.module else ())
        offers = offered(self._history, labs, lab=self._sample().lab, modules=modules)
        wanted = analyte.casefold()
        found = (each for each in offers if each.typed.analyte.casefold() == wanted)
        return next(found, None) or own_offer(name)

    @Slot()
    def _take_lab(self) -> None:
        self.rows.set_lab(self._sample().lab)


def panel_for(desk: Desk, day: date, parent: QWidget | None = None) -> PanelDialog:
    """Return the dialog for another result of a sample that the diary has."""
    there = lab_history(desk.diary).on(day)
    if not there:
        return PanelDialog(desk, parent=parent)
    first = there[0]
    sample = Sample(day=day, fasting=first.fasting, exercise=first.exercise, lab=first.lab)
    return PanelDialog(desk, sample, parent)
