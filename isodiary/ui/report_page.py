"""The visit report: what it covers at the left, the true pages at the right."""

from __future__ import annotations

from datetime import date, timedelta
from typing import ClassVar

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from isodiary import __version__
from isodiary.domain.change import Entry
from isodiary.domain.course import Course, Phase
from isodiary.domain.dose import Dose
from isodiary.domain.errors import DiaryError
from isodiary.domain.lab import LabResult
from isodiary.domain.record import Contact, Patient, Visit, Weight
from isodiary.domain.screening import Answer
from isodiary.domain.summary import Summary
from isodiary.domain.symptom import OwnSymptom, SymptomEntry, Tracked
from isodiary.report.content import Sheet as Content
from isodiary.report.pages import Pages
from isodiary.report.paper import Paper
from isodiary.report.visit_sheet import visit_sheet
from isodiary.services import words
from isodiary.services.summarise import summarise
from isodiary.storage.reading import own_symptoms, tracked
from isodiary.ui.desk import Desk
from isodiary.ui.page import Page
from isodiary.ui.report_output import ReportOutput
from isodiary.ui.widgets.button import Button, Look
from isodiary.ui.widgets.card import Card
from isodiary.ui.widgets.chips import Chips, Choice
from isodiary.ui.widgets.page_view import PageView
from isodiary.ui.widgets.sheet import Sheet
from isodiary.ui.widgets.text import Text, Tone

SINCE_VISIT, WHOLE_COURSE = 0, -1
PERIODS: tuple[Choice[int], ...] = (
    Choice(SINCE_VISIT, "Since the last &visit"),
    Choice(28, "&28 days"),
    Choice(56, "&56 days"),
    Choice(WHOLE_COURSE, "The &course"),
)
PAPERS: tuple[Choice[Paper], ...] = (Choice(Paper.A4, "&A4"), Choice(Paper.LETTER, "&Letter"))


class ReportPage(Page):
    """The sheet for the doctor; Enter prints it.

    Attributes:
        pages: What is shown and printed; None where there is nothing to report.
    """

    title: ClassVar[str] = "Visit report"
    icon: ClassVar[str] = "report"
    shows: ClassVar[tuple[type[Entry], ...]] = (
        Course,
        Phase,
        Dose,
        SymptomEntry,
        Tracked,
        OwnSymptom,
        Weight,
        Visit,
        LabResult,
        Patient,
        Contact,
        Answer,
    )

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        theme = desk.theme
        self._sheet: Content | None = None
        self.pages: Pages | None = None
        self.periods: Chips[int] = Chips(theme, "Period")
        self.periods.offer(PERIODS, SINCE_VISIT)
        self.papers: Chips[Paper] = Chips(theme, "Paper")
        self.papers.offer(PAPERS, Paper(desk.settings.paper))
        self.covers = Text(theme, tone=Tone.MUTED, wrap=True)
        self.count = Text(theme, tone=Tone.MUTED, wrap=True)
        self.left_out = Text(theme, tone=Tone.WARNING, wrap=True)
        self.print = Button(theme, "&Print…", Look.PRIMARY, hint="⏎")
        self.save_pdf = Button(theme, "&Save as PDF…")
        self.save_html = Button(theme, "Save as HT&ML…")
        self.view = PageView(theme)
        self.output = ReportOutput(desk, self)
        self.output.told.connect(self.notice)
        self._lay_out()
        self._connect()

    def reload(self) -> None:
        self.left_out.hide()
        try:
            summary = self._summary()
        except DiaryError as error:
            self._show_nothing(error.sentence)
            return
        self._sheet = self._sheet_of(summary)
        self._set_pages(summary)

    def focus_first(self) -> None:
        self.print.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        letter = event.text() if plain else ""
        if not (self.periods.take_letter(letter) or self.papers.take_letter(letter)):
            super().keyPressEvent(event)

    def _summary(self) -> Summary:
        last = self.desk.today
        return summarise(
            self.desk.diary,
            now=self.desk.now,
            first=self._first(last),
            warning_signs=self.desk.shelf.warning_signs,
        )

    def _first(self, last: date) -> date | None:
        """Return the first day of the chosen period; None for since the last visit."""
        chosen = self.periods.value
        if chosen == SINCE_VISIT:
            return None
        courses = self.desk.diary.all(Course, order="start")
        if chosen == WHOLE_COURSE and courses:
            return courses[-1].start
        return last - timedelta(days=max(1, chosen) - 1)

    def _sheet_of(self, summary: Summary) -> Content:
        own = own_symptoms(self.desk.diary)
        return visit_sheet(
            summary,
            self.desk.shelf.names(own),
            printed=self.desk.now,
            version=__version__,
            chart_symptoms=[each.symptom for each in tracked(self.desk.diary)],
        )

    def _set_pages(self, summary: Summary) -> None:
        assert self._sheet is not None
        self.pages = Pages(self._sheet, self.papers.value)
        self.view.show_pages(self.pages)
        self.count.setText(words.counted_words(self.pages.count, "page"))
        period = summary.period
        days = words.counted_words(period.days, "day")
        first, last = words.full_day(period.first), words.full_day(period.last)
        self.covers.setText(f"{first} to {last}, {days}")
        self._allow(enabled=True)
        self.left_out.setVisible(bool(summary.damaged))
        rows = words.counted_words(summary.damaged, "damaged entry", "damaged entries")
        self.left_out.setText(f"{rows} of the diary's file left out.")

    def _show_nothing(self, sentence: str) -> None:
        self._sheet = self.pages = None
        self.view.show_pages(None)
        self.covers.setText(sentence)
        self.count.setText("")
        self._allow(enabled=False)

    def _allow(self, *, enabled: bool) -> None:
        for button in (self.print, self.save_pdf, self.save_html):
            button.setEnabled(enabled)

    def _lay_out(self) -> None:
        options = Card(self.desk.theme)
        for name, widget in (("Period", self.periods), ("Paper", self.papers)):
            options.body.addWidget(Text(self.desk.theme, name, Tone.STRONG))
            options.body.addWidget(widget)
        for text in (self.covers, self.count, self.left_out):
            options.body.addWidget(text)
        options.body.addSpacing(8)
        for button in (self.print, self.save_pdf, self.save_html):
            options.body.addWidget(button)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(Text(self.desk.theme, self.title, Tone.TITLE, wrap=True))
        column.addWidget(options)
        column.addStretch(1)
        row = QHBoxLayout(self)
        row.addWidget(Sheet(content, keep_width=True), 3)
        row.addWidget(self.view, 7)

    def _connect(self) -> None:
        self.periods.chosen.connect(self.mark_stale)
        self.papers.chosen.connect(self._choose_paper)
        self.print.clicked.connect(self._print)
        self.save_pdf.clicked.connect(self._save_pdf)
        self.save_html.clicked.connect(self._save_html)

    @Slot()
    def _choose_paper(self) -> None:
        self.desk.settings.paper = self.papers.value.value
        self.mark_stale()

    @Slot()
    def _print(self) -> None:
        if self.pages is not None:
            self.output.print(self.pages)

    @Slot()
    def _save_pdf(self) -> None:
        if self.pages is not None:
            self.output.save_pdf(self.pages)

    @Slot()
    def _save_html(self) -> None:
        if self._sheet is not None:
            self.output.save_html(self._sheet)
