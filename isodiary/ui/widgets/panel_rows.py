"""The results of one blood test being typed: a line for each test, value below value."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QGridLayout, QLabel, QScrollArea, QWidget

from isodiary.domain.errors import Refused
from isodiary.domain.lab_history import LabHistory
from isodiary.services.labs.entry import Checked, LabField, Offered, Sample, TypedResult, check
from isodiary.ui.desk import Desk
from isodiary.ui.widgets.panel_row import COLUMNS, PanelRow
from isodiary.ui.widgets.text import Text, Tone

HEADS = ("Test", "Value", "Unit", "Range of the laboratory")
LAST_TIME = "Of the last blood test"
OTHERS = "Other tests"
LOOK_AGAIN = "Something cannot be read yet; it is said beside it."
ANSWER = "Answer what is asked about the unit."


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
        desk: Desk,
        history: LabHistory,
        offers: Iterable[Offered],
        sample: Callable[[], Sample],
    ) -> None:
        super().__init__()
        self.label = QLabel()
        self.rows: list[PanelRow] = []
        self._theme = desk.theme
        self._labs = desk.shelf.labs
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
            raise Refused(ANSWER)
        if any(checked.problems for checked in read):
            raise Refused(LOOK_AGAIN)
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

    def take_over(self, offered: Offered, typed: TypedResult) -> bool:
        """Fill in a result that was read elsewhere; return False where another one stands."""
        row = self.row_of(offered.typed.analyte) or self._add_row(offered)
        there = row.value.text().strip()
        if there and there != typed.value:
            return False
        row.fill(typed)
        return True

    def set_lab(self, lab: str) -> None:
        """Offer the ranges that a laboratory printed, where none is typed."""
        for row in self.rows:
            row.set_lab(lab)

    def _offer(self, offers: Sequence[Offered]) -> None:
        known = [each for each in offers if each.in_last_panel]
        others = [each for each in offers if not each.in_last_panel]
        for heading, group in ((LAST_TIME, known), (OTHERS, others)):
            if known and group:
                self._add_line(Text(self._theme, heading, Tone.HEADING))
            for each in group:
                self._add_row(each)

    def _add_heads(self) -> None:
        for column, words in enumerate(HEADS):
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
