"""How the patient feels today: one line for each symptom, and two keys for all of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from isodiary.domain.symptom import OwnSymptom
from isodiary.language import _
from isodiary.services.days.today import SPARK_DAYS, Today
from isodiary.services.symptoms.log import answer, none_today, remove, same_as
from isodiary.services.words.days import short_day, short_span
from isodiary.services.words.units import apart
from isodiary.storage.reads.days import read_day
from isodiary.ui.kit.button import Button, Look
from isodiary.ui.kit.card import Card, line
from isodiary.ui.kit.layouts import FlowLayout
from isodiary.ui.kit.text import Text, Tone
from isodiary.ui.today.letters import letters_of
from isodiary.ui.today.note import TodayNote
from isodiary.ui.today.row_shape import SeverityHead
from isodiary.ui.today.symptom_row import RowView, SymptomRow
from isodiary.ui.tools import Tools
from isodiary.ui.warnings.place import SignPlace
from isodiary.ui.window.commands import letter_of

MEANING_LINES = 2
"""So many lines are kept for what the answers mean, so that nothing moves as they come and go."""


class SymptomList(QWidget):
    """The lines of the symptoms, for a screen reader one group."""


class SymptomCard(Card):
    """The symptoms of a day.

    Signals:
        another_asked: A symptom that is not in the list is to be noted.
        note_asked: The note of the day is to be written with more room.
        list_asked: The list of daily symptoms is to be changed.
    """

    another_asked = Signal()
    note_asked = Signal()
    list_asked = Signal()

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(tools.theme, parent=parent)
        self._tools = tools
        self._today: Today
        theme = tools.theme
        self._labels = [level.label for level in tools.catalogues.asked.severities]
        self._question = Text(theme, tone=Tone.STRONG)
        self.same = Button(theme, "", hint=letter_of("same"))
        self.none = Button(theme, "", hint=letter_of("none"))
        self.head = SeverityHead(theme, self._labels)
        self.meaning = Text(theme, tone=Tone.SMALL, wrap=True)
        self.another = Button(theme, _("+ Symptom"), Look.QUIET, hint=letter_of("symptom"))
        self.note = TodayNote(tools, self._write_note)
        self.choose = Button(theme, _("Choose what is asked every day…"))
        self.rows: list[SymptomRow] = []
        self._lines = SymptomList()
        self._list = QVBoxLayout(self._lines)
        self._list.setContentsMargins(0, 0, 0, 0)
        self.signs = SignPlace(self._list, self._row_of)
        self._lay_out()
        self._connect()
        self._make_room()

    def show_today(self, today: Today) -> None:
        """Show the symptoms of a day."""
        self._today = today
        question = (
            _("How do you feel today?") if today.is_today else _("How did you feel that day?")
        )
        self._question.setText(question)
        self._lines.setAccessibleName(question)
        self._show_buttons(today)
        before = today.day - timedelta(days=1)
        first = today.day - timedelta(days=SPARK_DAYS)
        self.head.show_days(short_span(first, before))
        self._show_rows(self._views(today))
        self.note.show_note(today.day, today.entries.note, today=today.is_today)
        self._explain()

    def focus_first(self) -> None:
        """Give the focus to the first row without an answer, else to the first."""
        open_rows = [row for row in self.rows if row.view.severity is None]
        for row in (open_rows or self.rows)[:1]:
            row.setFocus()

    def focus_row(self, place: int) -> None:
        """Give the focus to a row by its place, -1 for the last; else to the note."""
        if self.rows:
            self.rows[place].setFocus()
        else:
            self.note.setFocus()

    def has_row_focus(self) -> bool:
        """Whether a row has the focus."""
        return any(row.hasFocus() for row in self.rows)

    def take_letter(self, letter: str) -> bool:
        """Give the focus to the row with that letter; return whether there is one."""
        for row in self.rows:
            if letter and row.view.letter == letter.lower() and row.isEnabled():
                row.setFocus()
                return True
        return False

    @Slot()
    def answer_same(self) -> None:
        """Answer as on the last answered day what is not answered yet."""
        today = self._today
        if not today.is_ahead:
            same = same_as(today.entries, today.last_answers, today.tracked)
            with self.signs.repeating():
                self._tools.editor.do(same)

    @Slot()
    def answer_none(self) -> None:
        """Answer every daily symptom that is not answered yet with none."""
        if not self._today.is_ahead:
            self._tools.editor.do(none_today(self._today.entries, self._today.tracked))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        held = next((place for place, row in enumerate(self.rows) if row.hasFocus()), None)
        if event.key() in steps and held is not None:
            place = held + steps[Qt.Key(event.key())]
            if 0 <= place < len(self.rows):
                self.rows[place].setFocus()
                return
        event.ignore()

    def _show_buttons(self, today: Today) -> None:
        asked = [each.symptom for each in today.tracked]
        answered = [each for each in asked if today.entries.answer(each) is not None]
        begun, over = bool(answered), len(answered) == len(asked)
        last = {entry.symptom for entry in today.last_answers}
        left = last.intersection(asked).difference(answered)
        self.same.setVisible(today.last_day is not None and bool(asked) and not today.is_ahead)
        self.same.setEnabled(bool(left))
        if today.last_day is not None:
            day = short_day(today.last_day)
            self.same.setText(
                _("Rest as on {day}").format(day=day)
                if begun
                else _("All as on {day}").format(day=day)
            )
        self.none.setText(_("None for the rest") if begun else _("No symptoms"))
        self.none.setVisible(bool(asked) and not today.is_ahead)
        self.none.setEnabled(not over)
        self.another.setVisible(not today.is_ahead)
        self.note.setEnabled(not today.is_ahead)
        self.choose.setVisible(not asked)

    def _views(self, today: Today) -> list[RowView]:
        """Return a row for each daily symptom, then for each other answer of the day."""
        asked = [each.symptom for each in today.tracked]
        others = [entry.symptom for entry in today.entries.symptoms if entry.symptom not in asked]
        names = {symptom: self._name(symptom) for symptom in asked + others}
        letters = letters_of(names)
        return [
            self._view(today, symptom, name, letters.get(symptom, ""))
            for symptom, name in names.items()
        ]

    def _name(self, symptom: str) -> str:
        known = self._tools.catalogues.asked.get(symptom)
        if known is not None:
            return known.short
        own = self._tools.diary.get(OwnSymptom, symptom)
        return apart(own.label) if own is not None else symptom

    def _view(self, today: Today, symptom: str, name: str, letter: str) -> RowView:
        entry = today.entries.answer(symptom)
        by_day = today.severities.get(symptom, {})
        days = [today.day - timedelta(days=back) for back in range(SPARK_DAYS, 0, -1)]
        return RowView(
            symptom=symptom,
            name=name,
            letter=letter,
            severity=entry.severity if entry else None,
            anchors=self._tools.catalogues.asked.anchors_of(symptom),
            note=entry.note if entry else "",
            recent=[by_day.get(day) for day in days],
        )

    def _show_rows(self, views: Sequence[RowView]) -> None:
        """Show the rows; one that stays keeps its widget, and with it the focus."""
        while len(self.rows) > len(views):
            gone = self.rows.pop()
            self._list.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        while len(self.rows) < len(views):
            self.rows.append(self._new_row())
        for row, view in zip(self.rows, views, strict=True):
            row.show_view(view)
            row.setEnabled(not self._today.is_ahead)
        self.head.setVisible(bool(views))
        self.meaning.setVisible(bool(views))
        self.signs.show_day(self._today.day, self._today.last_day)

    def _row_of(self, symptom: str) -> SymptomRow | None:
        return next((row for row in self.rows if row.view.symptom == symptom), None)

    def _new_row(self) -> SymptomRow:
        row = SymptomRow(self._tools.theme, self._labels)
        row.answered.connect(self._answer)
        row.cleared.connect(self.clear)
        row.looked_at.connect(self._explain)
        self._list.addWidget(row)
        row.show()  # the layout alone would do so only later, and what is hidden takes no focus
        return row

    @Slot()
    def _explain(self) -> None:
        """Say what the answers mean, of the row with the pointer, else of that with the focus."""
        pointed = [row for row in self.rows if row.lit and row.underMouse()]
        held = [row for row in self.rows if row.lit]
        self.meaning.setText(next((row.sentence for row in pointed + held), ""))

    @Slot(str, int)
    def _answer(self, symptom: str, severity: int) -> None:
        self._tools.editor.attempt(partial(answer, self._today.entries, {symptom: severity}))

    @Slot(str)
    def clear(self, symptom: str) -> None:
        """Take the answer of a symptom back."""
        entry = self._today.entries.answer(symptom)
        if entry is not None:
            self._tools.editor.do(remove(entry))

    def _write_note(self, day: date, words: str) -> bool:
        from isodiary.services.days.notes import write_note  # a start writes none

        entries = read_day(self._tools.diary, day)
        return self._tools.editor.attempt(partial(write_note, entries, words))

    def _spacing_px(self, line_px: int) -> int:
        return line_px // 3  # twelve lines leave little room

    @Slot()
    def _make_room(self) -> None:
        self.meaning.setMinimumHeight(MEANING_LINES * self.meaning.fontMetrics().lineSpacing())

    def _lay_out(self) -> None:
        heading = QWidget()
        flow = FlowLayout(heading, gap_px=8, wide_first=True)
        for widget in (self._question, self.same, self.none):
            flow.addWidget(widget)
        self.body.addWidget(heading)
        self.body.addWidget(line(self._tools.theme))
        self._list.setSpacing(0)
        self._list.addWidget(self.head)
        self.body.addWidget(self._lines)
        self.meaning.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
        self.body.addWidget(self.meaning)
        self.body.addWidget(line(self._tools.theme))
        self.body.addWidget(self.choose, 0, Qt.AlignmentFlag.AlignLeading)
        below = QHBoxLayout()
        below.addWidget(self.another)
        below.addWidget(self.note, 1)
        self.body.addLayout(below)

    def _connect(self) -> None:
        self.same.clicked.connect(self.answer_same)
        self.none.clicked.connect(self.answer_none)
        self.another.clicked.connect(self.another_asked)
        self.choose.clicked.connect(self.list_asked)
        self.note.more_asked.connect(self.note_asked)
        self.note.left.connect(self.focus_first)
        self._tools.theme.changed.connect(self._make_room)
