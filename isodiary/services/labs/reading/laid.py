"""A line of a report laid out, and the range that may stand below it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from isodiary.domain.values import dataclass
from isodiary.services.labs.reading.naming import is_plain
from isodiary.services.labs.reading.numbers import Printed, PrintedRange
from isodiary.services.labs.reading.ranges import (
    NO_RANGE,
    OfSex,
    range_of,
    ranges_by_sex,
    without_grades,
)
from isodiary.services.labs.reading.tokens import Kind, ScannedLine, Token

NEXT_LINES = 2
"""So many lines below a result its range may stand, as a method may come between."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LaidValue:
    """One value of a line.

    Attributes:
        token: The word.
        column: Place of its column; None if the table has no columns.
        day: The day beside it or at its head; None if there is none.
        day_text: A day that stands behind it; empty if there is none.
        earlier: Whether it is an older value.
    """

    token: Token
    column: int | None = None
    day: date | None = None
    day_text: str = ""
    earlier: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LaidLine:
    """A line laid out.

    Attributes:
        row: The line.
        name: The name of the test; empty for a line without one.
        values: Its values, in the order of the columns.
        range: Its range.
        unit: The unit as it is printed; empty if there is none.
        twin: The same value in another unit, with that; None if there is none.
        day_text: The day that the line is of; empty if it names none.
        by_sex: Ranges that are said to be of men, or of women.
        which: Whether nobody can tell which of its figures is the result.
    """

    row: ScannedLine
    name: str
    values: tuple[LaidValue, ...] = ()
    range: PrintedRange = NO_RANGE
    unit: str = ""
    twin: tuple[Printed, str] | None = None
    day_text: str = ""
    by_sex: tuple[OfSex, ...] = ()
    which: bool = False


def is_range_below(row: ScannedLine, above: LaidLine, *, labelled: bool) -> bool:
    """Whether a line has nothing but the range of the result above, or more of its ranges."""
    if not above.values or not 0 < row.line - above.row.line <= NEXT_LINES:
        return False
    ranges = [token for token in row.tokens if token.kind is Kind.RANGE or token.compared]
    others = [token for token in row.tokens if token.kind not in (Kind.UNIT, Kind.NONE)]
    of_sex = sum(bool(token.of_sex) for token in row.tokens)
    bare = len(others) == len(ranges) + of_sex and (of_sex or above.range == NO_RANGE)
    plain = any(is_plain(token) for token in row.tokens)
    return bool(ranges) and not plain and bool(bare or labelled)


def with_range_below(above: LaidLine, row: ScannedLine) -> LaidLine:
    """Return a line with the range that stands below it."""
    ranges = [token for token in row.tokens if token.kind is Kind.RANGE or token.compared]
    by_sex = (*above.by_sex, *ranges_by_sex(row.tokens, ranges))
    ranges = without_grades(row.tokens, ranges)
    if by_sex or above.range != NO_RANGE or len(ranges) != 1:
        return replace(above, range=above.range if not by_sex else NO_RANGE, by_sex=by_sex)
    return replace(above, range=range_of(ranges[0]))
