"""The one evening on which the tests take place, and a clock that stands still."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta, timezone

EVENING = datetime(2026, 11, 23, 19, 4, tzinfo=timezone(timedelta(hours=1)))


@dataclass(slots=True)
class StoppedClock:
    """A `Clock` that shows `now` until a test moves it."""

    now: datetime = EVENING

    def __call__(self) -> datetime:
        return self.now

    def advance(self, *, days: float = 0, hours: float = 0, minutes: float = 0) -> None:
        self.now += timedelta(days=days, hours=hours, minutes=minutes)
