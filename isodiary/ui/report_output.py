"""Gives the pages to a printer or into a file."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Signal
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QFileDialog, QWidget

from isodiary.domain.errors import DiaryError
from isodiary.report.content import Sheet
from isodiary.report.leaves import Leaves
from isodiary.report.saving import save_html, save_pdf
from isodiary.ui.desk import Desk


class ReportOutput(QObject):
    """Asks where to, and writes.

    Signals:
        told: What was written, in a sentence.
    """

    told = Signal(str)

    def __init__(
        self, desk: Desk, page: QWidget, *, what: str = "The visit report", file: str = "isodiary"
    ) -> None:
        """Args: `what` names what is printed, `file` begins the name of a file."""
        super().__init__(page)
        self._desk = desk
        self._page = page
        self._what = what
        self._file = file

    def print(self, pages: Leaves) -> None:
        """Ask for a printer, and print."""
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(pages.title)
        printer.setPageLayout(pages.paper.layout())
        dialog = QPrintDialog(printer, self._page)
        dialog.setMinMax(1, pages.count)
        if dialog.exec() == QPrintDialog.DialogCode.Accepted:
            pages.print_to(printer)
            self.told.emit(f"{self._what} was given to the printer.")

    def save_pdf(self, pages: Leaves) -> None:
        """Ask for a file, and write the pages as PDF."""
        self._save("PDF", "pdf", partial(save_pdf, pages))

    def save_html(self, sheet: Sheet) -> None:
        """Ask for a file, and write the sheet as HTML."""
        self._save("HTML", "html", partial(save_html, sheet))

    def _save(self, kind: str, ending: str, write: Callable[[Path], None]) -> None:
        path = self._ask(kind, ending, self._likely(ending))
        if path is None:
            return
        try:
            write(path)
        except DiaryError as error:
            self._desk.editor.refused.emit(error)
        else:
            self.told.emit(f"Saved as {path}")

    def _ask(self, kind: str, ending: str, likely: Path) -> Path | None:
        """Ask for a file; None if it is given up. Only a name that was asked about is replaced."""
        name, _ = QFileDialog.getSaveFileName(
            self._page, f"Save as {kind}", str(likely), f"{kind} (*.{ending})"
        )
        if not name or Path(name).suffix:
            return Path(name) if name else None
        path = Path(f"{name}.{ending}")
        return self._ask(kind, ending, path) if path.exists() else path

    def _likely(self, ending: str) -> Path:
        """Return a file in the user's documents, named after the day."""
        documents = QStandardPaths.StandardLocation.DocumentsLocation
        folder = Path(QStandardPaths.writableLocation(documents))
        return folder / f"{self._file} {self._desk.today.isoformat()}.{ending}"
