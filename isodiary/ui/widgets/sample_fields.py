"""The fields that the results of one blood test share: day, fasting, exercise, laboratory."""

from __future__ import annotations

from collections.abc import Iterator

from isodiary.services import typed
from isodiary.services.labs.entry import Sample
from isodiary.ui.theme import Theme
from isodiary.ui.widgets.fields import ChoiceField, DayField
from isodiary.ui.widgets.typed_field import AnyField, TypedField

FASTING: dict[bool | None, str] = {None: "Not noted", True: "Fasting", False: "Not fasting"}
EXERCISE: dict[bool | None, str] = {None: "Not noted", True: "Yes", False: "No"}


class SampleFields:
    """Four fields for a form; iterating over it yields them in order."""

    def __init__(self, theme: Theme, sample: Sample) -> None:
        self.day = DayField(theme, "&Day of the sample", sample.day)
        self.fasting = ChoiceField(theme, "&Fasting", FASTING)
        self.exercise = ChoiceField(theme, "Hard e&xercise in the days before", EXERCISE)
        self.lab = TypedField(theme, "&Laboratory", typed.line, text=sample.lab)
        self.lab.edit.setAccessibleName("Laboratory")
        self.fasting.choose(sample.fasting)
        self.exercise.choose(sample.exercise)

    def __iter__(self) -> Iterator[AnyField]:
        return iter((self.day, self.fasting, self.exercise, self.lab))

    def value(self) -> Sample:
        """Return the sample.

        Raises:
            Refused: The name of the laboratory is too long.
        """
        return Sample(
            day=self.day.value(),
            fasting=self.fasting.value(),
            exercise=self.exercise.value(),
            lab=self.lab.value(),
        )
