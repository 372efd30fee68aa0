"""The pages after the first: long tables by whole rows, long notes by whole lines.

A row that is higher than a page is parted into rows that are not.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import field, replace

from PySide6.QtCore import QRectF

from isodiary.domain.values import dataclass
from isodiary.report.press import html
from isodiary.report.press.column import (
    FEWEST_ROWS,
    HEADING_GAP,
    ROWS_AT_ONCE,
    Left,
    Places,
    edges_of,
    stack_of,
    table_html,
)
from isodiary.report.press.heads import with_room
from isodiary.report.press.marks import MM, Mark, words_at
from isodiary.report.press.type_setter import TypeSetter, height, keep_rows, keep_text, lines
from isodiary.report.sheet.content import Chart, Column, Part, Passage, SheetTable
from isodiary.report.table_chart.measures import USUAL

SHORT = 300
"""No row with cells of so few characters is higher than a page."""

SHARE = 0.8
"""Of a page; the rest is for the heads."""

Row = tuple[str, ...]


def low_rows(table: SheetTable, setter: TypeSetter, body: QRectF) -> Iterator[Row]:
    """Yield the rows, those that are too high as several with the text parted among them."""
    for row in table.rows:
        if max(map(len, row)) <= SHORT:
            yield row
        else:
            yield from _lower(row, table.columns, setter, body)


def _lower(row: Row, columns: Sequence[Column], setter: TypeSetter, body: QRectF) -> Iterator[Row]:
    document = setter.set(html.table(columns, [row]), body.width())
    if height(document) <= body.height() * SHARE or max(map(len, row)) <= SHORT:
        yield row
        return
    halves = [_halves(cell) for cell in row]
    yield from _lower(tuple(first for first, _ in halves), columns, setter, body)
    yield from _lower(tuple(second for _, second in halves), columns, setter, body)


def _halves(cell: str) -> tuple[str, str]:
    """Return a long text in two parts, between words where there are any near the middle."""
    if len(cell) <= SHORT:
        return cell, ""
    middle = len(cell) // 2
    space = cell.rfind(" ", middle - SHORT // 3, middle)
    cut = space + 1 if space >= 0 else middle
    return cell[:cut], cell[cut:]


FEWEST_LINES = 3
HEADING_ROOM = 52.0
"""A heading has room for some lines beneath it, or stands on the next page."""

BETWEEN = 14.0

NARROW_LETTER, LOW_LINE = 3.5, 13.0
"""No text of some length is narrower, no line of a table lower; so a page is always filled."""


@dataclass(slots=True)
class Press:
    """Pages that are being filled from top to bottom."""

    setter: TypeSetter
    body: QRectF
    pages: list[list[Mark]] = field(default_factory=list)
    y: float = 0.0

    @property
    def room(self) -> float:
        """How much height is left on the page."""
        return self.body.bottom() - self.y if self.pages else 0.0

    @property
    def fresh(self) -> bool:
        """Whether nothing stands on the page yet."""
        return bool(self.pages) and not self.pages[-1]

    def turn(self) -> None:
        """Begin a new page."""
        self.pages.append([])
        self.y = self.body.top()

    def make_room(self, needed: float) -> None:
        """Begin a new page unless `needed` fits on this one."""
        if not self.pages or (needed > self.room and not self.fresh):
            self.turn()

    def put(self, marks: Sequence[Mark], tall: float) -> None:
        """Put something on the page."""
        self.pages[-1] += marks
        self.y += tall


@dataclass(frozen=True, slots=True, kw_only=True)
class Following:
    """Pages after the first, and on which page of the sheet each part begins, by its title."""

    pages: tuple[tuple[Mark, ...], ...]
    places: Places


def following_pages(rest: Sequence[Left], setter: TypeSetter, body: QRectF) -> Following:
    """Lay out what does not stand on the first page; no pages if there is nothing."""
    press = Press(setter, body)
    places: dict[str, int] = {}
    for left in rest:
        part = with_room(left.part, body.width())
        if isinstance(part, Passage) and not part.small:
            begun = _passage(press, part)
        elif isinstance(part, SheetTable) and part.rows:
            begun = _table(press, part)
        elif isinstance(part, Chart):
            begun = _chart(press, part)
        else:
            begun = _block(press, part)
        places[left.of] = begun + 1
        press.y += BETWEEN
    return Following(pages=tuple(map(tuple, press.pages)), places=places)


def _block(press: Press, part: Part) -> int:
    stack = stack_of(part, press.setter, press.body.width())
    press.make_room(stack.height)
    press.put(stack.marks(press.body.left(), press.y), stack.height)
    return len(press.pages)


def _chart(press: Press, chart: Chart) -> int:
    """Put a chart on as many pages as it takes, with axis and dose on each."""
    begun = 0
    done, rows = 0, len(chart.rows.symptoms)
    while done < rows:
        count = min(rows - done, _rows_of_a_page(press, chart))
        part = replace(chart, rows=chart.rows.part(done, done + count))
        place = _block(press, part)
        begun, done = begun or place, done + count
    return begun


def _rows_of_a_page(press: Press, chart: Chart) -> int:
    width, room = press.body.width(), press.body.height()
    bare = stack_of(replace(chart, rows=chart.rows.part(0, 0)), press.setter, width).height
    return max(1, int((room - bare) / (USUAL.crowded * MM)))


def _passage(press: Press, passage: Passage) -> int:
    heading = press.setter.set(html.heading(passage.title), press.body.width())
    press.make_room(height(heading) + HEADING_ROOM)
    press.put([words_at(heading, press.body.left(), press.y)], height(heading) + HEADING_GAP)
    begun = len(press.pages)
    for saying in passage.sayings:
        _text(press, html.saying(saying))
        press.y += BETWEEN / 2
    return begun


def _text(press: Press, markup: str) -> None:
    """Put text on as many pages as it takes, cut between lines."""
    first, done = 0, False
    while not done:
        document = press.setter.set(markup, press.body.width())
        keep_text(document, first, document.characterCount() - 1)
        found = lines(document)
        press.make_room(found[min(FEWEST_LINES, len(found)) - 1][1])
        count = max(1, sum(1 for _, bottom in found if bottom <= press.room))
        done = count == len(found)
        if not done:
            cut = found[count][0]
            keep_text(document, 0, cut)
            first += cut
        press.put([words_at(document, press.body.left(), press.y)], found[count - 1][1])
        if not done:
            press.turn()


def _table(press: Press, table: SheetTable) -> int:
    """Put a table on as many pages as it takes, cut between rows, heads and heading on each."""
    table = replace(table, rows=tuple(low_rows(table, press.setter, press.body)))
    done = _rows(press, table, 0)
    begun = len(press.pages)
    while done < len(table.rows):
        press.turn()
        done += _rows(press, table, done)
    if table.note:
        small = press.setter.set(html.small(table.note), press.body.width())
        press.make_room(height(small))
        press.put([words_at(small, press.body.left(), press.y)], height(small))
    return begun


def _enough(table: SheetTable, done: int, width: float, room: float) -> int:
    """Return how many rows from `done` on are laid out to fill a page, more than may fit on it."""
    tall = 0.0
    for count, row in enumerate(table.rows[done : done + ROWS_AT_ONCE], start=1):
        wide = (
            len(cell) * NARROW_LETTER / (width * column.share / 100)
            for cell, column in zip(row, table.columns, strict=True)
        )
        tall += LOW_LINE * max(1.0, *wide)
        if tall > room and count > FEWEST_ROWS:
            return count
    return ROWS_AT_ONCE


def _rows(press: Press, table: SheetTable, done: int) -> int:
    """Put the rows from `done` on that fit on a page; return how many."""
    width = press.body.width()
    heading = press.setter.set(html.heading(table.title), width)
    rows = table.rows[done : done + _enough(table, done, width, press.body.height())]
    document = press.setter.set(table_html(replace(table, rows=rows)), width)
    _, edges = edges_of(table, document, press.setter)
    above = height(heading) + HEADING_GAP
    press.make_room(above + edges[min(FEWEST_ROWS, len(rows)) - 1])
    count = max(1, sum(1 for edge in edges if above + edge <= press.room))
    keep_rows(document, count if table.numbered else count + 1)
    x, y = press.body.left(), press.y
    made = [words_at(heading, x, y), words_at(document, x, y + above)]
    press.put(made, above + height(document))
    return count
