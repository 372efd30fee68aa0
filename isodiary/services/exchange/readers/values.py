"""What the readers of other programs share: moments, amounts and weights as these write them.

A reader of a row raises `Odd` with the reason; the row is then unreadable and nothing else is lost.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime, timedelta, tzinfo
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Any, TypeVar

from isodiary.domain import text as texts
from isodiary.domain.day import diary_day
from isodiary.domain.record import HEAVIEST_G, LIGHTEST_G, DayNote, Weight
from isodiary.domain.units import MOST_DIGITS, pounds
from isodiary.language import _, marked
from isodiary.services.exchange.found import (
    FoundEntry,
    FoundRow,
    NotKept,
    Says,
    State,
    Unreadable,
    shortened,
)
from isodiary.services.exchange.json_stream import json_items
from isodiary.services.exchange.source import Source
from isodiary.storage.history import FIRST_YEAR, LAST_YEAR

NOT_SO = marked("it is not what the other program writes there")
NO_DAY = marked("“{day}” is no day or time that can be read")
NO_DAY_SAID = marked("it says no day or time")
NO_CLOCK = marked("“{day}” says no time of day")
NO_NAME = marked("it names no medicine")
NO_NUMBER_SAID = marked("it says no number")
NO_STATE = marked("isodiary does not know what “{state}” means")
NO_NUMBER = marked("“{number}” is no number that can be read")
NO_UNIT = marked("“{unit}” is no unit of weight that isodiary knows")
NO_PATIENT = marked("no patient weighs that")
NO_WEIGHT = marked("it says no weight")
NO_WORDS = marked("it has no words")
LONG_NOTE = marked("its note is longer than a diary keeps")
SECOND_WEIGHT = marked("a diary keeps one weight a day, and row {row} has one of that day")
PLANNED_THERE = marked("it is the plan of another program, not what became of it")
NO_KIND_KEPT = marked("isodiary keeps nothing of the kind “{kind}”")

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
LAST_SECOND = 253_402_300_799
LONGEST_SAID = 80

KILOGRAMS = frozenset({"kg", "kgs", "kilogram", "kilograms"})
POUNDS = frozenset({"lb", "lbs", "pound", "pounds"})
STONES = frozenset({"st", "stone", "stones"})

Item = Mapping[str, Any]
T = TypeVar("T")

_AMOUNT = re.compile(r"(\d{1,9}(?:[.,]\d{1,6})?)\s*((?:[^\W\d_]|\().*)?", re.DOTALL)
_BEFORE_OFFSET = re.compile(r"\s+(?=[+-]\d|Z$)")
_TIME = re.compile(r"(\d{1,2}):(\d\d)(?::\d\d)?\s*([ap])?\.?(?:m\.?)?", re.IGNORECASE)


class Odd(ValueError):
    """A row says something that cannot be read; the sentence says what."""

    def __init__(self, why: str, **said: object) -> None:
        """Take the reason, `marked`, and what its placeholders stand for."""
        shown = {name: str(value)[:LONGEST_SAID] for name, value in said.items()}
        super().__init__(_(why).format(**shown))


def or_why(make: Callable[[T], Says], item: T) -> Says:
    """Return what a row says, or why it cannot be read."""
    try:
        return make(item)
    except Odd as odd:
        return Unreadable(str(odd))


def rows_of_json(
    source: Source, arrays: Mapping[str, Callable[[Item], Says]]
) -> Iterator[FoundRow]:
    """Yield what each item of some arrays says, numbered through in the order of the file."""
    number = 0
    with source.text() as text:
        for path, item in json_items(text, arrays):
            if path in arrays:
                number += 1
                says = or_why(arrays[path], item) if isinstance(item, dict) else _not_so()
                yield FoundRow(number, raw_of(item), says)


def raw_of(item: object) -> str:
    """Return an item of JSON as it is shown."""
    return shortened(json.dumps(item, ensure_ascii=False))


def squeezed(source: Source) -> str:
    """Return the beginning of a file of JSON without its spaces."""
    return "".join(source.text_head.split())


def _not_so() -> Says:
    return Unreadable(_(NOT_SO))


def not_kept(kind: object) -> NotKept:
    """Return that a diary keeps nothing of a kind."""
    return NotKept(_(NO_KIND_KEPT).format(kind=str(kind)[:LONGEST_SAID]))


def text_in(item: Item, key: str) -> str:
    """Return what stands under a key as text; empty if nothing does."""
    value = item.get(key)
    if value is None or isinstance(value, dict | list | bool):
        return ""
    return str(value).strip()


def number_in(item: Item, key: str) -> Decimal | None:
    """Return the number under a key, also one in quotes; None if nothing stands there.

    Raises:
        Odd: Something else does.
    """
    said = text_in(item, key)
    return decimal_of(said) if said else None


def decimal_of(said: str) -> Decimal:
    """Return "63,5" or "63.5" as a number.

    Raises:
        Odd: It is none, or an endless one.
    """
    if not said.strip():
        raise Odd(NO_NUMBER_SAID)
    try:
        number = Decimal(said.strip().replace(",", "."))
    except InvalidOperation as error:
        raise Odd(NO_NUMBER, number=said) from error
    if (
        not number.is_finite()
        or number.adjusted() >= MOST_DIGITS
        or number.adjusted() < -MOST_DIGITS
    ):
        raise Odd(NO_NUMBER, number=said)
    return number


def amount_of(said: str) -> tuple[Decimal | None, str]:
    """Return (amount, unit) of "20 mg" or "2 capsules"; no amount if nothing is said.

    Raises:
        Odd: Something is said that is no amount, such as "1/2" or "as needed".
    """
    if not said.strip():
        return None, ""
    parts = _AMOUNT.fullmatch(said.strip())
    if parts is None:
        raise Odd(NO_NUMBER, number=said)
    return decimal_of(parts[1]), (parts[2] or "").strip()


def state_of(said: str, states: Mapping[str, State]) -> State:
    """Return what a word of another program says of a dose.

    Raises:
        Odd: It is no word that is known of it.
    """
    state = states.get(" ".join(said.casefold().replace("_", " ").split()))
    if state is None:
        raise Odd(NO_STATE, state=said)
    return state


def named(medicine: str) -> str:
    """Return the name of a medicine, which a dose needs.

    Raises:
        Odd: There is none.
    """
    if not medicine:
        raise Odd(NO_NAME)
    return medicine


def when_of(said: str, zone: tzinfo | None) -> datetime | date:
    """Return the moment that is said, or if it has no time of day, the day.

    Raises:
        Odd: It is neither.
    """
    return moment_of(said, zone) if ":" in said else day_of(said)


def moment_of(said: str, zone: tzinfo | None) -> datetime:
    """Return the moment of "2026-10-01 08:04:00 +0200" or "…T06:04:00Z", which is put in a zone.

    One without an offset stays without.

    Raises:
        Odd: It is none, or a day alone, which is not its midnight.
    """
    if said.strip() and ":" not in said:
        day_of(said)
        raise Odd(NO_CLOCK, day=said)
    return _parsed(said, zone)


def _parsed(said: str, zone: tzinfo | None) -> datetime:
    plain = _BEFORE_OFFSET.sub("", said.strip())
    if not plain:
        raise Odd(NO_DAY_SAID)
    try:
        found = datetime.fromisoformat(plain)
        if plain.endswith("Z"):
            found = found.astimezone(zone)
    except (ValueError, OverflowError) as error:
        raise Odd(NO_DAY, day=said) from error
    return _of_our_age(found, said)


def day_of(said: str) -> date:
    """Return the day of "2026-10-01", with or without a time behind it.

    Raises:
        Odd: It is none.
    """
    return _parsed(said, None).date()


def moment_at(seconds: object, zone: tzinfo | None) -> datetime | None:
    """Return the moment so many seconds after 1970 in a zone; None for none, or for 0.

    Raises:
        Odd: It is no number of seconds.
    """
    if seconds is None or seconds == 0:
        return None
    if isinstance(seconds, bool) or not isinstance(seconds, int | float):
        raise Odd(NO_DAY, day=seconds)
    if not 0 < seconds <= LAST_SECOND:
        raise Odd(NO_DAY, day=seconds)
    return _of_our_age((EPOCH + timedelta(seconds=seconds)).astimezone(zone), str(seconds))


def clock_of(said: str) -> timedelta | None:
    """Return the time of day of "8:05", "08:05:00" or "8:05 pm"; None if it is no clock's."""
    parts = _TIME.fullmatch(" ".join(said.split()))
    if parts is None:
        return None
    hour, minute, half = int(parts[1]), int(parts[2]), (parts[3] or "").casefold()
    if minute > 59 or hour > 23 or (half and not 1 <= hour <= 12):
        return None
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    return timedelta(hours=hour, minutes=minute)


