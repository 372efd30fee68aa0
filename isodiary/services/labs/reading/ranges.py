"""The ranges among the words of a line: one, none that can be told, or of one sex only."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from isodiary.domain.lab import Comparator
from isodiary.services.labs.reading.naming import Order, is_plain
from isodiary.services.labs.reading.numbers import Printed, PrintedRange
from isodiary.services.labs.reading.tokens import Kind, Token

NO_RANGE = PrintedRange()
OfSex = tuple[str, PrintedRange]
"""A range with the word for men or women before it."""


def ranges_by_sex(words: Sequence[Token], ranges: Sequence[Token]) -> Iterator[OfSex]:
    """Yield the ranges that have a word for men or women before them, each with that word."""
    for before, token in pairwise(words):
        if token in ranges and before.of_sex:
            yield before.of_sex, range_of(token)


def without_grades(words: Sequence[Token], ranges: Sequence[Token]) -> list[Token]:
    """Return the ranges but those after a word such as "borderline"."""
    graded = [token for before, token in pairwise(words) if before.grades]
    return [token for token in ranges if token not in graded]


def without_percent(words: Sequence[Token]) -> list[Token]:
    """Return words without the percentage beside a count: "56,0 % 3.629 /µL 1.600 a 7.000"."""
    units = [
        (place, follows.text)
        for place, (token, follows) in enumerate(pairwise(words))
        if is_plain(token) and follows.kind is Kind.UNIT
    ]
    percents = [place for place, unit in units if unit == "%"]
    counts = [place for place, unit in units if "/" in unit and unit.casefold() != "l/l"]
    if len(percents) != 1 or len(counts) != 1:
        return list(words)
    start = percents[0]
    end = start + 2
    while counts[0] > start and words[end].kind is Kind.RANGE:
        end += 1
    return [*words[:start], *words[end:]]


def range_of(token: Token) -> PrintedRange:
    """Return the range that a word is; "<5" may be one."""
    if token.range is not None:
        return token.range
    assert token.number is not None
    return one_ended(token.number)


def one_ended(number: Printed) -> PrintedRange:
    """Return the range that "<5" is, where it is one."""
    strict = len(number.comparator) == 1
    if number.comparator.startswith(">"):
        return PrintedRange(low=number.digits, low_strict=strict)
    return PrintedRange(high=number.digits, high_strict=strict)


def with_spoken_value(words: Sequence[Token], order: Order) -> list[Token]:
    """Return the words with the first of two open ranges as the value it is: "less than 2"."""
    figures = [token for token in words if token.kind in (Kind.NUMBER, Kind.RANGE)]
    ends = [end for token in figures if (end := _spoken_end(token)) is not None]
    told = any(token.kind in (Kind.WORD, Kind.DAY) for token in words)
    if len(figures) != 2 or len(ends) != 2 or order is Order.RANGE_FIRST or told:
        return list(words)
    value = replace(figures[0], kind=Kind.NUMBER, range=None, number=ends[0])
    return [value if token is figures[0] else token for token in words]


def ends_apart(figures: Sequence[Token]) -> list[Token]:
    """Return figures with the last, which is the range's two ends in "64 U/l 35 105", as two."""
    *first, last = figures
    parts = last.number.digits.split(" ") if last.number is not None else []
    whole = len(parts) == 2 and all(part.isdigit() for part in parts)
    if not first or not whole or int(parts[0]) >= int(parts[1]):
        return list(figures)
    cut = last.start + len(parts[0])
    low = replace(last, text=parts[0], end=cut, number=Printed(parts[0]))
    return [*first, low, replace(last, text=parts[1], start=cut + 1, number=Printed(parts[1]))]


def _spoken_end(token: Token) -> Printed | None:
    """Return the number that "less than 2" is; None for a range of two ends."""
    if token.range is None or bool(token.range.low) == bool(token.range.high):
        return None
    if token.range.low:
        above = Comparator.ABOVE if token.range.low_strict else Comparator.AT_LEAST
        return Printed(token.range.low, above)
    below = Comparator.BELOW if token.range.high_strict else Comparator.AT_MOST
    return Printed(token.range.high, below)
