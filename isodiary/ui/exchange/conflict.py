"""A conflict: the diary and the file side by side, of which the diary wins unless chosen."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QRadioButton, QVBoxLayout

from isodiary.language import _
from isodiary.services.exchange.results import CheckedRow
from isodiary.ui.exchange.rows import FileRows
from isodiary.ui.kit.card import Card
from isodiary.ui.kit.layouts import Beside
from isodiary.ui.kit.text import Text, Tone, breakable
from isodiary.ui.look.theme import Theme

LETTERS = 34


class ConflictCard(Card):
    """Shows the conflict that is chosen in the table.

    Signals:
        chosen: For the row of that number the file was chosen (True) or the diary (False).
        every_chosen: Whether the file wins wherever nothing else was chosen.

    Attributes:
        diary, file: The two to choose from.
        every: The file for all conflicts.
    """

    chosen = Signal(int, bool)
    every_chosen = Signal(bool)

    def __init__(self, theme: Theme, rows: FileRows) -> None:
        super().__init__(theme)
        self._theme = theme
        self._rows = rows
        self._row = 0
        self.head = Text(theme, tone=Tone.STRONG, wrap=True)
        stands = _("The diary stands unless you choose the file.")
        self.body.addWidget(self.head)
        self.body.addWidget(Text(theme, stands, Tone.SMALL, wrap=True))
        self.diary, self._held = QRadioButton(_("The &diary")), Text(theme, wrap=True)
        self.file, self._found = QRadioButton(_("The &file")), Text(theme, wrap=True)
        self._raw = Text(theme, tone=Tone.SMALL, wrap=True)
        group = QButtonGroup(self)
        both = Beside(LETTERS)
        for radio, *texts in ((self.diary, self._held), (self.file, self._found, self._raw)):
            side = Card(theme)
            side.setContentsMargins(0, 0, 0, 0)
            group.addButton(radio)
            radio.clicked.connect(self._choose)
            column = QVBoxLayout()
            column.addWidget(radio)
            for text in texts:
                column.addWidget(text)
            column.addStretch(1)
            side.body.addLayout(column)
            both.add(side)
        self.body.addWidget(both)
        self.every = QCheckBox(_("The file in &every conflict"))
        self.every.toggled.connect(self.every_chosen)
        self.body.addWidget(self.every)

    def show_row(self, checked: CheckedRow | None, number: int, count: int) -> None:
        """Show a conflict, one of several; None hides it."""
        self.setVisible(checked is not None)
        if checked is None:
            return
        self._row = checked.row
        said = _("Row {row}, conflict {number} of {count}")
        self.head.setText(said.format(row=checked.row, number=number, count=count))
        self._held.setText(self._rows.words(checked, of_file=False))
        self._found.setText(self._rows.words(checked, of_file=True))
        self._raw.setText(breakable(checked.raw))
        (self.file if checked.takes_file else self.diary).setChecked(True)
        self.diary.setAccessibleDescription(self._held.text())
        self.file.setAccessibleDescription(self._found.text())

    @Slot()
    def _choose(self) -> None:
        self.chosen.emit(self._row, self.file.isChecked())
