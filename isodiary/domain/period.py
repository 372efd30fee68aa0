"""The days that something covers."""

from __future__ import annotations

from datetime import date, timedelta

from isodiary.domain.day import days_between
from isodiary.domain.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """Days in a row, both ends included."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """How many days it has."""
        return days_between(self.first, self.last)

    def holds(self, other: Period) -> bool:
        """Whether all days of `other` are among its days."""
        return self.first <= other.first and other.last <= self.last

    def before(self) -> Period:
        """Return the period of the same length just before it."""
        return Period(
            first=self.first - timedelta(days=self.days), last=self.first - timedelta(days=1)
        )
