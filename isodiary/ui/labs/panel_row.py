"""One test of a blood test being typed: its value, unit and range, and what is to be asked."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QSizePolicy, QWidget

from isodiary.domain.catalogue.labs import LabCatalogue
from isodiary.domain.lab_history import LabHistory
from isodiary.language import _
from isodiary.services.labs.entry import Offered, TypedResult, remembered_range, unit_changed
from isodiary.services.labs.rows import UnitQuestion
from isodiary.ui.kit.button import Button
from isodiary.ui.kit.fields.base import ChoiceBox
from isodiary.ui.kit.text import Text, Tone
from isodiary.ui.look.theme import Theme


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
            self.keep.setText(_("Keep {value}").format(value=question.kept))
            self.convert.setText(_("Make it {value}").format(value=question.converted))
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


_STEPS = {
    Qt.Key.Key_Return: 1,
    Qt.Key.Key_Enter: 1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
}


class ValueLine(QLineEdit):
    """A short line to type in.

    Signals:
        went_on: 1 towards the next line, -1 towards the one before.
        report_pasted: Several lines of text were pasted at once; nothing of them is typed here.
    """

    went_on = Signal(int)
    report_pasted = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and event.key() in _STEPS:
            self.went_on.emit(_STEPS[Qt.Key(event.key())])
        elif event.matches(QKeySequence.StandardKey.Paste) and (report := pasted_report()):
            self.report_pasted.emit(report)
        else:
            super().keyPressEvent(event)


def pasted_report() -> str:
    """Return the clipboard's text if it has several lines; else nothing."""
    text = QGuiApplication.clipboard().text()
    lines = [line for line in text.splitlines() if line.strip()]
    return text if len(lines) > 1 else ""


COLUMNS = 4
RANGE_HINT = "low–high"


class PanelRow(QObject):
    """The widgets of one test, to be put into a grid.

    Signals:
        changed: Something else is typed.
        went_on: Enter or an arrow leads to the row this far away.
        report_pasted: The text of a whole report was pasted into it.
    """

    changed = Signal()
    went_on = Signal(int)
    report_pasted = Signal(str)

    def __init__(
        self,
        theme: Theme,
        offered: Offered,
        history: LabHistory,
        labs: LabCatalogue,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.analyte = offered.typed.analyte
        self._history = history
        self._labs = labs
        self._lab = ""
        self._unit = offered.typed.unit
        self._remembered = offered.typed.range
        self.name = Text(theme, offered.name, wrap=True)
        self.value = ValueLine(_("{test}, value").format(test=offered.name))
        self.value.setPlaceholderText(", ".join(offered.words))
        self.unit = _units(offered)
        self.range = ValueLine(_("{test}, range of the laboratory").format(test=offered.name))
        self.range.setPlaceholderText(RANGE_HINT)
        self.range.setText(offered.typed.range)
        self.problem = Text(theme, tone=Tone.WARNING, wrap=True)
        self.problem.hide()
        self.question = UnitQuestionBar(theme)
        self._has_number = not offered.words
        self._connect()

    @property
    def asked(self) -> bool:
        """Whether a question about the unit waits for its answer."""
        return self.question.asking

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """What the Tab key stops at, in its order."""
        return (self.value, self.unit, self.range) if self._has_number else (self.value,)

    def add_to(self, grid: QGridLayout, line: int) -> None:
        """Put it into two lines of a grid."""
        grid.addWidget(self.name, line, 0)
        span = 1 if self._has_number else COLUMNS - 1
        for column, widget in enumerate(self.stops, start=1):
            grid.addWidget(widget, line, column, 1, span)
            widget.show()  # the layout would do so only after what asks for the focus
        below = QHBoxLayout()
        below.addWidget(self.problem)
        below.addWidget(self.question)
        grid.addLayout(below, line + 1, 0, 1, COLUMNS)

    def typed(self) -> TypedResult:
        """Return what is typed."""
        return TypedResult(
            analyte=self.analyte,
            value=self.value.text().strip(),
            unit=self.unit.currentText().strip() if self._has_number else "",
            range=self.range.text().strip() if self._has_number else "",
        )

    def set_lab(self, lab: str) -> None:
        """Offer the range that another laboratory printed, unless one is typed."""
        if lab != self._lab:
            self._lab = lab
            self._remember()

    def tell(self, sentences: Sequence[str]) -> None:
        """Say what is wrong with it; nothing for nothing."""
        said = " ".join(sentences)
        self.problem.setText(said)
        self.problem.setVisible(bool(said))
        for line in (self.value, self.unit, self.range):
            line.setAccessibleDescription(said)

    def _connect(self) -> None:
        for line in (self.value, self.range):
            line.textEdited.connect(self._hear)
            line.went_on.connect(self.went_on)
            line.report_pasted.connect(self.report_pasted)
        self.unit.activated.connect(self.settle_unit)
        edit = self.unit.lineEdit()
        assert edit is not None
        edit.editingFinished.connect(self.settle_unit)
        edit.textEdited.connect(self._hear)
        self.question.answered.connect(self._take_answer)

    def _remember(self) -> None:
        """Fill in the range of the same laboratory and unit, where none is typed by hand."""
        if self.range.text() == self._remembered and self._has_number:
            unit = self.unit.currentText().strip()
            self._remembered = remembered_range(self._history, self.analyte, self._lab, unit)
            self.range.setText(self._remembered)

    @Slot()
    def _hear(self) -> None:
        self.tell(())
        self.changed.emit()

    @Slot()
    def settle_unit(self) -> None:
        """Ask what a number means whose unit is changed after it was typed."""
        old, new = self._unit, self.unit.currentText().strip()
        if new == old:
            return
        self._unit = new
        self._remember()
        self._hear()
        value = self.value.text().strip()
        asked = unit_changed(value, self.analyte, old, new, self._labs) if value else None
        self.question.ask(asked)

    @Slot(str)
    def _take_answer(self, value: str) -> None:
        self.value.setText(value)
        self.question.ask(None)
        self.value.setFocus()
        self._hear()


def _units(offered: Offered) -> ChoiceBox:
    """Return the units to choose from, or to type another."""
    box = ChoiceBox()
    box.setMinimumContentsLength(7)
    box.setEditable(True)
    box.setInsertPolicy(ChoiceBox.InsertPolicy.NoInsert)
    box.addItems(list(offered.units))
    box.setCurrentText(offered.typed.unit)
    edit = box.lineEdit()
    assert edit is not None
    edit.setAccessibleName(_("{test}, unit").format(test=offered.name))
    box.setAccessibleName(_("{test}, unit").format(test=offered.name))
    return box
