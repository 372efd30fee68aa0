"""Parts of a page beneath each other in columns, cut between rows where they do not fit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import accumulate, compress, product

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QTextDocument

from isodiary.domain.values import dataclass
from isodiary.language import _, marked, plural
from isodiary.report.press import html
from isodiary.report.press.heads import with_room
from isodiary.report.press.marks import MM, Drawn, Mark, words_at
from isodiary.report.press.type_setter import TypeSetter, height, row_edges
from isodiary.report.sheet.content import Chart, Part, Passage, SheetTable, WeekBars
from isodiary.report.table_chart.layout import laid_out
from isodiary.report.table_chart.marks import Drawing
from isodiary.report.table_chart.weeks import weeks_laid_out

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
    """Documents and drawings that stand beneath each other, each with the gap before it."""

    pieces: tuple[tuple[float, QTextDocument | Drawing], ...]

    @property
    def height(self) -> float:
        """How high it stands."""
        return sum(gap + _tall(piece) for gap, piece in self.pieces)

    def marks(self, x: float, y: float) -> list[Mark]:
        """Return it with its top left corner at a place."""
        made: list[Mark] = []
        for gap, piece in self.pieces:
            if isinstance(piece, Drawing):
                made.append(Drawn(drawing=piece, at=QPointF(x, y + gap)))
            else:
                made.append(words_at(piece, x, y + gap))
            y += gap + _tall(piece)
        return made


def _tall(piece: QTextDocument | Drawing) -> float:
    return piece.height * MM if isinstance(piece, Drawing) else height(piece)


def stack_of(part: Part, setter: TypeSetter, width: float, more: str = "") -> Stack:
    """Lay out a whole part, with a line that says how many rows are elsewhere."""
    if isinstance(part, Chart):
        return Stack(pieces=((0.0, laid_out(part.rows, width / MM, title=part.title)),))
    pieces: list[tuple[float, QTextDocument | Drawing]] = [
        (0.0, setter.hold(html.heading(part.title), width))
    ]
    if isinstance(part, SheetTable):
        small = " ".join(text for text in (more, part.note) if text)
        if part.rows or part.empty:
            body = table_html(part) if part.rows else html.empty(part)
            pieces.append((HEADING_GAP, setter.hold(body, width)))
    elif isinstance(part, WeekBars):
        small = part.note
        pieces.append((HEADING_GAP, weeks_laid_out(part, width / MM)))
    else:
        small = ""
        pieces.append((HEADING_GAP, setter.hold(_passage_html(part), width)))
    if small:
        pieces.append((NOTE_GAP, setter.hold(html.small(small), width)))
    return Stack(pieces=tuple(pieces))


def table_html(table: SheetTable) -> str:
    """Return the rows of a table as markup."""
    make = html.numbered if table.numbered else html.table
    return make(table.columns, table.rows)


def _passage_html(part: Passage) -> str:
    return html.small_passage(part) if part.small else "".join(map(html.saying, part.sayings))


def edges_of(
    table: SheetTable, document: QTextDocument, setter: TypeSetter
) -> tuple[float, list[float]]:
    """Return where the heads of a laid out table end, and where each of its rows does."""
    edges = row_edges(document, 0 if table.numbered else setter.cell_padding)
    return (0.0, edges) if table.numbered else (edges[0], edges[1:])


def rows_that_fit(table: SheetTable, setter: TypeSetter, width: float, room: float) -> int:
    """Return how many rows, those first that are kept longest, fit with heading and small print."""
    order = table.kept_first[:ROWS_AT_ONCE]
    measured = replace(table, rows=tuple(table.rows[place] for place in order))
    bare = replace(table, rows=(), empty="")
    around = stack_of(bare, setter, width, more_line(table, len(table.rows), {}))
    heads, edges = edges_of(table, setter.hold(table_html(measured), width), setter)
    heights = [after - before for before, after in zip([heads, *edges], edges, strict=False)]
    free = room - around.height - HEADING_GAP - heads
    return sum(1 for total in accumulate(heights) if total <= free)


def more_line(table: SheetTable, rest: int, places: Places) -> str:
    """Return the sentence that says that `rest` rows are elsewhere."""
    if not rest:
        return ""
    if table.newest_last:
        said = plural(rest, "{count} earlier on page {page}.", "{count} earlier on page {page}.")
    else:
        said = plural(rest, "{count} more on page {page}.", "{count} more on page {page}.")
    return said.format(page=page_of(places, table.title))


def parted(table: SheetTable, count: int) -> tuple[SheetTable, SheetTable]:
    """Return a table with `count` rows, those that are kept longest, and one with the others."""
    kept = set(table.kept_first[:count])
    here = tuple(row for place, row in enumerate(table.rows) if place in kept)
    there = tuple(row for place, row in enumerate(table.rows) if place not in kept)
    said = _("{title}, earlier") if table.newest_last else _("{title}, continued")
    title = said.format(title=table.title)
    none: frozenset[int] = frozenset()
    return (
        replace(table, rows=here, urgent=none),
        replace(table, rows=there, urgent=none, title=title, note=""),
    )


ELSEWHERE = marked("{title}: on page {page}.")
USUAL_ROW = 19.0
"""About how high a row is; enough to know that a table of very many does not fit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """A part, or its rows, for a later page.

    Attributes:
        of: The title of the whole part.
        part: What is left of it.
    """

    of: str
    part: Part


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """What stands in the column, and the parts or rows that do not."""

    marks: tuple[Mark, ...]
    rest: tuple[Left, ...]


