"""Asking for capsules: a line to type in, and chips that add one or take one off."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from isodiary.domain.dose import Capsules, capsules_of, capsules_text
from isodiary.domain.errors import Refused
from isodiary.language import _, marked
from isodiary.services import typed
from isodiary.services.habits import Habits
from isodiary.services.words.units import amount_text
from isodiary.ui.kit.button import Button, Look
from isodiary.ui.kit.fields.base import TypedField
from isodiary.ui.kit.text import Text, Tone
from isodiary.ui.look.theme import Theme

EXAMPLE = marked("20 or 20+10 mg")
HOW = marked("+ adds a capsule, − takes it off")

_MORE = {Qt.Key.Key_Plus, Qt.Key.Key_Space}
_LESS = {Qt.Key.Key_Minus, Qt.Key.Key_Backspace, Qt.Key.Key_Delete}


class CapsulesCell(QWidget):
    """The capsules of one dose on one day of the cycle.

    Attributes:
        field: The line; its help and what is wrong with it stand where its owner puts them.
        caption: Which days it is for; empty where there is but one.
        chips: One for each strength that is offered.
    """

    def __init__(
        self, theme: Theme, label: str, strengths: Capsules, habits: Habits, *, aid: str = ""
    ) -> None:
        super().__init__()
        self._habits = habits
        example = "" if strengths else _(EXAMPLE)
        self.field = TypedField(theme, label, typed.capsules, example=example, aid=aid)
        self.caption = Text(theme, "", Tone.SMALL)
        self.caption.hide()
        self.chips = tuple(StrengthChip(theme, ug, habits) for ug in strengths)
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(2)
        body.addWidget(self.caption)
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self.field.line, 1)
        body.addLayout(row)
        for chip in self.chips:
            row.addWidget(chip)
            chip.stepped.connect(self._step)
        self.field.setParent(self)
        if not label:
            self.field.label.setParent(self)
            self.field.label.hide()
        self.field.changed.connect(self._count)
        self._count()

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """What the Tab key comes to, in its order."""
        return (self.field.line, *self.chips)

    @property
    def held(self) -> Capsules:
        """What is typed, as far as it can be read."""
        try:
            return () if self.field.empty else self.field.value()
        except Refused:
            return ()

    def set_caption(self, words: str) -> None:
        """Say which days it is for."""
        self.caption.setText(words)
        self.caption.setVisible(bool(words))

    @Slot(int, int)
    def _step(self, strength_ug: int, by: int) -> None:
        """Add a capsule of a strength, or take one off; what cannot be read is typed over."""
        held = Counter(self.held)
        held[strength_ug] = max(0, held[strength_ug] + by)
        try:
            capsules = capsules_of(held.elements())
        except ValueError:  # no dose has so many
            self._count()
        else:
            self.field.set_text(self._habits.figure(capsules_text(capsules)))

    @Slot()
    def _count(self) -> None:
        held = Counter(self.held)
        for chip in self.chips:
            chip.show_count(held[chip.strength_ug])


class StrengthChip(Button):
    """A strength of which there may be some: a press, Space or + adds one, − takes one off.

    Attributes:
        strength_ug: The strength in micrograms.

    Signals:
        stepped: (strength, 1 or -1) was asked for.
    """

    stepped = Signal(int, int)

    def __init__(self, theme: Theme, strength_ug: int, habits: Habits) -> None:
        self.strength_ug = strength_ug
        self._name = amount_text(strength_ug, habits)
        super().__init__(theme, self._name, Look.CHIP)
        self.setToolTip(f"{self._name} mg: {_(HOW)}")
        self.clicked.connect(self._add)
        self.toggled.connect(self._add)  # by a screen reader, which does not click

    def show_count(self, count: int) -> None:
        """Show how many there are."""
        self.setText(f"{self._name} ×{count}" if count else self._name)
        held = self.blockSignals(True)
        self.setChecked(count > 0)
        self.blockSignals(held)
        self.setAccessibleName(
            _("{number} × {strength} mg").format(number=count, strength=self._name)
        )

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def sizeHint(self) -> QSize:
        """Return the room for one with its number, so that nothing moves when it is pressed."""
        hint = super().sizeHint()
        more_px = 0 if self.isChecked() else self.fontMetrics().horizontalAdvance(" ×1")
        return QSize(hint.width() + more_px, hint.height())

    def nextCheckState(self) -> None:
        """Leave it to the count whether there are some."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _MORE:
            self.stepped.emit(self.strength_ug, 1)
        elif key in _LESS:
            self.stepped.emit(self.strength_ug, -1)
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            event.ignore()  # which saves, here as in the line
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.RightButton:
            self.stepped.emit(self.strength_ug, -1)
        else:
            super().mousePressEvent(event)

    @Slot()
    def _add(self) -> None:
        self.stepped.emit(self.strength_ug, 1)
