"""Numbers as laboratories print them: which can be read in two ways, and which reading fits.

"1.204" is a thousand in Germany and one in England. The sign of the other numbers, the range and
the unit decide; where two readings stay possible, both are returned, and someone has to ask.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import product

from isodiary.domain.catalogue.labs import Analyte, LabUnit
from isodiary.domain.lab import Comparator, LabRange
from isodiary.domain.values import dataclass

NUM = (
    r"(?:[1-9]\d{0,2}(?:[ '’]\d{3})+(?:[.,]\d{1,6})?(?![\d.,]*\d)"
    r"|\d{1,9}(?:[.,]\d{1,6}){0,3}|[.,]\d{1,6})"
)
COMPARATORS = {
    "": Comparator.EXACTLY,
    "<": Comparator.BELOW,
    "<=": Comparator.AT_MOST,
    "=<": Comparator.AT_MOST,
    "≤": Comparator.AT_MOST,
    ">": Comparator.ABOVE,
    ">=": Comparator.AT_LEAST,
    "=>": Comparator.AT_LEAST,
    "≥": Comparator.AT_LEAST,
}
PLAIN_NUM = r"(?:\d{1,9}(?:[.,]\d{1,6}){0,3}|[.,]\d{1,6})"
"""The same without spaces between groups of digits."""
FAR = 50
"""A value so many times beyond a range of two ends is read otherwise, if it can be."""


@dataclass(frozen=True, slots=True)
class Printed:
    """A number as it is printed."""

    digits: str
    comparator: Comparator = Comparator.EXACTLY


@dataclass(frozen=True, slots=True)
class PrintedRange:
    """A range as it is printed; an end that is empty is open."""

    low: str = ""
    high: str = ""
    low_strict: bool = False
    high_strict: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a value together with its range."""

    value: Decimal
    ends: LabRange


@dataclass(frozen=True, slots=True)
class DecimalStyle:
    """The sign before decimals in a report, as far as its numbers show it.

    Attributes:
        commas: How many numbers can only have a decimal comma.
        points: How many can only have a decimal point.
    """

    commas: int
    points: int

    def thousands(self, sign: str) -> bool | None:
        """Whether a sign parts thousands here; None if that cannot be said.

        A report with decimal points has no other use for a comma. A point can be either in any
        report, as instruments print points where the laboratory prints commas, and the other way
        round.
        """
        return True if sign == "," and self.points and not self.commas else None


def style_of(text: str) -> DecimalStyle:
    """Return the sign before decimals that the numbers of a text show."""
    found = [match[1] for match in _SURE.finditer(text)]
    return DecimalStyle(commas=found.count(","), points=found.count("."))


def readings(
    printed: Printed,
    ranged: PrintedRange,
    test: tuple[Analyte, LabUnit] | None,
    style: DecimalStyle,
) -> tuple[Reading, ...]:
    """Return every way in which a value and its range can be read; none if there is none.

    Args:
        printed: The value.
        ranged: Its range.
        test: What is tested and the unit of both; None if either is not known.
        style: The sign before decimals in the report.
    """
    texts = (printed.digits, ranged.low, ranged.high)
    signs = sorted({sign for text in texts if (sign := _doubtful(text))})
    found = []
    for kinds in product((True, False), repeat=len(signs)):
        read = _read(printed, ranged, dict(zip(signs, kinds, strict=True)))
        if read is not None:
            found.append((read, dict(zip(signs, kinds, strict=True))))
    if len(found) > 1 and test is not None:
        found = [each for each in found if _fits(each[0], *test)] or found
    if len(found) > 1:
        said = {sign: style.thousands(sign) for sign in signs}
        found = [
            each
            for each in found
            if all(said[sign] in (None, kind) for sign, kind in each[1].items())
        ] or found
    return tuple(each for each, _ in found)


def plain(text: str) -> Decimal | None:
    """Return the only number that a text can mean; None if there is none, or several."""
    return None if _doubtful(text) else _number(text, {})


def _doubtful(text: str) -> str:
    """Return the sign that may part thousands or stand before decimals; else nothing."""
    found = _TWO_WAYS.fullmatch(text)
    return found[1] if found else ""


def _read(printed: Printed, ranged: PrintedRange, kinds: Mapping[str, bool]) -> Reading | None:
    value = _number(printed.digits, kinds)
    low, high = (_number(end, kinds) if end else None for end in (ranged.low, ranged.high))
    unreadable = (ranged.low and low is None) or (ranged.high and high is None)
    if value is None or unreadable or (low is not None and high is not None and low > high):
        return None
    return Reading(value, LabRange(low, high, ranged.low_strict, ranged.high_strict))


def _number(text: str, kinds: Mapping[str, bool]) -> Decimal | None:
    """Return a number; `kinds` says whether a doubtful sign parts thousands."""
    packed = text.replace(" ", "").replace("'", "").replace("’", "")
    signs = [sign for sign in packed if sign in ".,"]
    if not signs:
        return Decimal(packed)
    last = signs[-1]
    if signs.count(last) > 1 or (len(set(signs)) == 1 and kinds.get(last) and _doubtful(text)):
        return Decimal(packed.replace(last, "")) if _GROUPED.fullmatch(packed) else None
    whole, _, decimals = packed.rpartition(last)
    others = set(signs[:-1])
    if others and not _GROUPED.fullmatch(whole):
        return None
    for sign in others:
        whole = whole.replace(sign, "")
    return Decimal(f"{whole or '0'}.{decimals}")


def _fits(reading: Reading, analyte: Analyte, unit: LabUnit) -> bool:
    """Whether a value can be one of this test, and does not lie absurdly far from its range."""
    if not all(analyte.plausible(number, unit) for number in _numbers(reading)):
        return False
    low, high = reading.ends.low, reading.ends.high
    if low is None or high is None or not high:
        return True
    return low <= reading.value * FAR and reading.value <= high * FAR


def _numbers(reading: Reading) -> Iterator[Decimal]:
    """Yield the numbers that have to be possible: the value, and an upper end."""
    yield reading.value
    if isinstance(reading.ends.high, Decimal):
        yield reading.ends.high


_TWO_WAYS = re.compile(r"[1-9]\d{0,2}([.,])\d{3}")
_GROUPED = re.compile(r"\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*|\d{1,2}(?:,\d{2})+,\d{3}")
"""Groups of three digits, or as in India of two and then of three."""
_SURE = re.compile(r"(?<![\d.,/:-])\d{1,9}([.,])(?:\d{1,2}|(?<=0[.,])\d{3,6})(?![\d.,/:]*\d|\.)")
