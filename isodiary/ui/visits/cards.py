"""What the visit sheet says, as cards of the screen: its words in their order, and its chart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from isodiary.language import _, marked, plural
from isodiary.report.sheet.content import Box, Chart, Sheet, SheetTable, Signs, WeekBars
from isodiary.report.table_chart.layout import chart_title
from isodiary.ui.kit.button import Button, Look
from isodiary.ui.kit.card import Card, Ground
from isodiary.ui.kit.layouts import Beside, FlowLayout
from isodiary.ui.kit.table import NOWHERE, Cell, CellModel, Index, PlainTable
from isodiary.ui.kit.table_chart import StillChartView
from isodiary.ui.kit.text import Text, Tone, breakable
from isodiary.ui.look.theme import Theme

BOX_LETTERS = 20
"""Boxes stand beside each other once each has so many letters of width."""

SCREEN_UNITS = 170
"""About how wide the chart is, to know whether its days stand alone."""

MOST_SYMPTOMS, FIRST_SYMPTOMS = 8, 6
"""More symptoms than these are not shown at first, but so many."""

SHOW_ALL, SHOW_FEWER = marked("Show a&ll"), marked("Show the &first")

MOST_ROWS = 40
"""A longer table scrolls by itself."""


def first_cards(theme: Theme, sheet: Sheet) -> Iterator[QWidget]:
    """Yield the cards above the chart: whose sheet it is, warning signs, the four figures."""
    yield _who(theme, sheet)
    if sheet.signs is not None:
        yield _signs(theme, sheet.signs)
    if sheet.boxes:
        yield _boxes(theme, sheet.boxes)


def chart_cards(theme: Theme, sheet: Sheet) -> Iterator[QWidget]:
    """Yield the card of the chart, if the sheet has one."""
    if sheet.chart is not None:
        yield ChartCard(theme, sheet.chart)


def lab_cards(theme: Theme, sheet: Sheet) -> Iterator[QWidget]:
    """Yield the card of the blood tests, if the sheet has one."""
    if sheet.labs is not None:
        yield _table(theme, sheet.labs)


def last_cards(theme: Theme, sheet: Sheet) -> Iterator[QWidget]:
    """Yield the cards below all others: the dose steps and the acne."""
    if sheet.steps is not None:
        yield _table(theme, sheet.steps)
    if sheet.acne is not None:
        yield _weeks(theme, sheet.acne)


class ChartCard(Card):
    """Dose and the first symptoms, the worst; the others at a press.

    Attributes:
        chart: The rows that are shown.
        more: How many symptoms are not, and the worst of them.
        show_all: Shows them too, or no more.
    """

    def __init__(self, theme: Theme, chart: Chart) -> None:
        super().__init__(theme)
        self._rows = chart.rows
        self._all = len(chart.rows.symptoms) <= MOST_SYMPTOMS
        self.chart = StillChartView(theme, chart.rows)
        self.more = Text(theme, tone=Tone.SMALL, wrap=True)
        self.show_all = Button(theme, _(SHOW_ALL), Look.QUIET)
        self.show_all.clicked.connect(self._turn)
        _say(self, theme, Tone.HEADING, chart.title or chart_title(chart.rows, SCREEN_UNITS))
        self.body.addWidget(self.chart)
        foot = QWidget()
        flow = FlowLayout(foot)
        flow.addWidget(self.more)
        flow.addWidget(self.show_all)
        self.body.addWidget(foot)
        foot.setHidden(self._all)
        _say(self, theme, Tone.SMALL, chart.note)
        self._show()

    @Slot()
    def _turn(self) -> None:
        self._all = not self._all
        self._show()

    def _show(self) -> None:
        rows = self._rows if self._all else self._rows.part(0, FIRST_SYMPTOMS)
        self.chart.show_rows(rows)
        left = self._rows.symptoms[len(rows.symptoms) :]
        worst = max((row.worst or 0 for row in left), default=0)
        said = plural(
            len(left), "{count} more symptom, worst {worst}", "{count} more symptoms, worst {worst}"
        )
        self.more.setText(said.format(worst=worst) if left else "")
        self.more.setHidden(not left)
        self.show_all.setText(_(SHOW_FEWER) if self._all else _(SHOW_ALL))


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
    _say(card, theme, Tone.HEADING, sheet.who)
    days = f"{sheet.period} ({sheet.length})"
    card.body.addWidget(_in_a_row(theme, (Tone.STRONG, days), (Tone.BODY, sheet.course)))
    _say(card, theme, Tone.BODY, sheet.medicine, sheet.answers)
    _say(card, theme, Tone.WARNING, sheet.caution)
    return card


def _signs(theme: Theme, signs: Signs) -> QWidget:
    card = Card(theme, Ground.WARNING if signs.signs else Ground.PLAIN)
    row = _in_a_row(theme, (Tone.HEADING, signs.title), (Tone.MUTED, signs.asked))
    card.body.addWidget(row)
    for sign in signs.signs:
        _say(card, theme, Tone.STRONG, sign.headline)
        _say(card, theme, Tone.BODY, sign.note)
    return card


def _boxes(theme: Theme, boxes: Iterable[Box]) -> QWidget:
    """Return the boxes: all in a row, two by two, or below each other."""
    cards = [_box(theme, box) for box in boxes]
    rows = Beside(2 * BOX_LETTERS + 2)  # with the gap, so that a pair never stands as a column
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
    card.body.addWidget(_in_a_row(theme, (Tone.FIGURE, box.figure), (Tone.STRONG, box.unit)))
    _say(card, theme, Tone.SMALL, *box.lines)
    card.body.addStretch(1)
    return card


def _in_a_row(theme: Theme, *said: tuple[Tone, str]) -> QWidget:
    """Return short texts beside each other, without empty ones."""
    row = QWidget()
    flow = FlowLayout(row, gap_px=10)
    for tone, text in said:
        if text:
            flow.addWidget(Text(theme, text, tone))
    return row


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
