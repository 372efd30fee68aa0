"""A row of chips of which several may be chosen: one stop of the Tab key, Space chooses."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from isodiary.ui.theme import Theme
from isodiary.ui.widgets.button import Button, Look
from isodiary.ui.widgets.flow import FlowLayout


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

    def offer(self, choices: Sequence[tuple[str, str]], chosen: Sequence[str]) -> None:
        """Show chips for (value, words), with some of them chosen."""
        if tuple(choices) != self._offered:
            self._offered = tuple(choices)
            self._make()
        for chip, (value, _) in zip(self._chips, self._offered, strict=True):
            chip.setChecked(value in chosen)

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
            self._stop_at(self._chips[place + step])
            self._chips[place + step].setFocus(Qt.FocusReason.TabFocusReason)

    def _make(self) -> None:
        self._flow.clear()
        self._chips = []
        for _, words in self._offered:
            chip = Button(self._theme, words.replace("&", "&&"), Look.CHIP)
            chip.setAccessibleDescription(self.accessibleName())
            chip.clicked.connect(self._hear)
            self._chips.append(chip)
            self._flow.addWidget(chip)
            chip.show()  # the layout alone would do so only later, and it could not have the focus
        if self._chips:
            self._stop_at(self._chips[0])

    def _stop_at(self, stop: Button) -> None:
        """Make one chip the stop of the Tab key."""
        for chip in self._chips:
            chip.setFocusPolicy(Qt.FocusPolicy.TabFocus if chip is stop else Qt.FocusPolicy.NoFocus)

    @Slot(bool)
    def _hear(self, checked: bool) -> None:
        chip = self.sender()
        assert isinstance(chip, Button)
        if checked and len(self.values) > self._most:
            chip.setChecked(False)
            self.too_many.emit()
        else:
            self.changed.emit()
