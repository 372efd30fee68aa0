"""Fields of the dialogs: a label, something to fill in, and what is wrong with it below it."""

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
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from isodiary.domain.errors import Refused
from isodiary.language import _
from isodiary.ui.kit.text import MOST_TYPED, Text, Tone
from isodiary.ui.look.theme import Theme

T_co = TypeVar("T_co", covariant=True)


def let_clear(line: QLineEdit) -> None:
    """Give a line a button that clears it, with a name, which Qt's has not."""
    line.setClearButtonEnabled(True)
    for button in line.findChildren(QToolButton):
        button.setAccessibleName(_("Clear"))


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


class Field(QWidget):
    """A label, one widget to fill in, and a sentence beneath where it is refused.

    `value()` of each kind of field returns a value or raises `Refused`.

    Attributes:
        label: Its label, with what is filled in as its buddy.
        edit: What is filled in.
        problem: What is wrong with it.

    Signals: `changed` whenever something else is filled in.
    """

    changed = Signal()

    def __init__(
        self, theme: Theme, label: str, edit: QWidget, around: QWidget | None = None
    ) -> None:
        """`around` is the list that `edit` is the line of."""
        super().__init__()
        self._theme = theme
        self.edit = edit
        self._widget = around or edit
        self.label = QLabel(label)
        self.label.setBuddy(self._widget)
        name = label.replace("&", "")
        self._widget.setAccessibleName(name)
        if isinstance(edit, QLineEdit):  # it may be the line of a list, which has the name too
            edit.setAccessibleName(name)
        self.problem = Text(theme, tone=Tone.WARNING, wrap=True)
        self.problem.hide()
        self.setFocusProxy(self._widget)
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(2)
        self._put_into(body)

    @property
    def wrong(self) -> bool:
        """Whether something is said about it."""
        return bool(self.problem.text())

    def say(self, sentence: str) -> None:
        """Say what is wrong with what is filled in; "" for nothing."""
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))
        self._widget.setAccessibleDescription(sentence)

    def take_focus(self) -> None:
        """Give it the focus."""
        self._widget.setFocus()

    def _put_into(self, body: QVBoxLayout) -> None:
        """Put its parts below each other."""
        body.addWidget(self._widget)
        body.addWidget(self.problem)

    @Slot()
    def _hear(self) -> None:
        if self.wrong:
            self.say("")
        self.changed.emit()


class TypedField(Field, Generic[T_co]):
    """A line to type in, with a line of help where nothing is refused.

    Nothing typed is ever changed or taken away.

    Attributes:
        edit: The line.
        box: The editable list around it; None for a plain line.
        aid: What helps to fill it in.
    """

    edit: QLineEdit

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
        self._read = read
        self.box = _editable(choices) if choices else None
        line = self.box.lineEdit() if self.box else QLineEdit()
        assert line is not None
        line.setMaxLength(MOST_TYPED)
        self.aid = Text(theme, aid, Tone.SMALL, wrap=True)
        super().__init__(theme, label, line, self.box)
        self.label.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.edit.setText(text)
        self.edit.setPlaceholderText(example)
        self.say("")
        self.edit.textChanged.connect(self._hear)
        theme.changed.connect(self._dress)
        self._dress()

    @property
    def line(self) -> QWidget:
        """What is shown: the line, or the list around it."""
        return self._widget

    @property
    def text(self) -> str:
        """What is typed."""
        return self.edit.text()

    @property
    def empty(self) -> bool:
        """Whether nothing is typed."""
        return not self.text.strip()

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
        super().say(sentence)
        self.aid.setVisible(bool(self.aid.text()) and not sentence)
        self.line.setAccessibleDescription(sentence or self.aid.text())

    def take_focus(self) -> None:
        """Have what is typed next replace what is typed now."""
        super().take_focus()
        self.edit.selectAll()

    def _put_into(self, body: QVBoxLayout) -> None:
        for part in (self.line, self.aid, self.problem):
            body.addWidget(part)

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
