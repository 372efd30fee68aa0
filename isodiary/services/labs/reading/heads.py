"""The columns of a table: found by their heads, in ten languages, or by the shapes of the cells."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from isodiary.domain.catalogue.report_words import ReportWords
from isodiary.domain.values import dataclass
from isodiary.services.labs.reading.days import ReportDays
from isodiary.services.labs.reading.names import MOST_REMEMBERED, Phrases, folded
from isodiary.services.labs.reading.report import ReportColumn, Role
from isodiary.services.labs.reading.scan import FLAGS
from isodiary.services.labs.reading.tokens import Kind, ScannedLine, Token

NEAR = 12
"""A day may stand so many signs beside the head it belongs to."""
FEWEST = 2
"""One word such as "Result" is no head of a table."""
VALUES = frozenset({Role.VALUE, Role.PREVIOUS})
TELLING = VALUES | {Role.RANGE, Role.UNIT, Role.LOW, Role.HIGH}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportTable:
    """The columns of a table, left to right.

    Attributes:
        columns: What stands in each.
        aligned: Whether the places of the heads say where a cell belongs.
        delimiter: The sign between the cells; empty for spaces.
        line: Number of the line with the heads; 0 for none.
        by_head: Whether heads say what they are, not the shapes of the cells.
    """

    columns: tuple[ReportColumn, ...]
    aligned: bool
    delimiter: str = ""
    line: int = 0
    by_head: bool = True

    def places(self, *roles: Role) -> tuple[int, ...]:
        """Return the places of the columns with one of some roles."""
        return tuple(n for n, column in enumerate(self.columns) if column.role in roles)

    def with_roles(self, roles: Mapping[int, Role]) -> ReportTable:
        """Return the same with other roles in some places."""
        columns = (
            replace(column, role=roles.get(place, column.role))
            for place, column in enumerate(self.columns)
        )
        return replace(self, columns=tuple(columns))

    def with_first_day(self, day: date) -> ReportTable:
        """Return the same with a value of the day that stands over the names, before the others."""
        places = self.places(*VALUES)
        if any(not self.columns[place].start for place in places):
            return self
        first = self.columns[places[0]]
        value = ReportColumn(role=Role.VALUE, day=day, end=max(0, first.start - 1))
        columns = (*self.columns[: places[0]], value, *self.columns[places[0] :])
        return replace(self, columns=columns)

    def is_like(self, other: ReportTable) -> bool:
        """Whether another table has the same heads."""
        return [each.label for each in self.columns] == [each.label for each in other.columns]

    def with_days(self, row: ScannedLine, days: ReportDays, main_day: date | None) -> ReportTable:
        """Return the same with the days of a line of their own over the columns they stand at."""
        columns = list(self.columns)
        places = [n for n in self.places(*VALUES) if columns[n].day is None]
        if len(row.tokens) != len(places):
            places = [n for n in places if columns[n].start]
        for token in row.tokens:
            near = sorted((_apart(token, columns[n]), n) for n in places)
            if len(row.tokens) == len(places) and self.aligned:
                near = near[:1]
            if near and near[0][0] <= NEAR and (len(near) == 1 or near[0][0] < near[1][0]):
                place = near[0][1]
                columns[place] = replace(columns[place], day=_day([token], days, main_day))
        return replace(self, columns=tuple(columns))


class HeadWords:
    """Knows the heads of columns."""

    def __init__(self, words: ReportWords) -> None:
        by_role = (
            (Role.PREVIOUS, words.previous),
            (Role.LOW, words.low),
            (Role.HIGH, words.high),
            (Role.RANGE, words.range),
            (Role.UNIT, words.unit),
            (Role.VALUE, words.value),
            (Role.FLAG, words.flag),
            (Role.TEST, words.test),
            (Role.DATE, words.date),
            (Role.OTHER, words.other),
        )
        self._order = tuple(role for role, _ in by_role)
        self._phrases = Phrases(phrase for _, phrases in by_role for phrase in phrases)
        self._roles: dict[str, Role] = {}
        self._wholes: dict[str, Role | None] = {}
        self._sampled = Phrases(words.sampled)
        for role, phrases in by_role:  # of two with the same words the first counts
            for phrase in phrases:
                self._roles.setdefault(folded(phrase), role)

    def phrases(self, words: Sequence[str]) -> list[tuple[Role, int, int]]:
        """Return the phrases among words, each with its place and length."""
        found, place = [], 0
        while place < len(words):
            length = self._phrases.length_at(words, place)
            if length:
                role = self._roles[" ".join(words[place : place + length])]
                found.append((role, place, length))
            place += length or 1
        return found

    def whole(self, text: str) -> Role | None:
        """Return what a line is that begins with these words alone; None if nobody knows."""
        if text not in self._wholes:
            if len(self._wholes) > MOST_REMEMBERED:
                self._wholes.clear()
            self._wholes[text] = self._looked_up(text)
        return self._wholes[text]

    def _looked_up(self, text: str) -> Role | None:
        words = folded(text).replace("/", " ").replace(":", " ").split()
        found = self.phrases(words)
        covered = sum(length for _, _, length in found)
        return found[0][0] if found and covered == len(words) else None

    def is_day_of_sample(self, text: str) -> bool:
        """Whether words say that the day behind them is the sample's."""
        words = folded(text).replace(":", " ").split()
        return self._sampled.within(words) == len(words) > 0

    def is_flag(self, word: str) -> bool:
        """Whether a word alone is a mark of the laboratory."""
        return word.casefold().strip("()*!") in FLAGS

    def role(self, text: str) -> Role | None:
        """Return what a column with such a head has; None if nobody knows."""
        found = self.phrases(folded(text).replace("/", " ").replace(":", " ").split())
        longest = max((length for _, _, length in found), default=0)
        said = [role for role, _, length in found if length == longest or role is Role.PREVIOUS]
        return min(said, key=self._order.index, default=None)


