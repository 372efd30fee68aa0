"""Parts of a page with a heading: a table, which may be parted between rows, or a whole block."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import accumulate, pairwise

from PySide6.QtGui import QTextDocument

from isodiary.report import paper_html as html
from isodiary.report.content import Table
from isodiary.report.marks import Mark, words_at
from isodiary.report.type_setter import TypeSetter, height, row_edges

HEADING_GAP = 3.0
NOTE_GAP = 3.0
ROWS_AT_ONCE = 50
"""More than fit on a page; one long document would take much longer than its pieces."""

FEWEST_ROWS = 2
"""A heading does not stand above fewer rows than these, unless there are no more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A heading and markup that stay together."""

    title: str
    html: str


Part = Table | Block


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
    heading = setter.set(html.heading(part.title), width)
    if isinstance(part, Block):
        return Stack(pieces=((0.0, heading), (2 * HEADING_GAP, setter.set(part.html, width))))
    body = html.table(part.columns, part.rows) if part.rows else html.empty(part)
    small = " ".join(text for text in (more, part.note) if text)
    pieces = [(0.0, heading)]
    if part.rows or part.empty:
        pieces.append((HEADING_GAP, setter.set(body, width)))
    if small:
        pieces.append((NOTE_GAP, setter.set(html.small(small), width)))
    return Stack(pieces=tuple(pieces))


def rows_that_fit(table: Table, setter: TypeSetter, width: float, room: float) -> int:
    """Return how many rows, from the end that is kept, fit with heading and small print."""
    measured, _ = parted(table, min(ROWS_AT_ONCE, len(table.rows)))
    around = stack_of(
        replace(table, rows=(), empty=""), setter, width, more_line(table, len(table.rows))
    )
    document = setter.set(html.table(measured.columns, measured.rows), width)
    heads, *edges = row_edges(document)
    heights = [after - before for before, after in pairwise([heads, *edges])]
    kept = list(reversed(heights)) if table.newest_last else heights
    totals = accumulate(kept)
    return sum(1 for total in totals if total <= room - around.height - HEADING_GAP - heads)


def more_line(table: Table, rest: int) -> str:
    """Return the sentence that says that `rest` rows are elsewhere."""
    what = "earlier" if table.newest_last else "more"
    return f"{rest} {what} on the next pages." if rest else ""


def parted(table: Table, count: int) -> tuple[Table, Table]:
    """Return a table with `count` rows and one with the others."""
    if table.newest_last:
        cut = len(table.rows) - count
        kept, others = table.rows[cut:], table.rows[:cut]
    else:
        kept, others = table.rows[:count], table.rows[count:]
    title = f"{table.title}, {'earlier' if table.newest_last else 'continued'}"
    return replace(table, rows=kept), replace(table, rows=others, title=title, note="")
