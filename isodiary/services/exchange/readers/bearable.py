"""The table of Bearable, old and new: a row for each thing that was noted, by part of the day.

`date,[date formatted,]weekday,time of day,category,rating/amount,detail,notes`. A diary keeps one
severity of a symptom a day: the worst that was noted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from itertools import groupby

from isodiary.language import _, marked
from isodiary.services.exchange.found import (
    FoundDose,
    FoundRow,
    FoundSymptom,
    NotKept,
    Says,
    State,
)
from isodiary.services.exchange.readers.cells import Cells, has_heads, rows_of_table
from isodiary.services.exchange.readers.values import (
    NO_DAY,
    NO_NUMBER,
    DailyWeights,
    Odd,
    amount_of,
    clock_of,
    day_of,
    decimal_of,
    named,
    not_kept,
)
from isodiary.services.exchange.source import Source

HEADS = frozenset({"date", "time of day", "category", "rating/amount", "detail"})
WORDS = {"none": 0, "mild": 1, "moderate": 2, "severe": 3}
MOST = 3

WORSE = marked("row {row} has it as bad or worse on that day")

_ORDINAL = re.compile(r"(\d{1,2})(?:st|nd|rd|th)? ([a-z]{3})[a-z]* (\d{4})", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"(.*?)\s*\(([^()]*)\)\s*", re.DOTALL)
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def looks(source: Source) -> bool:
    """Whether a file is a table of Bearable."""
    return has_heads(source, HEADS)


def read(source: Source) -> Iterator[FoundRow]:
    """Yield what its rows say; of a symptom the worst of a day."""
    weights = DailyWeights()
    day = ""

    def says(row: int, cells: Cells) -> Says:
        nonlocal day
        day = cells["date formatted"] or cells["date"]
        category = cells["category"].casefold()
        if category.startswith("symptom"):
            return _symptom(cells)
        if category.startswith("med"):
            return _dose(cells)
        if category.startswith("health") and "weight" in cells["detail"].casefold():
            detail = _IN_BRACKETS.fullmatch(cells["detail"])
            number = decimal_of(cells["rating/amount"])
            return weights.says(row, _day(cells), number, detail[2] if detail else "kg")
        return not_kept(cells["category"])

    for _same, rows in groupby(rows_of_table(source, says), key=lambda _row: day):
        yield from _worst(list(rows))


def _worst(rows: list[FoundRow]) -> Iterator[FoundRow]:
    worst: dict[str, FoundRow] = {}
    for each in rows:
        if isinstance(each.says, FoundSymptom):
            name = each.says.name.casefold()
            before = worst.setdefault(name, each).says
            if isinstance(before, FoundSymptom) and before.severity < each.says.severity:
                worst[name] = each
    for each in rows:
        if isinstance(each.says, FoundSymptom):
            stays = worst[each.says.name.casefold()]
            if stays is not each:
                each = FoundRow(each.row, each.raw, NotKept(_(WORSE).format(row=stays.row)))
        yield each


def _symptom(cells: Cells) -> Says:
    detail = _IN_BRACKETS.fullmatch(cells["detail"])
    name, word = (detail[1], detail[2]) if detail else (cells["detail"], "")
    rating = cells["rating/amount"]
    number = decimal_of(rating) if rating else WORDS.get(word.casefold())
    if number is None or not 0 <= number <= MOST or number != int(number):
        raise Odd(NO_NUMBER, number=rating or word)
    note = cells["notes"]
    return FoundSymptom(day=_day(cells), name=name, severity=int(number), note=note)


def _dose(cells: Cells) -> Says:
    detail = _IN_BRACKETS.fullmatch(cells["detail"])
    name, inner = (detail[1], detail[2]) if detail else (cells["detail"], "")
    amount, unit = _amount(cells["rating/amount"], inner)
    day, said = _day(cells), cells["time of day"].casefold()
    clock = clock_of(said)
    whole_day = said in {"", "all day"}
    return FoundDose(
        medicine=named(name),
        state=State.TAKEN,
        taken_at=None if clock is None else datetime.combine(day, datetime.min.time()) + clock,
        day=day if clock is None else None,
        amount=amount,
        unit=unit,
        note=cells["notes"],
        part="" if clock is not None or whole_day else said,
        whole_day=clock is None and whole_day,
    )


def _amount(rating: str, inner: str) -> tuple[Decimal | None, str]:
    """Return the amount of "40" of "(mg)", of "" of "(40mg)", or of "2" of "(20mg)": capsules."""
    amount = decimal_of(rating) if rating else None
    if not inner:
        return amount, ""
    try:
        strength, unit = amount_of(inner)
    except Odd:
        return amount, inner
    if amount is None or strength is None:
        return strength if amount is None else amount, unit
    return amount * strength, unit


def _day(cells: Cells) -> date:
    formatted = cells["date formatted"]
    if formatted:
        return day_of(formatted)
    said = cells["date"]
    parts = _ORDINAL.fullmatch(said)
    if parts is None:
        return day_of(said)
    month = parts[2].casefold()
    if month not in MONTHS:
        raise Odd(NO_DAY, day=said)
    return day_of(f"{parts[3]}-{MONTHS.index(month) + 1:02}-{int(parts[1]):02}")