def whole_height(parts: Sequence[Part], setter: TypeSetter, width: float) -> float:
    """Return how high parts stand beneath each other if none of them is cut."""
    return _stacked([_whole(part, setter, width) for part in parts], setter)


def _stacked(heights: Sequence[float], setter: TypeSetter) -> float:
    """Return how high parts of these heights stand beneath each other."""
    return sum(heights) + setter.between * (len(heights) - 1) if heights else 0.0


def fill(parts: Sequence[Part], setter: TypeSetter, rect: QRectF, places: Places) -> Filled:
    """Put parts into a column; the later ones keep room for their first rows."""
    marks: list[Mark] = []
    rest: list[Left] = []
    y = rect.top()
    parts = [with_room(part, rect.width()) for part in parts]
    for number, part in enumerate(parts):
        others = parts[number + 1 :]
        later = sum(_least(other, setter, rect.width()) for other in others)
        pointers = sum(_pointer_room(other, setter, rect.width()) for other in others)
        room = rect.bottom() - y
        stack, left = _fitted(part, setter, rect.width(), (room, later, pointers), places)
        if stack is not None:
            marks += stack.marks(rect.left(), y)
            y += stack.height + setter.between
        if left is not None:
            rest.append(Left(of=part.title, part=left))
    return Filled(marks=tuple(marks), rest=tuple(rest))


def _fitted(
    part: Part,
    setter: TypeSetter,
    width: float,
    rooms: tuple[float, float, float],
    places: Places,
) -> tuple[Stack | None, Part | None]:
    """Return what fits of a part, and what does not; of what does not at all, where it is.

    The rooms are all that is left, what the later parts take at least, and what it takes to say
    where they are.
    """
    room, later, pointers = rooms
    if not isinstance(part, SheetTable) or len(part.rows) <= ROWS_AT_ONCE:
        stack = stack_of(part, setter, width)
        if stack.height <= room - later:
            return stack, None
        if not isinstance(part, SheetTable) or not part.rows:
            if stack.height <= room - pointers:
                return stack, None
            return _pointer(part, setter, width, places, room), part
    fewest = min(FEWEST_ROWS, len(part.rows))
    count = rows_that_fit(part, setter, width, room - later)
    if count < fewest:  # then the earlier part goes before the later ones
        count = rows_that_fit(part, setter, width, room - pointers)
    if count < fewest:
        return _pointer(part, setter, width, places, room), part
    here, there = parted(part, count)
    if not there.rows:
        return stack_of(part, setter, width), None
    more = more_line(part, len(there.rows), places)
    return stack_of(here, setter, width, more), there


