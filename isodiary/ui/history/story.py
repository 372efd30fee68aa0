"""What happened to one entry, from its first word on."""

from __future__ import annotations

from PySide6.QtCore import QSize, Slot
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from isodiary.domain.change import Entry
from isodiary.domain.errors import DiaryDamaged
from isodiary.language import _, marked
from isodiary.services.days.record import Chapter, story
from isodiary.services.safety.forget import erasable_of
from isodiary.services.words.entries import entry_words
from isodiary.storage.forgetting import Former
from isodiary.ui.kit.button import Button, Look
from isodiary.ui.kit.lists import EntryList
from isodiary.ui.kit.rows import Row
from isodiary.ui.kit.text import Text, Tone
from isodiary.ui.safety.deleted import ask_to_forget, names_of
from isodiary.ui.tools import Tools

ERASE = marked("&Erase what it was before…")


class EntryHistoryDialog(QDialog):
    """The history of an entry, oldest first; what it was before can be erased for good."""

    def __init__(self, tools: Tools, entry: Entry, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = tools.theme
        self._tools = tools
        self._entry = entry
        self._names = names = names_of(tools)
        self.setWindowTitle(_("History of this entry"))
        self.heading = Text(
            tools.theme, entry_words(entry, names, tools.habits), Tone.HEADING, wrap=True
        )
        self.trouble = Text(tools.theme, tone=Tone.WARNING, wrap=True)
        self.trouble.hide()
        self.list = EntryList(tools.theme, _("What happened to this entry"))
        self.list.opened.connect(self.accept)  # there is nothing more to open
        self.close_button = Button(tools.theme, _("&Close"), Look.PRIMARY)
        self.close_button.setDefault(True)
        self.close_button.clicked.connect(self.accept)
        self.erase = Button(tools.theme, _(ERASE))
        self.erase.clicked.connect(self._ask_to_erase)
        self._put_together()
        self.reload()
        self.list.setFocus()

    @Slot()
    def reload(self) -> None:
        """Tell what is known by now."""
        tools = self._tools
        former: Former | None = None
        chapters: tuple[Chapter, ...] = ()
        try:
            chapters = story(tools.diary, self._entry, self._names, tools.habits)
            former = erasable_of(tools.diary, self._entry)
        except DiaryDamaged as error:
            self.trouble.setText(error.sentence)
            self.trouble.show()
        self._former = former
        self.erase.setVisible(former is not None)
        self.list.show_rows(
            [
                Row(title=each.act, detail=f"{each.when(tools.habits)}\n{each.now}", key=place)
                for place, each in enumerate(chapters, start=1)
            ]
        )
        self.list.choose_first()

    def sizeHint(self) -> QSize:
        line_px = self.fontMetrics().height()
        room = self.screen().availableSize() * 0.9
        return QSize(line_px * 28, line_px * 24).boundedTo(room)

    @Slot()
    def _ask_to_erase(self) -> None:
        if self._former is not None:
            ask_to_forget(self._tools, [self._former], self, self.reload)

    def _put_together(self) -> None:
        buttons = QHBoxLayout()
        buttons.addWidget(self.erase)
        buttons.addStretch(1)
        buttons.addWidget(self.close_button)
        layout = QVBoxLayout(self)
        layout.addWidget(self.heading)
        layout.addWidget(self.trouble)
        layout.addWidget(self.list, 1)
        layout.addLayout(buttons)
