"""Whether a number that was read can be what it seems, and what to show where it cannot."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from isodiary.domain.catalogue.labs import Analyte, LabUnit
from isodiary.domain.lab import Comparator, LabRange, mark
from isodiary.domain.values import dataclass
from isodiary.services.labs.reading.laid import LaidLine
from isodiary.services.labs.reading.numbers import DecimalStyle, Printed, Reading, plain, readings
from isodiary.services.labs.reading.ranges import NO_RANGE
from isodiary.services.labs.reading.report import ReadResult
from isodiary.services.labs.reading.tokens import Kind, Token

_BESIDE = frozenset({Kind.UNIT, Kind.FLAG, Kind.NONE})
SAME = Fraction(1, 50)
"""Two values in two units are one if they differ by less than this part of them."""


@dataclass(frozen=True, slots=True)
class InUnit:
    """A number of a test in one of its units."""

    value: Decimal
    unit: LabUnit


def same_value(
    analyte: Analyte, known: InUnit, number: Printed, unit_text: str, style: DecimalStyle
) -> bool:
    """Whether a number that is printed in another unit is the same value."""
    other = analyte.unit(unit_text)
    if other is None:
        return False
    converted = analyte.converted(known.value, known.unit, other)
    found = readings(Printed(number.digits), NO_RANGE, (analyte, other), style)
    return converted is not None and any(
        abs(converted - Fraction(each.value)) <= SAME * abs(converted) for each in found
    )


def twin_agrees(
    analyte: Analyte, unit: LabUnit, number: Printed, laid: LaidLine, style: DecimalStyle
) -> bool:
    """Whether a second figure of a line is its value in another unit, if there is one."""
    if laid.twin is None:
        return True
    return any(
        same_value(analyte, InUnit(each.value, unit), *laid.twin, style)
        for each in readings(number, laid.range, (analyte, unit), style)
    )


def is_whole(
    token: Token, reading: Reading, laid: LaidLine, test: tuple[Analyte, LabUnit] | None
) -> bool:
    """Whether "6 350" is one number: alone in its cell, or as the range and the unit are."""
    assert token.number is not None
    if " " not in token.number.digits:
        return True
    beside = (other for other in laid.row.tokens if other.cell == token.cell)
    if laid.row.cells > 1 and all(each is token or each.kind in _BESIDE for each in beside):
        return True
    if " " in laid.range.low or " " in laid.range.high:
        return True
    if test is None:
        return False
    analyte, unit = test
    first = Decimal(token.number.digits.split(" ")[0])
    return analyte.plausible(reading.value, unit) and not analyte.plausible(first, unit)


def is_possible(reading: Reading, number: Printed, analyte: Analyte, unit: LabUnit) -> bool:
    """Whether a result can be one of this test; what a lab could not measure always can."""
    exact = number.comparator is Comparator.EXACTLY
    return not exact or analyte.plausible(reading.value, unit)


def has_possible_range(reading: Reading, analyte: Analyte, unit: LabUnit) -> bool:
    """Whether the upper end of a range can be one of this test."""
    high = reading.ends.high
    return not isinstance(high, Decimal) or analyte.plausible(high, unit)


def contradicts(laid: LaidLine, value: Decimal, comparator: Comparator, ends: LabRange) -> bool:
    """Whether a mark says "low" of a value in "< 40": that is a grade and no range."""
    if len(laid.values) > 1 or (ends.low is None) == (ends.high is None):
        return False
    marks = {token.text.casefold() for token in laid.row.tokens if token.kind is Kind.FLAG}
    said = {letter for letter, words in _MARKED.items() if marks & words}
    return len(said) == 1 and mark(value, comparator, ends) not in said


_MARKED = {
    "H": frozenset({"h", "hh", "high", "↑", "↑↑", "hoch", "alto", "haut", "wysoki", "hoog", "hög"}),
    "L": frozenset({"l", "ll", "low", "↓", "↓↓", "niedrig", "bajo", "bas", "niski", "laag", "låg"}),
}


def own_result(laid: LaidLine, style: DecimalStyle) -> ReadResult | None:
    """Return what a line is under its own name, where its number is sure."""
    number = laid.values[0].token.number if laid.values else None
    if number is None or laid.which or not laid.name:
        return None
    found = readings(number, laid.range, None, style)
    if len(found) != 1:
        return None
    return ReadResult(
        line=laid.row.line,
        name=laid.name,
        analyte=laid.name,
        value=found[0].value,
        comparator=number.comparator,
        unit=laid.unit,
        ends=found[0].ends,
    )


def figures(laid: LaidLine) -> tuple[str, ...]:
    """Return the figures of a line that can be read in one way only."""
    numbers = (token.number for token in laid.row.tokens if token.number is not None)
    read = (plain(each.digits) for each in numbers)
    return tuple(dict.fromkeys(str(each) for each in read if each is not None))
