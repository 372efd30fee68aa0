"""The cards of a day's doses, with last night's if it is open."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from PySide6.QtCore import QPointF, Signal, Slot
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from isodiary.domain.course import Slot as DoseSlot
from isodiary.domain.day_entries import DayEntries
from isodiary.domain.dose import Dose
from isodiary.services.days.today import Today
from isodiary.services.doses.catch_up import OpenSlot
from isodiary.services.doses.log import due_slot
from isodiary.services.words.days import near_day
from isodiary.services.words.entries import card_words
from isodiary.services.words.units import counted_words, mg_text
from isodiary.storage.reads.days import read_day
from isodiary.ui.kit.button import Button
from isodiary.ui.kit.card import Card
from isodiary.ui.kit.layouts import Beside
from isodiary.ui.kit.text import Text, Tone
from isodiary.ui.today.slot import SlotCard
from isodiary.ui.tools import Tools
from isodiary.ui.window.commands import letter_of

CARD_LETTERS = 30
"""Two cards stand beside each other once each has so many letters of width."""


class DoseCards(QWidget):
    """The cards of the slots, extra doses beneath them, and the way to catch up.

    Signals:
        logged: A dose was logged on a card.
        details_asked: (day, slot) is to be logged in a dialog, with everything.
        edit_asked: A `Dose` is to be corrected.
        catch_up_asked: The open doses before the day are to be answered.
    """

    logged = Signal()
    details_asked = Signal(object, object)
    edit_asked = Signal(object)
    catch_up_asked = Signal()

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tools = tools
        self._due: int | None = None
        self.cards: list[SlotCard] = []
        self.catch_up = Button(tools.theme, "Catch up…", hint=letter_of("catch-up"))
        self._behind = Card(tools.theme)
        self._behind_words = Text(tools.theme, wrap=True)
        self._quiet = Text(tools.theme, "No dose is due in a pause.", Tone.MUTED, wrap=True)
        self._row = Beside(CARD_LETTERS)
        self._extras = QVBoxLayout()
        self._lay_out()

    def show_today(self, today: Today) -> None:
        """Show the doses of a day."""
        last_night = _last_night(today)
        self._show_behind([each for each in today.open_before if each != last_night])
        shown = self._slots(today, last_night)
        due = _due_place(today, shown)
        self._make_cards(len(shown))
        for place, (card, (entries, slot)) in enumerate(zip(self.cards, shown, strict=True)):
            card.show_slot(entries, slot, due=place == due)
        self._due = due
        self._quiet.setVisible(today.entries.paused)
        self._show_extras(today)

    def focus_due(self) -> bool:
        """Give the focus to the due dose; return whether there is one."""
        if self._due is None:
            return False
        self.cards[self._due].focus_first()
        return True

    def has_focus(self) -> bool:
        """Whether the focus is on one of the cards."""
        held = QApplication.focusWidget()
        return held is not None and any(card.isAncestorOf(held) for card in self.cards)

    def ask_reason(self) -> None:
        """Ask why the due dose is skipped."""
        if self._due is not None:
            self.cards[self._due].ask_reason()

    def tell_time(self, now: datetime) -> None:
        """Write the present time on the chips."""
        for card in self.cards:
            card.tell_time(now)

    def _slots(
        self, today: Today, last_night: OpenSlot | None
    ) -> list[tuple[DayEntries, DoseSlot]]:
        shown = [(today.entries, slot) for slot in today.entries.plan or ()]
        if last_night is not None:
            shown.insert(0, (read_day(self._tools.diary, last_night.day), last_night.slot))
        return shown

    def _make_cards(self, count: int) -> None:
        while len(self.cards) > count:
            self._row.remove(self.cards.pop())
        while len(self.cards) < count:
            card = SlotCard(self._tools)
            card.logged.connect(self.logged)
            card.details_asked.connect(self.details_asked)
            card.edit_asked.connect(self.edit_asked)
            self._row.add(card)
            card.show()  # the layout alone would do so later, and what is hidden takes no focus
            self.cards.append(card)

    def _show_behind(self, open_before: Sequence[OpenSlot]) -> None:
        self._behind.setVisible(bool(open_before))
        if open_before:
            since = near_day(open_before[0].day, self._tools.today)
            doses = counted_words(len(open_before), "dose")
            verb = "is" if len(open_before) == 1 else "are"
            self._behind_words.setText(f"{doses} since {since} {verb} not recorded.")

    def _show_extras(self, today: Today) -> None:
        """List what was swallowed outside the plan of the day."""
        while self._extras.count():
            item = self._extras.takeAt(0)
            widget = item.widget() if item else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        numbers = {slot.number for slot in today.entries.plan or ()}
        for dose in today.entries.doses:
            if dose.slot not in numbers:
                self._extras.addWidget(_ExtraDose(self._tools, dose, self))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        line = QHBoxLayout()
        line.addWidget(self._behind_words, 1)
        line.addWidget(self.catch_up)
        self._behind.body.addLayout(line)
        self.catch_up.clicked.connect(self.catch_up_asked)
        column.addWidget(self._behind)
        column.addWidget(self._quiet)
        column.addWidget(self._row)
        column.addLayout(self._extras)


class _ExtraDose(Card):
    """One line for a dose outside the plan."""

    def __init__(self, tools: Tools, dose: Dose, cards: DoseCards) -> None:
        super().__init__(tools.theme)
        self._dose = dose
        self._cards = cards
        row = QHBoxLayout()
        row.addWidget(Text(tools.theme, "Extra dose", Tone.STRONG))
        amount = mg_text(dose.amount_ug, tools.habits)
        said = f"{amount} · {card_words(dose, tools.habits)}"
        row.addWidget(Text(tools.theme, said, Tone.MUTED, wrap=True), 1)
        edit = Button(tools.theme, "Edit")
        edit.setAccessibleName(f"Edit: extra dose, {amount}")
        edit.clicked.connect(self._ask_to_edit)
        row.addWidget(edit)
        self.body.addLayout(row)

    def menu_entry(self, place: QPointF | None) -> tuple[object, date | None]:
        """Return the dose."""
        return self._dose, self._dose.day

    @Slot()
    def _ask_to_edit(self) -> None:
        self._cards.edit_asked.emit(self._dose)


def _last_night(today: Today) -> OpenSlot | None:
    """Return the dose of yesterday that is open, if it is only one."""
    yesterday = today.day - timedelta(days=1)
    found = [each for each in today.open_before if each.day == yesterday]
    return found[0] if len(found) == 1 else None


def _due_place(today: Today, shown: list[tuple[DayEntries, DoseSlot]]) -> int | None:
    """Return which of the cards Enter logs: what is due today, else what is open before it."""
    if any(_open(entries, slot) for entries, slot in shown if entries.day == today.day):
        meant = today.entries, due_slot(today.entries, today.now)
        return shown.index(meant)
    return next((place for place, each in enumerate(shown) if _open(*each)), None)


def _open(entries: DayEntries, slot: DoseSlot) -> bool:
    return entries.dose_of(slot.number) is None
