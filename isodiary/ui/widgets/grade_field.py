"""A grade from 0 up, or none: a digit chooses it, and a sentence says what it looks like."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Slot

from isodiary.domain.catalogue.acne import Grade
from isodiary.ui.theme import Theme
from isodiary.ui.widgets.fields import ChoiceField
from isodiary.ui.widgets.text import Text, Tone

NOT_ESTIMATED = "– not estimated"


class GradeField(ChoiceField[int | None]):
    """One of the grades of a scale, each behind its digit; "–" is none."""

    def __init__(
        self, theme: Theme, label: str, grades: Sequence[Grade], chosen: int | None
    ) -> None:
        self._grades = tuple(grades)
        choices: dict[int | None, str] = {None: NOT_ESTIMATED}
        choices |= {number: f"{number} {grade.label}" for number, grade in enumerate(grades)}
        super().__init__(theme, label, choices)
        # what stands before it is its key, and no part of its name
        self.edit.setAccessibleName(label.replace("&", "").lstrip("0123456789 "))
        self.sentence = Text(theme, tone=Tone.SMALL, wrap=True)
        layout = self.layout()
        assert layout is not None
        layout.addWidget(self.sentence)
        self.choose(chosen)
        self._explain()
        self.changed.connect(self._explain)

    @Slot()
    def _explain(self) -> None:
        grade = self.value()
        said = "" if grade is None else self._grades[grade].sentence
        self.sentence.setText(said)
        self.sentence.setVisible(bool(said))
        self.edit.setAccessibleDescription(said)
