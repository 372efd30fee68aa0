"""Looking at one lab result as it was typed, and correcting it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from isodiary.domain.change import Change
from isodiary.domain.errors import Refused
from isodiary.domain.lab import LabResult
from isodiary.services.labs.entry import (
    Checked,
    LabField,
    Sample,
    TypedResult,
    amend_result,
    check,
    sample_doubts,
    sample_of,
    typed_of,
    unit_changed,
)
from isodiary.services.labs.rows import UnitQuestion
from isodiary.ui.desk import Desk
from isodiary.ui.dialogs.form_dialog import EntryDialog
from isodiary.ui.widgets.fields import NoteField
from isodiary.ui.widgets.sample_fields import SampleFields
from isodiary.ui.widgets.typed_field import TypedField
from isodiary.ui.widgets.unit_question import UnitQuestionBar

ANSWER = "Answer first what is asked about the unit."


class ResultDialog(EntryDialog):
    """One result; its fields say at once what cannot be read."""

    def __init__(self, desk: Desk, result: LabResult, parent: QWidget | None = None) -> None:
        analyte = desk.shelf.labs.get(result.analyte)
        super().__init__(desk, analyte.name if analyte else result.analyte, parent)
        self._before = result
        self._unit = result.unit
        typed = typed_of(result)
        self.value = self._field("&Value", LabField.VALUE, typed.value)
        units = [unit.name for unit in analyte.units] if analyte else []
        others = [typed.unit, *(name for name in units if name != typed.unit)]
        self.unit = self._field("&Unit", LabField.UNIT, typed.unit, choices=others)
        self.range = self._field("&Range of the laboratory", LabField.RANGE, typed.range)
        self.question = UnitQuestionBar(desk.theme)
        self.sample = SampleFields(desk.theme, sample_of(result))
        self.note = NoteField(desk.theme, "&Note", typed.note, lines=2)
        for field in (self.value, self.unit):
            self.add_field(field)
        self.form.addRow(self.question)
        for field in (self.range, *self.sample, self.note):
            self.add_field(field)
        answers_in_words = bool(analyte and analyte.values)
        self.form.setRowVisible(self.unit, not answers_in_words)
        self.form.setRowVisible(self.range, not answers_in_words)
        self.unit.edit.editingFinished.connect(self._settle_unit)
        self.question.answered.connect(self._take_answer)
        self.value.take_focus()

    def doubts(self) -> Sequence[str]:
        self._settle_unit()
        if self.question.asking:
            raise Refused(ANSWER)
        checked = self._checked(self.sample.value())
        return (*sample_doubts(self.sample.value(), self.desk.today), *checked.doubts)

    def change(self) -> Change | None:
        return amend_result(self._before, self._checked(self.sample.value()))

    def _typed(self) -> TypedResult:
        return TypedResult(
            analyte=self._before.analyte,
            value=self.value.text,
            unit=self.unit.text,
            range=self.range.text,
            note=self.note.words.toPlainText(),
        )

    def _checked(self, sample: Sample) -> Checked:
        return check(self._typed(), sample, self.desk.shelf.labs, before=self._before)

    def _field(
        self, label: str, field: LabField, text: str, *, choices: Sequence[str] = ()
    ) -> TypedField[str]:
        read = partial(self._read, field)
        made = TypedField(self.desk.theme, label, read, text=text, choices=choices)
        made.edit.setText(text)
        made.edit.setAccessibleName(label.replace("&", ""))
        return made

    def _read(self, field: LabField, text: str) -> str:
        """Return the text of a field; refuse it if the result cannot be read because of it."""
        for wrong, sentence in self._checked(sample_of(self._before)).problems:
            if wrong is field:
                raise Refused(sentence)
        return text

    @Slot()
    def _settle_unit(self) -> None:
        """Ask what a number means whose unit was changed."""
        old, new = self._unit, self.unit.text.strip()
        if old != new:
            self._unit = new
            labs, analyte = self.desk.shelf.labs, self._before.analyte
            self._ask_unit(unit_changed(self.value.text, analyte, old, new, labs))

    def _ask_unit(self, question: UnitQuestion | None) -> None:
        self.question.ask(question)
        self.make_room()

    @Slot(str)
    def _take_answer(self, value: str) -> None:
        self._ask_unit(None)
        self.value.set_text(value)
        self.value.take_focus()
