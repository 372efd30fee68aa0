"""Parts of a page with a heading: a table, which may be parted between rows, or a whole block."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import accumulate

from PySide6.QtGui import QTextDocument

from isodiary.report import paper_html as html
from isodiary.report.content import Agreed, Lines, Part, Passage, Table
from isodiary.report.marks import Mark, words_at
from isodiary.report.type_setter import TypeSetter, height, row_edges

HEADING_GAP = 3.0
NOTE_GAP = 3.0
ROWS_AT_ONCE = 56
"""More than fit on a page; one long document would take much longer than its pieces."""

FEWEST_ROWS = 2
"""A heading does not stand above fewer rows than these, unless there are no more."""

Places = Mapping[str, int]
"""On which page what does not fit on the first one begins, by the title of the part."""


def page_of(places: Places, title: str) -> int:
    """Return the page on which the rest of a part begins; mostly it is the second."""
    return places.get(title, 2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stack:
    """Laid out documents that stand beneath each other, each with the gap before it."""

    pieces: tuple[tuple[float, QTextDocument], ...]

    @property
    def height(self) -> float:
        """How high it stands."""
        return sum(gap + height(document) for gap, document in self.pieces)

    def marks(self, x: float, y: float) -> list[Mark]:
        """Return it with its top left corner at a place."""
        made: list[Mark] = []
        for gap, document in self.pieces:
            made.append(words_at(document, x, y + gap))
            y += gap + height(document)
        return made


def stack_of(part: Part, setter: TypeSetter, width: float, more: str = "") -> Stack:
    """Lay out a whole part, with a line that says how many rows are elsewhere."""
    if isinstance(part, Lines):
        return Stack(pieces=((0.0, setter.hold(html.lines(part), width)),))
    pieces = [(0.0, setter.hold(html.heading(part.title), width))]
    if isinstance(part, Table):
        small = " ".join(text for text in (more, part.note) if text)
        if part.rows or part.empty:
            body = table_html(part) if part.rows else html.empty(part)
            pieces.append((HEADING_GAP, setter.hold(body, width)))
        if small:
            pieces.append((NOTE_GAP, setter.hold(html.small(small), width)))
    else:
        pieces.append((HEADING_GAP, setter.hold(_block_html(part), width)))
    return Stack(pieces=tuple(pieces))


def table_html(table: Table) -> str:
    """Return the rows of a table as markup."""
    make = html.numbered if table.numbered else html.table
    return make(table.columns, table.rows)


def _block_html(part: Agreed | Passage) -> str:
    if isinstance(part, Agreed):
        return html.agreed(part)
    return html.small_passage(part) if part.small else "".join(map(html.saying, part.sayings))


def edges_of(
    table: Table, document: QTextDocument, setter: TypeSetter
) -> tuple[float, list[float]]:
    """Return where the heads of a laid out table end, and where each of its rows does."""
    edges = row_edges(document, setter.cell_padding)
    return (0.0, edges) if table.numbered else (edges[0], edges[1:])


def rows_that_fit(table: Table, setter: TypeSetter, width: float, room: float) -> int:
    """Return how many rows, those first that are kept longest, fit with heading and small print."""
    order = table.kept_first[:ROWS_AT_ONCE]
    measured = replace(table, rows=tuple(table.rows[place] for place in order))
    bare = replace(table, rows=(), empty="")
    around = stack_of(bare, setter, width, more_line(table, len(table.rows), {}))
    heads, edges = edges_of(table, setter.hold(table_html(measured), width), setter)
    heights = [after - before for before, after in zip([heads, *edges], edges, strict=False)]
    free = room - around.height - HEADING_GAP - heads
    return sum(1 for total in accumulate(heights) if total <= free)


def more_line(table: Table, rest: int, places: Places) -> str:
    """Return the sentence that says that `rest` rows are elsewhere."""
    what = "earlier" if table.newest_last else "more"
    return f"{rest} {what} on page {page_of(places, table.title)}." if rest else ""


def parted(table: Table, count: int) -> tuple[Table, Table]:
    """Return a table with `count` rows, those that are kept longest, and one with the others."""
    kept = set(table.kept_first[:count])
    here = tuple(row for place, row in enumerate(table.rows) if place in kept)
    there = tuple(row for place, row in enumerate(table.rows) if place not in kept)
    title = f"{table.title}, {'earlier' if table.newest_last else 'continued'}"
    none: frozenset[int] = frozenset()
    return (
        replace(table, rows=here, urgent=none),
        replace(table, rows=there, urgent=none, title=title, note=""),
    )
