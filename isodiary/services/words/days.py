"""Days and times in plain English.

They are written by us and not by the machine's locale, which changes under a running program.
"""

from __future__ import annotations

from datetime import date, datetime, time

from isodiary.services.habits import PLAIN, Habits
from isodiary.services.words.units import HARD

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def day_name(day: date) -> str:
    """Return "Monday"."""
    return DAYS[day.weekday()]


def long_day(day: date) -> str:
    """Return "Monday 23 November"."""
    return f"{day_name(day)} {day.day} {MONTHS[day.month - 1]}"


def month_words(day: date) -> str:
    """Return "November 2026"."""
    return f"{MONTHS[day.month - 1]} {day.year}"


def short_day(day: date) -> str:
    """Return "23 Nov"."""
    return f"{day.day}{HARD}{MONTHS[day.month - 1][:3]}"


def full_day(day: date) -> str:
    """Return "23 Nov 2026"."""
    return f"{short_day(day)}{HARD}{day.year}"


def short_span(first: date, last: date) -> str:
    """Return "1 – 14 Dec", or "26 Nov – 9 Dec"."""
    start = str(first.day) if first.month == last.month else short_day(first)
    return f"{start}{HARD}–{HARD}{short_day(last)}"


def near_day(day: date, today: date) -> str:
    """Return "today", "yesterday", or the short date, with its year where it is another."""
    away = (day - today).days
    if away in (-1, 0, 1):
        return ("yesterday", "today", "tomorrow")[away + 1]
    return short_day(day) if day.year == today.year else full_day(day)


def clock_time(moment: datetime | time, habits: Habits = PLAIN) -> str:
    """Return "19:05", or "7:05 pm"."""
    if not habits.twelve_hours:
        return f"{moment:%H:%M}"
    half = "am" if moment.hour < 12 else "pm"
    return f"{moment.hour % 12 or 12}:{moment:%M}{HARD}{half}"
