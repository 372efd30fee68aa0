"""Typing a whole blood test: the sample once, then value below value.

Enter or Down leads from value to value; a value that is left empty is no result. The text of a lab
report can be pasted at any time; it is looked through before anything of it is taken over.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QGridLayout, QLabel, QScrollArea, QWidget

from isodiary.domain.change import Change, Edit
from isodiary.domain.errors import Refused
from isodiary.domain.lab import PlannedTest
from isodiary.domain.lab_history import LabHistory
from isodiary.language import _, marked
from isodiary.services.labs.entry import (
    Checked,
    LabField,
    Offered,
    Sample,
    check,
    log_panel,
    offered,
    panel_doubts,
)
from isodiary.storage.reads.labs import lab_history
from isodiary.ui.kit.button import Button
from isodiary.ui.kit.forms import EntryDialog, ask
from isodiary.ui.kit.text import Text, Tone
from isodiary.ui.labs.lookup import LabSearch, own_offer
from isodiary.ui.labs.panel_row import COLUMNS, PanelRow, pasted_report
from isodiary.ui.labs.paste import PasteDialog
from isodiary.ui.labs.result import SampleFields
from isodiary.ui.tools import Tools

HEADS = (marked("Test"), marked("Value"), marked("Unit"), marked("Range of the laboratory"))
LAST_TIME = marked("Of the last blood test")
OTHERS = marked("Other tests")
LOOK_AGAIN = marked("Something cannot be read yet; it is said beside it.")
ANSWER = marked("Answer what is asked about the unit.")


class PanelRows(QWidget):
    """A field of a form whose value is the rows, read.

    Attributes:
        rows: The rows in their order.

    Signals:
        changed: Something else is typed.
        ended: Enter or an arrow leads on from the last value.
        report_pasted: The text of a whole report was pasted.
    """

    changed = Signal()
    ended = Signal()
    report_pasted = Signal(str)

    def __init__(
        self,
        tools: Tools,
        history: LabHistory,
        offers: Iterable[Offered],
        sample: Callable[[], Sample],
    ) -> None:
        super().__init__()
        self.label = QLabel()
        self.rows: list[PanelRow] = []
        self._theme = tools.theme
        self._labs = tools.catalogues.labs
        self._history = history
        self._sample = sample
        self._said = ""
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setVerticalSpacing(4)
        for column, stretch in enumerate((3, 3, 2, 3)):
            self._grid.setColumnStretch(column, stretch)
        self._add_heads()
        self._offer(tuple(offers))

    @property
    def wrong(self) -> bool:
        """Whether something is said about it."""
        return bool(self._said)

    def value(self) -> list[Checked]:
        """Return the rows, read; those without a value too.

        Raises:
            Refused: One cannot be read, which is said beside it, or a question is open.
        """
        for row in self.rows:
            row.settle_unit()
        sample = self._sample()
        read = [check(row.typed(), sample, self._labs) for row in self.rows]
        for row, checked in zip(self.rows, read, strict=True):
            row.tell([said for field, said in checked.problems if field is not LabField.LAB])
        if any(row.asked for row in self.rows):
            raise Refused(_(ANSWER))
        if any(checked.problems for checked in read):
            raise Refused(_(LOOK_AGAIN))
        return read

    def say(self, sentence: str) -> None:
        """Note what is wrong; the rows say it themselves."""
        self._said = sentence

    def take_focus(self) -> None:
        """Go to what is wrong or asked, else to the first value."""
        for row in self.rows:
            if row.asked:
                return self._show(row.question)
            if row.problem.text():
                return self._show(row.value)
        if self.rows:
            self._show(self.rows[0].value)
        return None

    def go_to(self, offered: Offered) -> None:
        """Go to the value of a test; one that has no row yet gets one."""
        row = self.row_of(offered.typed.analyte) or self._add_row(offered)
        self._show(row.value)
        row.value.selectAll()

    def row_of(self, analyte: str) -> PanelRow | None:
        """Return the row of a test."""
        wanted = analyte.casefold()
        return next((row for row in self.rows if row.analyte.casefold() == wanted), None)

    def set_lab(self, lab: str) -> None:
        """Offer the ranges that a laboratory printed, where none is typed."""
        for row in self.rows:
            row.set_lab(lab)

    def _offer(self, offers: Sequence[Offered]) -> None:
        known = [each for each in offers if each.in_last_panel]
        others = [each for each in offers if not each.in_last_panel]
        for heading, group in ((_(LAST_TIME), known), (_(OTHERS), others)):
            if known and group:
                self._add_line(Text(self._theme, heading, Tone.HEADING))
            for each in group:
                self._add_row(each)

    def _add_heads(self) -> None:
        for column, words in enumerate(map(_, HEADS)):
            self._grid.addWidget(Text(self._theme, words, Tone.SMALL, wrap=True), 0, column)

    def _add_line(self, widget: QWidget) -> None:
        self._grid.addWidget(widget, self._grid.rowCount(), 0, 1, COLUMNS)

    def _add_row(self, offered: Offered) -> PanelRow:
        row = PanelRow(self._theme, offered, self._history, self._labs, self)
        row.add_to(self._grid, self._grid.rowCount())
        row.changed.connect(self._hear)
        row.went_on.connect(self._go_on)
        row.report_pasted.connect(self.report_pasted)
        stops = [*(self.rows[-1].stops[-1:] if self.rows else ()), *row.stops]
        for before, after in pairwise(stops):
            self.setTabOrder(before, after)
        self.rows.append(row)
        return row

    @Slot()
    def _hear(self) -> None:
        self._said = ""
        self.changed.emit()

    @Slot(int)
    def _go_on(self, step: int) -> None:
        sender = self.sender()
        place = next(n for n, row in enumerate(self.rows) if row is sender) + step
        if place >= len(self.rows):
            self.ended.emit()
        elif place >= 0:
            self._show(self.rows[place].value)
            self.rows[place].value.selectAll()

    def _show(self, widget: QWidget) -> None:
        """Give the focus to a widget and bring it into sight."""
        widget.setFocus()
        parent = self.parentWidget()
        while parent is not None and not isinstance(parent, QScrollArea):
            parent = parent.parentWidget()
        if parent is not None:
            parent.ensureWidgetVisible(widget, 0, 3 * widget.height())


KEYS = marked("Enter goes to the next value. What is left empty is no result. Ctrl+Enter saves.")


class PanelDialog(EntryDialog):
    """All results of one sample; that of a `planned` test takes it out of the plan.

    Attributes:
        sample: The fields of the sample.
        rows: A row for each test.
        search: Finds or adds another test.
    """

    def __init__(
        self,
        tools: Tools,
        sample: Sample | None = None,
        parent: QWidget | None = None,
        *,
        planned: PlannedTest | None = None,
    ) -> None:
        super().__init__(tools, _("Add a blood test"), parent)
        self._planned = planned
        self._history = lab_history(tools.diary)
        day = min(planned.day, tools.today) if planned else tools.today
        first = sample or Sample(day=day, lab=self._history.last_lab)
        offers = offered(self._history, tools.catalogues.labs, lab=first.lab)
        self.sample = SampleFields(tools, first)
        for field in self.sample:
            self.add_field(field)
        self.paste = Button(tools.theme, _("&Paste a report…"), hint="Ctrl+V")
        self.paste.clicked.connect(self.ask_paste)
        self.form.addRow(QLabel(), self.paste)
        self.form.addRow(Text(tools.theme, _(KEYS), Tone.SMALL, wrap=True))
        self.rows = PanelRows(tools, self._history, offers, self._sample)
        self._fields.append(self.rows)
        self.form.addRow(self.rows)
        self.search = LabSearch(tools.theme, tools.catalogues.labs, offers)
        self.add_field(self.search)
        self._connect()
        self.rows.set_lab(first.lab)
        self.sample.day.take_focus()

    def go_to(self, analyte: str) -> None:
        """Begin with the value of a test."""
        self.rows.go_to(self._offer(analyte, analyte))

    def doubts(self) -> Sequence[str]:
        return panel_doubts(self.rows.value(), self.sample.value(), self._history, self.tools.today)

    def change(self) -> Change | None:
        logged = log_panel(self.rows.value())
        if self._planned is None:
            return logged
        return replace(logged, edits=(*logged.edits, Edit(before=self._planned)))

    def make_room(self) -> None:
        """Keep the height that it has: what is said beside a value finds room by scrolling."""
        if not self.isVisible():
            super().make_room()

    def take_report(self, change: Change) -> None:
        """Write what was taken of a report; who typed nothing beside it is done."""
        self.tools.editor.write(change)
        if not any(row.value.text().strip() for row in self.rows.rows):
            self.reject()

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
        dialog = PasteDialog(self.tools, self._history, report, self)
        ask(dialog, self.take_report)

    def _connect(self) -> None:
        self.rows.changed.connect(self._think_again)
        self.rows.ended.connect(self.search.take_focus)
        self.rows.report_pasted.connect(self.ask_paste_of)
        self.search.found.connect(self.rows.go_to)
        self.search.passed.connect(self.save.setFocus)
        self.sample.lab.edit.editingFinished.connect(self._take_lab)

    def _sample(self) -> Sample:
        """Return the sample; while one of its fields cannot be read, its day alone."""
        try:
            return self.sample.value()
        except Refused:
            return Sample(day=self.sample.day.known() or self.tools.today)

    def _offer(self, analyte: str, name: str) -> Offered:
        """Return what a test begins with, also one that is not offered by itself."""
        labs = self.tools.catalogues.labs
        known = labs.get(analyte)
        modules = frozenset({known.module} if known and known.module else ())
        offers = offered(self._history, labs, lab=self._sample().lab, modules=modules)
        wanted = analyte.casefold()
        found = (each for each in offers if each.typed.analyte.casefold() == wanted)
        return next(found, None) or own_offer(name)

    @Slot()
    def _take_lab(self) -> None:
        self.rows.set_lab(self._sample().lab)


def panel_for(tools: Tools, day: date, parent: QWidget | None = None) -> PanelDialog:
    """Return the dialog for another result of a sample that the diary has."""
    there = lab_history(tools.diary).on(day)
    if not there:
        return PanelDialog(tools, parent=parent)
    first = there[0]
    sample = Sample(day=day, fasting=first.fasting, exercise=first.exercise, lab=first.lab)
    return PanelDialog(tools, sample, parent)
