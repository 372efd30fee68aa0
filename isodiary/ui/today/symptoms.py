"""How the patient feels today: one row for each symptom, and two keys for all of them."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from isodiary.domain.symptom import SymptomEntry
from isodiary.services.days.today import SPARK_DAYS, Today
from isodiary.services.symptoms.log import answer, none_today, remove, same_as
from isodiary.services.words.days import short_day
from isodiary.ui.kit.button import Button
from isodiary.ui.kit.card import Card, line
from isodiary.ui.kit.layouts import FlowLayout
from isodiary.ui.kit.text import Text, Tone
from isodiary.ui.today.symptom_row import RowView, SymptomRow
from isodiary.ui.tools import Tools
from isodiary.ui.window.commands import letter_of


class SymptomCard(Card):
    """The symptoms of a day.

    Signals:
        another_asked: A symptom that is not in the list is to be noted.
        note_asked: The note of the day is to be written.
        list_asked: The list of daily symptoms is to be changed.
        symptom_note_asked: A `SymptomEntry` is to be written about.
    """

    another_asked = Signal()
    note_asked = Signal()
    list_asked = Signal()
    symptom_note_asked = Signal(object)

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(tools.theme, parent=parent)
        self._tools = tools
        self._today: Today
        theme = tools.theme
        self._question = Text(theme, tone=Tone.STRONG)
        self.same = Button(theme, "", hint=letter_of("same"))
        self.none = Button(theme, "No symptoms", hint=letter_of("none"))
        self.another = Button(theme, "Add another symptom…", hint=letter_of("symptom"))
        self.note = Button(theme, "")
        self.choose = Button(theme, "Change the list…")
        self.rows: list[SymptomRow] = []
        self._lay_out()
        self._connect()

    def show_today(self, today: Today) -> None:
        """Show the symptoms of a day."""
        self._today = today
        self._question.setText(
            "How do you feel today?" if today.is_today else "How did you feel that day?"
        )
        self._show_buttons(today)
        self._show_rows(self._views(today))

    def focus_first(self) -> None:
        """Give the focus to the first row without an answer, else to the first."""
        open_rows = [row for row in self.rows if row.view.severity is None]
        for row in (open_rows or self.rows)[:1]:
            row.setFocus()

    @Slot()
    def answer_same(self) -> None:
        """Answer as on the last answered day."""
        today = self._today
        self._tools.editor.do(same_as(today.entries, today.last_answers, today.tracked))

    @Slot()
    def answer_none(self) -> None:
        """Answer every daily symptom with none."""
        self._tools.editor.do(none_today(self._today.entries, self._today.tracked))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        held = next((place for place, row in enumerate(self.rows) if row.hasFocus()), None)
        if event.key() in steps and held is not None:
            place = held + steps[Qt.Key(event.key())]
            if 0 <= place < len(self.rows):
                self.rows[place].setFocus()
                return
        elif held is not None and self._jump(held, event.text()):
            return
        event.ignore()

    def _jump(self, held: int, letter: str) -> bool:
        """Give the focus to the next row whose name begins with `letter`."""
        if not letter.isalpha() or letter.lower() in "ynsc":  # these keys mean something else
            return False
        for row in (*self.rows[held + 1 :], *self.rows[: held + 1]):
            if row.view.name.lower().startswith(letter.lower()):
                row.setFocus()
                return True
        return False

    def _show_buttons(self, today: Today) -> None:
        same = today.last_day is not None and not today.is_ahead
        self.same.setVisible(same)
        if today.last_day is not None:
            self.same.setText(f"Same as {short_day(today.last_day)}")
        self.none.setVisible(bool(today.tracked) and not today.is_ahead)
        self.another.setVisible(not today.is_ahead)
        note = today.entries.note
        shown = " ".join(note.text.split()) if note else "Note for the day…"
        self.note.setText((shown if len(shown) <= 40 else shown[:39] + "…").replace("&", "&&"))
        self.note.setAccessibleName(f"Note for the day: {note.text if note else 'none'}")

    def _views(self, today: Today) -> list[RowView]:
        """Return a row for each daily symptom, then for each other answer of the day."""
        asked = [each.symptom for each in today.tracked]
        others = [entry.symptom for entry in today.entries.symptoms if entry.symptom not in asked]
        names = self._tools.symptom_names()
        return [
            self._view(today, symptom, names.get(symptom, symptom)) for symptom in asked + others
        ]

    def _view(self, today: Today, symptom: str, name: str) -> RowView:
        entry = today.entries.answer(symptom)
        by_day = today.severities.get(symptom, {})
        days = [today.day - timedelta(days=back) for back in reversed(range(SPARK_DAYS))]
        return RowView(
            symptom=symptom,
            name=name,
            severity=entry.severity if entry else None,
            anchors=self._tools.catalogues.symptoms.anchors_of(symptom),
            note=entry.note if entry else "",
            recent=[by_day.get(day) for day in days],
        )

    def _show_rows(self, views: list[RowView]) -> None:
        """Show the rows; one that stays keeps its widget, and with it the focus."""
        while len(self.rows) > len(views):
            gone = self.rows.pop()
            self._list.removeWidget(gone)
            gone.deleteLater()
        while len(self.rows) < len(views):
            self.rows.append(self._new_row())
        for row, view in zip(self.rows, views, strict=True):
            row.show_view(view)
            row.setEnabled(not self._today.is_ahead)

    def _new_row(self) -> SymptomRow:
        labels = [level.label for level in self._tools.catalogues.symptoms.severities]
        row = SymptomRow(self._tools.theme, labels)
        row.answered.connect(self._answer)
        row.cleared.connect(self._clear)
        row.note_asked.connect(self._ask_for_note)
        self._list.addWidget(row)
        row.show()  # the layout alone would do so only later, and what is hidden takes no focus
        return row

    @Slot(str, int)
    def _answer(self, symptom: str, severity: int) -> None:
        self._tools.editor.attempt(partial(answer, self._today.entries, {symptom: severity}))

    @Slot(str)
    def _clear(self, symptom: str) -> None:
        entry = self._today.entries.answer(symptom)
        if entry is not None:
            self._tools.editor.do(remove(entry))

    @Slot(str)
    def _ask_for_note(self, symptom: str) -> None:
        entry: SymptomEntry | None = self._today.entries.answer(symptom)
        if entry is not None:
            self.symptom_note_asked.emit(entry)

    def _lay_out(self) -> None:
        heading = QWidget()
        flow = FlowLayout(heading, gap_px=8, wide_first=True)
        for widget in (self._question, self.same, self.none):
            flow.addWidget(widget)
        self.body.addWidget(heading)
        self.body.addWidget(line(self._tools.theme))
        self._list = QVBoxLayout()
        self._list.setSpacing(2)
        self.body.addLayout(self._list)
        rows = QWidget()
        below = FlowLayout(rows, gap_px=8)
        for button in (self.another, self.note, self.choose):
            below.addWidget(button)
        self.body.addWidget(rows)

    def _connect(self) -> None:
        self.same.clicked.connect(self.answer_same)
        self.none.clicked.connect(self.answer_none)
        self.another.clicked.connect(self.another_asked)
        self.note.clicked.connect(self.note_asked)
        self.choose.clicked.connect(self.list_asked)
