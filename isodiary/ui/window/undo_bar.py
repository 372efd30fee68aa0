"""The line that says what was just done, and offers to take it back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from isodiary.domain.change import Change
from isodiary.domain.course import Phase
from isodiary.domain.errors import DiaryError
from isodiary.domain.symptom import OwnSymptom
from isodiary.language import _, plural
from isodiary.services.words.entries import act_words, change_words
from isodiary.services.words.names import dose_names
from isodiary.ui.kit.button import Button, Look
from isodiary.ui.kit.card import Card, Ground
from isodiary.ui.kit.text import Text, Tone
from isodiary.ui.tools import Tools
from isodiary.ui.window.commands import key_of
from isodiary.ui.window.menus import WindowActs
from isodiary.ui.window.page import Page

if TYPE_CHECKING:
    from isodiary.ui.kit.files import FileButtons

MOST_BEFORE = 3
"""So many kinds of acts are named besides the last one."""


class UndoBar(Card):
    """Tells everything that was done since it was last put away; goes with the next page.

    Its parts are made when there is something to say; no start waits for them.
    """

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(tools.theme, parent=parent)
        self._tools = tools
        self._told: list[str] = []
        self._made = False
        tools.theme.changed.connect(self._draw)
        tools.editor.done.connect(self._tell_done)
        tools.editor.undone.connect(self._tell_undone)
        tools.editor.redone.connect(self._tell_redone)
        tools.editor.refused.connect(self._tell_refused)
        self.leave()

    @cached_property
    def said(self) -> Text:
        """What was done."""
        return Text(self._tools.theme, wrap=True)

    @cached_property
    def undo(self) -> Button:
        """Takes the last change back, and names it."""
        button = Button(self._tools.theme, _("Undo"), hint=key_of("undo"))
        button.clicked.connect(self._tools.editor.undo_stack.undo)
        return button

    @cached_property
    def file(self) -> FileButtons:
        """Opens what was saved."""
        from isodiary.ui.kit.files import FileButtons

        return FileButtons(self._tools.theme)

    @cached_property
    def close_it(self) -> Button:
        """Puts the line away."""
        button = Button(self._tools.theme, "", Look.QUIET)
        button.setAccessibleName(_("Put this line away"))
        button.clicked.connect(self.leave)
        return button

    def hear(self, page: Page | WindowActs) -> None:
        """Tell what a page says, or a command of the window."""
        page.notice.connect(self.tell)
        page.warned.connect(self.warn)
        page.saved.connect(self.tell_saved)

    @Slot(str)
    def tell(self, sentence: str) -> None:
        """Say something that cannot be taken back."""
        self._say(sentence)

    @Slot(str)
    def warn(self, sentence: str) -> None:
        """Say that something is wrong."""
        self._say(sentence, Tone.WARNING, Ground.WARNING)

    @Slot(object)
    def tell_saved(self, path: Path) -> None:
        """Say where a file was saved, and offer it."""
        from isodiary.ui.kit.files import saved_words

        self._say(saved_words(path))
        self.file.show_path(path)

    def tell_drafts(self) -> None:
        """Say what was typed and not saved before the window was closed, or fell."""
        titles = dict.fromkeys(draft.title for draft in self._tools.drafts.all.values())
        if titles:
            named = ", ".join(titles)
            said = _("Typed and not saved: {titles}. It is offered where you typed it.")
            self.tell(said.format(titles=named))

    @Slot()
    def leave(self) -> None:
        """Go, and forget what was told: it was seen."""
        self._told.clear()
        self.hide()

    @Slot(object)
    def _tell_done(self, change: Change) -> None:
        before = _counted(self._told)
        self._told.append(act_words(change.act))
        said = self._words(change)
        self._say(
            _("{done}. Before it: {before}.").format(done=said, before=before) if before else said,
            undo=True,
        )

    @Slot(object)
    def _tell_undone(self, change: Change) -> None:
        self._told.clear()
        self._say(_("Taken back. {change}").format(change=self._words(change)), undo=True)

    @Slot(object)
    def _tell_redone(self, change: Change) -> None:
        self._told.clear()
        self._say(_("Made again. {change}").format(change=self._words(change)), undo=True)

    def _words(self, change: Change) -> str:
        tools = self._tools
        names = tools.catalogues.names(tools.diary.all(OwnSymptom))
        names |= dose_names(tools.diary.all(Phase))
        return change_words(change, names, tools.habits)

    @Slot(object)
    def _tell_refused(self, error: DiaryError) -> None:
        self.warn(error.sentence)

    @Slot(str)
    def _name_undo(self, words: str) -> None:
        """Name what Ctrl+Z takes back now; without words there is nothing."""
        self.undo.setText(_("Undo: {change}").format(change=words) if words else _("Undo"))
        self.undo.setEnabled(bool(words))

    def _say(
        self,
        sentence: str,
        tone: Tone = Tone.BODY,
        ground: Ground = Ground.PLAIN,
        *,
        undo: bool = False,
    ) -> None:
        self._make()
        self.said.set_tone(tone)
        self.said.setText(sentence)
        self.set_ground(ground)
        self.file.hide()
        self.undo.setVisible(undo and self._tools.editor.undo_stack.canUndo())
        self.show()
        if tone is not Tone.WARNING:  # else the text has announced itself
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, sentence))

    def _make(self) -> None:
        if self._made:
            return
        self._made = True
        row = QHBoxLayout()
        row.addWidget(self.said, 1)
        for widget in (self.file, self.undo, self.close_it):
            row.addWidget(widget)
        self.body.addLayout(row)
        stack = self._tools.editor.undo_stack
        stack.undoTextChanged.connect(self._name_undo)
        self._name_undo(stack.undoText())
        self._draw()

    @Slot()
    def _draw(self) -> None:
        if self._made:
            colour = self._tools.theme.colours.muted
            self.close_it.setIcon(self._tools.icons.tinted("close", colour))


def _counted(told: Sequence[str]) -> str:
    """Return what was told before, newest first, the same act once with its count."""
    counts = Counter(reversed(told))
    named = [
        act
        if count == 1
        else plural(count, "{act} ({count} time)", "{act} ({count} times)").format(act=act)
        for act, count in counts.items()
    ]
    more = len(named) - MOST_BEFORE
    said = ", ".join(named[:MOST_BEFORE])
    if more <= 0:
        return said
    return plural(more, "{acts} and {count} more", "{acts} and {count} more").format(acts=said)
