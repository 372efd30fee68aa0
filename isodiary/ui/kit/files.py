"""Saving something in a file that the user names, and finding it again."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from isodiary.domain.errors import DiaryError
from isodiary.language import _
from isodiary.ui.kit.button import Button
from isodiary.ui.kit.layouts import FlowLayout
from isodiary.ui.look.theme import Theme
from isodiary.ui.tools import Tools


def documents() -> Path:
    """Return the folder in which every question for a file begins."""
    place = QStandardPaths.StandardLocation.DocumentsLocation
    return Path(QStandardPaths.writableLocation(place))


def saved_words(path: Path) -> str:
    """Return what is said of a file that was written."""
    return _("Saved as {path}").format(path=path)


NAME_BYTES = 100
"""With what stands around it a name stays below the 143 bytes of an encrypted folder."""

FORBIDDEN = frozenset('<>:"/\\|?*')


def safe_name(text: str) -> str:
    """Return a text as it may stand within the name of a file on every system; perhaps nothing."""
    composed = unicodedata.normalize("NFC", text)
    kept = "".join(" " if _parts_words(c) else c for c in composed if not _unseen(c))
    short = " ".join(kept.split()).encode()[:NAME_BYTES].decode(errors="ignore")
    return short.strip(" .")


def _parts_words(letter: str) -> bool:
    return letter in FORBIDDEN or letter.isspace()


def _unseen(letter: str) -> bool:
    """Return whether nothing is seen of it: controls, and what turns the reading round."""
    return unicodedata.category(letter).startswith("C") and not letter.isspace()


class FileButtons(QWidget):
    """Opens a file that was saved, or the folder it is in."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._path = Path()
        self.open = Button(theme, _("Open"))
        self.folder = Button(theme, _("Show folder"))
        flow = FlowLayout(self)
        for button, does in ((self.open, self._open), (self.folder, self._show_folder)):
            flow.addWidget(button)
            button.clicked.connect(does)

    def show_path(self, path: Path) -> None:
        """Offer a file."""
        self._path = path
        self.open.setAccessibleName(_("Open {name}").format(name=path.name))
        self.folder.setAccessibleName(_("Show the folder of {name}").format(name=path.name))
        self.show()

    @Slot()
    def _open(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._path)))

    @Slot()
    def _show_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._path.parent)))


class FileSaving(QObject):
    """Asks for a file in the user's documents, named after the day, and writes it.

    Signals:
        told: What else was done, in a sentence.
        saved: The `Path` that was written.
        refused: Why nothing was, in a sentence.
    """

    told = Signal(str)
    saved = Signal(object)
    refused = Signal(str)

    def __init__(self, tools: Tools, widget: QWidget, file: str) -> None:
        """Args: `widget` is what the question stands over, `file` begins the name of the file."""
        super().__init__(widget)
        self._tools = tools
        self._widget = widget
        self._file = file

    def save(
        self, title: str, kinds: str, write: Callable[[Path], None], *, whose: str = ""
    ) -> None:
        """Ask, and let `write` write the file.

        Args:
            title: Of the question.
            kinds: As Qt wants them: "PDF (*.pdf)", several parted by ";;", the likely one first.
            write: Writes it; what it refuses is told.
            whose: The name of a person, for that of the file.
        """
        path = self._ask(title, kinds, self._likely(whose, _ending(kinds)))
        if path is None:
            return
        try:
            write(path)
        except DiaryError as error:
            self.refused.emit(error.sentence)
        else:
            self.saved.emit(path)

    def _ask(self, title: str, kinds: str, likely: Path) -> Path | None:
        """Ask for a file; None if it is given up. Only a name that was asked about is replaced."""
        name, kind = QFileDialog.getSaveFileName(self._widget, title, str(likely), kinds)
        if not name or _has_ending(name):
            return Path(name) if name else None
        path = Path(f"{name}.{_ending(kind or kinds)}")
        return self._ask(title, kinds, path) if path.exists() else path

    def _likely(self, whose: str, ending: str) -> Path:
        parts = (self._file, safe_name(whose), self._tools.today.isoformat())
        return documents() / f"{' '.join(part for part in parts if part)}.{ending}"


def _has_ending(name: str) -> bool:
    """Return whether a name has an ending; what follows the point of "A. King 2026" is none."""
    return Path(name).suffix[1:].isalnum()


def _ending(kinds: str) -> str:
    """Return the ending of the first of the kinds: "pdf" of "PDF (*.pdf)"."""
    return kinds.partition("*.")[2].partition(")")[0]