def _pointer(
    part: Part, setter: TypeSetter, width: float, places: Places, room: float
) -> Stack | None:
    """Return the line that says where a part is that has no room at all."""
    said = _(ELSEWHERE).format(title=part.title, page=page_of(places, part.title))
    stack = Stack(pieces=((0.0, setter.hold(html.small(said), width)),))
    return stack if stack.height <= room else None


def _pointer_room(part: Part, setter: TypeSetter, width: float) -> float:
    stack = _pointer(part, setter, width, {}, float("inf"))
    return setter.between + stack.height if stack else 0.0


def _whole(part: Part, setter: TypeSetter, width: float) -> float:
    if isinstance(part, SheetTable) and len(part.rows) > ROWS_AT_ONCE:
        return USUAL_ROW * len(part.rows)
    return stack_of(with_room(part, width), setter, width).height


def _least(part: Part, setter: TypeSetter, width: float) -> float:
    """Return the height that a part takes with its fewest rows, the gap before it included."""
    if isinstance(part, SheetTable) and len(part.rows) > FEWEST_ROWS:
        here, there = parted(part, FEWEST_ROWS)
        more = more_line(part, len(there.rows), {})
        part_height = stack_of(here, setter, width, more).height
    else:
        part_height = stack_of(part, setter, width).height
    return part_height + setter.between


BETWEEN_COLUMNS = 34.0
LEFT_SHARE = 0.474

Parts = tuple[Part, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TwoColumns:
    """Parts for the left and the right column, and how high they stand if none is cut."""

    left: Parts
    right: Parts
    height: float


def columns_of(
    felt: Parts, asked: Parts, setter: TypeSetter, width: float, room: float
) -> TwoColumns:
    """Return the parts in two columns.

    What was taken stands at the left and what is asked at the right, unless that is higher than
    `room` or a column would be empty; then the lowest way to part them, each in its order.
    """
    parts = felt + asked
    ways = _Ways(parts, setter, width)
    usual = ways.parted([True] * len(felt) + [False] * len(asked))
    if felt and asked and usual.height <= room:
        return usual
    every = product((True, False), repeat=len(parts))
    lowest = min([usual, *map(ways.parted, every)], key=_height)
    # where nothing holds all of them, each side keeps the first rows of its own
    return lowest if lowest.height <= room or not (felt and asked) else usual


class _Ways:
    """The ways to part some parts into two columns; each is laid out once for each column."""

    def __init__(self, parts: Parts, setter: TypeSetter, width: float) -> None:
        left, right = _widths(width)
        self._parts, self._setter = parts, setter
        self._left = [whole_height([part], setter, left) for part in parts]
        self._right = [whole_height([part], setter, right) for part in parts]

    def parted(self, at_left: Sequence[bool]) -> TwoColumns:
        """Return the parts of which it is said whether they stand at the left."""
        at_right = [not here for here in at_left]
        return TwoColumns(
            left=tuple(compress(self._parts, at_left)),
            right=tuple(compress(self._parts, at_right)),
            height=max(
                _stacked(list(compress(self._left, at_left)), self._setter),
                _stacked(list(compress(self._right, at_right)), self._setter),
            ),
        )


def fill_columns(plan: TwoColumns, setter: TypeSetter, rect: QRectF, places: Places) -> Filled:
    """Put the parts into their columns."""
    left, right = _widths(rect.width())
    one = QRectF(rect.left(), rect.top(), left, rect.height())
    other = QRectF(rect.right() - right, rect.top(), right, rect.height())
    first = fill(plan.left, setter, one, places)
    second = fill(plan.right, setter, other, places)
    return Filled(marks=first.marks + second.marks, rest=first.rest + second.rest)


def _widths(width: float) -> tuple[float, float]:
    left = round((width - BETWEEN_COLUMNS) * LEFT_SHARE)
    return float(left), float(int(width - BETWEEN_COLUMNS) - left)  # whole, as tables are


def narrower_column(width: float) -> float:
    """Return how wide the narrower of the two columns of a page is."""
    return min(_widths(width))


def _height(plan: TwoColumns) -> float:
    return plan.height
