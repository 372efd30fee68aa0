"""The questions for a visit, each with a box: ticked is asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtCore import Signal, Slot

from isodiary.domain.record import Question, Visit
from isodiary.services.words.days import near_day
from isodiary.ui.theme import Theme
from isodiary.ui.widgets.card import Card
from isodiary.ui.widgets.column import Pile
from isodiary.ui.widgets.text import Text, Tone
from isodiary.ui.widgets.tick_row import TickRow


class QuestionsCard(Card):
    """The patient's questions in their order.

    Signals:
        ticked: A `Question`, and whether it was asked.
    """

    ticked = Signal(object, bool)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._rows: Mapping[TickRow, Question] = {}
        self.told = Text(theme, tone=Tone.MUTED, wrap=True)
        self._pile = Pile()
        self.body.addWidget(Text(theme, "My questions", Tone.HEADING, wrap=True))
        self.body.addWidget(self._pile)
        self.body.addWidget(self.told)

    @property
    def rows(self) -> tuple[TickRow, ...]:
        """The boxes from top to bottom."""
        return tuple(self._rows)

    def show_questions(
        self, questions: Sequence[Question], visit: Visit | None, today: date
    ) -> None:
        """Show questions, those that were asked at `visit` ticked; without one none can be."""
        if [_kept(one) for one in questions] != [_kept(one) for one in self._rows.values()]:
            self._make(questions)
        self._rows = dict(zip(self._rows, questions, strict=True))
        for row, question in self._rows.items():
            row.setChecked(bool(question.visit))
            row.setEnabled(visit is not None)
        self.told.setText(_told(questions, visit, today))

    def focus_first(self) -> bool:
        """Give the focus to the first box without a tick, else to the first; return whether."""
        open_ones = [row for row in self.rows if not row.isChecked()]
        for row in (open_ones or self.rows)[:1]:
            if row.isEnabled():
                row.setFocus()
                return True
        return False

    def _make(self, questions: Sequence[Question]) -> None:
        rows = [TickRow(self._theme, f"{n}. {one.text}") for n, one in enumerate(questions, 1)]
        for row in rows:
            row.clicked.connect(self._hear)
        self._rows = dict(zip(rows, questions, strict=True))
        self._pile.fill(rows)

    @Slot(bool)
    def _hear(self, checked: bool) -> None:
        row = self.sender()
        assert isinstance(row, TickRow)
        self.ticked.emit(self._rows[row], checked)


def _told(questions: Sequence[Question], visit: Visit | None, today: date) -> str:
    """Return the line below the boxes."""
    if not questions:
        return "No question is noted."
    if visit is None:
        return "Boxes can be ticked once a visit of these days is noted."
    day = near_day(visit.day, today)
    on = day if day.isalpha() else f"on {day}"
    return f"A tick: asked at the visit {on}. What has none stays open for the next one."


def _kept(question: Question) -> tuple[str, str]:
    """Return what a row is made of; the visit is not."""
    return question.id, question.text
