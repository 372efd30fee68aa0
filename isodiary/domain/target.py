"""When the target of a course was reached, and by what."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from fractions import Fraction

from isodiary.domain.values import dataclass


@dataclass(frozen=True, slots=True)
class Reached:
    """A target that was reached by what was surely swallowed.

    Attributes:
        day: The day on which it was; None where it was before the diary start already.
        with_before: Whether something taken before the diary start is a part of that.
    """

    day: date | None
    with_before: bool


def reached(
    before_ug: int, days: Iterable[tuple[date, int]], target_ug: Fraction | None
) -> Reached | None:
    """Return when an amount was reached; None without one, or if it was not.

    Args:
        before_ug: The least that was swallowed before the diary start, in micrograms.
        days: Days from it on, in any order, with the micrograms swallowed on each.
        target_ug: The amount in micrograms.
    """
    if target_ug is None:
        return None
    if before_ug >= target_ug:
        return Reached(None, True)
    amount_ug = before_ug
    for day, swallowed_ug in sorted(days):
        amount_ug += swallowed_ug
        if amount_ug >= target_ug:
            return Reached(day, before_ug > 0)
    return None
