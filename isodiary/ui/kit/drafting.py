"""Keeps what is typed into a dialog or a card until it is saved, and offers it again.

Esc, the ×, the end of the desktop's session and a crash leave a draft; Save and Cancel take it
away.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QWidget,
)
from shiboken6 import isValid

from isodiary.language import _
from isodiary.storage.drafts import Draft, Drafts
from isodiary.ui.kit.button import Button
from isodiary.ui.kit.text import Text, Tone
from isodiary.ui.look.theme import Theme

WAIT_MS = 500
"""A crash loses no more than what was typed in this time."""


class DraftRow(QWidget):
    """Offers what was typed before.

    Attributes:
        resume, discard: Its buttons.
    """

    def __init__(self, theme: Theme, since: str) -> None:
        super().__init__()
        said = Text(
            theme, _("Typed {since}, and not saved.").format(since=since), Tone.MUTED, wrap=True
        )
        self.resume = Button(theme, _("&Go on with it"))
        self.discard = Button(theme, _("&Throw it away"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(said, 1)
        row.addWidget(self.resume)
        row.addWidget(self.discard)


class Drafting(QObject):
    """Watches one dialog that is open, or the form of a card."""

    def __init__(self, dialog: QWidget, drafts: Drafts, key: str, now: str) -> None:
        """Args: `key` says what is written about, `now` is the present moment, ISO 8601.

        The draft is called as the window title of `dialog` says, also where that is a card.
        """
        super().__init__(dialog)
        self._dialog = dialog
        self._drafts = drafts
        self._key = key
        self._now = now
        self._fields = fields_of(dialog)
        self._first = typed_in(self._fields)
        self._kept = False
        self._soon = QTimer(self, singleShot=True)
        self._soon.setInterval(WAIT_MS)
        self._soon.timeout.connect(self.keep)
        self._watch()
        if isinstance(dialog, QDialog):
            dialog.accepted.connect(self.drop)
            dialog.rejected.connect(self.keep)
        application = QCoreApplication.instance()
        if isinstance(application, QGuiApplication):
            application.commitDataRequest.connect(self.keep)
            application.aboutToQuit.connect(self.keep)

    @property
    def offered(self) -> Draft | None:
        """What was typed into such a dialog before, if it still has the same fields."""
        draft = self._drafts.of(self._key)
        fits = draft is not None and draft.typed.keys() == self._first.keys()
        return draft if fits else None

    @property
    def changed(self) -> Mapping[str, str]:
        """What stands in the fields that were typed in, by their place."""
        typed = typed_in(self._fields)
        return {place: text for place, text in typed.items() if text != self._first[place]}

    @Slot()
    def keep(self) -> None:
        """Keep what is typed now, and nothing once it was all taken out again.

        Where nothing was typed at all an older draft is left alone.
        """
        self._soon.stop()
        typed = typed_in(self._fields)
        if typed == self._first:
            if self._kept:
                self.drop()
        else:
            self._kept = True
            title = self._dialog.windowTitle()
            self._drafts.keep(self._key, Draft(title=title, at=self._now, typed=typed))

    @Slot()
    def drop(self) -> None:
        """Forget it."""
        self._soon.stop()
        self._kept = False
        self._drafts.drop(self._key)

    @Slot()
    def resume(self) -> None:
        """Fill in what was typed before."""
        draft = self.offered
        if draft is not None:
            self._kept = True
            fill_in(self._fields, draft.typed)

    def take_over(self, changed: Mapping[str, str]) -> None:
        """Fill in what was typed in another form of the same fields."""
        if changed.keys() <= self._first.keys():
            fill_in(self._fields, {**self._first, **changed})

    def _watch(self) -> None:
        for field in self._fields:
            if isinstance(field, QLineEdit | QPlainTextEdit):
                field.textChanged.connect(self._soon.start)
            elif isinstance(field, QComboBox):
                field.currentIndexChanged.connect(self._soon.start)
            elif isinstance(field, QListWidget):
                field.itemChanged.connect(self._soon.start)
            else:
                field.toggled.connect(self._soon.start)


Field = QLineEdit | QPlainTextEdit | QComboBox | QAbstractButton | QListWidget


def fields_of(dialog: QWidget) -> list[Field]:
    """Return what can be typed in or chosen in a dialog, what is chosen first."""
    buttons: list[Field] = [
        each for each in dialog.findChildren(QAbstractButton) if each.isCheckable()
    ]
    boxes: list[Field] = [*dialog.findChildren(QComboBox)]
    lines: list[Field] = [*dialog.findChildren(QLineEdit), *dialog.findChildren(QPlainTextEdit)]
    ticked: list[Field] = [*dialog.findChildren(QListWidget)]
    return [*buttons, *boxes, *lines, *ticked]


def typed_in(fields: list[Field]) -> dict[str, str]:
    """Return what stands in each field, by its place."""
    there = (each for each in enumerate(fields) if isValid(each[1]))
    return {str(place): _content(field) for place, field in there}


def fill_in(fields: list[Field], typed: Mapping[str, str]) -> None:
    """Put back what stood in each field."""
    for place, field in enumerate(fields):
        text = typed[str(place)]
        if not isValid(field) or text == _content(field):
            continue
        if isinstance(field, QLineEdit):
            field.setText(text)
        elif isinstance(field, QPlainTextEdit):
            field.setPlainText(text)
        elif isinstance(field, QComboBox):
            field.setCurrentIndex(field.findText(text))
        elif isinstance(field, QListWidget):
            _tick(field, text.split("\n"))
        elif text == CHOSEN or not field.group():
            field.click()


CHOSEN, NOT_CHOSEN = "1", "0"
TICKED, NOT_TICKED = Qt.CheckState.Checked, Qt.CheckState.Unchecked


def _tick(field: QListWidget, wanted: Collection[str]) -> None:
    for item in map(field.item, range(field.count())):
        item.setCheckState(TICKED if item.text() in wanted else NOT_TICKED)


def _content(field: Field) -> str:
    if isinstance(field, QLineEdit):
        return field.text()
    if isinstance(field, QPlainTextEdit):
        return field.toPlainText()
    if isinstance(field, QComboBox):
        return field.currentText()
    if isinstance(field, QListWidget):
        items = map(field.item, range(field.count()))
        return "\n".join(each.text() for each in items if each.checkState() is TICKED)
    return CHOSEN if field.isChecked() else NOT_CHOSEN
