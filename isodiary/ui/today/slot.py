"""The card of one dose: small once it is logged, wide with one key to log it while it is due."""

from __future__ import annotations

from datetime import date, datetime
from functools import cached_property, partial

from PySide6.QtCore import QPointF, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from isodiary.domain.course import Slot as DoseSlot
from isodiary.domain.day import wall
from isodiary.domain.day_entries import DayEntries
from isodiary.domain.dose import Dose, Outcome, Reason
from isodiary.domain.errors import Refused
from isodiary.domain.meal import Meal
from isodiary.language import _
from isodiary.services.doses.log import doubts, leave_out, take
from isodiary.services.words.days import clock_time, near_day
from isodiary.services.words.entries import card_words
from isodiary.services.words.names import MEALS, slot_name
from isodiary.services.words.units import capsules_words, mg_text
from isodiary.ui.kit.button import Button, Look
from isodiary.ui.kit.card import Card, Ground
from isodiary.ui.kit.layouts import Beside
from isodiary.ui.kit.text import Text, Tone
from isodiary.ui.look.theme import Theme
from isodiary.ui.today.chips import DoseChips, ReasonChips
from isodiary.ui.tools import Tools
from isodiary.ui.window.commands import letter_of

CHIP_LETTERS = 21
"""Chips and buttons stand beside each other once each has so many letters of width."""


class _Once(Button):
    """A button that hears the first press of a double click alone: what is under the pointer
    by then may be another dose."""

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        event.accept()