def note_of(day: date, said: str, *, off_paper: bool = False) -> Says:
    """Return words about a day as its note.

    Raises:
        Odd: They are longer than a diary keeps.
    """
    try:
        note = texts.note(said)
    except ValueError as error:
        raise Odd(LONG_NOTE) from error
    if not note:
        return NotKept(_(NO_WORDS))
    return FoundEntry(entry=DayNote(day=day, text=note, off_paper=off_paper))


def _of_our_age(found: datetime, said: str) -> datetime:
    if not FIRST_YEAR < found.year < LAST_YEAR:
        raise Odd(NO_DAY, day=said)
    return found


class DailyWeights:
    """Weights of a file: the first of each day, as a diary keeps one."""

    def __init__(self) -> None:
        self._first: dict[date, tuple[int, int]] = {}

    def says(self, row: int, at: datetime | date, number: Decimal | None, unit: str) -> Says:
        """Return what a row with a weight says.

        Raises:
            Odd: The unit is not known, or no patient weighs that.
        """
        if not number:
            return NotKept(_(NO_WEIGHT))
        grams = grams_of(number, unit)
        day = diary_day(at.replace(tzinfo=None)) if isinstance(at, datetime) else at
        first, noted = self._first.setdefault(day, (row, grams))
        if noted != grams:
            return NotKept(_(SECOND_WEIGHT).format(row=first))
        return FoundEntry(entry=Weight(day=day, grams=grams))


def grams_of(number: Decimal, unit: str) -> int:
    """Return a weight in whole grams.

    Raises:
        Odd: The unit is not known, or no patient weighs that.
    """
    known = unit.strip().casefold()
    if known in KILOGRAMS:
        grams = int((number * 1000).to_integral_value(ROUND_HALF_UP))
    elif known in POUNDS:
        grams = pounds(number)
    elif known in STONES:
        grams = pounds(number * 14)
    elif known == "g":
        grams = int(number.to_integral_value(ROUND_HALF_UP))
    else:
        raise Odd(NO_UNIT, unit=unit)
    if not LIGHTEST_G <= grams <= HEAVIEST_G:
        raise Odd(NO_PATIENT)
    return grams
