"""Gives the pages to a printer or into a file."""

from __future__ import annotations

from functools import partial

from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from isodiary.report.output import save_html, save_pdf
from isodiary.report.press.leaves import Leaves
from isodiary.report.sheet.content import Sheet
from isodiary.ui.desk import Desk
from isodiary.ui.file_saving import FileSaving


class ReportOutput(FileSaving):
    """Prints pages, and saves them."""

    def __init__(
        self, desk: Desk, page: QWidget, *, what: str = "The visit report", file: str = "isodiary"
    ) -> None:
        """Args: `what` names what is printed, `file` begins the name of a file."""
        super().__init__(desk, page, file)
        self._what = what

    def print(self, pages: Leaves) -> None:
        """Ask for a printer, and print."""
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(pages.title)
        printer.setPageLayout(pages.paper.layout())
        dialog = QPrintDialog(printer, self._widget)
        dialog.setMinMax(1, pages.count)
        if dialog.exec() == QPrintDialog.DialogCode.Accepted:
            pages.print_to(printer)
            self.told.emit(f"{self._what} was given to the printer.")

    def save_pdf(self, pages: Leaves) -> None:
        """Ask for a file, and write the pages as PDF."""
        self.save("Save as PDF", "PDF (*.pdf)", partial(save_pdf, pages))

    def save_html(self, sheet: Sheet) -> None:
        """Ask for a file, and write the sheet as HTML."""
        self.save("Save as HTML", "HTML (*.html)", partial(save_html, sheet))
