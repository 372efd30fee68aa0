"""The page of a day: its doses, how the patient feels, and how far the course has come."""

from __future__ import annotations

from datetime import date, timedelta
from typing import ClassVar

from PySide6.QtCore import QEvent, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from isodiary.domain.change import SUMMARISED, Entry
from isodiary.domain.lab import PlannedTest
from isodiary.domain.record import DayNote
from isodiary.domain.symptom import OwnSymptom, Tracked
from isodiary.language import _
from isodiary.services.days.today import Today, read_today
from isodiary.ui.kit.layouts import Beside, Scroll
from isodiary.ui.today.doses import DoseCards
from isodiary.ui.today.header import DayHeader
from isodiary.ui.today.side import SideColumn, column_of
from isodiary.ui.today.symptoms import SymptomCard
from isodiary.ui.tools import Tools
from isodiary.ui.window.commands import letter_of
from isodiary.ui.window.page import Page

ON_THE_PAD = {
    Qt.Key.Key_Plus: Qt.Key.Key_Tab,
    Qt.Key.Key_Minus: Qt.Key.Key_Backtab,
    Qt.Key.Key_Asterisk: Qt.Key.Key_Space,
    Qt.Key.Key_Period: Qt.Key.Key_Delete,
    Qt.Key.Key_Comma: Qt.Key.Key_Delete,
}
"""What the keys of the number pad mean beside its digits and Enter, so that it is enough."""

KEYPAD_OR_SHIFT = Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier
ENDS_TYPING = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape, Qt.Key.Key_Tab}
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
        self._was_due = True  # the start gives the focus to the due dose by itself
        self._deaf = False
        self.header = DayHeader(tools)
        self.doses = DoseCards(tools)
        self.symptoms = SymptomCard(tools)
        self.side = SideColumn(tools, self._day_words)
        self._lay_out()
        self._connect()

    @property
    def chosen_day(self) -> date:
        return self.day

    def _day_chosen(self) -> date:
        self.symptoms.note.commit()  # what is done with the day finds what was typed about it
        return super()._day_chosen()

    def reload(self) -> None:
        today = read_today(
            self.tools.diary,
            self.day,
            now=self.tools.now,
        )
        self.header.show_today(today)
        self._show_doses(today)
        self.symptoms.show_today(today)
        self.side.show_today(today)

    def focus_first(self) -> None:
        """Give the focus to the due dose, else to the first symptom without an answer."""
        if not self.doses.focus_due():
            self.symptoms.focus_first()

    def show_day(self, day: date) -> None:
        """Show a day; the present day goes on with the clock."""
        self.symptoms.note.commit()
        self._follows_clock = day == self.tools.today
        self.day = day
        self.mark_stale()
        self.focus_first()

    def turn_day(self) -> None:
        """Go on to the new day if the present one is shown, else read the day again."""
        if self._follows_clock and self.day != self.tools.today:
            self.show_day(self.tools.today)
        else:
            super().turn_day()

    @Slot()
    def look_at_clock(self) -> None:
        """Go on to the new day if it has come, tell the time, and hear what has become due."""
        self.look_at_day()
        moved = self.doses.tell_time(self.tools.now)
        is_due = self.doses.is_due
        if is_due and (moved or not self._was_due) and self._nobody_has_focus():
            self.doses.focus_due()
        self._was_due = is_due

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
        key, letter = Qt.Key(event.key()), event.text().lower()
        if event.modifiers() & ~KEYPAD_OR_SHIFT:
            event.ignore()
        elif event.modifiers() & Qt.KeyboardModifier.KeypadModifier and key in ON_THE_PAD:
            self._deaf = False
            press_instead(self.focusWidget() or self, ON_THE_PAD[key])
        elif key in ENDS_TYPING:
            self._deaf = False
            event.ignore()
        elif key in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            self._deaf = False
            self._cross(down=key is Qt.Key.Key_Down)
        elif self._deaf and self.hasFocus():
            event.accept()
        elif letter.isdecimal():
            self._stop_listening()
        elif not self._take_letter(letter):
            event.ignore()

    def _stop_listening(self) -> None:
        """Leave alone what begins with a digit that nothing asked for, up to its end.

        It was meant for a field, as a date is: its letters shall answer nothing, and its Enter
        shall log no dose.
        """
        self._deaf = True
        self.setFocus()
        self.notice.emit(
            _("A digit answers the symptom that has the focus. ↓ or a letter goes there.")
        )

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
        return self.doses.take_letter(letter) or self.symptoms.take_letter(letter)

    def _show_doses(self, today: Today) -> None:
        """Show the doses; a focus that its dose no longer has goes to no other dose."""
        held = QApplication.focusWidget()
        if held is None or not self.doses.has_focus():
            self.doses.show_today(today)
            return
        self.doses.setFocus()  # what is hidden would hand it to the next button, another dose's
        before = self.doses.card_of(held)
        self.doses.show_today(today)
        if self.doses.card_of(held) == before and held.isVisible() and held.isEnabled():
            held.setFocus()

    def _nobody_has_focus(self) -> bool:
        return QApplication.focusWidget() in {None, self, self.doses, self.window()}

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

    def _day_words(self, day: date) -> str:
        """Say what the diary holds about a day, for its square."""
        from isodiary.services.days.month import day_words, read_days

        tools = self.tools
        signs = tools.catalogues.warning_signs
        days = read_days(tools.diary, day, day, warning_signs=signs, now=tools.now)
        return day_words(days[day], tools.today)

    def _cross(self, *, down: bool) -> None:
        """Move between the doses above and the symptoms below."""
        among_doses, in_note = self.doses.has_focus(), self.symptoms.note.hasFocus()
        if down and among_doses:
            if not self.doses.focus_back():
                self.symptoms.focus_row(0)
        elif down and self.symptoms.has_row_focus():
            self.symptoms.note.setFocus()
        elif down:
            self.symptoms.focus_row(0)
        elif in_note:
            self.symptoms.focus_row(-1)
        elif among_doses:
            self.doses.focus_before()
        else:
            self.doses.focus_due()

    def _lay_out(self) -> None:
        columns = Beside(COLUMN_LETTERS, gap_px=16)
        columns.add(column_of(self.doses, self.symptoms), 9)
        columns.add(self.side, 4)
        content = _Content()
        content.painted.connect(self.side.show_put_off)
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
        self.doses.edit_asked.connect(self._edit)
        self.doses.catch_up_asked.connect(self._catch_up)
        self.side.missed.connect(self.mark_stale)
        self.side.day_chosen.connect(self.show_day)
        self.symptoms.another_asked.connect(self._add_symptom)
        self.symptoms.note_asked.connect(self._write_note)
        self.symptoms.list_asked.connect(self._choose_symptoms)


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


def press_instead(widget: QWidget, key: Qt.Key) -> None:
    """Let a widget hear another key than the one that was pressed."""
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(widget, event)
