"""Pages that are laid out: painted on a screen, by a printer or into a PDF, all alike.

A PDF says which language it is in, which Qt does not say. What stands at the end of a PDF replaces
what stood before, so the catalog, the entry that holds the language, is written again behind the
file, and nothing of it is moved.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QRectF, QSize
from PySide6.QtGui import QImage, QPagedPaintDevice, QPainter, QPdfWriter

from isodiary.report.press.paper import PX_PER_INCH, Paper

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter


LANGUAGE = "en-GB"

_ROOT = re.compile(rb"/Root (\d+) 0 R")
_SIZE = re.compile(rb"/Size (\d+)")
_INFO = re.compile(rb"/Info \d+ 0 R")
_START = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*\Z")


def with_language(pdf: bytes, language: str = LANGUAGE) -> bytes:
    """Return a PDF that names its language; one of an unknown shape stays as it is."""
    start = _START.search(pdf)
    trailer = pdf[pdf.rfind(b"trailer") :]
    root, size, info = _ROOT.search(trailer), _SIZE.search(trailer), _INFO.search(trailer)
    if start is None or root is None or size is None or info is None:
        return pdf
    number = root[1]
    catalog = re.search(rb"\n%b 0 obj\n<<(.*?)>>\nendobj" % number, pdf, re.DOTALL)
    if catalog is None or b"/Lang" in catalog[1]:
        return pdf
    said = b"%b 0 obj\n<<%b/Lang (%b)\n>>\nendobj\n" % (number, catalog[1], language.encode())
    table = b"xref\n0 0\n%b 1\n%010d 00000 n \n" % (number, len(pdf))
    end = b"trailer\n<<\n/Size %b\n%b\n/Root %b 0 R\n/Prev %b\n>>\nstartxref\n%d\n%%%%EOF\n" % (
        size[1],
        info[0],
        number,
        start[1],
        len(pdf) + len(said),
    )
    return pdf + said + table + end


PDF_DPI = 300


class Paintable(Protocol):
    """Something that stands on a page, in its place."""

    def paint(self, painter: QPainter) -> None:
        """Paint it; the painter is scaled to 1/96 inch."""


class Leaves:
    """Marks on pages of paper.

    Attributes:
        title: Of the whole.
        author: Who made it; may be empty.
        paper: The size.
        count: How many pages there are.
    """

    def __init__(
        self, title: str, author: str, paper: Paper, pages: Sequence[Sequence[Paintable]]
    ) -> None:
        self.title = title
        self.author = author
        self.paper = paper
        self.count = len(pages)
        self._pages = tuple(map(tuple, pages))

    def size(self) -> QRectF:
        """Return the page in 1/96 inch, the coordinates it is painted in."""
        return self.paper.page()

    def marks(self, page: int) -> tuple[Paintable, ...]:
        """Return what stands on a page, 0 being the first."""
        return self._pages[page]

    def paint(self, painter: QPainter, page: int) -> None:
        """Paint a page, 0 being the first; the painter is scaled to 1/96 inch."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for mark in self._pages[page]:
            mark.paint(painter)
        painter.restore()

    def image(self, page: int, dpi: float) -> QImage:
        """Return a page as a picture on white."""
        scale = dpi / PX_PER_INCH
        size = self.size().size() * scale
        image = QImage(QSize(round(size.width()), round(size.height())), QImage.Format.Format_RGB32)
        image.fill("white")
        with QPainter(image) as painter:
            painter.scale(scale, scale)
            self.paint(painter, page)
        return image

    def pdf(self) -> bytes:
        """Return the pages as a PDF: text stays text, typeface and language are in it."""
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        writer = QPdfWriter(buffer)
        writer.setResolution(PDF_DPI)
        writer.setPageLayout(self.paper.layout())
        writer.setTitle(self.title)
        writer.setAuthor(self.author)
        writer.setCreator("isodiary")
        with QPainter(writer) as painter:
            self._paint_all(painter, writer, PDF_DPI, range(self.count))
        return with_language(bytes(buffer.data().data()))

    def print_to(self, printer: QPrinter) -> None:
        """Print the pages the printer asks for; its paper becomes that of the pages."""
        printer.setPageLayout(self.paper.layout())
        printer.setFullPage(True)
        printer.setPageMargins(QMarginsF(0, 0, 0, 0))
        first = max(1, printer.fromPage())
        last = min(self.count, printer.toPage() or self.count)
        with QPainter(printer) as painter:
            self._paint_all(painter, printer, printer.resolution(), range(first - 1, last))

    def _paint_all(
        self, painter: QPainter, device: QPagedPaintDevice, dpi: float, pages: range
    ) -> None:
        painter.scale(dpi / PX_PER_INCH, dpi / PX_PER_INCH)
        for page in pages:
            if page != pages.start:
                device.newPage()
            self.paint(painter, page)
