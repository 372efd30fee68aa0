"""Chance for the made-up diary: the same throws from the same seed, ids and times included."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from random import Random
from typing import TypeVar

from isodiary.domain.change import Change
from isodiary.domain.day import fixed, wall

ZONE = timezone(timedelta(hours=1))
"""Fixed, so that a seed means the same diary on every machine."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A change and the moment it was made."""

    at: datetime
    change: Change


class Dice:
    """Throws that a seed decides."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)

    def id(self) -> str:
        """Return the name of an entry, as `new_id` would."""
        return f"{self._random.getrandbits(64):016x}"

    def chance(self, share: float) -> bool:
        """Return True in this share of throws."""
        return self._random.random() < share

    def bell(self, middle: float, spread: float) -> float:
        """Return a number around `middle`."""
        return self._random.gauss(middle, spread)

    def number(self, lowest: int, highest: int) -> int:
        """Return a whole number between the two, both included."""
        return self._random.randint(lowest, highest)

    def one_of(self, choices: Sequence[T], shares: Sequence[float] | None = None) -> T:
        """Return one of the choices, each in its share of throws."""
        return self._random.choices(choices, shares)[0]

    def shuffled(self, cards: Sequence[T]) -> list[T]:
        """Return the cards in another order."""
        return self._random.sample(cards, len(cards))

    def about(self, day: date, at: time, minutes: float = 20) -> datetime:
        """Return a moment of a day around a time, in whole minutes."""
        away = max(-3 * minutes, min(3 * minutes, self.bell(0, minutes)))
        return moment(day, at) + timedelta(minutes=round(away))

    def soon_after(self, then: datetime, minutes: int = 15) -> datetime:
        """Return a moment up to so many minutes later."""
        return then + timedelta(seconds=self.number(5, 60 * minutes))


def moment(day: date, at: time) -> datetime:
    """Return the moment at which the diary's `day` reads `at`."""
    return fixed(wall(day, at).replace(tzinfo=ZONE))
