"""The isotretinoin tracker of Fujita, version 2: dated mg a day, dated weights, missed days.

It takes a plan for what was done. So its days are only assumed to be taken, until the patient says
that they were.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from functools import partial

from isodiary.domain.day import ONE_DAY, diary_day
from isodiary.domain.errors import Refused
from isodiary.domain.values import dataclass
from isodiary.language import _, marked, whole
from isodiary.services.exchange.found import (
    FoundDose,
    FoundRow,
    NotKept,
    Says,
    State,
    Unreadable,
)
from isodiary.services.exchange.json_stream import json_items
from isodiary.services.exchange.readers.values import (
    NOT_SO,
    DailyWeights,
    Odd,
    day_of,
    number_in,
    or_why,
    raw_of,
    squeezed,
    text_in,
)
from isodiary.services.exchange.source import TOO_MANY, Source

MOST_ITEMS = 20_000
VERSIONS = (1, 2)

BREAK = marked("it is a break, on which nothing was due")
NO_DAY_OF_IT = marked("no day of it is left: it has not come, was missed, or is of another period")
NEWER = marked(
    "This file was written by a newer version of {program} than isodiary knows. Nothing was "
    "changed."
)


@dataclass(frozen=True, slots=True)
class DailyAmount:
    """A number of mg a day from a day on."""

    row: int
    raw: str
    first: date
    daily_mg: Decimal


def looks(source: Source) -> bool:
    """Whether a file is a backup of this tracker."""
    head = squeezed(source)
    return head.startswith("{") and '"app":"isotretinoin-tracker"' in head


def read(source: Source) -> Iterator[FoundRow]:
    """Yield what its periods, weights and missed days say.

    Raises:
        Refused: It is of a newer version, or has more items than any course.
    """
    weights = DailyWeights()
    found: list[FoundRow] = []
    periods: list[DailyAmount] = []
    missed: set[date] = set()
    last = diary_day(source.now)
    number = 0
    with source.text() as text:
        for path, item in json_items(text, ("doses", "weights", "missedDates")):
            if path == "version" and item not in VERSIONS:
                raise Refused(_(NEWER).format(program="isotretinoin-tracker"))
            if path == "exportedAt":
                last = min(last, _exported(item, last))
            if path not in ("doses", "weights", "missedDates"):
                continue
            number += 1
            if number > MOST_ITEMS:
                raise Refused(_(TOO_MANY).format(most=whole(MOST_ITEMS)))
            says = or_why(partial(_says, path=path, row=number, weights=weights), item)
            if path == "doses" and isinstance(says, FoundDose):
                assert says.day is not None
                periods.append(
                    DailyAmount(number, raw_of(item), says.day, says.amount or Decimal(0))
                )
                continue
            if path == "missedDates" and isinstance(says, FoundDose):
                assert says.day is not None
                missed.add(says.day)
            found.append(FoundRow(number, raw_of(item), says))
    found += _days(periods, missed, last)
    yield from sorted(found, key=lambda each: each.row)


def _says(item: object, *, path: str, row: int, weights: DailyWeights) -> Says:
    if path == "missedDates" and isinstance(item, str):
        return FoundDose(state=State.MISSED, day=day_of(item), whole_day=True)
    if not isinstance(item, dict) or path == "missedDates":
        return Unreadable(_(NOT_SO))
    if path == "weights":
        return weights.says(row, day_of(text_in(item, "date")), number_in(item, "weightKg"), "kg")
    amount = number_in(item, "doseMgPerDay")
    if amount is None:
        raise Odd(NOT_SO)
    first = day_of(text_in(item, "startDate"))
    return FoundDose(state=State.ASSUMED, day=first, amount=amount, unit="mg", whole_day=True)


def _days(periods: list[DailyAmount], missed: set[date], last: date) -> Iterator[FoundRow]:
    """Yield the days of the periods, each of which ends where the next begins."""
    ordered = sorted(periods, key=lambda each: each.first)
    ends = [each.first - ONE_DAY for each in ordered[1:]] + [last]
    for period, end in zip(ordered, ends, strict=True):
        if not period.daily_mg:
            yield FoundRow(period.row, period.raw, NotKept(_(BREAK)))
            continue
        length = (min(end, last) - period.first).days + 1
        span = (period.first + timedelta(days=number) for number in range(length))
        days = [day for day in span if day not in missed]
        if not days:
            yield FoundRow(period.row, period.raw, NotKept(_(NO_DAY_OF_IT)))
        for day in days:
            says = FoundDose(
                state=State.ASSUMED, day=day, amount=period.daily_mg, unit="mg", whole_day=True
            )
            yield FoundRow(period.row, period.raw, says)


def _exported(item: object, otherwise: date) -> date:
    try:
        return day_of(str(item))
    except Odd:
        return otherwise
