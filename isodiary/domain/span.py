"""How long something lasts as labels say it: "1 month", "30 days", "5 weeks"."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

from isodiary.domain.day import add_months
from isodiary.domain.values import dataclass


class WaitUnit(StrEnum):
    """What a span is counted in."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wait:
    """A number of days, weeks or calendar months."""

    count: int
    unit: WaitUnit

    def __post_init__(self) -> None:
        if self.count < 1:
            raise ValueError(f"a span is at least 1 {self.unit}, not {self.count}")

    def after(self, day: date) -> date:
        """Return the day on which the span is over; months end on the same day of the month.

        Where that month has no such day it is its last one (clinical.md 9.4).
        """
        match self.unit:
            case WaitUnit.MONTH:
                return add_months(day, self.count)
            case WaitUnit.WEEK:
                return day + timedelta(weeks=self.count)
            case WaitUnit.DAY:
                return day + timedelta(days=self.count)


def months(count: int) -> Wait:
    """Return a span of calendar months."""
    return Wait(count=count, unit=WaitUnit.MONTH)


def in_days(count: int) -> Wait:
    """Return a span of days."""
    return Wait(count=count, unit=WaitUnit.DAY)


def parse_span(text: str) -> Wait:
    """Read "1 month", "30 days" or "5 weeks".

    Raises:
        ValueError: It is none.
    """
    count, _, unit = text.strip().partition(" ")
    if not (count.isascii() and count.isdigit()):
        raise ValueError(f"{text!r} does not begin with a number")
    return Wait(count=int(count), unit=WaitUnit(unit.removesuffix("s")))
