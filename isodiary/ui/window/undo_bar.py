"""The line that says what was just done, and offers to take it back."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from isodiary.domain.change import Change
from isodiary.domain.errors import DiaryError
from isodiary.domain.symptom import OwnSymptom
from isodiary.services.words.entries import change_words
from isodiary.ui.kit.button import Button, Look
from isodiary.ui.kit.card import Card, Ground
from isodiary.ui.kit.text import Text, Tone
from isodiary.ui.tools import Tools


class UndoBar(Card):
    """Stays until the next change, or until it is put away."""

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(tools.theme, parent=parent)
        self._tools = tools
        self.said = Text(tools.theme, wrap=True)
        self.undo = Button(tools.theme, "Undo", hint="Ctrl+Z")
        self.close_it = Button(tools.theme, "", Look.QUIET)
        self.close_it.setAccessibleName("Put this line away")
        row = QHBoxLayout()
        row.addWidget(self.said, 1)
        row.addWidget(self.undo)
        row.addWidget(self.close_it)
        self.body.addLayout(row)
        self.undo.clicked.connect(tools.editor.undo_stack.undo)
        self.close_it.clicked.connect(self.hide)
        tools.theme.changed.connect(self._draw)
        tools.editor.done.connect(self._tell_done)
        tools.editor.undone.connect(self._tell_undone)
        tools.editor.redone.connect(self._tell_redone)
        tools.editor.refused.connect(self._tell_refused)
        self._draw()
        self.hide()

    def tell(self, sentence: str) -> None:
        """Say something that cannot be taken back."""
        self._say(sentence, Tone.BODY, Ground.PLAIN, undo=False)

    def warn(self, sentence: str) -> None:
        """Say that something is wrong."""
        self._say(sentence, Tone.WARNING, Ground.WARNING, undo=False)

    @Slot(object)
    def _tell_done(self, change: Change) -> None:
        self._say(self._words(change), undo=True)

    @Slot(object)
    def _tell_undone(self, change: Change) -> None:
        self._say(f"Taken back. {self._words(change)}", undo=False)

    @Slot(object)
    def _tell_redone(self, change: Change) -> None:
        self._say(f"Made again. {self._words(change)}", undo=True)

    def _words(self, change: Change) -> str:
        return change_words(
            change,
            self._tools.catalogues.names(self._tools.diary.all(OwnSymptom)),
            self._tools.habits,
        )

    @Slot(object)
    def _tell_refused(self, error: DiaryError) -> None:
        self.warn(error.sentence)

    def _say(
        self,
        sentence: str,
        tone: Tone = Tone.BODY,
        ground: Ground = Ground.PLAIN,
        *,
        undo: bool,
    ) -> None:
        self.said.set_tone(tone)
        self.said.setText(sentence)
        self.set_ground(ground)
        self.undo.setVisible(undo)
        self.show()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, sentence))

    @Slot()
    def _draw(self) -> None:
        colour = self._tools.theme.colours.muted
        self.close_it.setIcon(self._tools.icons.tinted("close", colour))
