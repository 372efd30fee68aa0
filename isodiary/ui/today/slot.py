"""The card of one dose: what is planned, and one key to say what became of it."""

from __future__ import annotations

from datetime import date, datetime
from functools import partial

from PySide6.QtCore import QPointF, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from isodiary.domain.course import Slot as DoseSlot
from isodiary.domain.day_entries import DayEntries
from isodiary.domain.dose import Dose, Outcome, Reason
from isodiary.services.doses.log import doubts, leave_out, take
from isodiary.services.words.days import clock_time, near_day
from isodiary.services.words.entries import card_words
from isodiary.services.words.names import MEALS, slot_name
from isodiary.services.words.units import capsules_words, mg_text
from isodiary.ui.kit.button import Button, Look
from isodiary.ui.kit.card import Card, Ground
from isodiary.ui.kit.text import Text, Tone
from isodiary.ui.today.chips import DoseChips, ReasonChips
from isodiary.ui.tools import Tools
from isodiary.ui.window.commands import letter_of


class SlotCard(Card):
    """The card of a slot of a day.

    Signals:
        logged: The slot was logged here.
        details_asked: (day, slot) is to be logged in a dialog, with everything.
        edit_asked: A `Dose` is to be corrected.
    """

    logged = Signal()
    details_asked = Signal(object, object)
    edit_asked = Signal(object)

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(tools.theme, parent=parent)
        self._tools = tools
        self._asked = False
        self._doubted = False
        self._entries: DayEntries
        self._slot: DoseSlot
        theme = tools.theme
        self._name = Text(theme, tone=Tone.STRONG)
        self._where = Text(theme, tone=Tone.MUTED, wrap=True)
        self._amount = Text(theme, tone=Tone.FIGURE)
        self._capsules = Text(theme, tone=Tone.SMALL, wrap=True)
        self._state = Text(theme, tone=Tone.OK, wrap=True)
        self._chips = DoseChips(theme)
        self._reasons = ReasonChips(theme)
        self._doubt = Text(theme, tone=Tone.WARNING, wrap=True)
        self.edit = Button(theme, "Edit")
        self.take = Button(theme, "Taken", Look.PRIMARY, hint="⏎")
        self.skip = Button(theme, "Skip…", hint=letter_of("skip"))
        self._lay_out()
        self._connect()

    @property
    def day(self) -> date:
        """The day the card is of."""
        return self._entries.day

    @property
    def slot(self) -> DoseSlot:
        """The slot the card is of."""
        return self._slot

    @property
    def open(self) -> bool:
        """Whether nothing is recorded of the slot."""
        return self._entries.dose_of(self._slot.number) is None

    def show_slot(self, entries: DayEntries, slot: DoseSlot, *, due: bool) -> None:
        """Show a slot of a day; `due` marks the one that Enter logs."""
        self._entries, self._slot = entries, slot
        self._asked = self._doubted = False
        dose = entries.dose_of(slot.number)
        self._show_words(dose)
        if dose is None:
            self._chips.offer(entries.day, slot, self._tools.now, self._tools.habits)
        self._show_parts()
        swallowed = dose is not None and dose.outcome.swallowed
        self.set_ground(Ground.DONE if swallowed else Ground.DUE if due else Ground.PLAIN)

    def tell_time(self, now: datetime) -> None:
        """Write the present time on its chip."""
        self._chips.tell_time(now)

    def menu_entry(self, place: QPointF | None) -> tuple[object, date | None]:
        """Return the dose, or the slot that is open, with its day."""
        return self._entries.dose_of(self._slot.number) or self._slot, self.day

    def focus_first(self) -> None:
        """Give the focus to what Enter shall do."""
        if self._asked:
            self._reasons.focus_first()
        elif self.open:
            (self.skip if self._ahead else self.take).setFocus()
        else:
            self.edit.setFocus()

    @Slot()
    def ask_reason(self) -> None:
        """Ask why the dose is skipped."""
        self._ask(asked=self.open)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if not (plain and self.open and self._take_key(event)):
            event.ignore()

    def _take_key(self, event: QKeyEvent) -> bool:
        if self._asked and event.key() == Qt.Key.Key_Escape:
            self._ask(asked=False)
            return True
        if self._asked:
            return self._reasons.take_key(event)
        if event.text().lower() == "s":
            self.ask_reason()
            return True
        return not self._ahead and self._chips.take_key(event)

    @property
    def _ahead(self) -> bool:
        return self._entries.day > self._tools.today

    @Slot()
    def _log(self) -> None:
        now = self._tools.now
        taken_at = self._chips.taken_at(now)
        unusual = doubts(sum(self._chips.capsules), taken_at, now, self._tools.habits)
        if unusual and not self._doubted:
            self._doubted = True
            self._doubt.setText(f"{' '.join(unusual)} Press Taken again to log it.")
            self._show_parts()
            return
        made = partial(take, self._entries, self._slot.number, now=now, taken_at=taken_at)
        meal, capsules = self._chips.meal, self._chips.capsules
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

    def _show_words(self, dose: Dose | None) -> None:
        slot, today, habits = self._slot, self._tools.today, self._tools.habits
        self._name.setText(slot_name(slot.number, len(self._entries.plan or ())))
        day = "" if self.day == today else f" {near_day(self.day, today)},"
        planned = "" if dose else f", planned {clock_time(slot.planned, habits)}"
        self._where.setText(f"·{day} {MEALS[slot.meal]}{planned}")
        swallowed = dose if dose and dose.outcome.swallowed else None
        amount_ug = swallowed.amount_ug if swallowed else slot.amount_ug
        self._amount.setText(mg_text(amount_ug, habits))
        capsules = swallowed.capsules if swallowed else slot.capsules
        self._capsules.setText(capsules_words(capsules) if capsules else "")
        if dose is not None:
            self._state.set_tone(Tone.OK if swallowed else Tone.STRONG)
            self._state.setText(card_words(dose, habits))
        self._name_buttons()

    def _name_buttons(self) -> None:
        which = f"{self._name.text()} {self._where.text()}, {self._amount.text()}"
        self.setAccessibleName(which)
        self.take.setAccessibleName(f"Taken: {which}")
        self.skip.setAccessibleName(f"Skip: {which}")
        self.edit.setAccessibleName(f"Edit: {which}, {self._state.text()}")

    def _show_parts(self) -> None:
        """Show what belongs to a recorded, an open or a skipped slot."""
        offered = self.open and not self._asked
        self._state.setVisible(not self.open)
        self.edit.setVisible(not self.open)
        self._reasons.setVisible(self._asked)
        self._doubt.setVisible(offered and self._doubted)
        self._chips.setVisible(offered and not self._ahead)
        self.take.setVisible(offered and not self._ahead)
        self.skip.setVisible(offered)

    def _lay_out(self) -> None:
        heading = QHBoxLayout()
        heading.addWidget(self._name, 0, Qt.AlignmentFlag.AlignTop)
        heading.addWidget(self._where, 1)
        self.body.addLayout(heading)
        for widget in (self._amount, self._capsules, self._state):
            self.body.addWidget(widget)
        for part in (self._chips, self._reasons, self._doubt):
            self.body.addWidget(part)
        buttons = QHBoxLayout()
        for button in (self.edit, self.take, self.skip):
            buttons.addWidget(button)
        buttons.addStretch(1)
        self.body.addLayout(buttons)
        self.body.addStretch(1)

    def _connect(self) -> None:
        self.take.clicked.connect(self._log)
        self.skip.clicked.connect(self.ask_reason)
        self.edit.clicked.connect(self._ask_to_edit)
        self._reasons.chosen.connect(self._leave_out)
        self._chips.changed.connect(self._forget_doubt)
        self._chips.other_asked.connect(self._ask_for_details)

    @Slot()
    def _forget_doubt(self) -> None:
        self._doubted = False
        self._show_parts()

    @Slot()
    def _ask_to_edit(self) -> None:
        self.edit_asked.emit(self._entries.dose_of(self._slot.number))

    @Slot()
    def _ask_for_details(self) -> None:
        self.details_asked.emit(self.day, self._slot)