def table_of(
    row: ScannedLine, heads: HeadWords, days: ReportDays, main_day: date | None
) -> ReportTable | None:
    """Return the columns whose heads stand in a line; None if it has none."""
    if len(row.tokens) < FEWEST:
        return None
    first_day = _day(_cells(row)[0], days, main_day) if begins_with_day(row) else None
    labelled = any(
        ":" in token.text
        for token in row.tokens[:-1]
        if token.kind is Kind.WORD and (first_day is None or token.cell != row.tokens[0].cell)
    )
    if labelled or any(_is_value(token, row.text) for token in row.tokens):
        return None
    by_cell = row.delimited or row.cells > 1
    columns = (
        [_cell_column(tokens, heads, days, main_day) for tokens in _cells(row)]
        if by_cell
        else _phrase_columns(row, heads, days, main_day)
    )
    known = [column for column in columns if column is not None and column.role in TELLING]
    if all(
        column.role in VALUES for column in known
    ):  # "Results 6 Oct 2026", "born ...   drawn ..."
        said = [by_cell and row.has(Kind.DAY) and _is_head(tokens, heads) for tokens in _cells(row)]
        columns = [column if head else None for column, head in zip(columns, said, strict=False)]
        known = [column for column in columns if column is not None]
    older_alone = len(known) == 1 and known[0].day and known[0].role is Role.PREVIOUS
    few = len(known) < FEWEST and not older_alone
    if few or not any(column.role in VALUES for column in known):
        return None
    if by_cell:
        pairs = zip(columns, _cells(row), strict=True)
        filled = [column or _unknown(tokens) for column, tokens in pairs]
    else:
        filled = [column for column in columns if column is not None]
    table = _with_test(filled, row, aligned=by_cell)
    return table.with_first_day(first_day) if table and first_day else table


def _is_head(tokens: Sequence[Token], heads: HeadWords) -> bool:
    """Whether a cell with a day, or a word for values, says nothing else."""
    words = " ".join(token.text for token in tokens if token.kind is Kind.WORD)
    if any(token.kind is Kind.DAY for token in tokens):
        return not words or heads.role(words) in VALUES
    return heads.whole(words) in VALUES


def begins_with_day(row: ScannedLine) -> bool:
    """Whether the first cell has a day with words before it: "drawn 27-10-2026   before ..."."""
    first = [token.kind for token in row.tokens if token.cell == row.tokens[0].cell]
    return first[0] is Kind.WORD and Kind.DAY in first


def is_days(row: ScannedLine) -> bool:
    """Whether a line has nothing but days."""
    return bool(row.tokens) and all(
        token.kind is Kind.DAY or _SHORT_DAY.fullmatch(token.text) for token in row.tokens
    )


def _apart(token: Token, column: ReportColumn) -> int:
    """Return how many signs lie between a word and a head; 0 where they overlap."""
    return max(0, column.start - token.end, token.start - column.end)


