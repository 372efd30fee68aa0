"""The note of the day in its line: typed there, and in the diary as soon as it is left."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QHideEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QLineEdit

from isodiary.domain.record import DayNote
from isodiary.language import _
from isodiary.storage.drafts import Draft
from isodiary.ui.tools import Tools
from isodiary.ui.window.commands import BY_ID, key_of

KEEP_AFTER_MS = 1000
WORDS = "words"
MOST = 10_001
"""One more than a note can have, so that more is refused in words, and not cut off unseen."""


class TodayNote(QLineEdit):
    """One line for the patient's words about a day.

    What was typed is written with Enter, and whenever the line is left: for another line, page,
    day or program, or as the window closes. A refusal leaves it standing. What a crash left
    unwritten stands in the line again. A note of several lines is only shown here, and written in
    its dialog.

    Signals:
        left: Escape was pressed.
        more_asked: The note is wanted in its dialog.
    """

    left = Signal()
    more_asked = Signal()

    def __init__(self, tools: Tools, write: Callable[[date, str], bool]) -> None:
        """Args: `write` makes words the note of a day, and returns whether the diary has them."""
        super().__init__()
        self.setMaxLength(MOST)
        self._tools = tools
        self._write = write
        self._day = date.min
        self._soon = QTimer(self, singleShot=True)
        self._soon.setInterval(KEEP_AFTER_MS)
        self._soon.timeout.connect(self.keep_draft)
        self.textEdited.connect(self._soon.start)
        self.setTextMargins(6, 2, 6, 2)
        self.setAccessibleName(_("Note for the day"))
        self.setAccessibleDescription(_("Enter or leaving the line saves"))

    def show_note(self, day: date, note: DayNote | None, *, today: bool) -> None:
        """Show the note of a day; words of it that are not saved yet stay."""
        self.setPlaceholderText(_("Note for today…") if today else _("Note for the day…"))
        if self.isModified() and day == self._day:
            return
        self._day = day
        lines = note.text.splitlines() if note is not None else []
        self.setReadOnly(len(lines) > 1)
        self.setToolTip(note.text if note is not None else "")
        self._show(" ".join(lines))
        draft = self._tools.drafts.of(self._key)
        if draft is not None and not self.isReadOnly():
            self.setText(draft.typed[WORDS])
            self.setModified(True)

    def commit(self) -> None:
        """Write what was typed and is not in the diary yet."""
        if self.isModified() and self._write(self._day, self.text()):
            self._soon.stop()
            self._tools.drafts.drop(self._key)
            self._show(self.text().strip())

    @Slot()
    def keep_draft(self) -> None:
        """Keep what is typed and not in the diary yet for a start after a crash."""
        if self.isModified():
            at = self._tools.now.isoformat(timespec="minutes")
            typed = {WORDS: self.text()}
            self._tools.drafts.keep(self._key, Draft(title=_("Note"), at=at, typed=typed))

    @property
    def _key(self) -> str:
        return f"note line {self._day}"

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.commit()
            if self.isReadOnly():
                self.more_asked.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.commit()
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self.isReadOnly():
            self.more_asked.emit()
        else:
            super().mouseDoubleClickEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = self.createStandardContextMenu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addSeparator()
        more = menu.addAction(f"{BY_ID['note'].said}\t{key_of('note')}")
        more.triggered.connect(self.more_asked)
        menu.popup(event.globalPos())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.commit()

    def hideEvent(self, event: QHideEvent) -> None:
        self.commit()
        super().hideEvent(event)

    def _show(self, words: str) -> None:
        if words != self.text():
            self.setText(words)
            self.setCursorPosition(0)
        self.setModified(False)
