"""Noting a weight, or correcting one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QWidget

from isodiary.domain.change import Change
from isodiary.domain.record import Weight
from isodiary.services.doses.log import write_weight
from isodiary.services.weights import weight_doubts
from isodiary.storage.reads.days import read_day
from isodiary.ui.desk import Desk
from isodiary.ui.dialogs.form_dialog import EntryDialog
from isodiary.ui.widgets.fields import DayField, WeightField


class WeightDialog(EntryDialog):
    """A weight on a day. `weight` is the one to correct, None for a new one."""

    def __init__(
        self, desk: Desk, day: date, weight: Weight | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(desk, "Weight", parent)
        self._before = weight
        unit = desk.habits.weight_unit
        self.weight = WeightField(desk.theme, "&Weight", unit, weight.grams if weight else None)
        self.day = DayField(desk.theme, "&Day", weight.day if weight else day)
        self.add_field(self.weight)
        self.add_field(self.day)
        self.weight.take_focus()

    def doubts(self) -> Sequence[str]:
        return weight_doubts(self.weight.value())

    def change(self) -> Change | None:
        entries = read_day(self.desk.diary, self.day.value())
        return write_weight(self._before, entries, self.weight.value(), now=self.desk.now)
