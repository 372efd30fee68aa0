"""Whose default ranges: the year of birth and sex that common ranges depend on."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtWidgets import QWidget

from isodiary.domain.change import Change
from isodiary.domain.record import Patient, Sex
from isodiary.services import typed
from isodiary.services.weights import describe_patient
from isodiary.ui.desk import Desk
from isodiary.ui.dialogs.form_dialog import EntryDialog
from isodiary.ui.widgets.fields import ChoiceField
from isodiary.ui.widgets.typed_field import TypedField

WHAT_FOR = (
    "Common ranges differ by sex and age. One is shown only where no range of the lab is noted,"
    " and is marked *."
)
SEXES = {Sex.NOT_SAID: "Not said", Sex.FEMALE: "Female", Sex.MALE: "Male"}


class RangePersonDialog(EntryDialog):
    """Sex for lab ranges, and year of birth; both may stay open."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, "Default ranges", parent)
        self._before = desk.diary.get(Patient, Patient().id)
        self._patient = self._before or Patient()
        born = self._patient.birth_year
        self.sex = ChoiceField(desk.theme, "&Sex, for lab ranges", SEXES)
        self.sex.choose(self._patient.sex)
        self.born = TypedField(
            desk.theme,
            "&Year of birth",
            partial(typed.birth_year, today=desk.today),
            text=str(born) if born else "",
        )
        self.born.edit.setAccessibleName("Year of birth")
        self.add_field(self.sex)
        self.add_field(self.born)
        self.add_text(WHAT_FOR)
        self.sex.take_focus()

    def change(self) -> Change | None:
        after = replace(self._patient, sex=self.sex.value(), birth_year=self.born.value())
        return describe_patient(self._before, after)
