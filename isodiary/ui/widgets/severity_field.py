"""A severity of 0 to 3, with the sentence that says what the chosen one means."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QWidget

from isodiary.domain.errors import Refused
from isodiary.domain.symptom import WORST
from isodiary.ui.theme import Theme
from isodiary.ui.widgets.button import Button, Look
from isodiary.ui.widgets.fields import Field
from isodiary.ui.widgets.flow import FlowLayout
from isodiary.ui.widgets.text import Text, Tone

WANTED = "Choose a severity with 0, 1, 2 or 3."


class SeverityField(Field):
    """Four answers in a row: one stop of the Tab key, the digits and the arrows choose."""

    def __init__(self, theme: Theme, label: str, levels: Sequence[str]) -> None:
        self._anchors: Sequence[str] = ()
        self.chips = _Chips(theme, levels)
        super().__init__(theme, label, self.chips)
        self.anchor = Text(theme, tone=Tone.SMALL, wrap=True)
        layout = self.layout()
        assert layout is not None
        layout.addWidget(self.anchor)
        self.chips.group.idClicked.connect(self._tell)

    def explain(self, anchors: Sequence[str]) -> None:
        """Take the sentences of another symptom."""
        self._anchors = anchors
        self._explain()

    def choose(self, severity: int) -> None:
        """Choose an answer."""
        self.chips.choose(severity)
        self._tell()

    def value(self) -> int:
        """Return the answer, 0 to 3.

        Raises:
            Refused: None is chosen.
        """
        chosen = self.chips.group.checkedId()
        if chosen < 0:
            raise Refused(WANTED)
        return chosen

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text() in {str(severity) for severity in range(WORST + 1)}:
            self.choose(int(event.text()))
        else:
            event.ignore()

    @Slot()
    def _tell(self) -> None:
        self._explain()
        self._hear()

    def _explain(self) -> None:
        chosen = self.chips.group.checkedId()
        self.anchor.setText(self._anchors[chosen] if self._anchors and chosen >= 0 else WANTED)
        checked = self.chips.group.checkedButton()
        if checked is not None:
            checked.setAccessibleDescription(self.anchor.text())


class _Chips(QWidget):
    """The four answers; the focus stands on the chosen one, or on the first."""

    def __init__(self, theme: Theme, levels: Sequence[str]) -> None:
        super().__init__()
        flow = FlowLayout(self)
        self.group = QButtonGroup(self)
        for severity, level in enumerate(levels):
            chip = _Chip(theme, level, Look.CHIP, hint=str(severity))
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
        if step is None:
            event.ignore()
            return
        severity = min(max(self.group.checkedId() + step, 0), WORST)
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