def _with_test(
    columns: Sequence[ReportColumn], row: ScannedLine, *, aligned: bool
) -> ReportTable | None:
    """Return the table; a first column that no word names is that of the tests.

    Where only the older values have a head, those of today stand before the first head.
    """
    found = list(columns)
    if not any(column.role is Role.TEST for column in found):
        if found[0].role in (Role.OTHER, Role.DATE) and found[0].start <= len(row.text) // 3:
            found[0] = replace(found[0], role=Role.TEST)
        elif not row.delimited:
            found.insert(0, ReportColumn(role=Role.TEST))
    if not any(column.role is Role.VALUE for column in found) and not row.delimited:
        first = next(column for column in found if column.role is not Role.TEST)
        if first.role in VALUES and first is not found[-1]:
            return None
        place = found.index(first)
        found.insert(place, ReportColumn(role=Role.VALUE, end=max(0, first.start - 1)))
    return ReportTable(
        columns=tuple(found),
        aligned=aligned,
        line=row.line,
        delimiter=delimiter_of(row.text) if row.delimited else "",
    )


def delimiter_of(text: str) -> str:
    """Return the sign that parts the cells of a line, if one does; spaces are none."""
    for sign, fewest in (("\t", 1), ("|", 2), (";", 2), (",", 3)):
        if text.count(sign) >= fewest:
            return sign
    return ""


def _cells(row: ScannedLine) -> list[list[Token]]:
    """Return the words of each cell; of cells between signs the empty ones as well."""
    if not row.tokens:
        return []
    last = row.tokens[-1].cell
    by_cell: dict[int, list[Token]] = {}
    for token in row.tokens:
        by_cell.setdefault(token.cell, []).append(token)
    places = range(last + 1) if row.delimited else sorted(by_cell)
    return [by_cell.get(place, []) for place in places]


def _cell_column(
    tokens: Sequence[Token], heads: HeadWords, days: ReportDays, main_day: date | None
) -> ReportColumn | None:
    if not tokens:
        return None
    label = " ".join(token.text for token in tokens)
    day = _day(tokens, days, main_day)
    role = heads.role(label)
    if day is not None and role not in (Role.PREVIOUS, Role.VALUE):
        role = Role.VALUE
    doubtful = next(
        (t.text for t in tokens if t.kind is Kind.DAY and len(days.read(t.text)) > 1), ""
    )
    if doubtful and role is None:
        role = Role.VALUE
    if role is None:
        return None
    return ReportColumn(
        role=role,
        day=day,
        day_text=doubtful,
        start=tokens[0].start,
        end=tokens[-1].end,
        label=label,
    )


def _unknown(tokens: Sequence[Token]) -> ReportColumn:
    label = " ".join(token.text for token in tokens)
    start, end = (tokens[0].start, tokens[-1].end) if tokens else (0, 0)
    return ReportColumn(role=Role.OTHER, start=start, end=end, label=label)


def _phrase_columns(
    row: ScannedLine, heads: HeadWords, days: ReportDays, main_day: date | None
) -> list[ReportColumn]:
    """Return the columns of heads that single spaces part."""
    words = [folded(token.text).replace("/", " ").strip() for token in row.tokens]
    found: list[ReportColumn] = []
    for role, place, length in heads.phrases(words):
        tokens = row.tokens[place : place + length]
        label = " ".join(token.text for token in tokens)
        found.append(
            ReportColumn(role=role, start=tokens[0].start, end=tokens[-1].end, label=label)
        )
    for token in row.tokens:
        if (day := _day([token], days, main_day)) is not None:
            found.append(
                ReportColumn(
                    role=Role.VALUE, day=day, start=token.start, end=token.end, label=token.text
                )
            )
    return sorted(found, key=lambda each: each.start)


def _day(tokens: Iterable[Token], days: ReportDays, main_day: date | None) -> date | None:
    for token in tokens:
        if token.kind is Kind.DAY and len(read := days.read(token.text)) == 1:
            return read[0]
        if _SHORT_DAY.fullmatch(token.text):
            return days.without_year(token.text, main_day)
    return None


def _is_value(token: Token, text: str) -> bool:
    """Whether a word stands in no head: a number or a range, unless in brackets, or a day."""
    figure = token.kind in (Kind.NUMBER, Kind.RANGE)
    inside = text.count("(", 0, token.start) > text.count(")", 0, token.start)
    return figure and not inside and not _SHORT_DAY.fullmatch(token.text)


_SHORT_DAY = re.compile(r"\d{1,2}\.\d{1,2}\.|\d{1,2}[/-]\d{1,2}")