class _Offer(QWidget):
    """What a dose is logged with: its chips, the key for it, the way to skip it, and doubts.

    Only the due dose has one, or who was it: no start makes what is not shown.

    Signals:
        asked: The dose is to be logged as the chips say.
        skipped: It is to be skipped.
        reason_chosen: A `Reason` why it is skipped.
    """

    asked = Signal()
    skipped = Signal()
    reason_chosen = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.chips = DoseChips(theme)
        self.reasons = ReasonChips(theme)
        self.doubt = Text(theme, tone=Tone.WARNING, wrap=True)
        self.take = _Once(theme, _("Taken"), Look.PRIMARY, hint="⏎")
        self.skip = Button(theme, _("Skip…"), hint=letter_of("skip"))
        self._row = Beside(CHIP_LETTERS)
        self._row.add(self.chips, 1)
        self._row.add(_pile(self.take, self.skip), 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for part in (self._row, self.reasons, self.doubt):
            column.addWidget(part)
        self.take.clicked.connect(self.asked)
        self.skip.clicked.connect(self.skipped)
        self.reasons.chosen.connect(self.reason_chosen)

    def tell(self, doubt: str) -> None:
        """Say what is doubtful, or why it cannot be logged so; nothing if that is empty."""
        self.doubt.setText(doubt)
        self.take.setAccessibleDescription(doubt)

    def show_parts(self, *, why: bool, ahead: bool) -> None:
        """Ask `why` it is skipped, or how it was taken; a dose that lies ahead was not."""
        self.reasons.setVisible(why)
        self.doubt.setVisible(not why and bool(self.doubt.text()))
        for part in (self.chips, self.take):
            part.setVisible(not why and not ahead)
        self.skip.setVisible(not why)
        self._row.setVisible(not why)


class _OfSlot(Card):
    """A card that is of a slot of a day, and knows what is recorded of it."""

    def __init__(self, tools: Tools, parent: QWidget | None) -> None:
        super().__init__(tools.theme, parent=parent)
        self._tools = tools
        self._wide = False
        self._entries: DayEntries
        self._slot: DoseSlot

    @property
    def day(self) -> date:
        """The day the card is of."""
        return self._entries.day

    @property
    def entries(self) -> DayEntries:
        """What the diary holds about its day."""
        return self._entries

    @property
    def slot(self) -> DoseSlot:
        """The slot the card is of."""
        return self._slot

    @property
    def dose(self) -> Dose | None:
        """What is recorded of the slot."""
        return self._entries.dose_of(self._slot.number)

    @property
    def open(self) -> bool:
        """Whether nothing is recorded of the slot."""
        return self.dose is None

    @property
    def key(self) -> tuple[date, int]:
        """What tells the card from every other."""
        return self.day, self._slot.number

    @property
    def _due(self) -> bool:
        """Whether it is the one that Enter logs."""
        return self._wide and self.open

    @property
    def _ahead(self) -> bool:
        return self._entries.day > self._tools.today


class SlotCard(_OfSlot):
    """The card of a slot of a day.

    Signals:
        logged: The slot was logged here.
        opened: The patient wants to log this one.
        edit_asked: A `Dose` is to be corrected.
    """

    logged = Signal()
    opened = Signal()
    edit_asked = Signal(object)

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(tools, parent)
        self._asked = False
        self._question = ""
        theme = tools.theme
        self._name = Text(theme, tone=Tone.STRONG)
        self._where = Text(theme, tone=Tone.MUTED, wrap=True)
        self._amount = Text(theme, tone=Tone.FIGURE)
        self._capsules = Text(theme, tone=Tone.SMALL, wrap=True)
        self._state = Text(theme, tone=Tone.OK, wrap=True)
        self.edit = _Once(theme, _("Edit"))
        self.open_it = _Once(theme, _("Log…"))
        self._lay_out()
        self.open_it.clicked.connect(self.opened)
        self.edit.clicked.connect(self._ask_to_edit)

    @cached_property
    def offer(self) -> _Offer:
        """What it is logged with, made when it is first the one to be logged."""
        offer = _Offer(self._tools.theme)
        self._offered.addWidget(offer)
        offer.asked.connect(self._log)
        offer.skipped.connect(self.ask_reason)
        offer.reason_chosen.connect(self._leave_out)
        offer.chips.changed.connect(self._forget_doubt)
        if self.open:
            self._set_chips(offer.chips)
        return offer

    @property
    def chips(self) -> DoseChips:
        """With what, how much and when."""
        return self.offer.chips

    @property
    def take(self) -> Button:
        """Logs the dose."""
        return self.offer.take

    @property
    def _has_offer(self) -> bool:
        return "offer" in vars(self)

    def show_slot(self, entries: DayEntries, slot: DoseSlot, *, wide: bool) -> None:
        """Show a slot of a day; `wide` marks the one that Enter logs."""
        self._entries, self._slot, self._wide = entries, slot, wide
        if self.open and self._has_offer:
            self._set_chips(self.chips)
        self._begin()

    def widen(self, *, wide: bool) -> None:
        """Become the one that Enter logs, or no more."""
        if wide != self._wide:
            self._wide = wide
            self._begin()

    def tell_time(self, now: datetime) -> None:
        """Write the present time on its chip."""
        if self.open and self._has_offer:
            self.chips.tell_time(now)

    def menu_entry(self, place: QPointF | None) -> tuple[object, date | None]:
        """Return the dose, or the slot that is open, with its day."""
        return self.dose or self._slot, self.day

    def focus_first(self) -> None:
        """Give the focus to what Enter shall do."""
        if self._asked:
            self.offer.reasons.focus_first()
        elif not self.open:
            self.edit.setFocus()
        elif not self._wide:
            self.open_it.setFocus()
        else:
            (self.offer.skip if self._ahead else self.take).setFocus()

    @Slot()
    def ask_reason(self) -> None:
        """Ask why the dose is skipped."""
        self._ask(asked=self._due)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if not (plain and self._due and self._take_key(event)):
            event.ignore()

    def _take_key(self, event: QKeyEvent) -> bool:
        if self._asked and event.key() == Qt.Key.Key_Escape:
            self._ask(asked=False)
            return True
        if self._asked:
            return self.offer.reasons.take_key(event)
        if self._ahead:
            return False
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if not event.isAutoRepeat():
                self._log()
            return True
        return self.chips.take_key(event)

    @Slot()
    def _log(self) -> None:
        now = self._tools.now
        amount_ug, planned = sum(self.chips.capsules), wall(self.day, self._slot.planned)
        try:
            taken_at = self.chips.taken_at(now)
        except Refused as error:
            self._say(error.sentence)
            return
        unusual = doubts(amount_ug, taken_at, now, self._tools.habits, planned=planned)
        asked = _("{doubts} Press Taken again to log it.").format(doubts=" ".join(unusual))
        question = asked if unusual else ""
        if question != self._question:
            self._say(question)
            if question:
                return
        made = partial(take, self._entries, self._slot.number, now=now, taken_at=taken_at)
        meal, capsules = self.chips.meal, self.chips.capsules
        if self._tools.editor.attempt(partial(made, meal=meal, capsules=capsules)):
            self.logged.emit()

    @Slot(object)
    def _leave_out(self, reason: Reason) -> None:
        made = partial(leave_out, self._entries, self._slot.number, Outcome.SKIPPED)
        if self._tools.editor.attempt(partial(made, now=self._tools.now, reason=reason)):
            self.logged.emit()

    def _ask(self, *, asked: bool) -> None:
        self._asked = asked
        self._show_parts()
        self.focus_first()

    def _say(self, question: str) -> None:
        """Ask about a doubt, or say why it cannot be logged so."""
        self._question = question
        self.offer.tell(question)
        self._show_parts()

    def _set_chips(self, chips: DoseChips) -> None:
        """Set the chips to what is most likely."""
        chips.offer(self.day, self._slot, self._tools.now, self._tools.habits)

    def _begin(self) -> None:
        """Show the slot as if nothing was pressed on it yet."""
        self._asked, self._question = False, ""
        if self._due:
            self.offer.tell("")
        self._show_words(self.dose)
        self._show_parts()

    def _show_words(self, dose: Dose | None) -> None:
        slot, today, habits = self._slot, self._tools.today, self._tools.habits
        self._name.setText(slot_name(slot.number, len(self._entries.plan or ())))
        day = "" if self.day == today else f" {near_day(self.day, today)},"
        at = clock_time(slot.planned, habits)
        where = _where_words(slot.meal, at if dose is None and self._wide else "")
        self._where.setText(f"·{day} {where}")
        swallowed = dose if dose and dose.outcome.swallowed else None
        amount_ug = swallowed.amount_ug if swallowed else slot.amount_ug
        self._amount.setText(mg_text(amount_ug, habits))
        capsules = swallowed.capsules if swallowed else slot.capsules
        self._capsules.setText(capsules_words(capsules, habits) if capsules else "")
        if dose is None:
            self._state.set_tone(Tone.MUTED)
            self._state.setText(_("Planned {at}").format(at=at))
        else:
            self._state.set_tone(Tone.OK if swallowed else Tone.STRONG)
            self._state.setText(card_words(dose, habits, usual=slot.meal))
        self._name_buttons()

    def _name_buttons(self) -> None:
        which = f"{self._name.text()} {self._where.text()}, {self._amount.text()}"
        if self.open and not self._wide:
            which = f"{which}, {self._state.text()}"
        self.setAccessibleName(which)
        if self._due:
            self.take.setAccessibleName(_("Taken: {dose}").format(dose=which))
            self.offer.skip.setAccessibleName(_("Skip: {dose}").format(dose=which))
        self.open_it.setAccessibleName(_("Log: {dose}").format(dose=which))
        done = _("Edit: {dose}, {state}").format(dose=which, state=self._state.text())
        self.edit.setAccessibleName(done)

    def _show_parts(self) -> None:
        """Show what belongs to a recorded, an open or a skipped slot."""
        due = self._due
        self._state.setVisible(not due)
        self._capsules.setVisible(self._wide)
        self.edit.setVisible(not self.open)
        self.open_it.setVisible(self.open and not self._wide)
        if due:
            self.offer.show_parts(why=self._asked, ahead=self._ahead)
        if self._has_offer:
            self.offer.setVisible(due)
        dose = self.dose
        done = dose is not None and dose.outcome.swallowed
        self.set_ground(Ground.DONE if done else Ground.DUE if due else Ground.PLAIN)

    def _lay_out(self) -> None:
        self._offered = QVBoxLayout()
        self.body.addLayout(_line(self._name, self._where, gap_px=4))
        self.body.addLayout(_line(self._amount, self._capsules, gap_px=10))
        self.body.addWidget(self._state)
        self.body.addLayout(self._offered)
        self.body.addStretch(1)
        for button in (self.edit, self.open_it):
            self.body.addWidget(button, 0, Qt.AlignmentFlag.AlignLeading)

    @Slot()
    def _forget_doubt(self) -> None:
        if self._question:
            self._say("")

    @Slot()
    def _ask_to_edit(self) -> None:
        self.edit_asked.emit(self.dose)


def _where_words(meal: Meal, planned: str) -> str:
    """Return "dinner", or "dinner, planned 19:00"."""
    if not planned:
        return _(MEALS[meal])
    return _("{meal}, planned {at}").format(meal=_(MEALS[meal]), at=planned)


def _line(first: QWidget, rest: QWidget, *, gap_px: int) -> QHBoxLayout:
    """Return two widgets beside each other; the second takes the room."""
    line = QHBoxLayout()
    line.setSpacing(gap_px)
    line.addWidget(first, 0, Qt.AlignmentFlag.AlignTop)
    line.addWidget(rest, 1)
    return line


def _pile(*buttons: Button) -> QWidget:
    """Return buttons of one width beneath each other."""
    pile = QWidget()
    column = QVBoxLayout(pile)
    column.setContentsMargins(0, 0, 0, 0)
    for button in buttons:
        column.addWidget(button)
    column.addStretch(1)
    return pile
