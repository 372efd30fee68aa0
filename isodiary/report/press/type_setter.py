"""Lays markup out at 96 dots an inch, whatever it will be painted on, and finds where to cut it."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QFont,
    QFontDatabase,
    QImage,
    QPainter,
    QPalette,
    QTextBlock,
    QTextCursor,
    QTextDocument,
    QTextOption,
    QTextTable,
)

from isodiary.fonts import FAMILY, face, load_fonts
from isodiary.report.press.html import BODY_PX, CELL_PADDING, style

DOTS_PER_METER = 3780
LINE_END = "\u2028"
BETWEEN_PARTS, CLOSE_BETWEEN = 14.0, 9.0


class TypeSetter:
    """Makes laid out documents; all of them need it to stay.

    Attributes:
        font: What everything is set in.
        cell_padding: Room above and below the words of a cell.
        between: Room between parts beneath each other.
    """

    def __init__(self, cell_padding: int = CELL_PADDING, between: float = BETWEEN_PARTS) -> None:
        if FAMILY not in QFontDatabase.families():
            load_fonts()
        self.font = face()
        self.font.setPixelSize(BODY_PX)
        self.font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        self._device = QImage(1, 1, QImage.Format.Format_RGB32)
        self._device.setDotsPerMeterX(DOTS_PER_METER)
        self._device.setDotsPerMeterY(DOTS_PER_METER)
        self.cell_padding = cell_padding
        self.between = between
        self._style = style(cell_padding)
        self._held: dict[tuple[str, float], QTextDocument] = {}

    def hold(self, html: str, width: float) -> QTextDocument:
        """Return markup laid out to a width, laid out once; who takes it does not change it."""
        if (html, width) not in self._held:
            self._held[html, width] = self.set(html, width)
        return self._held[html, width]

    def set(self, html: str, width: float) -> QTextDocument:
        """Return markup laid out to a width."""
        document = QTextDocument()
        document.setUndoRedoEnabled(False)
        document.setDocumentMargin(0)
        document.setUseDesignMetrics(True)
        document.setDefaultFont(self.font)
        document.setDefaultTextOption(_left_to_right())
        document.setDefaultStyleSheet(self._style)
        document.documentLayout().setPaintDevice(self._device)
        document.setTextWidth(width)  # before the text, which would be laid out twice otherwise
        document.setHtml(html)
        return document


def _left_to_right() -> QTextOption:
    """Let a name in Arabic or Hebrew not turn round the English line it stands in."""
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    option.setTextDirection(Qt.LayoutDirection.LeftToRight)
    return option


def height(document: QTextDocument) -> float:
    """Return how high a document stands."""
    return document.size().height()


def row_edges(document: QTextDocument, cell_padding: int) -> list[float]:
    """Return where the rows of a document's only table end; a row of heads is one of them."""
    table = _table(document)
    layout = document.documentLayout()
    blocks = (table.cellAt(row, 0).firstCursorPosition().block() for row in range(table.rows()))
    tops = [layout.blockBoundingRect(block).top() - cell_padding for block in blocks]
    return [*tops[1:], height(document)]


def keep_rows(document: QTextDocument, count: int) -> None:
    """Take the rows after the first `count`, heads counted, out of a document's only table."""
    table = _table(document)
    after = table.rows() - count
    if after > 0:
        table.removeRows(count, after)


def _table(document: QTextDocument) -> QTextTable:
    table = document.rootFrame().childFrames()[0]
    if not isinstance(table, QTextTable):
        raise TypeError("the document is no table")
    return table


def lines(document: QTextDocument) -> list[tuple[int, float]]:
    """Return of each line of a document's paragraphs its first position and its lower edge."""
    return [line for block in _blocks(document) for line in _lines(document, block)]


def keep_text(document: QTextDocument, first: int, last: int) -> None:
    """Take what is before position `first` and from `last` on out of a document."""
    cursor = QTextCursor(document)
    ended = document.findBlock(last).position() == last
    ended = ended or document.characterAt(last - 1) == LINE_END  # or an empty line would be left
    cursor.setPosition(last - 1 if ended and last > first else last)
    cursor.movePosition(QTextCursor.MoveOperation.End, QTextCursor.MoveMode.KeepAnchor)
    cursor.removeSelectedText()
    cursor.setPosition(0)
    cursor.setPosition(first, QTextCursor.MoveMode.KeepAnchor)
    cursor.removeSelectedText()


def _blocks(document: QTextDocument) -> Iterator[QTextBlock]:
    block = document.begin()
    while block.isValid():
        yield block
        block = block.next()


def _lines(document: QTextDocument, block: QTextBlock) -> Iterator[tuple[int, float]]:
    top = document.documentLayout().blockBoundingRect(block).top()
    for number in range(block.layout().lineCount()):
        line = block.layout().lineAt(number)
        yield block.position() + line.textStart(), top + line.y() + line.height()


def paint_document(painter: QPainter, document: QTextDocument) -> None:
    """Paint a document, black whatever the theme."""
    context = QAbstractTextDocumentLayout.PaintContext()
    palette = QPalette()
    palette.setColor(QPalette.ColorRole.Text, QColor("black"))
    context.palette = palette
    document.documentLayout().draw(painter, context)
