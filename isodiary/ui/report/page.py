"""The visit report: what it covers and shows at the left, the true pages at the right."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from isodiary.domain.acne import AcneCheck
from isodiary.domain.change import SUMMARISED, Entry
from isodiary.domain.errors import DiaryError
from isodiary.domain.record import DayNote, KeptOff
from isodiary.domain.symptom import OwnSymptom, Tracked
from isodiary.language import _, plural
from isodiary.report.layout import ReportLayout
from isodiary.report.press.pages import Pages
from isodiary.report.sheet.content import Sheet as Content
from isodiary.report.sheet.options import NameShown
from isodiary.report.sheet.plain_text import plain_text
from isodiary.services.kept_off import PRINTED, Module, keep_off
from isodiary.services.words.days import full_day
from isodiary.storage.reads.days import tracked
from isodiary.ui.kit.button import Button, Look
from isodiary.ui.kit.card import Card
from isodiary.ui.kit.forms import ask
from isodiary.ui.kit.layouts import Scroll
from isodiary.ui.kit.text import Text, Tone
from isodiary.ui.report.folding import Folding
from isodiary.ui.report.layouts import ReportLayouts
from isodiary.ui.report.options import ReportOptions
from isodiary.ui.report.preview import ReportPreview
from isodiary.ui.report.source import ReportOutput, ReportSource
from isodiary.ui.tools import Tools
from isodiary.ui.window.commands import key_of
from isodiary.ui.window.page import CONSULTATION, Page

if TYPE_CHECKING:
    from isodiary.ui.report.kept_off import Mark


class ReportPage(Page):
    """The sheet for the doctor; Enter prints it.

    Attributes:
        pages: What is shown and printed; None where there is nothing to report.
    """

    title: ClassVar[str] = "Visit report"
    icon: ClassVar[str] = "report"
    shows: ClassVar[tuple[type[Entry], ...]] = (
        *(*SUMMARISED, Tracked, OwnSymptom),
        *(KeptOff, DayNote, AcneCheck),
    )

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(tools, parent)
        theme = tools.theme
        self._sheet: Content | None = None
        self.pages: Pages | None = None
        self._source = ReportSource(tools)
        self._layout = replace(tools.settings.report, paper=tools.habits_in_use.paper)
        self.print = Button(theme, _("&Print…"), Look.PRIMARY, hint="⏎")
        self.save_pdf = Button(theme, _("&Save as PDF…"))
        self.save_html = Button(theme, _("Save &as HTML…"))
        self.save_pack = Button(theme, _("For a visit &by video…"))
        self.copy_text = Button(theme, _("Copy as te&xt"))
        self.consult = Button(theme, f"&{_(CONSULTATION)}", hint=key_of("consultation"))
        self.covers = Text(theme, tone=Tone.MUTED, wrap=True)
        self.layouts = ReportLayouts(tools)
        self.options = ReportOptions(tools)
        self.kept_off = Button(theme, _("&Kept off paper…"))
        self.preview = ReportPreview(tools)
        self.output = ReportOutput(tools, self)
        self._lay_out()
        self._connect()
        self._dress()
        tools.habits_in_use.paper_changed.connect(self._take_paper)
        self.options.show_layout(self._layout)

    def reload(self) -> None:
        self._source.forget()
        self._show()

    def focus_first(self) -> None:
        (self.preview.options if self.folding.folded else self.print).setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~(
            Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier
        )
        letter = event.text().lower() if plain else ""
        if plain and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.print.click()
        elif not (self.options.take_letter(letter) or self.preview.take_letter(letter)):
            super().keyPressEvent(event)

    @Slot()
    def _take_paper(self) -> None:
        """Take the paper that was chosen elsewhere."""
        paper = self.tools.habits_in_use.paper
        if paper is not self._layout.paper:
            self._layout = replace(self._layout, paper=paper)
            self.options.show_layout(self._layout)
            self._show()

    def choose_layout(self, layout: ReportLayout) -> None:
        """Choose everything that a layout says."""
        self._layout = layout
        self.options.show_layout(layout)
        self._remember()
        self._show()

    def _show(self) -> None:
        """Show the pages of what is chosen."""
        marked = self._source.marked()
        self.options.show_marked(marked)
        mood = Module.MOOD in self._layout.printed
        self.preview.show_mood(printed=mood, marked=Module.MOOD in marked)
        self.layouts.show_layout(self._layout)
        try:
            self._sheet = self._source.sheet(self._layout)
        except DiaryError as error:
            self._show_nothing(error.sentence)
        else:
            self._set_pages(self._sheet)

    def _set_pages(self, sheet: Content) -> None:
        self.pages = Pages(sheet, self._layout.paper)
        summary = self._source.summary(self._layout)
        text = plain_text(sheet)
        self.preview.show_pages(self.pages, text, left_out=sheet.left_out, damaged=summary.damaged)
        shown = self._layout.shown is not NameShown.NONE
        self.preview.name.show_wanted(wanted=shown and not summary.patient.name)
        period = summary.period
        first, last = full_day(period.first), full_day(period.last)
        self.covers.setText(
            plural(
                period.days, "{first} to {last}, {count} day", "{first} to {last}, {count} days"
            ).format(first=first, last=last)
        )
        self._allow(enabled=True)

    def _show_nothing(self, sentence: str) -> None:
        self._sheet = self.pages = None
        self.preview.show_pages(None)
        self.preview.name.show_wanted(wanted=False)
        self.covers.setText(sentence)
        self.folding.show_choices()  # where the sentence stands
        self._allow(enabled=False)

    def _allow(self, *, enabled: bool) -> None:
        for button in self._ways_out:
            button.setEnabled(enabled)

    @property
    def _ways_out(self) -> tuple[Button, ...]:
        return self.print, self.save_pdf, self.save_html, self.save_pack, self.copy_text

    def _remember(self) -> None:
        self.tools.settings.report = self._layout.for_next_start()
        self.tools.habits_in_use.choose_paper(self._layout.paper)

    @Slot()
    def _choose(self) -> None:
        """Take what is chosen on the page; the name stays, as saving may mean the same layout."""
        mood = frozenset({Module.MOOD}) & self._layout.printed
        chosen = self.options.layout_chosen(mood)
        self._layout = replace(chosen, name=self._layout.name)
        self._remember()
        self._show()

    @Slot()
    def _switch_mood(self) -> None:
        printed = self._layout.printed ^ PRINTED
        self._layout = replace(self._layout, printed=printed)
        self._remember()
        self._show()

    @Slot()
    def _keep_off(self) -> None:
        from isodiary.ui.report.kept_off import KeptOffDialog

        marks = self._source.marks()
        asked = [each.symptom for each in tracked(self.tools.diary)]
        dialog = KeptOffDialog(self.tools, marks, asked, self.window())
        ask(dialog, self._mark)

    def _mark(self, wanted: frozenset[Mark]) -> None:
        self.tools.editor.write(keep_off(self._source.marks(), wanted))

    def _lay_out(self) -> None:
        card = Card(self.tools.theme)
        for widget in (
            *self._ways_out,
            *(self.consult, self.covers),
            *(self.layouts, self.options, self.kept_off),
        ):
            card.body.addWidget(widget)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(Text(self.tools.theme, _(self.title), Tone.TITLE, wrap=True))
        column.addWidget(card)
        column.addStretch(1)
        choices = Scroll(content, keep_width=True)
        self.folding = Folding(self.tools.theme, choices, self.preview, self.preview.options)
        QHBoxLayout(self).addWidget(self.folding)

    def _connect(self) -> None:
        self.options.changed.connect(self._choose)
        self.preview.mood_switched.connect(self._switch_mood)
        self.layouts.chosen.connect(self.choose_layout)
        self.layouts.told.connect(self.notice)
        self.output.told.connect(self.notice)
        self.output.saved.connect(self.saved)
        self.output.refused.connect(self.warned)
        self.kept_off.clicked.connect(self._keep_off)
        self.print.clicked.connect(self._print)
        self.save_pdf.clicked.connect(self._save_pdf)
        self.save_html.clicked.connect(self._save_html)
        self.save_pack.clicked.connect(self._save_pack)
        self.copy_text.clicked.connect(self._copy_text)
        self.consult.clicked.connect(self._show_consultation)
        self.tools.theme.changed.connect(self._dress)

    @Slot()
    def _dress(self) -> None:
        colour = self.tools.theme.colours.text
        self.kept_off.setIcon(self.tools.icons.tinted("eye-off", colour))

    @Slot()
    def _show_consultation(self) -> None:
        self.page_asked.emit(_(CONSULTATION))

    @Slot()
    def _print(self) -> None:
        if self.pages is not None:
            self.output.print(self.pages)

    @Slot()
    def _save_pdf(self) -> None:
        if self.pages is not None:
            self.output.save_pdf(self.pages, whose=self._whose())

    @Slot()
    def _save_html(self) -> None:
        if self._sheet is not None:
            self.output.save_html(self._sheet, whose=self._whose())

    @Slot()
    def _save_pack(self) -> None:
        """Save the sheet with its appendix, and what goes along for a doctor seen by video."""
        if self._sheet is not None:
            layout = replace(self._layout, appendix=True)
            sheet = self._source.sheet(layout)
            tables = self._source.tables(layout)
            self.output.save_pack(Pages(sheet, layout.paper), sheet, tables, whose=self._whose())

    def _whose(self) -> str:
        """Return the name for a file, which says no more than its pages do."""
        if self._layout.shown is not NameShown.WHOLE:
            return ""
        return self._source.summary(self._layout).patient.name

    @Slot()
    def _copy_text(self) -> None:
        if self._sheet is not None:
            self.output.copy_text(self._sheet)
