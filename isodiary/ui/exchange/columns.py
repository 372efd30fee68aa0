"""What each column of a table is, chosen from a list beneath its head and some of its values."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from isodiary.language import _, pgettext, pmarked
from isodiary.ui.kit.fields.base import ChoiceBox
from isodiary.ui.kit.layouts import FlowLayout
from isodiary.ui.kit.text import Text, Tone, breakable
from isodiary.ui.tools import Tools

ROLES = {
    "leave": pmarked("what a column is", "left out"),
    "day": pmarked("what a column is", "the day"),
    "time": pmarked("what a column is", "the time"),
    "symptom": pmarked("what a column is", "a symptom, 0 to 3"),
    "weight kg": pmarked("what a column is", "weight in kg"),
    "weight lb": pmarked("what a column is", "weight in lb"),
    "dose mg": pmarked("what a column is", "mg of the medicine"),
    "dose": pmarked("what a column is", "whether it was taken"),
    "note": pmarked("what a column is", "words about the day"),
    "medicine": pmarked("what a column is", "name of a medicine"),
    "planned": pmarked("what a column is", "when it was planned"),
    "taken": pmarked("what a column is", "when it was taken"),
    "amount": pmarked("what a column is", "how much"),
    "unit": pmarked("what a column is", "unit of how much"),
}


class ColumnBoxes(QWidget):
    """A list for each column: what it is.

    Signals:
        chosen: (place, role) of a column that is something else now.

    Attributes:
        boxes: The lists, in the order of the columns.
    """

    chosen = Signal(int, str)

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self._theme = tools.theme
        self._shown: tuple[str, ...] | None = None
        self._flow = FlowLayout(self)
        self.boxes: list[ChoiceBox] = []

    def show_columns(self, heads: Sequence[str], samples: Sequence[str], roles: list[str]) -> None:
        """Show columns with their heads, some of their values and what they are."""
        drawn = (*heads, *samples)
        if drawn != self._shown:
            self._shown = drawn
            self._flow.clear()
            self.boxes = []
            for place, (head, sample) in enumerate(zip(heads, samples, strict=True)):
                self._flow.addWidget(self._column(place, head, sample))
        for box, role in zip(self.boxes, roles, strict=True):
            if box.findData(role) < 0:
                box.addItem(role, role)
            box.setCurrentIndex(box.findData(role))

    def _column(self, place: int, head: str, sample: str) -> QWidget:
        pair = QWidget()
        column = QVBoxLayout(pair)
        column.setContentsMargins(0, 0, 12, 4)
        column.setSpacing(2)
        name = head.strip() or _("column {number}").format(number=place + 1)
        box = ChoiceBox()
        box.setMinimumContentsLength(16)
        for role, words in ROLES.items():
            box.addItem(pgettext("what a column is", words), role)
        box.setAccessibleName(name)
        box.setAccessibleDescription(sample)
        box.activated.connect(partial(self._take, place, box))
        column.addWidget(Text(self._theme, breakable(name[:60])))
        column.addWidget(Text(self._theme, breakable(sample), Tone.SMALL))
        column.addWidget(box)
        self.boxes.append(box)
        return pair

    def _take(self, place: int, box: ChoiceBox, _item: int) -> None:
        self.chosen.emit(place, box.currentData())
