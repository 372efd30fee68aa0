"""What a number means whose unit is changed after it was typed."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from isodiary.services.labs.rows import UnitQuestion
from isodiary.ui.theme import Theme
from isodiary.ui.widgets.button import Button
from isodiary.ui.widgets.text import Text


class UnitQuestionBar(QWidget):
    """Asks whether a number is meant in the new unit as it is, or is to be converted.

    Signals:
        answered: The value that the patient chose.
    """

    answered = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._question: UnitQuestion | None = None
        self.sentence = Text(theme, wrap=True)
        self.keep = Button(theme, "")
        self.convert = Button(theme, "")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.sentence, 1)
        row.addWidget(self.keep)
        row.addWidget(self.convert)
        self.keep.clicked.connect(self._keep)
        self.convert.clicked.connect(self._convert)
        self.setFocusProxy(self.keep)
        self.hide()

    @property
    def asking(self) -> bool:
        """Whether it waits for an answer."""
        return self._question is not None

    def ask(self, question: UnitQuestion | None) -> None:
        """Ask; None asks nothing any more."""
        self._question = question
        self.setVisible(question is not None)
        if question is not None:
            self.sentence.setText(question.sentence)
            self.keep.setText(f"Keep {question.kept}")
            self.convert.setText(f"Make it {question.converted}")
            self.convert.setVisible(question.converted is not None)

    @Slot()
    def _keep(self) -> None:
        assert self._question is not None
        self.answered.emit(self._question.kept)

    @Slot()
    def _convert(self) -> None:
        assert self._question is not None
        assert self._question.converted is not None
        self.answered.emit(self._question.converted)
