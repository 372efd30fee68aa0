"""Days and times in plain English.

They are written by us and not by the machine's locale, which changes under a running program.
"""

from __future__ import annotations

from datetime import date, datetime, time

from isodiary.language import _, marked, pgettext, pmarked
from isodiary.services.habits import PLAIN, Habits
from isodiary.services.words.units import HARD

DAYS = (
    marked("Monday"),
    marked("Tuesday"),
    marked("Wednesday"),
    marked("Thursday"),
    marked("Friday"),
    marked("Saturday"),
    marked("Sunday"),
)
SHORT_DAYS = (
    marked("Mon"),
    marked("Tue"),
    marked("Wed"),
    marked("Thu"),
    marked("Fri"),
    marked("Sat"),
    marked("Sun"),
)
TWO_LETTERS = (
    marked("Mo"),
    marked("Tu"),
    marked("We"),
    marked("Th"),
    marked("Fr"),
    marked("Sa"),
    marked("Su"),
)
ONE_LETTER = (
    pmarked("Monday", "M"),
    pmarked("Tuesday", "T"),
    pmarked("Wednesday", "W"),
    pmarked("Thursday", "T"),
    pmarked("Friday", "F"),
    pmarked("Saturday", "S"),
    pmarked("Sunday", "S"),
)
MONTHS = (
    marked("January"),
    marked("February"),
    marked("March"),
    marked("April"),
    marked("May"),
    marked("June"),
    marked("July"),
    marked("August"),
    marked("September"),
    marked("October"),
    marked("November"),
    marked("December"),
)
SHORT_MONTHS = (
    pmarked("short", "Jan"),
    pmarked("short", "Feb"),
    pmarked("short", "Mar"),
    pmarked("short", "Apr"),
    pmarked("short", "May"),
    pmarked("short", "Jun"),
    pmarked("short", "Jul"),
    pmarked("short", "Aug"),
    pmarked("short", "Sep"),
    pmarked("short", "Oct"),
    pmarked("short", "Nov"),
    pmarked("short", "Dec"),
)


def day_name(day: date) -> str:
    """Return "Monday"."""
    return weekday_name(day.weekday())


def weekday_name(weekday: int) -> str:
    """Return "Monday" of 0."""
    return _(DAYS[weekday])


def short_weekday(day: date) -> str:
    """Return "Mon"."""
    return short_weekday_name(day.weekday())


def short_weekday_name(weekday: int) -> str:
    """Return "Mon" of 0."""
    return _(SHORT_DAYS[weekday])


def two_letters(weekday: int) -> str:
    """Return "Mo" of 0, for the head of a calendar."""
    return _(TWO_LETTERS[weekday])


def one_letter(weekday: int) -> str:
    """Return "M" of 0, where there is room for no more."""
    return pgettext(DAYS[weekday], ONE_LETTER[weekday])


def month_name(month: int) -> str:
    """Return "January" of 1."""
    return _(MONTHS[month - 1])


def short_month_name(month: int) -> str:
    """Return "Jan" of 1."""
    return pgettext("short", SHORT_MONTHS[month - 1])


def long_day(day: date) -> str:
    """Return "Monday 23 November"."""
    said = _("{weekday} {day} {month}")
    return said.format(weekday=day_name(day), day=day.day, month=month_name(day.month))


def month_words(day: date) -> str:
    """Return "November 2026"."""
    return _("{month} {year}").format(month=month_name(day.month), year=day.year)


def short_day(day: date) -> str:
    """Return "23 Nov"."""
    return _bound(_("{day} {month}")).format(day=day.day, month=short_month_name(day.month))


def full_day(day: date) -> str:
    """Return "23 Nov 2026"."""
    said = _bound(_("{day} {month} {year}"))
    return said.format(day=day.day, month=short_month_name(day.month), year=day.year)


def day_of_week(day: date) -> str:
    """Return "Mon 23 Nov"."""
    return _("{weekday} {day}").format(weekday=short_weekday(day), day=short_day(day))


def full_day_of_week(day: date) -> str:
    """Return "Mon 23 Nov 2026"."""
    return _("{weekday} {day}").format(weekday=short_weekday(day), day=full_day(day))


def short_span(first: date, last: date) -> str:
    """Return "1 – 14 Dec", or "26 Nov – 9 Dec"."""
    if first.month != last.month:
        return f"{short_day(first)}{HARD}–{HARD}{short_day(last)}"
    said = _bound(_("{first} – {last} {month}"))
    return said.format(first=first.day, last=last.day, month=short_month_name(last.month))


def near_day(day: date, today: date) -> str:
    """Return "today", "yesterday", or the short date, with its year where it is another."""
    match (day - today).days:
        case -1:
            return _("yesterday")
        case 0:
            return _("today")
        case 1:
            return _("tomorrow")
    return short_day(day) if day.year == today.year else full_day(day)


def on_day(day: date, today: date) -> str:
    """Return "today" or "yesterday", or "on 23 Nov"."""
    near = near_day(day, today)
    return near if abs((day - today).days) <= 1 else _("on {day}").format(day=near)


def clock_time(moment: datetime | time, habits: Habits = PLAIN) -> str:
    """Return "19:05", or "7:05 pm"."""
    if not habits.twelve_hours:
        return f"{moment:%H:%M}"
    said = _bound(_("{time} am") if moment.hour < 12 else _("{time} pm"))
    return said.format(time=f"{moment.hour % 12 or 12}:{moment:%M}")


def _bound(said: str) -> str:
    """Return a text at whose spaces no line ends."""
    return said.replace(" ", HARD)
