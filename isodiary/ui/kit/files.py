"""Saving something in a file that the user names."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from isodiary.domain.errors import DiaryError
from isodiary.ui.tools import Tools


class FileSaving(QObject):
    """Asks for a file in the user's documents, named after the day, and writes it.

    Signals:
        told: What was done, in a sentence.
    """

    told = Signal(str)

    def __init__(self, tools: Tools, widget: QWidget, file: str) -> None:
        """Args: `widget` is what the question stands over, `file` begins the name of the file."""
        super().__init__(widget)
        self._tools = tools
        self._widget = widget
        self._file = file

    def save(self, title: str, kinds: str, write: Callable[[Path], None]) -> None:
        """Ask, and let `write` write the file.

        Args:
            title: Of the question.
            kinds: As Qt wants them: "PDF (*.pdf)", several parted by ";;", the likely one first.
            write: Writes it; what it refuses is told.
        """
        path = self._ask(title, kinds, self._likely(_ending(kinds)))
        if path is None:
            return
        try:
            write(path)
        except DiaryError as error:
            self._tools.editor.refused.emit(error)
        else:
            self.told.emit(f"Saved as {path}")

    def _ask(self, title: str, kinds: str, likely: Path) -> Path | None:
        """Ask for a file; None if it is given up. Only a name that was asked about is replaced."""
        name, kind = QFileDialog.getSaveFileName(self._widget, title, str(likely), kinds)
        if not name or Path(name).suffix:
            return Path(name) if name else None
        path = Path(f"{name}.{_ending(kind or kinds)}")
        return self._ask(title, kinds, path) if path.exists() else path

    def _likely(self, ending: str) -> Path:
        documents = QStandardPaths.StandardLocation.DocumentsLocation
        folder = Path(QStandardPaths.writableLocation(documents))
        return folder / f"{self._file} {self._tools.today.isoformat()}.{ending}"


def _ending(kinds: str) -> str:
    """Return the ending of the first of the kinds: "pdf" of "PDF (*.pdf)"."""
    return kinds.partition("*.")[2].partition(")")[0]
