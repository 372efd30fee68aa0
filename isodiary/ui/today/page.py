"""The page of a day: its doses, how the patient feels, and how far the course has come."""

from __future__ import annotations

from datetime import date, timedelta
from typing import ClassVar

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from isodiary.domain.change import SUMMARISED, Entry
from isodiary.domain.course import Slot as DoseSlot
from isodiary.domain.lab import PlannedTest
from isodiary.domain.record import DayNote
from isodiary.domain.symptom import OwnSymptom, Tracked
from isodiary.services.days.today import Today, read_figures, read_today
from isodiary.ui.kit.layouts import Beside, Scroll
from isodiary.ui.today.doses import DoseCards
from isodiary.ui.today.header import DayHeader
from isodiary.ui.today.side import ComingUpCard, LastDaysCard, SoFarCard
from isodiary.ui.today.symptoms import SymptomCard
from isodiary.ui.tools import Tools
from isodiary.ui.window.commands import letter_of
from isodiary.ui.window.page import Page

COLUMN_LETTERS = 48
"""The figures stand beside the cards once each column has so many letters of width."""


class TodayPage(Page):
    """One day, by default the present one; it opens with the focus on the due dose."""

    title: ClassVar[str] = "Today"
    icon: ClassVar[str] = "today"
    shows: ClassVar[tuple[type[Entry], ...]] = (
        *SUMMARISED,
        Tracked,
        OwnSymptom,
        DayNote,
        PlannedTest,
    )

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(tools, parent)
        self.day = tools.today
        self._follows_clock = True
        self._painted = False
        self._put_off: Today | None = None
        self.header = DayHeader(tools)
        self.doses = DoseCards(tools)
        self.symptoms = SymptomCard(tools)
        self.so_far = SoFarCard(tools.theme)
        self.last_days = LastDaysCard(tools.theme)
        self.coming_up = ComingUpCard(tools.theme)
        self._keep_side(True)
        self._lay_out()
        self._connect()

    @property
    def chosen_day(self) -> date:
        return self.day

    def reload(self) -> None:
        today = read_today(
            self.tools.diary,
            self.day,
            now=self.tools.now,
        )
        self.header.show_today(today)
        self.doses.show_today(today)
        self.symptoms.show_today(today)
        if self._painted:
            self._show_side(today)
        else:
            self._put_off = today

    def focus_first(self) -> None:
        """Give the focus to the due dose, else to the first symptom without an answer."""
        if not self.doses.focus_due():
            self.symptoms.focus_first()

    def show_day(self, day: date) -> None:
        """Show a day; the present day goes on with the clock."""
        self._follows_clock = day == self.tools.today
        self.day = day
        self.mark_stale()
        self.focus_first()

    @Slot()
    def look_at_day(self) -> None:
        """Go on to the new day if the present one is shown, else read the day again."""
        if self._follows_clock and self.day != self.tools.today:
            self.show_day(self.tools.today)
        else:
            super().look_at_day()

    @Slot()
    def look_at_clock(self) -> None:
        """Go on to the new day if it has come, and tell the time."""
        self.look_at_day()
        self.doses.tell_time(self.tools.now)

    @Slot()
    def go_back(self) -> None:
        """Show the day before."""
        self.show_day(self.day - timedelta(days=1))

    @Slot()
    def go_on(self) -> None:
        """Show the day after."""
        self.show_day(self.day + timedelta(days=1))

    @Slot()
    def go_to_today(self) -> None:
        """Show the present day."""
        self.show_day(self.tools.today)

    @Slot()
    def skip(self) -> None:
        """Ask why the due dose is skipped."""
        self.doses.ask_reason()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if (
            event.modifiers()
            & ~Qt.KeyboardModifier.KeypadModifier
            & ~Qt.KeyboardModifier.ShiftModifier
        ):
            event.ignore()
        elif key in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            self._cross(down=key is Qt.Key.Key_Down)
        elif not self._take_letter(event.text().lower()):
            event.ignore()

    def _take_letter(self, letter: str) -> bool:
        acts = {
            "same": self.symptoms.answer_same,
            "none": self.symptoms.answer_none,
            "skip": self.skip,
            "catch-up": self._catch_up,
            "symptom": self._add_symptom,
        }
        for command, does in acts.items():
            if letter == letter_of(command).lower():
                does()
                return True
        return False

    # `entries` is made with its dialogs when the first of these is wanted, not by the start

    @Slot()
    def _catch_up(self) -> None:
        self.entries.catch_up()

    @Slot()
    def _add_symptom(self) -> None:
        self.entries.add_symptom()

    @Slot()
    def _write_note(self) -> None:
        self.entries.write_note()

    @Slot()
    def _choose_symptoms(self) -> None:
        self.entries.choose_symptoms()

    @Slot(object)
    def _edit(self, key: object) -> None:
        self.entries.edit(key)

    @Slot(object, object)
    def _log_slot(self, day: date, slot: DoseSlot) -> None:
        self.entries.edit(slot, day)

    def _day_words(self, day: date) -> str:
        """Say what the diary holds about a day, for its square."""
        from isodiary.services.days.month import day_words, read_days

        tools = self.tools
        signs = tools.catalogues.warning_signs
        days = read_days(tools.diary, day, day, warning_signs=signs, now=tools.now)
        return day_words(days[day], tools.today)

    def _cross(self, *, down: bool) -> None:
        """Move between the doses above and the symptoms below."""
        if down and self.doses.has_focus():
            for row in self.symptoms.rows[:1]:
                row.setFocus()
        elif down:
            self.symptoms.another.setFocus()
        else:
            self.doses.focus_due()

    @Slot()
    def _show_put_off(self) -> None:
        """Show beside the day what the first paint did not wait for, all at once."""
        self._painted = True
        put_off, self._put_off = self._put_off, None
        if not self.isVisible():  # gone again already, and its diary perhaps with it
            self.mark_stale()
        elif put_off is not None:
            self._show_side(put_off)

    def _keep_side(self, kept: bool) -> None:
        """Keep the place of the cards at the side, and show nothing in it yet, or end this."""
        for card in (self.so_far, self.last_days, self.coming_up):
            policy = card.sizePolicy()
            policy.setRetainSizeWhenHidden(kept)
            card.setSizePolicy(policy)
            card.setHidden(kept)

    def _show_side(self, today: Today) -> None:
        summary = read_figures(
            self.tools.diary,
            today.day,
            now=today.now,
            warning_signs=self.tools.catalogues.warning_signs,
        )
        if summary is not None:
            self.so_far.show_summary(summary, self.tools.habits)
            self.last_days.show_today(today, summary)
        self.coming_up.show_today(today, self.tools.habits)
        self._keep_side(False)
        self.so_far.setVisible(summary is not None)
        self.last_days.setVisible(summary is not None)

    def _lay_out(self) -> None:
        columns = Beside(COLUMN_LETTERS, gap_px=16)
        columns.add(_column(self.doses, self.symptoms), 9)
        columns.add(_column(self.so_far, self.last_days, self.coming_up), 4)
        content = _Content()
        content.painted.connect(self._show_put_off)
        column = QVBoxLayout(content)
        column.addWidget(self.header)
        column.addWidget(columns)
        column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(Scroll(content))

    def _connect(self) -> None:
        self.header.back_asked.connect(self.go_back)
        self.header.on_asked.connect(self.go_on)
        self.header.today_asked.connect(self.go_to_today)
        # never on to another dose: a second press would log that
        self.doses.logged.connect(self.symptoms.focus_first)
        self.doses.details_asked.connect(self._log_slot)
        self.doses.edit_asked.connect(self._edit)
        self.doses.catch_up_asked.connect(self._catch_up)
        self.last_days.day_chosen.connect(self.show_day)
        self.last_days.say_days(self._day_words)
        self.symptoms.another_asked.connect(self._add_symptom)
        self.symptoms.note_asked.connect(self._write_note)
        self.symptoms.list_asked.connect(self._choose_symptoms)
        self.symptoms.symptom_note_asked.connect(self._edit)


class _Content(QWidget):
    """What is scrolled on the page.

    Signals:
        painted: It was painted for the first time, and what was waiting meanwhile was heard.
    """

    painted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._told = False

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._told:
            self._told = True
            QTimer.singleShot(0, self.painted.emit)


def _column(*widgets: QWidget) -> QWidget:
    """Return widgets beneath each other, at the top of their room."""
    column = QWidget()
    layout = QVBoxLayout(column)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(14)
    for widget in widgets:
        layout.addWidget(widget)
    layout.addStretch(1)
    return column
