"""From the diary to the sheet of a layout, read once for the same days; and to printer or file."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from isodiary import __version__
from isodiary.domain.appendix import Appendix
from isodiary.domain.course_days import CourseDays
from isodiary.domain.record import KeptOff
from isodiary.domain.summary import Summary
from isodiary.language import _, plural
from isodiary.report.layout import ReportLayout
from isodiary.report.output import save_html, save_pdf
from isodiary.report.pack import save_pack
from isodiary.report.press.leaves import Leaves
from isodiary.report.sheet.content import Sheet
from isodiary.report.sheet.plain_text import plain_text
from isodiary.report.sheet.sheet import visit_sheet
from isodiary.services.exchange.choice import ExportChoice
from isodiary.services.exchange.out import for_a_visit
from isodiary.services.figures.appendix import read_appendix
from isodiary.services.figures.course_days import read_course_days
from isodiary.services.figures.periods import Span, period_of
from isodiary.services.figures.summarise import summarise
from isodiary.services.habits import PLAIN, Habits
from isodiary.services.kept_off import Module, marked_modules, off_paper
from isodiary.storage.reads.days import own_symptoms, tracked
from isodiary.ui.kit.files import FileSaving
from isodiary.ui.tools import Tools


class ReportOutput(FileSaving):
    """Prints pages, and saves them."""

    def __init__(
        self, tools: Tools, page: QWidget, *, what: str = "", file: str = "isodiary"
    ) -> None:
        """Args: `what` names what is printed, `file` begins the name of a file."""
        super().__init__(tools, page, file)
        self._what = what or _("The visit report")

    def print(self, pages: Leaves) -> None:
        """Ask for a printer, and print."""
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(pages.title)
        printer.setPageLayout(pages.paper.layout())
        dialog = QPrintDialog(printer, self._widget)
        dialog.setMinMax(1, pages.count)
        if dialog.exec() == QPrintDialog.DialogCode.Accepted:
            pages.print_to(printer)
            if printer.outputFileName():  # "print to file" is no printer
                self.saved.emit(Path(printer.outputFileName()))
            else:
                self.told.emit(_("{what} was given to the printer.").format(what=self._what))

    def save_pdf(self, pages: Leaves, *, whose: str = "") -> None:
        """Ask for a file, with the name of a person in its name, and write the pages as PDF."""
        self.save(_("Save as PDF"), _("PDF (*.pdf)"), partial(save_pdf, pages), whose=whose)

    def save_html(self, sheet: Sheet, *, whose: str = "") -> None:
        """Ask for a file, with the name of a person in its name, and write the sheet as HTML."""
        self.save(_("Save as HTML"), _("HTML (*.html)"), partial(save_html, sheet), whose=whose)

    def save_pack(
        self, pages: Leaves, sheet: Sheet, tables: Mapping[str, bytes], *, whose: str = ""
    ) -> None:
        """Ask for a file, and write all for a visit by video into one archive."""
        write = partial(save_pack, pages, sheet, tables)
        self.save(_("For a visit by video"), _("Archive (*.zip)"), write, whose=whose)

    def copy_text(self, sheet: Sheet) -> None:
        """Put the figures on the clipboard as a few lines of text."""
        text = plain_text(sheet)
        QGuiApplication.clipboard().setText(text)
        said = plural(
            len(text),
            "The figures were copied as text, {count} character.",
            "The figures were copied as text, {count} characters.",
        )
        self.told.emit(said)


Days = tuple[date | None, date | None]


class ReportSource:
    """What the pages of a report are made of."""

    def __init__(self, tools: Tools) -> None:
        self._tools = tools
        self._days: Days | None = None
        self._summary: Summary | None = None
        self._charted: CourseDays | None = None
        self._appendix: Appendix | None = None

    def forget(self) -> None:
        """Read the diary again the next time."""
        self._summary = self._charted = self._appendix = None

    def marks(self) -> list[KeptOff]:
        """Return the marks that keep something off paper."""
        return self._tools.diary.all(KeptOff)

    def marked(self) -> frozenset[Module]:
        """Return the parts of the diary that a mark keeps off paper."""
        return marked_modules(self.marks())

    def summary(self, layout: ReportLayout) -> Summary:
        """Return the figures of the days that a layout covers.

        Raises:
            DiaryError: There are none.
        """
        tools = self._tools
        days = self._days_of(layout)
        if self._summary is None or days != self._days:
            self.forget()
            self._days = days
            self._summary = summarise(
                tools.diary,
                now=tools.now,
                first=days[0],
                last=days[1],
                warning_signs=tools.catalogues.warning_signs,
            )
        return self._summary

    def _days_of(self, layout: ReportLayout) -> Days:
        """Return the first and the last day; None where `summarise` knows it itself."""
        tools, span = self._tools, layout.span
        if span is Span.SINCE_VISIT:
            return None, None
        period = period_of(tools.diary, span, tools.today, layout.own)
        return (period.first, period.last) if period else (None, None)

    def sheet(self, layout: ReportLayout, habits: Habits = PLAIN) -> Sheet:
        """Return what the pages of a layout say: alike to everybody but where read on the screen.

        Raises:
            DiaryError: There is nothing to say.
        """
        tools, summary = self._tools, self.summary(layout)
        symptoms = tools.catalogues.symptoms
        off = off_paper(self.marks(), symptoms, tools.catalogues.labs, layout.printed)
        return visit_sheet(
            summary,
            self._charted_days(summary),
            tools.catalogues.names(own_symptoms(tools.diary)),
            printed=tools.now,
            version=__version__,
            tracked=[each.symptom for each in tracked(tools.diary)],
            options=layout.options(off),
            acne_grades=[grade.label for grade in tools.catalogues.acne.overall],
            days=self._every_day(summary) if layout.appendix else None,
            habits=habits,
        )

    def tables(self, layout: ReportLayout) -> Mapping[str, bytes]:
        """Return what goes to a doctor beside the sheet, without what a layout keeps off."""
        tools = self._tools
        catalogues = tools.catalogues
        off = off_paper(self.marks(), catalogues.symptoms, catalogues.labs, layout.printed)
        names = catalogues.names(own_symptoms(tools.diary))
        choice = ExportChoice(now=tools.now, off=off, without_marked=True, names=names)
        return for_a_visit(tools.diary, choice)

    def _charted_days(self, summary: Summary) -> CourseDays:
        if self._charted is None:
            signs = self._tools.catalogues.warning_signs
            self._charted = read_course_days(self._tools.diary, summary, warning_signs=signs)
        return self._charted

    def _every_day(self, summary: Summary) -> Appendix:
        if self._appendix is None:
            self._appendix = read_appendix(self._tools.diary, summary)
        return self._appendix
