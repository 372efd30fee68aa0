"""A severity of 0 to 3, or a grade from 0 up; a sentence says what the chosen one means."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QWidget

from isodiary.domain.catalogue.acne import Grade
from isodiary.domain.errors import Refused
from isodiary.domain.symptom import WORST
from isodiary.language import _, marked
from isodiary.ui.kit.button import Button, Look
from isodiary.ui.kit.fields.base import Field
from isodiary.ui.kit.fields.chosen import ChoiceField
from isodiary.ui.kit.layouts import FlowLayout
from isodiary.ui.kit.text import Text, Tone
from isodiary.ui.look.theme import Theme
from isodiary.ui.tools import Tools


def level_names(tools: Tools) -> tuple[str, ...]:
    """Return None, Mild, Moderate and Severe as the catalogue words them."""
    return tuple(level.label for level in tools.catalogues.symptoms.severities)


def anchors_of(tools: Tools, symptom: str) -> Sequence[str]:
    """Return a sentence for each severity; for the patient's own symptoms the level's name."""
    known = tools.catalogues.symptoms.get(symptom)
    return known.anchors if known is not None else level_names(tools)


NOT_ESTIMATED = marked("– not estimated")


class GradeField(ChoiceField[int | None]):
    """One of the grades of a scale, each behind its digit; "–" is none."""

    def __init__(
        self, theme: Theme, label: str, grades: Sequence[Grade], chosen: int | None
    ) -> None:
        self._grades = tuple(grades)
        choices: dict[int | None, str] = {None: _(NOT_ESTIMATED)}
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


WANTED = marked("Choose a severity with 0, 1, 2 or 3.")


class SeverityField(Field):
    """Four answers in a row: one stop of the Tab key, the digits and the arrows choose."""

    def __init__(self, theme: Theme, label: str, levels: Sequence[str]) -> None:
        self._anchors: Sequence[str] = ()
        self.chips = SeverityChips(theme, levels)
        super().__init__(theme, label, self.chips)
        self.anchor = Text(theme, tone=Tone.SMALL, wrap=True)
        layout = self.layout()
        assert layout is not None
        layout.addWidget(self.anchor)
        self.chips.group.idToggled.connect(self._hear_chip)  # a screen reader does not click

    def explain(self, anchors: Sequence[str]) -> None:
        """Take the sentences of another symptom."""
        self._anchors = anchors
        self._explain()

    def choose(self, severity: int) -> None:
        """Choose an answer."""
        self.chips.choose(severity)

    def value(self) -> int:
        """Return the answer, 0 to 3.

        Raises:
            Refused: None is chosen.
        """
        chosen = self.chips.group.checkedId()
        if chosen < 0:
            raise Refused(_(WANTED))
        return chosen

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text() in {str(severity) for severity in range(WORST + 1)}:
            self.choose(int(event.text()))
        else:
            event.ignore()

    @Slot(int, bool)
    def _hear_chip(self, severity: int, checked: bool) -> None:
        if checked:
            self._explain()
            self._hear()

    def _explain(self) -> None:
        chosen = self.chips.group.checkedId()
        self.anchor.setText(self._anchors[chosen] if self._anchors and chosen >= 0 else _(WANTED))
        checked = self.chips.group.checkedButton()
        if checked is not None:
            checked.setAccessibleDescription(self.anchor.text())


class SeverityChips(QWidget):
    """The four answers; the focus stands on the chosen one, or on the first."""

    def __init__(self, theme: Theme, levels: Sequence[str]) -> None:
        super().__init__()
        flow = FlowLayout(self)
        self.group = QButtonGroup(self)
        for severity, level in enumerate(levels):
            chip = _Chip(theme, level, Look.CHIP, hint=str(severity))
            chip.setAutoExclusive(True)  # the group sees to that; Qt tells by it that one is chosen
            self.group.addButton(chip, severity)
            flow.addWidget(chip)
        self.group.buttonToggled.connect(self._move_stop)
        self._stop_at(self.group.button(0))

    def choose(self, severity: int) -> None:
        """Check one of them."""
        held = any(chip.hasFocus() for chip in self.group.buttons())
        chip = self.group.button(severity)
        chip.setChecked(True)
        if held:
            chip.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            steps = {key: -step for key, step in steps.items()}
        step = steps.get(Qt.Key(event.key()))
        if event.key() == Qt.Key.Key_Space:  # so that Tab and Space are enough
            severity = (self.group.checkedId() + 1) % (WORST + 1)
        elif step is not None:
            severity = min(max(self.group.checkedId() + step, 0), WORST)
        else:
            event.ignore()
            return
        self.group.button(severity).click()
        self.group.button(severity).setFocus()

    @Slot(QAbstractButton, bool)
    def _move_stop(self, chip: QAbstractButton, checked: bool) -> None:
        if checked:
            self._stop_at(chip)

    def _stop_at(self, stop: QAbstractButton) -> None:
        for chip in self.group.buttons():
            strong = Qt.FocusPolicy.StrongFocus if chip is stop else Qt.FocusPolicy.ClickFocus
            chip.setFocusPolicy(strong)
        self.setFocusProxy(stop)


class _Chip(Button):
    """An answer that leaves Enter to the dialog, which saves with it."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            event.ignore()
        else:
            super().keyPressEvent(event)
