"""What the visit sheet says, as cards of the screen: its words in their order, and its chart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from PySide6.QtCore import QRectF, QSize, Slot
from PySide6.QtGui import QFontInfo, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from isodiary.report.charts.course_chart import CourseChart
from isodiary.report.charts.course_data import paint_course_chart
from isodiary.report.sheet.content import Box, Chart, Lines, Sheet, SheetTable, Signs
from isodiary.ui.kit.card import Card, Ground
from isodiary.ui.kit.charts import theme_ink
from isodiary.ui.kit.layouts import Beside
from isodiary.ui.kit.table import NOWHERE, Cell, CellModel, Index, PlainTable
from isodiary.ui.kit.text import Text, Tone, breakable
from isodiary.ui.look.theme import Theme

TEXT_FACTOR = 0.85
"""The text of a chart as a multiple of running text."""

LINES = 13
"""Height in lines of text."""


class SheetChart(QWidget):
    """Shows a `CourseChart`; its description is what a screen reader tells."""

    def __init__(self, theme: Theme, chart: CourseChart, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._chart = chart
        self.setAccessibleName(chart.description)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._dress)
        self._dress()

    def sizeHint(self) -> QSize:
        line_px = self.fontMetrics().height()
        return QSize(30 * line_px, LINES * line_px)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        unit_px = QFontInfo(self.font()).pixelSize() / 10
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setFont(self.font())
            ink = theme_ink(self._theme)
            paint_course_chart(painter, QRectF(self.rect()), self._chart, ink, unit_px)

    @Slot()
    def _dress(self) -> None:
        self.setFont(self._theme.font(TEXT_FACTOR))
        self.updateGeometry()
        self.update()


BOX_LETTERS = 23
"""Boxes stand beside each other once each has so many letters of width."""

MOST_ROWS = 40
"""A longer table scrolls by itself."""


def sheet_cards(theme: Theme, sheet: Sheet) -> Iterator[QWidget]:
    """Yield the cards of a sheet from top to bottom, without questions and what is agreed."""
    yield _who(theme, sheet)
    if sheet.signs is not None:
        yield _signs(theme, sheet.signs)
    if sheet.boxes:
        yield _boxes(theme, sheet.boxes)
    if sheet.chart is not None:
        yield _chart(theme, sheet.chart)
    if sheet.symptoms is not None:
        yield _table(theme, sheet.symptoms)
    if sheet.mood is not None:
        yield _lines(theme, sheet.mood)
    for table in (sheet.steps, sheet.labs):
        if table is not None:
            yield _table(theme, table)


class TableModel(CellModel):
    """The rows of a table of the sheet."""

    def __init__(self, table: SheetTable) -> None:
        super().__init__()
        self.heads = tuple(column.label for column in table.columns)
        self._rows = table.rows

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def cell(self, row: int, column: int) -> Cell:
        return Cell(self._rows[row][column])


def _who(theme: Theme, sheet: Sheet) -> QWidget:
    card = Card(theme)
    _say(card, theme, Tone.TITLE, sheet.who)
    _say(card, theme, Tone.STRONG, f"{sheet.period} ({sheet.length})", sheet.course)
    _say(card, theme, Tone.BODY, sheet.medicine, sheet.answers)
    _say(card, theme, Tone.WARNING, sheet.caution)
    return card


def _signs(theme: Theme, signs: Signs) -> QWidget:
    card = Card(theme, Ground.WARNING if signs.signs else Ground.PLAIN)
    _say(card, theme, Tone.HEADING, signs.title)
    for sign in signs.signs:
        _say(card, theme, Tone.STRONG, sign.headline)
        _say(card, theme, Tone.BODY, sign.note)
    _say(card, theme, Tone.MUTED, signs.asked)
    return card


def _boxes(theme: Theme, boxes: Iterable[Box]) -> QWidget:
    """Return the boxes: all in a row, two by two, or below each other."""
    cards = [_box(theme, box) for box in boxes]
    rows = Beside(2 * BOX_LETTERS)
    rows.setFont(theme.font())
    for place in range(0, len(cards), 2):
        pair = Beside(BOX_LETTERS)
        pair.setFont(theme.font())
        for card in cards[place : place + 2]:
            pair.add(card)
        rows.add(pair)
    return rows


def _box(theme: Theme, box: Box) -> QWidget:
    card = Card(theme)
    _say(card, theme, Tone.FIGURE, box.figure)
    _say(card, theme, Tone.BODY, *box.lines)
    card.body.addStretch(1)
    return card


def _chart(theme: Theme, chart: Chart) -> QWidget:
    card = Card(theme)
    _say(card, theme, Tone.HEADING, chart.title)
    card.body.addWidget(SheetChart(theme, chart.chart))
    _say(card, theme, Tone.SMALL, chart.note)
    return card


def _table(theme: Theme, table: SheetTable) -> QWidget:
    card = Card(theme)
    _say(card, theme, Tone.HEADING, table.title)
    if table.rows:
        model = TableModel(table)
        shown = PlainTable(theme, table.title, model, most_rows=MOST_ROWS)
        model.setParent(shown)
        card.body.addWidget(shown)
    else:
        _say(card, theme, Tone.BODY, table.empty)
    _say(card, theme, Tone.SMALL, table.note)
    return card


def _lines(theme: Theme, lines: Lines) -> QWidget:
    card = Card(theme)
    _say(card, theme, Tone.HEADING, lines.title)
    _say(card, theme, Tone.BODY, *lines.lines)
    return card


def _say(card: Card, theme: Theme, tone: Tone, *texts: str) -> None:
    """Add texts below each other, without empty ones."""
    for text in texts:
        if text:
            card.body.addWidget(Text(theme, breakable(text), tone, wrap=True))
