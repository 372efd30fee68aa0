"""The page of a day: its doses, how the patient feels, and how far the course has come."""

from __future__ import annotations

from datetime import date, timedelta
from typing import ClassVar

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from isodiary.domain.change import Entry
from isodiary.domain.course import Course, Phase
from isodiary.domain.course import Slot as DoseSlot
from isodiary.domain.dose import Dose
from isodiary.domain.lab import PlannedTest
from isodiary.domain.record import DayNote, Question, Visit, Weight
from isodiary.domain.symptom import OwnSymptom, SymptomEntry, Tracked
from isodiary.services.days.today import Today, read_today
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
        Course,
        Phase,
        Dose,
        SymptomEntry,
        Tracked,
        OwnSymptom,
        DayNote,
        Weight,
        Visit,
        Question,
        PlannedTest,
    )

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(tools, parent)
        self.day = tools.today
        self._follows_clock = True
        self.header = DayHeader(tools)
        self.doses = DoseCards(tools)
        self.symptoms = SymptomCard(tools)
        self.so_far = SoFarCard(tools.theme)
        self.last_days = LastDaysCard(tools.theme)
        self.coming_up = ComingUpCard(tools.theme)
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
            warning_signs=self.tools.catalogues.warning_signs,
        )
        self.header.show_today(today)
        self.doses.show_today(today)
        self.symptoms.show_today(today)
        self.coming_up.show_today(today, self.tools.habits)
        self._show_figures(today)

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

    def _show_figures(self, today: Today) -> None:
        summary = today.summary
        self.so_far.setVisible(summary is not None)
        self.last_days.setVisible(summary is not None)
        if summary is not None:
            self.so_far.show_summary(summary, self.tools.habits)
            self.last_days.show_today(today, summary)

    def _lay_out(self) -> None:
        columns = Beside(COLUMN_LETTERS, gap_px=16)
        columns.add(_column(self.doses, self.symptoms), 9)
        columns.add(_column(self.so_far, self.last_days, self.coming_up), 4)
        content = QWidget()
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
