"""The view for the consultation: the visit sheet in large type, with what is asked and agreed."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import ClassVar

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from isodiary.domain.acne import AcneCheck
from isodiary.domain.change import SUMMARISED, Change, Entry
from isodiary.domain.errors import DiaryError
from isodiary.domain.lab import PlannedTest
from isodiary.domain.record import KeptOff, Question, Visit
from isodiary.domain.symptom import OwnSymptom, Tracked
from isodiary.language import _
from isodiary.report.layout import ReportLayout
from isodiary.report.sheet.content import Sheet
from isodiary.report.sheet.options import Section
from isodiary.services.figures.periods import Span
from isodiary.services.kept_off import off_paper
from isodiary.services.visits import plan as plan_visit
from isodiary.services.visits import questions as ask_questions
from isodiary.services.visits.changes import FindingPlace, Link, WhatChanged, read_what_changed
from isodiary.services.visits.questions import held_visit, shown_questions
from isodiary.storage.reads.days import own_symptoms
from isodiary.storage.reads.visits import all_visits, visit_book
from isodiary.ui.kit.button import Button
from isodiary.ui.kit.layouts import Beside, Cards, Pile, edges_of_cards
from isodiary.ui.kit.text import Text, Tone
from isodiary.ui.look.theme import LargerTheme
from isodiary.ui.report.source import ReportSource
from isodiary.ui.tools import Tools
from isodiary.ui.visits.agreed_card import AgreedCard
from isodiary.ui.visits.cards import chart_cards, first_cards, lab_cards, last_cards
from isodiary.ui.visits.changed import ChangedCard, QuestionsCard
from isodiary.ui.window.page import CONSULTATION, Page

TITLES = {FindingPlace.TRENDS: "Trends", FindingPlace.LABS: "Labs & weight"}
"""The pages of the sidebar that findings lead to."""

ASKED_LIVE = frozenset({Section.QUESTIONS, Section.AGREED})
"""Sections of the sheet that have a card of their own here."""

SHIFT = Qt.KeyboardModifier.ShiftModifier
CHART_LETTERS, CARD_LETTERS = 58, 46
"""What is beside the chart stands there once each has so many letters of width."""


class ConsultationPage(Page):
    """What doctor and patient look at together, read from top to bottom by one key.

    It says what the sheet since the last visit says, with the patient's choices for paper.
    """

    title: ClassVar[str] = CONSULTATION
    icon: ClassVar[str] = "report"
    aside: ClassVar[bool] = True
    under: ClassVar[str] = "Visit report"
    shows: ClassVar[tuple[type[Entry], ...]] = (
        *(*SUMMARISED, Tracked, OwnSymptom),
        *(KeptOff, AcneCheck, PlannedTest),
    )

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(tools, parent)
        self.theme = LargerTheme(tools.theme, self)
        self._source = ReportSource(tools)
        self._said: tuple[Sheet, WhatChanged] | None = None
        self._visit: Visit | None = None
        self.back = Button(self.theme, _("Bac&k"), hint="Esc")
        self.told = Text(self.theme, wrap=True)
        self.first, self.chart, self.labs, self.last = (Pile() for _each in range(4))
        self.changed = ChangedCard(self.theme)
        self.questions = QuestionsCard(self.theme)
        self.agreed = AgreedCard(tools, self.theme)
        beside = self._beside(CHART_LETTERS, (self.chart, 3))
        beside.add(self._beside(CARD_LETTERS, (self.questions, 1), (self.labs, 1)), 2)
        self.column = Cards([self.told, self.first, beside, self.agreed, self.changed, self.last])
        self.column.area.setAccessibleName(_(self.title))
        content = self.column.area.widget()
        assert content is not None
        # as high as its texts in the width there is, not as in the least one
        content.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self._lay_out()
        self._connect()

    def reload(self) -> None:
        self._source.forget()
        try:
            said = self._read()
        except DiaryError as error:
            self._show_nothing(error.sentence)
            return
        if said != self._said:
            self._show(*said)
            self._said = said
        self._show_visit()

    def showEvent(self, event: QShowEvent) -> None:
        """Read again in any case: the choices for paper may be others by now."""
        self.mark_stale()
        super().showEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep what has the focus in sight, also where the undo bar takes room below."""
        super().resizeEvent(event)
        held = self.focusWidget()
        if held is not None and self.column.isAncestorOf(held):
            self.column.show_widget(held)

    def focus_first(self) -> None:
        self.back.setFocus()
        self.column.to_top()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        acts = {
            "w": self.changed.focus_first,
            "q": self.questions.focus_first,
            "a": self.agreed.focus_first,
            "t": self.agreed.visit_today.click,
        }
        letter = event.text().lower() if not event.modifiers() & ~SHIFT else ""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif letter in acts:
            acts[letter]()
        elif not self.column.scroll_by(event):
            super().keyPressEvent(event)

    def _read(self) -> tuple[Sheet, WhatChanged]:
        tools, layout = self.tools, self._layout()
        summary = self._source.summary(layout)
        marks = self._source.marks()
        return self._source.sheet(layout, tools.habits), read_what_changed(
            tools.diary,
            summary,
            self._names(),
            warning_signs=tools.catalogues.warning_signs,
            left_out=off_paper(
                marks, tools.catalogues.symptoms, tools.catalogues.labs, layout.printed
            ),
        )

    def _layout(self) -> ReportLayout:
        """Return the patient's choices for paper, for the days since the last visit."""
        chosen = self.tools.settings.report
        return replace(
            chosen, span=Span.SINCE_VISIT, without=chosen.without | ASKED_LIVE, appendix=False
        )

    def _names(self) -> dict[str, str]:
        return self.tools.catalogues.names(own_symptoms(self.tools.diary))

    def _show(self, sheet: Sheet, changed: WhatChanged) -> None:
        self.told.hide()
        self.first.fill(first_cards(self.theme, sheet))
        self.chart.fill(chart_cards(self.theme, sheet))
        self.labs.fill(lab_cards(self.theme, sheet))
        self.last.fill(last_cards(self.theme, sheet))
        self.changed.show_changed(changed, self._names(), self.tools.habits)
        for card in (self.changed, self.questions, self.agreed):
            card.show()

    def _show_nothing(self, sentence: str) -> None:
        self._said = None
        self.told.setText(sentence)
        self.told.show()
        piles = (self.first, self.chart, self.labs, self.last)
        for card in (*piles, self.changed, self.questions, self.agreed):
            card.hide()

    @Slot()
    def _show_visit(self) -> None:
        today = self.tools.today
        book = visit_book(self.tools.diary, today)
        self._visit = held_visit(book)
        asked = shown_questions(book, self._visit)
        self.questions.show_questions(asked, self._visit, today)
        self.agreed.show_visit(self._visit or book.last)

    def _beside(self, letters: int, *shares: tuple[QWidget, int]) -> Beside:
        """Return cards that stand side by side where there is room."""
        beside = Beside(letters)
        beside.setFont(self.theme.font())
        for card, share in shares:
            beside.add(card, share)
        return beside

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(edges_of_cards(self))
        head.addWidget(Text(self.theme, _(self.title), Tone.HEADING, wrap=True), 1)
        head.addWidget(self.back, 0, Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(head)
        layout.addWidget(self.column, 1)

    def _connect(self) -> None:
        self.back.clicked.connect(self.left)
        self.changed.asked.connect(self._follow)
        self.questions.ticked.connect(self._tick)
        self.agreed.written.connect(self._show_visit)
        self.agreed.visit_today.clicked.connect(self._note_today)

    @Slot(object)
    def _follow(self, link: Link) -> None:
        if link.where is FindingPlace.DAY:
            self.history_asked.emit(link.day)
        else:
            self.page_asked.emit(TITLES[link.where])

    @Slot(object, bool)
    def _tick(self, question: Question, asked: bool) -> None:
        if not self.tools.editor.attempt(partial(self._ticked, question, asked=asked)):
            self._show_visit()  # the box is as the diary has it

    def _ticked(self, question: Question, *, asked: bool) -> Change | None:
        if not asked or self._visit is None:
            return ask_questions.carry_over([question])
        return ask_questions.tick_off([question], self._visit, self.tools.today)

    @Slot()
    def _note_today(self) -> None:
        visits = all_visits(self.tools.diary)
        self.tools.editor.attempt(partial(plan_visit.plan_visit, visits, self.tools.today))
