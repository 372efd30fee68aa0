"""A column of the first page: parts beneath each other, cut between rows where they do not fit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF

from isodiary.report.content import Part, Table
from isodiary.report.marks import Mark
from isodiary.report.parts import (
    FEWEST_ROWS,
    ROWS_AT_ONCE,
    Places,
    Stack,
    more_line,
    parted,
    rows_that_fit,
    stack_of,
)
from isodiary.report.type_setter import TypeSetter

BETWEEN_PARTS = 14.0
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
    heights = [_whole(part, setter, width) for part in parts]
    return sum(heights) + BETWEEN_PARTS * (len(heights) - 1) if heights else 0.0


def fill(parts: Sequence[Part], setter: TypeSetter, rect: QRectF, places: Places) -> Filled:
    """Put parts into a column; the later ones keep room for their first rows."""
    marks: list[Mark] = []
    rest: list[Left] = []
    y = rect.top()
    for number, part in enumerate(parts):
        later = sum(_least(other, setter, rect.width()) for other in parts[number + 1 :])
        room = rect.bottom() - y
        stack, left = _fitted(part, setter, rect.width(), room, later, places)
        if stack is not None:
            marks += stack.marks(rect.left(), y)
            y += stack.height + BETWEEN_PARTS
        if left is not None:
            rest.append(Left(of=part.title, part=left))
    return Filled(marks=tuple(marks), rest=tuple(rest))


def _fitted(
    part: Part, setter: TypeSetter, width: float, room: float, later: float, places: Places
) -> tuple[Stack | None, Part | None]:
    """Return what fits of a part, and what does not."""
    if not isinstance(part, Table) or len(part.rows) <= ROWS_AT_ONCE:
        stack = stack_of(part, setter, width)
        if stack.height <= room - later:
            return stack, None
        if not isinstance(part, Table) or not part.rows:
            return (stack, None) if stack.height <= room else (None, part)
    fewest = min(FEWEST_ROWS, len(part.rows))
    count = rows_that_fit(part, setter, width, room - later)
    if count < fewest:  # then the earlier part goes before the later ones
        count = rows_that_fit(part, setter, width, room)
    if count < fewest:
        return None, part
    here, there = parted(part, count)
    if not there.rows:
        return stack_of(part, setter, width), None
    more = more_line(part, len(there.rows), places)
    return stack_of(here, setter, width, more), there


def _whole(part: Part, setter: TypeSetter, width: float) -> float:
    if isinstance(part, Table) and len(part.rows) > ROWS_AT_ONCE:
        return USUAL_ROW * len(part.rows)
    return stack_of(part, setter, width).height


def _least(part: Part, setter: TypeSetter, width: float) -> float:
    """Return the height that a part takes with its fewest rows, the gap before it included."""
    if isinstance(part, Table) and len(part.rows) > FEWEST_ROWS:
        here, there = parted(part, FEWEST_ROWS)
        more = more_line(part, len(there.rows), {})
        part_height = stack_of(here, setter, width, more).height
    else:
        part_height = stack_of(part, setter, width).height
    return part_height + BETWEEN_PARTS
