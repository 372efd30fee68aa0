"""The chips of a dose: with which meal, which capsules, when; and why it is skipped."""

from __future__ import annotations

from datetime import date, datetime
from enum import Enum, auto

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QVBoxLayout, QWidget

from isodiary.domain.course import Slot as DoseSlot
from isodiary.domain.day import diary_day, moment, this_minute
from isodiary.domain.dose import Capsules, Reason, capsules_text
from isodiary.domain.meal import Meal
from isodiary.services.habits import PLAIN, Habits
from isodiary.services.words.days import clock_time
from isodiary.services.words.names import REASONS
from isodiary.ui.kit.button import Button
from isodiary.ui.kit.chips import Chips, Choice
from isodiary.ui.kit.layouts import FlowLayout
from isodiary.ui.kit.text import Text, Tone
from isodiary.ui.look.theme import Theme

MEALS = {
    Meal.BREAKFAST: "&Breakfast",
    Meal.LUNCH: "&Lunch",
    Meal.DINNER: "&Dinner",
    Meal.SNACK: "Snac&k",
    Meal.NONE: "No &food",
}
MOST_AMOUNTS = 6


class When(Enum):
    """The time a dose is logged with."""

    NOW = auto()
    PLANNED = auto()
    NOT_KNOWN = auto()
    OTHER = auto()


class DoseChips(QWidget):
    """Three rows of chips, set to what is most likely.

    Signals:
        changed: Another chip was chosen.
        other_asked: Neither time fits; the patient wants to type.
    """

    changed = Signal()
    other_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._meals: Chips[Meal] = Chips(theme, "Taken with")
        self._amounts: Chips[Capsules] = Chips(theme, "Capsules taken")
        self._times: Chips[When] = Chips(theme, "Time")
        self._likely_time = When.NOW
        self._day: date
        self._slot: DoseSlot
        self._habits = PLAIN
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for chips in (self._meals, self._amounts, self._times):
            column.addWidget(chips)
            chips.chosen.connect(self.changed)
        self._times.chosen.connect(self._time_chosen)

    @property
    def meal(self) -> Meal:
        """The meal chosen."""
        return self._meals.value

    @property
    def capsules(self) -> Capsules:
        """The capsules chosen."""
        return self._amounts.value

    def taken_at(self, now: datetime) -> datetime | None:
        """Return the time chosen; None if it is not known."""
        if self._times.value is When.NOW:
            return this_minute(now)
        if self._times.value is When.PLANNED:
            return moment(self._day, self._slot.planned, now)
        return None

    def offer(self, day: date, slot: DoseSlot, now: datetime, habits: Habits) -> None:
        """Offer the usual meal, the planned capsules, and the present or the planned time."""
        self._day, self._slot, self._habits = day, slot, habits
        meals = [Choice(meal, chip) for meal, chip in MEALS.items()]
        self._meals.offer(sorted(meals, key=self._not_the_slots), slot.meal)
        parts = [Choice(part, f"{capsules_text(part)} mg") for part in parts_of(slot.capsules)]
        self._amounts.offer(parts, slot.capsules)
        self._amounts.setVisible(len(parts) > 1)
        self._offer_times(now)

    def tell_time(self, now: datetime) -> None:
        """Write the present time on its chip."""
        self._times.rename(When.NOW, _now_words(now, self._habits))

    def take_key(self, event: QKeyEvent) -> bool:
        """Choose by an arrow or a letter; return whether it chose."""
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if event.key() in steps:
            self._meals.step(steps[Qt.Key(event.key())])
            return True
        letter = event.text()
        return self._meals.take_letter(letter) or self._times.take_letter(letter)

    def _offer_times(self, now: datetime) -> None:
        planned = Choice(When.PLANNED, f"&Planned {clock_time(self._slot.planned, self._habits)}")
        other = Choice(When.OTHER, "&Other…")
        if self._day == diary_day(now):
            self._likely_time = When.NOW
            self._times.offer(
                [Choice(When.NOW, _now_words(now, self._habits)), planned, other], When.NOW
            )
        else:
            self._likely_time = When.PLANNED
            unknown = Choice(When.NOT_KNOWN, "Time not kno&wn")
            self._times.offer([planned, unknown, other], When.PLANNED)

    def _not_the_slots(self, choice: Choice[Meal]) -> bool:
        return choice.value is not self._slot.meal

    @Slot()
    def _time_chosen(self) -> None:
        if self._times.value is When.OTHER:
            self._times.choose(self._likely_time)
            self.other_asked.emit()


def parts_of(capsules: Capsules) -> list[Capsules]:
    """Return the whole dose, then the smaller amounts that some of its capsules make."""
    found = {sum(capsules): capsules}
    for taken in range(1, 2 ** min(len(capsules), 8)):
        part = tuple(each for place, each in enumerate(capsules) if taken >> place & 1)
        found.setdefault(sum(part), part)
    return [found[amount] for amount in sorted(found, reverse=True)][:MOST_AMOUNTS]


def _now_words(now: datetime, habits: Habits) -> str:
    return f"No&w {clock_time(now, habits)}"


class ReasonChips(QWidget):
    """The reasons as buttons.

    Signals:
        chosen: A `Reason` was chosen.
    """

    chosen = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        self._group.idClicked.connect(self._choose)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(Text(theme, "Why is it skipped?", Tone.STRONG))
        rows = QWidget()
        flow = FlowLayout(rows)
        column.addWidget(rows)
        for place, reason in enumerate(Reason, start=1):
            button = Button(theme, REASONS[reason], hint=str(place))
            self._group.addButton(button, place)
            flow.addWidget(button)

    def focus_first(self) -> None:
        """Give the focus to the first reason."""
        first: QAbstractButton = self._group.button(1)
        first.setFocus()

    def take_key(self, event: QKeyEvent) -> bool:
        """Choose by a digit; return whether it chose."""
        digit = event.text()
        if digit.isdecimal() and self._group.button(int(digit)):
            self._choose(int(digit))
            return True
        return False

    @Slot(int)
    def _choose(self, place: int) -> None:
        self.chosen.emit(list(Reason)[place - 1])
