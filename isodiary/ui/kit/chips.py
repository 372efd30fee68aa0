"""Rows of chips: of one kind one is chosen, of the other several.

A row of which one is chosen is one stop of the Tab key: arrows and letters choose, Space the next.
Of several each is a stop, and Space chooses it; arrows go between them too.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QWidget

from isodiary.domain.values import dataclass
from isodiary.language import _
from isodiary.ui.kit.button import Button, Look
from isodiary.ui.kit.layouts import FlowLayout
from isodiary.ui.look.theme import Theme


class CheckChips(QWidget):
    """Chips to choose up to `most` of.

    Signals:
        changed: Other chips are chosen.
        too_many: One more than `most` was to be chosen.
    """

    changed = Signal()
    too_many = Signal()

    def __init__(self, theme: Theme, name: str, most: int) -> None:
        super().__init__()
        self._theme = theme
        self._most = most
        self._offered: tuple[tuple[str, str], ...] = ()
        self._chips: list[Button] = []
        self._flow = FlowLayout(self)
        self.setAccessibleName(name)

    def offer(self, choices: Sequence[tuple[str, str]], chosen: Collection[str]) -> None:
        """Show chips for (value, words), with some of them chosen."""
        if tuple(choices) != self._offered:
            self._offered = tuple(choices)
            self._make()
        self.choose(chosen)

    def choose(self, chosen: Collection[str]) -> None:
        """Choose these chips, and no others, without telling."""
        for chip, (value, _words) in zip(self._chips, self._offered, strict=True):
            self._check(chip, checked=value in chosen)

    @property
    def values(self) -> tuple[str, ...]:
        """What is chosen, in the order offered."""
        pairs = zip(self._chips, self._offered, strict=True)
        return tuple(value for chip, (value, _) in pairs if chip.isChecked())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        place = next((n for n, chip in enumerate(self._chips) if chip.hasFocus()), None)
        step = steps.get(Qt.Key(event.key()))
        if place is None or step is None:
            event.ignore()
        elif 0 <= place + step < len(self._chips):
            self._chips[place + step].setFocus(Qt.FocusReason.TabFocusReason)

    def _make(self) -> None:
        self._flow.clear()
        self._chips = []
        for _value, words in self._offered:
            chip = Button(self._theme, words.replace("&", "&&"), Look.CHIP)
            chip.setAccessibleDescription(self.accessibleName())
            chip.toggled.connect(self._hear)  # a screen reader toggles without a click
            self._chips.append(chip)
            self._flow.addWidget(chip)
            chip.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            chip.show()  # the layout alone would do so only later, and it could not have the focus

    @Slot(bool)
    def _hear(self, checked: bool) -> None:
        chip = self.sender()
        assert isinstance(chip, Button)
        if checked and len(self.values) > self._most:
            self._check(chip, checked=False)
            self.too_many.emit()
        else:
            self.changed.emit()

    @staticmethod
    def _check(chip: Button, *, checked: bool) -> None:
        """Choose a chip, or let go of it, without telling."""
        held = chip.blockSignals(True)
        chip.setChecked(checked)
        chip.blockSignals(held)


Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Choice(Generic[Value]):
    """One chip: what it stands for, and its words with & before its letter."""

    value: Value
    words: str

    @property
    def letter(self) -> str:
        """The letter that chooses it, in lower case; empty if it has none."""
        return self.words.partition("&")[2][:1].lower()


def in_words(choices: Sequence[Choice[Value]]) -> tuple[Choice[Value], ...]:
    """Return the choices of a table, whose words are marked, with their words looked up."""
    return tuple(Choice(each.value, _(each.words)) for each in choices)


class Chips(QWidget, Generic[Value]):
    """A row of chips.

    Signals:
        chosen: The patient chose another chip.
    """

    chosen = Signal()

    def __init__(self, theme: Theme, name: str, *, leave_enter: bool = False) -> None:
        """Args: `leave_enter` leaves Enter to what the chips stand on."""
        super().__init__()
        self._theme = theme
        self._leave_enter = leave_enter
        self._choices: tuple[Choice[Value], ...] = ()
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._group.idToggled.connect(self._toggle)  # a screen reader toggles without a click
        self._flow = FlowLayout(self)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # a label can be its name and lead to it

    def offer(self, choices: Sequence[Choice[Value]], chosen: Value) -> None:
        """Show these choices, with one of them chosen."""
        if tuple(choices) == self._choices:
            self.choose(chosen)
            return
        self._choices = tuple(choices)
        for chip in self._group.buttons():  # it goes later, its number is wanted now
            self._group.removeButton(chip)
        for gone in self._group.buttons():  # they live on until the event loop comes round
            self._group.removeButton(gone)
        self._flow.clear()
        for place, choice in enumerate(self._choices):
            chip = Button(self._theme, choice.words, Look.CHIP, leave_enter=self._leave_enter)
            chip.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            chip.setAutoExclusive(True)  # the group sees to that; Qt tells by it that one is chosen
            chip.setAccessibleDescription(self.accessibleName())
            self._group.addButton(chip, place)
            self._flow.addWidget(chip)
        self.choose(chosen)

    @property
    def value(self) -> Value:
        """What is chosen."""
        return self._choices[self._group.checkedId()].value

    def choose(self, value: Value) -> None:
        """Choose a chip without telling."""
        for place, choice in enumerate(self._choices):
            if choice.value == value:
                self._check(place)
                return

    def choose_none(self) -> None:
        """Show none as chosen, as something else is; there is no value until one is chosen."""
        self._group.setExclusive(False)
        for chip in self._group.buttons():
            chip.setChecked(False)
        self._group.setExclusive(True)

    def rename(self, value: Value, words: str) -> None:
        """Give a chip other words."""
        self._choices = tuple(
            Choice(value, words) if choice.value == value else choice for choice in self._choices
        )
        for chip, choice in zip(self._group.buttons(), self._choices, strict=True):
            if chip.text() != choice.words:
                chip.setText(choice.words)
                chip.updateGeometry()

    def take_letter(self, letter: str) -> bool:
        """Choose the chip with that letter; return whether there is one."""
        for place, choice in enumerate(self._choices):
            if letter and choice.letter == letter.lower():
                self._choose_place(place)
                return True
        return False

    def step(self, by: int) -> None:
        """Choose the next chip, or the one before."""
        place = self._group.checkedId() + by
        if 0 <= place < len(self._choices):
            self._choose_place(place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if event.key() in steps:
            self.step(steps[Qt.Key(event.key())])
        elif event.key() == Qt.Key.Key_Space:  # so that Tab and Space are enough
            self._choose_place((self._group.checkedId() + 1) % len(self._choices))
        elif not self.take_letter(event.text()):
            event.ignore()

    def _choose_place(self, place: int) -> None:
        self._check(place)
        self.chosen.emit()

    def _check(self, place: int) -> None:
        """Only the chosen chip is a stop of the Tab key."""
        held = any(chip.hasFocus() for chip in self._group.buttons())
        for chip in self._group.buttons():
            chip.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        chosen = self._group.button(place)
        quiet = self._group.blockSignals(True)
        chosen.setChecked(True)
        self._group.blockSignals(quiet)
        chosen.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setFocusProxy(chosen)
        if held:
            chosen.setFocus()

    @Slot(int, bool)
    def _toggle(self, place: int, checked: bool) -> None:
        if checked:
            self._choose_place(place)
