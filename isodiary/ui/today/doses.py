"""The cards of a day's doses, with last night's if it is open."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from PySide6.QtCore import QPointF, Qt, Signal, Slot
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from isodiary.domain.course import Slot as DoseSlot
from isodiary.domain.day import wall
from isodiary.domain.day_entries import DayEntries
from isodiary.domain.dose import Dose
from isodiary.language import _, plural
from isodiary.services.days.today import Today
from isodiary.services.doses.catch_up import OpenSlot
from isodiary.services.doses.log import due_slot
from isodiary.services.habits import Habits
from isodiary.services.words.days import clock_time, day_name, near_day
from isodiary.services.words.entries import card_words
from isodiary.services.words.names import MEALS
from isodiary.services.words.units import mg_text
from isodiary.storage.reads.days import read_day
from isodiary.ui.kit.button import Button
from isodiary.ui.kit.card import Card
from isodiary.ui.kit.layouts import Beside
from isodiary.ui.kit.text import Text, Tone
from isodiary.ui.today.slot import SlotCard
from isodiary.ui.tools import Tools
from isodiary.ui.window.commands import letter_of

CARD_LETTERS = 22
"""The cards stand beside each other once each has so many letters of width."""


WIDE, SMALL = 5, 2
"""Shares of the width."""


class DoseCards(QWidget):
    """The cards of the slots, extra doses beneath them, and the way to catch up.

    One card is wide: that of the due dose, or of the open one that the patient went to.

    Signals:
        logged: A dose was logged on a card.
        edit_asked: A `Dose` is to be corrected.
        catch_up_asked: The open doses before the day are to be answered.
    """

    logged = Signal()
    edit_asked = Signal(object)
    catch_up_asked = Signal()

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tools = tools
        self._today: Today
        self._wide: SlotCard | None = None
        self._gone_to: tuple[date, int] | None = None
        self.cards: list[SlotCard] = []
        self.catch_up = Button(tools.theme, _("Catch up…"), hint=letter_of("catch-up"))
        self._behind = Card(tools.theme)
        self._behind_words = Text(tools.theme, wrap=True)
        self._quiet = Card(tools.theme)
        self._quiet_words = Text(tools.theme, wrap=True)
        self._row = Beside(CARD_LETTERS)
        self._extras = QVBoxLayout()
        self._lay_out()

    def show_today(self, today: Today) -> None:
        """Show the doses of a day."""
        self._today = today
        last_night = _last_night(today)
        self._show_behind([each for each in today.open_before if each != last_night])
        shown = self._slots(today, last_night)
        wide = self._wide_place(today.now, shown)
        self._make_cards(len(shown))
        for place, (card, (entries, slot)) in enumerate(zip(self.cards, shown, strict=True)):
            card.show_slot(entries, slot, wide=place == wide)
        self._mark_wide(wide)
        self._quiet_words.setText(_quiet_words(today, self._tools.habits))
        self._quiet.setVisible(bool(self._quiet_words.text()))
        self._row.setVisible(bool(shown))
        self._show_extras(today)

    def focus_due(self) -> bool:
        """Give the focus to the wide card; return whether there is one."""
        if self._wide is None:
            return False
        self._wide.focus_first()
        return True

    def focus_before(self) -> bool:
        """Give the focus to the open dose before the wide one; return whether there is one."""
        places = [place for place, card in enumerate(self.cards) if card.open]
        held = self.cards.index(self._wide) if self._wide is not None else len(self.cards)
        before = [place for place in places if place < held]
        if before:
            self._go_to(self.cards[before[-1]])
        return bool(before)

    def focus_back(self) -> bool:
        """Give the focus to the due dose again after another; return whether there was one."""
        if self._gone_to is None or not self.has_focus():
            return False
        self._gone_to = None
        shown = [(card.entries, card.slot) for card in self.cards]
        place = self._wide_place(self._tools.now, shown)
        if place is None or self.cards[place] is self._wide:
            return False
        self._widen(self.cards[place])
        return self.focus_due()

    def card_of(self, widget: QWidget) -> tuple[date, int] | None:
        """Return the day and slot of the card that a widget stands on; None if on none."""
        return next((card.key for card in self.cards if card.isAncestorOf(widget)), None)

    def has_focus(self) -> bool:
        """Whether the focus is on one of the cards."""
        held = QApplication.focusWidget()
        return held is not None and any(card.isAncestorOf(held) for card in self.cards)

    def ask_reason(self) -> None:
        """Ask why the due dose is skipped."""
        if self._wide is not None:
            self._wide.ask_reason()

    def take_letter(self, letter: str) -> bool:
        """Choose a chip of the wide card by its letter; return whether one has it."""
        card = self._wide
        return card is not None and card.chips.isVisible() and card.chips.take_letter(letter)

    def tell_time(self, now: datetime) -> bool:
        """Write the present time on the chips; return whether another dose is due by it.

        The other one is wide then, and the focus leaves the one before.
        """
        for card in self.cards:
            card.tell_time(now)
        shown = [(card.entries, card.slot) for card in self.cards]
        place = self._wide_place(now, shown)
        if self._wide is None or place is None or self.cards[place] is self._wide:
            return False
        if self.has_focus():
            self.setFocus()
        self._widen(self.cards[place])
        return True

    @property
    def is_due(self) -> bool:
        """Whether the planned time of the wide card has come."""
        card, now = self._wide, self._tools.now
        return card is not None and wall(card.day, card.slot.planned) <= now.replace(tzinfo=None)

    def _wide_place(
        self, now: datetime, shown: Sequence[tuple[DayEntries, DoseSlot]]
    ) -> int | None:
        """Return which card is wide: the open one that was gone to, else the due one."""
        for place, (entries, slot) in enumerate(shown):
            if (entries.day, slot.number) == self._gone_to and _open(entries, slot):
                return place
        self._gone_to = None
        return _due_place(self._today.day, now, shown)

    def _go_to(self, card: SlotCard) -> None:
        self._gone_to = card.key
        self._widen(card)
        card.focus_first()

    def _widen(self, card: SlotCard) -> None:
        for each in self.cards:
            each.widen(wide=each is card)
        self._mark_wide(self.cards.index(card))

    def _mark_wide(self, place: int | None) -> None:
        self._wide = None if place is None else self.cards[place]
        for card in self.cards:
            self._row.share(card, WIDE if card is self._wide else SMALL)

    @Slot()
    def _open_sender(self) -> None:
        card = self.sender()
        assert isinstance(card, SlotCard)
        self._go_to(card)

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
            card.opened.connect(self._open_sender)
            card.edit_asked.connect(self.edit_asked)
            self._row.add(card)
            card.show()  # the layout alone would do so later, and what is hidden takes no focus
            self.cards.append(card)

    def _show_behind(self, open_before: Sequence[OpenSlot]) -> None:
        self._behind.setVisible(bool(open_before))
        if open_before:
            since = near_day(open_before[0].day, self._tools.today)
            said = plural(
                len(open_before),
                "{count} dose since {day} is not recorded.",
                "{count} doses since {day} are not recorded.",
            )
            self._behind_words.setText(said.format(day=since))

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
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # for the moment when no dose may have it
        self.setAccessibleName(_("Doses"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        line = QHBoxLayout()
        line.addWidget(self._behind_words, 1)
        line.addWidget(self.catch_up)
        self._behind.body.addLayout(line)
        self.catch_up.clicked.connect(self.catch_up_asked)
        column.addWidget(self._behind)
        self._quiet.body.addWidget(self._quiet_words)
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
        row.addWidget(Text(tools.theme, _("Extra dose"), Tone.STRONG))
        amount = mg_text(dose.amount_ug, tools.habits)
        said = f"{amount} · {card_words(dose, tools.habits)}"
        row.addWidget(Text(tools.theme, said, Tone.MUTED, wrap=True), 1)
        edit = Button(tools.theme, _("Edit"))
        edit.setAccessibleName(_("Edit: extra dose, {amount}").format(amount=amount))
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


def _due_place(
    day: date, now: datetime, shown: Sequence[tuple[DayEntries, DoseSlot]]
) -> int | None:
    """Return which of the cards Enter logs: what is due that day, else what is open before it."""
    for entries, slot in shown:
        if entries.day == day and _open(entries, slot):
            return shown.index((entries, due_slot(entries, now)))
    return next((place for place, each in enumerate(shown) if _open(*each)), None)


def _quiet_words(today: Today, habits: Habits) -> str:
    """Return what stands there on a day without a dose: that there is none, and what comes next."""
    entries = today.entries
    if entries.plan is None or entries.plan:
        return ""
    if entries.course is not None and not entries.course.keeps(today.day):
        return _("The diary of this course begins later.")
    which = _("No dose in the pause.") if entries.paused else _("No dose today.")
    if not today.is_today and not entries.paused:
        which = _("No dose is planned for this day.")
    after = today.next_dose
    if after is None:
        return which
    day, slot = after.day, after.slot
    amount = mg_text(slot.amount_ug, habits)
    when = f"{day_name(day)} {near_day(day, today.day)}"
    when = _("tomorrow") if (day - today.day).days == 1 else when
    at = clock_time(slot.planned, habits)
    said = _("Next: {when}, {amount} with {meal} at {at}.")
    coming = said.format(when=when, amount=amount, meal=_(MEALS[slot.meal]), at=at)
    return f"{which} {coming}"


def _open(entries: DayEntries, slot: DoseSlot) -> bool:
    return entries.dose_of(slot.number) is None
