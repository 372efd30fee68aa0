"""Round numbers for the side of a chart of values."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

MOST_TICKS = 6
ROUND = (1, 2, 5, 10)


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueAxis:
    """The numbers from the foot of a chart to its head, `step` apart.

    Attributes:
        low: The number at the foot.
        high: The number at the head.
        step: From one named number to the next.
    """

    low: Fraction
    high: Fraction
    step: Fraction

    @property
    def ticks(self) -> tuple[Fraction, ...]:
        """The named numbers, upwards."""
        count = int((self.high - self.low) / self.step)
        return tuple(self.low + place * self.step for place in range(count + 1))

    @property
    def decimals(self) -> int:
        """How many decimals its numbers need."""
        return max(0, -math.floor(math.log10(self.step)))

    def share(self, value: Fraction) -> float:
        """Return how high a value stands, from 0 at the foot to 1 at the head."""
        return float((value - self.low) / (self.high - self.low))


def value_axis(values: Iterable[Fraction]) -> ValueAxis:
    """Return the axis that holds all values, at least one; from zero where that is not far."""
    known = sorted(values)
    low, high = known[0], known[-1]
    if 0 <= low <= high / 2:
        low = Fraction(0)
    if low == high:
        room = max(Fraction(1), abs(low) / 20)
        low, high = low - room, high + room
    step = _step((high - low) / (MOST_TICKS - 1))
    foot, head = step * math.floor(low / step), step * math.ceil(high / step)
    if high > head - step / 4:
        head += step  # room for the letter above the highest point
    return ValueAxis(low=foot, high=head, step=step)


def _step(least: Fraction) -> Fraction:
    """Return the smallest of 1, 2, 5, 10 … that is not below `least`."""
    power = Fraction(10) ** math.floor(math.log10(least))
    return next(power * times for times in ROUND if power * times >= least)
