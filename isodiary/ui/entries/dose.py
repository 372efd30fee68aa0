"""Adding a dose to any day, or correcting one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from typing import TypeVar

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from isodiary.domain.change import Change
from isodiary.domain.course import Slot as PlannedSlot
from isodiary.domain.day import diary_day, wall
from isodiary.domain.dose import Capsules, Dose, Outcome
from isodiary.language import _, marked, translated
from isodiary.services.days.typed_day import Toward
from isodiary.services.doses.log import AskedDose, dose_moment, doubts, write_dose
from isodiary.services.words.names import FATS, MEAL_NAMES, REASONS, slot_name, slot_words
from isodiary.storage.reads.days import read_day
from isodiary.ui.kit.fields.chosen import AmountField, ChoiceField, NoteField
from isodiary.ui.kit.fields.day import DayField, TimeField
from isodiary.ui.kit.forms import EntryDialog
from isodiary.ui.tools import Tools

T = TypeVar("T")

EXTRA = 0
"""Stands for no slot in the list of doses."""

NOT_NOTED = marked("Not noted")
OUTCOMES = {
    Outcome.TAKEN: marked("Taken, whole or part"),
    Outcome.SKIPPED: marked("Skipped"),
    Outcome.MISSED: marked("Missed"),
    Outcome.UNKNOWN: marked("Not known"),
}


def _or_not_noted(names: Mapping[T, str]) -> dict[T | None, str]:
    """Return choices that begin with not having been noted."""
    choices: dict[T | None, str] = {None: _(NOT_NOTED)}
    for value, name in names.items():
        choices[value] = name
    return choices


class DoseDialog(EntryDialog):
    """One dose. `dose` is the one to correct; for a new one `slot` is offered first."""

    def __init__(
        self,
        tools: Tools,
        day: date,
        dose: Dose | None = None,
        *,
        slot: int | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(tools, _("Dose") if dose else _("Add a dose"), parent)
        self._before = dose
        self._entries = read_day(tools.diary, dose.day if dose else day)
        self._make_fields(tools)
        self._offer_slots()
        self._fill(slot)
        self._show_what_matters()
        self.day.value_changed.connect(self._turn_day)
        self.slot.changed.connect(self._prefill)
        self.outcome.changed.connect(self._show_what_matters)
        (self.outcome if dose else self.slot).take_focus()

    def doubts(self) -> Sequence[str]:
        if not self.outcome.value().swallowed:
            return ()
        _, amount_ug = self.amount.value()
        slot = self._entries.slot(self.slot.value())
        return doubts(
            amount_ug,
            self._taken_at(),
            self.tools.now,
            self.tools.habits,
            planned=wall(self._entries.day, slot.planned) if slot is not None else None,
        )

    def change(self) -> Change | None:
        return write_dose(self._before, self._entries, self._asked_dose(), now=self.tools.now)

    def _asked_dose(self) -> AskedDose:
        slot, outcome = self.slot.value() or None, self.outcome.value()
        if not outcome.swallowed:
            reason = self.reason.value() if self.form.isRowVisible(self.reason) else None
            return AskedDose(slot=slot, outcome=outcome, reason=reason, note=self.note.value())
        capsules, amount_ug = self.amount.value()
        return AskedDose(
            slot=slot,
            outcome=outcome,
            capsules=capsules,
            amount_ug=amount_ug,
            meal=self.meal.value(),
            fat=self.fat.value(),
            taken_at=self._taken_at(),
            note=self.note.value(),
        )

    def _taken_at(self) -> datetime | None:
        return dose_moment(self._before, self._entries.day, self.time.value(), self.tools.now)

    def _make_fields(self, tools: Tools) -> None:
        theme = tools.theme
        self.slot = ChoiceField[int](theme, _("D&ose"), {EXTRA: _("Extra dose")})
        self.outcome = ChoiceField(theme, _("O&utcome"), translated(OUTCOMES))
        self.amount = AmountField(theme, _("&Amount"), tools.habits)
        self.meal = ChoiceField(theme, _("&Meal"), _or_not_noted(translated(MEAL_NAMES)))
        self.fat = ChoiceField(theme, _("&Fat in the meal"), _or_not_noted(translated(FATS)))
        self.time = TimeField(tools, _("&Time"))
        self.reason = ChoiceField(theme, _("&Reason"), _or_not_noted(translated(REASONS)))
        self.day = DayField(tools, _("&Day"), Toward.BACK, self._entries.day)
        self.note = NoteField(theme, _("&Note"), lines=2)
        fields = (self.slot, self.outcome, self.amount, self.meal, self.fat, self.time, self.reason)
        for field in (*fields, self.day, self.note):
            self.add_field(field)

    def _offer_slots(self) -> None:
        """Offer the doses of the day that are open, the one being corrected, and an extra one."""
        own = self._before.slot if self._before else None
        count = len(self._entries.plan or ())
        offered = {
            slot.number: f"{slot_name(slot.number, count)} · {slot_words(slot, self.tools.habits)}"
            for slot in self._entries.plan or ()
            if self._entries.dose_of(slot.number) in (None, self._before)
        }
        if own is not None and own not in offered and self._at_home:
            offered[own] = slot_name(own, count)  # its plan was taken back since
        self.slot.offer({**dict(sorted(offered.items())), EXTRA: _("Extra dose")})

    def _fill(self, wanted: int | None) -> None:
        """Show the dose to correct, or the plan of a new one."""
        dose = self._before
        if dose is None:
            numbers = [slot.number for slot in self._entries.open_slots]
            if numbers:
                self.slot.choose(wanted if wanted in (*numbers, EXTRA) else numbers[0])
            if self._entries.day > diary_day(self.tools.now):
                self.outcome.choose(Outcome.SKIPPED)  # nothing else can be known yet
            self._prefill()
            return
        self.slot.choose(dose.slot or EXTRA)
        self._prefill()
        self.note.words.setPlainText(dose.note)
        self.reason.choose(dose.reason)
        if dose.outcome.swallowed:
            self.amount.show_amount(dose.capsules, dose.amount_ug, at_hand=self._at_hand())
            self.meal.choose(dose.meal)
            self.fat.choose(dose.fat)
            self.time.show_time(dose.taken_at.time() if dose.taken_at else None)
        else:
            self.outcome.choose(dose.outcome)

    @Slot()
    def _turn_day(self) -> None:
        """Offer the doses of another day; what is filled in stays."""
        day = self.day.known()
        if day is None:
            return
        self._entries = read_day(self.tools.diary, day)
        self._offer_slots()
        self._show_what_matters()

    @Slot()
    def _prefill(self) -> None:
        """Fill in what the plan says of the chosen dose, unless a logged one is corrected."""
        self._show_what_matters()
        if self._before is not None and self._before.outcome.swallowed and self.amount.text:
            return
        slot = self._planned()
        if slot is not None:
            self.amount.show_amount(slot.capsules, slot.amount_ug, at_hand=slot.capsules)
            self.meal.choose(slot.meal)
        else:
            self.amount.show_amount(self._at_hand()[:1], 0, at_hand=self._at_hand())
            self.meal.choose(None)
        today = self._entries.day == diary_day(self.tools.now)
        self.time.show_time(self.tools.now.time() if today else self._usual_time())

    @Slot()
    def _show_what_matters(self) -> None:
        """Show the fields of the outcome; an extra dose was swallowed, or it is none."""
        extra = self.slot.value() == EXTRA
        self.form.setRowVisible(self.outcome, not extra)
        if extra and not self.outcome.value().swallowed:
            self.outcome.choose(Outcome.TAKEN)
        swallowed = self.outcome.value().swallowed
        for field in (self.amount, self.meal, self.fat, self.time):
            self.form.setRowVisible(field, swallowed)
        self.form.setRowVisible(self.reason, self.outcome.value() is Outcome.SKIPPED)
        self.make_room()

    def _planned(self) -> PlannedSlot | None:
        return self._entries.slot(self.slot.value())

    def _usual_time(self) -> time:
        slot = self._planned()
        return slot.planned if slot else time(12)

    def _at_hand(self) -> Capsules:
        """Return the capsules of the day's plan, which a bare number may be made of."""
        slot = self._planned()
        if slot is not None:
            return slot.capsules
        strengths = [strength for each in self._entries.plan or () for strength in each.capsules]
        return tuple(sorted(strengths, reverse=True))

    @property
    def _at_home(self) -> bool:
        return self._before is not None and self._before.day == self._entries.day
