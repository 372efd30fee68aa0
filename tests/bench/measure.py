"""What a measurement is: ours beside a floor, taken in turn, so that only their ratio counts."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from statistics import median, quantiles


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One line of the table.

    Attributes:
        what: What was measured.
        ours: What it took, in `unit`.
        floor: What the least that would do took, in the same run; None where the budget is no
            ratio.
        most: The budget: the highest ratio, or, without a floor, the highest `ours`.
        unit: Of both figures.
    """

    what: str
    ours: float
    floor: float | None = None
    most: float
    unit: str = "ms"

    @property
    def judged(self) -> float:
        """What the budget is about."""
        return self.ours if self.floor is None else self.ours / self.floor

    @property
    def kept(self) -> bool:
        """Whether it is within the budget."""
        return self.judged <= self.most

    def cells(self) -> tuple[str, ...]:
        """Return what, ours, floor, ratio, budget, and whether it is kept, for a table."""
        kept = "" if self.kept else "OVER"
        ours = f"{self.ours:.4g} {self.unit}"
        if self.floor is None:
            return self.what, ours, "", "", f"{self.most:g} {self.unit}", kept
        floor = f"{self.floor:.4g} {self.unit}"
        return self.what, ours, floor, f"x {self.judged:.2f}", f"x {self.most:g}", kept


Table = Iterator[Measure]


def ms_of(act: Callable[[], object]) -> float:
    """Return how many milliseconds a call takes."""
    begun = time.perf_counter()
    act()
    return 1000 * (time.perf_counter() - begun)


def typical_ms(act: Callable[[], object], rounds: int) -> float:
    """Return the median of so many calls."""
    return median(ms_of(act) for _ in range(rounds))


def in_turn(
    ours: Callable[[], float], floor: Callable[[], float], rounds: int
) -> tuple[float, float]:
    """Take both so many times in turn; return both medians. The first round only warms up."""
    ours(), floor()
    pairs = [(ours(), floor()) for _ in range(rounds)]
    return median(our for our, _ in pairs), median(least for _, least in pairs)


def p95(taken: list[float]) -> float:
    """Return what 95 of 100 stay below."""
    return quantiles(taken, n=20)[-1]
