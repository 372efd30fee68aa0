"""One line of a report, laid out under the columns of its table: name, values, range and unit."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import combinations, pairwise

from isodiary.domain.lab import Comparator
from isodiary.services.labs.reading.heads import VALUES, ReportTable
from isodiary.services.labs.reading.laid import LaidLine, LaidValue
from isodiary.services.labs.reading.naming import Order, is_plain, name_text
from isodiary.services.labs.reading.numbers import Printed, PrintedRange
from isodiary.services.labs.reading.ranges import (
    NO_RANGE,
    ends_apart,
    one_ended,
    range_of,
    ranges_by_sex,
    with_spoken_value,
    without_grades,
    without_percent,
)
from isodiary.services.labs.reading.report import ReportColumn, Role
from isodiary.services.labs.reading.tokens import Kind, ScannedLine, Token

MOST_FIGURES = 9
"""A line with more figures than this is no result."""
ENDS = (Role.RANGE, Role.LOW, Role.HIGH)
MUCH_NEARER = 3
"""By so many signs one way to lay figures under heads has to be better than any other."""


def lay_out(
    row: ScannedLine, name: Sequence[Token], table: ReportTable | None, order: Order
) -> LaidLine:
    """Return a line laid out; `which` where its figures cannot be told apart.

    Args:
        row: The line.
        name: The words of its name; none for a line that has none.
        table: The columns; None if there are none.
        order: Of results and ranges, where there are no columns.
    """
    said = name_text(row, name)
    rest = [token for token in row.tokens if token not in name]
    if name and (table is None or not _values_stand_first(table)):
        # a number before the name counts the lines
        rest = [each for each in rest if each.start > name[0].start or each.kind is Kind.DAY]
    rest = with_spoken_value(without_percent(rest), order)
    if table is None:
        return _FreeLine(row, said, rest).freely(order)
    line = _TableLine(row, said, rest)
    return line.by_cell(table) if table.delimiter and row.delimited else line.by_place(table)


def _values_stand_first(table: ReportTable) -> bool:
    """Whether the names stand behind the values."""
    tests, values = table.places(Role.TEST), table.places(*VALUES)
    return bool(tests and values) and tests[0] > values[0]


class _Line:
    """The words of one line behind its name."""

    def __init__(self, row: ScannedLine, name: str, rest: Sequence[Token]) -> None:
        self._row = row
        self._name = name
        self._rest = list(rest)
        self._ranges = [token for token in rest if token.kind is Kind.RANGE]
        self._unit = next((token for token in rest if token.kind is Kind.UNIT), None)

    def _unit_behind(self, token: Token) -> str:
        place = self._rest.index(token)
        follows = self._rest[place + 1] if place + 1 < len(self._rest) else None
        return follows.text if follows is not None and follows.kind is Kind.UNIT else ""

    def _twin(self, values: Sequence[LaidValue]) -> tuple[Printed, str] | None:
        if not values or values[0].column is not None:
            return None
        others = [t for t in self._rest if is_plain(t) and t is not values[0].token]
        if len(others) != 1 or others[0].number is None:
            return None
        return others[0].number, self._unit_behind(others[0])

    def _made(
        self,
        values: Sequence[LaidValue],
        ranges: Sequence[Token] = (),
        *,
        ends: PrintedRange | None = None,
        which: bool = False,
    ) -> LaidLine:
        told = len(ranges)
        ranges = without_grades(self._rest, ranges)
        by_sex = tuple(ranges_by_sex(self._rest, ranges))
        beside = {value.day_text for value in values}
        days = (token.text for token in self._rest if token.kind is Kind.DAY)
        dated = [text for text in days if text not in beside]
        return LaidLine(
            row=self._row,
            name=self._name,
            values=tuple(values),
            range=ends or (NO_RANGE if by_sex or len(ranges) != 1 else range_of(ranges[0])),
            unit=self._unit.text if self._unit else "",
            twin=self._twin(values),
            day_text=dated[0] if len(dated) == 1 else "",
            by_sex=by_sex,
            which=which or (told > 1 and self._speaks_of_a_day()),
        )

    def _speaks_of_a_day(self) -> bool:
        """Whether a day stands in a sentence: "up from 112 mg/dL on 10/19/2026"."""
        pairs = pairwise(self._rest)
        return any(a.kind is Kind.WORD and b.kind is Kind.DAY for a, b in pairs)


class _FreeLine(_Line):
    """A line of a report without columns."""

    def freely(self, order: Order) -> LaidLine:
        """Read it without columns."""
        dated = self._dated_before()
        plain = [token for token in self._rest if is_plain(token)]
        compared = [token for token in self._rest if token.compared]
        ranges = list(self._ranges)
        value: Token | None
        if len(plain) + len(compared) > MOST_FIGURES:
            return self._made((), which=True)
        if not plain and not compared and not ranges:
            words = (token for token in self._rest if token.kind is Kind.WORD)
            return self._made([LaidValue(token=token) for token in words][:1])
        if plain:
            value = self._same_in_two_units(plain)
            ranges += compared
        elif len(compared) > 1 and not ranges:
            value, ranges = self._by_order(compared, order)
        else:
            value = compared[0] if compared else None
            ranges += compared[1:]
            if value is not None and not ranges and (value.bracketed or order is not Order.UNKNOWN):
                # where other lines have both, it may as well be the range alone
                return self._made((), which=not value.bracketed)
        if (value is None and (plain or compared)) or len(ranges) > 1:
            ranges = self._of_first_unit(value, ranges)
            if value is None:
                return self._made((), which=True)
        values = [] if value is None else [LaidValue(token=value), *dated]
        return self._made(values, ranges)

    def _dated_before(self) -> list[LaidValue]:
        """Take older values with their days, as in "05/09/26 : 5 900", out of the line."""
        found = []
        kept: list[Token] = []
        for token in self._rest:
            before = kept[-1] if len(kept) > 1 else None
            if token.kind is Kind.NUMBER and before is not None and before.kind is Kind.DAY:
                kept.pop()
                found.append(LaidValue(token=token, day_text=before.text, earlier=True))
            else:
                kept.append(token)
        self._rest = kept
        return found

    def _same_in_two_units(self, plain: Sequence[Token]) -> Token | None:
        """Return the only figure, or the first of two that each have a unit behind them."""
        if len(plain) == 1:
            return plain[0]
        units = [self._unit_behind(token) for token in plain]
        if len(plain) == 2 and all(units) and units[0] != units[1]:
            return plain[0]
        return None

    def _of_first_unit(self, value: Token | None, ranges: Sequence[Token]) -> list[Token]:
        """Keep the ranges before the second of two values."""
        if value is None:
            return list(ranges)
        plain = [token for token in self._rest if is_plain(token) and token is not value]
        return [token for token in ranges if not plain or token.start < plain[0].start]

    def _by_order(
        self, compared: Sequence[Token], order: Order
    ) -> tuple[Token | None, list[Token]]:
        """Return the value and its range of two figures such as "<5"."""
        if len(compared) > 2:
            return None, list(compared)
        first, second = compared
        if order is Order.RANGE_FIRST:
            return second, [first]
        told = order is Order.VALUE_FIRST or second.bracketed or bool(self._unit_behind(first))
        return (first, [second]) if told else (None, [first, second])


class _TableLine(_Line):
    """A line under the heads of a table."""

    def by_cell(self, table: ReportTable) -> LaidLine:
        """Read it by the cells that signs part."""
        by_cell: dict[int, list[Token]] = {}
        for token in self._rest:
            by_cell.setdefault(token.cell, []).append(token)
        values = []
        for place in table.places(*VALUES):
            cell = by_cell.get(place, [])
            words = [each for each in cell if each.kind is Kind.WORD]
            found = [*filter(_is_figure, cell), *words]
            values += [self._value(each, place, table) for each in found[:1]]
        ranges = [
            token for place in table.places(Role.RANGE) for token in by_cell.get(place, ())
            if token.kind is Kind.RANGE or token.compared
        ]  # fmt: skip
        ends = self._two_ends(table, by_cell)
        if not table.places(Role.RANGE):
            ranges = list(self._ranges)
        return self._made(values, ranges, ends=ends)

    def by_place(self, table: ReportTable) -> LaidLine:
        """Read it by where the heads stand, or by their order."""
        figures = [token for token in self._rest if _is_figure(token) or token.kind is Kind.NONE]
        if len(figures) > MOST_FIGURES:
            return self._made((), which=True)
        ranged = bool(self._ranges)
        lone = [token for token in figures if token.compared]
        if not ranged and len(behind := self._under_ranges(lone, table)) > 1:
            figures = [token for token in figures if token not in behind]
            self._ranges, ranged = behind, True  # one for men, one for women
        elif len(lone) == 1 < len(figures) and not ranged and not table.places(*ENDS):
            figures.remove(lone[0])  # no head names the ranges
            self._ranges = lone
        roles = {*VALUES, Role.LOW, Role.HIGH} | (set() if ranged else {Role.RANGE})
        places = table.places(*roles)
        if table.places(Role.LOW) and len(figures) < len(places) and self._row.cells == 1:
            figures = ends_apart(figures)
        laid = self._laid(figures, places, table)
        if laid is None and len(figures) > len(places):  # a column that nobody reads has figures
            others = {*roles, Role.OTHER, Role.DATE, Role.FLAG}
            laid = self._laid(figures, table.places(*others), table)
        if laid is None:
            return self._made((), which=True)
        by_column = {place: [token] for token, place in laid.items()}
        values = [
            self._value(token, place, table)
            for token, place in laid.items()
            if table.columns[place].role in VALUES and token.kind is not Kind.NONE
        ]
        ranges = self._ranges + [
            token
            for token, place in laid.items()
            if (table.columns[place].role is Role.RANGE and token.kind is not Kind.NONE)
            or (table.columns[place].role is Role.OTHER and token.compared)
        ]
        if not values and not figures:
            values = self._words(table)
        return self._made(values, ranges, ends=self._two_ends(table, by_column))

    def _under_ranges(self, compared: Sequence[Token], table: ReportTable) -> list[Token]:
        """Return the figures such as "<5" that stand nearer to the head of the ranges."""
        ranges, values = table.places(Role.RANGE), table.places(*VALUES)
        if not ranges or not values or not table.aligned or self._row.cells < 2:
            return []

        def nearest(token: Token, places: Sequence[int]) -> int:
            return min(_apart(token, table.columns[place]) for place in places)

        return [each for each in compared if nearest(each, ranges) < nearest(each, values)]

    def _words(self, table: ReportTable) -> list[LaidValue]:
        """Return the words behind the name as values, as "negative" is one."""
        words = [token for token in self._rest if token.kind is Kind.WORD]
        places = table.places(*VALUES)
        if len(words) != len(places):
            words, places = words[:1], places[:1]
        return [self._value(word, place, table) for word, place in zip(words, places, strict=False)]

    def _value(self, token: Token, place: int, table: ReportTable) -> LaidValue:
        column: ReportColumn = table.columns[place]
        earlier = column.role is Role.PREVIOUS
        at = self._rest.index(token) + 1
        behind = self._rest[at] if at < len(self._rest) else None
        dated = earlier and behind is not None and behind.kind is Kind.DAY
        return LaidValue(
            token=token,
            column=place,
            day=column.day,
            day_text=behind.text if dated and behind is not None else column.day_text,
            earlier=earlier,
        )

    def _laid(
        self, figures: Sequence[Token], places: Sequence[int], table: ReportTable
    ) -> dict[Token, int] | None:
        """Return figures by column, as near to the heads as can be; None if that is not sure."""
        allowed = [self._allowed(token, places, table) for token in figures]
        ways = [
            way
            for way in combinations(places, len(figures))
            if all(place in fits for place, fits in zip(way, allowed, strict=True))
        ]
        if not ways:
            return None
        by_place = table.aligned and self._row.cells > 1
        if len(ways) > 1 and not by_place:
            ways = self._ways_in_order(figures, ways, table)
        if len(ways) == 1:
            return dict(zip(figures, ways[0], strict=True))
        if not by_place:
            return None

        def cost(way: Sequence[int]) -> int:
            pairs = zip(figures, way, strict=True)
            return sum(_apart(token, table.columns[place]) for token, place in pairs)

        costs = sorted((cost(way), way) for way in ways)
        if costs[1][0] - costs[0][0] < MUCH_NEARER and not self._same_values(
            costs[0][1], costs[1][1], table
        ):
            return None
        return dict(zip(figures, costs[0][1], strict=True))

    def _allowed(self, token: Token, places: Sequence[int], table: ReportTable) -> set[int]:
        if token.compared or token.kind is Kind.NONE:
            return set(places)
        return {place for place in places if table.columns[place].role is not Role.RANGE}

    def _ways_in_order(
        self, figures: Sequence[Token], ways: Sequence[tuple[int, ...]], table: ReportTable
    ) -> list[tuple[int, ...]]:
        """Keep the ways that give every value its column, where the figures are as many."""
        slots = set(table.places(*VALUES))
        whole = [way for way in ways if slots <= set(way)]
        return whole or list(ways)

    def _same_values(
        self, one: tuple[int, ...], other: tuple[int, ...], table: ReportTable
    ) -> bool:
        """Whether two ways differ only between values of one sample."""

        def heads(way: tuple[int, ...]) -> list[tuple[Role, date | None]]:
            return [(table.columns[place].role, table.columns[place].day) for place in way]

        return heads(one) == heads(other)

    def _two_ends(
        self, table: ReportTable, by_column: dict[int, list[Token]]
    ) -> PrintedRange | None:
        """Return the range whose ends stand in columns of their own."""
        if not (table.places(Role.LOW) and table.places(Role.HIGH)):
            return None  # who knows what the other column is
        ends = []
        for role in (Role.LOW, Role.HIGH):
            tokens = (token for place in table.places(role) for token in by_column.get(place, ()))
            ends.append(next((token.number for token in tokens if token.number is not None), None))
        low, high = ends
        printed = [end for end in ends if end is not None]
        if not printed:
            return None
        if len(printed) == 1 and printed[0].comparator is not Comparator.EXACTLY:
            return one_ended(printed[0])
        return PrintedRange(low.digits if low else "", high.digits if high else "")


def _is_figure(token: Token) -> bool:
    return token.kind is Kind.NUMBER


def _apart(token: Token, column: ReportColumn) -> int:
    """Return how many signs lie between a figure and a head; 0 where they overlap."""
    return max(0, column.start - token.end, token.start - column.end)
