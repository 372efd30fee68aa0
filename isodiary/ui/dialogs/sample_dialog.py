"""Correcting what all results of one sample share: day, fasting, exercise, laboratory."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from isodiary.domain.change import Change
from isodiary.domain.lab import LabResult
from isodiary.services.labs.entry import Sample, amend_sample, sample_doubts, sample_of
from isodiary.services.words.units import counted_words
from isodiary.ui.desk import Desk
from isodiary.ui.dialogs.form_dialog import EntryDialog
from isodiary.ui.widgets.sample_fields import SampleFields


class SampleDialog(EntryDialog):
    """The sample of results of one day, at least one. What they differ in is shown as not noted."""

    def __init__(
        self, desk: Desk, results: Sequence[LabResult], parent: QWidget | None = None
    ) -> None:
        super().__init__(desk, "The sample", parent)
        self._results = tuple(results)
        self.sample = SampleFields(desk.theme, _shared(results))
        for field in self.sample:
            self.add_field(field)
        self.add_text(f"For {counted_words(len(results), 'result')} of that day.")
        self.sample.day.take_focus()

    def doubts(self) -> Sequence[str]:
        return sample_doubts(self.sample.value(), self.desk.today)

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
