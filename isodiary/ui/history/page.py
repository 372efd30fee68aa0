"""The page History: every day there was, with all that was noted on it, to look up and to mend."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from isodiary.domain.change import DATED
from isodiary.domain.course import Course, Phase
from isodiary.domain.period import Period
from isodiary.domain.record import KeptOff, Question
from isodiary.domain.symptom import OwnSymptom
from isodiary.language import _
from isodiary.services.days.month import read_days
from isodiary.services.days.record import holds_nothing, read_record
from isodiary.services.days.search import Hit, found_days
from isodiary.services.words.days import month_words
from isodiary.ui.history.calendar import MonthCalendar
from isodiary.ui.history.day import DayCard
from isodiary.ui.history.search import FoundCard, JumpDialog, SearchField
from isodiary.ui.history.signs import DayLegend
from isodiary.ui.kit.button import Button, Look
from isodiary.ui.kit.card import Card
from isodiary.ui.kit.forms import ask
from isodiary.ui.kit.layouts import Scroll
from isodiary.ui.kit.text import Text, Tone
from isodiary.ui.tools import Tools
from isodiary.ui.window.commands import letter_of
from isodiary.ui.window.page import Page

GAP_PX = 12
QWIDGETSIZE_MAX = (1 << 24) - 1
"""What Qt calls no maximum."""
CALENDAR_LINES = 28
"""A calendar wider than this, in lines of text, is no easier to read."""
BESIDE_LINES = 34
"""From this width on, in lines of text, the day stands beside the calendar, else beneath it."""


class HistoryPage(Page):
    """A calendar, the chosen day, and a search."""

    title = "History"
    icon = "history"
    shows = (*DATED, Course, Phase, OwnSymptom, Question, KeptOff)

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(tools, parent)
        self._searching = False
        self.search = SearchField(tools)
        self.calendar = MonthCalendar(tools.theme, tools.today)
        self.day_card = DayCard(tools, self.entries)
        self.found = FoundCard(tools)
        self.empty = _empty_card(tools)
        self.begin = Button(tools.theme, _("Go to &Today"), Look.PRIMARY)
        self.empty.body.addWidget(self.begin, 0, Qt.AlignmentFlag.AlignLeft)
        self._put_together()
        self._connect()
        tools.theme.changed.connect(self._arrange)

    @property
    def chosen_day(self) -> date:
        return self.calendar.day

    @property
    def current_entry(self) -> object:
        return self.day_card.list.current_key

    def reload(self) -> None:
        nothing = holds_nothing(self.tools.diary)
        self.calendar.begin_weeks_on(self.tools.habits.first_weekday)
        self.empty.setVisible(nothing)
        self._read_month()
        self._read_day()
        if self.search.text().strip() and not nothing:
            self.found.look_for(self.search.text())
        self._show_side()

    def focus_first(self) -> None:
        (self.begin if self.empty.isVisible() else self.calendar).setFocus()

    def show_day(self, day: date) -> None:
        """Show a day, whatever was searched for before."""
        self._show_found(shown=False)
        self.calendar.choose(day)

    @Slot()
    def begin_search(self) -> None:
        """Give the focus to the search, to be typed over."""
        self.search.setFocus()
        self.search.selectAll()

    @Slot()
    def ask_day(self) -> None:
        """Ask for the day to go to."""
        ask(JumpDialog(self.tools, self.calendar.day, self), self._jump)

    def _jump(self, day: date) -> None:
        self.show_day(day)
        self.calendar.setFocus()

    @Slot()
    def find_next(self) -> None:
        """Go to the next older day on which something was found."""
        self._go_to(self.found.step(1))

    @Slot()
    def find_previous(self) -> None:
        """Go to the next newer one."""
        self._go_to(self.found.step(-1))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.calendar.setFocus()
        elif event.text() == letter_of("find"):
            self.begin_search()
        elif event.text().upper() == letter_of("jump"):
            self.ask_day()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _put_together(self) -> None:
        head = QHBoxLayout()
        head.addWidget(Text(self.tools.theme, _(self.title), Tone.TITLE))
        head.addStretch(1)
        self.to_day = Button(self.tools.theme, _("Day…"), Look.QUIET, hint=letter_of("jump"))
        self.to_day.setAccessibleName(_("Go to a day"))
        head.addWidget(self.to_day)
        head.addWidget(self.search, 2)
        side = QVBoxLayout()
        for card in (self.empty, self.day_card, self.found):
            side.addWidget(card, 0 if card is self.empty else 1)
        side.addStretch(0)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setContentsMargins(0, 0, 0, 0)
        self._calendar_area = Scroll(self._make_calendar())
        self._columns.addWidget(self._calendar_area)
        self._columns.addLayout(side, 1)
        content = QWidget()
        content.setLayout(self._columns)
        self._area = Scroll(content)
        layout = QVBoxLayout(self)
        layout.addLayout(head)
        layout.addWidget(self._area, 1)

    def _make_calendar(self) -> QWidget:
        theme = self.tools.theme
        self.month = Text(theme, tone=Tone.HEADING)
        self.legend = DayLegend(theme)
        self.before = Button(theme, "‹", Look.QUIET)
        self.before.setAccessibleName(_("Month before"))
        self.after = Button(theme, "›", Look.QUIET)
        self.after.setAccessibleName(_("Month after"))
        self.to_today = Button(theme, _("Today"), Look.QUIET)
        self.to_today.setToolTip("T")
        head = QHBoxLayout()
        head.setSpacing(4)
        head.addWidget(self.month)
        head.addStretch(1)
        for button in (self.to_today, self.before, self.after):
            head.addWidget(button)
        card = Card(theme)
        card.body.addLayout(head)
        card.body.addWidget(self.calendar)
        card.body.addWidget(self.legend)
        self._calendar_card = card
        holder = QWidget()
        above = QVBoxLayout(holder)
        above.setContentsMargins(0, 0, 0, 0)
        above.addWidget(card)
        above.addStretch(1)
        return holder

    def _connect(self) -> None:
        self.calendar.day_chosen.connect(self._read_day)
        self.calendar.month_turned.connect(self._read_month)
        self.calendar.entries_asked.connect(self.day_card.focus_list)
        self.day_card.today_asked.connect(self._ask_for_today)
        self.begin.clicked.connect(self._ask_for_today)
        self.before.clicked.connect(self._turn_back)
        self.after.clicked.connect(self._turn_on)
        self.to_today.clicked.connect(self._go_to_today)
        self.to_day.clicked.connect(self.ask_day)
        self.search.textChanged.connect(self._search)
        self.search.list_asked.connect(self._enter_found)
        self.search.left.connect(self.calendar.setFocus)
        self.found.hit_chosen.connect(self._go_to)
        self.found.left.connect(self.begin_search)
        self.found.narrowed.connect(self._search)

    @Slot()
    def _read_month(self) -> None:
        tools, calendar = self.tools, self.calendar
        days = read_days(
            tools.diary,
            calendar.first,
            calendar.last,
            warning_signs=tools.catalogues.warning_signs,
            now=tools.now,
        )
        calendar.show_days(days, tools.today)
        self.month.setText(month_words(calendar.day))
        self.legend.explain(days.values())
        self._arrange()
        self._mark_hits()

    @Slot()
    def _read_day(self) -> None:
        self.day_card.show_record(read_record(self.tools.diary, self.calendar.day))

    def _mark_hits(self) -> None:
        calendar, found, typed = self.calendar, self.found, self.search.text()
        shown = Period(first=calendar.first, last=calendar.last)
        diary = self.tools.diary
        calendar.mark_hits(found_days(diary, typed, found.names(), shown, found.scope))

    @Slot()
    def _search(self) -> None:
        typed = self.search.text()
        self._mark_hits()
        self.found.look_for(typed)
        self._show_found(shown=bool(typed.strip()))

    @Slot()
    def _enter_found(self) -> None:
        if self.found.hits:
            self._show_found(shown=True)
            self.found.list.setFocus()

    @Slot(object)
    def _go_to(self, hit: Hit | None) -> None:
        if hit is not None:
            self.show_day(hit.day)
            self.day_card.choose_entry(hit.entry)
            self.day_card.list.setFocus()

    def _show_found(self, *, shown: bool) -> None:
        self._searching = shown
        self._show_side()

    def _show_side(self) -> None:
        empty = holds_nothing(self.tools.diary)
        self.empty.setVisible(empty)
        self.found.setVisible(self._searching and not empty)
        self.day_card.setVisible(not self._searching and not empty)

    @Slot()
    def _arrange(self) -> None:
        line_px = QFontMetrics(self.tools.theme.font()).height()
        beside = self.width() >= BESIDE_LINES * line_px
        direction = QBoxLayout.Direction
        self._columns.setDirection(direction.LeftToRight if beside else direction.TopToBottom)
        for arrow in (self.before, self.after):
            arrow.setMaximumWidth(2 * line_px)
        self._columns.setSpacing(0 if beside else GAP_PX)
        self._size_calendar(line_px, beside=beside)

    def _size_calendar(self, line_px: int, *, beside: bool) -> None:
        """Beside the day the calendar scrolls by itself, in the gap; above it, with the page."""
        card, area = self._calendar_card, self._calendar_area
        card.body.invalidate()  # the month may have another name by now
        wanted_px = min(CALENDAR_LINES * line_px, self.width() // 2 - GAP_PX)
        wanted_px = max(card.minimumSizeHint().width(), wanted_px)
        whole_px = wanted_px + max(GAP_PX, area.verticalScrollBar().sizeHint().width())
        card.setMaximumWidth(wanted_px if beside else QWIDGETSIZE_MAX)
        area.setMinimumWidth(whole_px if beside else 0)
        area.setMaximumWidth(whole_px if beside else QWIDGETSIZE_MAX)
        area.setMinimumHeight(0 if beside else card.heightForWidth(self.width() - 4 * GAP_PX))

    @Slot()
    def _turn_back(self) -> None:
        self.calendar.turn(-1)

    @Slot()
    def _turn_on(self) -> None:
        self.calendar.turn(1)

    @Slot()
    def _go_to_today(self) -> None:
        self.calendar.choose(self.tools.today)

    @Slot()
    def _ask_for_today(self) -> None:
        self.day_asked.emit(self.calendar.day)


def _empty_card(tools: Tools) -> Card:
    card = Card(tools.theme)
    card.body.addWidget(Text(tools.theme, _("Your diary is empty so far"), Tone.HEADING, wrap=True))
    words = _("Each dose, symptom and note that you log on Today stands here, day by day.")
    card.body.addWidget(Text(tools.theme, words, Tone.MUTED, wrap=True))
    return card
