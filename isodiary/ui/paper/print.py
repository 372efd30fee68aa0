"""A diary to print, for days without the computer: which days, and the true pages beside them."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from isodiary import __version__
from isodiary.domain.day import ONE_DAY
from isodiary.domain.record import KeptOff
from isodiary.language import _, marked, plural
from isodiary.report.paper_diary.content import PaperDiary, diary_text, paper_diary
from isodiary.report.paper_diary.pages import PaperDiaryPages
from isodiary.report.press.paper import Paper
from isodiary.services.days import paper as paper_days
from isodiary.services.days.typed_day import Toward
from isodiary.services.kept_off import off_symptoms
from isodiary.services.symptoms.warning_signs import country_set
from isodiary.storage.reads.course import contacts, patient
from isodiary.ui.kit.button import Button, Look
from isodiary.ui.kit.card import Card
from isodiary.ui.kit.chips import Chips, Choice, in_words
from isodiary.ui.kit.fields.chosen import OF_THE_WORDS
from isodiary.ui.kit.fields.day import DayField
from isodiary.ui.kit.files import FileButtons, saved_words
from isodiary.ui.kit.layouts import Scroll
from isodiary.ui.kit.text import Text, Tone
from isodiary.ui.report.preview import PageView
from isodiary.ui.report.source import ReportOutput
from isodiary.ui.tools import Tools

KINDS: tuple[Choice[bool], ...] = (
    Choice(True, marked("&Filled in")),
    Choice(False, marked("&Blank")),
)
PER_PAGE: tuple[Choice[bool], ...] = (Choice(False, marked("&One")), Choice(True, marked("&Two")))
PAPERS: tuple[Choice[Paper], ...] = (
    Choice(Paper.A4, marked("&A4")),
    Choice(Paper.LETTER, marked("&Letter")),
)
USUAL_WEEKS = 2
SAYS = {
    True: marked("The days stand on it, with the doses planned for them now."),
    False: marked("Days and doses are written in by hand."),
}


class PaperDiaryDialog(QDialog):
    """Prints a diary on paper, or saves it as PDF; it changes nothing in the diary.

    Attributes:
        kinds: Whether the days are filled in.
        first: The first day.
        weeks: How many weeks.
        per_page: Whether two weeks stand on a page.
        papers: The size of paper.
        name: Whether the patient's name stands on it.
        pages: What is shown and printed.
    """

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Paper diary"))
        self.tools = tools
        theme = tools.theme
        self.kinds: Chips[bool] = Chips(theme, _("Kind"))
        self.kinds.offer(in_words(KINDS), True)
        self.first = DayField(tools, _("F&rom"), Toward.AHEAD, tools.today + ONE_DAY)
        self._first_day = self.first.value()
        self.weeks = QSpinBox()
        self.weeks.setLocale(OF_THE_WORDS)
        self.weeks.setRange(1, paper_days.MOST_WEEKS)
        self.weeks.setValue(USUAL_WEEKS)
        self.per_page: Chips[bool] = Chips(theme, _("Weeks on a page"))
        self.per_page.offer(in_words(PER_PAGE), False)
        self.papers: Chips[Paper] = Chips(theme, _("Paper"))
        self.papers.offer(in_words(PAPERS), tools.habits_in_use.paper)
        self.name = QCheckBox(_("&Name on it"))
        self.name.setChecked(True)
        self.says = Text(theme, tone=Tone.MUTED, wrap=True)
        self.count = Text(theme, tone=Tone.MUTED, wrap=True)
        self.told = Text(theme, tone=Tone.OK, wrap=True)
        self.file = FileButtons(theme)
        self.view = PageView(theme, name=_("Pages of the paper diary"))
        self.print = Button(theme, _("&Print…"), Look.PRIMARY, hint="⏎")
        self.print.setDefault(True)
        self.save_pdf = Button(theme, _("&Save as PDF…"))
        self.close_it = Button(theme, _("&Close"))
        self.output = ReportOutput(tools, self, what=_("The paper diary"), file=_("paper diary"))
        self.pages: PaperDiaryPages
        self._lay_out()
        self._connect()
        self._show_pages()
        self.print.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        letter = "" if event.modifiers() else event.text()
        chips = (self.kinds, self.per_page, self.papers)
        if not any(each.take_letter(letter) for each in chips):
            super().keyPressEvent(event)

    @Slot()
    def _show_pages(self) -> None:
        two = self.per_page.value
        content = self._content()
        self.pages = PaperDiaryPages(content, self.papers.value, two_a_page=two)
        self.view.show_pages(self.pages, diary_text(content))
        self.first.setEnabled(self.kinds.value)
        self.says.setText(_(SAYS[self.kinds.value]))
        count = plural(self.pages.count, "{count} page", "{count} pages")
        several = self.weeks.value() > 1
        too_tall = two and several and not self.pages.two_fitted
        too_tall_words = _("{pages}. Two weeks do not fit on one.").format(pages=count)
        self.count.setText(too_tall_words if too_tall else count)
        self.told.hide()
        self.file.hide()

    def _content(self) -> PaperDiary:
        tools = self.tools
        who = patient(tools.diary)
        kept_off = off_symptoms(tools.diary.all(KeptOff), tools.catalogues.symptoms)
        return paper_diary(
            self._days(),
            paper_days.printed_symptoms(tools.diary, kept_off),
            tools.symptom_names(),
            tools.catalogues.symptoms,
            country_set(tools.catalogues.leaflet, who),
            contacts(tools.diary),
            slots=paper_days.slots_a_day(tools.diary, tools.today),
            who=who.name if self.name.isChecked() else "",
            version=__version__,
        )

    def _days(self) -> tuple[paper_days.PaperDay, ...]:
        if not self.kinds.value:
            return paper_days.blank_days(self.weeks.value())
        self._first_day = self.first.known() or self._first_day
        return paper_days.planned_days(self.tools.diary, self._first_day, self.weeks.value())

    @Slot()
    def _choose_paper(self) -> None:
        self.tools.habits_in_use.choose_paper(self.papers.value)
        self._show_pages()

    @Slot()
    def _print(self) -> None:
        self.first.settle()
        self.output.print(self.pages)

    @Slot()
    def _save_pdf(self) -> None:
        self.first.settle()
        self.output.save_pdf(self.pages)

    @Slot(str)
    def _tell(self, sentence: str) -> None:
        self._say(sentence, Tone.OK)

    @Slot(object)
    def _tell_saved(self, path: Path) -> None:
        self._say(saved_words(path), Tone.OK)
        self.file.show_path(path)

    @Slot(str)
    def _tell_refusal(self, sentence: str) -> None:
        self._say(sentence, Tone.WARNING)

    def _say(self, sentence: str, tone: Tone) -> None:
        self.file.hide()
        self.told.set_tone(tone)
        self.told.setText(sentence)
        self.told.show()

    def _lay_out(self) -> None:
        theme = self.tools.theme
        card = Card(theme)
        for label, widget in (
            (_("Kind"), self.kinds),
            (_("F&rom"), self.first),
            (_("&Weeks"), self.weeks),
            (_("Weeks on a page"), self.per_page),
            (_("Paper"), self.papers),
        ):
            head = QLabel(label)
            head.setBuddy(widget)
            card.body.addWidget(head)
            card.body.addWidget(widget)
            if widget is self.kinds:
                card.body.addWidget(self.says)
        for part in (self.name, self.count, self.print, self.save_pdf, self.told, self.file):
            card.body.addWidget(part)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)
        column.addStretch(1)
        column.addWidget(self.close_it)
        row = QHBoxLayout(self)
        row.addWidget(Scroll(left, keep_width=True), 3)
        row.addWidget(self.view, 7)
        letters = self.fontMetrics()
        screen = self.screen().availableSize()
        wanted_px = (140 * letters.averageCharWidth(), 44 * letters.height())
        self.resize(min(wanted_px[0], screen.width()), min(wanted_px[1], screen.height()))

    def _connect(self) -> None:
        for chips in (self.kinds, self.per_page):
            chips.chosen.connect(self._show_pages)
        self.papers.chosen.connect(self._choose_paper)
        self.first.settled.connect(self._show_pages)
        self.weeks.valueChanged.connect(self._show_pages)
        self.name.toggled.connect(self._show_pages)
        self.print.clicked.connect(self._print)
        self.save_pdf.clicked.connect(self._save_pdf)
        self.close_it.clicked.connect(self.reject)
        self.output.told.connect(self._tell)
        self.output.saved.connect(self._tell_saved)
        self.output.refused.connect(self._tell_refusal)
