"""Which words of a line are the name of its test, and in which order results and ranges stand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import Enum, auto

from isodiary.services.labs.reading.tokens import Kind, ScannedLine, Token


class Order(Enum):
    """Whether results stand before their ranges in a report without heads."""

    VALUE_FIRST = auto()
    RANGE_FIRST = auto()
    UNKNOWN = auto()


def name_tokens(row: ScannedLine) -> tuple[Token, ...]:
    """Return the words of the name: those before the first figure, in one cell or two."""
    tokens = row.tokens
    start = 0
    while start < len(tokens) and tokens[start].kind is not Kind.WORD:
        start += 1  # a number of the line, a day
    while start + 1 < len(tokens) and tokens[start].text in _MARKS and _goes_on(tokens, start):
        start += 1  # "H ALT: 77"
    end = start
    cell = tokens[start].cell if start < len(tokens) else 0
    while end < len(tokens) and tokens[end].cell == cell and _in_name(tokens, end):
        end += 1
    return tokens[start:end]


def _goes_on(tokens: Sequence[Token], place: int) -> bool:
    follows = tokens[place + 1]
    return follows.kind is Kind.WORD and tokens[place].cell == follows.cell


def _in_name(tokens: Sequence[Token], place: int) -> bool:
    """Whether a word goes on with a name: a dash between words does, and a lone %."""
    token = tokens[place]
    if token.kind is Kind.NONE:
        follows = tokens[place + 1] if place + 1 < len(tokens) else None
        return follows is not None and follows.kind is Kind.WORD and follows.cell == token.cell
    return token.kind is Kind.WORD or token.text.startswith("%")


_MARKS = frozenset({"H", "L", "HH", "LL"})


def name_text(row: ScannedLine, words: Sequence[Token]) -> str:
    """Return the words of a name as they are printed, with the brackets between them."""
    if not words:
        return ""
    printed = row.text[words[0].start : words[-1].end]
    closed = printed + ")" if printed.count("(") > printed.count(")") else printed
    return closed.strip(" \t:=,").removesuffix(" .")


def order_of(rows: Iterable[ScannedLine]) -> Order:
    """Return whether results stand before their ranges, from the lines that show it."""
    first = last = 0
    for row in rows:
        figures = [token for token in row.tokens if token.kind in (Kind.NUMBER, Kind.RANGE)]
        plain = [n for n, token in enumerate(figures) if is_plain(token)]
        if len(figures) == 2 and len(plain) == 1:
            first += plain[0] == 0
            last += plain[0] == 1
    if first and last:
        return Order.UNKNOWN
    if last:
        return Order.RANGE_FIRST
    return Order.VALUE_FIRST if first else Order.UNKNOWN


def is_plain(token: Token) -> bool:
    """Whether a word is a number without a comparator."""
    return token.kind is Kind.NUMBER and not token.compared
