"""A field in which anything may be typed, and what is wrong with it in words below it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Generic, Protocol, TypeVar

from PySide6.QtCore import Qt, Signal, SignalInstance, Slot
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from isodiary.domain.errors import Refused
from isodiary.ui.kit.text import MOST_TYPED, Text, Tone
from isodiary.ui.look.theme import Theme

T_co = TypeVar("T_co", covariant=True)


class AnyField(Protocol):
    """What a form needs of a field."""

    label: QLabel

    @property
    def changed(self) -> SignalInstance: ...
    @property
    def wrong(self) -> bool: ...
    def value(self) -> object: ...
    def say(self, sentence: str) -> None: ...
    def take_focus(self) -> None: ...


class TypedField(QWidget, Generic[T_co]):
    """A label, a line to type in, a line of help, and a sentence where the typed is refused.

    Nothing typed is ever changed or taken away.

    Attributes:
        label: Its label, with the line as its buddy.
        edit: The line.
        box: The editable list around it; None for a plain line.
        aid: What helps to fill it in.
        problem: What is wrong with what is typed.

    Signals: `changed` whenever something else is typed.
    """

    changed = Signal()

    def __init__(
        self,
        theme: Theme,
        label: str,
        read: Callable[[str], T_co],
        *,
        text: str = "",
        choices: Sequence[str] = (),
        example: str = "",
        aid: str = "",
    ) -> None:
        super().__init__()
        self._theme = theme
        self._read = read
        self.box = _editable(choices) if choices else None
        line = self.box.lineEdit() if self.box else QLineEdit()
        assert line is not None
        line.setMaxLength(MOST_TYPED)
        self.edit = line
        self.label = QLabel(label)
        self.label.setBuddy(self.line)
        self.label.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.edit.setText(text)
        self.edit.setPlaceholderText(example)
        self.aid = Text(theme, aid, Tone.SMALL, wrap=True)
        self.problem = Text(theme, tone=Tone.WARNING, wrap=True)
        self._put_together()
        self.edit.textChanged.connect(self._hear)
        theme.changed.connect(self._dress)
        self._dress()

    @property
    def line(self) -> QWidget:
        """What is shown: the line, or the list around it."""
        return self.box or self.edit

    @property
    def text(self) -> str:
        """What is typed."""
        return self.edit.text()

    @property
    def empty(self) -> bool:
        """Whether nothing is typed."""
        return not self.text.strip()

    @property
    def wrong(self) -> bool:
        """Whether something is said about it."""
        return bool(self.problem.text())

    def set_text(self, text: str) -> None:
        """Fill in `text`, to be typed over."""
        self.edit.setText(text)

    def set_aid(self, aid: str) -> None:
        """Say something else below the line."""
        self.aid.setText(aid)
        self.say(self.problem.text())

    def value(self) -> T_co:
        """Return what is typed as a value.

        Raises:
            Refused: It is none; the sentence says what to type.
        """
        return self._read(self.text)

    def look(self) -> None:
        """Say what is wrong with what is typed, if anything is."""
        look_at(self)

    def say(self, sentence: str) -> None:
        """Say what is wrong with what is typed; "" for nothing."""
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))
        self.aid.setVisible(bool(self.aid.text()) and not sentence)
        self.line.setAccessibleDescription(sentence or self.aid.text())

    def take_focus(self) -> None:
        """Have what is typed next replace what is typed now."""
        self.line.setFocus()
        self.edit.selectAll()

    def _put_together(self) -> None:
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(2)
        for part in (self.line, self.aid, self.problem):
            body.addWidget(part)
        self.setFocusProxy(self.line)
        self.say("")

    @Slot()
    def _hear(self) -> None:
        if self.wrong:
            self.say("")
        self.changed.emit()

    @Slot()
    def _dress(self) -> None:
        self.line.setFont(self._theme.font())
        self.label.setFont(self._theme.font())
        # level with the line, and not with the middle of all that stands below it
        room_px = self.line.sizeHint().height() - self.label.fontMetrics().height()
        self.label.setContentsMargins(0, max(0, room_px // 2), 0, 0)


def form() -> QFormLayout:
    """Return a form whose fields go below their labels where the window is narrow."""
    layout = QFormLayout()
    layout.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
    layout.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
    layout.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
    return layout


def look_at(field: AnyField) -> None:
    """Say what is wrong with what is filled in, if anything is."""
    try:
        field.value()
    except Refused as refused:
        field.say(refused.sentence)
    else:
        field.say("")


def all_hold(fields: Iterable[AnyField]) -> bool:
    """Say what is wrong beside each field; return whether nothing is.

    The focus goes to the first field that is wrong.
    """
    asked = list(fields)
    for field in asked:
        look_at(field)
    wrong = next((field for field in asked if field.wrong), None)
    if wrong is not None:
        wrong.take_focus()
    return wrong is None


class ChoiceBox(QComboBox):
    """A list of choices that leaves the wheel to the page while it has not the focus."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        adjust = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        self.setSizeAdjustPolicy(adjust)
        self.setMinimumContentsLength(12)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            event.ignore()  # Qt keeps it where the list is typed in, and no dialog would be saved
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


def _editable(choices: Sequence[str]) -> ChoiceBox:
    box = ChoiceBox()
    box.setEditable(True)
    box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
    box.addItems(list(choices))
    return box
