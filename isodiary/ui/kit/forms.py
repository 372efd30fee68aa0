"""What the dialogs for a single entry have in common: fields, problems and doubts in their place.

What is typed is kept until the diary has it: a refusal is told inside the dialog, which stays open.
A doubt is asked once: the second Save saves.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from PySide6.QtCore import QObject, QSize, Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QDialogButtonBox,
    QFrame,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from isodiary.domain.change import Change
from isodiary.domain.errors import DiaryError
from isodiary.language import _
from isodiary.services.words.days import clock_time, near_day
from isodiary.ui.kit.button import Button, Look
from isodiary.ui.kit.drafting import Drafting, DraftRow
from isodiary.ui.kit.fields.base import AnyField, all_hold, form
from isodiary.ui.kit.text import Text, Tone
from isodiary.ui.look.theme import Theme
from isodiary.ui.tools import Tools


def ask(dialog: QDialog, take: Callable[[Any], object] | None = None, *, about: str = "") -> None:
    """Open a dialog over its window, and go on at once; the only way to open one.

    Args:
        dialog: What is asked. It writes nothing.
        take: Is given what an `AskDialog` has for `answer` before that closes; a `DiaryError` is
            told there, and the dialog stays open. None where nothing comes of it.
        about: What is written about, an id or a day; a draft is kept by it.

    The focus comes back to what had it.
    """
    if isinstance(dialog, AskDialog):
        dialog.take = take
        dialog.keep_draft(about)
    asking = _Asking(dialog, QApplication.focusWidget())
    dialog.finished.connect(asking.give_back)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()


def close_button(dialog: QDialog, theme: Theme) -> Button:
    """Return what closes a dialog that has nothing to save, for whoever has no Escape key."""
    button = Button(theme, _("Close"), hint="Esc")
    button.clicked.connect(dialog.reject)
    return button


class _Asking(QObject):
    """Remembers what had the focus while a dialog is open."""

    def __init__(self, dialog: QDialog, held: QWidget | None) -> None:
        super().__init__(dialog)
        self._held = held

    @Slot()
    def give_back(self) -> None:
        if self._held is not None and isValid(self._held) and self._held.isVisible():
            self._held.setFocus()


class AskDialog(QDialog):
    """Asks for something; what is done with it is up to who opened it.

    Attributes:
        problem: What is wrong with the whole, or the doubt that is asked.
        save, cancel: The buttons.
        buttons: Both and others, in the order of the platform.
        take: What is done with the answer; see `ask`.
        drafted_by: The tools of a dialog that keeps what was typed; None where it does not.
        draft: Offers what was typed before and not saved; None where nothing was.
    """

    take: Callable[[Any], object] | None = None
    drafted_by: Tools | None = None
    draft: DraftRow | None = None

    def __init__(
        self, theme: Theme, title: str, parent: QWidget | None = None, *, save: str = ""
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.problem = Text(theme, tone=Tone.WARNING, wrap=True)
        self.problem.hide()
        self.save = Button(theme, save or _("&Save"), Look.PRIMARY)
        self.save.setDefault(True)
        self.save.clicked.connect(self.accept)
        self.cancel = Button(theme, _("&Cancel"))
        self.cancel.clicked.connect(self.reject)
        self.buttons = QDialogButtonBox()
        self.buttons.addButton(self.save, QDialogButtonBox.ButtonRole.AcceptRole)
        self.buttons.addButton(self.cancel, QDialogButtonBox.ButtonRole.RejectRole)

    def keep_draft(self, about: str) -> None:
        """Keep what is typed until it is saved, and offer what was typed before.

        Args:
            about: What is written about; nothing for a new entry.
        """
        tools = self.drafted_by
        if tools is None:
            return
        key = " ".join((type(self).__name__, about)).strip()
        drafting = Drafting(self, tools.drafts, key, tools.now.isoformat(timespec="minutes"))
        self.cancel.clicked.connect(drafting.drop)
        if (draft := drafting.offered) is not None:
            at = datetime.fromisoformat(draft.at)
            since = f"{near_day(at.date(), tools.today)}, {clock_time(at, tools.habits)}"
            self.draft = DraftRow(tools.theme, since)
            self.draft.resume.clicked.connect(drafting.resume)
            self.draft.discard.clicked.connect(drafting.drop)
            for button in (self.draft.resume, self.draft.discard):
                button.clicked.connect(self.draft.hide)
            layout = self.layout()
            assert isinstance(layout, QVBoxLayout)
            layout.insertWidget(0, self.draft)

    def answer(self) -> object:
        """Return what was asked for.

        Raises:
            DiaryError: There is none yet, or it cannot be.
        """
        raise NotImplementedError

    @Slot()
    def accept(self) -> None:
        """Give the answer to who asked, and close; a refusal is told, and the dialog stays."""
        try:
            answer = self.answer()
            if self.take is not None:
                self.take(answer)
        except DiaryError as error:
            self.tell(error.sentence)
        else:
            super().accept()

    def tell(self, sentence: str) -> None:
        """Say what is wrong with the whole."""
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))
        self.problem.setAccessibleName(sentence)
        self.save.setAccessibleDescription(sentence)


class FormDialog(AskDialog):
    """Fields under each other, a line for what is wrong, Save and Cancel.

    Attributes:
        form: The layout of the fields.
    """

    def __init__(self, tools: Tools, title: str, parent: QWidget | None = None) -> None:
        super().__init__(tools.theme, title, parent)
        self.tools = self.drafted_by = tools
        self._fields: list[AnyField] = []
        self._asked: Sequence[str] = ()
        self.form = form()
        self._put_together()
        everywhere = QShortcut(QKeySequence("Ctrl+Return"), self)  # also from within a note
        everywhere.activated.connect(self.accept)

    def add_field(self, field: AnyField) -> None:
        """Add a field under the others."""
        assert isinstance(field, QWidget)
        self._fields.append(field)
        self.form.addRow(field.label, field)
        field.changed.connect(self._think_again)

    def add_text(self, words: str) -> None:
        """Add a line of text under the fields."""
        self.form.addRow(Text(self.tools.theme, words, Tone.SMALL, wrap=True))

    def doubts(self) -> Sequence[str]:
        """Return what to ask once before it is saved. Called once every field has a value."""
        return ()

    @Slot()
    def accept(self) -> None:
        """Save, unless something is wrong or doubtful."""
        if not self._fields_hold():
            return
        try:
            doubts = self.doubts()
        except DiaryError as error:
            self.tell(error.sentence)
            return
        if doubts and doubts != self._asked:
            self._ask(doubts)
        else:
            super().accept()

    def tell(self, sentence: str) -> None:
        super().tell(sentence)
        self.make_room()

    def make_room(self) -> None:
        """Grow to what is shown now, as far as the screen goes; never shrink under the mouse."""
        layout = self.layout()
        assert layout is not None
        self.form.activate()
        self._scrolled.updateGeometry()  # else the layout keeps the height of the fields before
        layout.activate()
        self.resize(self.size().expandedTo(self.sizeHint()))

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        screen = self.screen().availableSize()
        widest_px = self.tools.theme.font().pointSizeF() * 60
        return hint.expandedTo(QSize(round(widest_px * 0.75), 0)).boundedTo(screen * 0.9)

    def _fields_hold(self) -> bool:
        """Say what is wrong beside each field that is seen; go to the first."""
        shown = [field for field in self._fields if self._is_shown(field)]
        held = all_hold(shown)
        self.make_room()
        return held

    def _is_shown(self, field: AnyField) -> bool:
        return isinstance(field, QWidget) and self.form.isRowVisible(field)

    def _ask(self, doubts: Sequence[str]) -> None:
        self._asked = tuple(doubts)
        self.tell(_("{doubts} Is it so?").format(doubts=" ".join(doubts)))
        self.save.setText(_("&Save anyway"))

    @Slot()
    def _think_again(self) -> None:
        """Forget what was asked, since something else is filled in."""
        if self._asked:
            self._asked = ()
            self.save.setText(_("&Save"))
        self.tell("")

    def _put_together(self) -> None:
        fields = QWidget()
        fields.setLayout(self.form)
        self._scrolled = scrolled = _Scrolled()
        scrolled.setWidget(fields)
        scrolled.setWidgetResizable(True)
        scrolled.setFrameShape(QFrame.Shape.NoFrame)
        scrolled.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scrolled.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        layout = QVBoxLayout(self)
        layout.addWidget(scrolled, 1)
        layout.addWidget(self.problem)
        layout.addWidget(self.buttons)


class _Scrolled(QScrollArea):
    """An area that is as high as its fields where the screen has room for them."""

    def sizeHint(self) -> QSize:
        fields = self.widget()
        assert fields is not None
        hint = fields.sizeHint()
        bar_px = self.verticalScrollBar().sizeHint().width()
        # as if a scroll bar took its room, since a bar that appears makes lines wrap
        wrapped_px = fields.heightForWidth(hint.width() - bar_px)
        # never less than its smallest height, which Qt reckons with all labels above their fields
        height_px = max(hint.height(), wrapped_px, fields.minimumSizeHint().height())
        return QSize(hint.width() + bar_px, height_px + self.fontMetrics().height())


class EntryDialog(FormDialog):
    """A form whose values become one change of the diary."""

    def change(self) -> Change | None:
        """Return the change that the fields ask for; None changes nothing.

        Raises:
            DiaryError: It cannot be made.
        """
        raise NotImplementedError

    def answer(self) -> Change | None:
        return self.change()
