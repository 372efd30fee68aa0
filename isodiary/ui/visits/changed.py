"""What changed since the last visit, leading to the numbers; and the questions with a box each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal, Slot

from isodiary.domain.record import Question, Visit
from isodiary.language import _, marked
from isodiary.services.habits import Habits
from isodiary.services.visits.changes import FindingPlace, Link, WhatChanged
from isodiary.services.visits.sentences import NOTHING_CHANGED, RULES, compared, sentence, title
from isodiary.services.words.days import full_day, on_day
from isodiary.ui.kit.button import Button, Look
from isodiary.ui.kit.card import Card
from isodiary.ui.kit.layouts import Pile
from isodiary.ui.kit.lists import RowList
from isodiary.ui.kit.rows import Row
from isodiary.ui.kit.text import Text, Tone
from isodiary.ui.kit.tick_row import TickRow
from isodiary.ui.look.theme import Theme

HOW = marked("How these are &found")


class ChangedCard(Card):
    """Up to five sentences; Enter on one asks for the page with its numbers.

    Signals:
        asked: A `Link` is to be followed.
    """

    asked = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.heading = Text(theme, tone=Tone.HEADING, wrap=True)
        self.sentences = RowList(theme, _("What changed"))
        self.sentences.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.sentences.opened.connect(self.asked)
        self.sentences.clicked.connect(self.sentences.ask_open)
        self.nothing = Text(theme, _(NOTHING_CHANGED), wrap=True)
        self.compared = Text(theme, tone=Tone.SMALL, wrap=True)
        self.how = Button(theme, _(HOW), Look.QUIET)
        self.how.clicked.connect(self._turn_rules)
        self.rules = Text(theme, "\n".join(map(_, RULES)), Tone.SMALL, wrap=True)
        self.rules.hide()
        for widget in (self.heading, self.sentences, self.nothing, self.compared):
            self.body.addWidget(widget)
        self.body.addWidget(self.how, 0, Qt.AlignmentFlag.AlignLeading)
        self.body.addWidget(self.rules)

    def show_changed(self, changed: WhatChanged, names: Mapping[str, str], habits: Habits) -> None:
        """Show what changed about a period."""
        near = changed.period.last
        self.heading.setText(title(changed))
        self.sentences.show_rows(
            [
                Row(
                    key=one.link,
                    title=sentence(one, names, near, habits),
                    detail=link_words(one.link),
                )
                for one in changed.findings
            ]
        )
        self.sentences.setVisible(bool(changed.findings))
        self.nothing.setHidden(bool(changed.findings))
        self.compared.setText(compared(changed))

    def focus_first(self) -> None:
        """Give the focus to the sentences, else to the button that tells the rules."""
        wanted = self.how if self.sentences.isHidden() else self.sentences
        wanted.setFocus()

    @Slot()
    def _turn_rules(self) -> None:
        self.rules.setHidden(not self.rules.isHidden())


def link_words(link: Link) -> str:
    """Return where the numbers are: "⏎ 14 Nov 2026 in History"."""
    match link.where:
        case FindingPlace.LABS:
            return _("⏎ Labs & weight")
        case FindingPlace.TRENDS:
            return _("⏎ Trends")
        case FindingPlace.DAY:
            assert link.day is not None
            return _("⏎ {day} in History").format(day=full_day(link.day))


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
        self.body.addWidget(Text(theme, _("My questions"), Tone.HEADING, wrap=True))
        self.body.addWidget(self._pile)
        self.body.addWidget(self.told)
        self.body.addStretch(1)

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
        return _("No question is noted.")
    if visit is None:
        return _("Boxes can be ticked once a visit of these days is noted.")
    said = _("A tick: asked at the visit {when}. What has none stays open for the next one.")
    return said.format(when=on_day(visit.day, today))


def _kept(question: Question) -> tuple[str, str]:
    """Return what a row is made of; the visit is not."""
    return question.id, question.text
