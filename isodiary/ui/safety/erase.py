"""Erasing the diary for good: what goes, what remains, and one more question."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QMessageBox, QVBoxLayout, QWidget

from isodiary.domain.errors import DiaryError
from isodiary.language import _, marked, plural
from isodiary.services.safety.erase import erase_diary, remains
from isodiary.storage.backup_files import backup_files
from isodiary.ui.kit.button import Button
from isodiary.ui.kit.text import Text, Tone, breakable
from isodiary.ui.tools import Tools

GOES = marked(
    "The diary, {backups}, drafts, settings and logs are erased for good. Nothing brings them back."
)
ERASED = marked("The diary is erased. {left}")
SURE = marked("I want all of it &gone")


class EraseDialog(QDialog):
    """Says what is erased and what is not; nothing happens before the box is ticked.

    Signals: `confirmed` once it is to be done.

    Attributes:
        sure: The box.
        erase, cancel: The buttons.
    """

    confirmed = Signal()

    def __init__(self, tools: Tools, path: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Erase the diary"))
        theme = tools.theme
        count = plural(len(backup_files(path)), "{count} backup", "{count} backups")
        self.sure = QCheckBox(_(SURE))
        self.erase = Button(theme, _("&Erase"))
        self.erase.setEnabled(False)
        self.cancel = Button(theme, _("&Cancel"))
        self.sure.toggled.connect(self.erase.setEnabled)
        self.erase.clicked.connect(self._confirm)
        self.cancel.clicked.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(Text(theme, _("Erase this diary?"), Tone.TITLE, wrap=True))
        column.addWidget(Text(theme, breakable(str(path)), Tone.SMALL, wrap=True))
        column.addWidget(Text(theme, _(GOES).format(backups=count), Tone.WARNING, wrap=True))
        for sentence in remains(path):
            column.addWidget(Text(theme, sentence, wrap=True))
        column.addStretch(1)
        column.addWidget(self.sure)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.erase)
        row.addWidget(self.cancel)
        column.addLayout(row)
        most_px = self.screen().availableSize().width() * 92 // 100
        width_px = min(62 * self.fontMetrics().averageCharWidth(), most_px)
        self.resize(width_px, column.totalHeightForWidth(width_px))
        self.cancel.setFocus()

    @Slot()
    def _confirm(self) -> None:
        self.accept()
        self.confirmed.emit()


def erase_and_tell(path: Path, others: Iterable[Path]) -> None:
    """Erase a diary that is closed, and say what remains, or why it is still there."""
    left = " ".join(remains(path))
    try:
        erase_diary(path, others)
    except DiaryError as error:
        left = error.sentence
    box = QMessageBox(QMessageBox.Icon.Information, "isodiary", _(ERASED).format(left=left))
    box.setTextFormat(Qt.TextFormat.PlainText)  # a folder may have any name
    box.exec()
