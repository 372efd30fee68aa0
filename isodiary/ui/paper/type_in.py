"""Typing in days that were kept on paper: a row for each day, the paper's columns, a key a cell."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from isodiary.domain.change import Change
from isodiary.domain.errors import Refused
from isodiary.domain.record import KeptOff
from isodiary.language import _, marked, plural
from isodiary.services.days import type_in
from isodiary.services.days import type_in as type_in_days
from isodiary.services.days.type_in import TypedDay
from isodiary.services.days.typed_day import Toward
from isodiary.services.habits import Habits
from isodiary.services.kept_off import off_symptoms
from isodiary.services.words.days import long_day
from isodiary.services.words.names import MEAL_NAMES, slot_name
from isodiary.services.words.units import mg_text
from isodiary.ui.kit.button import Button
from isodiary.ui.kit.chips import Chips, Choice
from isodiary.ui.kit.fields.day import DayField
from isodiary.ui.kit.forms import AskDialog
from isodiary.ui.kit.text import Text, Tone
from isodiary.ui.kit.words_box import WordsBox
from isodiary.ui.look.theme import Theme
from isodiary.ui.paper.grid import TypeInGrid
from isodiary.ui.paper.model import AnswerColumn, TypeInModel
from isodiary.ui.tools import Tools


class NoteLine(QWidget):
    """The note of a day, opened beneath the grid.

    Signals:
        written: Enter; Shift+Enter begins a new line.
        left: Escape; what is written stays.
    """

    written = Signal()
    left = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.label = Text(theme, tone=Tone.STRONG)
        self.edit = _Words()
        self.edit.setTabChangesFocus(True)
        self.edit.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.edit.written.connect(self.written)
        self.edit.left.connect(self.left)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.label, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.edit, 1)
        self.edit.too_long.connect(self.label.setText)
        self.hide()

    def open(self, day: str, text: str) -> None:
        """Show the note of a day, to be written on."""
        self.label.setText(day)
        self.edit.setAccessibleName(_("Note for {day}").format(day=day))
        self.edit.setPlainText(text)
        self.edit.moveCursor(self.edit.textCursor().MoveOperation.End)
        self.edit.setFixedHeight(round(self.edit.fontMetrics().lineSpacing() * 2.8))
        self.show()
        self.edit.setFocus()


class _Words(WordsBox):
    """Two lines of text, done with Enter."""

    written = Signal()
    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        shift = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not shift:
            self.written.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


LEAST_LETTERS, MOST_LETTERS, HEAD_LINES = 7, 14, 3


def columns_of(tools: Tools, days: Sequence[TypedDay]) -> list[AnswerColumn]:
    """Return a column for each dose of the days, each symptom asked every day, and the note."""
    names = tools.symptom_names()
    kept_off = off_symptoms(tools.diary.all(KeptOff), tools.catalogues.symptoms)
    doses = [
        AnswerColumn(_slot_head(days, number, tools.habits), slot=number)
        for number in type_in_days.slot_columns(days)
    ]
    symptoms = [
        AnswerColumn(_head(names.get(symptom, symptom)), symptom=symptom)
        for symptom in type_in_days.symptom_columns(tools.diary, kept_off)
    ]
    return [*doses, *symptoms, AnswerColumn(_("Note"))]


def _slot_head(days: Sequence[TypedDay], number: int, habits: Habits) -> str:
    """Return meal and amount where they are the same on every day, else which dose it is."""
    slots = {(slot.meal, slot.amount_ug) for day in days if (slot := day.entries.slot(number))}
    if len(slots) != 1:
        return "\n".join(slot_name(number, len(type_in_days.slot_columns(days))).split())
    [(meal, amount_ug)] = slots
    return f"{_(MEAL_NAMES[meal])}\n{mg_text(amount_ug, habits)}"


def _weeks() -> tuple[Choice[int], ...]:
    return tuple(
        Choice(weeks, plural(weeks, "{count} week", "{count} weeks"))
        for weeks in type_in_days.WEEKS
    )


def _head(label: str) -> str:
    """Return a name on a few short lines."""
    longest = max(map(len, label.split()), default=0)
    letters = min(max(longest, LEAST_LETTERS), MOST_LETTERS)
    lines = textwrap.wrap(label, letters, max_lines=HEAD_LINES, placeholder="…")
    return "\n".join(lines)


KEYS = marked(
    "Dose: T or Enter taken as planned, S skipped, M missed, U unknown, or "
    "the mg. Symptom: 0 to 3. Space empties. N writes the note. Ctrl+Z takes "
    "back."
)
NO_DAYS = marked("These days have not come yet. Choose an earlier day.")


class TypeInDialog(AskDialog):
    """Asks for whole days; its answer is one change.

    Attributes:
        first: The first day shown.
        weeks: How many weeks are.
        grid: The days.
        note: Where the note of a day is written; hidden until it is asked for.
        leaving: Said when something would be lost; hidden otherwise.
        keep, leave: The buttons beside that.
    """

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(tools.theme, _("Type in days"), parent)
        self.tools = tools
        theme = tools.theme
        self._asked: Sequence[str] = ()
        first, weeks = type_in_days.first_offered(tools.diary, tools.now)
        self.first = DayField(tools, _("&From"), Toward.BACK, first)
        self.weeks: Chips[int] = Chips(theme, _("Weeks"))
        self.weeks.offer(_weeks(), weeks)
        self.grid = TypeInGrid(theme, TypeInModel(tools.clock, self, tools.habits))
        self.note = NoteLine(theme)
        self.leaving = Text(theme, tone=Tone.WARNING, wrap=True)
        self.keep = Button(theme, _("&Keep typing"))
        self.leave = Button(theme, _("&Leave without saving"))
        self._lay_out()
        self._connect()
        self._show_days()
        self.grid.begin()

    def answer(self) -> Change | None:
        return type_in.type_in(self.grid.cells.days, now=self.tools.now)

    @Slot()
    def accept(self) -> None:
        """Save, unless something is wrong or doubtful."""
        self._close_note()
        if not self.grid.finish():
            self.grid.setFocus()
            return
        doubts = type_in.doubts(self.grid.cells.days, self.tools.habits)
        if doubts and doubts != self._asked:
            self._asked = doubts
            self.tell(_("{doubts} Is it so?").format(doubts=" ".join(doubts)))
            self.save.setText(_("&Save anyway"))
            return
        super().accept()

    @Slot()
    def reject(self) -> None:
        """Leave, but say first what would be lost."""
        self._close_note()
        changed = self.grid.cells.changed + bool(self.grid.typed)
        if not changed or self.leaving.isVisible():
            super().reject()
            return
        self.leaving.setText(
            plural(
                changed,
                "{count} answer is not saved yet. Esc again leaves without saving.",
                "{count} answers are not saved yet. Esc again leaves without saving.",
            )
        )
        self._show_leaving(True)
        self.keep.setFocus()

    @Slot()
    def _show_days(self) -> None:
        first = self.first.known()
        if first is None:
            return
        days = type_in_days.read_days(self.tools.diary, first, self.weeks.value, self.tools.today)
        self.grid.finish()
        self.grid.cells.show_days(days, columns_of(self.tools, days))
        self.grid.fit()
        self.tell("" if days else _(NO_DAYS))

    @Slot()
    def _hear(self) -> None:
        """Say how much is not saved; forget what was asked."""
        self._asked = ()
        self.tell("")
        self._show_leaving(False)
        changed = self.grid.cells.changed
        self.save.setText(
            plural(changed, "&Save {count} answer", "&Save {count} answers")
            if changed
            else _("&Save")
        )

    @Slot(str)
    def _open_note(self, letter: str) -> None:
        day = self.grid.cells.at(self.grid.currentIndex().row())
        self.note.open(long_day(day.day), day.note + letter)

    @Slot()
    def _take_note(self) -> None:
        """Put the note in its place, and go on with the next day."""
        if self._close_note():
            self.grid.next_row()

    def _close_note(self) -> bool:
        if not self.note.isVisible():
            return True
        cells, row = self.grid.cells, self.grid.currentIndex().row()
        try:
            cells.put(cells.index(row, cells.columnCount() - 1), self.note.edit.toPlainText())
        except Refused as error:
            self.tell(error.sentence)
            return False
        self.note.hide()
        self.grid.setFocus()
        self._hear()
        return True

    @Slot()
    def _keep_typing(self) -> None:
        self._show_leaving(False)
        self.grid.setFocus()

    @Slot()
    def _leave(self) -> None:
        super().reject()

    @Slot()
    def _go_to_save(self) -> None:
        self.save.setFocus()

    def _show_leaving(self, shown: bool) -> None:
        for part in (self.leaving, self.keep, self.leave):
            part.setVisible(shown)

    def tell(self, sentence: str) -> None:
        super().tell(sentence)
        self.save.setText(_("&Save") if sentence else self.save.text())

    def _lay_out(self) -> None:
        theme = self.tools.theme
        choices = QHBoxLayout()
        for part in (self.first.label, self.first, self.weeks):
            choices.addWidget(part)
        choices.addStretch(1)
        leaving = QHBoxLayout()
        leaving.addWidget(self.leaving, 1)
        leaving.addWidget(self.leave)
        leaving.addWidget(self.keep)
        body = QVBoxLayout(self)
        body.addLayout(choices)
        body.addWidget(Text(theme, _(KEYS), Tone.SMALL, wrap=True))
        body.addWidget(self.grid, 1)
        body.addWidget(self.note)
        body.addWidget(self.problem)
        body.addLayout(leaving)
        body.addWidget(self.buttons)
        self._show_leaving(False)
        letters = self.fontMetrics()
        wanted_px = (150 * letters.averageCharWidth(), 34 * letters.height())
        screen = self.screen().availableSize()
        self.resize(min(wanted_px[0], screen.width()), min(wanted_px[1], screen.height()))

    def _connect(self) -> None:
        self.first.settled.connect(self._show_days)
        self.weeks.chosen.connect(self._show_days)
        self.grid.answered.connect(self._hear)
        self.grid.note_asked.connect(self._open_note)
        self.grid.finished.connect(self._go_to_save)
        self.grid.left.connect(self.reject)
        self.note.written.connect(self._take_note)
        self.note.left.connect(self._close_note)
        self.keep.clicked.connect(self._keep_typing)
        self.leave.clicked.connect(self._leave)
        QShortcut(QKeySequence("Ctrl+Return"), self).activated.connect(self.accept)
        QShortcut(QKeySequence("Ctrl+S"), self).activated.connect(self.accept)
