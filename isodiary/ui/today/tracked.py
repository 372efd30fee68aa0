"""Choosing which symptoms are asked every day, and in which order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from isodiary.ui.kit.button import Button, Look
from isodiary.ui.kit.layouts import SlimBar
from isodiary.ui.kit.text import Text, Tone
from isodiary.ui.look.theme import Theme

ID = Qt.ItemDataRole.UserRole


class TrackedDialog(QDialog):
    """Asks for the list of daily symptoms. It writes nothing.

    The caller reads `symptoms()` after `exec()` returned `Accepted`.
    """

    def __init__(
        self,
        theme: Theme,
        names: Mapping[str, str],
        tracked: Sequence[str],
        survey: Sequence[str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Symptoms asked every day")
        self._survey = tuple(survey)
        self.list = QListWidget()
        self.list.setVerticalScrollBar(SlimBar())
        self.list.setAccessibleName("Symptoms, ticked if they are asked every day")
        self.list.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self._fill(names, tracked)
        self.up = Button(theme, "&Up", hint="Alt+↑")
        self.down = Button(theme, "&Down", hint="Alt+↓")
        self.add_survey = Button(theme, "Add the symptom &survey")
        self.add_survey.setToolTip("The thirteen questions of the Isotretinoin Symptom Survey")
        self.save = Button(theme, "Save", Look.PRIMARY, hint="⏎")
        self.give_up = Button(theme, "Cancel")
        self.save.setDefault(True)
        self._said = Text(
            theme,
            "Space ticks a symptom. What was answered before stays in the diary.",
            Tone.MUTED,
            wrap=True,
        )
        self._lay_out()
        self._connect()

    def symptoms(self) -> tuple[str, ...]:
        """Return the ids of the ticked symptoms, in their order."""
        items = [self.list.item(row) for row in range(self.list.count())]
        ticked = (item for item in items if item.checkState() is Qt.CheckState.Checked)
        return tuple(str(item.data(ID)) for item in ticked)

    def _fill(self, names: Mapping[str, str], tracked: Sequence[str]) -> None:
        others = sorted(set(names) - set(tracked), key=lambda each: names[each].lower())
        for symptom in (*tracked, *others):
            item = QListWidgetItem(names.get(symptom, symptom))
            item.setData(ID, symptom)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            asked = symptom in tracked
            item.setCheckState(Qt.CheckState.Checked if asked else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        self.list.setCurrentRow(0)

    def _connect(self) -> None:
        for keys, button, act in (
            ("Alt+Up", self.up, self._move_up),
            ("Alt+Down", self.down, self._move_down),
        ):
            button.clicked.connect(act)
            # a button's own shortcut clicks it slowly, and loses keys that come fast
            QShortcut(QKeySequence(keys), self).activated.connect(act)
        self.add_survey.clicked.connect(self._tick_survey)
        self.save.clicked.connect(self.accept)
        self.give_up.clicked.connect(self.reject)

    @Slot()
    def _move_up(self) -> None:
        self._move(-1)

    @Slot()
    def _move_down(self) -> None:
        self._move(1)

    def _move(self, by: int) -> None:
        row = self.list.currentRow()
        if 0 <= row + by < self.list.count():
            item = self.list.takeItem(row)
            self.list.insertItem(row + by, item)
            self.list.setCurrentItem(item)

    @Slot()
    def _tick_survey(self) -> None:
        for row in range(self.list.count()):
            item = self.list.item(row)
            if item.data(ID) in self._survey:
                item.setCheckState(Qt.CheckState.Checked)

    def _lay_out(self) -> None:
        tool_row = QHBoxLayout()
        for button in (self.up, self.down, self.add_survey):
            tool_row.addWidget(button)
        tool_row.addStretch(1)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.give_up)
        buttons.addWidget(self.save)
        column = QVBoxLayout(self)
        column.addWidget(self._said)
        column.addWidget(self.list, 1)
        column.addLayout(tool_row)
        column.addLayout(buttons)
        self.resize(520, 520)
