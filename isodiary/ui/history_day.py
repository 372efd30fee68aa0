"""The card beside the calendar: the chosen day, its entries, and what can be added to it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QPoint, QSize, Signal, Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from isodiary.services.days.record import DayRecord
from isodiary.services.words.days import long_day
from isodiary.services.words.units import mg_text
from isodiary.ui.desk import Desk
from isodiary.ui.entry_actions import EntryActions
from isodiary.ui.history_rows import rows_of
from isodiary.ui.widgets.button import Button, Look
from isodiary.ui.widgets.card import Card
from isodiary.ui.widgets.entry_list import EntryList
from isodiary.ui.widgets.flow import FlowLayout
from isodiary.ui.widgets.text import Text, Tone

NOTHING = "Nothing is recorded on this day."
AHEAD = "This day has not come yet. A planned dose can be skipped on it, and a visit planned."


class DayCard(Card):
    """The entries of one day.

    Signals:
        today_asked: The day is wanted on the page Today.
    """

    today_asked = Signal()

    def __init__(self, desk: Desk, actions: EntryActions, parent: QWidget | None = None) -> None:
        super().__init__(desk.theme, parent=parent)
        self._desk = desk
        self._actions = actions
        self._record: DayRecord | None = None
        self.heading = Text(desk.theme, tone=Tone.HEADING, wrap=True)
        self.course = Text(desk.theme, tone=Tone.SMALL, wrap=True)
        self.list = _DayList(desk.theme, "Entries of the day")
        self.hint = Text(desk.theme, tone=Tone.MUTED, wrap=True)
        self._make_buttons()
        for widget in (self.heading, self.course, self.hint):
            self.body.addWidget(widget)
        self.body.addWidget(self.list, 1)
        self.body.addWidget(self.buttons)
        self.list.opened.connect(self._edit)
        self.list.delete_asked.connect(actions.delete)
        self.list.menu_asked.connect(self._show_menu)

    @property
    def day(self) -> date:
        """The day shown."""
        assert self._record is not None
        return self._record.day

    def show_record(self, record: DayRecord) -> None:
        """Show a day."""
        another = self._record is None or self._record.day != record.day
        self._record = record
        rows = rows_of(self._desk, record)
        self.heading.setText(self._named(record.day))
        self._say(self.course, _course_words(record))
        if another:
            self.list.show_rows([])
        self.list.show_rows(rows)
        self.list.setVisible(bool(rows))
        self._show_buttons(record)

    def focus_list(self) -> None:
        """Give the focus to the entries, or, if there are none, to what adds one."""
        if self.list.rows:
            if self.list.current_key is None:
                self.list.choose_first()
            self.list.setFocus()
        else:
            next((each for each in self._adding if not each.isHidden()), self.open_today).setFocus()

    def choose_entry(self, entry_id: str) -> None:
        """Make the row of an entry the current one."""
        for row in self.list.rows:
            if getattr(row.key, "id", None) == entry_id:
                self.list.choose(row.key)

    @Slot()
    def tell_history(self) -> None:
        """Show what happened to the current entry."""
        self._actions.tell(self.list.current_key)

    def _named(self, day: date) -> str:
        this_year = day.year == self._desk.today.year
        named = long_day(day) if this_year else f"{long_day(day)} {day.year}"
        return f"{named} · today" if day == self._desk.today else named

    def _say(self, text: Text, words: str) -> None:
        text.setText(words)
        text.setVisible(bool(words))

    def _make_buttons(self) -> None:
        theme = self._desk.theme
        self.add_dose = Button(theme, "&Add dose…")
        self.add_symptom = Button(theme, "Add &symptom…")
        self.note = Button(theme, "&Note…")
        self.weight = Button(theme, "&Weight…")
        self.visit = Button(theme, "V&isit…")
        self.open_today = Button(theme, "Open on &Today", Look.QUIET)
        self._adding = (self.add_dose, self.add_symptom, self.note, self.weight, self.visit)
        self.buttons = QWidget()
        flow = FlowLayout(self.buttons)
        for button in (*self._adding, self.open_today):
            flow.addWidget(button)
        self.add_dose.clicked.connect(self._add_dose)
        self.add_symptom.clicked.connect(self._add_symptom)
        self.note.clicked.connect(self._write_note)
        self.weight.clicked.connect(self._weigh)
        self.visit.clicked.connect(self._plan_visit)
        self.open_today.clicked.connect(self.today_asked)

    def _show_buttons(self, record: DayRecord) -> None:
        """Show what can be added to the day: to one that has not come yet, only plans."""
        ahead = record.day > self._desk.today
        entries = record.entries
        can_dose = bool(entries.open_slots) if ahead else entries.course is not None
        self.add_dose.setVisible(can_dose)
        self.add_dose.setText("Skip &a dose…" if ahead else "&Add dose…")
        for button in (self.add_symptom, self.note, self.weight):
            button.setVisible(not ahead)
        self._say(self.hint, AHEAD if ahead else "" if self.list.rows else NOTHING)
        self.buttons.updateGeometry()

    @Slot(object, QPoint)
    def _show_menu(self, key: object, place: QPoint) -> None:
        menu = QMenu(self)
        if self._actions.can_edit(key):
            self._add_command(menu, "&Edit…", "Return", self._edit_current)
        if self._actions.can_delete(key):
            self._add_command(menu, "&Delete", "Del", self._delete_current)
        if self._actions.can_tell(key):
            self._add_command(menu, "&History of this entry…", "F2", self.tell_history)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(place)

    def _add_command(self, menu: QMenu, words: str, keys: str, does: Callable[[], None]) -> None:
        action = QAction(words, menu)
        action.setShortcut(QKeySequence(keys))
        action.setShortcutVisibleInContextMenu(True)
        action.triggered.connect(does)
        menu.addAction(action)

    @Slot()
    def _edit_current(self) -> None:
        self._edit(self.list.current_key)

    @Slot()
    def _delete_current(self) -> None:
        self._actions.delete(self.list.current_key)

    @Slot(object)
    def _edit(self, key: object) -> None:
        self._actions.edit(key, self.day)

    @Slot()
    def _add_dose(self) -> None:
        self._actions.add_dose(self.day)

    @Slot()
    def _add_symptom(self) -> None:
        self._actions.add_symptom(self.day)

    @Slot()
    def _write_note(self) -> None:
        self._actions.write_note(self.day)

    @Slot()
    def _weigh(self) -> None:
        self._actions.weigh(self.day)

    @Slot()
    def _plan_visit(self) -> None:
        self._actions.plan_visit(self.day)


class _DayList(EntryList):
    """A list that is content with a few rows in view."""

    def minimumSizeHint(self) -> QSize:
        return QSize(80, self.fontMetrics().height() * 9)


def _course_words(record: DayRecord) -> str:
    """Return "Day 84 · week 12 · 40 mg a day"; nothing outside every course."""
    course, plan = record.entries.course, record.entries.plan
    if course is None or plan is None:
        return ""
    daily_ug = sum(slot.amount_ug for slot in plan)
    planned = f"{mg_text(daily_ug)} a day" if plan else "pause"
    day, week = course.day_number(record.day), course.week_number(record.day)
    return f"Day {day} · week {week} · {planned}"
