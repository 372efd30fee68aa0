"""Preferences: how everything looks and is counted. Each change takes effect at once."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from isodiary.domain.record import Patient
from isodiary.language import _, marked
from isodiary.report.press.paper import Paper
from isodiary.services.course.plan import keep_person
from isodiary.services.habits import LabUnits, WeightUnit
from isodiary.services.symptoms.warning_signs import country_set
from isodiary.services.words.days import DAYS
from isodiary.storage.reads.course import contacts, patient
from isodiary.ui.kit.button import Button
from isodiary.ui.kit.chips import Chips, Choice, in_words
from isodiary.ui.kit.fields.base import ChoiceBox
from isodiary.ui.kit.forms import close_button
from isodiary.ui.kit.layouts import Scroll
from isodiary.ui.kit.text import Text, Tone
from isodiary.ui.look.theme import TEXT_FACTORS, TEXT_STEP, ThemeChoice
from isodiary.ui.settings import Clock, DecimalSign
from isodiary.ui.tools import Tools

THEMES = (
    Choice(ThemeChoice.SYSTEM, marked("As the &system")),
    Choice(ThemeChoice.LIGHT, marked("&Light")),
    Choice(ThemeChoice.DARK, marked("&Dark")),
    Choice(ThemeChoice.CONTRAST, marked("&High contrast")),
)
CLOCKS = (Choice(Clock.TWENTY_FOUR, marked("&24 h")), Choice(Clock.TWELVE, marked("&12 h")))
SIGNS = (Choice(DecimalSign.POINT, marked("63&.5")), Choice(DecimalSign.COMMA, marked("63&,5")))
WEIGHTS = (Choice(WeightUnit.KG, marked("&kg")), Choice(WeightUnit.LB, marked("&lb")))
LABS: tuple[Choice[LabUnits | None], ...] = (
    Choice(None, marked("As &typed")),
    Choice(LabUnits.AMOUNT, marked("mm&ol/L")),
    Choice(LabUnits.MASS, marked("m&g/dL")),
)
PAPERS = (Choice(Paper.A4, marked("A&4")), Choice(Paper.LETTER, marked("&Letter")))
MINUTES = (
    Choice(5, marked("&5 min")),
    Choice(10, marked("&10 min")),
    Choice(30, marked("&30 min")),
    Choice(0, marked("&Never")),
)
IDLE = marked("without a key or the mouse; Ctrl+L at once")
STORED = marked("what is stored stays as it was typed")
LEAFLET = marked("emergency number, leaflet texts")
AT_ONCE = marked("Each change takes effect at once.")
MARGIN_PX = 28


class PreferencesDialog(QDialog):
    """One column of choices.

    Attributes:
        themes, smaller, percent, larger: The look.
        clocks, signs, weeks, weights, labs, country: Clock and units.
        papers: The paper of the report.
        minutes: After how many a diary with a passphrase is locked; None for one without.
    """

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Preferences"))
        self.tools = tools
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(2, 3)
        self._grid.setColumnStretch(3, 2)
        self._next_row = 0
        self._add_look()
        self._add_units()
        self._add_report()
        self.minutes: Chips[int] | None = None
        if tools.diary.key is not None:
            self.minutes = self._add_lock()
        self._lay_out()
        self._connect()
        self.resize(self.sizeHint())
        self.themes.setFocus()

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        letters = self.fontMetrics().averageCharWidth()
        wanted = hint.expandedTo(QSize(105 * letters, self._column.sizeHint().height() + 8))
        return wanted.boundedTo(self.screen().availableSize() * 0.9)

    def _add_look(self) -> None:
        tools = self.tools
        self.themes: Chips[ThemeChoice] = Chips(tools.theme, _("Theme"))
        self.themes.offer(in_words(THEMES), tools.theme.choice)
        self.smaller = Button(tools.theme, "−")
        self.smaller.setAccessibleName(_("Smaller text"))
        self.larger = Button(tools.theme, "+")
        self.larger.setAccessibleName(_("Larger text"))
        self.percent = Text(tools.theme)
        sizes = QWidget()
        row = QHBoxLayout(sizes)
        row.setContentsMargins(0, 0, 0, 0)
        for part in (self.smaller, self.percent, self.larger):
            row.addWidget(part)
        row.addStretch(1)
        sizes.setFocusProxy(self.larger)
        self._section(_("Look"))
        self._row(_("&Theme"), self.themes)
        self._row(_("Te&xt size"), sizes, _("Ctrl+−  Ctrl++"))
        self._say_size()

    def _add_units(self) -> None:
        tools, habits = self.tools, self.tools.habits
        theme = tools.theme
        self.clocks: Chips[Clock] = Chips(theme, _("Clock"))
        self.clocks.offer(
            in_words(CLOCKS), Clock.TWELVE if habits.twelve_hours else Clock.TWENTY_FOUR
        )
        self.signs: Chips[DecimalSign] = Chips(theme, _("Decimals"))
        self.signs.offer(in_words(SIGNS), DecimalSign.COMMA if habits.comma else DecimalSign.POINT)
        self.weeks = ChoiceBox()
        self.weeks.addItems(list(map(_, DAYS)))
        self.weeks.setCurrentIndex(habits.first_weekday)
        self.weights: Chips[WeightUnit] = Chips(theme, _("Weight"))
        self.weights.offer(in_words(WEIGHTS), habits.weight_unit)
        self.labs: Chips[LabUnits | None] = Chips(theme, _("Lab values"))
        self.labs.offer(in_words(LABS), habits.lab_units)
        self.country = ChoiceBox()
        leaflet = tools.catalogues.leaflet
        self._countries = leaflet.offered(country_set(leaflet, patient(tools.diary)))
        self.country.addItems([each.name for each in self._countries])
        self._show_country()
        self._section(_("Clock and units"))
        self._row(_("&Clock"), self.clocks)
        self._row(_("&Decimals"), self.signs)
        self._row(_("Week &begins on"), self.weeks)
        self._row(_("&Weight"), self.weights, _(STORED))
        self._row(_("Lab &values"), self.labs, _(STORED))
        self._row(_("C&ountry"), self.country, _(LEAFLET))

    def _add_report(self) -> None:
        self.papers: Chips[Paper] = Chips(self.tools.theme, _("Paper size"))
        self.papers.offer(in_words(PAPERS), self.tools.habits_in_use.paper)
        self._section(_("Report"))
        self._row(_("&Paper size"), self.papers)

    def _add_lock(self) -> Chips[int]:
        minutes: Chips[int] = Chips(self.tools.theme, _("Lock after"))
        chosen = self.tools.settings.lock_after
        known = [each.value for each in MINUTES]
        minutes.offer(in_words(MINUTES), chosen if chosen in known else known[1])
        minutes.chosen.connect(self._choose_minutes)
        self._section(_("Passphrase"))
        self._row(_("Loc&k after"), minutes, _(IDLE))
        return minutes

    def _section(self, title: str) -> None:
        """Begin a section, under a line unless it is the first."""
        row = self._next_row
        if row:
            line = QFrame()
            line.setFrameShape(QFrame.Shape.HLine)
            line.setFrameShadow(QFrame.Shadow.Plain)
            line.setForegroundRole(QPalette.ColorRole.Mid)
            self._grid.addWidget(line, row, 0, 1, 4)
            self._next_row = row = row + 1
        heading = Text(self.tools.theme, title, Tone.STRONG, wrap=True)
        heading.setMinimumWidth(max(map(heading.fontMetrics().horizontalAdvance, title.split())))
        self._grid.addWidget(heading, row, 0, 2, 1, Qt.AlignmentFlag.AlignTop)

    def _row(self, label: str, control: QWidget, note: str = "") -> None:
        """Add a choice: the first beside the title of its section, the others below."""
        row = self._next_row
        self._next_row += 1
        name = QLabel(label)
        name.setBuddy(control)
        if not control.accessibleName():
            control.setAccessibleName(label.replace("&", ""))
        self._grid.addWidget(name, row, 1)
        self._grid.addWidget(control, row, 2)
        if note:
            said = Text(self.tools.theme, note, Tone.SMALL, wrap=True)
            said.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self._grid.addWidget(said, row, 3)

    def _lay_out(self) -> None:
        self._column = QWidget()
        body = QVBoxLayout(self._column)
        body.setContentsMargins(MARGIN_PX, MARGIN_PX, MARGIN_PX, MARGIN_PX // 2)
        body.addLayout(self._grid)
        body.addStretch(1)
        foot = QHBoxLayout()
        foot.addWidget(Text(self.tools.theme, _(AT_ONCE), Tone.SMALL, wrap=True), 1)
        foot.addWidget(close_button(self, self.tools.theme))
        body.addLayout(foot)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(Scroll(self._column))

    def _connect(self) -> None:
        self.themes.chosen.connect(self._choose_theme)
        self.smaller.clicked.connect(self._make_smaller)
        self.larger.clicked.connect(self._make_larger)
        self.clocks.chosen.connect(self._choose_clock)
        self.signs.chosen.connect(self._choose_sign)
        self.weeks.currentIndexChanged.connect(self.tools.habits_in_use.choose_first_weekday)
        self.weights.chosen.connect(self._choose_weight)
        self.labs.chosen.connect(self._choose_labs)
        self.country.currentIndexChanged.connect(self._choose_country)
        self.papers.chosen.connect(self._choose_paper)

    @Slot()
    def _choose_theme(self) -> None:
        self.tools.choose_theme(self.themes.value)

    @Slot()
    def _make_smaller(self) -> None:
        self._step(-TEXT_STEP)

    @Slot()
    def _make_larger(self) -> None:
        self._step(TEXT_STEP)

    def _step(self, by: float) -> None:
        self.tools.set_text_factor(self.tools.theme.text_factor + by)
        self._say_size()
        self.resize(self.size().expandedTo(self.sizeHint()))

    def _say_size(self) -> None:
        factor = self.tools.theme.text_factor
        self.percent.setText(f"{round(factor * 100)}\N{NO-BREAK SPACE}%")
        self.smaller.setEnabled(factor > TEXT_FACTORS[0])
        self.larger.setEnabled(factor < TEXT_FACTORS[1])

    @Slot()
    def _choose_clock(self) -> None:
        self.tools.habits_in_use.choose_clock(self.clocks.value)

    @Slot()
    def _choose_sign(self) -> None:
        self.tools.habits_in_use.choose_decimal_sign(self.signs.value)

    @Slot()
    def _choose_weight(self) -> None:
        self.tools.habits_in_use.choose_weight_unit(self.weights.value)

    @Slot()
    def _choose_labs(self) -> None:
        self.tools.habits_in_use.choose_lab_units(self.labs.value)

    @Slot()
    def _choose_paper(self) -> None:
        self.tools.habits_in_use.choose_paper(self.papers.value)

    @Slot()
    def _choose_minutes(self) -> None:
        if self.minutes is not None:
            self.tools.settings.lock_after = self.minutes.value

    @Slot(int)
    def _choose_country(self, place: int) -> None:
        """Keep the country in the diary; one that cannot be kept is not shown as chosen."""
        diary = self.tools.diary
        before, whom = diary.get(Patient, Patient().id), contacts(diary)
        described = replace(before or Patient(), country=self._countries[place].id)
        self.tools.editor.do(keep_person(before, described, whom, whom))
        self._show_country()

    def _show_country(self) -> None:
        chosen = country_set(self.tools.catalogues.leaflet, patient(self.tools.diary))
        held = self.country.blockSignals(True)
        if chosen in self._countries:
            self.country.setCurrentIndex(self._countries.index(chosen))
        self.country.blockSignals(held)
