"""Any table, read as a mapping says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from functools import partial

from isodiary.domain.day import diary_day
from isodiary.domain.errors import Refused
from isodiary.language import _, marked
from isodiary.services.exchange.found import (
    FoundDose,
    FoundRow,
    FoundSymptom,
    NotKept,
    Says,
    State,
    Unreadable,
)
from isodiary.services.exchange.mapping import Column, DayOrder, Meaning, TableMapping, ThingRole
from isodiary.services.exchange.readers.cells import LONG_ROW, head_of
from isodiary.services.exchange.readers.values import (
    NO_DAY,
    NO_DAY_SAID,
    NO_NUMBER,
    DailyWeights,
    Odd,
    amount_of,
    clock_of,
    day_of,
    decimal_of,
    moment_at,
    moment_of,
    named,
    note_of,
    or_why,
    state_of,
)
from isodiary.services.exchange.source import Source
from isodiary.services.exchange.tables import TableRow, read_rows

NO_COLUMN = marked("This table has no column “{column}”. Its columns are: {columns}.")
NO_MEMBER = marked("This archive holds no {member}. Nothing was changed.")
MEANS_NOTHING = marked("the mapping has no meaning for anything in it")
NO_MEANING = marked("the mapping leaves “{thing}” out")
MOST_SHOWN = 20

_DATE = re.compile(r"(\d{1,4})[./\- ](\d{1,2})[./\- ](\d{1,4})(.*)", re.DOTALL)
_INTAKE = re.compile(r"\s*(.*?)\s*\(\s*([\d.,]+)\s*\)\s*", re.DOTALL)
_TIMES = {DayOrder.SECONDS: 1, DayOrder.MILLISECONDS: 1000}

When = datetime | date


def read_mapped(source: Source, mapping: TableMapping) -> Iterator[FoundRow]:
    """Yield what the rows of a table say.

    Raises:
        Refused: It is no table, in another encoding, or lacks a column of the mapping.
    """
    with source.text(member_in(source, mapping.member), mapping.encoding) as text:
        rows = read_rows(text, mapping.separator)
        first = next(rows, None)
        reader = _Rows(source, mapping, () if first is None else first.cells)
        for row in rows:
            for says in reader.says(row):
                yield FoundRow(row.number, row.raw, says)


def member_in(source: Source, name: str) -> str:
    """Return the file that is meant of an archive, which lies highest; empty for no archive.

    Raises:
        Refused: The archive holds none of that name, or is damaged or harmful.
    """
    if not source.members:
        return ""
    members = [each for each in source.members if each.endswith(name or ".csv")]
    if not members:
        raise Refused(_(NO_MEMBER).format(member=name or "*.csv"))
    return min(members, key=lambda each: (each.count("/"), len(each)))


class _Rows:
    """Reads the rows of one table, whose columns it has found."""

    def __init__(self, source: Source, mapping: TableMapping, heads: Sequence[str]) -> None:
        self._zone = source.now.tzinfo
        self._mapping = mapping
        self._heads = tuple(heads)
        self._weights = DailyWeights()
        self._places = {key: self._place(each) for key, each in mapping.columns.items()}
        self._surplus = None if mapping.surplus is None else self._place(mapping.surplus)
        taken = set(self._places.values())
        self._wide = [
            (place, meaning)
            for place, head in enumerate(self._heads)
            if place not in taken
            and head.strip()
            and (meaning := mapping.meaning(head)).role is not ThingRole.LEAVE
        ]

    def says(self, row: TableRow) -> list[Says]:
        """Return what a row says: one thing for each column that means something."""
        cells = self._whole(row.cells)
        if cells is None:
            return [Unreadable(_(LONG_ROW))]
        if "medicine" in self._places:
            return [or_why(self._event, cells)]
        try:
            when = self._when(" ".join((self._cell(cells, "day"), self._cell(cells, "time"))))
        except Odd as odd:
            return [Unreadable(str(odd))]
        if "thing" in self._places:
            thing, value = self._cell(cells, "thing"), self._cell(cells, "value")
            meaning, note = self._mapping.meaning(thing), self._cell(cells, "note")
            if meaning.role is ThingRole.LEAVE:
                return [NotKept(_(NO_MEANING).format(thing=thing[:80]))]
            return self._said(meaning, thing, value, note, when, row.number)
        found: list[Says] = []
        for place, meaning in self._wide:
            if place < len(cells) and cells[place]:
                name = self._heads[place].strip()
                found += self._said(meaning, name, cells[place], "", when, row.number)
        return found or [NotKept(_(MEANS_NOTHING))]

    def _said(
        self, meaning: Meaning, thing: str, value: str, note: str, when: When, row: int
    ) -> list[Says]:
        if meaning.role is ThingRole.DOSES:
            return [or_why(partial(self._intake, when), each) for each in value.split("|")]
        return [or_why(partial(self._one, meaning, thing, note, when, row), value)]

    def _one(
        self, meaning: Meaning, thing: str, note: str, when: When, row: int, value: str
    ) -> Says:
        match meaning.role:
            case ThingRole.WEIGHT:
                return self._weights.says(row, when, self._number(value), meaning.of or "kg")
            case ThingRole.NOTE:
                return note_of(_day(when), value)
            case ThingRole.DOSE:
                return self._dose(meaning, thing, note, when, value)
            case _:
                return FoundSymptom(
                    day=_day(when),
                    name=meaning.of or thing,
                    severity=self._severity(value),
                    note=note,
                    only_known=meaning.role is ThingRole.KNOWN_SYMPTOM,
                )

    def _dose(self, meaning: Meaning, thing: str, note: str, when: When, value: str) -> Says:
        states = self._mapping.states
        amount, unit = None, meaning.of
        counts = bool(meaning.of) and value.casefold() in self._mapping.numbers
        if value.casefold() in states and not counts:
            state = states[value.casefold()]
        elif not meaning.of and states:
            state = state_of(value, states)
        else:
            amount, unit = self._amount(value, meaning.of)
            state = State.TAKEN if amount else State.NOT_LOGGED
        taken_at = when if isinstance(when, datetime) else None
        taken = state is State.TAKEN
        return FoundDose(
            medicine=thing,
            state=state,
            taken_at=taken_at if taken else None,
            day=None if taken and taken_at else _day(when),
            amount=amount,
            unit=unit,
            note=note,
            whole_day=taken_at is None,
        )

    def _intake(self, when: When, said: str) -> Says:
        parts = _INTAKE.fullmatch(said)
        if parts is None:
            raise Odd(NO_NUMBER, number=said)
        timed = isinstance(when, datetime)
        return FoundDose(
            medicine=named(parts[1]),
            state=State.TAKEN,
            taken_at=when if isinstance(when, datetime) else None,
            day=None if timed else _day(when),
            amount=self._number(parts[2]),
            unit="mg",
        )

    def _event(self, cells: Sequence[str]) -> Says:
        """Return the dose of a row that tells of one dose."""
        said, planned, taken = (self._cell(cells, key) for key in ("state", "planned", "taken"))
        if "state" in self._places:
            state = state_of(said, self._mapping.states)
        else:
            state = State.TAKEN if taken else State.NOT_LOGGED
        swallowed = state in {State.TAKEN, State.ASSUMED}
        due = self._moment(planned) if planned else None
        at = self._moment(taken) if taken and state is State.TAKEN else None
        amount, unit = None, ""
        if swallowed:
            amount, unit = self._amount(self._cell(cells, "amount"), self._cell(cells, "unit"))
        day = None
        if due is None and at is None:
            day = _day(self._when(self._cell(cells, "day") or taken))
        return FoundDose(
            medicine=named(self._cell(cells, "medicine")),
            state=state,
            planned=due,
            taken_at=at,
            day=day,
            amount=amount,
            unit=unit,
            note=self._cell(cells, "note"),
        )

    def _amount(self, said: str, unit: str) -> tuple[Decimal | None, str]:
        if not said:
            return None, unit
        if unit and (said.casefold() in self._mapping.numbers or _is_number(said)):
            return self._number(said), unit
        amount, of = amount_of(self._dotted(said))
        return (None if amount is None else amount / self._mapping.divide), of or unit

    def _number(self, said: str) -> Decimal:
        known = self._mapping.numbers.get(said.casefold())
        number = decimal_of(self._dotted(said)) if known is None else known
        return number / self._mapping.divide

    def _dotted(self, said: str) -> str:
        """Return a number with a point, and without what parts its thousands."""
        if self._mapping.decimal_comma:
            return said.replace(".", "").replace(",", ".") if "," in said else said
        return said.replace(",", "") if "." in said else said

    def _severity(self, value: str) -> int:
        severities: Mapping[str, int] = self._mapping.severities
        if value.casefold() in severities:
            return severities[value.casefold()]
        number = decimal_of(self._dotted(value)) if not severities else Decimal(-1)
        if number != int(number) or not 0 <= number <= 3:
            raise Odd(NO_NUMBER, number=value)
        return int(number)

    def _moment(self, said: str) -> datetime:
        when = self._when(said)
        if not isinstance(when, datetime):
            raise Odd(NO_DAY, day=said)
        return when

    def _when(self, said: str) -> When:
        said = said.strip()
        if not said:
            raise Odd(NO_DAY_SAID)
        order = self._mapping.order
        if order in _TIMES:
            at = moment_at(float(decimal_at(said)) / _TIMES[order], self._zone)
            if at is None:
                raise Odd(NO_DAY, day=said)
            return at
        parts = _DATE.fullmatch(said)
        if parts is None:
            raise Odd(NO_DAY, day=said)
        iso = _iso(parts[1], parts[2], parts[3], order)
        rest = parts[4].strip().removeprefix(",").removeprefix("T").strip()
        if not rest:
            return day_of(iso)
        clock = clock_of(rest)
        if clock is not None:
            return datetime.combine(day_of(iso), time()) + clock
        return moment_of(f"{iso}T{rest}", self._zone)

    def _whole(self, cells: Sequence[str]) -> list[str] | None:
        """Return as many cells as there are heads, or None if there are more that say something."""
        found = [each.strip() for each in cells]
        more = len(found) - len(self._heads)
        if more <= 0:
            return found
        if self._surplus is not None:
            place = self._surplus
            joined = self._mapping.separator.join(cells[place : place + more + 1]).strip()
            return [*found[:place], joined, *found[place + more + 1 :]]
        return None if any(found[len(self._heads) :]) else found[: len(self._heads)]

    def _cell(self, cells: Sequence[str], key: str) -> str:
        place = self._places.get(key)
        return "" if place is None or place >= len(cells) else cells[place]

    def _place(self, column: Column) -> int:
        place = place_in(self._heads, column)
        if place is None:
            shown = ", ".join(each.strip() for each in self._heads[:MOST_SHOWN])
            raise Refused(_(NO_COLUMN).format(column=column, columns=shown[:500]))
        return place


def place_in(heads: Sequence[str], column: Column) -> int | None:
    """Return the place from 0 of a column among the heads; None if it is not there."""
    if isinstance(column, int):
        place = column - 1 if column > 0 else len(heads) + column
        return place if 0 <= place < len(heads) else None
    names = [head_of(each) for each in heads]
    return names.index(head_of(column)) if head_of(column) in names else None


def decimal_at(said: str) -> Decimal:
    """Return a number of seconds, of which there may be many digits.

    Raises:
        Odd: It is none.
    """
    if not re.fullmatch(r"\d{1,16}(?:\.\d+)?", said):
        raise Odd(NO_DAY, day=said)
    return Decimal(said)


def _is_number(said: str) -> bool:
    return re.fullmatch(r"[\d.,]+", said) is not None


def _iso(first: str, second: str, third: str, order: DayOrder) -> str:
    """Return an ISO date of three figures; two figures of a year are of this century."""
    if len(first) == 4 or order is DayOrder.YEAR_FIRST:
        year, month, day = first, second, third
    elif order is DayOrder.DAY_FIRST:
        day, month, year = first, second, third
    else:
        month, day, year = first, second, third
    return f"{int(year) + (2000 if len(year) <= 2 else 0):04}-{int(month):02}-{int(day):02}"


def _day(when: When) -> date:
    return diary_day(when.replace(tzinfo=None)) if isinstance(when, datetime) else when
