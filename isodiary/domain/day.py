"""The diary's day, which turns at four in the morning.

What is noted at 00:40 belongs to last evening. Rules about hours compare wall
times, as a patient does: a dose planned for 19:00 stays at 19:00 on the days
on which the clocks change.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta, timezone

Clock = Callable[[], datetime]
"""Returns the present moment, with its offset."""

DAY_TURNS = time(4)
ONE_DAY = timedelta(days=1)


def diary_day(now: datetime) -> date:
    """Return the diary's day at `now`."""
    return now.date() - ONE_DAY if now.time() < DAY_TURNS else now.date()


def wall(day: date, at: time) -> datetime:
    """Return the wall time, without offset, at which the diary's `day` reads `at`.

    A time before four belongs to the night that follows the day.
    """
    return datetime.combine(day + ONE_DAY if at < DAY_TURNS else day, at)


def moment(day: date, at: time, now: datetime) -> datetime:
    """Return the moment at which `day` reads `at`, with its offset in the zone of `now`."""
    return fixed(wall(day, at).replace(tzinfo=now.tzinfo))


def fixed(moment: datetime) -> datetime:
    """Return a moment with its bare offset, as it comes back from the file.

    A moment in a zone does not equal its bare twin in the hour that comes twice.

    Raises:
        ValueError: The moment has no offset.
    """
    offset = moment.utcoffset()
    if offset is None:
        raise ValueError(f"{moment} needs its offset")
    return moment.replace(tzinfo=timezone(offset), fold=0)


def days_between(first: date, last: date) -> int:
    """Return how many days `first` to `last` are, both counted; 0 if `last` is before."""
    return max(0, (last - first).days + 1)


def this_minute(now: datetime) -> datetime:
    """Return the beginning of the minute of `now`; a diary keeps no seconds."""
    return now.replace(second=0, microsecond=0)


def add_months(day: date, months: int) -> date:
    """Return the same day of a later month, or that month's last day."""
    from calendar import monthrange  # which loads the locale; a start asks for no month

    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
