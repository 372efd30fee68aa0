"""Cards with a list or with facts, and the buttons below them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from isodiary.ui.kit.button import Button, Look
from isodiary.ui.kit.card import Card
from isodiary.ui.kit.layouts import FlowLayout
from isodiary.ui.kit.lists import RowList
from isodiary.ui.kit.rows import Row
from isodiary.ui.kit.text import Text, Tone
from isodiary.ui.tools import Tools


class ListCard(Card):
    """A heading, a list, a line for what is not there yet, and buttons below."""

    def __init__(
        self,
        tools: Tools,
        heading: str,
        *,
        remove: str,
        change: str = "",
        empty: str,
        buttons: Sequence[Button],
    ) -> None:
        super().__init__(tools.theme)
        self.rows = RowList(tools.theme, heading)
        self.empty = Text(tools.theme, empty, Tone.MUTED, wrap=True)
        self.body.addWidget(Text(tools.theme, heading, Tone.HEADING))
        self.body.addWidget(self.rows)
        self.body.addWidget(self.empty)
        self.remove = Button(tools.theme, remove, Look.QUIET, hint="Del")
        self.remove.clicked.connect(self.rows.ask_delete)
        self._on_row = [self.remove]
        if change:
            self.change = Button(tools.theme, change, Look.QUIET)
            self.change.clicked.connect(self.rows.ask_open)
            self._on_row.insert(0, self.change)
        self.body.addWidget(button_row([*buttons, *self._on_row]))

    def fill(self, rows: Sequence[Row]) -> None:
        """Show `rows`."""
        self.rows.show_rows(rows)
        self.rows.setVisible(bool(rows))
        for button in self._on_row:
            button.setVisible(bool(rows))
        self.empty.setVisible(not rows)


class FactsCard(Card):
    """A heading with facts below it, each with its name, and buttons."""

    def __init__(self, tools: Tools, heading: str, buttons: Iterable[Button]) -> None:
        super().__init__(tools.theme)
        self._theme = tools.theme
        self.heading = Text(tools.theme, heading, Tone.HEADING, wrap=True)
        self._facts = QWidget()
        self._grid = QGridLayout(self._facts)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setColumnStretch(1, 1)
        self._labels: list[tuple[Text, Text]] = []
        self.body.addWidget(self.heading)
        self.body.addWidget(self._facts)
        self.body.addWidget(button_row(buttons))

    def fill(self, facts: Sequence[tuple[str, str]]) -> None:
        """Show pairs of a name and a fact; labels that are there say the new ones."""
        while len(self._labels) > len(facts):
            for label in self._labels.pop():
                self._grid.removeWidget(label)
                label.hide()
                label.deleteLater()
        while len(self._labels) < len(facts):
            made = Text(self._theme, tone=Tone.MUTED), Text(self._theme, wrap=True)
            for column, label in enumerate(made):
                top = Qt.AlignmentFlag.AlignTop
                self._grid.addWidget(label, len(self._labels), column, top)
                label.show()  # the layout alone would do so only later, after a flicker
            self._labels.append(made)
        for (name_label, fact_label), (name, fact) in zip(self._labels, facts, strict=True):
            name_label.setText(name)
            fact_label.setText(fact)


def button_row(buttons: Iterable[Button]) -> QWidget:
    """Return buttons in a row that goes on in the next line."""
    row = QWidget()
    flow = FlowLayout(row)
    for button in buttons:
        flow.addWidget(button)
    return row
