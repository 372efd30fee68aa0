"""What the visit sheet says, as cards of the screen: its words in their order, and its chart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from PySide6.QtWidgets import QWidget

from isodiary.report.sheet.content import Box, Chart, Sheet, SheetTable, Signs, WeekBars
from isodiary.report.table_chart.layout import chart_title
from isodiary.ui.kit.card import Card, Ground
from isodiary.ui.kit.layouts import Beside
from isodiary.ui.kit.table import NOWHERE, Cell, CellModel, Index, PlainTable
from isodiary.ui.kit.table_chart import StillChartView
from isodiary.ui.kit.text import Text, Tone, breakable
from isodiary.ui.look.theme import Theme

BOX_LETTERS = 23
"""Boxes stand beside each other once each has so many letters of width."""

SCREEN_UNITS = 170
"""About how wide the chart is, to know whether its days stand alone."""

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
    if sheet.steps is not None:
        yield _table(theme, sheet.steps)
    if sheet.acne is not None:
        yield _weeks(theme, sheet.acne)
    if sheet.labs is not None:
        yield _table(theme, sheet.labs)


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
    _say(card, theme, Tone.FIGURE, " ".join(part for part in (box.figure, box.unit) if part))
    _say(card, theme, Tone.BODY, *box.lines)
    card.body.addStretch(1)
    return card


def _chart(theme: Theme, chart: Chart) -> QWidget:
    card = Card(theme)
    _say(card, theme, Tone.HEADING, chart.title or chart_title(chart.rows, SCREEN_UNITS))
    card.body.addWidget(StillChartView(theme, chart.rows))
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


def _weeks(theme: Theme, weeks: WeekBars) -> QWidget:
    card = Card(theme)
    _say(card, theme, Tone.HEADING, weeks.title)
    said = ", ".join("–" if value is None else str(value) for value in weeks.values)
    _say(card, theme, Tone.BODY, f"{weeks.name}: {said}")
    _say(card, theme, Tone.STRONG, weeks.change)
    _say(card, theme, Tone.SMALL, weeks.note)
    return card


def _say(card: Card, theme: Theme, tone: Tone, *texts: str) -> None:
    """Add texts below each other, without empty ones."""
    for text in texts:
        if text:
            card.body.addWidget(Text(theme, breakable(text), tone, wrap=True))
