"""What happened to one entry, from its first word on."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from isodiary.domain.change import Entry
from isodiary.domain.course import Phase
from isodiary.domain.errors import DiaryDamaged
from isodiary.domain.symptom import OwnSymptom
from isodiary.language import _
from isodiary.services.days.record import story
from isodiary.services.words.entries import entry_words
from isodiary.services.words.names import dose_names
from isodiary.ui.kit.button import Button, Look
from isodiary.ui.kit.lists import EntryList
from isodiary.ui.kit.rows import Row
from isodiary.ui.kit.text import Text, Tone
from isodiary.ui.tools import Tools


class EntryHistoryDialog(QDialog):
    """The history of an entry, oldest first. It changes nothing."""

    def __init__(self, tools: Tools, entry: Entry, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = tools.theme
        names = tools.catalogues.names(tools.diary.all(OwnSymptom))
        names |= dose_names(tools.diary.all(Phase))
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
        self._put_together()
        try:
            chapters = story(tools.diary, entry, names, tools.habits)
        except DiaryDamaged as error:
            self.trouble.setText(error.sentence)
            self.trouble.show()
            chapters = ()
        self.list.show_rows(
            [
                Row(title=each.act, detail=f"{each.when(tools.habits)}\n{each.now}", key=place)
                for place, each in enumerate(chapters, start=1)
            ]
        )
        self.list.choose_first()
        self.list.setFocus()

    def sizeHint(self) -> QSize:
        line_px = self.fontMetrics().height()
        room = self.screen().availableSize() * 0.9
        return QSize(line_px * 28, line_px * 24).boundedTo(room)

    def _put_together(self) -> None:
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.close_button)
        layout = QVBoxLayout(self)
        layout.addWidget(self.heading)
        layout.addWidget(self.trouble)
        layout.addWidget(self.list, 1)
        layout.addLayout(buttons)
