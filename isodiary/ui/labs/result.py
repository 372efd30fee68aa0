"""Correcting one lab result, or what all results of its sample share."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from isodiary.domain.change import Change
from isodiary.domain.errors import Refused
from isodiary.domain.lab import LabResult
from isodiary.language import _, marked, plural, translated
from isodiary.services import typed
from isodiary.services.days.typed_day import Toward
from isodiary.services.labs.entry import (
    Checked,
    LabField,
    Sample,
    TypedResult,
    amend_result,
    amend_sample,
    check,
    sample_doubts,
    sample_of,
    typed_of,
    unit_changed,
)
from isodiary.services.labs.rows import UnitQuestion
from isodiary.ui.kit.fields.base import AnyField, TypedField
from isodiary.ui.kit.fields.chosen import ChoiceField, NoteField
from isodiary.ui.kit.fields.day import DayField
from isodiary.ui.kit.forms import EntryDialog
from isodiary.ui.labs.panel_row import UnitQuestionBar
from isodiary.ui.tools import Tools

FASTING: dict[bool | None, str] = {
    None: marked("Not noted"),
    True: marked("Fasting"),
    False: marked("Not fasting"),
}
EXERCISE: dict[bool | None, str] = {
    None: marked("Not noted"),
    True: marked("Yes"),
    False: marked("No"),
}


class SampleFields:
    """Four fields for a form; iterating over it yields them in order."""

    def __init__(self, tools: Tools, sample: Sample) -> None:
        theme = tools.theme
        self.day = DayField(tools, _("&Day of the sample"), Toward.BACK, sample.day)
        self.fasting = ChoiceField(theme, _("&Fasting"), translated(FASTING))
        self.exercise = ChoiceField(
            theme, _("Hard e&xercise in the days before"), translated(EXERCISE)
        )
        self.lab = TypedField(theme, _("&Laboratory"), typed.line, text=sample.lab)
        self.lab.edit.setAccessibleName(_("Laboratory"))
        self.fasting.choose(sample.fasting)
        self.exercise.choose(sample.exercise)

    def __iter__(self) -> Iterator[AnyField]:
        return iter((self.day, self.fasting, self.exercise, self.lab))

    def value(self) -> Sample:
        """Return the sample.

        Raises:
            Refused: The day is none, or the name of the laboratory is too long.
        """
        return Sample(
            day=self.day.value(),
            fasting=self.fasting.value(),
            exercise=self.exercise.value(),
            lab=self.lab.value(),
        )


ANSWER = marked("Answer first what is asked about the unit.")


class ResultDialog(EntryDialog):
    """One result; its fields say at once what cannot be read."""

    def __init__(self, tools: Tools, result: LabResult, parent: QWidget | None = None) -> None:
        analyte = tools.catalogues.labs.get(result.analyte)
        super().__init__(tools, analyte.name if analyte else result.analyte, parent)
        self._before = result
        self._unit = result.unit
        typed = typed_of(result)
        self.value = self._field(_("&Value"), LabField.VALUE, typed.value)
        units = [unit.name for unit in analyte.units] if analyte else []
        others = [typed.unit, *(name for name in units if name != typed.unit)]
        self.unit = self._field(_("&Unit"), LabField.UNIT, typed.unit, choices=others)
        self.range = self._field(_("&Range of the laboratory"), LabField.RANGE, typed.range)
        self.question = UnitQuestionBar(tools.theme)
        self.sample = SampleFields(tools, sample_of(result))
        self.note = NoteField(tools.theme, _("&Note"), typed.note, lines=2)
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
            raise Refused(_(ANSWER))
        checked = self._checked(self.sample.value())
        return (*sample_doubts(self.sample.value(), self.tools.today), *checked.doubts)

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
        return check(self._typed(), sample, self.tools.catalogues.labs, before=self._before)

    def _field(
        self, label: str, field: LabField, text: str, *, choices: Sequence[str] = ()
    ) -> TypedField[str]:
        read = partial(self._read, field)
        made = TypedField(self.tools.theme, label, read, text=text, choices=choices)
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
            labs, analyte = self.tools.catalogues.labs, self._before.analyte
            self._ask_unit(unit_changed(self.value.text, analyte, old, new, labs))

    def _ask_unit(self, question: UnitQuestion | None) -> None:
        self.question.ask(question)
        self.make_room()

    @Slot(str)
    def _take_answer(self, value: str) -> None:
        self._ask_unit(None)
        self.value.set_text(value)
        self.value.take_focus()


class SampleDialog(EntryDialog):
    """The sample of results of one day, at least one. What they differ in is shown as not noted."""

    def __init__(
        self, tools: Tools, results: Sequence[LabResult], parent: QWidget | None = None
    ) -> None:
        super().__init__(tools, _("The sample"), parent)
        self._results = tuple(results)
        self.sample = SampleFields(tools, _shared(results))
        for field in self.sample:
            self.add_field(field)
        self.add_text(
            plural(
                len(results), "For {count} result of that day.", "For {count} results of that day."
            )
        )
        self.sample.day.take_focus()

    def doubts(self) -> Sequence[str]:
        return sample_doubts(self.sample.value(), self.tools.today)

    def change(self) -> Change | None:
        return amend_sample(self._results, self.sample.value())


def _shared(results: Sequence[LabResult]) -> Sample:
    samples = [sample_of(result) for result in results]
    fasting = {each.fasting for each in samples}
    exercise = {each.exercise for each in samples}
    labs = {each.lab for each in samples}
    return Sample(
        day=samples[0].day,
        fasting=fasting.pop() if len(fasting) == 1 else None,
        exercise=exercise.pop() if len(exercise) == 1 else None,
        lab=labs.pop() if len(labs) == 1 else "",
    )
