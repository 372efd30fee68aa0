"""A day as people type it, read as a date.

Dots are day first, a date that begins with its year is ISO, slashes are month first only where
`Writing` says so. What has no year, or is only a weekday, is the nearest such day in the direction
that the field asks for. What can be read in two ways is refused and never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress
from datetime import date, timedelta
from enum import Enum
from itertools import chain

from isodiary.domain.errors import Refused
from isodiary.domain.values import dataclass
from isodiary.language import _, marked
from isodiary.services.days.writing import ENGLISH, Writing, folded
from isodiary.services.words.days import (
    day_name,
    full_day,
    full_day_of_week,
    month_name,
    short_month_name,
    short_weekday_name,
    weekday_name,
)
from isodiary.services.words.units import HARD

FIRST_YEAR, LAST_YEAR = 1900, 2199

DAY = marked("Type a day such as 2 Dec 2026, 2026-12-02, today, monday or +14.")
NO_SUCH_DAY = marked("There is no such day. Look at the day and the month again.")
WHICH_DAY = marked("Type the day of the month too, such as 2 Dec 2026.")
TWO_WAYS = marked("This can be read in two ways. Type the month in letters, such as 2 Dec 2026.")
YEARS = marked("A day is in the years {first} to {last}.")
DAY_FIRST = marked(
    "There is no month {month}: the day comes first here. Type it such as {example}."
)
MONTH_FIRST = marked(
    "There is no month {month}: the month comes first here. Type it such as {example}."
)
MISFIT = marked("{day} is a {weekday}. Correct the day or the weekday.")

SHORTEST = 3
"""So many letters of a name are enough, if they begin no other."""

YEARS_AHEAD = 20
"""A year of two digits is at most so far ahead, and otherwise past."""


class Toward(Enum):
    """Where a day without a year lies; today lies in every direction."""

    AHEAD = "ahead"
    BACK = "back"
    NEAREST = "nearest"


@dataclass(frozen=True, slots=True, kw_only=True)
class DayReader:
    """Reads the days of one field.

    Attributes:
        today: The diary's day.
        toward: Where a day without a year lies.
        writing: How days are written where it is typed.
    """

    today: date
    toward: Toward
    writing: Writing = ENGLISH

    def __call__(self, typed: str) -> date:
        """Return the day that is typed.

        Raises:
            Refused: It is none, or may be two; the sentence says what to type.
        """
        plain = " ".join(folded(typed).split())
        try:
            found = self._said_from_today(plain) or self._written(plain)
        except OverflowError as error:
            raise Refused(_years()) from error
        if not FIRST_YEAR <= found.year <= LAST_YEAR:
            raise Refused(_years())
        return found

    def _said_from_today(self, plain: str) -> date | None:
        """Return the day of "tomorrow", "+14", "in 2 weeks" or "3 days ago"."""
        for name, away in chain(self.writing.away, ENGLISH.away):
            if plain == folded(name):
                return self.today + timedelta(days=away)
        parts = _AWAY.fullmatch(plain)
        if parts is None:
            return None
        days = int(parts["count"]) * (7 if parts["week"] else 1)
        if bool(parts["ahead"]) == bool(parts["ago"]):
            return None
        back = parts["ago"] or parts["ahead"] == "-"
        return self.today + timedelta(days=-days if back else days)

    def _written(self, plain: str) -> date:
        parts = _parts(self._with_whole_names(plain))
        names = [part for part in parts if part.isalpha()]
        if len(names) == len(parts) == 1:
            return self._next_weekday(names[0])
        month, weekday = self._named(names)
        figures = [part for part in parts if part.isdigit()]
        if month:
            if weekday:
                parts.remove(weekday)  # the first of two that are alike
            order = "".join(_sign(part) for part in parts if part.isalnum())
            found = self._spelled(figures, order, month)
        else:
            shape = "".join(map(_sign, parts)).replace("a", "").strip(".,،" if weekday else ".")
            found = self._in_figures(figures, shape)
        meant = self._weekdays(weekday) if weekday else {found.weekday()}
        if not meant or found.weekday() not in meant:
            sentence = _(MISFIT).format(day=plain_day(found), weekday=day_name(found))
            raise Refused(sentence if meant else _(DAY))
        return found

    def _next_weekday(self, name: str) -> date:
        """Return the nearest day of that name, today included."""
        meant = self._weekdays(name)
        if len(meant) != 1:
            raise Refused(_(WHICH_DAY) if self._months(name) else _(DAY))
        ahead = (meant.pop() - self.today.weekday()) % 7
        behind = -ahead % 7
        if self.toward is Toward.BACK or (self.toward is Toward.NEAREST and behind < ahead):
            return self.today - timedelta(days=behind)
        return self.today + timedelta(days=ahead)

    def _named(self, names: Sequence[str]) -> tuple[str, str]:
        """Return which of the names is the month and which the weekday; "" for none.

        In Spanish "mar" is both, so what stands beside it decides.
        """
        if not names:
            return "", ""
        if len(names) == 1:
            return (names[0], "") if self._months(names[0]) else ("", names[0])
        if len(names) == 2:
            for weekday, month in (names, names[::-1]):
                if self._weekdays(weekday) and self._months(month):
                    return month, weekday
        raise Refused(_(DAY))

    def _in_figures(self, figures: Sequence[str], shape: str) -> date:
        """Return a day whose month is a number."""
        if re.fullmatch(r"n([-./])n\1n", shape) and len(figures[0]) == 4:
            return _date(int(figures[0]), int(figures[1]), int(figures[2]))
        if shape == "n" and len(figures[0]) == 8:
            year, rest = figures[0][:4], figures[0][4:]
            return _date(int(year), int(rest[:2]), int(rest[2:]))
        full = len(figures) == 3 and len(figures[2]) == 4
        if not re.fullmatch(r"n([./])n(\1n)?" + (r"|n-n-n|nnn" if full else ""), shape):
            raise Refused(_(TWO_WAYS) if re.fullmatch(r"n-n(-n)?", shape) else _(DAY))
        if max(map(len, figures[:2])) > 2:
            raise Refused(_(DAY))
        first, second = int(figures[0]), int(figures[1])
        month_first = self.writing.month_first and "." not in shape
        day, month = (second, first) if month_first else (first, second)
        if month > 12 >= day > 0:
            example = _("{day} {month} or {iso}").format(
                day=month,
                month=short_month_name(day),
                iso=f"{self.today.year}-{day:02}-{month:02}",
            )
            sentence = _(MONTH_FIRST) if month_first else _(DAY_FIRST)
            raise Refused(sentence.format(month=month, example=example))
        return self._in_year(figures[2] if len(figures) == 3 else "", month, day)

    def _spelled(self, figures: Sequence[str], order: str, name: str) -> date:
        """Return a day whose month is in letters."""
        meant = self._months(name)
        if len(meant) != 1:
            raise Refused(_(TWO_WAYS) if meant else _(DAY))
        month = meant.pop() + 1
        if order in ("nan", "nna") and len(figures[0]) == 4:
            return self._in_year(figures[0], month, _number(figures[1]))
        if order in ("na", "an") and len(figures[0]) == 4:
            raise Refused(_(WHICH_DAY))
        if order not in ("na", "nan", "an", "ann"):
            raise Refused(_(WHICH_DAY) if order == "a" else _(DAY))
        year = figures[1] if len(figures) == 2 else ""
        return self._in_year(year, month, _number(figures[0]))

    def _in_year(self, year: str, month: int, day: int) -> date:
        if not year:
            return self._nearest(month, day)
        if len(year) == 4:
            return _date(int(year), month, day)
        if len(year) != 2:
            raise Refused(_(DAY))
        last = self.today.year + YEARS_AHEAD
        return _date(last - (last - int(year)) % 100, month, day)

    def _nearest(self, month: int, day: int) -> date:
        """Return the nearest such day in the direction asked for."""
        found = []
        for year in range(self.today.year - 8, self.today.year + 9):  # 29 February may be far away
            with suppress(ValueError):
                found.append(date(year, month, day))
        if not found:
            raise Refused(_(NO_SUCH_DAY))
        if self.toward is Toward.AHEAD:
            return min(each for each in found if each >= self.today)
        if self.toward is Toward.BACK:
            return max(each for each in found if each <= self.today)
        return min(found, key=lambda each: abs(each - self.today))

    def _with_whole_names(self, plain: str) -> str:
        """Write names of several words, such as "quarta-feira", as one."""
        names = map(folded, chain(*self.writing.months, *self.writing.weekdays))
        for name in sorted((each for each in names if not each.isalpha()), key=len, reverse=True):
            if len(_letters(name)) >= SHORTEST:
                plain = plain.replace(name, _letters(name))
        return plain

    def _months(self, name: str) -> set[int]:
        return _meant(name, self.writing.months, ENGLISH.months, _spoken_months())

    def _weekdays(self, name: str) -> set[int]:
        return _meant(name, self.writing.weekdays, ENGLISH.weekdays, _spoken_weekdays())


def _years() -> str:
    return _(YEARS).format(first=FIRST_YEAR, last=LAST_YEAR)


def _spoken_months() -> tuple[tuple[str, ...], ...]:
    """Return how the months are called on the screen, where a field may be filled in so."""
    return tuple((month_name(each), short_month_name(each)) for each in range(1, 13))


def _spoken_weekdays() -> tuple[tuple[str, ...], ...]:
    return tuple((weekday_name(each), short_weekday_name(each)) for each in range(7))


def understood(day: date) -> str:
    """Return "Wed 2 Dec 2026", in which nobody takes the day for the month."""
    return full_day_of_week(day).replace(HARD, " ")


def plain_day(day: date) -> str:
    """Return "2 Dec 2026" with ordinary spaces, as it is typed."""
    return full_day(day).replace(HARD, " ")


_AWAY = re.compile(
    r"(?P<ahead>[+-]|in )? ?(?P<count>\d{1,5}) ?(?:d|days?|(?P<week>w|wks?|weeks?))?(?P<ago> ago)?"
)
_PART = re.compile(r"\d+|([^\W\d_]+)\.?|\S")
_ORDINAL = re.compile(r"(?<=\d)(st|nd|rd|th|er|re|:a|:e|º|ª)\b")
_FILLERS = frozenset(
    (
        "г",
        "the",
        "of",
        "on",
        "de",
        "del",
        "den",
        "der",
        "am",
        "le",
        "el",
        "r",
        "roku",
        "m",
        "d",
        "gada",
    )
)
_MARKS = frozenset(".,/-'’،")


def _parts(plain: str) -> list[str]:
    """Return numbers, names and marks one by one, without little words such as "of"."""
    found = _PART.finditer(_ORDINAL.sub("", re.sub("[()]", " ", plain)))
    parts = [each[1] or each[0] for each in found]
    kept = [part for part in parts if part not in _FILLERS]
    if not kept or kept[0] in _MARKS:
        raise Refused(_(DAY))
    if not all(part.isdigit() or part.isalpha() or part in _MARKS for part in kept):
        raise Refused(_(DAY))
    return kept


def _sign(part: str) -> str:
    """Return what stands for a part in the shape of a date: n for a number, a for a name."""
    if part.isdigit():
        return "n"
    return "a" if part.isalpha() else part


def _letters(name: str) -> str:
    return "".join(filter(str.isalpha, name))


def _meant(name: str, *languages: Sequence[Sequence[str]]) -> set[int]:
    """Return the places of the names that `name` is, or begins; the first language comes first."""
    for names in languages:
        whole = {
            place
            for place, each in enumerate(names)
            if name in (_letters(folded(writing)) for writing in each)
        }
        if whole:
            return whole
    if len(name) < SHORTEST:
        return set()
    return {
        place
        for names in languages
        for place, each in enumerate(names)
        if any(_letters(folded(writing)).startswith(name) for writing in each)
    }


def _number(figure: str) -> int:
    return int(figure) if len(figure) < 3 else 0


def _date(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError as error:
        raise Refused(_(NO_SUCH_DAY)) from error
